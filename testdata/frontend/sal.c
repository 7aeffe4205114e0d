// SAL as drivers write it: old names, levels by number and by other macros,
// conditions, objects, groups, role types, and declarations that agree to differ.
// RUN: %ir_dump %s -- -isystem %sdk | FileCheck %s
#include <ntddk.h>
#include <storport.h>

#define ADAPTER_LEVEL DISPATCH_LEVEL
#define AT_DISPATCH _IRQL_requires_(ADAPTER_LEVEL) _IRQL_requires_same_
#define MAY_WAIT(Wait) _When_(Wait != 0, _IRQL_requires_max_(APC_LEVEL))
#define LOCKED(a) _Requires_lock_held_((a)->Lock)
enum { AllocateNow = 1, AllocateLater };
typedef struct { KSPIN_LOCK Lock; KIRQL Old; } ADAPTER;

__drv_maxIRQL(DISPATCH_LEVEL) __drv_minIRQL(0) __drv_sameIRQL void Old1(void);
__drv_requiresIRQL(2) void Old2(void);
__drv_raisesIRQL(DISPATCH_LEVEL) void Old3(__drv_out_deref(__drv_savesIRQL) KIRQL *old, __drv_in(__drv_restoresIRQL) KIRQL back);
__drv_functionClass(HW_DPC_ROUTINE) __drv_maxFunctionIRQL(HIGH_LEVEL) void Old4(void);
_IRQL_requires_max_(DISPATCH_LEVEL - 1) _IRQL_requires_min_(PASSIVE_LEVEL) void Less(void);
_IRQL_requires_max_(DISPATCH_LEVEL + 1) void More(void);
_IRQL_requires_max_(DIRQL) _IRQL_always_function_min_(ADAPTER_LEVEL) void Device(void);
AT_DISPATCH void Own(void);
MAY_WAIT(Wait) void Waits(int Wait);
_When_(1 == 1, _IRQL_requires_max_(APC_LEVEL)) _When_(sizeof(int) == 8, _IRQL_requires_(3)) void Constant(void);
_When_(AllocateNow == AllocateLater, _IRQL_requires_max_(APC_LEVEL)) _IRQL_requires_max_(2) void Never(void);
_When_(how == AllocateNow, _IRQL_requires_max_(PASSIVE_LEVEL))
_When_((how & 2) != 0 && a != NULL, _When_(how > 7, _IRQL_requires_max_(APC_LEVEL)) _IRQL_requires_same_) void Nested(int how, ADAPTER *a);
_When_(return != 0, _Acquires_lock_(a->Lock)) BOOLEAN Try(ADAPTER *a);
_At_(a->Lock, _Acquires_lock_(_Curr_)) _At_(a->Old, _IRQL_saves_) _At_(back, _IRQL_restores_) void Objects(ADAPTER *a, KIRQL back);
_Acquires_exclusive_lock_(a->Lock) void Trailing(ADAPTER *a) _Requires_lock_not_held_(a->Lock);
LOCKED(x) void Names(ADAPTER *x);
_IRQL_requires_max_(DISPATCH_LEVEL) void Inherits(ADAPTER *first);
_Releases_lock_(second->Lock) void Inherits(ADAPTER *second);

// The driver's own type, and one of the kit's that it is made of.
typedef _Function_class_(WORK) _IRQL_requires_max_(APC_LEVEL) _IRQL_requires_same_ void WORK(_Requires_lock_held_(a->Lock) ADAPTER *a);
typedef WORK MORE_WORK;
WORK First;
_IRQL_requires_min_(PASSIVE_LEVEL) MORE_WORK Second;
HW_STARTIO Start;
typedef _IRQL_requires_(PASSIVE_LEVEL) void (*POINTER)(void);
void Plain(POINTER P);

_Use_decl_annotations_ void Names(ADAPTER *ext) { (void)ext; }
_Use_decl_annotations_
void First(ADAPTER *Mine) { (void)Mine; }
_Use_decl_annotations_ void Inherits(ADAPTER *third) { (void)third; }

void Body(ADAPTER *a) {
  Plain(0);
  _IRQL_limited_to_(APC_LEVEL);
  Old1(); Old2(); Old3(&a->Old, a->Old); Old4(); Less(); More(); Device(); Own(); Waits(1); Constant(); Never(); Nested(1, a); Try(a);
  Objects(a, 0); Trailing(a); Second(a);
  _IRQL_limited_to_(DIRQL);
}
BOOLEAN Start(PVOID e, PSCSI_REQUEST_BLOCK s) { (void)e; (void)s; return TRUE; }

// CHECK-LABEL: func @Names
// CHECK-SAME: (%ext: ptr) -> void sal _Requires_lock_held_("(ext)->Lock") {
// CHECK-LABEL: func @First
// CHECK-SAME: (%Mine: ptr) -> void role WORK sal _Function_class_(WORK) from WORK sal _IRQL_requires_max_(APC_LEVEL) from WORK sal _IRQL_requires_same_ from WORK sal _Requires_lock_held_("Mine->Lock") param 0 from WORK {
// CHECK-LABEL: func @Inherits
// CHECK-SAME: (%third: ptr) -> void sal _IRQL_requires_max_(DISPATCH_LEVEL) sal _Releases_lock_("third->Lock") {
// CHECK-LABEL: func @Body
// CHECK-NEXT: entry:
// CHECK-NEXT: call @Plain(
// CHECK-NEXT: call @_IRQL_limited_to_(u8 1) "_IRQL_limited_to_(APC_LEVEL)"
// CHECK-NOT: call @_IRQL_limited_to_
// CHECK-LABEL: func @Start(
// CHECK-SAME: role HW_STARTIO {
// CHECK-DAG: declare @Plain(%P: ptr) -> void{{$}}
// CHECK-DAG: declare @Old1() -> void sal _IRQL_requires_max_(DISPATCH_LEVEL) sal _IRQL_requires_min_(PASSIVE_LEVEL) sal _IRQL_requires_same_{{$}}
// CHECK-DAG: declare @Old2() -> void sal _IRQL_requires_(DISPATCH_LEVEL){{$}}
// CHECK-DAG: declare @Old3(%old: ptr, %back: u8) -> void sal _IRQL_raises_(DISPATCH_LEVEL) sal _IRQL_saves_ param 0 sal _IRQL_restores_ param 1{{$}}
// CHECK-DAG: declare @Old4() -> void sal _Function_class_(HW_DPC_ROUTINE) sal _IRQL_always_function_max_(HIGH_LEVEL){{$}}
// CHECK-DAG: declare @Less() -> void sal _IRQL_requires_max_(APC_LEVEL) sal _IRQL_requires_min_(PASSIVE_LEVEL){{$}}
// CHECK-DAG: declare @More() -> void sal _IRQL_requires_max_("3"){{$}}
// CHECK-DAG: declare @Device() -> void sal _IRQL_requires_max_(DIRQL) sal _IRQL_always_function_min_(DISPATCH_LEVEL){{$}}
// CHECK-DAG: declare @Own() -> void sal _IRQL_requires_(DISPATCH_LEVEL) sal _IRQL_requires_same_{{$}}
// CHECK-DAG: declare @Waits(%Wait: s32) -> void sal _IRQL_requires_max_(APC_LEVEL) when "Wait != 0"{{$}}
// CHECK-DAG: declare @Constant() -> void sal _IRQL_requires_max_(APC_LEVEL) sal _IRQL_requires_("3") when "sizeof(int) == 8"{{$}}
// CHECK-DAG: declare @Never() -> void sal _IRQL_requires_max_(DISPATCH_LEVEL){{$}}
// CHECK-DAG: declare @Nested(%how: s32, %a: ptr) -> void sal _IRQL_requires_max_(PASSIVE_LEVEL) when "how == 1" sal _IRQL_requires_max_(APC_LEVEL) when "((how & 2) != 0 && a != ((void*)0)) && (how > 7)" sal _IRQL_requires_same_ when "(how & 2) != 0 && a != ((void*)0)"{{$}}
// CHECK-DAG: declare @Try(%a: ptr) -> u8 sal _Acquires_lock_("a->Lock") when "return != 0"{{$}}
// CHECK-DAG: declare @Objects(%a: ptr, %back: u8) -> void sal _Acquires_lock_("a->Lock") sal _IRQL_saves_("a->Old") sal _IRQL_restores_ param 1{{$}}
// CHECK-DAG: declare @Trailing(%a: ptr) -> void sal _Acquires_exclusive_lock_("a->Lock") sal _Requires_lock_not_held_("a->Lock"){{$}}
// CHECK-DAG: declare @Second({{.*}}) -> void role MORE_WORK role WORK sal {{.*}}_IRQL_requires_max_(APC_LEVEL) from WORK{{.*}} sal _IRQL_requires_min_(PASSIVE_LEVEL){{$}}
