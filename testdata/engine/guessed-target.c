// Where only the type of a pointer says what it may call, a finding is a grade
// lower; and a call-back of the port driver is no candidate (engine: pointers).
// RUN: %miniport_tidy --strict --checks=-*,miniport-isr-irql %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  PULONG Status;
  PVOID Buffer;
  VOID (*Notify)(PVOID);
} ADAPTER;

VOID RegisterElsewhere(VOID (*Notify)(PVOID));

static VOID Drop(PVOID Extension) {
  // CHECK: guessed-target.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
  StorPortFreePool(Extension, ((ADAPTER *)Extension)->Buffer);
}

// Quiet: nobody calls it through the pointer.
BOOLEAN Initialize(PVOID Extension) {
  RegisterElsewhere(Drop);
  return TRUE;
}
BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) { return TRUE; }
BOOLEAN Reset(PVOID Extension, ULONG Path) {
  StorPortFreePool(Extension, ((ADAPTER *)Extension)->Buffer);
  return TRUE;
}

BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (StorPortReadRegisterUlong(Adapter, Adapter->Status) == 0)
    return FALSE;
  Adapter->Notify(Adapter);
  return TRUE;
}

ULONG DriverEntry(PVOID Driver, PVOID Path) {
  HW_INITIALIZATION_DATA Data = {0};
  Data.HwInitializationDataSize = sizeof(Data);
  Data.HwInitialize = Initialize;
  Data.HwStartIo = StartIo;
  Data.HwResetBus = Reset;
  Data.HwInterrupt = Isr;
  return StorPortInitialize(Driver, Path, &Data, NULL);
}
// CHECK: {{^}}1 warning;
