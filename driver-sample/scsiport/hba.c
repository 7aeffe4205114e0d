//===- hba.c - Finding, starting and resetting the adapter ---------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The adapter needs up to HBA_INFO_RESET_MS after a reset. Nobody waits for it
// in place: the timer looks once a millisecond, and requests are answered with
// "busy" until then. Dump mode has no timer, and polls.
//
//===----------------------------------------------------------------------===//

#include "hba.h"

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#endif

_Use_decl_annotations_ ULONG NTAPI DriverEntry(PVOID DriverObject,
                                               PVOID RegistryPath) {
  static const CHAR VendorId[4] = {'4', 'D', '5', '4'};
  static const CHAR DeviceId[4] = {'0', '0', '0', '1'};
  HW_INITIALIZATION_DATA Data;

  RtlZeroMemory(&Data, sizeof(Data));
  Data.HwInitializationDataSize = sizeof(Data);
  Data.AdapterInterfaceType = PCIBus;
  Data.HwFindAdapter = HbaFindAdapter;
  Data.HwInitialize = HbaInitialize;
  Data.HwStartIo = HbaStartIo;
  Data.HwInterrupt = HbaInterrupt;
  Data.HwResetBus = HbaResetBus;
  Data.HwAdapterControl = HbaAdapterControl;
  Data.DeviceExtensionSize = sizeof(HBA_EXTENSION);
  Data.NumberOfAccessRanges = 1;
  Data.NeedPhysicalAddresses = TRUE;
  // The adapter has no autosense: the driver asks for the sense data itself.
  Data.AutoRequestSense = TRUE;
  Data.VendorIdLength = sizeof(VendorId);
  Data.VendorId = (PVOID)VendorId;
  Data.DeviceIdLength = sizeof(DeviceId);
  Data.DeviceId = (PVOID)DeviceId;
  return ScsiPortInitialize(DriverObject, RegistryPath, &Data, NULL);
}

_Use_decl_annotations_ ULONG HbaRead(PHBA_EXTENSION Ext, ULONG Offset) {
  return ScsiPortReadRegisterUlong((PULONG)(Ext->Registers + Offset));
}

_Use_decl_annotations_ VOID HbaWrite(PHBA_EXTENSION Ext, ULONG Offset,
                                     ULONG Value) {
  ScsiPortWriteRegisterUlong((PULONG)(Ext->Registers + Offset), Value);
}

// Of an adapter that runs.
_Use_decl_annotations_ VOID HbaSetInterrupts(PHBA_EXTENSION Ext, BOOLEAN On) {
  HbaWrite(Ext, HBA_CONTROL,
           HBA_CONTROL_RUN | (On ? HBA_CONTROL_INTERRUPTS : 0));
}

static BOOLEAN ArgumentsSayDump(_In_opt_ const CHAR *Arguments) {
  static const CHAR Wanted[] = "dump=1";
  ULONG Matched = 0;

  if (Arguments == NULL)
    return FALSE;
  for (; *Arguments != '\0'; Arguments++) {
    if (*Arguments != Wanted[Matched])
      Matched = *Arguments == Wanted[0];
    else if (++Matched == sizeof(Wanted) - 1)
      return TRUE;
  }
  return FALSE;
}

static BOOLEAN MapCommon(_Inout_ PHBA_EXTENSION Ext,
                         _Inout_ PPORT_CONFIGURATION_INFORMATION ConfigInfo) {
  ULONG Length = 0;

  Ext->Common = (PHBA_COMMON)ScsiPortGetUncachedExtension(Ext, ConfigInfo,
                                                          sizeof(HBA_COMMON));
  if (Ext->Common == NULL)
    return FALSE;
  RtlZeroMemory(Ext->Common, sizeof(HBA_COMMON));
  Ext->CommonPhysical =
      (ULONG64)ScsiPortGetPhysicalAddress(Ext, NULL, Ext->Common, &Length)
          .QuadPart;
  return Length >= sizeof(HBA_COMMON) && (Ext->CommonPhysical & 63) == 0;
}

_Use_decl_annotations_ ULONG
HbaFindAdapter(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation,
               PCHAR ArgumentString, PPORT_CONFIGURATION_INFORMATION ConfigInfo,
               PBOOLEAN Again) {
  PHBA_EXTENSION Ext = (PHBA_EXTENSION)DeviceExtension;
  PACCESS_RANGE Range = &(*ConfigInfo->AccessRanges)[0];
  ULONG Info;

  UNREFERENCED_PARAMETER(HwContext);
  UNREFERENCED_PARAMETER(BusInformation);
  *Again = FALSE;
  if (ConfigInfo->NumberOfAccessRanges == 0 ||
      Range->RangeLength < HBA_REGISTER_BYTES)
    return SP_RETURN_NOT_FOUND;
  Ext->Registers = (PUCHAR)ScsiPortGetDeviceBase(
      Ext, ConfigInfo->AdapterInterfaceType, ConfigInfo->SystemIoBusNumber,
      Range->RangeStart, Range->RangeLength, !Range->RangeInMemory);
  if (Ext->Registers == NULL)
    return SP_RETURN_ERROR;
  if (HbaRead(Ext, HBA_ID) != HBA_ID_VALUE)
    return SP_RETURN_NOT_FOUND;

  Info = HbaRead(Ext, HBA_INFO);
  Ext->DumpMode = ArgumentsSayDump(ArgumentString);
  Ext->UnitCount = min(HBA_INFO_UNITS(Info), MAX_UNITS);
  Ext->UnitCount = min(Ext->UnitCount, HBA_INFO_MAILBOXES(Info));
  Ext->ResetMs = HBA_INFO_RESET_MS(Info);

  ConfigInfo->MaximumTransferLength = MAX_TRANSFER;
  ConfigInfo->NumberOfPhysicalBreaks = MAX_SEGMENTS;
  ConfigInfo->AlignmentMask = 3;
  ConfigInfo->NumberOfBuses = 1;
  ConfigInfo->InitiatorBusId[0] = 7;
  ConfigInfo->MaximumNumberOfTargets = 1;
  ConfigInfo->MaximumNumberOfLogicalUnits = MAX_UNITS;
  ConfigInfo->ScatterGather = TRUE;
  ConfigInfo->Master = TRUE;
  ConfigInfo->CachesData = FALSE;
  if (ConfigInfo->Dma64BitAddresses & SCSI_DMA64_SYSTEM_SUPPORTED)
    ConfigInfo->Dma64BitAddresses |= SCSI_DMA64_MINIPORT_SUPPORTED;
  if (!MapCommon(Ext, ConfigInfo))
    return SP_RETURN_ERROR;
  return SP_RETURN_FOUND;
}

// After READY: the adapter has the mailboxes and may interrupt.
static VOID Start(_Inout_ PHBA_EXTENSION Ext) {
  for (ULONG Lun = 0; Lun < MAX_UNITS; Lun++)
    Ext->Common->Mailbox[Lun].State = MAILBOX_FREE;
  HbaWrite(Ext, HBA_RING_LO, (ULONG)Ext->CommonPhysical);
  HbaWrite(Ext, HBA_RING_HI, (ULONG)(Ext->CommonPhysical >> 32));
  HbaWrite(Ext, HBA_MAILBOXES, MAX_UNITS);
  Ext->MissedBeats = 0;
  Ext->OwnBusReset = FALSE;
  Ext->State = AdapterRunning;
  // Silenced: what was put off before the reset has not run yet.
  HbaSetInterrupts(Ext, !Ext->Silenced);
}

// In dump mode only, where nothing else can run meanwhile.
static BOOLEAN PollReady(_In_ PHBA_EXTENSION Ext) {
  ULONG Polls = (Ext->ResetMs + 1) * (1000 / DUMP_POLL_US);

  for (; Polls != 0; Polls--) {
    ULONG Status = HbaRead(Ext, HBA_STATUS);

    if (Status == ALL_ONES)
      return FALSE;
    if (Status & HBA_STATUS_READY)
      return TRUE;
    ScsiPortStallExecution(DUMP_POLL_US);
  }
  return FALSE;
}

_Use_decl_annotations_ VOID HbaBeginReset(PHBA_EXTENSION Ext) {
  Ext->State = AdapterResetting;
  Ext->TicksLeft = Ext->ResetMs * 2 + 1;
  // The adapter forgets everything, its interrupt included.
  HbaWrite(Ext, HBA_CONTROL, HBA_CONTROL_RESET);
  HbaFlushUnits(Ext, SRB_STATUS_BUS_RESET);
  ScsiPortNotification(RequestTimerCall, Ext, HbaTimer, RESET_TICK_US);
}

_Use_decl_annotations_ BOOLEAN HbaInitialize(PVOID DeviceExtension) {
  PHBA_EXTENSION Ext = (PHBA_EXTENSION)DeviceExtension;

  if (!Ext->DumpMode) {
    HbaBeginReset(Ext);
    return TRUE;
  }
  HbaWrite(Ext, HBA_CONTROL, HBA_CONTROL_RESET);
  if (!PollReady(Ext))
    return FALSE;
  Start(Ext);
  return TRUE;
}

_Use_decl_annotations_ VOID HbaFail(PHBA_EXTENSION Ext, ULONG UniqueId) {
  Ext->State = AdapterFailed;
  ScsiPortLogError(Ext, NULL, 0, 0, 0, SP_INTERNAL_ADAPTER_ERROR, UniqueId);
  HbaFlushUnits(Ext, SRB_STATUS_NO_HBA);
}

static VOID ResetTick(_Inout_ PHBA_EXTENSION Ext) {
  ULONG Status = HbaRead(Ext, HBA_STATUS);

  if (Status == ALL_ONES || Ext->TicksLeft == 0) {
    HbaFail(Ext, LOG_START_TIMEOUT);
    return;
  }
  Ext->TicksLeft--;
  if (!(Status & HBA_STATUS_READY)) {
    ScsiPortNotification(RequestTimerCall, Ext, HbaTimer, RESET_TICK_US);
    return;
  }
  Start(Ext);
  ScsiPortNotification(RequestTimerCall, Ext, HbaTimer, WATCH_TICK_US);
}

// The adapter's heart beats several times a second while it runs. While it is
// silenced nobody listens.
static VOID WatchTick(_Inout_ PHBA_EXTENSION Ext) {
  if (HbaRead(Ext, HBA_STATUS) == ALL_ONES) {
    HbaFail(Ext, LOG_FAULT);
    return;
  }
  if (!Ext->Silenced && ++Ext->MissedBeats > MISSED_BEATS) {
    ScsiPortLogError(Ext, NULL, 0, 0, 0, SP_IRQ_NOT_RESPONDING,
                     LOG_NO_HEARTBEAT);
    HbaBeginReset(Ext);
    return;
  }
  ScsiPortNotification(RequestTimerCall, Ext, HbaTimer, WATCH_TICK_US);
}

_Use_decl_annotations_ VOID HbaTimer(PVOID DeviceExtension) {
  PHBA_EXTENSION Ext = (PHBA_EXTENSION)DeviceExtension;

  switch (Ext->State) {
  case AdapterResetting:
    ResetTick(Ext);
    break;
  case AdapterRunning:
    WatchTick(Ext);
    break;
  default:
    break;
  }
}

// The adapter ends every command that it has, and says so in its own time; by
// then the requests have been handed back.
_Use_decl_annotations_ BOOLEAN HbaResetBus(PVOID DeviceExtension,
                                           ULONG PathId) {
  PHBA_EXTENSION Ext = (PHBA_EXTENSION)DeviceExtension;

  UNREFERENCED_PARAMETER(PathId);
  if (Ext->State == AdapterRunning) {
    HbaWrite(Ext, HBA_CONTROL,
             HBA_CONTROL_RUN | HBA_CONTROL_BUS_RESET |
                 (Ext->Silenced ? 0 : HBA_CONTROL_INTERRUPTS));
    ScsiPortStallExecution(BUS_SETTLE_US);
    Ext->OwnBusReset = TRUE;
  }
  HbaFlushUnits(Ext, SRB_STATUS_BUS_RESET);
  return TRUE;
}

_Use_decl_annotations_ SCSI_ADAPTER_CONTROL_STATUS
HbaAdapterControl(PVOID DeviceExtension, SCSI_ADAPTER_CONTROL_TYPE ControlType,
                  PVOID Parameters) {
  PHBA_EXTENSION Ext = (PHBA_EXTENSION)DeviceExtension;
  PSCSI_SUPPORTED_CONTROL_TYPE_LIST List;

  switch (ControlType) {
  case ScsiQuerySupportedControlTypes:
    List = (PSCSI_SUPPORTED_CONTROL_TYPE_LIST)Parameters;
    if (List->MaxControlType > ScsiQuerySupportedControlTypes)
      List->SupportedTypeList[ScsiQuerySupportedControlTypes] = TRUE;
    if (List->MaxControlType > ScsiStopAdapter)
      List->SupportedTypeList[ScsiStopAdapter] = TRUE;
    if (List->MaxControlType > ScsiRestartAdapter)
      List->SupportedTypeList[ScsiRestartAdapter] = TRUE;
    return ScsiAdapterControlSuccess;
  case ScsiStopAdapter:
    // SCSI port has emptied the queues before.
    if (Ext->State == AdapterRunning)
      HbaWrite(Ext, HBA_CONTROL, 0);
    Ext->State = AdapterStopped;
    ScsiPortNotification(RequestTimerCall, Ext, HbaTimer, 0);
    return ScsiAdapterControlSuccess;
  case ScsiRestartAdapter:
    HbaBeginReset(Ext);
    return ScsiAdapterControlSuccess;
  default:
    return ScsiAdapterControlUnsuccessful;
  }
}
