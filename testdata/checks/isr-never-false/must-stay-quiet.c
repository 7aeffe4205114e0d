// RUN: %miniport_tidy --strict --checks=-*,miniport-isr-never-false %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t %s
// CHECK-NOT: error:
// CHECK-NOT: warning:
// CHECK: no findings
#include <storport.h>

#define PENDING 0x80000000
#define GONE 0xffffffff
#define RETURN_IF_NOT_MINE(Status)                                             \
  do {                                                                         \
    if (!((Status) & PENDING))                                                 \
      return FALSE;                                                            \
  } while (0)

typedef struct _ADAPTER {
  PULONG Status;
  ULONG Queues, Kind;
  BOOLEAN Removed;
} ADAPTER;

static ULONG ReadStatus(ADAPTER *Adapter) {
  return StorPortReadRegisterUlong(Adapter, Adapter->Status);
}

static BOOLEAN IsMine(ADAPTER *Adapter) {
  return (ReadStatus(Adapter) & PENDING) != 0;
}

// An early return in a macro.
HW_INTERRUPT Macro;
BOOLEAN Macro(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  ULONG Status = ReadStatus(Adapter);
  RETURN_IF_NOT_MINE(Status);
  StorPortWriteRegisterUlong(Adapter, Adapter->Status, Status);
  return TRUE;
}

// The answer is a callee's.
HW_INTERRUPT Callee;
BOOLEAN Callee(PVOID Extension) { return IsMine((ADAPTER *)Extension); }

// FALSE until a queue has had something, and cleaned up in one place.
HW_INTERRUPT Loop;
BOOLEAN Loop(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  BOOLEAN Mine = FALSE;
  if (Adapter->Removed)
    goto Exit;
  for (ULONG I = 0; I < Adapter->Queues; I++) {
    if (ReadStatus(Adapter) & (1UL << I))
      Mine = TRUE;
  }
Exit:
  return Mine;
}

// A switch over the kind of adapter.
HW_INTERRUPT Switch;
BOOLEAN Switch(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  switch (Adapter->Kind) {
  case 0:
    return ReadStatus(Adapter) != 0;
  case 1:
    StorPortWriteRegisterUlong(Adapter, Adapter->Status, PENDING);
    return TRUE;
  default:
    return FALSE;
  }
}

// Only an adapter that has gone is not answered for.
HW_INTERRUPT Gone;
BOOLEAN Gone(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (ReadStatus(Adapter) == GONE)
    return FALSE;
  StorPortWriteRegisterUlong(Adapter, Adapter->Status, PENDING);
  return TRUE;
}

// Messages are not shared.
HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE Message;
BOOLEAN Message(PVOID Extension, ULONG Id) {
  ADAPTER *Adapter = Extension;
  StorPortWriteRegisterUlong(Adapter, Adapter->Status, Id);
  return TRUE;
}

// A stub without a register, for an adapter that never interrupts.
HW_INTERRUPT Stub;
BOOLEAN Stub(PVOID Extension) {
  (void)Extension;
  return TRUE;
}
