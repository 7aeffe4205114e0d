#include "common.h"
#include "parts/body.c"
DRIVER_INITIALIZE DriverEntry;
NTSTATUS DriverEntry(PDRIVER_OBJECT Object, PUNICODE_STRING Path) {
  HW_INITIALIZATION_DATA Data = {0};
  Data.HwStartIo = Start;
  return StorPortInitialize(Object, Path, &Data, NULL);
}
