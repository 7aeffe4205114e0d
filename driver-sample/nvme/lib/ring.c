//===- ring.c - Submission and completion rings ---------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nvmelib.h"

static ULONG WholePages(_In_ ULONG Bytes) {
  return (Bytes + NVME_PAGE_MASK) & ~NVME_PAGE_MASK;
}

// What does not change: which doorbells are the ring's [3.1.24].
_Use_decl_annotations_ VOID NvmeRingPlace(PNVME_RING Ring,
                                          const NVME_REGISTERS *Registers,
                                          USHORT Id, USHORT Depth,
                                          ULONG DoorbellStride) {
  PUCHAR Doorbells =
      Registers->Base + NVME_REG_DOORBELLS + 2u * Id * DoorbellStride;

  RtlZeroMemory(Ring, sizeof(*Ring));
  Ring->Registers = Registers;
  Ring->Id = Id;
  Ring->Depth = Depth;
  Ring->SqDoorbell = (PULONG)Doorbells;
  Ring->CqDoorbell = (PULONG)(Doorbells + DoorbellStride);
}

// Both rings begin a page.
_Use_decl_annotations_ ULONG NvmeRingBytes(ULONG Depth) {
  return WholePages(Depth * (ULONG)sizeof(NVME_COMMAND)) +
         WholePages(Depth * (ULONG)sizeof(NVME_COMPLETION));
}

_Use_decl_annotations_ VOID NvmeRingAttach(PNVME_RING Ring, PUCHAR Memory,
                                           ULONG64 Physical) {
  ULONG SqBytes = WholePages(Ring->Depth * (ULONG)sizeof(NVME_COMMAND));

  Ring->Sq = (PNVME_COMMAND)Memory;
  Ring->SqPhysical = Physical;
  Ring->Cq = (volatile NVME_COMPLETION *)(Memory + SqBytes);
  Ring->CqPhysical = Physical + SqBytes;
}

// The controller is disabled, or has not been told of the ring yet.
_Use_decl_annotations_ VOID NvmeRingReset(PNVME_RING Ring) {
  Ring->Phase = 1;
  Ring->SqTail = 0;
  Ring->CqHead = 0;
  RtlZeroMemory((PVOID)Ring->Cq, Ring->Depth * sizeof(NVME_COMPLETION));
}

// There is room: a ring of n entries holds n - 1, and the caller counts.
_Use_decl_annotations_ VOID NvmeRingPush(PNVME_RING Ring,
                                         const NVME_COMMAND *Sqe) {
  Ring->Sq[Ring->SqTail] = *Sqe;
  if (++Ring->SqTail == Ring->Depth)
    Ring->SqTail = 0;

  // The entry must be in memory before the controller hears of it; the
  // register write orders it.
  StorPortWriteRegisterUlong(Ring->Registers->HwDeviceExtension,
                             Ring->SqDoorbell, Ring->SqTail);
}

// Is there an entry that the driver has not taken? Reads memory only.
_Use_decl_annotations_ BOOLEAN NvmeRingHasWork(const NVME_RING *Ring) {
  return (ReadUShortAcquire(&Ring->Cq[Ring->CqHead].Status) & 1u) ==
         Ring->Phase;
}

// Takes the next entry, which NvmeRingHasWork has seen: its phase tag was read
// first, so that the rest is the controller's, too.
_Use_decl_annotations_ VOID NvmeRingTake(PNVME_RING Ring,
                                         PNVME_COMPLETION Entry) {
  const volatile NVME_COMPLETION *From = &Ring->Cq[Ring->CqHead];

  RtlZeroMemory(Entry, sizeof(*Entry));
  Entry->Result = From->Result;
  Entry->SqHead = From->SqHead;
  Entry->SqId = From->SqId;
  Entry->CommandId = From->CommandId;
  Entry->Status = From->Status;
  if (++Ring->CqHead == Ring->Depth) {
    Ring->CqHead = 0;
    Ring->Phase ^= 1u;
  }
}

// Gives the taken entries back, and so drops a line interrupt.
_Use_decl_annotations_ VOID NvmeRingAcknowledge(const NVME_RING *Ring) {
  StorPortWriteRegisterUlong(Ring->Registers->HwDeviceExtension,
                             Ring->CqDoorbell, Ring->CqHead);
}
