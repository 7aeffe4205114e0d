// SAL in C++: members, templates, namespaces; a kit whose _When_ lets its
// annotations through.
// RUN: %ir_dump %s -- -isystem %sdk | FileCheck %s
#include <ntddk.h>
#undef _When_
#define _When_(Condition, Annotations) Annotations

class LOCK {
public:
  _IRQL_requires_max_(DISPATCH_LEVEL) _Acquires_lock_(this->Spin) void Take(_At_(*old, _IRQL_saves_) KIRQL *old);
  _When_(x != 0, _IRQL_requires_max_(APC_LEVEL)) static void Wait(int x);
private:
  _IRQL_requires_same_ void Own();
  KSPIN_LOCK Spin;
};
_Use_decl_annotations_ void LOCK::Take(KIRQL *Saved) { *Saved = 0; }
void LOCK::Wait(int y) { (void)y; }
void LOCK::Own() {}
namespace n {
_IRQL_requires_(2) __forceinline void In() {}
}
template <class T> _IRQL_requires_max_(APC_LEVEL) void Made(T t) { (void)t; }
extern "C" {
_IRQL_requires_max_(PASSIVE_LEVEL) void Plain(void);
}
void use(LOCK *l) {
  KIRQL o;
  void Inner(void);
  l->Take(&o);
  LOCK::Wait(1);
  n::In();
  Made(3);
  Plain();
  Inner();
}

// CHECK-DAG: func @"LOCK::Take"(%this: ptr, %Saved: ptr) -> void sal _IRQL_requires_max_(DISPATCH_LEVEL) sal _Acquires_lock_("this->Spin") sal _IRQL_saves_ param 1 {
// CHECK-DAG: func @"LOCK::Wait"(%y: s32) -> void sal _IRQL_requires_max_(APC_LEVEL) when "y != 0" {
// CHECK-DAG: func @"LOCK::Own"(%this: ptr) -> void sal _IRQL_requires_same_ {
// CHECK-DAG: func @"n::In"() -> void inline sal _IRQL_requires_(DISPATCH_LEVEL) {
// CHECK-DAG: func @"Made<int>"(%t: s32) -> void inline sal _IRQL_requires_max_(APC_LEVEL) {
// CHECK-DAG: declare @Plain() -> void sal _IRQL_requires_max_(PASSIVE_LEVEL){{$}}
// CHECK-DAG: declare @{{.*}}Inner{{.*}}() -> void{{$}}
