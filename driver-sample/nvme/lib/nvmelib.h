//===- nvmelib.h - NVM Express, for any Storport miniport -----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The half of the driver that knows the specification and nothing of SCSI:
// registers, rings, page lists, commands. It is a static library of its own.
//
// Nothing here takes a lock, allocates, waits, or keeps a secret: each routine
// runs at any IRQL, and whoever calls it serialises what it works on. Of
// Storport it uses the register accessors.
//
//===----------------------------------------------------------------------===//

#pragma once

#include <miniport.h>

#include <storport.h>

#include "nvme_spec.h"

// A controller's registers. HwDeviceExtension is what Storport wants to see.
typedef struct _NVME_REGISTERS {
  PVOID HwDeviceExtension;
  PUCHAR Base;
  ULONG Bytes; // Mapped.
} NVME_REGISTERS, *PNVME_REGISTERS;

// CAP, as far as a driver must know it.
typedef struct _NVME_CAPABILITIES {
  ULONG RingEntries;    // The longest ring.
  ULONG DoorbellStride; // In bytes.
  ULONG QueuePairs;     // Whose doorbells are in the mapped range, admin too.
  ULONG ReadyTimeoutMs; // For each change of CSTS.RDY.
} NVME_CAPABILITIES, *PNVME_CAPABILITIES;

// A submission ring and its completion ring. The two have the same depth, and
// each is one piece of memory.
typedef struct _NVME_RING {
  const NVME_REGISTERS *Registers;
  PNVME_COMMAND Sq;
  volatile NVME_COMPLETION *Cq;
  ULONG64 SqPhysical;
  ULONG64 CqPhysical;
  PULONG SqDoorbell;
  PULONG CqDoorbell;
  USHORT Id;
  USHORT Depth;

  // The caller's lock guards the rest, and the entries.
  USHORT Phase;
  USHORT SqTail;
  USHORT CqHead;
} NVME_RING, *PNVME_RING;

// registers.c
ULONG NvmeRead(_In_ const NVME_REGISTERS *Registers, _In_ ULONG Offset);
VOID NvmeWrite(_In_ const NVME_REGISTERS *Registers, _In_ ULONG Offset,
               _In_ ULONG Value);
BOOLEAN NvmeReadCapabilities(_In_ const NVME_REGISTERS *Registers,
                             _Out_ PNVME_CAPABILITIES Capabilities);
VOID NvmeDisable(_In_ const NVME_REGISTERS *Registers);
VOID NvmeEnable(_In_ const NVME_REGISTERS *Registers,
                _In_ const NVME_RING *Admin);
BOOLEAN NvmeNotifyShutdown(_In_ const NVME_REGISTERS *Registers,
                           _In_ ULONG Kind);
BOOLEAN NvmeShutdownDone(_In_ ULONG Status);

// ring.c
VOID NvmeRingPlace(_Out_ PNVME_RING Ring, _In_ const NVME_REGISTERS *Registers,
                   _In_ USHORT Id, _In_ USHORT Depth,
                   _In_ ULONG DoorbellStride);
ULONG NvmeRingBytes(_In_ ULONG Depth);
VOID NvmeRingAttach(_Inout_ PNVME_RING Ring, _In_ PUCHAR Memory,
                    _In_ ULONG64 Physical);
VOID NvmeRingReset(_Inout_ PNVME_RING Ring);
VOID NvmeRingPush(_Inout_ PNVME_RING Ring, _In_ const NVME_COMMAND *Sqe);
BOOLEAN NvmeRingHasWork(_In_ const NVME_RING *Ring);
VOID NvmeRingTake(_Inout_ PNVME_RING Ring, _Out_ PNVME_COMPLETION Entry);
VOID NvmeRingAcknowledge(_In_ const NVME_RING *Ring);

// prp.c: page lists. A list is given as pages of 512 entries, by their virtual
// address (one piece) and the physical addresses of each.
#define NVME_PRPS_PER_PAGE (NVME_PAGE_SIZE / (ULONG)sizeof(ULONG64))

typedef struct _NVME_PRP_LIST {
  PULONG64 Entry;
  const ULONG64 *Physical; // Of each page; Physical[0] may begin inside one.
  ULONG Entries;           // Room, in the first page or in all.
} NVME_PRP_LIST, *PNVME_PRP_LIST;

ULONG NvmePrpPages(_In_ ULONG64 First, _In_ ULONG Bytes);
ULONG NvmePrpListEntries(_In_ ULONG Pages);
BOOLEAN NvmePrpBuild(_In_ const STOR_SCATTER_GATHER_LIST *Sgl,
                     _In_ ULONG Offset, _In_ ULONG Bytes,
                     _In_ const NVME_PRP_LIST *List, _Inout_ PNVME_COMMAND Sqe);

// commands.c: each fills a whole entry but for its identifier.
VOID NvmeBuildIdentify(_Out_ PNVME_COMMAND Sqe, _In_ ULONG Cns,
                       _In_ ULONG NamespaceId, _In_ ULONG64 Page);
VOID NvmeBuildQueueCount(_Out_ PNVME_COMMAND Sqe, _In_ ULONG Queues);
VOID NvmeBuildCreateCq(_Out_ PNVME_COMMAND Sqe, _In_ const NVME_RING *Ring,
                       _In_ ULONG Vector, _In_ BOOLEAN Interrupts);
VOID NvmeBuildCreateSq(_Out_ PNVME_COMMAND Sqe, _In_ const NVME_RING *Ring);
VOID NvmeBuildAbort(_Out_ PNVME_COMMAND Sqe, _In_ USHORT Queue,
                    _In_ USHORT CommandId);
VOID NvmeBuildSetFeature(_Out_ PNVME_COMMAND Sqe, _In_ ULONG Feature,
                         _In_ ULONG Value);
VOID NvmeBuildGetLog(_Out_ PNVME_COMMAND Sqe, _In_ UCHAR Log,
                     _In_ ULONG NamespaceId, _In_ ULONG Bytes,
                     _In_ ULONG64 Page);
VOID NvmeBuildAsyncEvent(_Out_ PNVME_COMMAND Sqe);
VOID NvmeBuildBlocks(_Out_ PNVME_COMMAND Sqe, _In_ UCHAR Opcode,
                     _In_ ULONG NamespaceId);
VOID NvmeSetBlocks(_Inout_ PNVME_COMMAND Sqe, _In_ ULONG64 Lba,
                   _In_ ULONG Blocks, _In_ ULONG Flags);
VOID NvmeBuildDataset(_Out_ PNVME_COMMAND Sqe, _In_ ULONG NamespaceId,
                      _In_ ULONG Ranges, _In_ ULONG64 List);
