// RUN: %exits 1 %miniport_tidy --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t %s
#include <storport.h>

HW_TIMER Timer;

typedef struct _ADAPTER {
  ULONG Pending;
} ADAPTER;

VOID Timer(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (Adapter->Pending == 0)
    return;
  // CHECK: must-warn.c:[[#@LINE-1]]:{{.*}}error: 'InterruptLock' is still held when 'Timer' returns here [miniport-lock-unpaired]
  StorPortReleaseSpinLock(Adapter, &Lock);
}
