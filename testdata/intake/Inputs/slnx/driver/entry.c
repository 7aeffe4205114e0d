#include <storport.h>

ULONG DriverEntry(PVOID DriverObject, PVOID RegistryPath) {
  return SP_RETURN_NOT_FOUND;
}
