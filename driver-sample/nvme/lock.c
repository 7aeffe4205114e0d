//===- lock.c - The queue lock, and the adapter's state -------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Which lock keeps a queue to itself depends on what Storport granted:
//
//   per message   the MSI lock of the queue's message
//   one vector    InterruptLock, which contains the only message's lock
//   line          InterruptLock
//   dump          nothing: no other code runs
//
// An interrupt routine enters with the lock of its message (or the line) held
// by Storport, and says so by Isr. Acquire and release test the same three
// things in the same order, none of which changes while the lock is held.
//
//===----------------------------------------------------------------------===//

#include "driver.h"

// A line interrupt has no message lock: there InterruptLock is the one.
static BOOLEAN HasMessageLock(_In_ PDEVICE_EXTENSION Ext) {
  if (DEFECT(MSI_LOCK_ON_LINE) && Ext->InterruptKind == InterruptKindLine)
    return TRUE;
  return Ext->InterruptKind == InterruptKindPerMessage;
}

_Use_decl_annotations_ VOID QueueLock(PNVME_QUEUE Queue, BOOLEAN Isr,
                                      PQUEUE_LOCK Held) {
  PDEVICE_EXTENSION Ext = Queue->Ext;

  if (Isr || (Ext->DumpMode && !DEFECT(UNLOCK_BY_DUMP)))
    return;
  if (!HasMessageLock(Ext))
    StorPortAcquireSpinLock(Ext, InterruptLock, NULL, &Held->Handle);
  else if (DEFECT(OLDIRQL_IN_HANDLE))
    StorPortAcquireMSISpinLock(Ext, Queue->MessageId,
                               (PULONG)&Held->Handle.Context.OldIrql);
  else
    StorPortAcquireMSISpinLock(Ext, Queue->MessageId, &Held->OldIrql);
}

_Use_decl_annotations_ VOID QueueUnlock(PNVME_QUEUE Queue, BOOLEAN Isr,
                                        PQUEUE_LOCK Held) {
  PDEVICE_EXTENSION Ext = Queue->Ext;

  if ((Isr && !DEFECT(UNLOCK_BY_DUMP)) || Ext->DumpMode)
    return;
  if (!HasMessageLock(Ext) &&
      !(DEFECT(WRONG_RELEASE) && Ext->InterruptKind == InterruptKindOneVector))
    StorPortReleaseSpinLock(Ext, &Held->Handle);
  else if (DEFECT(OLDIRQL_IN_HANDLE))
    StorPortReleaseMSISpinLock(Ext, Queue->MessageId,
                               Held->Handle.Context.OldIrql);
  else
    StorPortReleaseMSISpinLock(Ext, Queue->MessageId, Held->OldIrql);
}

// Stops submissions to one queue. HeldMessage is the message whose interrupt
// routine calls, or NO_MESSAGE. The lock of that message is held already; the
// lock of another message may be taken on top of it, which the page of
// HwMSInterruptRoutine tells drivers to do. InterruptLock may not: it contains
// the lock that is held.
_Use_decl_annotations_ VOID QuiesceQueue(PNVME_QUEUE Queue, ULONG HeldMessage) {
  BOOLEAN Own = Queue->MessageId == HeldMessage;
  QUEUE_LOCK Lock;

  if (DEFECT(NESTED_ALL_LOCK)) {
    StorPortAcquireSpinLock(Queue->Ext, InterruptLock, NULL, &Lock.Handle);
    Queue->Active = FALSE;
    StorPortReleaseSpinLock(Queue->Ext, &Lock.Handle);
    return;
  }
  QueueLock(Queue, Own, &Lock);
  Queue->Active = FALSE;
  QueueUnlock(Queue, Own, &Lock);
}

// Every queue but the admin queue. Message 0 is the only one from whose
// routine this is called, so message locks are always taken upwards.
_Use_decl_annotations_ VOID QuiesceIo(PDEVICE_EXTENSION Ext,
                                      ULONG HeldMessage) {
  for (ULONG Id = 1; Id <= Ext->IoQueueTarget; Id++)
    QuiesceQueue(&Ext->Queue[Id], HeldMessage);
}

_Use_decl_annotations_ ADAPTER_STATE GetState(PDEVICE_EXTENSION Ext) {
  return (ADAPTER_STATE)ReadLongAcquire(&Ext->State);
}

_Use_decl_annotations_ START_PHASE GetPhase(PDEVICE_EXTENSION Ext) {
  return (START_PHASE)ReadLongAcquire(&Ext->Phase);
}

// Moves the start from one phase to the next unless it has moved on already.
_Use_decl_annotations_ BOOLEAN MovePhase(PDEVICE_EXTENSION Ext,
                                         START_PHASE From, START_PHASE To,
                                         BOOLEAN Isr) {
  PNVME_QUEUE Admin = &Ext->Queue[0];
  BOOLEAN Moved = FALSE;
  QUEUE_LOCK Lock;

  QueueLock(Admin, Isr, &Lock);
  if (GetState(Ext) == AdapterStarting && GetPhase(Ext) == From) {
    InterlockedExchange(&Ext->Phase, To);
    Moved = TRUE;
  }
  QueueUnlock(Admin, Isr, &Lock);
  return Moved;
}
