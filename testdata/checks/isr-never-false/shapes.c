// Ways to write TRUE on every path, and ways not to.
// RUN: %miniport_tidy --strict --checks=-*,miniport-isr-never-false %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

#define STATUS_MINE 0x1

typedef struct _ADAPTER {
  PULONG Status;
  ULONG Queues;
  BOOLEAN Running, Line;
  BOOLEAN (*Serve)(struct _ADAPTER *Adapter);
} ADAPTER;

BOOLEAN VendorServe(ADAPTER *Adapter);

static ULONG ReadStatus(ADAPTER *Adapter) {
  return StorPortReadRegisterUlong(Adapter, Adapter->Status);
}

// Warn: set first, and only ever added to.
HW_INTERRUPT Accumulated;
// CHECK-DAG: shapes.c:[[#@LINE+1]]:{{[0-9]+}}: warning: interrupt routine 'Accumulated' must return FALSE {{.*}} [miniport-isr-never-false]
BOOLEAN Accumulated(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  BOOLEAN Served = TRUE;
  for (ULONG I = 0; I < Adapter->Queues; I++)
    Served |= (ReadStatus(Adapter) >> I) & 1;
  return Served;
}

// Warn: by a register read in a volatile field instead of a routine.
typedef struct _REGISTERS {
  volatile ULONG Status;
} REGISTERS;
HW_INTERRUPT Volatile;
// CHECK-DAG: shapes.c:[[#@LINE+1]]:{{[0-9]+}}: warning: interrupt routine 'Volatile' must return FALSE {{.*}} [miniport-isr-never-false]
BOOLEAN Volatile(PVOID Extension) {
  REGISTERS *Registers = (REGISTERS *)((ADAPTER *)Extension)->Status;
  Registers->Status = STATUS_MINE;
  return TRUE;
}

// Warn: one label for all, and the answer is set beforehand.
HW_INTERRUPT Label;
// CHECK-DAG: shapes.c:[[#@LINE+1]]:{{[0-9]+}}: warning: interrupt routine 'Label' must return FALSE {{.*}} [miniport-isr-never-false]
BOOLEAN Label(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  BOOLEAN Mine = FALSE;
  if (!(ReadStatus(Adapter) & STATUS_MINE)) {
    Mine = TRUE;
    goto Exit;
  }
  Mine = 1;
Exit:
  return Mine;
}

// Quiet: nobody knows the answer of a function of another source, or behind a
// pointer.
HW_INTERRUPT Foreign;
BOOLEAN Foreign(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  ReadStatus(Adapter);
  return VendorServe(Adapter);
}
HW_INTERRUPT Pointer;
BOOLEAN Pointer(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  ReadStatus(Adapter);
  return Adapter->Serve(Adapter);
}

// Quiet: a masked bit; a comparison; a conditional.
HW_INTERRUPT Masked;
BOOLEAN Masked(PVOID Extension) {
  return (BOOLEAN)(ReadStatus((ADAPTER *)Extension) & STATUS_MINE);
}
HW_INTERRUPT Conditional;
BOOLEAN Conditional(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  return ReadStatus(Adapter) == 0 ? FALSE : TRUE;
}

// Quiet: FALSE while the adapter is not running, by a field.
HW_INTERRUPT Running;
BOOLEAN Running(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (!Adapter->Running)
    return FALSE;
  StorPortWriteRegisterUlong(Adapter, Adapter->Status, STATUS_MINE);
  return TRUE;
}

// Quiet: 256 is FALSE in a BOOLEAN, whoever meant it so.
HW_INTERRUPT Narrow;
BOOLEAN Narrow(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  ReadStatus(Adapter);
  return (BOOLEAN)0x100;
}

// CHECK: {{^}}3 warnings;
