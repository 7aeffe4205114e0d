//===- initialize.c - HwInitialize and passive initialisation -------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "driver.h"

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, LoadTunables)
#pragma alloc_text(PAGE, PassiveInit)
#endif

// How many messages were granted, and so which queue interrupts how. Message 0
// is the admin queue's alone; if there are too few for a queue each, the I/O
// queues share the others.
static VOID AssignInterrupts(_Inout_ PDEVICE_EXTENSION Ext) {
  MESSAGE_INTERRUPT_INFORMATION Info;

  Ext->MessageCount = 0;
  while (Ext->MessageCount <= Ext->IoQueueTarget &&
         StorPortGetMSIInfo(Ext, Ext->MessageCount, &Info) ==
             STOR_STATUS_SUCCESS)
    Ext->MessageCount++;

  if (Ext->MessageCount == 0)
    Ext->InterruptKind = InterruptKindLine;
  else if (Ext->MessageCount == 1)
    Ext->InterruptKind = InterruptKindOneVector;
  else
    Ext->InterruptKind = InterruptKindPerMessage;

  if (Ext->InterruptKind != InterruptKindPerMessage) {
    // All with message 0, or the line.
    Ext->IoQueueTarget = min(Ext->IoQueueTarget, ONE_LOCK_IO_QUEUES);
    return;
  }
  for (ULONG Id = 1; Id <= Ext->IoQueueTarget; Id++)
    Ext->Queue[Id].MessageId = 1 + (Id - 1) % (Ext->MessageCount - 1);
}

// Completions on the processor that asked, and a channel for each queue. Of
// the flags only those that this system offers are asked for, and only those
// that it grants are relied upon.
static VOID AskForChannels(_Inout_ PDEVICE_EXTENSION Ext) {
  PERF_CONFIGURATION_DATA Perf;

  Ext->Channels = 1;
  RtlZeroMemory(&Perf, sizeof(Perf));
  Perf.Version = STOR_PERF_VERSION;
  Perf.Size = sizeof(Perf);
  if (StorPortInitializePerfOpts(Ext, TRUE, &Perf) != STOR_STATUS_SUCCESS)
    return;
  Perf.Flags &= STOR_PERF_DPC_REDIRECTION | STOR_PERF_CONCURRENT_CHANNELS |
                STOR_PERF_INTERRUPT_MESSAGE_RANGES;
  if (Ext->IoQueueTarget == 1)
    Perf.Flags &= ~(ULONG)STOR_PERF_CONCURRENT_CHANNELS;
  // Message ranges depend on redirection, and on messages to choose from.
  if (Ext->MessageCount < 3 || !(Perf.Flags & STOR_PERF_DPC_REDIRECTION))
    Perf.Flags &= ~(ULONG)STOR_PERF_INTERRUPT_MESSAGE_RANGES;
  if (Perf.Flags & STOR_PERF_INTERRUPT_MESSAGE_RANGES) {
    Perf.FirstRedirectionMessageNumber = 1;
    Perf.LastRedirectionMessageNumber = Ext->MessageCount - 1;
  }
  Perf.ConcurrentChannels =
      Perf.Flags & STOR_PERF_CONCURRENT_CHANNELS ? Ext->IoQueueTarget : 0;
  if (StorPortInitializePerfOpts(Ext, FALSE, &Perf) != STOR_STATUS_SUCCESS)
    return;
  if (Perf.Flags & STOR_PERF_CONCURRENT_CHANNELS)
    Ext->Channels = max(Perf.ConcurrentChannels, 1u);
  Ext->MessageRanges = (Perf.Flags & STOR_PERF_INTERRUPT_MESSAGE_RANGES) != 0;
}

// DIRQL, InterruptLock held: decide, and leave the work to others.
_Use_decl_annotations_ BOOLEAN Initialize(PVOID HwDeviceExtension) {
  PDEVICE_EXTENSION Ext = (PDEVICE_EXTENSION)HwDeviceExtension;

  if (Ext->DumpMode) {
    // Another world: no interrupts, no DPCs, no other processor.
    Ext->InterruptKind = InterruptKindNone;
    Ext->Channels = 1;
    return StartNow(Ext);
  }
  if (DEFECT(REGISTRY_IN_INITIALIZE))
    LoadTunables(Ext);
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
_Use_decl_annotations_ VOID LoadTunables(PDEVICE_EXTENSION Ext) {
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

// Of every queue there could be: one that is set up and never used is cheap.
_Use_decl_annotations_ VOID PrepareDpcs(PDEVICE_EXTENSION Ext) {
  for (ULONG Id = 0; Id < MAX_QUEUES; Id++)
    StorPortInitializeDpc(Ext, &Ext->Queue[Id].Dpc, QueueDpc);
  StorPortInitializeDpc(Ext, &Ext->LineDpc, LineDpc);
  StorPortInitializeDpc(Ext, &Ext->RecoveryDpc, RecoveryDpc);
}

// PASSIVE_LEVEL, no lock. Interrupt routines find their DPCs ready before the
// controller is switched on, and so before it can interrupt.
_Use_decl_annotations_ BOOLEAN PassiveInit(PVOID HwDeviceExtension) {
  PDEVICE_EXTENSION Ext = (PDEVICE_EXTENSION)HwDeviceExtension;
  BOOLEAN Started;

  LoadTunables(Ext);
  if (!DEFECT(DPC_AFTER_START))
    PrepareDpcs(Ext);
  Ext->DpcReady = TRUE;

  Started = StartNow(Ext);
  if (DEFECT(DPC_AFTER_START))
    PrepareDpcs(Ext);
  if (Started) {
    ArmTimer(Ext, WATCH_TICK_US);
    return TRUE;
  }
  if (Ext->Capabilities.ReadyTimeoutMs <= PASSIVE_WAIT_MS)
    return FALSE;
  // A controller that may take longer than a thread of the system should wait:
  // the timer goes on.
  PowerUp(Ext);
  return TRUE;
}
