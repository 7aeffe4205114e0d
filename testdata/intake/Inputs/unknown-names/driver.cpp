// The same in C++, where a call declares nothing.
#include <storport.h>
#include "vendor.h"

struct Extension {
  VENDOR_STATE State;
  ULONG Pending;
};

static VENDOR_STATUS Take(Extension *Ext, VENDOR_ARGUMENT Argument) {
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Ext, DpcLock, nullptr, &Lock);
  if (VendorIsBusy(Ext, Argument) == VENDOR_BUSY)
    return VENDOR_FAILURE;
  StorPortReleaseSpinLock(Ext, &Lock);
  return VENDOR_SUCCESS;
}

extern "C" HW_STARTIO Start;
BOOLEAN Start(PVOID Block, PSCSI_REQUEST_BLOCK) {
  auto *Ext = static_cast<Extension *>(Block);
  return Take(Ext, VendorArgument(Ext)) == VENDOR_SUCCESS;
}
