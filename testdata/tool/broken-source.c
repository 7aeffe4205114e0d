// A source with errors is analysed as far as Clang recovered, and it is said.
// RUN: %exits 1 %miniport_tidy %s 2>&1 | FileCheck %s
// RUN: %exits 1 %miniport_tidy --strict %s 2>&1 | FileCheck %s
// RUN: %exits 1 %miniport_tidy --quiet %s 2>&1 | FileCheck --check-prefix=QUIET %s
// QUIET-NOT: {{^miniport-tidy}}

#include <storport.h>
#include "generated.h"

HW_INTERRUPT Line;

static NOT_A_TYPE Global;

BOOLEAN Line(PVOID Extension) {
  PVOID *Block = Extension;
  if (!*Block)
    return FALSE;
  StorPortFreePool(Extension, *Block);
  return TRUE;
}
// CHECK-DAG: broken-source.c:[[@LINE-3]]:3: error: 'StorPortFreePool' requires
// CHECK-DAG: included, and not there: 'generated.h'
// CHECK-DAG: read 1 of 1 source, 1 with errors; followed {{[0-9]+}} of
