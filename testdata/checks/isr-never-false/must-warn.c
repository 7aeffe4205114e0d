// RUN: %miniport_tidy --strict --checks=-*,miniport-isr-never-false %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

HW_INTERRUPT Isr;
HW_INTERRUPT Polite;
HW_INTERRUPT Branches;
HW_INTERRUPT Callee;

// CHECK-DAG: must-warn.c:[[#@LINE+1]]:{{[0-9]+}}: warning: interrupt routine 'Isr' must return FALSE for an interrupt that its adapter did not raise, but returns TRUE on every path [miniport-isr-never-false]
BOOLEAN Isr(PVOID Extension) {
  ULONG Status = StorPortReadRegisterUlong(Extension, (PULONG)Extension);
  StorPortWriteRegisterUlong(Extension, (PULONG)Extension, Status);
  return TRUE;
}

BOOLEAN Polite(PVOID Extension) {
  ULONG Status = StorPortReadRegisterUlong(Extension, (PULONG)Extension);
  if (Status == 0)
    return FALSE;
  StorPortWriteRegisterUlong(Extension, (PULONG)Extension, Status);
  return TRUE;
}

// Whether there was work or not.
// CHECK-DAG: must-warn.c:[[#@LINE+1]]:{{[0-9]+}}: warning: interrupt routine 'Branches' must return FALSE {{.*}} [miniport-isr-never-false]
BOOLEAN Branches(PVOID Extension) {
  ULONG Status = StorPortReadRegisterUlong(Extension, (PULONG)Extension);
  if (Status == 0)
    return TRUE;
  StorPortWriteRegisterUlong(Extension, (PULONG)Extension, Status);
  return TRUE;
}

static BOOLEAN Serve(PVOID Extension) {
  BOOLEAN Served = TRUE;
  while (StorPortReadRegisterUlong(Extension, (PULONG)Extension) != 0)
    StorPortWriteRegisterUlong(Extension, (PULONG)Extension, 1);
  return Served;
}

// The TRUE is a callee's.
// CHECK-DAG: must-warn.c:[[#@LINE+1]]:{{[0-9]+}}: warning: interrupt routine 'Callee' must return FALSE {{.*}} [miniport-isr-never-false]
BOOLEAN Callee(PVOID Extension) { return Serve(Extension); }

// CHECK: {{^}}3 warnings;
