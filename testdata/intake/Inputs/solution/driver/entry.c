#include <storport.h>
#include "queues.h"

HW_FIND_ADAPTER FindAdapter;
HW_INITIALIZE Initialize;
HW_STARTIO StartIo;
HW_INTERRUPT Interrupt;
HW_RESET_BUS ResetBus;

ULONG FindAdapter(PVOID Extension, PVOID Context, PVOID Bus, PCHAR Arguments,
                  PPORT_CONFIGURATION_INFORMATION Config, PBOOLEAN Reserved) {
  return SP_RETURN_FOUND;
}

BOOLEAN Initialize(PVOID Extension) { return TRUE; }

BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  QueueRequest(Extension, Srb);
  Srb->SrbStatus = SRB_STATUS_SUCCESS;
  StorPortNotification(RequestComplete, Extension, Srb);
  return TRUE;
}

BOOLEAN Interrupt(PVOID Extension) { return FALSE; }

BOOLEAN ResetBus(PVOID Extension, ULONG PathId) { return TRUE; }

ULONG DriverEntry(PVOID DriverObject, PVOID RegistryPath) {
  HW_INITIALIZATION_DATA Data = {0};
  Data.HwInitializationDataSize = sizeof(Data);
  Data.HwFindAdapter = FindAdapter;
  Data.HwInitialize = Initialize;
  Data.HwStartIo = StartIo;
  Data.HwInterrupt = Interrupt;
  Data.HwResetBus = ResetBus;
  return StorPortInitialize(DriverObject, RegistryPath, &Data, NULL);
}
