//===- entry.c - From DriverEntry to a running adapter --------------------===//
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

static VOID LoadTunables(_Inout_ PDEVICE_EXTENSION Ext);

// Only what runs at PASSIVE_LEVEL alone may be pageable. FindAdapter may not:
// a dump calls it at HIGH_LEVEL.
#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(PAGE, LoadTunables)
#pragma alloc_text(PAGE, PassiveInit)
#endif

ULONG TraceLevel = TRACE_ERROR;

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
  Data.DeviceExtensionSize = sizeof(DEVICE_EXTENSION);
  Data.SrbExtensionSize = sizeof(REQUEST);
  Data.NumberOfAccessRanges = 1;
  Data.MapBuffers = STOR_MAP_NON_READ_WRITE_BUFFERS;
  Data.NeedPhysicalAddresses = TRUE;
  Data.TaggedQueuing = TRUE;
  Data.AutoRequestSense = TRUE;
  Data.MultipleRequestPerLu = TRUE;
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

  // The doorbells of all queues, at the widest stride that is accepted below.
  if (ConfigInfo->NumberOfAccessRanges == 0 || !Range->RangeInMemory ||
      Range->RangeLength < NVME_REG_DOORBELLS + NVME_PAGE_SIZE)
    return FALSE;
  Ext->Registers = (PUCHAR)StorPortGetDeviceBase(
      Ext, ConfigInfo->AdapterInterfaceType, ConfigInfo->SystemIoBusNumber,
      Range->RangeStart, Range->RangeLength, FALSE);
  return Ext->Registers != NULL;
}

// Reads what the driver must know of the controller. FALSE: it cannot drive it.
static BOOLEAN ReadCapabilities(_Inout_ PDEVICE_EXTENSION Ext) {
  ULONG Low = RegRead(Ext, NVME_REG_CAP_LO);
  ULONG High = RegRead(Ext, NVME_REG_CAP_HI);
  ULONG Stride = 4u << NVME_CAP_HI_DSTRD(High);

  if (Low == NVME_ALL_ONES || !(High & NVME_CAP_HI_NVM) ||
      NVME_CAP_HI_MPSMIN(High) != 0)
    return FALSE;
  if (NVME_CAP_LO_MQES(Low) + 1 < IO_DEPTH ||
      2 * MAX_QUEUES * Stride > NVME_PAGE_SIZE)
    return FALSE;
  Ext->ReadyTimeoutMs = 500 * (NVME_CAP_LO_TO(Low) + 1);
  for (ULONG Id = 0; Id < MAX_QUEUES; Id++) {
    PUCHAR Doorbells = Ext->Registers + NVME_REG_DOORBELLS + 2 * Id * Stride;

    Ext->Queue[Id].SqDoorbell = (PULONG)Doorbells;
    Ext->Queue[Id].CqDoorbell = (PULONG)(Doorbells + Stride);
  }
  return TRUE;
}

static ULONG PagesFor(_In_ ULONG Bytes) {
  return (Bytes + NVME_PAGE_MASK) / NVME_PAGE_SIZE;
}

static ULONG QueuePages(_In_ ULONG Depth) {
  return PagesFor(Depth * sizeof(NVME_COMMAND)) +
         PagesFor(Depth * sizeof(NVME_COMPLETION));
}

// Rings and the identify page, in one piece of uncached memory: 64 KB, and
// 24 KB of the 32 KB that a dump may have.
static BOOLEAN LayOutMemory(_Inout_ PDEVICE_EXTENSION Ext,
                            _In_ PPORT_CONFIGURATION_INFORMATION ConfigInfo) {
  ULONG IoQueues = Ext->DumpMode ? 1 : MAX_IO_QUEUES;
  ULONG IoDepth = Ext->DumpMode ? DUMP_IO_DEPTH : IO_DEPTH;
  ULONG Pages = 1 + QueuePages(ADMIN_DEPTH) + IoQueues * QueuePages(IoDepth);
  ULONG Bytes = (Pages + 1) * NVME_PAGE_SIZE; // One more to align the rest.
  ULONG Length = 0;
  ULONG64 Physical;
  ULONG Skip;
  PUCHAR Memory;

  Memory = (PUCHAR)StorPortGetUncachedExtension(Ext, ConfigInfo, Bytes);
  if (Memory == NULL)
    return FALSE;
  Physical =
      (ULONG64)StorPortGetPhysicalAddress(Ext, NULL, Memory, &Length).QuadPart;
  if (Physical == 0 || Length < Bytes)
    return FALSE;
  Skip = (NVME_PAGE_SIZE - (ULONG)(Physical & NVME_PAGE_MASK)) & NVME_PAGE_MASK;
  Memory += Skip;
  Physical += Skip;

  for (ULONG Id = 0; Id <= IoQueues; Id++) {
    PNVME_QUEUE Queue = &Ext->Queue[Id];
    ULONG Depth = Id == 0 ? ADMIN_DEPTH : IoDepth;
    ULONG SqBytes = PagesFor(Depth * sizeof(NVME_COMMAND)) * NVME_PAGE_SIZE;
    ULONG AllBytes = QueuePages(Depth) * NVME_PAGE_SIZE;

    Queue->Ext = Ext;
    Queue->Id = (USHORT)Id;
    Queue->Depth = (USHORT)Depth;
    Queue->Sq = (PNVME_COMMAND)Memory;
    Queue->SqPhysical = Physical;
    Queue->Cq = (volatile NVME_COMPLETION *)(Memory + SqBytes);
    Queue->CqPhysical = Physical + SqBytes;
    QueueReset(Queue);
    Memory += AllBytes;
    Physical += AllBytes;
  }
  Ext->IdentifyPage = Memory;
  Ext->IdentifyPhysical = Physical;
  return TRUE;
}

static VOID DescribeAdapter(_In_ PDEVICE_EXTENSION Ext,
                            _Inout_ PPORT_CONFIGURATION_INFORMATION Config) {
  ULONG Most = Ext->DumpMode ? DUMP_MAX_TRANSFER : MAX_TRANSFER;

  Config->MaximumTransferLength = Most;
  Config->NumberOfPhysicalBreaks = Most / NVME_PAGE_SIZE;
  Config->AlignmentMask = 3;
  Config->NumberOfBuses = 1;
  Config->MaximumNumberOfTargets = 1;
  Config->MaximumNumberOfLogicalUnits = MAX_NAMESPACES;
  Config->CachesData = TRUE;
  Config->MapBuffers = STOR_MAP_NON_READ_WRITE_BUFFERS;
  Config->SynchronizationModel = StorSynchronizeFullDuplex;
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
  if (!ReadCapabilities(Ext))
    return SP_RETURN_NOT_FOUND;
  // The firmware may have left the controller on, with rings of its own and an
  // interrupt that nobody would answer.
  ControllerDisable(Ext);
  if (!LayOutMemory(Ext, ConfigInfo))
    return SP_RETURN_ERROR;
  Ext->FreeAdmin = NULL;
  for (ULONG Index = 0; Index < ADMIN_DEPTH; Index++) {
    Ext->AdminCmd[Index].Next = Ext->FreeAdmin;
    Ext->FreeAdmin = &Ext->AdminCmd[Index];
  }
  DescribeAdapter(Ext, ConfigInfo);
  return SP_RETURN_FOUND;
}

// How many messages were granted, and so which queue interrupts how.
static VOID AssignInterrupts(_Inout_ PDEVICE_EXTENSION Ext) {
  MESSAGE_INTERRUPT_INFORMATION Info;

  Ext->MessageCount = 0;
  while (Ext->MessageCount < MAX_QUEUES &&
         StorPortGetMSIInfo(Ext, Ext->MessageCount, &Info) ==
             STOR_STATUS_SUCCESS)
    Ext->MessageCount++;

  if (Ext->MessageCount == 0)
    Ext->InterruptKind = InterruptKindLine;
  else if (Ext->MessageCount == 1)
    Ext->InterruptKind = InterruptKindOneVector;
  else
    Ext->InterruptKind = InterruptKindPerMessage;

  Ext->IoQueueTarget = 1;
  if (Ext->InterruptKind != InterruptKindPerMessage)
    return; // Two queues, both with message 0.
  Ext->IoQueueTarget = Ext->MessageCount - 1;
  for (ULONG Id = 1; Id <= Ext->IoQueueTarget; Id++)
    Ext->Queue[Id].MessageId = Id;
}

// Completions on the processor that asked, and a channel for each queue. Of
// the flags only those that this system offers are asked for.
static VOID AskForChannels(_Inout_ PDEVICE_EXTENSION Ext) {
  PERF_CONFIGURATION_DATA Perf;

  Ext->Channels = 1;
  RtlZeroMemory(&Perf, sizeof(Perf));
  Perf.Version = STOR_PERF_VERSION;
  Perf.Size = sizeof(Perf);
  if (StorPortInitializePerfOpts(Ext, TRUE, &Perf) != STOR_STATUS_SUCCESS)
    return;
  Perf.Flags &= STOR_PERF_DPC_REDIRECTION | STOR_PERF_CONCURRENT_CHANNELS;
  if (Ext->IoQueueTarget == 1)
    Perf.Flags &= ~(ULONG)STOR_PERF_CONCURRENT_CHANNELS;
  Perf.ConcurrentChannels =
      Perf.Flags & STOR_PERF_CONCURRENT_CHANNELS ? Ext->IoQueueTarget : 0;
  if (StorPortInitializePerfOpts(Ext, FALSE, &Perf) == STOR_STATUS_SUCCESS &&
      (Perf.Flags & STOR_PERF_CONCURRENT_CHANNELS))
    Ext->Channels = Perf.ConcurrentChannels;
}

// DIRQL, InterruptLock held: decide, and leave the work to others.
_Use_decl_annotations_ BOOLEAN Initialize(PVOID HwDeviceExtension) {
  PDEVICE_EXTENSION Ext = (PDEVICE_EXTENSION)HwDeviceExtension;

  if (Ext->DumpMode) {
    // Another world: no interrupts, no DPCs, no other processor.
    Ext->InterruptKind = InterruptKindNone;
    Ext->IoQueueTarget = 1;
    Ext->Channels = 1;
    return StartNow(Ext);
  }
  AssignInterrupts(Ext);
  AskForChannels(Ext);
  if (StorPortEnablePassiveInitialization(Ext, PassiveInit))
    return TRUE;
  // No passive initialisation, so no DPCs: the interrupt routines complete
  // requests, and the timer starts the controller.
  StartByTimer(Ext);
  return TRUE;
}

static VOID ReadTunable(_In_ PDEVICE_EXTENSION Ext, _In_ PUCHAR Buffer,
                        _In_ PCSTR Name, _Inout_ PULONG Value,
                        _In_ ULONG Most) {
  ULONG Length = sizeof(ULONG);
  ULONG Found;

  RtlZeroMemory(Buffer, sizeof(ULONG));
  if (!StorPortRegistryRead(Ext, (PUCHAR)Name, 1, MINIPORT_REG_DWORD, Buffer,
                            &Length) ||
      Length != sizeof(ULONG))
    return;
  RtlCopyMemory(&Found, Buffer, sizeof(Found));
  if (Found >= 1 && Found <= Most)
    *Value = Found;
}

// PASSIVE_LEVEL: the registry may be read there only.
_Use_decl_annotations_ static VOID LoadTunables(PDEVICE_EXTENSION Ext) {
  ULONG Length = sizeof(ULONG);
  PUCHAR Buffer = StorPortAllocateRegistryBuffer(Ext, &Length);

  if (Buffer == NULL)
    return;
  if (Length >= sizeof(ULONG)) {
    ReadTunable(Ext, Buffer, "IsrQuota", &Ext->IsrQuota, IO_DEPTH);
    ReadTunable(Ext, Buffer, "TraceLevel", &TraceLevel, TRACE_REQUEST);
  }
  StorPortFreeRegistryBuffer(Ext, Buffer);
}

// PASSIVE_LEVEL, no lock. Interrupt routines find their DPCs ready before the
// controller is switched on, and so before it can interrupt.
_Use_decl_annotations_ BOOLEAN PassiveInit(PVOID HwDeviceExtension) {
  PDEVICE_EXTENSION Ext = (PDEVICE_EXTENSION)HwDeviceExtension;

  LoadTunables(Ext);
  for (ULONG Id = 0; Id <= Ext->IoQueueTarget; Id++)
    StorPortInitializeDpc(Ext, &Ext->Queue[Id].Dpc, QueueDpc);
  StorPortInitializeDpc(Ext, &Ext->LineDpc, LineDpc);
  StorPortInitializeDpc(Ext, &Ext->RecoveryDpc, RecoveryDpc);
  Ext->DpcReady = TRUE;

  if (!StartNow(Ext))
    return FALSE;
  ArmTimer(Ext, WATCH_TICK_US);
  return TRUE;
}
