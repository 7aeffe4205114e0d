// --emit=sal: what the contexts show and the source lacks, by place.
// RUN: %miniport_tidy --emit=sal %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t %s
// Nothing else is said.
// RUN: grep -c . %t | FileCheck --check-prefix=COUNT %s
// COUNT: {{^}}18{{$}}
// RUN: %miniport_tidy --emit=sal -j1 %s %S/Inputs/leak.c -o %t.1 -- %winflags
// RUN: %miniport_tidy --emit=sal -j4 %S/Inputs/leak.c %s -o %t.2 -- %winflags
// RUN: diff %t.1 %t.2
#include <ntddk.h>
#include <storport.h>

typedef struct _ADAPTER {
  KSPIN_LOCK Spin;
  PULONG Status;
  ULONG Pending;
  STOR_DPC Dpc;
  VOID (*Kept)(PVOID);
} ADAPTER;

// CHECK: emit-sal.c:[[#@LINE+2]]: AtDispatch: _IRQL_requires_(DISPATCH_LEVEL){{$}}
// CHECK-NOT: AtDispatch
static VOID AtDispatch(ADAPTER *Adapter) { StorPortStallExecution(1); }

// CHECK: emit-sal.c:[[#@LINE+1]]: UpTo: _IRQL_requires_max_(DISPATCH_LEVEL){{$}}
static VOID UpTo(ADAPTER *Adapter) { StorPortStallExecution(2); }

// CHECK: emit-sal.c:[[#@LINE+1]]: Above: _IRQL_requires_min_(DISPATCH_LEVEL){{$}}
static VOID Above(ADAPTER *Adapter) { StorPortStallExecution(3); }

// CHECK: emit-sal.c:[[#@LINE+2]]: Device: _IRQL_requires_min_(DISPATCH_LEVEL + 1){{$}}
// CHECK: emit-sal.c:[[#@LINE+1]]: Device: _Requires_lock_held_(InterruptLock){{$}}
static VOID Device(ADAPTER *Adapter) { StorPortStallExecution(4); }

// Everywhere: no line.
static VOID Anywhere(ADAPTER *Adapter) { StorPortStallExecution(5); }

// CHECK: emit-sal.c:[[#@LINE+2]]: Take: _IRQL_requires_(DISPATCH_LEVEL){{$}}
// CHECK: emit-sal.c:[[#@LINE+1]]: Take: _IRQL_requires_same_{{$}}
static VOID Take(ADAPTER *Mine) { KeAcquireSpinLockAtDpcLevel(&Mine->Spin); }
// CHECK: emit-sal.c:[[#@LINE-1]]: Take: _Acquires_lock_(Mine->Spin){{$}}
// CHECK: emit-sal.c:[[#@LINE+3]]: Give: _IRQL_requires_(DISPATCH_LEVEL){{$}}
// CHECK: emit-sal.c:[[#@LINE+2]]: Give: _IRQL_requires_same_{{$}}
// CHECK: emit-sal.c:[[#@LINE+1]]: Give: _Releases_lock_(Yours->Spin){{$}}
static VOID Give(ADAPTER *Yours) { KeReleaseSpinLockFromDpcLevel(&Yours->Spin); }

// CHECK: emit-sal.c:[[#@LINE+2]]: Balanced: _IRQL_requires_max_(DISPATCH_LEVEL){{$}}
// CHECK: emit-sal.c:[[#@LINE+1]]: Balanced: _IRQL_requires_same_{{$}}
static VOID Balanced(ADAPTER *Adapter) {
  KIRQL Old;
  KeAcquireSpinLock(&Adapter->Spin, &Old);
  KeReleaseSpinLock(&Adapter->Spin, Old);
}

// It depends: nothing is said of locks.
// CHECK: emit-sal.c:[[#@LINE+2]]: Try: _IRQL_requires_(DISPATCH_LEVEL){{$}}
// CHECK: emit-sal.c:[[#@LINE+1]]: Try: _IRQL_requires_same_{{$}}
static BOOLEAN Try(ADAPTER *Adapter) {
  if (Adapter->Pending == 0)
    return FALSE;
  KeAcquireSpinLockAtDpcLevel(&Adapter->Spin);
  return TRUE;
}

// What is there stays, right or wrong.
_IRQL_requires_max_(PASSIVE_LEVEL) static VOID Wrong(ADAPTER *Adapter) { StorPortStallExecution(6); }
_IRQL_requires_max_(DISPATCH_LEVEL) static VOID Right(ADAPTER *Adapter) { StorPortStallExecution(7); }

// Its address is kept: who else may call it?
static VOID Kept(PVOID Extension) { StorPortStallExecution(8); }

HW_INTERRUPT Isr;
BOOLEAN Isr(PVOID Extension) {
  if (StorPortReadRegisterUlong(Extension, ((ADAPTER *)Extension)->Status) == 0)
    return FALSE;
  Device(Extension);
  Above(Extension);
  Anywhere(Extension);
  return TRUE;
}

HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  AtDispatch(Adapter);
  UpTo(Adapter);
  Above(Adapter);
  Anywhere(Adapter);
  Take(Adapter);
  Give(Adapter);
  Balanced(Adapter);
  Right(Adapter);
  Kept(Adapter);
  Adapter->Kept = Kept;
  if (Try(Adapter))
    Give(Adapter);
  // CHECK: emit-sal.c:[[#@LINE+1]]: Dpc: contradiction: 'Wrong' is annotated '_IRQL_requires_max_(PASSIVE_LEVEL)', but is called at DISPATCH_LEVEL here{{$}}
  Wrong(Adapter);
}

HW_PASSIVE_INITIALIZE_ROUTINE Passive;
BOOLEAN Passive(PVOID Extension) {
  UpTo(Extension);
  Balanced(Extension);
  Anywhere(Extension);
  return TRUE;
}

// CHECK: emit-sal.c:[[#@LINE+1]]: Unnamed: _Function_class_(HW_STARTIO){{$}}
BOOLEAN Unnamed(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  StorPortStallExecution(9);
  return TRUE;
}

// CHECK: emit-sal.c:[[#@LINE+1]]: DriverEntry: _Function_class_(sp_DRIVER_INITIALIZE){{$}}
ULONG DriverEntry(PVOID DriverObject, PVOID RegistryPath) {
  HW_INITIALIZATION_DATA Data = {0};
  Data.HwInitializationDataSize = sizeof(Data);
  Data.HwStartIo = Unnamed;
  Data.HwInterrupt = Isr;
  return StorPortInitialize(DriverObject, RegistryPath, &Data, NULL);
}
