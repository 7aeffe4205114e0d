//===- watch.c - The timer ------------------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "driver.h"

// Storport's one timer: a new request replaces the old one. Any IRQL. If a
// timer call that is just ending replaces a short time by its own long one,
// what is to happen happens a tick later.
_Use_decl_annotations_ VOID ArmTimer(PDEVICE_EXTENSION Ext,
                                     ULONG Microseconds) {
  StorPortNotification(RequestTimerCall, Ext, TimerTick, Microseconds);
}

// Which queues of one message have entries that nobody has taken, as a set.
static ULONG PendingOf(_In_ PDEVICE_EXTENSION Ext, _In_ ULONG Message) {
  ULONG Pending = 0;

  for (ULONG Id = 0; Id <= Ext->IoQueueTarget; Id++)
    if (Ext->Queue[Id].MessageId == Message &&
        NvmeRingHasWork(&Ext->Queue[Id].Ring))
      Pending |= 1u << Id;
  return Pending;
}

// A message that got lost costs a tick, not a time-out. One message at a
// time, so that no interrupt routine waits for more than a look.
static VOID DrainMessages(_Inout_ PDEVICE_EXTENSION Ext) {
  ULONG Pending = 0;
  ULONG Message = 0;
  ULONG OldIrql;

  while (Message < Ext->MessageCount) {
    StorPortAcquireMSISpinLock(Ext, Message, &OldIrql);
    Pending |= PendingOf(Ext, Message);
    if (DEFECT(MESSAGE_MOVED))
      Message++;
    StorPortReleaseMSISpinLock(Ext, Message, OldIrql);
    if (!DEFECT(MESSAGE_MOVED))
      Message++;
  }
  for (ULONG Id = 0; Id <= Ext->IoQueueTarget; Id++)
    if (Pending & (1u << Id))
      StorPortIssueDpc(Ext, &Ext->Queue[Id].Dpc, NULL, NULL);
}

// The same where there is one vector, or a line.
static VOID DrainVector(_Inout_ PDEVICE_EXTENSION Ext) {
  STOR_LOCK_HANDLE Handle;
  ULONG Pending;

  StorPortAcquireSpinLock(Ext, InterruptLock, NULL, &Handle);
  // A line that is masked has not been lost: its DPC is on the way.
  Pending = Ext->LineMasked ? 0 : PendingOf(Ext, 0);
  StorPortReleaseSpinLock(Ext, &Handle);
  for (ULONG Id = 0; Id <= Ext->IoQueueTarget; Id++)
    if (Pending & (1u << Id))
      StorPortIssueDpc(Ext, DpcOf(&Ext->Queue[Id]), NULL, NULL);
}

// Pieces that wait behind a busy queue try the next one.
static VOID Balance(_Inout_ PDEVICE_EXTENSION Ext) {
  ULONG Count = (ULONG)ReadLongAcquire(&Ext->IoQueueCount);

  for (ULONG Id = 1; Id < Count; Id++)
    MoveQueue(&Ext->Queue[Id], &Ext->Queue[Id + 1]);
}

// At each long tick while the adapter runs: is the controller still there, and
// well? DISPATCH_LEVEL, the StartIo lock held by Storport.
static VOID Watch(_Inout_ PDEVICE_EXTENSION Ext) {
  ULONG Csts = NvmeRead(&Ext->Registers, NVME_REG_CSTS);

  EmptyTrash(Ext);
  if (Csts == NVME_ALL_ONES) {
    GiveUp(Ext, AdapterRemoved);
    return;
  }
  if (Csts & NVME_CSTS_CFS) {
    RecordError(Ext, ERROR_FATAL_STATUS | Csts);
    ResetBegin(Ext);
    return;
  }
  if (InterlockedExchange(&Ext->RecoveryWanted, 0) != 0) {
    ResetBegin(Ext);
    return;
  }
  if (ReadPointerAcquire(&Ext->UnitResetSrb) != NULL)
    UnitResetStep(Ext);
  if (!Ext->DpcReady)
    return;
  Balance(Ext);
  if (Ext->InterruptKind == InterruptKindPerMessage)
    DrainMessages(Ext);
  else
    DrainVector(Ext);
}

_Use_decl_annotations_ VOID TimerTick(PVOID HwDeviceExtension) {
  PDEVICE_EXTENSION Ext = (PDEVICE_EXTENSION)HwDeviceExtension;

  if (GetState(Ext) == AdapterStarting)
    StartStep(Ext);
  else if (GetState(Ext) == AdapterRunning)
    Watch(Ext);

  switch (GetState(Ext)) {
  case AdapterStarting:
    ArmTimer(Ext, START_TICK_US);
    break;
  case AdapterRunning:
    ArmTimer(Ext, ReadPointerAcquire(&Ext->UnitResetSrb) != NULL
                      ? START_TICK_US
                      : WATCH_TICK_US);
    break;
  default:
    break;
  }
}
