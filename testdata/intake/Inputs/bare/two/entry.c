#include "..\common\Common.h"
HW_STARTIO Start;
BOOLEAN Start(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  STOR_LOCK_HANDLE Lock;
  Take(Extension, &Lock);
  StorPortReleaseSpinLock(Extension, &Lock);
  return TRUE;
}
DRIVER_INITIALIZE DriverEntry;
NTSTATUS
DriverEntry(PDRIVER_OBJECT Object, PUNICODE_STRING Path) {
  HW_INITIALIZATION_DATA Data = {0};
  Data.HwStartIo = Start;
  return StorPortInitialize(Object, Path, &Data, NULL);
}
