// Calls: direct, through values, of what is nowhere declared; what the callee
// is known to be.
// RUN: %ir_dump --known=Routine %s -- -isystem %S/Inputs/kit | FileCheck %s
#include <kit.h>

typedef unsigned char BOOLEAN;
typedef BOOLEAN HW_INTERRUPT(void *Extension);
typedef HW_INTERRUPT HW_INTERRUPT_ALIAS;
HW_INTERRUPT Isr;
extern HW_INTERRUPT_ALIAS Other;
struct OPS {
  void (*Sleep)(int);
};

int oldStyle(a, b) int a;
char b;
{ return a + b; }

int anything();

BOOLEAN Isr(void *e) {
  struct OPS *ops = e;
  ops->Sleep(5);
  (*ops->Sleep)(6);
  Undeclared(e, 3);
  anything(1, 2);
  anything();
  Routine(4);
  small(1);
  big(1);
  Print("%d", 1);
  return Other(e) + oldStyle(1, 2);
}

static inline int inlined(int x) { return x; }
static int unused(void) { return inlined(1); }
void *address(void) { return (void *)unused; }

// CHECK: record OPS size 8 {
// CHECK-NEXT:   Sleep: ptr @0
// CHECK-NEXT: }

// CHECK: global @str0: agg 3 extern const internal

// CHECK-LABEL: func @oldStyle(%a: s32, %b: s8) -> s32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = cast s32, %b
// CHECK-NEXT:   %1 = add s32 %a, %0
// CHECK-NEXT:   ret s32 %1
// CHECK-NEXT: }

// CHECK-LABEL: func @Isr(%e: ptr) -> u8 role HW_INTERRUPT {
// CHECK-NEXT:   local $ops: ptr
// CHECK-NEXT: entry:
// CHECK-NEXT:   store ptr %e, $ops
// CHECK-NEXT:   %0 = load ptr $ops
// CHECK-NEXT:   %1 = load ptr %0->OPS.Sleep
// CHECK-NEXT:   call %1(s32 5) "ops->Sleep(5)"
// CHECK-NEXT:   %2 = load ptr $ops
// CHECK-NEXT:   %3 = load ptr %2->OPS.Sleep
// CHECK-NEXT:   call %3(s32 6) "(*ops->Sleep)(6)"
// CHECK-NEXT:   %4 = call @Undeclared(%e, s32 3) "Undeclared(e, 3)"
// CHECK-NEXT:   %5 = call @anything(s32 1, s32 2) "anything(1, 2)"
// CHECK-NEXT:   %6 = call @anything() "anything()"
// CHECK-NEXT:   %7 = call @Routine(s32 4) "Routine(4)"
// CHECK-NEXT:   %8 = call @small(s32 1) "small(1)"
// CHECK-NEXT:   %9 = call @big(s32 1) "big(1)"
// CHECK-NEXT:   call @Print(@str0, s32 1) "Print(\"%d\", 1)"
// CHECK-NEXT:   %10 = call @Other(%e) "Other(e)"
// CHECK-NEXT:   %11 = cast s32, %10
// CHECK-NEXT:   %12 = call @oldStyle(s32 1, s8 2) "oldStyle(1, 2)"
// CHECK-NEXT:   %13 = add s32 %11, %12
// CHECK-NEXT:   %14 = cast u8, %13
// CHECK-NEXT:   ret u8 %14
// CHECK-NEXT: }

// CHECK-LABEL: func @inlined(%x: s32) -> s32 internal {
// CHECK-NEXT: entry:
// CHECK-NEXT:   ret s32 %x
// CHECK-NEXT: }

// CHECK-LABEL: func @unused() -> s32 internal {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = call @inlined(s32 1) "inlined(1)"
// CHECK-NEXT:   ret s32 %0
// CHECK-NEXT: }

// CHECK-LABEL: func @address() -> ptr {
// CHECK-NEXT: entry:
// CHECK-NEXT:   ret ptr @unused
// CHECK-NEXT: }

// CHECK: declare @Undeclared() -> s32 system undeclared variadic

// CHECK: declare @anything() -> s32 variadic

// CHECK: declare @Routine(%Level: s32) -> s32 system inline

// CHECK-LABEL: func @small(%x: s32) -> s32 system inline {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = mul s32 %x, 2
// CHECK-NEXT:   ret s32 %0
// CHECK-NEXT: }

// CHECK: declare @big(%x: s32) -> s32 system

// CHECK: declare @Print(%Format: ptr) -> void system variadic

// CHECK: declare @Other(ptr) -> u8 role HW_INTERRUPT_ALIAS role HW_INTERRUPT
