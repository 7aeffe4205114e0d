// What a call does to memory is by record and field (engine: calls). A port
// routine writes through its out arguments only, a trace macro writes nothing of
// the driver's, a driver function without a body writes what its arguments reach.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- -Wno-implicit-function-declaration %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

#define Trace(Text, ...) TraceEvents(1, 2, Text, __VA_ARGS__)

typedef struct _ADAPTER {
  LIST_ENTRY Free;
  ULONG Pending, Uncached, MaxQueues;
  BOOLEAN MsixEnabled;
  KIRQL Level;
  PVOID Buffer;
} ADAPTER;

VOID VendorNotify(PVOID Event);

static VOID Lock(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Handle) {
  if (!Adapter->MsixEnabled)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, Handle);
}

static VOID Unlock(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Handle) {
  if (!Adapter->MsixEnabled)
    StorPortReleaseSpinLock(Adapter, Handle);
}

// Quiet: a trace call that no header declares.
HW_DPC_ROUTINE Traced;
VOID Traced(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Handle = {0};
  Lock(Adapter, &Handle);
  Trace("pending %u of %p", Adapter->Pending, Adapter);
  Unlock(Adapter, &Handle);
}

// Quiet: port routines that write another field, or a local.
HW_DPC_ROUTINE OutArgument;
VOID OutArgument(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Handle = {0};
  LARGE_INTEGER Now;
  Lock(Adapter, &Handle);
  StorPortQuerySystemTime(&Now);
  StorPortGetCurrentIrql(Adapter, &Adapter->Level);
  StorPortReadRegisterBufferUlong(Adapter, &Adapter->Uncached,
                                  &Adapter->Pending, 1);
  InsertTailList(&Adapter->Free, (PLIST_ENTRY)Adapter->Buffer);
  Unlock(Adapter, &Handle);
}

// Quiet: a function without a body that is handed something else.
HW_DPC_ROUTINE Foreign;
VOID Foreign(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Handle = {0};
  Lock(Adapter, &Handle);
  VendorNotify(NULL);
  Unlock(Adapter, &Handle);
}

// Warn: the very field is the out argument.
HW_DPC_ROUTINE OutField;
VOID OutField(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Handle = {0};
  if (Adapter->Level <= DISPATCH_LEVEL)
    return;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Handle);
  StorPortCopyMemory(&Adapter->Level, A, sizeof(Adapter->Level));
  if (Adapter->Level <= DISPATCH_LEVEL)
    // CHECK-DAG: calls-keep-fields.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'OutField' returns here [miniport-lock-unpaired]
    return;
  StorPortReleaseSpinLock(Adapter, &Handle);
}

// CHECK: {{^}}1 error;
