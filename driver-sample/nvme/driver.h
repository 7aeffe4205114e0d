//===- driver.h - The NVMe miniport's data and its own routines -----------===//
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
//   queue lock (QueueLock)     the ring, the slots, the done list and Active of
//                              one queue; for queue 0 also State, Phase, the
//                              free list of admin commands and AsyncError.
//
// Order: DpcLock, then the queue lock. The StartIo lock is never asked for.
// Of the queue locks one is held at a time, except that the interrupt routine
// of message 0 may take those of higher messages.
//
//===----------------------------------------------------------------------===//

#pragma once

#include <miniport.h>

#include <storport.h>

#include <scsi.h>

#include "defects.h"
#include "nvme_regs.h"
#include "trace.h"

#define MAX_IO_QUEUES 4
#define MAX_QUEUES (1 + MAX_IO_QUEUES)
#define MAX_NAMESPACES 8
#define ADMIN_DEPTH 32
#define IO_DEPTH 128
#define DUMP_IO_DEPTH 16
#define MAX_TRANSFER (256u * 1024u)
#define DUMP_MAX_TRANSFER (64u * 1024u)
#define POOL_TAG 'PmvN'

// A pass over a completion ring in an interrupt routine, and in a DPC.
#define ISR_QUOTA 16
#define DPC_QUOTA 64
#define DPC_ROUNDS 2

// Times. A single stall stays below the documented millisecond.
#define READY_POLL_US 500
#define PASSIVE_WAIT_MS 5000
#define RESET_BUS_WAIT_MS 10
#define SHUTDOWN_POLLS 100
#define SETUP_WAIT_MS 5000
#define START_TICK_US 10000
#define WATCH_TICK_US 1000000
#define PAUSE_SECONDS 60

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
  InterruptKindPerMessage // A message for each queue.
} INTERRUPT_KIND;

typedef enum _ADAPTER_STATE {
  AdapterStopped,
  AdapterStarting, // First start, restart and reset alike: see Phase.
  AdapterRunning,
  AdapterFailed,
  AdapterRemoved
} ADAPTER_STATE;

typedef enum _START_PHASE {
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
  SetupComplete
} SETUP_STAGE;

// A PRP list that did not fit into the SRB extension: one pool page.
typedef union _PRP_PAGE {
  union _PRP_PAGE *Next; // While it waits to be freed.
  ULONG64 Entry[NVME_PAGE_SIZE / sizeof(ULONG64)];
} PRP_PAGE, *PPRP_PAGE;

// Runs when an admin command is finished: in the queue's DPC, or in the
// interrupt routine (Isr) while there are no DPCs.
typedef VOID ADMIN_DONE(_In_ PDEVICE_EXTENSION Ext, _In_ PCMD Cmd,
                        _In_ BOOLEAN Isr);

struct _CMD {
  PCMD Next;
  PSCSI_REQUEST_BLOCK Srb; // NULL: an admin command.
  ADMIN_DONE *Done;
  PPRP_PAGE PrpPage;
  ULONG Result;
  USHORT Status;   // The controller's verdict, phase tag removed.
  UCHAR SrbStatus; // If not 0: the driver's own verdict, Status is void.
  NVME_COMMAND Sqe;
};

// The SRB extension. The inline PRP list may not cross a page: it uses 32
// entries of PrpSpace from the first address that is aligned to their size.
#define INLINE_PRPS 32
#define INLINE_PRP_BYTES (INLINE_PRPS * sizeof(ULONG64))
typedef struct _REQUEST {
  CMD Cmd;
  BOOLEAN Transfer; // BuildIo made a read or write of it.
  ULONG64 PrpSpace[2 * INLINE_PRPS - 1];
} REQUEST, *PREQUEST;

typedef struct _NVME_QUEUE {
  PDEVICE_EXTENSION Ext;
  USHORT Id;
  USHORT Depth;
  ULONG MessageId;
  STOR_DPC Dpc;
  PNVME_COMMAND Sq;
  volatile NVME_COMPLETION *Cq;
  ULONG64 SqPhysical;
  ULONG64 CqPhysical;
  PULONG SqDoorbell;
  PULONG CqDoorbell;

  // Below: guarded by the queue lock.
  BOOLEAN Active;
  BOOLEAN AsyncError; // Queue 0: an error event waits on the done list.
  USHORT Phase;
  USHORT SqTail;
  USHORT CqHead;
  USHORT FreeCount;
  USHORT FreeSlot[IO_DEPTH];
  PCMD Slot[IO_DEPTH];
  PCMD DoneHead;
  PCMD DoneTail;
  PPRP_PAGE Trash; // PRP pages whose commands ended at DIRQL.
} NVME_QUEUE, *PNVME_QUEUE;

// What QueueLock leaves for QueueUnlock. MSI locks save the IRQL in a ULONG;
// the handle's own field is narrower and must not be used for it.
typedef struct _QUEUE_LOCK {
  STOR_LOCK_HANDLE Handle;
  ULONG OldIrql;
} QUEUE_LOCK, *PQUEUE_LOCK;

typedef struct _NAMESPACE {
  ULONG64 Blocks; // 0: no such unit.
  UCHAR SectorShift;
} NAMESPACE, *PNAMESPACE;

// What differs between a running system and a dump.
typedef struct _ADAPTER_OPS {
  VOID (*Sleep)(_In_ PDEVICE_EXTENSION Ext, _In_ ULONG Milliseconds);
} ADAPTER_OPS;

struct _DEVICE_EXTENSION {
  // Fixed by FindAdapter.
  PUCHAR Registers;
  BOOLEAN DumpMode;
  const ADAPTER_OPS *Ops;
  ULONG ReadyTimeoutMs;
  PVOID IdentifyPage;
  ULONG64 IdentifyPhysical;

  // Fixed by HwInitialize and passive initialisation.
  INTERRUPT_KIND InterruptKind;
  ULONG MessageCount;
  ULONG IoQueueTarget;
  ULONG Channels;
  BOOLEAN DpcReady;
  STOR_DPC LineDpc;
  STOR_DPC RecoveryDpc;
  ULONG IsrQuota;

  // Guarded by the lock of Queue[0].
  volatile ADAPTER_STATE State;
  volatile START_PHASE Phase;
  PCMD FreeAdmin;
  PCMD AsyncCmd;
  ULONG TicksLeft; // While State is AdapterStarting: the timer's alone.

  // The set-up chain only: one command is outstanding at a time.
  SETUP_STAGE Stage;
  ULONG StageIndex;
  ULONG IoQueueCount;
  ULONG NamespaceCount;
  BOOLEAN VolatileWriteCache;
  CHAR SerialNumber[20];
  CHAR ModelNumber[40];
  CHAR FirmwareRevision[8];
  NAMESPACE Namespace[MAX_NAMESPACES];

  // Interlocked.
  PVOID volatile ResetSrb; // The SRB that waits for a reset to finish.
  LONG volatile RecoveryWanted;
  LONG volatile ErrorCount;
  ULONG volatile ErrorLog[16];

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
#define ERROR_TRANSFER_LIMIT 0x70000u

// Call-backs of Storport, by role.
sp_DRIVER_INITIALIZE DriverEntry;
HW_FIND_ADAPTER FindAdapter;
HW_INITIALIZE Initialize;
HW_PASSIVE_INITIALIZE_ROUTINE PassiveInit;
HW_BUILDIO BuildIo;
HW_STARTIO StartIo;
HW_INTERRUPT IntxIsr;
HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE MsixIsr;
HW_DPC_ROUTINE QueueDpc;
HW_DPC_ROUTINE LineDpc;
HW_DPC_ROUTINE RecoveryDpc;
HW_RESET_BUS ResetBus;
HW_ADAPTER_CONTROL AdapterControl;
HW_TIMER TimerTick;

// regs.c: registers, and the two ways to let time pass.
ULONG RegRead(_In_ PDEVICE_EXTENSION Ext, _In_ ULONG Offset);
VOID RegWrite(_In_ PDEVICE_EXTENSION Ext, _In_ ULONG Offset, _In_ ULONG Value);
VOID ControllerDisable(_In_ PDEVICE_EXTENSION Ext);
VOID ControllerEnable(_In_ PDEVICE_EXTENSION Ext);
BOOLEAN WaitReady(_In_ PDEVICE_EXTENSION Ext, _In_ BOOLEAN Ready,
                  _In_ ULONG Milliseconds);
VOID RecordError(_Inout_ PDEVICE_EXTENSION Ext, _In_ ULONG Code);
extern const ADAPTER_OPS NormalOps;
extern const ADAPTER_OPS DumpOps;

// lock.c: the queue lock. Isr says that the caller is the interrupt routine
// of the queue's own message (or of the line), which holds the lock already.
VOID QueueLock(_In_ PNVME_QUEUE Queue, _In_ BOOLEAN Isr,
               _Inout_ PQUEUE_LOCK Held);
VOID QueueUnlock(_In_ PNVME_QUEUE Queue, _In_ BOOLEAN Isr,
                 _Inout_ PQUEUE_LOCK Held);
VOID QuiesceQueue(_Inout_ PNVME_QUEUE Queue, _In_ ULONG HeldMessage);
VOID QuiesceIo(_Inout_ PDEVICE_EXTENSION Ext, _In_ ULONG HeldMessage);
BOOLEAN MovePhase(_Inout_ PDEVICE_EXTENSION Ext, _In_ START_PHASE From,
                  _In_ START_PHASE To, _In_ BOOLEAN Isr);

// queue.c: rings and slots.
VOID QueueReset(_Inout_ PNVME_QUEUE Queue);
BOOLEAN QueueHasWork(_In_ PNVME_QUEUE Queue);
BOOLEAN Submit(_Inout_ PNVME_QUEUE Queue, _Inout_ PCMD Cmd);
BOOLEAN SubmitAdmin(_Inout_ PDEVICE_EXTENSION Ext, _In_ PNVME_COMMAND Sqe,
                    _In_ ADMIN_DONE *Done, _In_ BOOLEAN Isr);
VOID FreeAdminCmd(_Inout_ PDEVICE_EXTENSION Ext, _Inout_ PCMD Cmd,
                  _In_ BOOLEAN Isr);
ULONG Drain(_Inout_ PNVME_QUEUE Queue, _In_ BOOLEAN Isr, _In_ ULONG Quota);
PCMD TakeDone(_Inout_ PNVME_QUEUE Queue, _In_ BOOLEAN Isr);
PCMD TakeAll(_Inout_ PNVME_QUEUE Queue, _In_ UCHAR SrbStatus);

// dpc.c: completion.
BOOLEAN ProcessQueue(_Inout_ PNVME_QUEUE Queue, _In_ STOR_SPINLOCK LockKind,
                     _In_ ULONG Quota);
VOID CompleteCmd(_Inout_ PNVME_QUEUE Queue, _Inout_ PCMD Cmd, _In_ BOOLEAN Isr);
VOID EmptyTrash(_Inout_ PDEVICE_EXTENSION Ext);

// setup.c: the chain of set-up commands.
VOID SetupBegin(_Inout_ PDEVICE_EXTENSION Ext);
VOID ListenForEvents(_Inout_ PDEVICE_EXTENSION Ext, _In_ BOOLEAN Isr);

// reset.c: start, reset and failure.
VOID StartByTimer(_Inout_ PDEVICE_EXTENSION Ext);
BOOLEAN StartNow(_Inout_ PDEVICE_EXTENSION Ext);
ADAPTER_STATE ResetBegin(_Inout_ PDEVICE_EXTENSION Ext);
VOID ResetUnit(_Inout_ PDEVICE_EXTENSION Ext, _Inout_ PSCSI_REQUEST_BLOCK Srb);
VOID StartStep(_Inout_ PDEVICE_EXTENSION Ext);
VOID GiveUp(_Inout_ PDEVICE_EXTENSION Ext, _In_ ADAPTER_STATE State);

// control.c
VOID ArmTimer(_In_ PDEVICE_EXTENSION Ext, _In_ ULONG Microseconds);

// io.c: requests on their way to the controller.
VOID FreePrpPage(_In_ PDEVICE_EXTENSION Ext, _In_ PPRP_PAGE Page);
VOID StartFlush(_Inout_ PDEVICE_EXTENSION Ext, _Inout_ PSCSI_REQUEST_BLOCK Srb);

// scsi.c: translation, and the only place that hands SRBs back.
typedef struct _TRANSFER {
  ULONG64 Lba;
  ULONG Blocks;
  BOOLEAN Write;
  BOOLEAN ForceUnitAccess;
} TRANSFER, *PTRANSFER;
VOID FinishSrb(_In_ PDEVICE_EXTENSION Ext, _Inout_ PSCSI_REQUEST_BLOCK Srb,
               _In_ UCHAR SrbStatus);
VOID FinishSense(_In_ PDEVICE_EXTENSION Ext, _Inout_ PSCSI_REQUEST_BLOCK Srb,
                 _In_ UCHAR Key, _In_ UCHAR Code);
VOID FinishByStatus(_In_ PDEVICE_EXTENSION Ext, _Inout_ PSCSI_REQUEST_BLOCK Srb,
                    _In_ USHORT Status);
BOOLEAN DecodeTransfer(_In_ const UCHAR *Cdb, _Out_ PTRANSFER Transfer);
VOID StartEmulated(_Inout_ PDEVICE_EXTENSION Ext,
                   _Inout_ PSCSI_REQUEST_BLOCK Srb);
