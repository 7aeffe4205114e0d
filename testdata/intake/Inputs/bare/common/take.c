#include "common.h"
void Take(EXTENSION *Ext, STOR_LOCK_HANDLE *Lock) {
  StorPortAcquireSpinLock(Ext, DpcLock, NULL, Lock);
}
