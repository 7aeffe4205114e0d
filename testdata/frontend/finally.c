// __try: the __finally body runs on every way out of the __try body.
// RUN: %ir_dump %s | FileCheck %s

void enter(void), body(int), cleanup(void), inner(void), handler(void);

void normal(void) {
  enter();
  __try {
    body(1);
  } __finally {
    cleanup();
  }
  body(2);
}

int returns(int a) {
  __try {
    if (a)
      return a + 1;
    body(1);
  } __finally {
    a = 0;
    cleanup();
  }
  return 5;
}

void leaves(int a) {
  __try {
    if (a)
      __leave;
    body(1);
  } __finally {
    cleanup();
  }
}

void jumps(int a) {
  __try {
    if (a)
      goto out;
    if (a == 2)
      goto in;
    body(1);
  in:
    body(2);
  } __finally {
    cleanup();
  }
  body(3);
out:
  body(4);
}

void loop(int n) {
  while (n--) {
    __try {
      if (n == 3)
        break;
      if (n == 4)
        continue;
      for (;;)
        if (body, n)
          break;
    } __finally {
      cleanup();
    }
  }
}

int nested(int a) {
  __try {
    __try {
      if (a)
        return 1;
    } __finally {
      inner();
    }
  } __finally {
    cleanup();
  }
  return 0;
}

// The handler of an exception is no way that anyone goes.
int except(int a) {
  __try {
    body(a);
    if (a)
      __leave;
    body(2);
  } __except (1) {
    handler();
    return 2;
  }
  return 3;
}

void branches(int a) {
  __try {
    body(1);
  } __finally {
    if (a && enter)
      cleanup();
    body(a ? 1 : 2);
  }
}

// A label in a __finally body would be there twice.
void label(int a) {
  __try {
    if (a)
      return;
  } __finally {
  again:
    cleanup();
    if (a)
      goto again;
  }
}

// CHECK-LABEL: func @normal() -> void {
// CHECK-NEXT: entry:
// CHECK-NEXT:   call @enter() "enter()"
// CHECK-NEXT:   call @body(s32 1) "body(1)"
// CHECK-NEXT:   call @cleanup() "cleanup()"
// CHECK-NEXT:   call @body(s32 2) "body(2)"
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @returns(%a: s32) -> s32 {
// CHECK-NEXT:   local $a: s32
// CHECK-NEXT:   local $result: s32
// CHECK-NEXT: entry:
// CHECK-NEXT:   store s32 %a, $a
// CHECK-NEXT:   %0 = load s32 $a
// CHECK-NEXT:   br %0, b1, b2 "a"
// CHECK-NEXT: b1:
// CHECK-NEXT:   %1 = load s32 $a
// CHECK-NEXT:   %2 = add s32 %1, 1
// CHECK-NEXT:   store s32 %2, $result
// CHECK-NEXT:   store s32 0, $a
// CHECK-NEXT:   call @cleanup() "cleanup()"
// CHECK-NEXT:   %3 = load s32 $result
// CHECK-NEXT:   ret s32 %3
// CHECK-NEXT: b2:
// CHECK-NEXT:   call @body(s32 1) "body(1)"
// CHECK-NEXT:   store s32 0, $a
// CHECK-NEXT:   call @cleanup() "cleanup()"
// CHECK-NEXT:   ret s32 5
// CHECK-NEXT: }

// CHECK-LABEL: func @leaves(%a: s32) -> void {
// CHECK-NEXT: entry:
// CHECK-NEXT:   br %a, b2, b1 "a"
// CHECK-NEXT: b1:
// CHECK-NEXT:   call @body(s32 1) "body(1)"
// CHECK-NEXT:   goto b2
// CHECK-NEXT: b2:
// CHECK-NEXT:   call @cleanup() "cleanup()"
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @jumps(%a: s32) -> void {
// CHECK-NEXT: entry:
// CHECK-NEXT:   br %a, b1, b2 "a"
// CHECK-NEXT: b1:
// CHECK-NEXT:   call @cleanup() "cleanup()"
// CHECK-NEXT:   goto out
// CHECK-NEXT: b2:
// CHECK-NEXT:   %0 = eq s32 %a, 2
// CHECK-NEXT:   br %0, in, b3 "a == 2"
// CHECK-NEXT: b3:
// CHECK-NEXT:   call @body(s32 1) "body(1)"
// CHECK-NEXT:   goto in
// CHECK-NEXT: in:
// CHECK-NEXT:   call @body(s32 2) "body(2)"
// CHECK-NEXT:   call @cleanup() "cleanup()"
// CHECK-NEXT:   call @body(s32 3) "body(3)"
// CHECK-NEXT:   goto out
// CHECK-NEXT: out:
// CHECK-NEXT:   call @body(s32 4) "body(4)"
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @loop(%n: s32) -> void {
// CHECK-NEXT:   local $n: s32
// CHECK-NEXT: entry:
// CHECK-NEXT:   store s32 %n, $n
// CHECK-NEXT:   goto b1
// CHECK-NEXT: b1:
// CHECK-NEXT:   %0 = load s32 $n
// CHECK-NEXT:   %1 = sub s32 %0, 1
// CHECK-NEXT:   store s32 %1, $n
// CHECK-NEXT:   br %0, b2, b8 "n--"
// CHECK-NEXT: b2:
// CHECK-NEXT:   %2 = load s32 $n
// CHECK-NEXT:   %3 = eq s32 %2, 3
// CHECK-NEXT:   br %3, b3, b4 "n == 3"
// CHECK-NEXT: b3:
// CHECK-NEXT:   call @cleanup() "cleanup()"
// CHECK-NEXT:   ret
// CHECK-NEXT: b4:
// CHECK-NEXT:   %4 = load s32 $n
// CHECK-NEXT:   %5 = eq s32 %4, 4
// CHECK-NEXT:   br %5, b5, b6 "n == 4"
// CHECK-NEXT: b5:
// CHECK-NEXT:   call @cleanup() "cleanup()"
// CHECK-NEXT:   goto b1
// CHECK-NEXT: b6:
// CHECK-NEXT:   %6 = load s32 $n
// CHECK-NEXT:   br %6, b7, b6 "body, n"
// CHECK-NEXT: b7:
// CHECK-NEXT:   call @cleanup() "cleanup()"
// CHECK-NEXT:   goto b1
// CHECK-NEXT: b8:
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @nested(%a: s32) -> s32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   br %a, b1, b2 "a"
// CHECK-NEXT: b1:
// CHECK-NEXT:   call @inner() "inner()"
// CHECK-NEXT:   call @cleanup() "cleanup()"
// CHECK-NEXT:   ret s32 1
// CHECK-NEXT: b2:
// CHECK-NEXT:   call @inner() "inner()"
// CHECK-NEXT:   call @cleanup() "cleanup()"
// CHECK-NEXT:   ret s32 0
// CHECK-NEXT: }

// CHECK-LABEL: func @except(%a: s32) -> s32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   call @body(%a) "body(a)"
// CHECK-NEXT:   br %a, b2, b1 "a"
// CHECK-NEXT: b1:
// CHECK-NEXT:   call @body(s32 2) "body(2)"
// CHECK-NEXT:   goto b2
// CHECK-NEXT: b2:
// CHECK-NEXT:   ret s32 3
// CHECK-NEXT: }

// CHECK-LABEL: func @branches(%a: s32) -> void {
// CHECK-NEXT:   local $conditional: s32
// CHECK-NEXT: entry:
// CHECK-NEXT:   call @body(s32 1) "body(1)"
// CHECK-NEXT:   br %a, b1, b2 "a"
// CHECK-NEXT: b1:
// CHECK-NEXT:   call @cleanup() "cleanup()"
// CHECK-NEXT:   goto b2
// CHECK-NEXT: b2:
// CHECK-NEXT:   br %a, b3, b4 "a"
// CHECK-NEXT: b3:
// CHECK-NEXT:   store s32 1, $conditional
// CHECK-NEXT:   goto b5
// CHECK-NEXT: b4:
// CHECK-NEXT:   store s32 2, $conditional
// CHECK-NEXT:   goto b5
// CHECK-NEXT: b5:
// CHECK-NEXT:   %0 = load s32 $conditional
// CHECK-NEXT:   call @body(%0) "body(a ? 1 : 2)"
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @label(%a: s32) -> void degraded "a label in a __finally block" calls @cleanup {
// CHECK-NEXT: entry:
// CHECK-NEXT:   br %a, b1, again "a"
// CHECK-NEXT: b1:
// CHECK-NEXT:   ret
// CHECK-NEXT: again:
// CHECK-NEXT:   call @cleanup() "cleanup()"
// CHECK-NEXT:   br %a, again, b2 "a"
// CHECK-NEXT: b2:
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK: declare @enter() -> void

// CHECK: declare @body(s32) -> void

// CHECK: declare @cleanup() -> void

// CHECK: declare @inner() -> void
