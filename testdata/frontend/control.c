// Loops, goto, switch; block ends carry the condition as it is written.
// RUN: %ir_dump %s | FileCheck %s

void f(int);
_Noreturn void stop(void);

int chain(int a, int b) {
  if (a && (b || !a))
    return 1;
  return 0;
}

int valued(int a, int b) { return f(0), (a && b) || a == 7; }

int select(int a, int b) { return a ? b : b > 2 ? 3 : 4; }

int elvis(int a) { return a ?: 5; }

void fallThrough(unsigned x) {
  switch (x) {
  case 1:
    f(1);
  case 2:
  case 3:
    f(2);
    break;
  case 10 ... 20:
    f(3);
  default:
    f(4);
  }
}

enum E { A, B };
// Every enumerator has its case: the default cannot be reached.
int covered(enum E e) {
  switch (e) {
  case A:
    return 1;
  case B:
    return 2;
  }
  return 3;
}

void loops(int n) {
  for (int i = 0; i < n; ++i) {
    if (i == 3)
      continue;
    if (i == 4)
      break;
    f(i);
  }
  do
    f(n);
  while (--n);
}

void forever(void) {
  for (;;)
    f(1);
}

int jump(int a) {
  if (a)
    goto fail;
  f(1);
again:
  f(2);
  if (f, a)
    goto again;
  return 0;
fail:
  return 1;
}

int ends(int a) {
  if (a)
    stop();
  return a;
}

int statementExpression(int a) {
  return ({
    int b = a + 1;
    f(b);
    b;
  });
}

void computed(int i) {
  static void *labels[] = {&&one, &&two};
  goto *labels[i];
one:
  f(1);
two:
  f(2);
}

// CHECK: global @"computed::labels": agg 16 internal

// CHECK-LABEL: func @chain(%a: s32, %b: s32) -> s32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   br %a, b1, b4 "a"
// CHECK-NEXT: b1:
// CHECK-NEXT:   br %b, b3, b2 "b"
// CHECK-NEXT: b2:
// CHECK-NEXT:   %0 = eq s32 %a, 0
// CHECK-NEXT:   br %0, b3, b4 "!a"
// CHECK-NEXT: b3:
// CHECK-NEXT:   ret s32 1
// CHECK-NEXT: b4:
// CHECK-NEXT:   ret s32 0
// CHECK-NEXT: }

// CHECK-LABEL: func @valued(%a: s32, %b: s32) -> s32 {
// CHECK-NEXT:   local $logical: u1
// CHECK-NEXT: entry:
// CHECK-NEXT:   call @f(s32 0) "f(0)"
// CHECK-NEXT:   br %a, b1, b2 "a"
// CHECK-NEXT: b1:
// CHECK-NEXT:   store u1 1, $logical
// CHECK-NEXT:   br %b, b3, b2 "b"
// CHECK-NEXT: b2:
// CHECK-NEXT:   %0 = eq s32 %a, 7
// CHECK-NEXT:   store u1 %0, $logical
// CHECK-NEXT:   goto b3
// CHECK-NEXT: b3:
// CHECK-NEXT:   %1 = load u1 $logical
// CHECK-NEXT:   %2 = cast s32, %1
// CHECK-NEXT:   ret s32 %2
// CHECK-NEXT: }

// CHECK-LABEL: func @select(%a: s32, %b: s32) -> s32 {
// CHECK-NEXT:   local $conditional: s32
// CHECK-NEXT:   local $conditional_2: s32
// CHECK-NEXT: entry:
// CHECK-NEXT:   br %a, b1, b2 "a"
// CHECK-NEXT: b1:
// CHECK-NEXT:   store s32 %b, $conditional
// CHECK-NEXT:   goto b6
// CHECK-NEXT: b2:
// CHECK-NEXT:   %0 = gt s32 %b, 2
// CHECK-NEXT:   br %0, b3, b4 "b > 2"
// CHECK-NEXT: b3:
// CHECK-NEXT:   store s32 3, $conditional_2
// CHECK-NEXT:   goto b5
// CHECK-NEXT: b4:
// CHECK-NEXT:   store s32 4, $conditional_2
// CHECK-NEXT:   goto b5
// CHECK-NEXT: b5:
// CHECK-NEXT:   %1 = load s32 $conditional_2
// CHECK-NEXT:   store s32 %1, $conditional
// CHECK-NEXT:   goto b6
// CHECK-NEXT: b6:
// CHECK-NEXT:   %2 = load s32 $conditional
// CHECK-NEXT:   ret s32 %2
// CHECK-NEXT: }

// CHECK-LABEL: func @elvis(%a: s32) -> s32 {
// CHECK-NEXT:   local $conditional: s32
// CHECK-NEXT: entry:
// CHECK-NEXT:   store s32 %a, $conditional
// CHECK-NEXT:   br %a, b2, b1 "a"
// CHECK-NEXT: b1:
// CHECK-NEXT:   store s32 5, $conditional
// CHECK-NEXT:   goto b2
// CHECK-NEXT: b2:
// CHECK-NEXT:   %0 = load s32 $conditional
// CHECK-NEXT:   ret s32 %0
// CHECK-NEXT: }

// CHECK-LABEL: func @fallThrough(%x: u32) -> void {
// CHECK-NEXT: entry:
// CHECK-NEXT:   switch %x, b4 { 1: b1, 2: b2, 3: b2, 10..20: b3 } "x"
// CHECK-NEXT: b1:
// CHECK-NEXT:   call @f(s32 1) "f(1)"
// CHECK-NEXT:   goto b2
// CHECK-NEXT: b2:
// CHECK-NEXT:   call @f(s32 2) "f(2)"
// CHECK-NEXT:   ret
// CHECK-NEXT: b3:
// CHECK-NEXT:   call @f(s32 3) "f(3)"
// CHECK-NEXT:   goto b4
// CHECK-NEXT: b4:
// CHECK-NEXT:   call @f(s32 4) "f(4)"
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @covered(%e: s32) -> s32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   switch %e, b1 { 0: b2, 1: b3 } "e"
// CHECK-NEXT: b1:
// CHECK-NEXT:   unreachable
// CHECK-NEXT: b2:
// CHECK-NEXT:   ret s32 1
// CHECK-NEXT: b3:
// CHECK-NEXT:   ret s32 2
// CHECK-NEXT: }

// CHECK-LABEL: func @loops(%n: s32) -> void {
// CHECK-NEXT:   local $n: s32
// CHECK-NEXT:   local $i: s32
// CHECK-NEXT: entry:
// CHECK-NEXT:   store s32 %n, $n
// CHECK-NEXT:   store s32 0, $i
// CHECK-NEXT:   goto b1
// CHECK-NEXT: b1:
// CHECK-NEXT:   %0 = load s32 $i
// CHECK-NEXT:   %1 = load s32 $n
// CHECK-NEXT:   %2 = lt s32 %0, %1
// CHECK-NEXT:   br %2, b2, b6 "i < n"
// CHECK-NEXT: b2:
// CHECK-NEXT:   %3 = load s32 $i
// CHECK-NEXT:   %4 = eq s32 %3, 3
// CHECK-NEXT:   br %4, b5, b3 "i == 3"
// CHECK-NEXT: b3:
// CHECK-NEXT:   %5 = load s32 $i
// CHECK-NEXT:   %6 = eq s32 %5, 4
// CHECK-NEXT:   br %6, b6, b4 "i == 4"
// CHECK-NEXT: b4:
// CHECK-NEXT:   %7 = load s32 $i
// CHECK-NEXT:   call @f(%7) "f(i)"
// CHECK-NEXT:   goto b5
// CHECK-NEXT: b5:
// CHECK-NEXT:   %8 = load s32 $i
// CHECK-NEXT:   %9 = add s32 %8, 1
// CHECK-NEXT:   store s32 %9, $i
// CHECK-NEXT:   goto b1
// CHECK-NEXT: b6:
// CHECK-NEXT:   end $i
// CHECK-NEXT:   goto b7
// CHECK-NEXT: b7:
// CHECK-NEXT:   %10 = load s32 $n
// CHECK-NEXT:   call @f(%10) "f(n)"
// CHECK-NEXT:   %11 = load s32 $n
// CHECK-NEXT:   %12 = sub s32 %11, 1
// CHECK-NEXT:   store s32 %12, $n
// CHECK-NEXT:   br %12, b7, b8 "--n"
// CHECK-NEXT: b8:
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @forever() -> void {
// CHECK-NEXT: entry:
// CHECK-NEXT:   goto b1
// CHECK-NEXT: b1:
// CHECK-NEXT:   call @f(s32 1) "f(1)"
// CHECK-NEXT:   goto b1
// CHECK-NEXT: }

// CHECK-LABEL: func @jump(%a: s32) -> s32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   br %a, fail, b1 "a"
// CHECK-NEXT: fail:
// CHECK-NEXT:   ret s32 1
// CHECK-NEXT: b1:
// CHECK-NEXT:   call @f(s32 1) "f(1)"
// CHECK-NEXT:   goto again
// CHECK-NEXT: again:
// CHECK-NEXT:   call @f(s32 2) "f(2)"
// CHECK-NEXT:   br %a, again, b2 "f, a"
// CHECK-NEXT: b2:
// CHECK-NEXT:   ret s32 0
// CHECK-NEXT: }

// CHECK-LABEL: func @ends(%a: s32) -> s32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   br %a, b1, b2 "a"
// CHECK-NEXT: b1:
// CHECK-NEXT:   call noreturn @stop() "stop()"
// CHECK-NEXT:   unreachable
// CHECK-NEXT: b2:
// CHECK-NEXT:   ret s32 %a
// CHECK-NEXT: }

// CHECK-LABEL: func @statementExpression(%a: s32) -> s32 {
// CHECK-NEXT:   local $b: s32
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = add s32 %a, 1
// CHECK-NEXT:   store s32 %0, $b
// CHECK-NEXT:   %1 = load s32 $b
// CHECK-NEXT:   call @f(%1) "f(b)"
// CHECK-NEXT:   %2 = load s32 $b
// CHECK-NEXT:   ret s32 %2
// CHECK-NEXT: }

// CHECK-LABEL: func @computed(%i: s32) -> void {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = opaque ptr() "AddrLabelExpr"
// CHECK-NEXT:   %1 = opaque ptr() "AddrLabelExpr"
// CHECK-NEXT:   %2 = load ptr @"computed::labels"[%i x 8]
// CHECK-NEXT:   %3 = opaque u32() "computed goto"
// CHECK-NEXT:   switch %3, two { 1: one }
// CHECK-NEXT: one:
// CHECK-NEXT:   call @f(s32 1) "f(1)"
// CHECK-NEXT:   goto two
// CHECK-NEXT: two:
// CHECK-NEXT:   call @f(s32 2) "f(2)"
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK: declare @f(s32) -> void

// CHECK: declare @stop() -> void noreturn
