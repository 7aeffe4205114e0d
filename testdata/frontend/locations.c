// Every instruction has the place where it expands and where it is spelled.
// RUN: %ir_dump --locations %s | FileCheck %s

void f(int);
#define CALL(x) f(x)
#define TWICE(x) CALL(x + 1)

void plain(int a) {
  f(a);
}

void macro(int a) {
  CALL(a);
  TWICE(a);
}

// CHECK: func @plain(%a: s32) -> void usr "c:@F@plain" !0:8:6 {
// CHECK: call @f(%a) "f(a)" !0:9:3
// CHECK-NEXT: ret !0:10:1
// CHECK-NEXT: } !0:10:1
// CHECK: func @macro
// CHECK: call @f(%a) "CALL(a)" !0:13:3~0:5:17
// CHECK-NEXT: add s32 %a, 1 !0:14:3~0:6:25
// CHECK-NEXT: call @f(%{{[0-9]+}}) "TWICE(a)" !0:14:3~0:5:17
