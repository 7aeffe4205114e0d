// Constructors and destructors of locals, on every way out of their scope.
// RUN: %ir_dump %s | FileCheck %s

struct LOCK {
  int Held;
};
extern "C" void Acquire(LOCK *, int);
extern "C" void Release(LOCK *);
void work(int);

class Guard {
public:
  explicit Guard(LOCK *l, int level = 2) : Lock(l) { Acquire(Lock, level); }
  ~Guard() { Release(Lock); }
  Guard(const Guard &) = delete;
  int size() const { return Lock->Held; }

private:
  LOCK *Lock;
};

int scoped(LOCK *l, int a) {
  Guard g(l);
  if (a)
    return g.size();
  work(1);
  return 0;
}

void loop(LOCK *l, int n) {
  for (int i = 0; i < n; ++i) {
    Guard g{l, i};
    if (i == 3)
      continue;
    if (i == 4)
      break;
    work(i);
  }
  work(9);
}

void temporary(LOCK *l) {
  Guard(l, 1);
  work(1);
}

void extended(LOCK *l) {
  const Guard &g = Guard(l, 1);
  work(1);
}

void conditional(LOCK *l, int a) { a ? work(Guard(l).size()) : work(2); }

void jump(LOCK *l, int a) {
  {
    Guard g(l);
    if (a)
      goto out;
    work(1);
  }
  work(2);
out:
  work(3);
}

Guard make(LOCK *l) { return Guard(l); }
void elided(LOCK *l) {
  Guard g = make(l);
  work(1);
}

// CHECK: record Guard size 8 {
// CHECK-NEXT:   Lock: ptr @0
// CHECK-NEXT: }

// CHECK: record LOCK size 4 {
// CHECK-NEXT:   Held: s32 @0
// CHECK-NEXT: }

// CHECK-LABEL: func @"Guard::Guard"(%this: ptr, %l: ptr, %level: s32) -> void inline {
// CHECK-NEXT: entry:
// CHECK-NEXT:   store ptr %l, %this->Guard.Lock
// CHECK-NEXT:   %0 = load ptr %this->Guard.Lock
// CHECK-NEXT:   call @Acquire(%0, %level) "Acquire(Lock, level)"
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @"Guard::~Guard"(%this: ptr) -> void inline {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = load ptr %this->Guard.Lock
// CHECK-NEXT:   call @Release(%0) "Release(Lock)"
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @"Guard::size"(%this: ptr) -> s32 inline {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = load ptr %this->Guard.Lock
// CHECK-NEXT:   %1 = load s32 %0->LOCK.Held
// CHECK-NEXT:   ret s32 %1
// CHECK-NEXT: }

// CHECK-LABEL: func @scoped(%l: ptr, %a: s32) -> s32 {
// CHECK-NEXT:   local $g: agg 8 Guard
// CHECK-NEXT: entry:
// CHECK-NEXT:   call @"Guard::Guard"($g, %l, s32 2) "g(l)"
// CHECK-NEXT:   %0 = ne s32 %a, 0
// CHECK-NEXT:   br %0, b1, b2 "a"
// CHECK-NEXT: b1:
// CHECK-NEXT:   %1 = call @"Guard::size"($g) "g.size()"
// CHECK-NEXT:   call @"Guard::~Guard"($g)
// CHECK-NEXT:   ret s32 %1
// CHECK-NEXT: b2:
// CHECK-NEXT:   call @work(s32 1) "work(1)"
// CHECK-NEXT:   call @"Guard::~Guard"($g)
// CHECK-NEXT:   ret s32 0
// CHECK-NEXT: }

// CHECK-LABEL: func @loop(%l: ptr, %n: s32) -> void {
// CHECK-NEXT:   local $i: s32
// CHECK-NEXT:   local $g: agg 8 Guard
// CHECK-NEXT: entry:
// CHECK-NEXT:   store s32 0, $i
// CHECK-NEXT:   goto b1
// CHECK-NEXT: b1:
// CHECK-NEXT:   %0 = load s32 $i
// CHECK-NEXT:   %1 = lt s32 %0, %n
// CHECK-NEXT:   br %1, b2, b8 "i < n"
// CHECK-NEXT: b2:
// CHECK-NEXT:   %2 = load s32 $i
// CHECK-NEXT:   call @"Guard::Guard"($g, %l, %2) "g{l, i}"
// CHECK-NEXT:   %3 = load s32 $i
// CHECK-NEXT:   %4 = eq s32 %3, 3
// CHECK-NEXT:   br %4, b3, b4 "i == 3"
// CHECK-NEXT: b3:
// CHECK-NEXT:   call @"Guard::~Guard"($g)
// CHECK-NEXT:   end $g
// CHECK-NEXT:   goto b7
// CHECK-NEXT: b4:
// CHECK-NEXT:   %5 = load s32 $i
// CHECK-NEXT:   %6 = eq s32 %5, 4
// CHECK-NEXT:   br %6, b5, b6 "i == 4"
// CHECK-NEXT: b5:
// CHECK-NEXT:   call @"Guard::~Guard"($g)
// CHECK-NEXT:   end $g
// CHECK-NEXT:   goto b8
// CHECK-NEXT: b6:
// CHECK-NEXT:   %7 = load s32 $i
// CHECK-NEXT:   call @work(%7) "work(i)"
// CHECK-NEXT:   call @"Guard::~Guard"($g)
// CHECK-NEXT:   end $g
// CHECK-NEXT:   goto b7
// CHECK-NEXT: b7:
// CHECK-NEXT:   %8 = load s32 $i
// CHECK-NEXT:   %9 = add s32 %8, 1
// CHECK-NEXT:   store s32 %9, $i
// CHECK-NEXT:   goto b1
// CHECK-NEXT: b8:
// CHECK-NEXT:   call @work(s32 9) "work(9)"
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @temporary(%l: ptr) -> void {
// CHECK-NEXT:   local $temporary: agg 8 Guard
// CHECK-NEXT: entry:
// CHECK-NEXT:   call @"Guard::Guard"($temporary, %l, s32 1) "Guard(l, 1)"
// CHECK-NEXT:   call @"Guard::~Guard"($temporary)
// CHECK-NEXT:   call @work(s32 1) "work(1)"
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @extended(%l: ptr) -> void {
// CHECK-NEXT:   local $temporary: agg 8 Guard
// CHECK-NEXT:   local $g: ptr
// CHECK-NEXT: entry:
// CHECK-NEXT:   call @"Guard::Guard"($temporary, %l, s32 1) "Guard(l, 1)"
// CHECK-NEXT:   store ptr $temporary, $g
// CHECK-NEXT:   call @work(s32 1) "work(1)"
// CHECK-NEXT:   %0 = load ptr $g
// CHECK-NEXT:   call @"Guard::~Guard"(%0)
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @conditional(%l: ptr, %a: s32) -> void {
// CHECK-NEXT:   local $made: u1
// CHECK-NEXT:   local $temporary: agg 8 Guard
// CHECK-NEXT: entry:
// CHECK-NEXT:   store u1 0, $made
// CHECK-NEXT:   %0 = ne s32 %a, 0
// CHECK-NEXT:   br %0, b1, b2 "a"
// CHECK-NEXT: b1:
// CHECK-NEXT:   call @"Guard::Guard"($temporary, %l, s32 2) "Guard(l)"
// CHECK-NEXT:   store u1 1, $made
// CHECK-NEXT:   %1 = call @"Guard::size"($temporary) "Guard(l).size()"
// CHECK-NEXT:   call @work(%1) "work(Guard(l).size())"
// CHECK-NEXT:   goto b3
// CHECK-NEXT: b2:
// CHECK-NEXT:   call @work(s32 2) "work(2)"
// CHECK-NEXT:   goto b3
// CHECK-NEXT: b3:
// CHECK-NEXT:   %2 = load u1 $made
// CHECK-NEXT:   br %2, b4, b5
// CHECK-NEXT: b4:
// CHECK-NEXT:   call @"Guard::~Guard"($temporary)
// CHECK-NEXT:   ret
// CHECK-NEXT: b5:
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @jump(%l: ptr, %a: s32) -> void {
// CHECK-NEXT:   local $g: agg 8 Guard
// CHECK-NEXT: entry:
// CHECK-NEXT:   call @"Guard::Guard"($g, %l, s32 2) "g(l)"
// CHECK-NEXT:   %0 = ne s32 %a, 0
// CHECK-NEXT:   br %0, b1, b2 "a"
// CHECK-NEXT: b1:
// CHECK-NEXT:   call @"Guard::~Guard"($g)
// CHECK-NEXT:   end $g
// CHECK-NEXT:   goto out
// CHECK-NEXT: b2:
// CHECK-NEXT:   call @work(s32 1) "work(1)"
// CHECK-NEXT:   call @"Guard::~Guard"($g)
// CHECK-NEXT:   end $g
// CHECK-NEXT:   call @work(s32 2) "work(2)"
// CHECK-NEXT:   goto out
// CHECK-NEXT: out:
// CHECK-NEXT:   call @work(s32 3) "work(3)"
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @make(%l: ptr) -> agg 8 Guard {
// CHECK-NEXT:   local $temporary: agg 8 Guard
// CHECK-NEXT: entry:
// CHECK-NEXT:   call @"Guard::Guard"($temporary, %l, s32 2) "Guard(l)"
// CHECK-NEXT:   %0 = load agg 8 Guard $temporary
// CHECK-NEXT:   ret agg 8 Guard %0
// CHECK-NEXT: }

// CHECK-LABEL: func @elided(%l: ptr) -> void {
// CHECK-NEXT:   local $g: agg 8 Guard
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = call @make(%l) "make(l)"
// CHECK-NEXT:   store agg 8 Guard %0, $g
// CHECK-NEXT:   call @work(s32 1) "work(1)"
// CHECK-NEXT:   call @"Guard::~Guard"($g)
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK: declare @Acquire(ptr, s32) -> void

// CHECK: declare @Release(ptr) -> void

// CHECK: declare @work(s32) -> void
