#include <storport.h>
#include "Vendor.h"

ULONG DriverEntry(PVOID DriverObject, PVOID RegistryPath) {
  return VENDOR_QUEUES;
}
