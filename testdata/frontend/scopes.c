// Registers and slots; the end of a local's life.
// RUN: %ir_dump %s | FileCheck %s

void use(int *);

// Never changed: a value. Assigned, or its address taken: a slot.
int parameters(int read, int assigned, int taken) {
  assigned = read;
  use(&taken);
  return assigned + taken;
}

void loop(int n) {
  while (n > 0) {
    int x;
    use(&x);
    if (x)
      break;
    --n;
  }
  use(0);
}

void leave(int n) {
  {
    int x = n;
    if (x)
      goto out;
    use(&x);
  }
  use(0);
out:
  use(&n);
}

// At the end of the function nothing needs saying.
void end(int n) {
  int x = n;
  use(&x);
}

// CHECK-LABEL: func @parameters(%read: s32, %assigned: s32, %taken: s32) -> s32 {
// CHECK-NEXT:   local $assigned: s32
// CHECK-NEXT:   local $taken: s32
// CHECK-NEXT: entry:
// CHECK-NEXT:   store s32 %assigned, $assigned
// CHECK-NEXT:   store s32 %taken, $taken
// CHECK-NEXT:   store s32 %read, $assigned
// CHECK-NEXT:   call @use($taken) "use(&taken)"
// CHECK-NEXT:   %0 = load s32 $assigned
// CHECK-NEXT:   %1 = load s32 $taken
// CHECK-NEXT:   %2 = add s32 %0, %1
// CHECK-NEXT:   ret s32 %2
// CHECK-NEXT: }

// CHECK-LABEL: func @loop(%n: s32) -> void {
// CHECK-NEXT:   local $n: s32
// CHECK-NEXT:   local $x: s32
// CHECK-NEXT: entry:
// CHECK-NEXT:   store s32 %n, $n
// CHECK-NEXT:   goto b1
// CHECK-NEXT: b1:
// CHECK-NEXT:   %0 = load s32 $n
// CHECK-NEXT:   %1 = gt s32 %0, 0
// CHECK-NEXT:   br %1, b2, b5 "n > 0"
// CHECK-NEXT: b2:
// CHECK-NEXT:   call @use($x) "use(&x)"
// CHECK-NEXT:   %2 = load s32 $x
// CHECK-NEXT:   br %2, b3, b4 "x"
// CHECK-NEXT: b3:
// CHECK-NEXT:   end $x
// CHECK-NEXT:   goto b5
// CHECK-NEXT: b4:
// CHECK-NEXT:   %3 = load s32 $n
// CHECK-NEXT:   %4 = sub s32 %3, 1
// CHECK-NEXT:   store s32 %4, $n
// CHECK-NEXT:   end $x
// CHECK-NEXT:   goto b1
// CHECK-NEXT: b5:
// CHECK-NEXT:   call @use(ptr 0) "use(0)"
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @leave(%n: s32) -> void {
// CHECK-NEXT:   local $n: s32
// CHECK-NEXT:   local $x: s32
// CHECK-NEXT: entry:
// CHECK-NEXT:   store s32 %n, $n
// CHECK-NEXT:   %0 = load s32 $n
// CHECK-NEXT:   store s32 %0, $x
// CHECK-NEXT:   %1 = load s32 $x
// CHECK-NEXT:   br %1, b1, b2 "x"
// CHECK-NEXT: b1:
// CHECK-NEXT:   end $x
// CHECK-NEXT:   goto out
// CHECK-NEXT: b2:
// CHECK-NEXT:   call @use($x) "use(&x)"
// CHECK-NEXT:   end $x
// CHECK-NEXT:   call @use(ptr 0) "use(0)"
// CHECK-NEXT:   goto out
// CHECK-NEXT: out:
// CHECK-NEXT:   call @use($n) "use(&n)"
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @end(%n: s32) -> void {
// CHECK-NEXT:   local $x: s32
// CHECK-NEXT: entry:
// CHECK-NEXT:   store s32 %n, $x
// CHECK-NEXT:   call @use($x) "use(&x)"
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK: declare @use(ptr) -> void
