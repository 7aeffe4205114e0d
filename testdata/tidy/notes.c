// The path of a finding is notes, in the order in which it runs.
//
// REQUIRES: clang-tidy, plugin
// RUN: %clang_tidy --load=%miniport_plugin --checks=-*,miniport-* %s -- %winflags | grep -E "^[^ ]*:[0-9]+:" | FileCheck --match-full-lines %s

// Only warnings, so that NOLINT and filters hold; errors are for the user to ask
// for, and then the exit status is not 0.
// RUN: %exits 1 %clang_tidy --load=%miniport_plugin --checks=-*,miniport-* --warnings-as-errors=miniport-lock-* %s -- %winflags | FileCheck --check-prefix=ERROR %s
// ERROR: notes.c:[[#LEAK:]]:5: error: {{.*}} [miniport-lock-unpaired,-warnings-as-errors]

// A line filter lets a finding pass if one of its notes is in range.
// RUN: %clang_tidy --load=%miniport_plugin --checks=-*,miniport-* '--line-filter=[{"name":"notes.c","lines":[[25,25]]}]' %s -- %winflags | FileCheck --check-prefix=RANGE %s
// RUN: %clang_tidy --load=%miniport_plugin --checks=-*,miniport-* '--line-filter=[{"name":"notes.c","lines":[[30,30]]}]' %s -- %winflags | FileCheck --allow-empty --check-prefix=OUTSIDE %s
// RANGE: still held when 'Serve' returns here
// OUTSIDE-NOT: still held

#include <storport.h>

typedef struct _ADAPTER {
  ULONG Pending;
} ADAPTER;

static void Serve(ADAPTER *Adapter) {
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Adapter, DpcLock, NULL, &Lock);
  if (Adapter->Pending == 0)
    return;
  Adapter->Pending = 0;
  StorPortReleaseSpinLock(Adapter, &Lock);
} // Line 30.

HW_TIMER Tick;
VOID Tick(PVOID Extension) { Serve(Extension); }

// CHECK: {{.*}}notes.c:27:5: warning: 'DpcLock' is still held when 'Serve' returns here [miniport-lock-unpaired]
// CHECK-NEXT: {{.*}}notes.c:33:6: note: entered at DISPATCH_LEVEL as 'HwStorTimer', with 'StartIoLock' held
// CHECK-NEXT: {{.*}}notes.c:33:30: note: calling 'Serve'
// CHECK-NEXT: {{.*}}notes.c:25:3: note: 'DpcLock' is acquired here
// CHECK-NEXT: {{.*}}notes.c:26:7: note: assuming 'Adapter->Pending == 0' is true
// CHECK-NOT: {{.+}}
