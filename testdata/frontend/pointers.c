// Pointer arithmetic, arrays, and places behind pointers.
// RUN: %ir_dump %s | FileCheck %s

typedef unsigned long ULONG;
typedef struct _ITEM {
  ULONG Key, Values[8];
} ITEM;

int index(ITEM *items, int i) { return items[i].Values[2]; }

ITEM *advance(ITEM *p, int n) { return p + n; }

ITEM *back(ITEM *p, ULONG n) { return p - n; }

ULONG through(ULONG *p, int n) { return *(p + n); }

ULONG *inside(ITEM *p) { return &p->Values[3]; }

long long difference(ITEM *a, ITEM *b) { return a - b; }

int local(int i) {
  int a[4][2];
  a[i][1] = 7;
  return a[i][1];
}

int walk(char *p, char *end) {
  int n = 0;
  while (p < end)
    n += *p++;
  return n;
}

ULONG negative(ULONG *p) { return p[-1]; }

ULONG hardware(volatile ULONG *p) { return p[0] | *p; }

// CHECK: record ITEM size 36 {
// CHECK-NEXT:   Key: u32 @0
// CHECK-NEXT:   Values: u32 @4 x 8
// CHECK-NEXT: }

// CHECK-LABEL: func @index(%items: ptr, %i: s32) -> s32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = load u32 %items[%i x 36]->ITEM.Values[s32 2 x 4]
// CHECK-NEXT:   %1 = cast s32, %0
// CHECK-NEXT:   ret s32 %1
// CHECK-NEXT: }

// CHECK-LABEL: func @advance(%p: ptr, %n: s32) -> ptr {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = addr %p[%n x 36]
// CHECK-NEXT:   ret ptr %0
// CHECK-NEXT: }

// CHECK-LABEL: func @back(%p: ptr, %n: u32) -> ptr {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = cast s64, %n
// CHECK-NEXT:   %1 = sub s64 0, %0
// CHECK-NEXT:   %2 = addr %p[%1 x 36]
// CHECK-NEXT:   ret ptr %2
// CHECK-NEXT: }

// CHECK-LABEL: func @through(%p: ptr, %n: s32) -> u32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = load u32 %p[%n x 4]
// CHECK-NEXT:   ret u32 %0
// CHECK-NEXT: }

// CHECK-LABEL: func @inside(%p: ptr) -> ptr {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = addr %p->ITEM.Values[s32 3 x 4]
// CHECK-NEXT:   ret ptr %0
// CHECK-NEXT: }

// CHECK-LABEL: func @difference(%a: ptr, %b: ptr) -> s64 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = cast s64, %a
// CHECK-NEXT:   %1 = cast s64, %b
// CHECK-NEXT:   %2 = sub s64 %0, %1
// CHECK-NEXT:   %3 = div s64 %2, 36
// CHECK-NEXT:   ret s64 %3
// CHECK-NEXT: }

// CHECK-LABEL: func @local(%i: s32) -> s32 {
// CHECK-NEXT:   local $a: agg 32
// CHECK-NEXT: entry:
// CHECK-NEXT:   store s32 7, $a[%i x 8][s32 1 x 4]
// CHECK-NEXT:   %0 = load s32 $a[%i x 8][s32 1 x 4]
// CHECK-NEXT:   ret s32 %0
// CHECK-NEXT: }

// CHECK-LABEL: func @walk(%p: ptr, %end: ptr) -> s32 {
// CHECK-NEXT:   local $p: ptr
// CHECK-NEXT:   local $n: s32
// CHECK-NEXT: entry:
// CHECK-NEXT:   store ptr %p, $p
// CHECK-NEXT:   store s32 0, $n
// CHECK-NEXT:   goto b1
// CHECK-NEXT: b1:
// CHECK-NEXT:   %0 = load ptr $p
// CHECK-NEXT:   %1 = lt ptr %0, %end
// CHECK-NEXT:   br %1, b2, b3 "p < end"
// CHECK-NEXT: b2:
// CHECK-NEXT:   %2 = load ptr $p
// CHECK-NEXT:   %3 = addr %2[s32 1 x 1]
// CHECK-NEXT:   store ptr %3, $p
// CHECK-NEXT:   %4 = load s8 %2
// CHECK-NEXT:   %5 = cast s32, %4
// CHECK-NEXT:   %6 = load s32 $n
// CHECK-NEXT:   %7 = add s32 %6, %5
// CHECK-NEXT:   store s32 %7, $n
// CHECK-NEXT:   goto b1
// CHECK-NEXT: b3:
// CHECK-NEXT:   %8 = load s32 $n
// CHECK-NEXT:   ret s32 %8
// CHECK-NEXT: }

// CHECK-LABEL: func @negative(%p: ptr) -> u32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = load u32 %p[s32 -1 x 4]
// CHECK-NEXT:   ret u32 %0
// CHECK-NEXT: }

// CHECK-LABEL: func @hardware(%p: ptr) -> u32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = load volatile u32 %p
// CHECK-NEXT:   %1 = load volatile u32 %p
// CHECK-NEXT:   %2 = or u32 %0, %1
// CHECK-NEXT:   ret u32 %2
// CHECK-NEXT: }
