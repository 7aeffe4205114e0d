// C++ that is rare in drivers: each must come out whole, verified and readable
// again (ir-dump checks that itself).
// RUN: %ir_dump --quiet --count %s 2>&1 | FileCheck %s
// CHECK: {{[0-9]+}} bodies, 0 degraded,{{.*}} 0 errors

typedef unsigned long long size_t;
void *operator new(size_t);
void *operator new[](size_t);
void operator delete[](void *) noexcept;
void operator delete(void *) noexcept;
void f(int);
struct P {
  int x;
  ~P();
  P();
  P(const P &);
  P(int);
  int get();
  virtual void v();
  static int sf;
  static int sm(int);
};
namespace std {
template <class T> class initializer_list {
  const T *b;
  const T *e;

public:
  const T *begin() const;
  const T *end() const;
};
} // namespace std
int bindings() {
  struct {
    int a, b;
  } s = {1, 2};
  auto [x, y] = s;
  auto &[p, q] = s;
  p = 3;
  int arr[2] = {5, 6};
  auto [m, n] = arr;
  return x + y + q + m + n;
}
int mp(P *p, int P::*d, int (P::*m)()) { return p->*d + (p->*m)(); }
void arrs(int n) {
  P a[3];
  P *b = new P[n];
  delete[] b;
  P *c = new P[2];
  f(a[n].x + c->x);
}
void byval(P p) { f(p.x); }
void callv() {
  byval(P());
  byval(3);
  P p;
  byval(p);
}
P retp(int i) {
  P local(i);
  if (i)
    return P(2);
  return local;
}
int chain() { return retp(1).get() + retp(2).get(); }
void exc(int x) {
  try {
    if (x)
      throw 3;
    f(1);
  } catch (int e) {
    f(e);
  } catch (...) {
    f(2);
  }
}
template <class T, int N> struct A {
  T t[N];
  T &operator[](int i) { return t[i]; }
  int size() const { return N; }
  template <class U> U as(int i) { return (U)t[i]; }
};
int tm() {
  A<long, 4> a;
  a[1] = 5;
  return a.size() + a.as<char>(2);
}
template <class... T> int sum(T... t) { return (0 + ... + t); }
int fold() { return sum(1, 2L, (char)3); }
template <class T> int cx(T t) {
  if constexpr (sizeof(T) == 4)
    return 1;
  else
    return t.x;
}
int ucx() { return cx(3); }
int P::sf = 5;
int st() {
  static P p(3);
  thread_local int t = 1;
  return P::sf + P::sm(2) + t + p.get();
}
int il(std::initializer_list<int> l) {
  int s = 0;
  for (int i : l)
    s += i;
  return s;
}
int uil() { return il({1, 2, 3}); }
struct V1 {
  virtual ~V1();
  int a;
};
struct V2 {
  virtual void g();
  int b;
};
struct D : V1, V2 {
  void g() override;
  int c;
};
struct VB : virtual V1 {
  int z;
};
void del(V1 *p, D *d) {
  delete p;
  delete d;
  V2 *v = d;
  v->g();
  D *back = static_cast<D *>(v);
  f(back->c);
  d->g();
}
int vb(VB *p) {
  V1 *v = p;
  return v->a + p->a;
}
struct C {
  int x = 3;
  P p{4};
  int y[2] = {1, 2};
  C() = default;
  C(int a) : C() { x = a; }
};
void cc() {
  C c, d(2), e = d;
  e = c;
}
auto lam(int a) {
  auto l = [=, b = a + 1]() mutable { return a + b++; };
  auto g = [](auto x) { return x; };
  return l() + g(3);
}
struct L {
  int m;
  int h() {
    return [this] { return m + [&] { return m; }(); }();
  }
  int c() {
    return [*this] { return m; }();
  }
};
int ul(L l) { return l.h() + l.c(); }
void dtorcond(int c) {
  const P &p = c ? P(1) : P(2);
  f(p.x);
  if (P q = retp(c); q.x)
    f(1);
  else
    f(2);
  for (P i(0); i.x < 3; i.x++)
    f(i.x);
}
struct BO {
  operator bool() const;
  operator int *() const;
  int operator*() const;
  BO operator->();
  P *operator&();
};
int ops(BO b) {
  if (b)
    return *b;
  return !b;
}
void sw(int x) {
  switch (P p(x); x) {
  case 1: {
    P q;
    f(1);
    break;
  }
  default:
    f(2);
  }
}
int pseudo(int *p) {
  typedef int T;
  p->~T();
  return *p;
}
enum class E : char { a, b };
int ec(E e) {
  switch (e) {
  case E::a:
    return 1;
  case E::b:
    return 2;
  }
  return 0;
}
int dflt(int a, P p = P(7), int b = true ? 3 : 4);
int udf() { return dflt(1); }
void refs(int &&r, const int &c) {
  int &&q = static_cast<int &&>(r);
  q = c;
  refs(5, q);
}
int nothr() noexcept { return noexcept(f(1)) + alignof(P); }
P g1(1), g2 = retp(2);
int g3 = fold();
int cl(bool c, int &a, int &b, P &p, P &q) {
  (c ? a : b) = 1;
  (a = b) = 3;
  (c ? p : q).x = 2;
  ++(a += 2);
  return (f(1), a)++;
}
union U {
  int i;
  P *p;
  U() : p(nullptr) {}
};
int un() {
  U u;
  u.i = 3;
  return u.i;
}
struct Prop {
  int get();
  void put(int);
  __declspec(property(get = get, put = put)) int v;
};
int prop(Prop &p) {
  p.v = 3;
  p.v += 2;
  return p.v;
}
void sehcpp(P *p) {
  __try {
    f(p->x);
    return;
  } __finally {
    f(0);
  }
}
void loopt() {
  while (retp(1).get() && retp(2).get())
    f(1);
  for (;;) {
    P p;
    if (p.x)
      continue;
    if (p.get())
      break;
  }
}
