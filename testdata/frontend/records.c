// Structures, unions, members without a name, bit-fields; copies and zeroing.
// RUN: %ir_dump %s | FileCheck %s

typedef unsigned char UCHAR;
typedef unsigned long ULONG;
typedef union _REGISTER {
  struct {
    ULONG Enable : 1;
    ULONG : 3;
    ULONG Queue : 12;
  };
  struct {
    UCHAR Low;
  } Byte;
  ULONG AsUlong;
} REGISTER;
typedef struct {
  void *Next;
  REGISTER Reg;
  ULONG Tail[];
} NO_TAG;
struct plain {
  int x;
};
typedef struct plain plain_alias;
struct _OTHER {
  int x;
};
typedef struct _OTHER SOMETHING;

int nested(NO_TAG *p) { return p->Reg.Queue + p->Reg.Byte.Low + p->Tail[1]; }

void bitField(REGISTER *r) {
  r->Enable = 1;
  r->Queue |= 2;
}

void copies(NO_TAG *a, NO_TAG *b) {
  REGISTER local = b->Reg;
  a->Reg = local;
  *a = *b;
}

int names(plain_alias *p, SOMETHING *s) { return p->x + s->x; }

REGISTER byValue(REGISTER r) {
  r.AsUlong = 0;
  return r;
}

ULONG useResult(REGISTER *r) { return byValue(*r).AsUlong; }

// CHECK: union REGISTER size 4 {
// CHECK-NEXT:   anon0: agg 4 "REGISTER::anon0" @0
// CHECK-NEXT:   Byte: agg 1 "REGISTER::Byte" @0
// CHECK-NEXT:   AsUlong: u32 @0
// CHECK-NEXT: }

// CHECK: record "REGISTER::anon0" size 4 {
// CHECK-NEXT:   Enable: u32 @0 bits 0 1
// CHECK-NEXT:   Queue: u32 @0 bits 4 12
// CHECK-NEXT: }

// CHECK: record "REGISTER::Byte" size 1 {
// CHECK-NEXT:   Low: u8 @0
// CHECK-NEXT: }

// CHECK: record NO_TAG size 16 {
// CHECK-NEXT:   Next: ptr @0
// CHECK-NEXT:   Reg: agg 4 REGISTER @8
// CHECK-NEXT:   Tail: u32 @12 x 0
// CHECK-NEXT: }

// CHECK: record plain size 4 {
// CHECK-NEXT:   x: s32 @0
// CHECK-NEXT: }

// CHECK: record _OTHER size 4 {
// CHECK-NEXT:   x: s32 @0
// CHECK-NEXT: }

// CHECK-LABEL: func @nested(%p: ptr) -> s32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = load u32 %p->NO_TAG.Reg->REGISTER.anon0->"REGISTER::anon0".Queue
// CHECK-NEXT:   %1 = cast s32, %0
// CHECK-NEXT:   %2 = load u8 %p->NO_TAG.Reg->REGISTER.Byte->"REGISTER::Byte".Low
// CHECK-NEXT:   %3 = cast s32, %2
// CHECK-NEXT:   %4 = add s32 %1, %3
// CHECK-NEXT:   %5 = cast u32, %4
// CHECK-NEXT:   %6 = load u32 %p->NO_TAG.Tail[s32 1 x 4]
// CHECK-NEXT:   %7 = add u32 %5, %6
// CHECK-NEXT:   %8 = cast s32, %7
// CHECK-NEXT:   ret s32 %8
// CHECK-NEXT: }

// CHECK-LABEL: func @bitField(%r: ptr) -> void {
// CHECK-NEXT: entry:
// CHECK-NEXT:   store u32 1, %r->REGISTER.anon0->"REGISTER::anon0".Enable
// CHECK-NEXT:   %0 = load u32 %r->REGISTER.anon0->"REGISTER::anon0".Queue
// CHECK-NEXT:   %1 = cast s32, %0
// CHECK-NEXT:   %2 = or s32 %1, 2
// CHECK-NEXT:   %3 = cast u32, %2
// CHECK-NEXT:   store u32 %3, %r->REGISTER.anon0->"REGISTER::anon0".Queue
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @copies(%a: ptr, %b: ptr) -> void {
// CHECK-NEXT:   local $local: agg 4 REGISTER
// CHECK-NEXT: entry:
// CHECK-NEXT:   copy 4, $local, %b->NO_TAG.Reg
// CHECK-NEXT:   copy 4, %a->NO_TAG.Reg, $local
// CHECK-NEXT:   copy 16, %a, %b
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @names(%p: ptr, %s: ptr) -> s32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = load s32 %p->plain.x
// CHECK-NEXT:   %1 = load s32 %s->_OTHER.x
// CHECK-NEXT:   %2 = add s32 %0, %1
// CHECK-NEXT:   ret s32 %2
// CHECK-NEXT: }

// CHECK-LABEL: func @byValue(%r: agg 4 REGISTER) -> agg 4 REGISTER {
// CHECK-NEXT:   local $r: agg 4 REGISTER
// CHECK-NEXT: entry:
// CHECK-NEXT:   store agg 4 REGISTER %r, $r
// CHECK-NEXT:   store u32 0, $r->REGISTER.AsUlong
// CHECK-NEXT:   %0 = load agg 4 REGISTER $r
// CHECK-NEXT:   ret agg 4 REGISTER %0
// CHECK-NEXT: }

// CHECK-LABEL: func @useResult(%r: ptr) -> u32 {
// CHECK-NEXT:   local $temporary: agg 4 REGISTER
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = load agg 4 REGISTER %r
// CHECK-NEXT:   %1 = call @byValue(%0) "byValue(*r)"
// CHECK-NEXT:   store agg 4 REGISTER %1, $temporary
// CHECK-NEXT:   %2 = load u32 $temporary->REGISTER.AsUlong
// CHECK-NEXT:   ret u32 %2
// CHECK-NEXT: }
