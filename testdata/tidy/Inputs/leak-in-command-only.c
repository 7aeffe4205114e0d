// RUN: %miniport_tidy %s -- %winflags

// clang-tidy defines __clang_analyzer__, the command does not.

#include <storport.h>

typedef struct _ADAPTER {
  ULONG Pending;
} ADAPTER;

HW_TIMER Tick;

VOID Tick(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Adapter, DpcLock, NULL, &Lock);
#ifndef __clang_analyzer__
  if (Adapter->Pending == 0)
    return;
#endif
  Adapter->Pending = 0;
  StorPortReleaseSpinLock(Adapter, &Lock);
}
