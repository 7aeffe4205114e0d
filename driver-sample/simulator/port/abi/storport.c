//===- storport.c - Storport's routines that know structures --------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Routines that take plain values only are in port/StorPortExports.cpp.
//
//===----------------------------------------------------------------------===//

#include <miniport.h>

#include <storport.h>

#include "../Abi.h"

#include "config.inc"

ABI void abiReadStorportInit(const void *Memory, struct AbiRoutines *Out) {
  const HW_INITIALIZATION_DATA *Data = (const HW_INITIALIZATION_DATA *)Memory;

  ReadCommonInit(Data, Out);
  Out->BuildIo = (void *)Data->HwBuildIo;
  // Members of later versions, if the driver's structure has them.
  if (Data->HwInitializationDataSize >=
      FIELD_OFFSET(HW_INITIALIZATION_DATA, Reserved1)) {
    Out->TracingEnabled = (void *)Data->HwTracingEnabled;
    Out->FeatureSupport = Data->FeatureSupport;
    Out->SrbTypeFlags = Data->SrbTypeFlags;
  }
  if (Data->HwInitializationDataSize >= sizeof(*Data))
    Out->UnitControl = (void *)Data->HwUnitControl;
}

ABI void abiFillStorportConfig(void *Memory, void *Ranges,
                               const struct AbiRoutines *From,
                               const struct AbiConfig *In) {
  PPORT_CONFIGURATION_INFORMATION Config =
      (PPORT_CONFIGURATION_INFORMATION)Memory;

  FillCommonConfig(Config, Ranges, From, In);
  Config->SynchronizationModel = StorSynchronizeHalfDuplex;
  Config->DumpMode = In->DumpMode;
  Config->DumpRegion.VirtualBase = (PUCHAR)In->DumpRegionVirtual;
  Config->DumpRegion.PhysicalBase.QuadPart = (LONGLONG)In->DumpRegionPhysical;
  Config->DumpRegion.Length = In->DumpRegionBytes;
  Config->BusResetHoldTime = 4;
  Config->MaxNumberOfIO = 1000;
  Config->MaxIOsPerLun = 255;
  Config->InitialLunQueueDepth = 20;
}

ABI void abiReadStorportConfig(const void *Memory, struct AbiConfig *Out) {
  const PORT_CONFIGURATION_INFORMATION *Config =
      (const PORT_CONFIGURATION_INFORMATION *)Memory;

  ReadCommonConfig(Config, Out);
  Out->MaxIo = Config->MaxNumberOfIO;
  Out->MaxIoPerLun = Config->MaxIOsPerLun;
  Out->InitialLunDepth = Config->InitialLunQueueDepth;
  Out->DumpBufferBytes = Config->RequestedDumpBufferSize;
  Out->MessageRoutine = (void *)Config->HwMSInterruptRoutine;
  Out->MessageMode = (uint8_t)Config->InterruptSynchronizationMode;
  Out->FullDuplex = Config->SynchronizationModel == StorSynchronizeFullDuplex;
  Out->SrbType = Config->SrbType;
  Out->Features = Config->FeatureSupport;
  Out->VirtualDevice = Config->VirtualDevice;
}

ULONG StorPortInitialize(PVOID Argument1, PVOID Argument2,
                         PHW_INITIALIZATION_DATA Data, PVOID HwContext) {
  struct AbiRoutines Routines;

  simCall("StorPortInitialize");
  abiReadStorportInit(Data, &Routines);
  return simStorPortInitialize(Argument1, Argument2, &Routines, HwContext);
}

// simAcquireSpinLock may be handed a handle that the driver uses twice, so the
// handle is written after the lock is taken.
VOID StorPortAcquireSpinLock(PVOID Extension, STOR_SPINLOCK Kind, PVOID Context,
                             PSTOR_LOCK_HANDLE Handle) {
  ULONG Failed = 0;
  UCHAR Old;

  simCall("StorPortAcquireSpinLock");
  Old = simAcquireSpinLock(Extension, Kind, Context, Handle, &Failed);
  if (Failed)
    return;
  simCheck(Handle, sizeof(*Handle), TRUE);
  Handle->Lock = Kind;
  Handle->Context.LockQueue.Next = NULL;
  Handle->Context.LockQueue.Lock = Context;
  Handle->Context.OldIrql = Old;
}

ULONG StorPortAcquireSpinLockEx(PVOID Extension, STOR_SPINLOCK Kind,
                                PVOID Context, PSTOR_LOCK_HANDLE Handle) {
  StorPortAcquireSpinLock(Extension, Kind, Context, Handle);
  return STOR_STATUS_SUCCESS;
}

VOID StorPortReleaseSpinLock(PVOID Extension, PSTOR_LOCK_HANDLE Handle) {
  simCall("StorPortReleaseSpinLock");
  simCheck(Handle, sizeof(*Handle), FALSE);
  simReleaseSpinLock(Extension, Handle->Lock, Handle, Handle->Context.OldIrql);
}

VOID StorPortInitializeDpc(PVOID Extension, PSTOR_DPC Dpc,
                           PHW_DPC_ROUTINE Routine) {
  simCall("StorPortInitializeDpc");
  simCheck(Dpc, sizeof(*Dpc), TRUE);
  __builtin_memset(Dpc, 0, sizeof(*Dpc));
  Dpc->Dpc.Type = 19;
  Dpc->Dpc.DeferredRoutine = (PVOID)Routine;
  Dpc->Dpc.DeferredContext = Extension;
  simInitializeDpc(Extension, Dpc, (void *)Routine, FALSE);
}

BOOLEAN StorPortIssueDpc(PVOID Extension, PSTOR_DPC Dpc, PVOID First,
                         PVOID Second) {
  simCall("StorPortIssueDpc");
  simCheck(Dpc, sizeof(*Dpc), FALSE);
  // What was never initialised, or cleared since, is no DPC.
  return simIssueDpc(Extension, Dpc->Dpc.Type == 19 ? Dpc : NULL, First,
                     Second);
}

ULONG StorPortGetMSIInfo(PVOID Extension, ULONG MessageId,
                         PMESSAGE_INTERRUPT_INFORMATION Info) {
  uint32_t Level = 0;
  ULONG Status;

  simCall("StorPortGetMSIInfo");
  Status = simMessageInfo(Extension, MessageId, &Level);
  if (Status != STOR_STATUS_SUCCESS)
    return Status;
  simCheck(Info, sizeof(*Info), TRUE);
  __builtin_memset(Info, 0, sizeof(*Info));
  Info->MessageId = MessageId;
  Info->MessageData = 0x4000 | MessageId;
  Info->MessageAddress.QuadPart = 0xFEE00000;
  Info->InterruptVector = 0x60 + MessageId;
  Info->InterruptLevel = Level;
  Info->InterruptMode = Latched;
  return STOR_STATUS_SUCCESS;
}

ULONG StorPortInitializePerfOpts(PVOID Extension, BOOLEAN Query,
                                 PPERF_CONFIGURATION_DATA Data) {
  struct AbiPerf Perf = {Data->Version,
                         Data->Size,
                         Data->Flags,
                         Data->ConcurrentChannels,
                         Data->FirstRedirectionMessageNumber,
                         Data->LastRedirectionMessageNumber};
  ULONG Status;

  simCall("StorPortInitializePerfOpts");
  Status = simPerfOpts(Extension, Query, &Perf);
  if (Status != STOR_STATUS_SUCCESS)
    return Status;
  simCheck(Data, Data->Size, TRUE);
  Data->Flags = Perf.Flags;
  Data->ConcurrentChannels = Perf.Channels;
  Data->FirstRedirectionMessageNumber = Perf.FirstMessage;
  Data->LastRedirectionMessageNumber = Perf.LastMessage;
  return STOR_STATUS_SUCCESS;
}

ULONG StorPortGetStartIoPerfParams(PVOID Extension, PSCSI_REQUEST_BLOCK Srb,
                                   PSTARTIO_PERFORMANCE_PARAMETERS Params) {
  uint32_t Channel = 0, Message = 0;
  ULONG Status;

  simCall("StorPortGetStartIoPerfParams");
  Status = simStartIoParams(Extension, Srb, &Channel, &Message);
  if (Status != STOR_STATUS_SUCCESS)
    return Status;
  Params->ChannelNumber = Channel;
  Params->MessageNumber = Message;
  return STOR_STATUS_SUCCESS;
}

BOOLEAN
StorPortEnablePassiveInitialization(PVOID Extension,
                                    PHW_PASSIVE_INITIALIZE_ROUTINE Routine) {
  simCall("StorPortEnablePassiveInitialization");
  return simEnablePassive(Extension, (void *)Routine);
}

ULONG StorPortGetCurrentProcessorNumber(PVOID Extension,
                                        PPROCESSOR_NUMBER Number) {
  extern ABI uint32_t simProcessorNumber(void);

  simCall("StorPortGetCurrentProcessorNumber");
  Number->Group = 0;
  Number->Number = (UCHAR)simProcessorNumber();
  Number->Reserved = 0;
  return STOR_STATUS_SUCCESS;
}

VOID StorPortNotification(SCSI_NOTIFICATION_TYPE Type, PVOID Extension, ...) {
  __builtin_va_list Rest;

  __builtin_va_start(Rest, Extension);
  simCall("StorPortNotification");
  switch ((int)Type) {
  case RequestComplete:
  case RequestDirectComplete:
    simRequestComplete(Extension, __builtin_va_arg(Rest, PVOID));
    break;
  case ResetDetected:
    simResetDetected(Extension);
    break;
  case RequestTimerCall: {
    PVOID Routine = __builtin_va_arg(Rest, PVOID);
    simTimerCall(Extension, Routine, __builtin_va_arg(Rest, ULONG));
    break;
  }
  case BusChangeDetected:
  case LinkUp:
  case LinkDown:
    simBusChange(Extension);
    break;
  case QueryTickCount:
    *__builtin_va_arg(Rest, PULONG64) = simTickCount();
    break;
  case EnablePassiveInitialization: {
    PVOID Routine = __builtin_va_arg(Rest, PVOID);
    *__builtin_va_arg(Rest, PBOOLEAN) = simEnablePassive(Extension, Routine);
    break;
  }
  case InitializeDpc: {
    PSTOR_DPC Dpc = __builtin_va_arg(Rest, PSTOR_DPC);
    StorPortInitializeDpc(Extension, Dpc,
                          __builtin_va_arg(Rest, PHW_DPC_ROUTINE));
    break;
  }
  case IssueDpc: {
    PSTOR_DPC Dpc = __builtin_va_arg(Rest, PSTOR_DPC);
    PVOID First = __builtin_va_arg(Rest, PVOID);
    PVOID Second = __builtin_va_arg(Rest, PVOID);
    *__builtin_va_arg(Rest, PBOOLEAN) =
        StorPortIssueDpc(Extension, Dpc, First, Second);
    break;
  }
  case AcquireSpinLock: {
    STOR_SPINLOCK Kind = __builtin_va_arg(Rest, STOR_SPINLOCK);
    PVOID Context = __builtin_va_arg(Rest, PVOID);
    StorPortAcquireSpinLock(Extension, Kind, Context,
                            __builtin_va_arg(Rest, PSTOR_LOCK_HANDLE));
    break;
  }
  case ReleaseSpinLock:
    StorPortReleaseSpinLock(Extension,
                            __builtin_va_arg(Rest, PSTOR_LOCK_HANDLE));
    break;
  default: // NextRequest and its kin: Storport needs no such hint.
    break;
  }
  __builtin_va_end(Rest);
}

VOID __cdecl StorPortDebugPrint(ULONG Level, PSTR Message, ...) {
  (void)Level;
  simCall("StorPortDebugPrint");
  simPrint(Message);
}
