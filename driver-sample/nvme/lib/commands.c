//===- commands.c - Submission queue entries ------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nvmelib.h"

static VOID Begin(_Out_ PNVME_COMMAND Sqe, _In_ UCHAR Opcode) {
  RtlZeroMemory(Sqe, sizeof(*Sqe));
  Sqe->Opcode = Opcode;
}

_Use_decl_annotations_ VOID NvmeBuildIdentify(PNVME_COMMAND Sqe, ULONG Cns,
                                              ULONG NamespaceId, ULONG64 Page) {
  Begin(Sqe, NVME_ADMIN_IDENTIFY);
  Sqe->NamespaceId = NamespaceId;
  Sqe->Prp1 = Page;
  Sqe->Cdw10 = Cns;
}

// Asks for that many submission and completion queues; the answer says how
// many there are, which may be fewer or more [5.21.1.7].
_Use_decl_annotations_ VOID NvmeBuildQueueCount(PNVME_COMMAND Sqe,
                                                ULONG Queues) {
  ULONG Last = Queues - 1;

  NvmeBuildSetFeature(Sqe, NVME_FEATURE_QUEUE_COUNT, (Last << 16) | Last);
}

_Use_decl_annotations_ VOID NvmeBuildCreateCq(PNVME_COMMAND Sqe,
                                              const NVME_RING *Ring,
                                              ULONG Vector,
                                              BOOLEAN Interrupts) {
  Begin(Sqe, NVME_ADMIN_CREATE_CQ);
  Sqe->Prp1 = Ring->CqPhysical;
  Sqe->Cdw10 = ((Ring->Depth - 1u) << 16) | Ring->Id;
  Sqe->Cdw11 = (Vector << 16) | NVME_QUEUE_CONTIGUOUS;
  if (Interrupts)
    Sqe->Cdw11 |= NVME_QUEUE_INTERRUPTS;
}

_Use_decl_annotations_ VOID NvmeBuildCreateSq(PNVME_COMMAND Sqe,
                                              const NVME_RING *Ring) {
  Begin(Sqe, NVME_ADMIN_CREATE_SQ);
  Sqe->Prp1 = Ring->SqPhysical;
  Sqe->Cdw10 = ((Ring->Depth - 1u) << 16) | Ring->Id;
  Sqe->Cdw11 = ((ULONG)Ring->Id << 16) | NVME_QUEUE_CONTIGUOUS;
}

_Use_decl_annotations_ VOID NvmeBuildAbort(PNVME_COMMAND Sqe, USHORT Queue,
                                           USHORT CommandId) {
  Begin(Sqe, NVME_ADMIN_ABORT);
  Sqe->Cdw10 = ((ULONG)CommandId << 16) | Queue;
}

_Use_decl_annotations_ VOID NvmeBuildSetFeature(PNVME_COMMAND Sqe,
                                                ULONG Feature, ULONG Value) {
  Begin(Sqe, NVME_ADMIN_SET_FEATURES);
  Sqe->Cdw10 = Feature;
  Sqe->Cdw11 = Value;
}

// Bytes: a multiple of four, at most a page.
_Use_decl_annotations_ VOID NvmeBuildGetLog(PNVME_COMMAND Sqe, UCHAR Log,
                                            ULONG NamespaceId, ULONG Bytes,
                                            ULONG64 Page) {
  Begin(Sqe, NVME_ADMIN_GET_LOG_PAGE);
  Sqe->NamespaceId = NamespaceId;
  Sqe->Prp1 = Page;
  Sqe->Cdw10 = ((Bytes / 4 - 1) << 16) | Log;
}

_Use_decl_annotations_ VOID NvmeBuildAsyncEvent(PNVME_COMMAND Sqe) {
  Begin(Sqe, NVME_ADMIN_ASYNC_EVENT);
}

// Read, write, write zeroes, verify, flush: NvmeSetBlocks says of which blocks.
_Use_decl_annotations_ VOID NvmeBuildBlocks(PNVME_COMMAND Sqe, UCHAR Opcode,
                                            ULONG NamespaceId) {
  Begin(Sqe, Opcode);
  Sqe->NamespaceId = NamespaceId;
}

// Blocks: 1 to NVME_BLOCKS_MAX.
_Use_decl_annotations_ VOID NvmeSetBlocks(PNVME_COMMAND Sqe, ULONG64 Lba,
                                          ULONG Blocks, ULONG Flags) {
  Sqe->Cdw10 = (ULONG)Lba;
  Sqe->Cdw11 = (ULONG)(Lba >> 32);
  Sqe->Cdw12 = (Blocks - 1) | Flags;
}

// List: the physical address of Ranges entries, at most a page of them.
_Use_decl_annotations_ VOID NvmeBuildDataset(PNVME_COMMAND Sqe,
                                             ULONG NamespaceId, ULONG Ranges,
                                             ULONG64 List) {
  Begin(Sqe, NVME_IO_DATASET);
  Sqe->NamespaceId = NamespaceId;
  Sqe->Prp1 = List;
  Sqe->Cdw10 = Ranges - 1;
  Sqe->Cdw11 = NVME_DATASET_DEALLOCATE;
}
