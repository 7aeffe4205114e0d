#include <storport.h>

HW_INTERRUPT Isr;

typedef struct _ADAPTER {
  ULONG Pending;
} ADAPTER;

static void Serve(ADAPTER *Adapter) {
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Adapter, StartIoLock, NULL, &Lock);
  if (Adapter->Pending == 0)
    return;
  Adapter->Pending = 0;
  StorPortReleaseSpinLock(Adapter, &Lock);
}

HW_TIMER Tick;

void Tick(PVOID Extension) { Serve(Extension); }

BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  return Adapter->Pending != 0;
}
