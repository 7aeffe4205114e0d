#include <storport.h>

HW_TIMER Tick;

VOID Tick(PVOID Extension) {
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Extension, DpcLock, NULL, &Lock);
}

/* Not one of ours to complain of. */
static inline int IsThere(const void *Unused) { return 1; }
