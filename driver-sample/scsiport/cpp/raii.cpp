//===- raii.cpp - The same adapter under Storport, in C++ ----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One file, no exceptions, no RTTI, no global constructors. Locks are objects:
// whoever returns early, returns without the lock. It is an innocent twin: the
// lock is taken under a condition, given back under the object's own flag, and
// sometimes before the object ends.
//
// InterruptLock guards units, mailboxes and State. The interrupt routine holds
// it already; in a dump nobody is there to be excluded. No request is completed
// under the lock: those that are finished are collected first.
//
//===----------------------------------------------------------------------===//

#include "raii.h"

namespace {

//===----------------------------------------------------------------------===//
// Requests. The caller holds InterruptLock.
//===----------------------------------------------------------------------===//

// The answer to a request that goes no further, or 0.
UCHAR start(Adapter &A, PSCSI_REQUEST_BLOCK Srb,
            PSTOR_SCATTER_GATHER_LIST Pieces) {
  if (A.State != AdapterState::Running)
    return A.State == AdapterState::Failed ? SRB_STATUS_NO_HBA
                                           : SRB_STATUS_BUSY;
  if (Srb->PathId != 0 || Srb->TargetId != 0 || Srb->Lun >= A.UnitCount)
    return SRB_STATUS_SELECTION_TIMEOUT;
  Unit &U = A.Units[Srb->Lun];
  if (U.State != UnitState::Idle)
    return SRB_STATUS_BUSY;
  if (Srb->CdbLength > sizeof(Mailbox::Cdb) ||
      (Pieces && Pieces->NumberOfElements > MaxSegments))
    return SRB_STATUS_INVALID_REQUEST;

  Mailbox &Box = A.Shared->Box[Srb->Lun];
  RtlZeroMemory(&Box, sizeof(Box));
  Box.Lun = Srb->Lun;
  Box.CdbLength = Srb->CdbLength;
  RtlCopyMemory(Box.Cdb, Srb->Cdb, Srb->CdbLength);
  if (Pieces) {
    Segment *List = A.Shared->List[Srb->Lun];
    for (ULONG I = 0; I < Pieces->NumberOfElements; I++) {
      List[I].Address = (ULONG64)Pieces->List[I].PhysicalAddress.QuadPart;
      List[I].Length = Pieces->List[I].Length;
      List[I].Reserved = 0;
    }
    Box.Segments = (USHORT)Pieces->NumberOfElements;
    Box.SegmentList = A.physical(List);
    Box.DataLength = Srb->DataTransferLength;
    Box.Direction = Srb->SrbFlags & SRB_FLAGS_DATA_OUT ? 2 : 1;
  }
  U.Srb = Srb;
  U.State = UnitState::Command;
  ring(A, Srb->Lun);
  return 0;
}

void askForSense(Adapter &A, UCHAR Lun) {
  Mailbox &Box = A.Shared->Box[Lun];
  Segment &Only = A.Shared->List[Lun][0];

  RtlZeroMemory(&Box, sizeof(Box));
  Box.Lun = Lun;
  Box.CdbLength = 6;
  Box.Cdb[0] = SCSIOP_REQUEST_SENSE;
  Box.Cdb[4] = SenseBytes;
  Box.Direction = 1;
  Box.DataLength = SenseBytes;
  Only.Address = A.physical(A.Shared->Sense[Lun]);
  Only.Length = SenseBytes;
  Box.Segments = 1;
  Box.SegmentList = A.physical(&Only);
  A.Units[Lun].State = UnitState::Sense;
  ring(A, Lun);
}

void finish(Adapter &A, UCHAR Lun, UCHAR SrbStatus, FinishedList &Done) {
  PSCSI_REQUEST_BLOCK Srb = A.Units[Lun].Srb;

  A.Units[Lun] = {UnitState::Idle, nullptr};
  A.Shared->Box[Lun].State = MailboxFree;
  Done.add(Srb, SrbStatus);
}

void commandDone(Adapter &A, UCHAR Lun, FinishedList &Done) {
  Mailbox &Box = A.Shared->Box[Lun];
  PSCSI_REQUEST_BLOCK Srb = A.Units[Lun].Srb;

  Srb->ScsiStatus = Box.ScsiStatus;
  if (Box.HostStatus == HostNoUnit)
    return finish(A, Lun, SRB_STATUS_SELECTION_TIMEOUT, Done);
  if (Box.HostStatus == HostWrongLength)
    return finish(A, Lun, SRB_STATUS_DATA_OVERRUN, Done);
  if (Box.HostStatus != HostOk)
    return finish(A, Lun, SRB_STATUS_BUS_RESET, Done);
  if (Box.ScsiStatus == SCSISTAT_CHECK_CONDITION && Srb->SenseInfoBuffer)
    return askForSense(A, Lun);
  if (Box.ScsiStatus != SCSISTAT_GOOD)
    return finish(A, Lun, SRB_STATUS_ERROR, Done);
  if (Box.Transferred < Srb->DataTransferLength) {
    Srb->DataTransferLength = Box.Transferred;
    return finish(A, Lun, SRB_STATUS_DATA_OVERRUN, Done);
  }
  finish(A, Lun, SRB_STATUS_SUCCESS, Done);
}

void senseDone(Adapter &A, UCHAR Lun, FinishedList &Done) {
  const Mailbox &Box = A.Shared->Box[Lun];
  PSCSI_REQUEST_BLOCK Srb = A.Units[Lun].Srb;

  if (Box.HostStatus != HostOk || Box.ScsiStatus != SCSISTAT_GOOD)
    return finish(A, Lun, SRB_STATUS_REQUEST_SENSE_FAILED, Done);
  RtlCopyMemory(Srb->SenseInfoBuffer, A.Shared->Sense[Lun],
                Box.Transferred < Srb->SenseInfoBufferLength
                    ? Box.Transferred
                    : Srb->SenseInfoBufferLength);
  finish(A, Lun, SRB_STATUS_ERROR | SRB_STATUS_AUTOSENSE_VALID, Done);
}

void serveUnits(Adapter &A, FinishedList &Done) {
  for (UCHAR Lun = 0; Lun < A.UnitCount; Lun++) {
    if (*(volatile UCHAR *)&A.Shared->Box[Lun].State != MailboxDone)
      continue;
    if (A.Units[Lun].State == UnitState::Command)
      commandDone(A, Lun, Done);
    else if (A.Units[Lun].State == UnitState::Sense)
      senseDone(A, Lun, Done);
  }
}

void flush(Adapter &A, UCHAR SrbStatus, FinishedList &Done) {
  for (UCHAR Lun = 0; Lun < A.UnitCount; Lun++)
    if (A.Units[Lun].State != UnitState::Idle)
      finish(A, Lun, SrbStatus, Done);
}

void armTimer(Adapter &A, PHW_TIMER Routine, ULONG Microseconds) {
  StorPortNotification(RequestTimerCall, &A, Routine, Microseconds);
}

} // namespace

//===----------------------------------------------------------------------===//
// Storport's call-backs
//===----------------------------------------------------------------------===//

extern "C" {
sp_DRIVER_INITIALIZE DriverEntry;
static HW_FIND_ADAPTER FindAdapter;
static HW_INITIALIZE Initialize;
static HW_PASSIVE_INITIALIZE_ROUTINE PassiveInitialize;
static HW_STARTIO StartIo;
static HW_INTERRUPT Interrupt;
static HW_DPC_ROUTINE CompletionDpc;
static HW_TIMER Timer;
static HW_RESET_BUS ResetBus;
static HW_ADAPTER_CONTROL AdapterControl;
}

// Outside of the interrupt routine.
static bool needsLock(const Adapter &A) { return !A.DumpMode; }

static BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  Adapter &A = *static_cast<Adapter *>(Extension);
  PSTOR_SCATTER_GATHER_LIST Pieces = nullptr;
  UCHAR SrbStatus = SRB_STATUS_SUCCESS;

  switch (Srb->Function) {
  case SRB_FUNCTION_EXECUTE_SCSI: {
    if (Srb->DataTransferLength != 0)
      Pieces = StorPortGetScatterGatherList(&A, Srb);
    InterruptGuard Guard(A, needsLock(A));
    SrbStatus = start(A, Srb, Pieces);
    if (SrbStatus == 0)
      return TRUE; // The guard gives the lock back.
    break;
  }
  case SRB_FUNCTION_RESET_BUS:
  case SRB_FUNCTION_RESET_DEVICE:
  case SRB_FUNCTION_RESET_LOGICAL_UNIT:
    ResetBus(&A, Srb->PathId);
    break;
  case SRB_FUNCTION_FLUSH:
  case SRB_FUNCTION_SHUTDOWN:
  case SRB_FUNCTION_PNP:
  case SRB_FUNCTION_POWER:
    break;
  default:
    SrbStatus = SRB_STATUS_INVALID_REQUEST;
    break;
  }
  Srb->SrbStatus = SrbStatus;
  StorPortNotification(RequestComplete, &A, Srb);
  return TRUE;
}

// The line is shared, and EVENT forgets what it said: it is served here, or
// handed to the DPC, and never disowned.
static BOOLEAN Interrupt(PVOID Extension) {
  Adapter &A = *static_cast<Adapter *>(Extension);
  FinishedList Done;

  if (A.State != AdapterState::Running)
    return FALSE;
  ULONG Events = A.read(Event);
  if (Events == 0 || Events == AllOnes)
    return FALSE;
  if (Events & EventFault) {
    A.State = AdapterState::Failed;
    flush(A, SRB_STATUS_NO_HBA, Done);
  } else if ((Events & EventDone) && A.DpcReady) {
    // FALSE: it is queued already, and will see these mailboxes.
    StorPortIssueDpc(&A, &A.Dpc, nullptr, nullptr);
    return TRUE;
  } else if (Events & EventDone) {
    serveUnits(A, Done);
  }
  Done.complete(&A);
  return TRUE;
}

static VOID CompletionDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID, PVOID) {
  Adapter &A = *static_cast<Adapter *>(Extension);
  FinishedList Done;
  DpcGuard Pass(A, Dpc);
  InterruptGuard Guard(A, true);

  if (A.State != AdapterState::Running)
    return; // Both guards give their locks back, the last one first.
  serveUnits(A, Done);
  Guard.release();
  Done.complete(&A);
}

// While it resets, whether it is ready; later, whether it is there.
static VOID Timer(PVOID Extension) {
  Adapter &A = *static_cast<Adapter *>(Extension);
  FinishedList Done;
  InterruptGuard Guard(A, true);
  ULONG Next = WatchTick;

  if (A.State != AdapterState::Resetting && A.State != AdapterState::Running)
    return;
  bool Resetting = A.State == AdapterState::Resetting;
  ULONG Now = A.read(Status);
  if (Now == AllOnes || (Resetting && A.TicksLeft == 0)) {
    A.State = AdapterState::Failed;
    flush(A, SRB_STATUS_NO_HBA, Done);
    Guard.release();
    Done.complete(&A);
    return;
  }
  if (Resetting && (Now & StatusReady)) {
    run(A);
  } else if (Resetting) {
    A.TicksLeft--;
    Next = ResetTick;
  }
  Guard.release();
  armTimer(A, Timer, Next);
}

static BOOLEAN ResetBus(PVOID Extension, ULONG) {
  Adapter &A = *static_cast<Adapter *>(Extension);
  FinishedList Done;

  if (A.DumpMode)
    return TRUE;
  {
    InterruptGuard Guard(A, true);
    if (A.State != AdapterState::Running)
      return TRUE;
    beginReset(A);
    flush(A, SRB_STATUS_BUS_RESET, Done);
  }
  Done.complete(&A);
  armTimer(A, Timer, ResetTick);
  return TRUE;
}

static SCSI_ADAPTER_CONTROL_STATUS
AdapterControl(PVOID Extension, SCSI_ADAPTER_CONTROL_TYPE Type,
               PVOID Parameters) {
  Adapter &A = *static_cast<Adapter *>(Extension);

  switch (Type) {
  case ScsiQuerySupportedControlTypes: {
    auto *List = static_cast<PSCSI_SUPPORTED_CONTROL_TYPE_LIST>(Parameters);
    for (ULONG Known = 0; Known < List->MaxControlType; Known++)
      List->SupportedTypeList[Known] =
          Known == ScsiQuerySupportedControlTypes || Known == ScsiStopAdapter ||
          Known == ScsiRestartAdapter;
    return ScsiAdapterControlSuccess;
  }
  case ScsiStopAdapter: // Nothing is outstanding.
    A.State = AdapterState::Stopped;
    A.write(Control, 0);
    return ScsiAdapterControlSuccess;
  case ScsiRestartAdapter:
    beginReset(A);
    armTimer(A, Timer, ResetTick);
    return ScsiAdapterControlSuccess;
  default:
    return ScsiAdapterControlUnsuccessful;
  }
}

static BOOLEAN PassiveInitialize(PVOID Extension) {
  Adapter &A = *static_cast<Adapter *>(Extension);

  StorPortInitializeDpc(&A, &A.Dpc, CompletionDpc);
  A.DpcReady = true;
  return TRUE;
}

// At DIRQL, InterruptLock held.
static BOOLEAN Initialize(PVOID Extension) {
  Adapter &A = *static_cast<Adapter *>(Extension);

  beginReset(A);
  if (!A.DumpMode) {
    // Refused: the interrupt routine serves the units itself.
    StorPortEnablePassiveInitialization(&A, PassiveInitialize);
    armTimer(A, Timer, ResetTick);
    return TRUE;
  }
  if (!pollReady(A))
    return FALSE;
  run(A);
  return TRUE;
}

static ULONG FindAdapter(PVOID Extension, PVOID, PVOID, PCHAR,
                         PPORT_CONFIGURATION_INFORMATION Config, PUCHAR) {
  Adapter &A = *static_cast<Adapter *>(Extension);
  PACCESS_RANGE Range = &(*Config->AccessRanges)[0];
  ULONG Length = 0;

  if (Config->NumberOfAccessRanges == 0)
    return SP_RETURN_NOT_FOUND;
  A.Registers = static_cast<PUCHAR>(StorPortGetDeviceBase(
      &A, Config->AdapterInterfaceType, Config->SystemIoBusNumber,
      Range->RangeStart, Range->RangeLength, FALSE));
  if (!A.Registers)
    return SP_RETURN_ERROR;
  if (A.read(Id) != IdValue)
    return SP_RETURN_NOT_FOUND;
  ULONG About = A.read(Info);
  A.UnitCount = About & 0xFF;
  if (A.UnitCount > MaxUnits)
    A.UnitCount = MaxUnits;
  A.ResetMilliseconds = About >> 16;
  A.DumpMode = Config->DumpMode != 0;

  Config->MaximumTransferLength = MaxTransfer;
  Config->NumberOfPhysicalBreaks = MaxSegments - 1;
  Config->AlignmentMask = 3;
  Config->NumberOfBuses = 1;
  Config->MaximumNumberOfTargets = 1;
  Config->MaximumNumberOfLogicalUnits = MaxUnits;
  Config->ScatterGather = TRUE;
  Config->Master = TRUE;
  Config->Dma64BitAddresses = SCSI_DMA64_MINIPORT_FULL64BIT_SUPPORTED;
  Config->SynchronizationModel = StorSynchronizeFullDuplex;
  Config->MaxNumberOfIO = A.UnitCount;
  Config->MaxIOsPerLun = 1;
  Config->InitialLunQueueDepth = 1;
  A.Shared = static_cast<Common *>(
      StorPortGetUncachedExtension(&A, Config, sizeof(Common)));
  if (!A.Shared)
    return SP_RETURN_ERROR;
  A.SharedPhysical =
      (ULONG64)StorPortGetPhysicalAddress(&A, nullptr, A.Shared, &Length)
          .QuadPart;
  return Length >= sizeof(Common) ? SP_RETURN_FOUND : SP_RETURN_ERROR;
}

ULONG NTAPI DriverEntry(PVOID DriverObject, PVOID RegistryPath) {
  HW_INITIALIZATION_DATA Data;

  RtlZeroMemory(&Data, sizeof(Data));
  Data.HwInitializationDataSize = sizeof(Data);
  Data.AdapterInterfaceType = PCIBus;
  Data.HwFindAdapter = reinterpret_cast<PVOID>(FindAdapter);
  Data.HwInitialize = Initialize;
  Data.HwStartIo = StartIo;
  Data.HwInterrupt = Interrupt;
  Data.HwResetBus = ResetBus;
  Data.HwAdapterControl = AdapterControl;
  Data.DeviceExtensionSize = sizeof(Adapter);
  Data.NumberOfAccessRanges = 1;
  Data.MapBuffers = STOR_MAP_NO_BUFFERS;
  Data.NeedPhysicalAddresses = TRUE;
  Data.TaggedQueuing = TRUE;
  Data.AutoRequestSense = TRUE;
  Data.MultipleRequestPerLu = TRUE;
  return StorPortInitialize(DriverObject, RegistryPath, &Data, nullptr);
}
