// Constructs that are rare in drivers: each must come out whole, verified and
// readable again (ir-dump checks that itself).
// RUN: %ir_dump --quiet --count %s 2>&1 | FileCheck %s
// CHECK: {{[0-9]+}} bodies, 0 degraded,{{.*}} 0 errors

typedef unsigned long ULONG;
typedef struct {
  int a, b;
} S;
typedef struct {
  long long q;
} BIG;
int take(S s);
S make(int);
void vp(void *);
int vla(int n) {
  int a[n];
  a[0] = 1;
  int(*p)[n] = &a;
  return sizeof(a) + (*p)[1];
}
_Complex double cplx(_Complex double x) { return x * x + 1.0; }
typedef int v4 __attribute__((vector_size(16)));
v4 vec(v4 a, int i) {
  a[1] = i;
  return a + a;
}
int gen(int x) { return _Generic(x, int: take(make(1)), default: 0); }
int duff(int n, char *p) {
  switch (n % 4) {
  case 0:
    do {
      *p++ = 1;
    case 3:
      *p++ = 2;
    case 2:
      *p++ = 3;
    case 1:
      *p++ = 4;
    } while (--n > 0);
  }
  return n;
}
S cond(int c, S x) { return c ? x : make(2); }
int condm(int c, S x) { return (c ? x : make(2)).b; }
int sw(long long x) {
  switch (x) {
  case -5 ... - 1:
    return 1;
  case 0x7fffffffffffffffLL:
    return 2;
  }
  return 0;
}
int sb(_Bool b) {
  switch (b) {
  case 0:
    return 1;
  case 1:
    return 2;
  }
  return 3;
}
#pragma pack(1)
struct pk {
  unsigned char x;
  unsigned a : 30;
  unsigned b : 5;
  unsigned long long c : 40;
  char t;
};
#pragma pack()
int pks(struct pk *p) {
  p->c = 5;
  p->b += 1;
  return p->a + p->t;
}
struct flex {
  int n;
  int d[];
} fl = {2, {1, 2}};
int ffl(void) { return fl.d[1]; }
void gotoin(int x) {
  if (x)
    goto in;
  {
    int y = 5;
  in:
    y = x;
    vp(&y);
  }
}
int nestedcond(int a, int b, int c) {
  return a ? b ? c ? 1 : 2 : 3 : (a && b) ? c || a : 4;
}
int assigncond(int a, S *s) {
  if ((s->a = a) && (s->b = !a) || s->a++)
    return 1;
  return (a, s->a) ?: 3;
}
void *labels(int i) {
  __label__ l;
l:
  return &&l;
}
int strs(void) {
  const char *s = "abc";
  char b[] = "xyz";
  return s[1] + b[2] + "q"[0] + sizeof(L"x");
}
BIG ret(BIG b) { return b; }
long long useb(void) {
  BIG b = {3};
  return ret(ret(b)).q;
}
int pcmp(int *p, int *q) { return p < q && p != 0 && (ULONG)(p - q) > 3u; }
int neg(void) { return -(-2147483647 - 1) + (int)0x80000000u; }
int (*fp(int x))(S) { return x ? take : 0; }
int callfp(int x) {
  return fp(x)(make(x)) + (*fp(x))(make(2)) + (x ? take : take)(make(3));
}
extern int arr[];
int useArr(int i) { return arr[i]; }
struct inc;
int inc(struct inc *p) { return p != 0; }
void (*volatile vfp)(void);
void cv(void) { vfp(); }
int dowh(int x) {
  do {
    if (x == 3)
      continue;
    x--;
  } while (x && ({
             int k = x;
             k > 2;
           }));
  return x;
}
int unreachableCode(int x) {
  return 1;
  x = 2;
  return x;
}
int whileand(int a, int b) {
  while (a && b || !a) {
    a--;
    if (a == 2)
      break;
  }
  return a;
}
int dowand(int a, int b) {
  do
    a--;
  while (a && b);
  return a;
}
int forcomma(int a) {
  int i, j;
  for (i = 0, j = 9; i < j; i++, j--)
    a += i * j;
  return a;
}
int casts(long long x, double d, float f) {
  return (char)x + (unsigned char)d + (int)f + (_Bool)x + !!d;
}
__declspec(noreturn) void bug(int);
int nr(int x) {
  switch (x) {
  case 1:
    bug(1);
  case 2:
    return 2;
  default:
    bug(2);
  }
}
int tern(int x) { return x ? (bug(1), 1) : 2; }
static int K;
int *addr(void) {
  static int k2 = 3;
  return K ? &K : &k2;
}
__int64 i64(__int64 a) { return a << 33 >> 2; }
unsigned __int128 big(unsigned __int128 a) { return a * 3 + (a >> 70); }
int elvis(int *p, int *q) { return *(p ?: q); }
struct B {
  unsigned a : 1, b : 2;
};
int bf(struct B b, struct B *p) {
  struct B c = b;
  c.a = p->b;
  return c.a ? c.b++ : --c.b;
}
int comp(void) { return ((S){1, 2}).b + ((int[]){1, 2, 3})[1]; }
enum big { X = 0xffffffff };
int en(enum big e) { return e == X; }
int asmg(int x) {
  asm goto("jmp %l0" : : : : out);
  x++;
out:
  return x;
}
int nullsub(void) { return *(int *)0 + ((S *)0)->b; }
int tryx(int x) {
  __try {
    __try {
      x = 1;
      __leave;
    } __except (1) {
      x = 2;
    }
    if (x)
      return x;
  } __finally {
    while (x) {
      if (x == 3)
        continue;
      x--;
    }
  }
  return 9;
}
