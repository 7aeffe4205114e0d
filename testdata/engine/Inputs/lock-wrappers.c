#include <storport.h>
#include "lock.h"

VOID Lock(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Handle) {
  if (!Adapter->Messages)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, Handle);
}

VOID Unlock(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Handle) {
  if (!Adapter->Messages)
    StorPortReleaseSpinLock(Adapter, Handle);
}
