// Globals and what they hold at the start; call-backs in tables above all.
// RUN: %ir_dump %s | FileCheck %s

typedef int ROUTINE(void *);
ROUTINE First, Second, Third;

typedef struct {
  int Size;
  ROUTINE *Start;
  struct {
    ROUTINE *Isr;
    unsigned A : 4, B : 4;
  } Inner;
  const char *Name;
} TABLE;

static const TABLE Table = {
    sizeof(TABLE), First, .Inner = {.Isr = &Second, .B = 3}, .Name = "x"};
TABLE *Pointer = (TABLE *)&Table;
int Counters[4] = {1, 0, 3};
extern int Elsewhere;
static ROUTINE *const Routines[] = {First, 0, Third};
int Tentative;
double Float = 1.0;

// One member that is not understood does not cost the others.
TABLE Broken = {sizeof(TABLE), First, .Name = Unknown};

int use(void) {
  static int Calls = 5;
  return Calls++ + Elsewhere + Counters[1] + Tentative;
}

// CHECK: record TABLE size 40 {
// CHECK-NEXT:   Size: s32 @0
// CHECK-NEXT:   Start: ptr @8
// CHECK-NEXT:   Inner: agg 16 "TABLE::Inner" @16
// CHECK-NEXT:   Name: ptr @32
// CHECK-NEXT: }

// CHECK: record "TABLE::Inner" size 16 {
// CHECK-NEXT:   Isr: ptr @0
// CHECK-NEXT:   A: u32 @8 bits 0 4
// CHECK-NEXT:   B: u32 @8 bits 4 4
// CHECK-NEXT: }

// CHECK: global @Table: agg 40 TABLE const internal init { 0: 40, 8: @First, 16: @Second, 24: u32 48, 32: @str0 }

// CHECK: global @str0: agg 2 extern const internal

// CHECK: global @Pointer: ptr init { 0: @Table }

// CHECK: global @Counters: agg 16 init { 0: s32 1, 8: s32 3 }

// CHECK: global @Routines: agg 24 const internal init { 0: @First, 16: @Third }

// CHECK: global @Tentative: s32

// CHECK: global @Float: f64 init { 0: u64 4607182418800017408 }

// CHECK: global @Broken: agg 40 TABLE extern

// CHECK: global @"use::Calls": s32 internal init { 0: 5 }

// CHECK: global @Elsewhere: s32 extern

// CHECK-LABEL: func @use() -> s32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = load s32 @"use::Calls"
// CHECK-NEXT:   %1 = add s32 %0, 1
// CHECK-NEXT:   store s32 %1, @"use::Calls"
// CHECK-NEXT:   %2 = load s32 @Elsewhere
// CHECK-NEXT:   %3 = add s32 %0, %2
// CHECK-NEXT:   %4 = load s32 @Counters[s32 1 x 4]
// CHECK-NEXT:   %5 = add s32 %3, %4
// CHECK-NEXT:   %6 = load s32 @Tentative
// CHECK-NEXT:   %7 = add s32 %5, %6
// CHECK-NEXT:   ret s32 %7
// CHECK-NEXT: }

// CHECK: declare @First(ptr) -> s32 role ROUTINE

// CHECK: declare @Second(ptr) -> s32 role ROUTINE

// CHECK: declare @Third(ptr) -> s32 role ROUTINE
