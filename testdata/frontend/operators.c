// Operators, conversions and constants: widths and signs are kept, casts of
// pointers vanish, constants fold.
// RUN: %ir_dump %s | FileCheck %s

typedef unsigned char UCHAR;
typedef unsigned long ULONG;
typedef unsigned long long ULONG_PTR;

int arithmetic(int a, unsigned b) { return (a + 3) * 2 / (int)b - (a << 4) % 7; }

ULONG bits(ULONG x) { return (x & ~0x10u) | (1u << 3) ^ (x >> 2); }

int shift(int s) { return s >> 1; }

UCHAR narrowing(ULONG x) { return (UCHAR)x; }

long long widening(int x) { return x; }

ULONG constants(void) { return sizeof(ULONG) * 8 + (1 << 3) - 'A'; }

void *pointers(UCHAR *p) { return (void *)(ULONG *)p; }

ULONG low(void *p) { return (ULONG)(ULONG_PTR)p; }

// A comparison is a truth value; it is widened where it is used as an int.
int compare(int a, unsigned b) { return (a < 3) + (b < 3); }

int not(int a, void *p) { return !a == !p; }

int comma(int a, int *p) { return *p = a, a + 1; }

float floating(float a, int b) { return a * 2.0f + b; }

int floatTest(float a) { return a > 1.0f; }

int compound(int *p, UCHAR *c) {
  *p += 2;
  *c |= 0x80;
  (*p)++;
  return --*p;
}

// CHECK-LABEL: func @arithmetic(%a: s32, %b: u32) -> s32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = add s32 %a, 3
// CHECK-NEXT:   %1 = mul s32 %0, 2
// CHECK-NEXT:   %2 = cast s32, %b
// CHECK-NEXT:   %3 = div s32 %1, %2
// CHECK-NEXT:   %4 = shl s32 %a, 4
// CHECK-NEXT:   %5 = rem s32 %4, 7
// CHECK-NEXT:   %6 = sub s32 %3, %5
// CHECK-NEXT:   ret s32 %6
// CHECK-NEXT: }

// CHECK-LABEL: func @bits(%x: u32) -> u32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = and u32 %x, 4294967279
// CHECK-NEXT:   %1 = shr u32 %x, 2
// CHECK-NEXT:   %2 = xor u32 8, %1
// CHECK-NEXT:   %3 = or u32 %0, %2
// CHECK-NEXT:   ret u32 %3
// CHECK-NEXT: }

// CHECK-LABEL: func @shift(%s: s32) -> s32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = shr s32 %s, 1
// CHECK-NEXT:   ret s32 %0
// CHECK-NEXT: }

// CHECK-LABEL: func @narrowing(%x: u32) -> u8 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = cast u8, %x
// CHECK-NEXT:   ret u8 %0
// CHECK-NEXT: }

// CHECK-LABEL: func @widening(%x: s32) -> s64 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = cast s64, %x
// CHECK-NEXT:   ret s64 %0
// CHECK-NEXT: }

// CHECK-LABEL: func @constants() -> u32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   ret u32 4294967271
// CHECK-NEXT: }

// CHECK-LABEL: func @pointers(%p: ptr) -> ptr {
// CHECK-NEXT: entry:
// CHECK-NEXT:   ret ptr %p
// CHECK-NEXT: }

// CHECK-LABEL: func @low(%p: ptr) -> u32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = cast u64, %p
// CHECK-NEXT:   %1 = cast u32, %0
// CHECK-NEXT:   ret u32 %1
// CHECK-NEXT: }

// CHECK-LABEL: func @compare(%a: s32, %b: u32) -> s32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = lt s32 %a, 3
// CHECK-NEXT:   %1 = lt u32 %b, 3
// CHECK-NEXT:   %2 = cast s32, %0
// CHECK-NEXT:   %3 = cast s32, %1
// CHECK-NEXT:   %4 = add s32 %2, %3
// CHECK-NEXT:   ret s32 %4
// CHECK-NEXT: }

// CHECK-LABEL: func @not(%a: s32, %p: ptr) -> s32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = eq s32 %a, 0
// CHECK-NEXT:   %1 = eq ptr %p, 0
// CHECK-NEXT:   %2 = cast s32, %0
// CHECK-NEXT:   %3 = cast s32, %1
// CHECK-NEXT:   %4 = eq s32 %2, %3
// CHECK-NEXT:   %5 = cast s32, %4
// CHECK-NEXT:   ret s32 %5
// CHECK-NEXT: }

// CHECK-LABEL: func @comma(%a: s32, %p: ptr) -> s32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   store s32 %a, %p
// CHECK-NEXT:   %0 = add s32 %a, 1
// CHECK-NEXT:   ret s32 %0
// CHECK-NEXT: }

// CHECK-LABEL: func @floating(%a: f32, %b: s32) -> f32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = opaque pure f32() "2.0f"
// CHECK-NEXT:   %1 = opaque pure f32(%a, %0) "float"
// CHECK-NEXT:   %2 = opaque pure f32(%b) "float"
// CHECK-NEXT:   %3 = opaque pure f32(%1, %2) "float"
// CHECK-NEXT:   ret f32 %3
// CHECK-NEXT: }

// CHECK-LABEL: func @floatTest(%a: f32) -> s32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = opaque pure f32() "1.0f"
// CHECK-NEXT:   %1 = opaque pure u1(%a, %0) "float"
// CHECK-NEXT:   %2 = cast s32, %1
// CHECK-NEXT:   ret s32 %2
// CHECK-NEXT: }

// CHECK-LABEL: func @compound(%p: ptr, %c: ptr) -> s32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = load s32 %p
// CHECK-NEXT:   %1 = add s32 %0, 2
// CHECK-NEXT:   store s32 %1, %p
// CHECK-NEXT:   %2 = load u8 %c
// CHECK-NEXT:   %3 = cast s32, %2
// CHECK-NEXT:   %4 = or s32 %3, 128
// CHECK-NEXT:   %5 = cast u8, %4
// CHECK-NEXT:   store u8 %5, %c
// CHECK-NEXT:   %6 = load s32 %p
// CHECK-NEXT:   %7 = add s32 %6, 1
// CHECK-NEXT:   store s32 %7, %p
// CHECK-NEXT:   %8 = load s32 %p
// CHECK-NEXT:   %9 = sub s32 %8, 1
// CHECK-NEXT:   store s32 %9, %p
// CHECK-NEXT:   ret s32 %9
// CHECK-NEXT: }
