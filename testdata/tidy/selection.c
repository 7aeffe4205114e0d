// Only the checks that are on report, each what it reports with all on.
//
// REQUIRES: clang-tidy, plugin
// DEFINE: %{tidy} = %clang_tidy --load=%miniport_plugin %s
// RUN: %{tidy} --checks=-*,miniport-* -- %winflags | FileCheck --check-prefixes=IRQL,LOCK %s
// RUN: %{tidy} --checks=-*,miniport-isr-irql -- %winflags | FileCheck --check-prefix=IRQL --implicit-check-not=unpaired %s
// RUN: %{tidy} --checks=-*,miniport-*,-miniport-isr-* -- %winflags | FileCheck --check-prefix=LOCK --implicit-check-not=isr-irql %s

// Together with checks of clang-tidy's own, and for two sources in one run.
// RUN: %clang_tidy --load=%miniport_plugin --checks=-*,miniport-*,misc-unused-parameters %s %S/Inputs/second.c -- %winflags | FileCheck --check-prefixes=SECOND,IRQL,LOCK %s

// SECOND: second.c:8:1: warning: {{.*}} [miniport-lock-unpaired]
// SECOND: second.c:11:39: warning: parameter 'Unused' is unused [misc-unused-parameters]

#include <storport.h>

HW_INTERRUPT Line;

BOOLEAN Line(PVOID Extension) {
  PVOID *Block = Extension;
  STOR_LOCK_HANDLE Lock;
  if (!*Block)
    return FALSE;
  StorPortFreePool(Extension, *Block);
  // IRQL: selection.c:[[#@LINE-1]]:3: warning: {{.*}} [miniport-isr-irql]
  return TRUE;
}

HW_TIMER Tick;

VOID Tick(PVOID Extension) {
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Extension, DpcLock, NULL, &Lock);
}
// LOCK: selection.c:[[#@LINE-1]]:1: warning: {{.*}} [miniport-lock-unpaired]
