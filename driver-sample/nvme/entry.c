//===- entry.c - DriverEntry and FindAdapter ------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// DriverEntry and FindAdapter describe the adapter, HwInitialize decides how it
// interrupts, passive initialisation starts it. In dump mode all of it runs at
// raised IRQL with nobody else about, and HwInitialize starts the controller
// itself, by polling.
//
//===----------------------------------------------------------------------===//

#include "driver.h"

#if defined(NVME_WPP)
#include "entry.tmh"
#endif

// Only what runs at PASSIVE_LEVEL alone may be pageable. FindAdapter may not:
// a dump calls it at HIGH_LEVEL.
#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#endif

ULONG TraceLevel = TRACE_ERROR;

#if defined(NVME_WPP)
_Use_decl_annotations_ VOID InitializeTracing(PVOID DriverObject,
                                              PVOID RegistryPath) {
  WPP_INIT_TRACING(DriverObject, RegistryPath);
}

_Use_decl_annotations_ VOID CleanupTracing(PVOID DriverObject) {
  WPP_CLEANUP(DriverObject);
}
#endif

_Use_decl_annotations_ ULONG DriverEntry(PVOID DriverObject,
                                         PVOID RegistryPath) {
  HW_INITIALIZATION_DATA Data;

  RtlZeroMemory(&Data, sizeof(Data));
  Data.HwInitializationDataSize = sizeof(Data);
  Data.AdapterInterfaceType = PCIBus;
  Data.HwFindAdapter = FindAdapter;
  Data.HwInitialize = Initialize;
  Data.HwBuildIo = BuildIo;
  Data.HwStartIo = StartIo;
  Data.HwInterrupt = IntxIsr;
  Data.HwResetBus = ResetBus;
  Data.HwAdapterControl = AdapterControl;
  Data.HwUnitControl = UnitControl;
  Data.DeviceExtensionSize = sizeof(DEVICE_EXTENSION);
  Data.SrbExtensionSize = sizeof(REQUEST);
  Data.NumberOfAccessRanges = 1;
  Data.MapBuffers = STOR_MAP_NON_READ_WRITE_BUFFERS;
  Data.NeedPhysicalAddresses = TRUE;
  Data.TaggedQueuing = TRUE;
  Data.AutoRequestSense = TRUE;
  Data.MultipleRequestPerLu = TRUE;
  Data.FeatureSupport = STOR_FEATURE_FULL_PNP_DEVICE_CAPABILITIES;
  // Every access to a request goes through srbhelper.h, which takes both.
  Data.SrbTypeFlags =
      SRB_TYPE_FLAG_SCSI_REQUEST_BLOCK | SRB_TYPE_FLAG_STORAGE_REQUEST_BLOCK;
  Data.AddressTypeFlags = ADDRESS_TYPE_FLAG_BTL8;
#if defined(NVME_WPP)
  Data.HwInitializeTracing = InitializeTracing;
  Data.HwCleanupTracing = CleanupTracing;
#endif
  return StorPortInitialize(DriverObject, RegistryPath, &Data, NULL);
}

// Is "dump=1" one of the semicolon-separated arguments?
static BOOLEAN ArgumentsSayDump(_In_opt_ const CHAR *Arguments) {
  static const CHAR Wanted[] = "dump=1";
  ULONG Matched = 0;

  if (Arguments == NULL)
    return FALSE;
  for (; *Arguments != '\0'; Arguments++) {
    Matched = *Arguments == Wanted[Matched] ? Matched + 1
              : *Arguments == Wanted[0]     ? 1
                                            : 0;
    if (Matched == sizeof(Wanted) - 1)
      return TRUE;
  }
  return FALSE;
}

static BOOLEAN MapRegisters(_Inout_ PDEVICE_EXTENSION Ext,
                            _In_ PPORT_CONFIGURATION_INFORMATION ConfigInfo) {
  PACCESS_RANGE Range = &(*ConfigInfo->AccessRanges)[0];

  if (ConfigInfo->NumberOfAccessRanges == 0 || !Range->RangeInMemory ||
      Range->RangeLength <= NVME_REG_DOORBELLS)
    return FALSE;
  Ext->Registers.HwDeviceExtension = Ext;
  Ext->Registers.Bytes = Range->RangeLength;
  Ext->Registers.Base = (PUCHAR)StorPortGetDeviceBase(
      Ext, ConfigInfo->AdapterInterfaceType, ConfigInfo->SystemIoBusNumber,
      Range->RangeStart, Range->RangeLength, FALSE);
  return Ext->Registers.Base != NULL;
}

static VOID DescribeAdapter(_In_ PDEVICE_EXTENSION Ext,
                            _Inout_ PPORT_CONFIGURATION_INFORMATION Config) {
  ULONG Most = Ext->DumpMode ? DUMP_MAX_TRANSFER : MAX_TRANSFER;

  // What the controller takes at a time is not known before it runs. Larger
  // requests go in pieces.
  Config->MaximumTransferLength = Most;
  Config->NumberOfPhysicalBreaks = Most / NVME_PAGE_SIZE;
  Config->AlignmentMask = 3;
  Config->NumberOfBuses = 1;
  Config->MaximumNumberOfTargets = 1;
  Config->MaximumNumberOfLogicalUnits = MAX_NAMESPACES;
  Config->CachesData = TRUE;
  Config->ResetTargetSupported = TRUE;
  Config->MapBuffers = STOR_MAP_NON_READ_WRITE_BUFFERS;
  // A dump has nothing to say in extended requests.
  Config->SrbType = Ext->DumpMode ? SRB_TYPE_SCSI_REQUEST_BLOCK
                                  : SRB_TYPE_STORAGE_REQUEST_BLOCK;
  Config->AddressType = STORAGE_ADDRESS_TYPE_BTL8;
  Config->SynchronizationModel = StorSynchronizeFullDuplex;
  Config->FeatureSupport |= STOR_ADAPTER_FEATURE_ABORT_COMMAND |
                            STOR_ADAPTER_FEATURE_STOP_UNIT_DURING_POWER_DOWN;
  if (!Ext->DumpMode) {
    // Asked for, not granted: a line interrupt or a single message may come of
    // it, which HwInitialize finds out.
    Config->HwMSInterruptRoutine = MsixIsr;
    Config->InterruptSynchronizationMode = InterruptSynchronizePerMessage;
  }
}

_Use_decl_annotations_ ULONG
FindAdapter(PVOID HwDeviceExtension, PVOID HwContext, PVOID BusInformation,
            PCHAR ArgumentString, PPORT_CONFIGURATION_INFORMATION ConfigInfo,
            PBOOLEAN Reserved3) {
  PDEVICE_EXTENSION Ext = (PDEVICE_EXTENSION)HwDeviceExtension;

  UNREFERENCED_PARAMETER(HwContext);
  UNREFERENCED_PARAMETER(BusInformation);
  UNREFERENCED_PARAMETER(Reserved3);
  Ext->DumpMode = ConfigInfo->DumpMode != 0 || ArgumentsSayDump(ArgumentString);
  Ext->Ops = Ext->DumpMode ? &DumpOps : &NormalOps;
  Ext->IsrQuota = ISR_QUOTA;

  ConfigInfo->Master = TRUE;
  ConfigInfo->ScatterGather = TRUE;
  ConfigInfo->Dma32BitAddresses = TRUE;
  ConfigInfo->Dma64BitAddresses = SCSI_DMA64_MINIPORT_FULL64BIT_SUPPORTED;
  ConfigInfo->SrbExtensionSize = sizeof(REQUEST);
  if (!MapRegisters(Ext, ConfigInfo))
    return SP_RETURN_BAD_CONFIG;
  if (!NvmeReadCapabilities(&Ext->Registers, &Ext->Capabilities))
    return SP_RETURN_NOT_FOUND;
  // The firmware may have left the controller on, with rings of its own and an
  // interrupt that nobody would answer.
  NvmeDisable(&Ext->Registers);
  if (!LayOutMemory(Ext, ConfigInfo))
    return SP_RETURN_ERROR;
  if (DEFECT(DPC_IN_DUMP)) {
    PrepareDpcs(Ext);
    Ext->DpcReady = TRUE;
  }
  DescribeAdapter(Ext, ConfigInfo);
  return SP_RETURN_FOUND;
}
