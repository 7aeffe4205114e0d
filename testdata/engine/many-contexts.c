// A helper that is called with more than 24 different constants is entered in at
// most 24 contexts; then its least important input is widened (engine: context
// keys). Widening costs findings that hang on that input, never a false one.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired,miniport-isr-irql %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  PVOID Buffer;
  ULONG Value[64], Done;
} ADAPTER;

// Quiet: the lock follows Isr, whatever the parameter number is.
static VOID Set(ADAPTER *Adapter, ULONG Number, ULONG Value, BOOLEAN Isr) {
  STOR_LOCK_HANDLE Lock = {0};
  if (!Isr)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (Number > 40)
    Adapter->Done++;
  Adapter->Value[Number & 63] = Value;
  if (!Isr)
    StorPortReleaseSpinLock(Adapter, &Lock);
}

#define FOUR(N, Isr)                                                           \
  Set(Adapter, N, 1, Isr);                                                     \
  Set(Adapter, N + 1, 2, Isr);                                                 \
  Set(Adapter, N + 2, 3, Isr);                                                 \
  Set(Adapter, N + 3, 4, Isr)

// Quiet: a 0 comes from the interrupt routine only, which says so. Widened or
// not, the second test is not to be forgotten.
static VOID Drop(ADAPTER *Adapter, ULONG Number, BOOLEAN Isr) {
  if (Number == 0 && !Isr)
    StorPortFreePool(Adapter, Adapter->Buffer);
  Adapter->Value[Number & 63] = 0;
}

#define FOUR_DROPS(N, Isr)                                                     \
  Drop(Adapter, N, Isr);                                                       \
  Drop(Adapter, N + 1, Isr);                                                   \
  Drop(Adapter, N + 2, Isr);                                                   \
  Drop(Adapter, N + 3, Isr)

HW_INTERRUPT Isr;
BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (Adapter->Done == 0)
    return FALSE;
  FOUR(1, TRUE);
  FOUR(5, TRUE);
  FOUR(9, TRUE);
  FOUR(13, TRUE);
  FOUR_DROPS(0, TRUE);
  FOUR_DROPS(4, TRUE);
  FOUR_DROPS(8, TRUE);
  FOUR_DROPS(12, TRUE);
  return TRUE;
}

HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  FOUR(17, FALSE);
  FOUR(21, FALSE);
  FOUR(25, FALSE);
  FOUR(29, FALSE);
  FOUR(33, FALSE);
  FOUR(37, FALSE);
  FOUR(41, FALSE);
  FOUR_DROPS(16, FALSE);
  FOUR_DROPS(20, FALSE);
  FOUR_DROPS(24, FALSE);
}

// Warn: in every context alike.
static VOID Bad(ADAPTER *Adapter, ULONG Number) {
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Value[Number & 63] = 0;
  if (Adapter->Done == Number)
    // CHECK-DAG: many-contexts.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Bad' returns here [miniport-lock-unpaired]
    return;
  StorPortReleaseSpinLock(Adapter, &Lock);
}

HW_TIMER Tick;
VOID Tick(PVOID Extension) {
  ADAPTER *Adapter = Extension;
#define FIVE(N)                                                                \
  case N: Bad(Adapter, N); break;                                              \
  case N + 1: Bad(Adapter, N + 1); break;                                      \
  case N + 2: Bad(Adapter, N + 2); break;                                      \
  case N + 3: Bad(Adapter, N + 3); break;                                      \
  case N + 4: Bad(Adapter, N + 4); break;
  switch (Adapter->Done) {
    FIVE(0) FIVE(5) FIVE(10) FIVE(15) FIVE(20) FIVE(25)
  }
}

// CHECK: {{^}}1 error;
