// CONTAINING_RECORD in its spellings, and FIELD_OFFSET.
// RUN: %ir_dump %s | FileCheck %s

typedef unsigned long long ULONG_PTR;
typedef long LONG;
typedef char *PCHAR;
typedef struct _LINK {
  struct _LINK *Next;
} LINK;
typedef struct _ITEM {
  int Key;
  struct {
    int Pad;
    LINK Links[2];
  } Inner;
  LINK Link;
} ITEM;
void use(ITEM *);

#define CONTAINING_RECORD(address, type, field)                                \
  ((type *)((PCHAR)(address) - (ULONG_PTR)(&((type *)0)->field)))
#define CONTAINING_RECORD_2(address, type, field)                              \
  ((type *)((char *)(address) - __builtin_offsetof(type, field)))
#define container_of(ptr, type, member)                                        \
  ({                                                                           \
    const __typeof__(((type *)0)->member) *__mptr = (ptr);                     \
    (type *)((char *)__mptr - __builtin_offsetof(type, member));               \
  })
#define FIELD_OFFSET(type, field) ((LONG)(ULONG_PTR) & (((type *)0)->field))

void first(LINK *l) { use(CONTAINING_RECORD(l, ITEM, Link)); }
void second(LINK *l) { use(CONTAINING_RECORD_2(l, ITEM, Link)); }
void third(LINK *l) { use(container_of(l, ITEM, Link)); }
void nested(LINK *l) { use(CONTAINING_RECORD_2(l, ITEM, Inner.Links[1])); }
void integer(LINK *l) {
  use((ITEM *)((ULONG_PTR)l - __builtin_offsetof(ITEM, Link)));
}
LINK *forward(ITEM *i) {
  return (LINK *)((PCHAR)i + FIELD_OFFSET(ITEM, Link));
}
int offset(void) { return FIELD_OFFSET(ITEM, Link); }

// CHECK: record ITEM size 40 {
// CHECK-NEXT:   Key: s32 @0
// CHECK-NEXT:   Inner: agg 24 "ITEM::Inner" @8
// CHECK-NEXT:   Link: agg 8 LINK @32
// CHECK-NEXT: }

// CHECK: record "ITEM::Inner" size 24 {
// CHECK-NEXT:   Pad: s32 @0
// CHECK-NEXT:   Links: agg 8 LINK @8 x 2
// CHECK-NEXT: }

// CHECK: record LINK size 8 {
// CHECK-NEXT:   Next: ptr @0
// CHECK-NEXT: }

// CHECK-LABEL: func @first(%l: ptr) -> void {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = addr %l^ITEM.Link
// CHECK-NEXT:   call @use(%0) "use(CONTAINING_RECORD(l, ITEM, Link))"
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @second(%l: ptr) -> void {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = addr %l^ITEM.Link
// CHECK-NEXT:   call @use(%0) "use(CONTAINING_RECORD_2(l, ITEM, Link))"
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @third(%l: ptr) -> void {
// CHECK-NEXT:   local $__mptr: ptr
// CHECK-NEXT: entry:
// CHECK-NEXT:   store ptr %l, $__mptr
// CHECK-NEXT:   %0 = load ptr $__mptr
// CHECK-NEXT:   %1 = addr %0^ITEM.Link
// CHECK-NEXT:   call @use(%1) "use(container_of(l, ITEM, Link))"
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @nested(%l: ptr) -> void {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = addr %l[s64 -1 x 8]^"ITEM::Inner".Links^ITEM.Inner
// CHECK-NEXT:   call @use(%0) "use(CONTAINING_RECORD_2(l, ITEM, Inner.Links[1]))"
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @integer(%l: ptr) -> void {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = cast u64, %l
// CHECK-NEXT:   %1 = addr %l^ITEM.Link
// CHECK-NEXT:   call @use(%1) "use((ITEM *)((ULONG_PTR)l - __builtin_offsetof(ITEM, Link)))"
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @forward(%i: ptr) -> ptr {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = addr %i->ITEM.Link
// CHECK-NEXT:   ret ptr %0
// CHECK-NEXT: }

// CHECK-LABEL: func @offset() -> s32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   ret s32 32
// CHECK-NEXT: }

// CHECK: declare @use(ptr) -> void
