#include <storport.h>
#include "Shared.h"

HW_INTERRUPT Isr;
BOOLEAN Isr(PVOID Extension) {
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Extension, StartIoLock, NULL, &Lock);
  SHARED(Extension);
  return FALSE;
}
