// The C++ that drivers use.
// RUN: %ir_dump %s | FileCheck %s

typedef unsigned long long size_t;
void *operator new(size_t, void *p) noexcept;
void *operator new(size_t);
void operator delete(void *) noexcept;
void work(int);

namespace ns {
struct Base {
  int b;
  virtual int kind() { return b; }
  int plain() { return b; }
};
struct Derived : Base {
  int d = 7;
  int kind() override { return d; }
  Derived() {}
  explicit Derived(int x) : d(x) {}
  ~Derived() { work(d); }
};
} // namespace ns

int methods(ns::Derived *p, ns::Base &r) {
  return p->plain() + r.kind() + r.Base::kind() + p->b;
}

ns::Derived *down(ns::Base *b) { return static_cast<ns::Derived *>(b); }

void heap() {
  auto *p = new ns::Derived(3);
  delete p;
}

void placed(void *m) { new (m) ns::Derived; }

void references(int &a, int b) {
  int &r = a;
  r = b;
  const int &t = b + 1;
  work(t);
}

int overloaded(int a) { return a; }
int overloaded(char a) { return a; }
int callBoth() { return overloaded(1) + overloaded('a'); }

struct Complex {
  int x;
  Complex operator+(const Complex &o) const { return {x + o.x}; }
  Complex &operator+=(int n) {
    x += n;
    return *this;
  }
  explicit operator bool() const { return x != 0; }
};
int operators(Complex a, Complex b) {
  a += 3;
  if (a)
    return (a + b).x;
  return 0;
}

template <typename T> T maximum(T a, T b) { return a < b ? b : a; }
int templates(int a) { return maximum(a, 2) + maximum<long>(a, 3); }

int lambda(int a) {
  int sum = 0;
  auto add = [&sum, a](int x) { sum += x + a; };
  add(2);
  return sum;
}

int ranges() {
  int values[3] = {1, 2, 3}, sum = 0;
  for (int v : values)
    sum += v;
  return sum;
}

static int defaulted(int a, int b = sizeof(int)) { return a + b; }
int defaults() { return defaulted(1); }

void choose(bool c, int &a, int &b) { (c ? a : b) = 3; }

enum class Level : unsigned char { Passive, Dispatch = 2 };
bool scoped(Level l) { return l == Level::Dispatch; }

struct Member {
  ns::Derived One;
  int Two[2];
  Member() : Two{1, 2} {}
};
void members() { Member m; }

// CHECK: record Complex size 4 {
// CHECK-NEXT:   x: s32 @0
// CHECK-NEXT: }

// CHECK: record "ns::Base" size 16 {
// CHECK-NEXT:   vftable: ptr @0
// CHECK-NEXT:   b: s32 @8
// CHECK-NEXT: }

// CHECK: record "ns::Derived" size 24 {
// CHECK-NEXT:   "ns::Base": agg 16 "ns::Base" @0
// CHECK-NEXT:   d: s32 @16
// CHECK-NEXT: }

// CHECK: record "cxx.cpp:70:14" size 16 {
// CHECK-NEXT:   anon0: ptr @0
// CHECK-NEXT:   anon1: s32 @8
// CHECK-NEXT: }

// CHECK: record Member size 32 {
// CHECK-NEXT:   One: agg 24 "ns::Derived" @0
// CHECK-NEXT:   Two: s32 @24 x 2
// CHECK-NEXT: }

// CHECK-LABEL: func @"ns::Base::kind"(%this: ptr) -> s32 inline {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = load s32 %this->"ns::Base".b
// CHECK-NEXT:   ret s32 %0
// CHECK-NEXT: }

// CHECK-LABEL: func @"ns::Base::plain"(%this: ptr) -> s32 inline {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = load s32 %this->"ns::Base".b
// CHECK-NEXT:   ret s32 %0
// CHECK-NEXT: }

// CHECK-LABEL: func @"ns::Derived::kind"(%this: ptr) -> s32 inline {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = load s32 %this->"ns::Derived".d
// CHECK-NEXT:   ret s32 %0
// CHECK-NEXT: }

// CHECK-LABEL: func @"ns::Derived::Derived"(%this: ptr) -> void inline {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = addr %this->"ns::Derived"."ns::Base"
// CHECK-NEXT:   call @"ns::Base::Base"(%0) "Derived"
// CHECK-NEXT:   store s32 7, %this->"ns::Derived".d
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @"ns::Derived::Derived(int)"(%this: ptr, %x: s32) -> void inline {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = addr %this->"ns::Derived"."ns::Base"
// CHECK-NEXT:   call @"ns::Base::Base"(%0) "Derived"
// CHECK-NEXT:   store s32 %x, %this->"ns::Derived".d
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @"ns::Derived::~Derived"(%this: ptr) -> void inline {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = load s32 %this->"ns::Derived".d
// CHECK-NEXT:   call @work(%0) "work(d)"
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @methods(%p: ptr, %r: ptr) -> s32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = addr %p->"ns::Derived"."ns::Base"
// CHECK-NEXT:   %1 = call @"ns::Base::plain"(%0) "p->plain()"
// CHECK-NEXT:   %2 = load ptr %r->"ns::Base".vftable
// CHECK-NEXT:   %3 = opaque pure ptr(%2) "virtual ns::Base::kind"
// CHECK-NEXT:   %4 = call s32 %3(%r) "r.kind()"
// CHECK-NEXT:   %5 = add s32 %1, %4
// CHECK-NEXT:   %6 = call @"ns::Base::kind"(%r) "r.Base::kind()"
// CHECK-NEXT:   %7 = add s32 %5, %6
// CHECK-NEXT:   %8 = load s32 %p->"ns::Derived"."ns::Base"->"ns::Base".b
// CHECK-NEXT:   %9 = add s32 %7, %8
// CHECK-NEXT:   ret s32 %9
// CHECK-NEXT: }

// CHECK-LABEL: func @down(%b: ptr) -> ptr {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = addr %b^"ns::Derived"."ns::Base"
// CHECK-NEXT:   ret ptr %0
// CHECK-NEXT: }

// CHECK-LABEL: func @heap() -> void {
// CHECK-NEXT:   local $p: ptr
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = call @"operator new"(u64 24) "new ns::Derived(3)"
// CHECK-NEXT:   call @"ns::Derived::Derived(int)"(%0, s32 3) "ns::Derived(3)"
// CHECK-NEXT:   store ptr %0, $p
// CHECK-NEXT:   %1 = load ptr $p
// CHECK-NEXT:   call @"ns::Derived::~Derived"(%1)
// CHECK-NEXT:   call @"operator delete"(%1, u64 24) "delete p"
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @placed(%m: ptr) -> void {
// CHECK-NEXT: entry:
// CHECK-NEXT:   call @"ns::Derived::Derived"(%m) "ns"
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @references(%a: ptr, %b: s32) -> void {
// CHECK-NEXT:   local $r: ptr
// CHECK-NEXT:   local $temporary: s32
// CHECK-NEXT:   local $t: ptr
// CHECK-NEXT: entry:
// CHECK-NEXT:   store ptr %a, $r
// CHECK-NEXT:   %0 = load ptr $r
// CHECK-NEXT:   store s32 %b, %0
// CHECK-NEXT:   %1 = add s32 %b, 1
// CHECK-NEXT:   store s32 %1, $temporary
// CHECK-NEXT:   store ptr $temporary, $t
// CHECK-NEXT:   %2 = load ptr $t
// CHECK-NEXT:   %3 = load s32 %2
// CHECK-NEXT:   call @work(%3) "work(t)"
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @overloaded(%a: s32) -> s32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   ret s32 %a
// CHECK-NEXT: }

// CHECK-LABEL: func @"overloaded(char)"(%a: s8) -> s32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = cast s32, %a
// CHECK-NEXT:   ret s32 %0
// CHECK-NEXT: }

// CHECK-LABEL: func @callBoth() -> s32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = call @overloaded(s32 1) "overloaded(1)"
// CHECK-NEXT:   %1 = call @"overloaded(char)"(s8 97) "overloaded('a')"
// CHECK-NEXT:   %2 = add s32 %0, %1
// CHECK-NEXT:   ret s32 %2
// CHECK-NEXT: }

// CHECK-LABEL: func @"Complex::operator+"(%this: ptr, %o: ptr) -> agg 4 Complex inline {
// CHECK-NEXT:   local $temporary: agg 4 Complex
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = load s32 %this->Complex.x
// CHECK-NEXT:   %1 = load s32 %o->Complex.x
// CHECK-NEXT:   %2 = add s32 %0, %1
// CHECK-NEXT:   zero 4, $temporary
// CHECK-NEXT:   store s32 %2, $temporary->Complex.x
// CHECK-NEXT:   %3 = load agg 4 Complex $temporary
// CHECK-NEXT:   ret agg 4 Complex %3
// CHECK-NEXT: }

// CHECK-LABEL: func @"Complex::operator+="(%this: ptr, %n: s32) -> ptr inline {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = load s32 %this->Complex.x
// CHECK-NEXT:   %1 = add s32 %0, %n
// CHECK-NEXT:   store s32 %1, %this->Complex.x
// CHECK-NEXT:   ret ptr %this
// CHECK-NEXT: }

// CHECK-LABEL: func @"Complex::operator bool"(%this: ptr) -> u1 inline {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = load s32 %this->Complex.x
// CHECK-NEXT:   %1 = ne s32 %0, 0
// CHECK-NEXT:   ret u1 %1
// CHECK-NEXT: }

// CHECK-LABEL: func @operators(%a: agg 4 Complex, %b: agg 4 Complex) -> s32 {
// CHECK-NEXT:   local $a: agg 4 Complex
// CHECK-NEXT:   local $b: agg 4 Complex
// CHECK-NEXT:   local $temporary: agg 4 Complex
// CHECK-NEXT: entry:
// CHECK-NEXT:   store agg 4 Complex %a, $a
// CHECK-NEXT:   store agg 4 Complex %b, $b
// CHECK-NEXT:   %0 = call @"Complex::operator+="($a, s32 3) "a += 3"
// CHECK-NEXT:   %1 = call @"Complex::operator bool"($a) "a"
// CHECK-NEXT:   br %1, b1, b2 "a"
// CHECK-NEXT: b1:
// CHECK-NEXT:   %2 = call @"Complex::operator+"($a, $b) "a + b"
// CHECK-NEXT:   store agg 4 Complex %2, $temporary
// CHECK-NEXT:   %3 = load s32 $temporary->Complex.x
// CHECK-NEXT:   ret s32 %3
// CHECK-NEXT: b2:
// CHECK-NEXT:   ret s32 0
// CHECK-NEXT: }

// CHECK-LABEL: func @templates(%a: s32) -> s32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = call @"maximum<int>"(%a, s32 2) "maximum(a, 2)"
// CHECK-NEXT:   %1 = call @"maximum<long>"(%a, s32 3) "maximum<long>(a, 3)"
// CHECK-NEXT:   %2 = add s32 %0, %1
// CHECK-NEXT:   ret s32 %2
// CHECK-NEXT: }

// CHECK-LABEL: func @lambda(%a: s32) -> s32 {
// CHECK-NEXT:   local $sum: s32
// CHECK-NEXT:   local $add: agg 16 "cxx.cpp:70:14"
// CHECK-NEXT: entry:
// CHECK-NEXT:   store s32 0, $sum
// CHECK-NEXT:   store ptr $sum, $add->"cxx.cpp:70:14".anon0
// CHECK-NEXT:   store s32 %a, $add->"cxx.cpp:70:14".anon1
// CHECK-NEXT:   call @"lambda::lambda0"($add, s32 2) "add(2)"
// CHECK-NEXT:   %0 = load s32 $sum
// CHECK-NEXT:   ret s32 %0
// CHECK-NEXT: }

// CHECK-LABEL: func @ranges() -> s32 {
// CHECK-NEXT:   local $values: agg 12
// CHECK-NEXT:   local $sum: s32
// CHECK-NEXT:   local $__range1: ptr
// CHECK-NEXT:   local $__end1: ptr
// CHECK-NEXT:   local $__begin1: ptr
// CHECK-NEXT:   local $v: s32
// CHECK-NEXT: entry:
// CHECK-NEXT:   store s32 1, $values[s32 0 x 4]
// CHECK-NEXT:   store s32 2, $values[s32 1 x 4]
// CHECK-NEXT:   store s32 3, $values[s32 2 x 4]
// CHECK-NEXT:   store s32 0, $sum
// CHECK-NEXT:   store ptr $values, $__range1
// CHECK-NEXT:   %0 = load ptr $__range1
// CHECK-NEXT:   %1 = addr %0[s64 3 x 4]
// CHECK-NEXT:   store ptr %1, $__end1
// CHECK-NEXT:   %2 = load ptr $__range1
// CHECK-NEXT:   store ptr %2, $__begin1
// CHECK-NEXT:   goto b1
// CHECK-NEXT: b1:
// CHECK-NEXT:   %3 = load ptr $__begin1
// CHECK-NEXT:   %4 = load ptr $__end1
// CHECK-NEXT:   %5 = ne ptr %3, %4
// CHECK-NEXT:   br %5, b2, b3 ":"
// CHECK-NEXT: b2:
// CHECK-NEXT:   %6 = load ptr $__begin1
// CHECK-NEXT:   %7 = load s32 %6
// CHECK-NEXT:   store s32 %7, $v
// CHECK-NEXT:   %8 = load s32 $v
// CHECK-NEXT:   %9 = load s32 $sum
// CHECK-NEXT:   %10 = add s32 %9, %8
// CHECK-NEXT:   store s32 %10, $sum
// CHECK-NEXT:   end $v
// CHECK-NEXT:   %11 = load ptr $__begin1
// CHECK-NEXT:   %12 = addr %11[s32 1 x 4]
// CHECK-NEXT:   store ptr %12, $__begin1
// CHECK-NEXT:   goto b1
// CHECK-NEXT: b3:
// CHECK-NEXT:   %13 = load s32 $sum
// CHECK-NEXT:   ret s32 %13
// CHECK-NEXT: }

// CHECK-LABEL: func @defaulted(%a: s32, %b: s32) -> s32 internal {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = add s32 %a, %b
// CHECK-NEXT:   ret s32 %0
// CHECK-NEXT: }

// CHECK-LABEL: func @defaults() -> s32 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = call @defaulted(s32 1, s32 4) "defaulted(1)"
// CHECK-NEXT:   ret s32 %0
// CHECK-NEXT: }

// CHECK-LABEL: func @choose(%c: u1, %a: ptr, %b: ptr) -> void {
// CHECK-NEXT:   local $conditional: ptr
// CHECK-NEXT: entry:
// CHECK-NEXT:   br %c, b1, b2 "c"
// CHECK-NEXT: b1:
// CHECK-NEXT:   store ptr %a, $conditional
// CHECK-NEXT:   goto b3
// CHECK-NEXT: b2:
// CHECK-NEXT:   store ptr %b, $conditional
// CHECK-NEXT:   goto b3
// CHECK-NEXT: b3:
// CHECK-NEXT:   %0 = load ptr $conditional
// CHECK-NEXT:   store s32 3, %0
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @scoped(%l: u8) -> u1 {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = eq u8 %l, 2
// CHECK-NEXT:   ret u1 %0
// CHECK-NEXT: }

// CHECK-LABEL: func @"Member::Member"(%this: ptr) -> void inline {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = addr %this->Member.One
// CHECK-NEXT:   call @"ns::Derived::Derived"(%0) "Member"
// CHECK-NEXT:   store s32 1, %this->Member.Two[s32 0 x 4]
// CHECK-NEXT:   store s32 2, %this->Member.Two[s32 1 x 4]
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @members() -> void {
// CHECK-NEXT:   local $m: agg 32 Member
// CHECK-NEXT: entry:
// CHECK-NEXT:   call @"Member::Member"($m) "m"
// CHECK-NEXT:   call @"Member::~Member"($m)
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @"ns::Base::Base"(%this: ptr) -> void inline {
// CHECK-NEXT: entry:
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK: declare @work(s32) -> void

// CHECK: declare @"operator new"(u64) -> ptr

// CHECK: declare @"operator delete"(ptr, u64) -> void system

// CHECK-LABEL: func @"maximum<int>"(%a: s32, %b: s32) -> s32 inline {
// CHECK-NEXT:   local $a: s32
// CHECK-NEXT:   local $b: s32
// CHECK-NEXT:   local $conditional: ptr
// CHECK-NEXT: entry:
// CHECK-NEXT:   store s32 %a, $a
// CHECK-NEXT:   store s32 %b, $b
// CHECK-NEXT:   %0 = load s32 $a
// CHECK-NEXT:   %1 = load s32 $b
// CHECK-NEXT:   %2 = lt s32 %0, %1
// CHECK-NEXT:   br %2, b1, b2 "a < b"
// CHECK-NEXT: b1:
// CHECK-NEXT:   store ptr $b, $conditional
// CHECK-NEXT:   goto b3
// CHECK-NEXT: b2:
// CHECK-NEXT:   store ptr $a, $conditional
// CHECK-NEXT:   goto b3
// CHECK-NEXT: b3:
// CHECK-NEXT:   %3 = load ptr $conditional
// CHECK-NEXT:   %4 = load s32 %3
// CHECK-NEXT:   ret s32 %4
// CHECK-NEXT: }

// CHECK-LABEL: func @"maximum<long>"(%a: s32, %b: s32) -> s32 inline {
// CHECK-NEXT:   local $a: s32
// CHECK-NEXT:   local $b: s32
// CHECK-NEXT:   local $conditional: ptr
// CHECK-NEXT: entry:
// CHECK-NEXT:   store s32 %a, $a
// CHECK-NEXT:   store s32 %b, $b
// CHECK-NEXT:   %0 = load s32 $a
// CHECK-NEXT:   %1 = load s32 $b
// CHECK-NEXT:   %2 = lt s32 %0, %1
// CHECK-NEXT:   br %2, b1, b2 "a < b"
// CHECK-NEXT: b1:
// CHECK-NEXT:   store ptr $b, $conditional
// CHECK-NEXT:   goto b3
// CHECK-NEXT: b2:
// CHECK-NEXT:   store ptr $a, $conditional
// CHECK-NEXT:   goto b3
// CHECK-NEXT: b3:
// CHECK-NEXT:   %3 = load ptr $conditional
// CHECK-NEXT:   %4 = load s32 %3
// CHECK-NEXT:   ret s32 %4
// CHECK-NEXT: }

// CHECK-LABEL: func @"lambda::lambda0"(%this: ptr, %x: s32) -> void internal {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = load ptr %this->"cxx.cpp:70:14".anon0
// CHECK-NEXT:   %1 = load s32 %this->"cxx.cpp:70:14".anon1
// CHECK-NEXT:   %2 = add s32 %x, %1
// CHECK-NEXT:   %3 = load s32 %0
// CHECK-NEXT:   %4 = add s32 %3, %2
// CHECK-NEXT:   store s32 %4, %0
// CHECK-NEXT:   ret
// CHECK-NEXT: }

// CHECK-LABEL: func @"Member::~Member"(%this: ptr) -> void inline {
// CHECK-NEXT: entry:
// CHECK-NEXT:   %0 = addr %this->Member.One
// CHECK-NEXT:   call @"ns::Derived::~Derived"(%0)
// CHECK-NEXT:   ret
// CHECK-NEXT: }
