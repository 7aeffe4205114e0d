// A store through one pointer is seen through every other that may point to the
// same object (engine: stores): the device extension through a cast local, an
// Srb-side pointer, an element of an array by another index. What provably lies
// elsewhere keeps its value.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER ADAPTER;
typedef struct _REQUEST {
  ADAPTER *Adapter;
  ULONG State;
} REQUEST;

typedef struct _PORT {
  ULONG Active, Errors;
} PORT;

struct _ADAPTER {
  PORT Port[8];
  ULONG Pending, Done;
  BOOLEAN Shared;
};

static VOID Count(PULONG Counter) { *Counter += 1; }

// Quiet: two names of the device extension are one object.
HW_STARTIO TwoNames;
BOOLEAN TwoNames(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = (ADAPTER *)Extension;
  ADAPTER *Same = (ADAPTER *)(PUCHAR)Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Adapter->Shared)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Done++;
  if (Same->Shared)
    StorPortReleaseSpinLock(Same, &Lock);
  return TRUE;
}

// Quiet: another field, a local whose address only a counter gets, and a record
// of another type are written.
HW_STARTIO Elsewhere;
BOOLEAN Elsewhere(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  REQUEST *Request = Srb->SrbExtension;
  ULONG Local = Adapter->Pending, Tries = 0;
  STOR_LOCK_HANDLE Lock = {0};
  if (Adapter->Shared && Local != 0)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Count(&Tries);
  Count(&Adapter->Done);
  Request->State = 2;
  if (Adapter->Shared && Local != 0)
    StorPortReleaseSpinLock(Adapter, &Lock);
  return TRUE;
}

// Warn: written through the pointer that the request keeps.
HW_STARTIO ByRequest;
BOOLEAN ByRequest(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  REQUEST *Request = Srb->SrbExtension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Adapter->Pending == 0)
    return FALSE;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Request->Adapter->Pending = 0;
  if (Adapter->Pending != 0)
    StorPortReleaseSpinLock(Adapter, &Lock);
  // CHECK-DAG: aliasing.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'ByRequest' returns here [miniport-lock-unpaired]
  return TRUE;
}

// Warn: written by a callee that is handed its address.
HW_STARTIO ByAddress;
BOOLEAN ByAddress(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  ULONG Tries = Srb->TargetId;
  if (Tries == 0)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Count(&Tries);
  if (Tries == 0)
    StorPortReleaseSpinLock(Adapter, &Lock);
  // CHECK-DAG: aliasing.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'ByAddress' returns here [miniport-lock-unpaired]
  return TRUE;
}

// Quiet: the same element, its index narrowed on the way; others do not matter.
HW_STARTIO SameElement;
BOOLEAN SameElement(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  ULONG Id = Srb->PathId & 7;
  if (Adapter->Port[Id].Active)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Port[Id].Errors = 0;
  if (Adapter->Port[(UCHAR)Id].Active)
    StorPortReleaseSpinLock(Adapter, &Lock);
  return TRUE;
}

// Warn: some element is written, which may be this one.
HW_STARTIO SomeElement;
BOOLEAN SomeElement(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  ULONG Id = Srb->PathId & 7, Other = Srb->TargetId & 7;
  if (Adapter->Port[Id].Active)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Port[Other].Active = Adapter->Pending;
  if (Adapter->Port[Id].Active)
    // CHECK-DAG: aliasing.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is released here, but is not held [miniport-lock-unpaired]
    StorPortReleaseSpinLock(Adapter, &Lock);
  // CHECK-DAG: aliasing.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'SomeElement' returns here [miniport-lock-unpaired]
  return TRUE;
}

// CHECK: {{^}}4 errors;
