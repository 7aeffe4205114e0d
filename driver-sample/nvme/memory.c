//===- memory.c - Rings and pages that the controller sees ----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "driver.h"

static ULONG RingDepth(_In_ PDEVICE_EXTENSION Ext, _In_ ULONG Id) {
  ULONG Depth = Ext->DumpMode ? DUMP_IO_DEPTH : IO_DEPTH;

  // CAP.MQES limits I/O queues, not the admin queue.
  if (Id == 0)
    return ADMIN_DEPTH;
  return min(Depth, Ext->Capabilities.RingEntries);
}

// How many I/O queues could be used if enough messages were granted.
static ULONG IoQueuesAtMost(_In_ PDEVICE_EXTENSION Ext) {
  ULONG Most = Ext->DumpMode ? 1 : MAX_IO_QUEUES;

  return min(Most, Ext->Capabilities.QueuePairs - 1);
}

static VOID TakePage(_Out_ PDMA_PAGE Page, _Inout_ PUCHAR *Memory,
                     _Inout_ PULONG64 Physical) {
  Page->Data = *Memory;
  Page->Physical = *Physical;
  *Memory += NVME_PAGE_SIZE;
  *Physical += NVME_PAGE_SIZE;
}

static VOID TakeRing(_Inout_ PDEVICE_EXTENSION Ext, _In_ ULONG Id,
                     _Inout_ PUCHAR *Memory, _Inout_ PULONG64 Physical) {
  PNVME_QUEUE Queue = &Ext->Queue[Id];
  ULONG Depth = RingDepth(Ext, Id);
  ULONG Bytes = NvmeRingBytes(Depth);

  Queue->Ext = Ext;
  Queue->Id = (USHORT)Id;
  Queue->Depth = (USHORT)Depth;
  NvmeRingPlace(&Queue->Ring, &Ext->Registers, (USHORT)Id, (USHORT)Depth,
                Ext->Capabilities.DoorbellStride);
  NvmeRingAttach(&Queue->Ring, *Memory, *Physical);
  QueueReset(Queue);
  *Memory += Bytes;
  *Physical += Bytes;
}

// In one piece of uncached memory: 120 KB, and 24 KB of the 32 KB that a dump
// may have. In FindAdapter.
_Use_decl_annotations_ BOOLEAN LayOutMemory(
    PDEVICE_EXTENSION Ext, PPORT_CONFIGURATION_INFORMATION ConfigInfo) {
  ULONG IoQueues = IoQueuesAtMost(Ext);
  ULONG Pages = Ext->DumpMode ? 1 : 3;
  ULONG Bytes = NVME_PAGE_SIZE + // To align the rest.
                Pages * NVME_PAGE_SIZE + NvmeRingBytes(ADMIN_DEPTH) +
                IoQueues * NvmeRingBytes(RingDepth(Ext, 1));
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
  // Hibernation: what resume must find as it was. A system that does not take
  // the mark saves the memory anyway.
  if (ConfigInfo->DumpMode == DUMP_MODE_MARK_MEMORY)
    StorPortMarkDumpMemory(Ext, Memory, Bytes, 0);

  Skip = (NVME_PAGE_SIZE - (ULONG)(Physical & NVME_PAGE_MASK)) & NVME_PAGE_MASK;
  Memory += Skip;
  Physical += Skip;
  for (ULONG Id = 0; Id <= IoQueues; Id++)
    TakeRing(Ext, Id, &Memory, &Physical);
  TakePage(&Ext->IdentifyPage, &Memory, &Physical);
  if (!Ext->DumpMode) {
    TakePage(&Ext->LogPage, &Memory, &Physical);
    TakePage(&Ext->ControlPage, &Memory, &Physical);
  }

  Ext->IoQueueTarget = IoQueues;
  Ext->FreeAdmin = NULL;
  for (ULONG Index = 0; Index < ADMIN_DEPTH; Index++) {
    Ext->AdminCmd[Index].Next = Ext->FreeAdmin;
    Ext->FreeAdmin = &Ext->AdminCmd[Index];
  }
  return TRUE;
}
