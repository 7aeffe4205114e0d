// Options of the checks are CheckOptions, with the names and defaults of
// rules/checks.yaml.
//
// REQUIRES: clang-tidy, plugin
// DEFINE: %{tidy} = %clang_tidy --load=%miniport_plugin --checks=-*,miniport-stall-context
// RUN: %{tidy} %s -- %winflags | FileCheck --check-prefixes=BOTH,TIGHT --implicit-check-not=TickTock %s
// RUN: %{tidy} --config="{CheckOptions: {miniport-stall-context.DispatchWarnMicroseconds: 5001, miniport-stall-context.DispatchNoteMicroseconds: 10}}" %s -- %winflags | FileCheck --check-prefix=NOTED %s
// RUN: %{tidy} --config="{CheckOptions: {miniport-stall-context.DispatchWarnMicroseconds: 9000, miniport-stall-context.DispatchNoteMicroseconds: 9000}}" %s -- %winflags | FileCheck --allow-empty --check-prefix=LOOSE %s

// The defaults are told to who asks, the changed ones too.
// RUN: %{tidy} --dump-config | FileCheck --check-prefix=DEFAULT %s
// RUN: %{tidy} --dump-config --config="{CheckOptions: {miniport-stall-context.InterruptWarnMicroseconds: 25}}" | FileCheck --check-prefix=CHANGED %s
// RUN: %clang_tidy --load=%miniport_plugin --checks=-*,miniport-isr-irql --dump-config | FileCheck --check-prefix=TEXT %s
// DEFAULT: miniport-stall-context.ControlWarnMicroseconds: '500000'
// DEFAULT: miniport-stall-context.InterruptWarnMicroseconds: '50'
// CHANGED: miniport-stall-context.InterruptWarnMicroseconds: '25'
// TEXT: miniport-isr-irql.IgnoredRoutines: 'StorPortDebugPrint;StorPortEtw*'

// A misspelt option, or a value that is no number, is complained of.
// RUN: echo "{CheckOptions: {miniport-stall-context.InterruptWarnMicrosecond: 25}}" > %t.config
// RUN: %exits 1 %{tidy} --config-file=%t.config --verify-config 2>&1 | FileCheck --check-prefix=MISSPELT %s
// RUN: %{tidy} --config="{CheckOptions: {miniport-stall-context.DispatchWarnMicroseconds: few}}" %s -- %winflags 2>&1 | FileCheck --check-prefixes=BOTH,TIGHT,VALUE %s
// MISSPELT: unknown check option 'miniport-stall-context.InterruptWarnMicrosecond'; did you mean 'miniport-stall-context.InterruptWarnMicroseconds'
// VALUE-DAG: warning: invalid configuration value 'few' for option 'miniport-stall-context.DispatchWarnMicroseconds'; expected an integer

#include <storport.h>

HW_TIMER Tick;

VOID Tick(PVOID Extension) {
  // BOTH-DAG: options.c:[[#@LINE+2]]:3: warning: {{.*}} up to 5 ms [miniport-stall-context]
  // NOTED: options.c:[[#@LINE+1]]:3: remark: {{.*}} up to 5 ms [miniport-stall-context]
  StorPortStallExecution(5000);
  // NOTED: options.c:[[#@LINE+1]]:3: remark: {{.*}} up to 20 us [miniport-stall-context]
  StorPortStallExecution(20);
}
// TIGHT-NOT: 20 us
// LOOSE-NOT: miniport-stall-context
