// NOLINT comments, header filters and the like are clang-tidy's own; what it is
// told is what it needs for them: the check's name, and a place in the unit.
//
// REQUIRES: clang-tidy, plugin
// RUN: %clang_tidy --load=%miniport_plugin --checks=-*,miniport-* %s -- %winflags | FileCheck --implicit-check-not={{[[:space:]]}}warning: %s

#include <storport.h>

#define FREE(Extension, Block) StorPortFreePool(Extension, Block)
#define FREE_QUIETLY(Extension, Block)                                         \
  StorPortFreePool(Extension, Block) /* NOLINT(miniport-isr-irql) */

HW_INTERRUPT Line;

BOOLEAN Line(PVOID Extension) {
  PVOID *Block = Extension;
  STOR_LOCK_HANDLE Lock;
  if (!*Block)
    return FALSE;
  StorPortFreePool(Extension, Block[0]); // NOLINT(miniport-isr-irql) measured
  // NOLINTNEXTLINE
  StorPortFreePool(Extension, Block[1]);
  // NOLINTBEGIN(miniport-*)
  StorPortFreePool(Extension, Block[2]);
  // NOLINTEND(miniport-*)
  FREE(Extension, Block[3]); // NOLINT
  FREE_QUIETLY(Extension, Block[4]);

  StorPortFreePool(Extension, Block[5]); // NOLINT(miniport-lock-*)
  // CHECK: nolint.c:[[#@LINE-1]]:3: warning: 'StorPortFreePool' requires {{.*}} [miniport-isr-irql]
  FREE(Extension, Block[6]);
  // CHECK: nolint.c:[[#@LINE-1]]:3: warning: 'StorPortFreePool' requires {{.*}} [miniport-isr-irql]
  // CHECK: nolint.c:9:32: note: expanded from macro 'FREE'
  return TRUE;
}

HW_TIMER Tick;

VOID Tick(PVOID Extension) {
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Extension, DpcLock, NULL, &Lock); // NOLINT
}
// A NOLINT on the line of a note takes the note away, not the finding.
// CHECK: nolint.c:[[#@LINE-2]]:1: warning: 'DpcLock' is still held when 'Tick' returns here [miniport-lock-unpaired]
// CHECK-NOT: note: 'DpcLock' is acquired here
