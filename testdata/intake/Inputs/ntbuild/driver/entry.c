#include "Old.h"
#include "entry.tmh"

HW_STARTIO Start;
BOOLEAN Start(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  OLD *Old = Extension;
  STOR_LOCK_HANDLE Lock;
  Take(Old, &Lock);
  OldTrace(1, "%u", Fast(Old));
#ifdef SHIPPED
  if (Old->Pending)
    return FALSE;
#endif
#if DBG || !defined(FROM_COMMON)
  return TRUE;
#endif
  StorPortReleaseSpinLock(Old, &Lock);
  return TRUE;
}
