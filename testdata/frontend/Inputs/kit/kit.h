// A header of the kit: declarations, and inline functions, one of them a
// routine of the rule base.
void Print(const char *Format, ...);
static __inline int Routine(int Level) { return Level + 1; }
static __inline int small(int x) { return x * 2; }
int big(int x) { return x; }
