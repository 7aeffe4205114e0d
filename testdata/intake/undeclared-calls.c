// What is called and declared nowhere may be a macro of a header that is not in
// the tree. It may take or give back a lock that it is handed, that it can find,
// or that its name speaks of; another lock it does not touch.
// RUN: %exits 1 %miniport_tidy %s 2>/dev/null | FileCheck --implicit-check-not=error: %s
#include <storport.h>
#include "vendor.h"

typedef struct {
  ULONG Kind;
  STOR_LOCK_HANDLE Lock;
} EXTENSION;

HW_STARTIO Start;
BOOLEAN Start(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  EXTENSION *Ext = Extension;
  STOR_LOCK_HANDLE Lock;
  switch (Ext->Kind) {
  case 1: // handed over
    StorPortAcquireSpinLock(Ext, DpcLock, NULL, &Lock);
    VENDOR_DONE(Ext, &Lock);
    return TRUE;
  case 2: // found in the extension
    StorPortAcquireSpinLock(Ext, DpcLock, NULL, &Ext->Lock);
    VENDOR_FINISH(Ext);
    return TRUE;
  case 3: // spoken of
    VENDOR_LOCK(Ext);
    StorPortReleaseSpinLock(Ext, &Ext->Lock);
    return TRUE;
  case 4: // on the stack, out of its reach
    StorPortAcquireSpinLock(Ext, DpcLock, NULL, &Lock);
    VENDOR_TRACE("%p", Srb, Ext);
    return TRUE;
    // CHECK: :[[#@LINE-1]]:5: error: 'DpcLock' is still held when 'Start' returns here
  case 5: // a text and a number lead nowhere
    StorPortAcquireSpinLock(Ext, DpcLock, NULL, &Ext->Lock);
    VENDOR_COUNT("text", 5);
    return TRUE;
    // CHECK: :[[#@LINE-1]]:5: error: 'DpcLock' is still held when 'Start' returns here
  }
  return FALSE;
}
