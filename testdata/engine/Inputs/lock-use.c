#include <storport.h>
#include "lock.h"

HW_DPC_ROUTINE Good;
VOID Good(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Handle;
  Lock(Adapter, &Handle);
  Adapter->Pending++;
  Unlock(Adapter, &Handle);
}

HW_DPC_ROUTINE Bad;
VOID Bad(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Handle;
  Lock(Adapter, &Handle);
  Adapter->Pending++;
  if (Adapter->Pending > 8)
    return;
  Unlock(Adapter, &Handle);
}
