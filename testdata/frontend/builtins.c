// What the compiler provides: hints, memory routines, interlocked operations.
// RUN: %ir_dump %s | FileCheck %s

typedef unsigned long long size_t;
typedef struct {
  int a, b;
} PAIR;
void *memset(void *, int, size_t);
void *memcpy(void *, const void *, size_t);
void *memmove(void *, const void *, size_t);
#define RtlZeroMemory(d, l) memset((d), 0, (l))
long _InterlockedIncrement(long volatile *);

void zeroed(PAIR *p, size_t n) {
  RtlZeroMemory(p, sizeof(*p));
  RtlZeroMemory(&p->b, sizeof(int));
  RtlZeroMemory(p, n);
  memset(p, 255, sizeof(*p));
}

void copied(PAIR *p, PAIR *q) {
  PAIR a, b;
  memcpy(p, q, sizeof(PAIR));
  memmove(p, q, sizeof(PAIR));
  memmove(&a, &b, sizeof(PAIR));
}

int expected(int a) {
  if (__builtin_expect(a == 3, 0))
    return 1;
  __assume(a != 4);
  if (a == 5)
    __assume(0);
  if (a == 6)
    __builtin_unreachable();
  if (a == 7)
    __builtin_trap();
  return __builtin_constant_p(3) + __builtin_popcount(a);
}

long interlocked(long volatile *p) {
  return _InterlockedIncrement(p) + __sync_fetch_and_add(p, 1) +
         __atomic_load_n(p, 0);
}

int variadic(int n, ...) {
  __builtin_va_list l;
  __builtin_va_start(l, n);
  int x = __builtin_va_arg(l, int);
  __builtin_va_end(l);
  return x;
}

int assembly(int a) {
  int b;
  __asm__ volatile("mov %1, %0" : "=r"(b) : "r"(a));
  return b;
}

// CHECK: record PAIR size 8 {
// CHECK-NEXT:   a: s32 @0
// CHECK-NEXT:   b: s32 @4
// CHECK-NEXT: }

// CHECK-LABEL: func @zeroed(%p: ptr, %n: u64) -> void {
// CHECK-NEXT: entry:
// CHECK-NEXT:   zero 8, %p
// CHECK-NEXT:   zero 4, %p->PAIR.b
// CHECK-NEXT:   %0 = call @memset(%p, s32 0, %n) "RtlZeroMemory(p, n)"
// CHECK-NEXT:   %1 = call @memset(%p, s32 255, u64 8) "memset(p, 255, sizeof(*p))"
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @copied(%p: ptr, %q: ptr) -> void {
// CHECK-NEXT:   local $a: agg 8 PAIR
// CHECK-NEXT:   local $b: agg 8 PAIR
// CHECK-NEXT: entry:
// CHECK-NEXT:   copy 8, %p, %q
// CHECK-NEXT:   %0 = call @memmove(%p, %q, u64 8) "memmove(p, q, sizeof(PAIR))"
// CHECK-NEXT:   copy 8, $a, $b
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @expected(%a: s32) -> s32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = eq s32 %a, 3
// CHECK-NEXT:   %1 = cast s32, %0
// CHECK-NEXT:   br %1, b1, b2 "__builtin_expect(a == 3, 0)"
// CHECK-NEXT: b1:
// CHECK-NEXT:   ret s32 1
// CHECK-NEXT: b2:
// CHECK-NEXT:   %2 = ne s32 %a, 4
// CHECK-NEXT:   assume %2
// CHECK-NEXT:   %3 = eq s32 %a, 5
// CHECK-NEXT:   br %3, b3, b4 "a == 5"
// CHECK-NEXT: b3:
// CHECK-NEXT:   unreachable
// CHECK-NEXT: b4:
// CHECK-NEXT:   %4 = eq s32 %a, 6
// CHECK-NEXT:   br %4, b5, b6 "a == 6"
// CHECK-NEXT: b5:
// CHECK-NEXT:   unreachable
// CHECK-NEXT: b6:
// CHECK-NEXT:   %5 = eq s32 %a, 7
// CHECK-NEXT:   br %5, b7, b8 "a == 7"
// CHECK-NEXT: b7:
// CHECK-NEXT:   call noreturn @__builtin_trap() "__builtin_trap()"
// CHECK-NEXT:   unreachable
// CHECK-NEXT: b8:
// CHECK-NEXT:   %6 = cast u32, %a
// CHECK-NEXT:   %7 = opaque pure s32(%6) "__builtin_popcount"
// CHECK-NEXT:   %8 = add s32 1, %7
// CHECK-NEXT:   ret s32 %8
// CHECK-NEXT: }

// CHECK-LABEL: func @interlocked(%p: ptr) -> s32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = call @_InterlockedIncrement(%p) "_InterlockedIncrement(p)"
// CHECK-NEXT:   %1 = call @__sync_fetch_and_add_4(%p, s32 1) "__sync_fetch_and_add(p, 1)"
// CHECK-NEXT:   %2 = add s32 %0, %1
// CHECK-NEXT:   %3 = call @__atomic_load_n_4(%p, s32 0) "__atomic_load_n(p, 0)"
// CHECK-NEXT:   %4 = add s32 %2, %3
// CHECK-NEXT:   ret s32 %4
// CHECK-NEXT: }

// CHECK-LABEL: func @variadic(%n: s32) -> s32 variadic {
// CHECK-NEXT:   local $n: s32
// CHECK-NEXT:   local $l: ptr
// CHECK-NEXT:   local $x: s32
// CHECK-NEXT: entry:
// CHECK-NEXT:   store s32 %n, $n
// CHECK-NEXT:   call @__builtin_va_start($l, $n) "__builtin_va_start(l, n)"
// CHECK-NEXT:   %0 = opaque s32($l) "va_arg"
// CHECK-NEXT:   store s32 %0, $x
// CHECK-NEXT:   call @__builtin_va_end($l) "__builtin_va_end(l)"
// CHECK-NEXT:   %1 = load s32 $x
// CHECK-NEXT:   ret s32 %1
// CHECK-NEXT: }

// CHECK-LABEL: func @assembly(%a: s32) -> s32 {
// CHECK-NEXT:   local $b: s32
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = opaque s32(%a) "asm"
// CHECK-NEXT:   store s32 %0, $b
// CHECK-NEXT:   %1 = load s32 $b
// CHECK-NEXT:   ret s32 %1
// CHECK-NEXT: }

// CHECK: declare @memset(ptr, s32, u64) -> ptr system

// CHECK: declare @memmove(ptr, ptr, u64) -> ptr system

// CHECK: declare @__builtin_trap() -> void system noreturn

// CHECK: declare @_InterlockedIncrement(ptr) -> s32 system

// CHECK: declare @__sync_fetch_and_add_4(ptr, s32) -> s32 system variadic

// CHECK: declare @__atomic_load_n_4() -> s32 system variadic

// CHECK: declare @__builtin_va_start(ptr) -> void system variadic

// CHECK: declare @__builtin_va_end(ptr) -> void system
