// A source with errors. clang-tidy says the errors, and ends with 1. A statement
// that was lost makes its function one that cannot be followed, as it is for the
// command; after a fatal error Clang keeps back what else was lost, and nothing is
// said.
//
// REQUIRES: clang-tidy, plugin
// DEFINE: %{tidy} = %exits 1 %clang_tidy --load=%miniport_plugin --checks=-*,miniport-*
// RUN: %{tidy} %s -- %winflags | FileCheck --implicit-check-not="still held" %s
// RUN: %exits 1 %miniport_tidy %s -o %t -- %winflags
// RUN: FileCheck --check-prefix=COMMAND --implicit-check-not="still held" --input-file=%t %s
// RUN: %{tidy} %s -- -DFATAL %winflags | FileCheck --check-prefix=FATAL --implicit-check-not=miniport- %s

#include <storport.h>
#ifdef FATAL
#include "missing.h"
#endif
// FATAL: error: 'missing.h' file not found [clang-diagnostic-error]
// FATAL-NOT: expected expression

HW_TIMER Lost;

VOID Lost(PVOID Extension) {
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Extension, DpcLock, NULL, &Lock);
  // CHECK: errors.c:[[#@LINE+1]]:3: error: expected expression [clang-diagnostic-error]
  *= StorPortReleaseSpinLock(Extension, &Lock);
}

HW_TIMER Leak;

VOID Leak(PVOID Extension) {
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Extension, DpcLock, NULL, &Lock);
}
// CHECK: errors.c:[[#@LINE-1]]:1: warning: 'DpcLock' is still held when 'Leak' returns here
// COMMAND: errors.c:[[#@LINE-2]]:1: error: 'DpcLock' is still held when 'Leak' returns here
