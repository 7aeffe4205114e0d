//===- adapter.h - The NVMe miniport's data -------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What belongs to which lock, said once:
//
//   StartIo lock (Storport's)  held by Storport around the timer and ResetBus,
//                              and around StartIo unless it granted concurrent
//                              channels. Nothing here relies on the latter.
//   DpcLock of Queue->Dpc      one pass over a queue's completions. Whoever
//                              holds it knows that no completion of that queue
//                              is on its way.
//   queue lock (QueueLock)     the ring, the slots, the done and the waiting
//                              list and Active of one queue; for queue 0 also
//                              moves of State and Phase, the free list of admin
//                              commands, Identity and AsyncError.
//
// Order: DpcLock, then the queue lock. The StartIo lock is never asked for.
// Of the queue locks one is held at a time, except that the interrupt routine
// of message 0 may take those of higher messages.
//
// Fields marked "any" are read by everybody without a lock. They are words, and
// written by interlocked operations.
//
//===----------------------------------------------------------------------===//

#pragma once

#include <miniport.h>

#include <storport.h>

#include <ntddscsi.h>
#include <srbhelper.h>

#include "lib/nvmelib.h"

#define MAX_IO_QUEUES 8
#define MAX_QUEUES (1 + MAX_IO_QUEUES)
// I/O queues that share one lock: more would only wait for each other.
#define ONE_LOCK_IO_QUEUES 2
#define MAX_NAMESPACES 8
#define ADMIN_DEPTH 16
#define IO_DEPTH 128
#define DUMP_IO_DEPTH 16
#define MAX_TRANSFER (4u * 1024u * 1024u)
#define DUMP_MAX_TRANSFER (64u * 1024u)
#define POOL_TAG 'PmvN'

// A pass over a completion ring in an interrupt routine, and in a DPC.
#define ISR_QUOTA 16
#define DPC_QUOTA 64
#define DPC_ROUNDS 2

// Times. A single stall stays below the documented millisecond.
#define READY_POLL_US 500
#define PASSIVE_WAIT_MS 5000
#define RESET_BUS_WAIT_US 500
#define SHUTDOWN_POLLS 100
#define SETUP_WAIT_MS 5000
#define START_TICK_US 10000
#define WATCH_TICK_US 250000
#define PAUSE_SECONDS 60
#define UNIT_RESET_TICKS 100 // Of START_TICK_US.

// How often a command is sent again that the controller refused for a while.
#define RETRY_LIMIT 4

// "No interrupt message is being served by the caller."
#define NO_MESSAGE 0xFFFFFFFFu

// LockKind of ProcessQueue: the caller is the interrupt routine, or the only
// code that runs.
#define NO_LOCK ((STOR_SPINLOCK)0)

typedef struct _DEVICE_EXTENSION DEVICE_EXTENSION, *PDEVICE_EXTENSION;
typedef struct _CMD CMD, *PCMD;

// How completions arrive. Decided in HwInitialize, fixed from then on.
typedef enum _INTERRUPT_KIND {
  InterruptKindNone,      // Dump mode: the port polls.
  InterruptKindLine,      // INTx.
  InterruptKindOneVector, // One message for all queues.
  InterruptKindPerMessage // Messages of their own, or shared among I/O queues.
} INTERRUPT_KIND;

typedef enum _ADAPTER_STATE {
  AdapterStopped,
  AdapterStarting, // First start, restart and reset alike: see Phase.
  AdapterRunning,
  AdapterFailed,
  AdapterRemoved
} ADAPTER_STATE;

typedef enum _START_PHASE {
  PhaseQuiesce, // A reset has begun; the queues are being closed.
  PhaseDisable, // CC.EN is 0; waiting for CSTS.RDY to clear.
  PhaseEnable,  // CC.EN is 1; waiting for CSTS.RDY to set.
  PhaseSetup,   // The chain of set-up commands runs.
  PhaseReady,   // The chain came to its end.
  PhaseFailed
} START_PHASE;

// The chain of set-up commands, one admin command each (setup.c).
typedef enum _SETUP_STAGE {
  SetupIdentifyController,
  SetupIdentifyNamespace,
  SetupQueueCount,
  SetupCompletionQueue,
  SetupSubmissionQueue,
  SetupWriteCache,
  SetupEvents,
  SetupComplete
} SETUP_STAGE;

// A PRP list or a list of ranges that did not fit into the SRB extension: pool
// pages, in one piece of virtual memory.
#define PRP_PAGES_MAX 3
typedef union _PRP_PAGE {
  union _PRP_PAGE *Next; // While it waits to be freed.
  ULONG64 Entry[NVME_PRPS_PER_PAGE];
} PRP_PAGE, *PPRP_PAGE;

// Runs when an admin command is finished: in the queue's DPC, or in the
// interrupt routine (Isr) while there are no DPCs. Cmd->SrbStatus is not 0 if
// the controller never answered.
typedef VOID ADMIN_DONE(_In_ PDEVICE_EXTENSION Ext, _In_ PCMD Cmd,
                        _In_ BOOLEAN Isr);

struct _CMD {
  PCMD Next;
  PSCSI_REQUEST_BLOCK Srb; // Of an I/O command; Done is NULL then.
  ADMIN_DONE *Done;        // Of an admin command.
  PVOID Context;           // Done's.
  ULONG Result;
  USHORT Status;   // The controller's verdict, phase tag removed.
  UCHAR SrbStatus; // If not 0: the driver's own verdict, Status is void.
  UCHAR Retries;
  NVME_COMMAND Sqe;
};

typedef enum _REQUEST_KIND {
  RequestNotBuilt, // BuildIo has left it, or saw no adapter that runs.
  RequestEmulated, // Answered by the driver, in StartIo.
  RequestTransfer, // Reads and writes: a scatter/gather list.
  RequestBlocks,   // Verify, write zeroes: blocks and no data.
  RequestWhole     // One command, built: flush, unmap.
} REQUEST_KIND;

// The SRB extension. The inline PRP list may not cross a page: it uses 16
// entries of PrpSpace from the first address that is aligned to their size.
//
// What is larger than the controller takes at a time is sent in pieces, one
// after another, through the same command.
#define INLINE_PRPS 16
#define INLINE_PRP_BYTES (INLINE_PRPS * sizeof(ULONG64))
typedef struct _REQUEST {
  CMD Cmd;
  REQUEST_KIND Kind;
  ULONG Flags;       // CDW12 of each piece.
  ULONG64 Lba;       // Of the piece under way.
  ULONG Blocks;      // Of the piece under way.
  ULONG BlocksLeft;  // Behind it.
  ULONG PieceBlocks; // The most at a time.
  ULONG SectorShift;
  ULONG BytesDone;
  PSTOR_SCATTER_GATHER_LIST Sgl;
  PPRP_PAGE PrpPages;
  NVME_PRP_LIST Prps;
  ULONG64 PrpPhysical[PRP_PAGES_MAX];
  ULONG64 PrpSpace[2 * INLINE_PRPS - 1];
} REQUEST, *PREQUEST;

// What an abort does to the slot of the command that it is after: it must not
// name another command before the abort is through.
typedef enum _SLOT_HOLD {
  SlotFree,      // Not held.
  SlotHeld,      // An abort is on its way.
  SlotHeldUnused // And the command has come to its end meanwhile.
} SLOT_HOLD;

typedef struct _NVME_QUEUE {
  PDEVICE_EXTENSION Ext;
  USHORT Id;
  USHORT Depth;
  ULONG MessageId;
  STOR_DPC Dpc;

  // Below: guarded by the queue lock.
  NVME_RING Ring;
  BOOLEAN Active;
  BOOLEAN AsyncError; // Queue 0: an error event waits on the done list.
  USHORT FreeCount;
  USHORT FreeSlot[IO_DEPTH];
  PCMD Slot[IO_DEPTH];
  UCHAR Hold[IO_DEPTH];
  PCMD DoneHead; // Taken off the ring, for the DPC.
  PCMD DoneTail;
  PCMD WaitHead; // Pieces that found no free slot.
  PCMD WaitTail;
  PPRP_PAGE Trash; // PRP pages whose commands ended at DIRQL.
} NVME_QUEUE, *PNVME_QUEUE;

// What QueueLock leaves for QueueUnlock. MSI locks save the IRQL in a ULONG;
// the handle's own field is narrower and must not be used for it.
typedef struct _QUEUE_LOCK {
  STOR_LOCK_HANDLE Handle;
  ULONG OldIrql;
} QUEUE_LOCK, *PQUEUE_LOCK;

typedef enum _SUBMITTED {
  SubmittedQueued,
  SubmittedFull,  // Every slot is taken.
  SubmittedClosed // The queue is out of service.
} SUBMITTED;

// A namespace in one word, so that BuildIo can read it while it changes: the
// blocks, and in the low byte the sector shift. 0: no such unit.
#define GEOMETRY(Blocks, Shift) ((LONG64)(((Blocks) << 8) | (Shift)))
#define GEOMETRY_BLOCKS(Word) ((ULONG64)(Word) >> 8)
#define GEOMETRY_SHIFT(Word) ((ULONG)((ULONG64)(Word) & 0xFFu))

typedef struct _UNIT_IDENTITY {
  UCHAR Guid[16];
  UCHAR Eui64[8];
  BOOLEAN Thin;
} UNIT_IDENTITY, *PUNIT_IDENTITY;

// What the controller says of itself. The set-up chain collects it in Found;
// when the adapter runs it becomes Identity.
typedef struct _IDENTITY {
  CHAR SerialNumber[20];
  CHAR ModelNumber[40];
  CHAR FirmwareRevision[8];
  ULONG NamespaceCount;
  ULONG IoQueueCount;
  ULONG PieceBytes;
  ULONG AbortLimit;
  ULONG Optional;       // ONCS.
  BOOLEAN CachesWrites; // VWC.
  BOOLEAN WriteCacheOn;
  LONG64 Geometry[MAX_NAMESPACES];
  UNIT_IDENTITY Unit[MAX_NAMESPACES];
} IDENTITY, *PIDENTITY;

// What differs between a running system and a dump.
typedef struct _ADAPTER_OPS {
  VOID (*Sleep)(_In_ PDEVICE_EXTENSION Ext, _In_ ULONG Milliseconds);
} ADAPTER_OPS;

// A page that the controller writes.
typedef struct _DMA_PAGE {
  PVOID Data;
  ULONG64 Physical;
} DMA_PAGE, *PDMA_PAGE;

struct _DEVICE_EXTENSION {
  // Fixed by FindAdapter.
  NVME_REGISTERS Registers;
  NVME_CAPABILITIES Capabilities;
  BOOLEAN DumpMode;
  const ADAPTER_OPS *Ops;
  DMA_PAGE IdentifyPage;
  DMA_PAGE LogPage;     // The driver's own questions.
  DMA_PAGE ControlPage; // Those of SRB_FUNCTION_IO_CONTROL.

  // Fixed by HwInitialize and passive initialisation.
  INTERRUPT_KIND InterruptKind;
  ULONG MessageCount;
  ULONG IoQueueTarget;
  ULONG Channels;        // 1 unless StartIo may run on several processors.
  BOOLEAN MessageRanges; // Storport says by which message to answer.
  BOOLEAN DpcReady;
  STOR_DPC LineDpc;
  STOR_DPC RecoveryDpc;
  ULONG IsrQuota;

  // Any. Moves from one state to another are made under the lock of Queue[0],
  // except where nothing else runs.
  LONG volatile State; // ADAPTER_STATE.
  LONG volatile Phase; // START_PHASE.
  LONG volatile IoQueueCount;
  LONG volatile PieceBytes;
  LONG volatile AbortLimit;
  LONG volatile Optional;
  LONG volatile CachesWrites; // There is a write cache to flush.
  LONG volatile WriteCacheOn; // And it is on.
  LONG volatile ReadOnly;     // The medium takes no more writes.
  LONG64 volatile Geometry[MAX_NAMESPACES];

  // Guarded by the lock of Queue[0].
  PCMD FreeAdmin;
  PCMD AsyncCmd;
  IDENTITY Identity;

  // The set-up chain's, and the rescan's: one command is outstanding at a time,
  // and who has its completion has these.
  SETUP_STAGE Stage;
  ULONG StageIndex;
  ULONG TicksLeft;
  IDENTITY Found;

  // Interlocked.
  PVOID volatile ResetSrb;     // Waits for a reset of the controller to finish.
  PVOID volatile UnitResetSrb; // Waits for the commands of one unit to end.
  PVOID volatile ControlSrb;   // Has ControlPage.
  LONG volatile RecoveryWanted;
  LONG volatile InFlight;
  LONG volatile UnitResetLun;
  LONG volatile AbortsUnderWay;
  LONG volatile Resets;
  LONG volatile ErrorCount;
  ULONG volatile ErrorLog[16];

  PPRP_PAGE SparePages; // A list that was freed, for the next one.

  // The timer's alone.
  ULONG UnitResetTicks;

  BOOLEAN LineMasked; // Guarded by InterruptLock.

  NVME_QUEUE Queue[MAX_QUEUES];
  CMD AdminCmd[ADMIN_DEPTH];
};

// Codes of RecordError.
#define ERROR_BAD_COMMAND_ID 0x10000u
#define ERROR_ASYNC_EVENT 0x20000u
#define ERROR_SETUP 0x30000u
#define ERROR_START_TIMEOUT 0x40000u
#define ERROR_REMOVED 0x50000u
#define ERROR_FATAL_STATUS 0x60000u
#define ERROR_MEDIA_READ_ONLY 0x70000u
#define ERROR_UNIT_RESET 0x80000u
#define ERROR_INTERRUPT_LOST 0x90000u
