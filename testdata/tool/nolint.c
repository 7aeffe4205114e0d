// RUN: %exits 1 %miniport_tidy %s | FileCheck --implicit-check-not=error: %s
// RUN: %exits 1 %miniport_tidy --quiet --show-suppressed --format=json %s | FileCheck --check-prefix=JSON %s

#include <storport.h>

HW_INTERRUPT Line;

BOOLEAN Line(PVOID Extension) {
  PVOID *Block = Extension;
  if (!*Block)
    return FALSE;
  StorPortFreePool(Extension, Block[0]); // NOLINT(miniport-isr-irql) measured
  // NOLINTNEXTLINE
  StorPortFreePool(Extension, Block[1]);
  StorPortFreePool(Extension, Block[2]); // NOLINT(miniport-lock-*)
  // CHECK: nolint.c:[[@LINE-1]]:3: error: 'StorPortFreePool' requires
  return TRUE;
}
// CHECK: 1 error, 2 suppressed; 1 function analysed
// JSON: "justification": "measured"
