// The twins of undeclared-calls.c that stay quiet: the lock is given back by what
// is declared nowhere, behind wrappers, on every way out, in a loop, by a macro
// without brackets.
// RUN: %exits 0 %miniport_tidy %s 2>/dev/null | FileCheck %s
// CHECK: no findings
#include <storport.h>
#include "vendor.h"
typedef struct { ULONG Kind; STOR_LOCK_HANDLE Lock; } EXTENSION;
static void Done(EXTENSION *Ext) { VENDOR_FINISH(Ext); }
static void Done2(EXTENSION *Ext, STOR_LOCK_HANDLE *L) { VENDOR_DONE(Ext, L); }
static void Named(EXTENSION *Ext) { VENDOR_UNLOCK(); }
HW_STARTIO Start;
BOOLEAN Start(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  EXTENSION *Ext = Extension;
  STOR_LOCK_HANDLE Lock;
  switch (Ext->Kind) {
  case 1:
    StorPortAcquireSpinLock(Ext, DpcLock, NULL, &Ext->Lock);
    Done(Ext);
    return TRUE;
  case 2:
    StorPortAcquireSpinLock(Ext, DpcLock, NULL, &Lock);
    Done2(Ext, &Lock);
    return TRUE;
  case 3:
    StorPortAcquireSpinLock(Ext, DpcLock, NULL, &Lock);
    Named(Ext);
    return TRUE;
  case 4:
    StorPortAcquireSpinLock(Ext, DpcLock, NULL, &Lock);
    if (Srb == NULL) goto out;
    Ext->Kind = 2;
  out:
    VENDOR_UNLOCK(Ext);
    return TRUE;
  case 5:
    StorPortAcquireSpinLock(Ext, DpcLock, NULL, &Lock);
    while (Ext->Kind) VENDOR_STEP_UNLOCK(Ext);
    return TRUE;
  case 6:
    StorPortAcquireSpinLock(Ext, DpcLock, NULL, &Lock);
    VENDOR_UNLOCK_ALL;
    return TRUE;
  case 7:
    StorPortAcquireSpinLock(Ext, DpcLock, NULL, &Lock);
    VENDOR_UNLOCK_NOW
    return TRUE;
  }
  return FALSE;
}
