#include "old.h"
void Take(OLD *Old, STOR_LOCK_HANDLE *Lock) {
  StorPortAcquireSpinLock(Old, DpcLock, NULL, Lock);
}
