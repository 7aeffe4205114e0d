// A header's body for a routine of the rule base is left out; that of a driver's
// own function, which only has the same last name, is not.
//
// RUN: %ir_dump --known=Wait %s -- %winflags -I%S/Inputs | FileCheck %s
#include "known-names.h"

int Use(Queue &Q) { return Q.Wait(1) + driver::Wait(2) + Wait(3); }

// CHECK: func @"Queue::Wait"
// CHECK: add s32 %X, 2
// CHECK: func @"driver::Wait"
// CHECK: add s32 %X, 3
// CHECK: declare @Wait(
