#include <ntddk.h>
#include <storport.h>

VOID Complete(PSTOR_DPC Dpc, PVOID Extension, PVOID A, PVOID B) {
  STOR_LOCK_HANDLE Lock = {0};
  StorPortAcquireSpinLock(Extension, InterruptLock, NULL, &Lock);
}
