//===- interrupt.c - The two interrupt routines ---------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Both run at DIRQL and owe Storport a quick answer: look at the rings, quiet
// the source, hand the rest to a DPC. Without DPCs (dump mode, or a system
// that refused passive initialisation) they complete requests themselves;
// nothing on that way may need an IRQL below DIRQL.
//
//===----------------------------------------------------------------------===//

#include "driver.h"

#if defined(NVME_WPP)
#include "interrupt.tmh"
#endif

// Drops the line until LineDpc has emptied the rings. Caller holds
// InterruptLock.
static VOID MaskLine(_Inout_ PDEVICE_EXTENSION Ext) {
  Ext->LineMasked = TRUE;
  NvmeWrite(&Ext->Registers, NVME_REG_INTMS, NVME_LINE_VECTOR);
}

// The interrupt is ours, and LineDpc will see to it.
static BOOLEAN LeaveToDpc(_Inout_ PDEVICE_EXTENSION Ext) {
  if (DEFECT(ISR_RETURNS_ISSUE_DPC))
    return StorPortIssueDpc(Ext, &Ext->LineDpc, NULL, NULL);
  // FALSE: it is queued already, and will see these entries.
  StorPortIssueDpc(Ext, &Ext->LineDpc, NULL, NULL);
  return TRUE;
}

// The line may be shared, and NVMe has no interrupt status register: the
// interrupt is ours when a completion waits and we have not masked the line.
// Until that is known nothing is written, so that FALSE costs a few reads of
// memory. In dump mode the port polls by calling this routine.
_Use_decl_annotations_ BOOLEAN IntxIsr(PVOID HwDeviceExtension) {
  PDEVICE_EXTENSION Ext = (PDEVICE_EXTENSION)HwDeviceExtension;
  BOOLEAN Claimed = TRUE;
  ULONG Pending = 0;

  // A masked line is not driven by us, whatever the rings say: the interrupt
  // belongs to a neighbour.
  if (Ext->LineMasked)
    return DEFECT(ALWAYS_TRUE) ? TRUE : FALSE;
  if (DEFECT(MASK_BEFORE_OWNERSHIP) && Ext->DpcReady)
    MaskLine(Ext);
  for (ULONG Id = 0; Id <= Ext->IoQueueTarget; Id++)
    if (NvmeRingHasWork(&Ext->Queue[Id].Ring))
      Pending++;
  if (Pending == 0)
    return DEFECT(ALWAYS_TRUE) ? TRUE : FALSE;

  if (Ext->DpcReady) {
    if (!DEFECT(LINE_NEVER_MASKED))
      MaskLine(Ext);
    Claimed = LeaveToDpc(Ext);
  } else {
    for (ULONG Id = 0; Id <= Ext->IoQueueTarget; Id++)
      ProcessQueue(&Ext->Queue[Id],
                   DEFECT(INTERRUPT_LOCK_IN_ISR) ? InterruptLock : NO_LOCK,
                   Ext->Queue[Id].Depth);
    if (!Ext->DumpMode && HasFailed(Ext)) {
      MaskLine(Ext);
      InterlockedExchange(&Ext->RecoveryWanted, 1);
    }
  }
  if (DEFECT(FALSE_AFTER_ACK))
    return Pending == 1;
  return Claimed;
}

// One queue's share of a message interrupt.
static VOID ServeQueue(_Inout_ PNVME_QUEUE Queue, _In_ ULONG MessageId) {
  PDEVICE_EXTENSION Ext = Queue->Ext;

  // A message is an edge, so without a DPC the ring must be emptied here; it
  // holds at most its depth. What comes later sends another message.
  if (!Ext->DpcReady || DEFECT(DRAIN_WITHOUT_QUOTA)) {
    ProcessQueue(Queue, DEFECT(INTERRUPT_LOCK_IN_ISR) ? InterruptLock : NO_LOCK,
                 Queue->Depth);
    return;
  }
  // With a DPC a few entries are enough: the DPC empties the ring.
  if (Drain(Queue, DEFECT(ISR_FLAG_LOST) ? FALSE : TRUE, Ext->IsrQuota) == 0)
    return;
  // An error event: stop feeding the controller at once. RecoveryDpc, issued
  // when the event is completed, does the rest.
  if (Queue->Id == 0 && Queue->AsyncError)
    QuiesceIo(Ext, MessageId);
  StorPortIssueDpc(Ext, &Queue->Dpc, NULL, NULL);
}

// A message is the controller's own, so the answer is always TRUE. Of the
// locks only that of MessageId is held; a queue has exactly one message, so
// its lock is the queue lock, though other queues may share it.
_Use_decl_annotations_ BOOLEAN MsixIsr(PVOID HwDeviceExtension,
                                       ULONG MessageId) {
  PDEVICE_EXTENSION Ext = (PDEVICE_EXTENSION)HwDeviceExtension;

  if (DEFECT(IRQL_IN_TRACE))
    TraceRequest("message %u at IRQL %u\n", MessageId, KeGetCurrentIrql());
  else
    TraceRequest("message %u\n", MessageId);
  for (ULONG Id = 0; Id <= Ext->IoQueueTarget; Id++)
    if (Ext->Queue[Id].MessageId == MessageId)
      ServeQueue(&Ext->Queue[Id], MessageId);
  return TRUE;
}
