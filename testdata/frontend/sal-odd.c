// Annotations that say nothing that can be read: none is taken for another, and none
// is in the way of the rest.
// RUN: %ir_dump %s -- -isystem %sdk | FileCheck %s
#include <ntddk.h>
_IRQL_requires_max_() void Empty(void);
_When_() _When_(x) _At_() _At_(x) _IRQL_requires_max_("str") _IRQL_requires_max_('A') void NoLevel(void);
_When_(_When_(1, _IRQL_requires_max_(2)), _IRQL_requires_(3)) void Inside(int);
_Group_(_Group_(_Group_(_IRQL_requires_same_ _IRQL_requires_max_(1)))) void Deep();
_IRQL_requires_max_(-1) _IRQL_requires_min_(1e5) void Old(a, b) int a; int b; {
  _IRQL_limited_to_(a);
  _IRQL_limited_to_();
  _IRQL_limited_to_(99999999999999999999);
  if (a)
    _IRQL_limited_to_(2);
  else
    _IRQL_limited_to_(1) Old(1, 2);
}
void use(void) { Empty(); NoLevel(); Inside(1); Deep(); }

// CHECK-LABEL: func @Old(
// CHECK-NOT: call @_IRQL_limited_to_
// CHECK: br
// CHECK-DAG: call @_IRQL_limited_to_(u8 2)
// CHECK-DAG: call @_IRQL_limited_to_(u8 1)
// CHECK-LABEL: func @use(
// CHECK-DAG: declare @Empty() -> void sal _IRQL_requires_max_{{$}}
// CHECK-DAG: declare @NoLevel() -> void sal _IRQL_requires_max_("\"str\"") sal _IRQL_requires_max_("'A'"){{$}}
// CHECK-DAG: declare @Inside(s32) -> void sal _IRQL_requires_("3") when "{{.*}}"{{$}}
// CHECK-DAG: declare @Deep() -> void{{.*}} sal _IRQL_requires_same_ sal _IRQL_requires_max_(APC_LEVEL){{$}}
