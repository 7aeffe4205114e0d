// Initialisers of locals.
// RUN: %ir_dump %s | FileCheck %s

typedef struct {
  int x, y;
} POINT;
typedef struct {
  int Kind;
  POINT From, To;
  char Name[8];
} LINE;

void take(void *p);

void zero(void) {
  LINE l = {0};
  take(&l);
}

void partial(int n) {
  LINE l = {1, .To = {.y = n}};
  take(&l);
}

void array(int n) {
  int a[4] = {n, 2, [3] = 5};
  take(a);
}

void whole(int n) {
  int a[2] = {n, 1};
  take(a);
}

void text(void) {
  char a[8] = "ab";
  take(a);
}

void literal(int n) { take(&(POINT){n, 2}); }

void assigned(LINE *l, int n) { l->From = (POINT){.x = n}; }

// CHECK: record POINT size 8 {
// CHECK-NEXT:   x: s32 @0
// CHECK-NEXT:   y: s32 @4
// CHECK-NEXT: }

// CHECK: record LINE size 28 {
// CHECK-NEXT:   Kind: s32 @0
// CHECK-NEXT:   From: agg 8 POINT @4
// CHECK-NEXT:   To: agg 8 POINT @12
// CHECK-NEXT:   Name: s8 @20 x 8
// CHECK-NEXT: }

// CHECK: global @str0: agg 8 extern const internal

// CHECK-LABEL: func @zero() -> void {
// CHECK-NEXT:   local $l: agg 28 LINE
// CHECK-NEXT: entry:
// CHECK-NEXT:   zero 28, $l
// CHECK-NEXT:   call @take($l) "take(&l)"
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @partial(%n: s32) -> void {
// CHECK-NEXT:   local $l: agg 28 LINE
// CHECK-NEXT: entry:
// CHECK-NEXT:   zero 28, $l
// CHECK-NEXT:   store s32 1, $l->LINE.Kind
// CHECK-NEXT:   store s32 %n, $l->LINE.To->POINT.y
// CHECK-NEXT:   call @take($l) "take(&l)"
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @array(%n: s32) -> void {
// CHECK-NEXT:   local $a: agg 16
// CHECK-NEXT: entry:
// CHECK-NEXT:   store s32 %n, $a[s32 0 x 4]
// CHECK-NEXT:   store s32 2, $a[s32 1 x 4]
// CHECK-NEXT:   zero 4, $a[s32 2 x 4]
// CHECK-NEXT:   store s32 5, $a[s32 3 x 4]
// CHECK-NEXT:   call @take($a) "take(a)"
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @whole(%n: s32) -> void {
// CHECK-NEXT:   local $a: agg 8
// CHECK-NEXT: entry:
// CHECK-NEXT:   store s32 %n, $a[s32 0 x 4]
// CHECK-NEXT:   store s32 1, $a[s32 1 x 4]
// CHECK-NEXT:   call @take($a) "take(a)"
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @text() -> void {
// CHECK-NEXT:   local $a: agg 8
// CHECK-NEXT: entry:
// CHECK-NEXT:   copy 8, $a, @str0
// CHECK-NEXT:   call @take($a) "take(a)"
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @literal(%n: s32) -> void {
// CHECK-NEXT:   local $literal: agg 8 POINT
// CHECK-NEXT: entry:
// CHECK-NEXT:   zero 8, $literal
// CHECK-NEXT:   store s32 %n, $literal->POINT.x
// CHECK-NEXT:   store s32 2, $literal->POINT.y
// CHECK-NEXT:   call @take($literal) "take(&(POINT){n, 2})"
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @assigned(%l: ptr, %n: s32) -> void {
// CHECK-NEXT:   local $literal: agg 8 POINT
// CHECK-NEXT: entry:
// CHECK-NEXT:   zero 8, $literal
// CHECK-NEXT:   store s32 %n, $literal->POINT.x
// CHECK-NEXT:   copy 8, %l->LINE.From, $literal
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK: declare @take(%p: ptr) -> void
