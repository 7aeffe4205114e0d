// SAL: annotations of functions and parameters, statements about locks, and
// where functions are placed.
// RUN: %ir_dump %s -- -isystem %S/Inputs/kit | FileCheck %s
#include <sal.h>

typedef struct {
  unsigned long Lock;
  struct {
    unsigned long *Second;
  };
} EXT;

_IRQL_requires_max_(DISPATCH_LEVEL) _IRQL_saves_global_(OldIrql, ext)
void Acquire(_Inout_ _Requires_lock_not_held_(*_Curr_) _Acquires_lock_(*_Curr_) EXT *ext,
             _Out_ _At_(*old, _IRQL_saves_) unsigned char *old);

_Function_class_(HW_INTERRUPT)
_IRQL_requires_(DIRQL)
void Isr(EXT *ext) _Releases_lock_(ext->Lock);

__drv_maxIRQL(2) void Old(void);

_When_(wait == 0, _IRQL_requires_max_(2)) void Wait(int wait);

void plain(void);

void Isr(EXT *ext) {
  EXT local;
  _Analysis_assume_lock_held_(ext->Lock);
  Old();
  if (ext)
    _Analysis_assume_lock_acquired_(local.Second)
  plain();
  _Analysis_assume_lock_released_(&local.Lock);
  _Analysis_assume_lock_held_(f(3));
}

void Paged(void);
void Init(void);
#pragma alloc_text(PAGE, Paged)
void Paged(void) {}
#pragma code_seg("INIT")
void Init(void) {}
#pragma code_seg()
__declspec(code_seg("PAGED2")) void Other(void) {}

void use(EXT *ext, unsigned char *old) {
  Acquire(ext, old);
  Wait(0);
}

// CHECK: record EXT size 16 {
// CHECK-NEXT:   Lock: u32 @0
// CHECK-NEXT:   anon0: agg 8 "EXT::anon0" @8
// CHECK-NEXT: }

// CHECK: record "EXT::anon0" size 8 {
// CHECK-NEXT:   Second: ptr @0
// CHECK-NEXT: }

// CHECK-LABEL: func @Isr(%ext: ptr) -> void sal _Function_class_(HW_INTERRUPT) sal _IRQL_requires_(DIRQL) sal _Releases_lock_("ext->Lock") {
// CHECK-NEXT:   local $local: agg 16 EXT
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = addr %ext->EXT.Lock
// CHECK-NEXT:   call @_Analysis_assume_lock_held_(%0) "_Analysis_assume_lock_held_(ext->Lock)"
// CHECK-NEXT:   call @Old() "Old()"
// CHECK-NEXT:   br %ext, b1, b2 "ext"
// CHECK-NEXT: b1:
// CHECK-NEXT:   %1 = load ptr $local->EXT.anon0->"EXT::anon0".Second
// CHECK-NEXT:   call @_Analysis_assume_lock_acquired_(%1) "_Analysis_assume_lock_acquired_(local.Second)"
// CHECK-NEXT:   call @plain() "plain()"
// CHECK-NEXT:   goto b2
// CHECK-NEXT: b2:
// CHECK-NEXT:   %2 = addr $local->EXT.Lock
// CHECK-NEXT:   call @_Analysis_assume_lock_released_(%2) "_Analysis_assume_lock_released_(&local.Lock)"
// CHECK-NEXT:   call @_Analysis_assume_lock_held_() "_Analysis_assume_lock_held_(f(3))"
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @Paged() -> void section PAGE {
// CHECK-NEXT: entry:
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @Init() -> void section INIT {
// CHECK-NEXT: entry:
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @Other() -> void section PAGED2 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @use(%ext: ptr, %old: ptr) -> void {
// CHECK-NEXT: entry:
// CHECK-NEXT:   call @Acquire(%ext, %old) "Acquire(ext, old)"
// CHECK-NEXT:   call @Wait(s32 0) "Wait(0)"
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK: declare @_Analysis_assume_lock_held_() -> void system variadic

// CHECK: declare @Old() -> void sal _IRQL_requires_max_(DISPATCH_LEVEL)

// CHECK: declare @_Analysis_assume_lock_acquired_() -> void system variadic

// CHECK: declare @plain() -> void

// CHECK: declare @_Analysis_assume_lock_released_() -> void system variadic

// CHECK: declare @Acquire(%ext: ptr, %old: ptr) -> void sal _IRQL_requires_max_(DISPATCH_LEVEL) sal _IRQL_saves_global_(OldIrql, ext) sal _Requires_lock_not_held_("*_Curr_") param 0 sal _Acquires_lock_("*_Curr_") param 0 sal _IRQL_saves_ param 1

// CHECK: declare @Wait(%wait: s32) -> void sal _IRQL_requires_max_(DISPATCH_LEVEL) when "wait == 0"
