// RUN: %miniport_tidy --checks=-*,miniport-isr-never-false %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t %s
#include <storport.h>

HW_INTERRUPT Isr;
HW_INTERRUPT Polite;

// CHECK: must-warn.c:[[#@LINE+2]]:{{.*}}warning: interrupt routine 'Isr' must return FALSE
// CHECK-NOT: 'Polite'
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
