// Sources that Clang cannot read as they are: what can be recovered is lowered,
// what nothing declares has a stand-in, and a function that lost a statement
// says so.
// RUN: %ir_dump %s | FileCheck %s
#include "missing.h"

void known(int);

void undeclared(int a) {
  TraceEvents(1, "x", a);
  known(a);
}

void argument(int a) { known(Unknown); }

int unknownMember(struct S *s) { return s->member + 1; }

void lostStatement(int a) {
  known(1);
  Unknown = a;
  known(2);
}

void lostDeclaration(int a) {
  UNKNOWN_TYPE x;
  known(a);
}

void syntax(int a) {
  known(1);
  if (a known(2);
  known(3);
}

void after(void) { known(4); }

// CHECK: diagnostic "{{.*}}recovery.c:31:9: expected ')'"
// CHECK: missing "missing.h" "{{.*}}recovery.c" 5
// CHECK-LABEL: func @undeclared
// CHECK: call @TraceEvents(s32 1, @str0, %a) "TraceEvents(1, \"x\", a)"
// CHECK-NEXT: call @known(%a)
// CHECK: func @argument(%a: s32) -> void {
// CHECK-NEXT: entry:
// CHECK-NEXT: %[[U:[0-9]+]] = load s32 @Unknown
// CHECK-NEXT: call @known(%[[U]])
// CHECK: func @unknownMember(%s: ptr) -> s32 {
// CHECK: %[[S:[0-9]+]] = load ptr $s
// CHECK-NEXT: %[[M:[0-9]+]] = load s64 %[[S]]->"S.member".member
// CHECK-NEXT: add s64 %[[M]], 1
// CHECK: func @lostStatement(%a: s32) -> void {
// CHECK-NEXT: entry:
// CHECK-NEXT: call @known(s32 1)
// CHECK-NEXT: store s32 %a, @Unknown
// CHECK-NEXT: call @known(s32 2)
// CHECK: func @lostDeclaration(%a: s32) -> void {
// CHECK: call @known(%a)
// CHECK: func @syntax(%a: s32) -> void degraded "a statement at line 31 could not be read" calls @known {
// CHECK: func @after() -> void {
// CHECK-NEXT: entry:
// CHECK-NEXT: call @known(s32 4)
// CHECK: declare @TraceEvents() -> s32 system undeclared variadic
