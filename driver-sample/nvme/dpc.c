//===- dpc.c - The DPCs ---------------------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "driver.h"

// The DPC that completes what a queue has done.
_Use_decl_annotations_ PSTOR_DPC DpcOf(PNVME_QUEUE Queue) {
  PDEVICE_EXTENSION Ext = Queue->Ext;

  return Ext->InterruptKind == InterruptKindLine ? &Ext->LineDpc : &Queue->Dpc;
}

// One pass: ring to done list, done list to Storport. LockKind is DpcLock in a
// DPC; NO_LOCK in an interrupt routine and in dump mode. TRUE: the quota is
// spent, there may be more.
_Use_decl_annotations_ BOOLEAN ProcessQueue(PNVME_QUEUE Queue,
                                            STOR_SPINLOCK LockKind,
                                            ULONG Quota) {
  PDEVICE_EXTENSION Ext = Queue->Ext;
  BOOLEAN Isr = LockKind == NO_LOCK;
  STOR_LOCK_HANDLE StartIoHandle;
  STOR_LOCK_HANDLE Handle;
  ULONG Taken;
  PCMD Cmd;

  if (LockKind != NO_LOCK)
    StorPortAcquireSpinLock(Ext, LockKind, &Queue->Dpc, &Handle);
  if (DEFECT(DPC_LOCK_ORDER) && LockKind == DpcLock)
    StorPortAcquireSpinLock(Ext, StartIoLock, NULL, &StartIoHandle);
  Taken = Drain(Queue, Isr, Quota);
  Cmd = TakeDone(Queue, Isr);
  while (Cmd != NULL) {
    PCMD Next = Cmd->Next;

    CompleteCmd(Queue, Cmd, Isr);
    Cmd = Next;
  }
  if (DEFECT(DPC_LOCK_ORDER) && LockKind == DpcLock)
    StorPortReleaseSpinLock(Ext, &StartIoHandle);
  if (LockKind != NO_LOCK)
    StorPortReleaseSpinLock(Ext, &Handle);
  return Taken == Quota;
}

// Message interrupts: the DPC of one queue. A DPC should take about 100 us: it
// gives way after two passes, and the rest is a DPC of its own.
_Use_decl_annotations_ VOID QueueDpc(PSTOR_DPC Dpc, PVOID HwDeviceExtension,
                                     PVOID SystemArgument1,
                                     PVOID SystemArgument2) {
  PNVME_QUEUE Queue = CONTAINING_RECORD(Dpc, NVME_QUEUE, Dpc);

  UNREFERENCED_PARAMETER(SystemArgument2);
  if (DEFECT(SRB_AS_DPC_ARGUMENT) && SystemArgument1 != NULL)
    CompleteCmd(Queue, (PCMD)SrbGetMiniportContext(SystemArgument1), FALSE);
  for (ULONG Round = 0; Round < DPC_ROUNDS; Round++)
    if (!ProcessQueue(Queue, DpcLock, DPC_QUOTA))
      return;
  StorPortIssueDpc(HwDeviceExtension, Dpc, NULL, NULL);
}

// Line interrupt: one DPC for all queues, entered with the line masked. It
// opens the line only when every ring has been empty.
_Use_decl_annotations_ VOID LineDpc(PSTOR_DPC Dpc, PVOID HwDeviceExtension,
                                    PVOID SystemArgument1,
                                    PVOID SystemArgument2) {
  PDEVICE_EXTENSION Ext = (PDEVICE_EXTENSION)HwDeviceExtension;
  STOR_LOCK_HANDLE Handle;
  BOOLEAN More = FALSE;

  UNREFERENCED_PARAMETER(SystemArgument1);
  UNREFERENCED_PARAMETER(SystemArgument2);
  for (ULONG Id = 0; Id <= Ext->IoQueueTarget; Id++)
    if (ProcessQueue(&Ext->Queue[Id], DpcLock, DPC_QUOTA))
      More = TRUE;
  if (More) {
    StorPortIssueDpc(Ext, Dpc, NULL, NULL);
    return;
  }
  // The reset opens the line.
  if (!DEFECT(FAILURE_UNDER_LOCK) && HasFailed(Ext)) {
    ResetBegin(Ext);
    return;
  }
  StorPortAcquireSpinLock(Ext, InterruptLock, NULL, &Handle);
  if (DEFECT(FAILURE_UNDER_LOCK) && HasFailed(Ext)) {
    ResetBegin(Ext);
  } else {
    Ext->LineMasked = FALSE;
    NvmeWrite(&Ext->Registers, NVME_REG_INTMC, NVME_LINE_VECTOR);
  }
  StorPortReleaseSpinLock(Ext, &Handle);
}

// The controller reported an error event. The reset begins here and goes on in
// the timer: nothing waits.
_Use_decl_annotations_ VOID RecoveryDpc(PSTOR_DPC Dpc, PVOID HwDeviceExtension,
                                        PVOID SystemArgument1,
                                        PVOID SystemArgument2) {
  PDEVICE_EXTENSION Ext = (PDEVICE_EXTENSION)HwDeviceExtension;
  STOR_LOCK_HANDLE Handle;

  UNREFERENCED_PARAMETER(Dpc);
  UNREFERENCED_PARAMETER(SystemArgument1);
  UNREFERENCED_PARAMETER(SystemArgument2);
  ResetBegin(Ext);
  if (DEFECT(DELAY_IN_DPC))
    StorPortDelayExecution(Ext, 10000);
  if (DEFECT(POLL_UNDER_LOCK)) {
    StorPortAcquireSpinLock(Ext, InterruptLock, NULL, &Handle);
    WaitReady(Ext, FALSE, 1000 * Ext->Capabilities.ReadyTimeoutMs);
    StorPortReleaseSpinLock(Ext, &Handle);
  }
}
