//===- driver.h - The NVMe miniport's routines ----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#pragma once

#include "adapter.h"
#include "defects.h"
#include "trace.h"

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
HW_UNIT_CONTROL UnitControl;
HW_TIMER TimerTick;
HW_INITIALIZE_TRACING InitializeTracing;
HW_CLEANUP_TRACING CleanupTracing;
STOR_SYNCHRONIZED_ACCESS HoldCommand;

// memory.c: what FindAdapter lays out.
BOOLEAN LayOutMemory(_Inout_ PDEVICE_EXTENSION Ext,
                     _Inout_ PPORT_CONFIGURATION_INFORMATION ConfigInfo);

// initialize.c
VOID PrepareDpcs(_Inout_ PDEVICE_EXTENSION Ext);
VOID LoadTunables(_Inout_ PDEVICE_EXTENSION Ext);

// wait.c: the two ways to let time pass, polls, and the error ring.
BOOLEAN WaitReady(_In_ PDEVICE_EXTENSION Ext, _In_ BOOLEAN Ready,
                  _In_ ULONG Microseconds);
BOOLEAN HasFailed(_In_ PDEVICE_EXTENSION Ext);
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
ADAPTER_STATE GetState(_In_ PDEVICE_EXTENSION Ext);
START_PHASE GetPhase(_In_ PDEVICE_EXTENSION Ext);
BOOLEAN MovePhase(_Inout_ PDEVICE_EXTENSION Ext, _In_ START_PHASE From,
                  _In_ START_PHASE To, _In_ BOOLEAN Isr);

// queue.c: slots, and the lists of a queue.
VOID QueueReset(_Inout_ PNVME_QUEUE Queue);
SUBMITTED Submit(_Inout_ PNVME_QUEUE Queue, _Inout_ PCMD Cmd);
BOOLEAN SubmitPiece(_Inout_ PNVME_QUEUE Queue, _Inout_ PCMD Cmd,
                    _In_ BOOLEAN Isr);
ULONG Drain(_Inout_ PNVME_QUEUE Queue, _In_ BOOLEAN Isr, _In_ ULONG Quota);
PCMD TakeDone(_Inout_ PNVME_QUEUE Queue, _In_ BOOLEAN Isr);
PCMD TakeAll(_Inout_ PNVME_QUEUE Queue, _In_ UCHAR SrbStatus);
VOID MoveQueue(_Inout_ PNVME_QUEUE From, _Inout_ PNVME_QUEUE To);
ULONG CountUnit(_Inout_ PNVME_QUEUE Queue, _In_ ULONG NamespaceId);

// admin.c: commands on queue 0.
BOOLEAN SubmitAdmin(_Inout_ PDEVICE_EXTENSION Ext, _In_ PNVME_COMMAND Sqe,
                    _In_ ADMIN_DONE *Done, _In_opt_ PVOID Context,
                    _In_ BOOLEAN Isr);
VOID FreeAdminCmd(_Inout_ PDEVICE_EXTENSION Ext, _Inout_ PCMD Cmd,
                  _In_ BOOLEAN Isr);

// abort.c: one command, or those of a unit.
VOID AbortCmd(_Inout_ PDEVICE_EXTENSION Ext, _Inout_ PSCSI_REQUEST_BLOCK Srb);
VOID ResetLun(_Inout_ PDEVICE_EXTENSION Ext, _Inout_ PSCSI_REQUEST_BLOCK Srb);
VOID FinishUnitReset(_Inout_ PDEVICE_EXTENSION Ext, _In_ UCHAR SrbStatus);
VOID UnitResetStep(_Inout_ PDEVICE_EXTENSION Ext);

// dpc.c: completion.
PSTOR_DPC DpcOf(_In_ PNVME_QUEUE Queue);
BOOLEAN ProcessQueue(_Inout_ PNVME_QUEUE Queue, _In_ STOR_SPINLOCK LockKind,
                     _In_ ULONG Quota);

// complete.c: what becomes of a command that has ended.
VOID CompleteCmd(_Inout_ PNVME_QUEUE Queue, _Inout_ PCMD Cmd, _In_ BOOLEAN Isr);
VOID EmptyTrash(_Inout_ PDEVICE_EXTENSION Ext);

// setup.c: the chain of set-up commands.
VOID SetupBegin(_Inout_ PDEVICE_EXTENSION Ext);
VOID ParseNamespace(_In_ PDEVICE_EXTENSION Ext, _Inout_ PIDENTITY Found,
                    _In_ ULONG Index);
VOID PublishIdentity(_Inout_ PDEVICE_EXTENSION Ext);
VOID ReadIdentity(_In_ PDEVICE_EXTENSION Ext, _Out_ PIDENTITY Identity);

// events.c: asynchronous events.
VOID ListenForEvents(_Inout_ PDEVICE_EXTENSION Ext, _In_ BOOLEAN Isr);

// start.c: the start of the controller.
VOID StartByTimer(_Inout_ PDEVICE_EXTENSION Ext);
BOOLEAN StartNow(_Inout_ PDEVICE_EXTENSION Ext);
VOID StartStep(_Inout_ PDEVICE_EXTENSION Ext);
ULONG StartTicks(_In_ PDEVICE_EXTENSION Ext);

// reset.c: its reset, and its end.
VOID FailAll(_Inout_ PDEVICE_EXTENSION Ext, _In_ UCHAR SrbStatus);
ADAPTER_STATE ResetBegin(_Inout_ PDEVICE_EXTENSION Ext);
VOID ResetUnit(_Inout_ PDEVICE_EXTENSION Ext, _Inout_ PSCSI_REQUEST_BLOCK Srb);
VOID FinishResetSrb(_Inout_ PDEVICE_EXTENSION Ext, _In_ UCHAR Status);
VOID GiveUp(_Inout_ PDEVICE_EXTENSION Ext, _In_ ADAPTER_STATE State);

// watch.c
VOID ArmTimer(_In_ PDEVICE_EXTENSION Ext, _In_ ULONG Microseconds);

// control.c
BOOLEAN SupportedType(_In_ ULONG Type, _In_reads_(Count) const ULONG *Types,
                      _In_ ULONG Count);

// power.c: power down and up, of the adapter and of units.
VOID PowerDown(_Inout_ PDEVICE_EXTENSION Ext);
VOID StopAdapter(_Inout_ PDEVICE_EXTENSION Ext);
VOID PowerUp(_Inout_ PDEVICE_EXTENSION Ext);
VOID StartPower(_Inout_ PDEVICE_EXTENSION Ext, _Inout_ PSCSI_REQUEST_BLOCK Srb);
VOID StartPnp(_Inout_ PDEVICE_EXTENSION Ext, _Inout_ PSCSI_REQUEST_BLOCK Srb);

// io.c: requests on their way to the controller.
VOID StartCommand(_Inout_ PDEVICE_EXTENSION Ext,
                  _Inout_ PSCSI_REQUEST_BLOCK Srb);
VOID StartFlush(_Inout_ PDEVICE_EXTENSION Ext, _Inout_ PSCSI_REQUEST_BLOCK Srb);
VOID Refuse(_In_ PDEVICE_EXTENSION Ext, _Inout_ PSCSI_REQUEST_BLOCK Srb,
            _In_ UCHAR SrbStatus);

// transfer.c: reads, writes and everything else that names blocks.
typedef struct _TRANSFER {
  ULONG64 Lba;
  ULONG64 Blocks;
  UCHAR Opcode;
  BOOLEAN ForceUnitAccess;
} TRANSFER, *PTRANSFER;
VOID FreePrpPages(_In_ PDEVICE_EXTENSION Ext, _In_ PPRP_PAGE Pages);
BOOLEAN DecodeTransfer(_In_ const UCHAR *Cdb, _Out_ PTRANSFER Transfer);
BOOLEAN BuildTransfer(_In_ PDEVICE_EXTENSION Ext,
                      _Inout_ PSCSI_REQUEST_BLOCK Srb,
                      _In_ const TRANSFER *Transfer, _In_ LONG64 Geometry);
BOOLEAN NextPiece(_Inout_ PREQUEST Request);

// ranges.c: unmap and write same.
BOOLEAN BuildUnmap(_In_ PDEVICE_EXTENSION Ext, _Inout_ PSCSI_REQUEST_BLOCK Srb,
                   _In_ const UCHAR *Cdb, _In_ LONG64 Geometry);
BOOLEAN BuildWriteSame(_In_ PDEVICE_EXTENSION Ext,
                       _Inout_ PSCSI_REQUEST_BLOCK Srb, _In_ const UCHAR *Cdb,
                       _In_ LONG64 Geometry);

// sense.c: the only place that hands SRBs back, and sense data.
VOID FinishSrb(_In_ PDEVICE_EXTENSION Ext, _Inout_ PSCSI_REQUEST_BLOCK Srb,
               _In_ UCHAR SrbStatus);
VOID FinishSense(_In_ PDEVICE_EXTENSION Ext, _Inout_ PSCSI_REQUEST_BLOCK Srb,
                 _In_ UCHAR Key, _In_ UCHAR Code);
VOID FinishByStatus(_In_ PDEVICE_EXTENSION Ext, _Inout_ PSCSI_REQUEST_BLOCK Srb,
                    _In_ USHORT Status);
VOID FinishReply(_In_ PDEVICE_EXTENSION Ext, _Inout_ PSCSI_REQUEST_BLOCK Srb,
                 _In_reads_(Length) const UCHAR *Reply, _In_ ULONG Length,
                 _In_ ULONG Allocated);
BOOLEAN StatusMayPass(_In_ USHORT Status);

// bytes.c: big endian.
ULONG BigEndian16(_In_reads_(2) const UCHAR *From);
ULONG BigEndian32(_In_reads_(4) const UCHAR *From);
ULONG64 BigEndian64(_In_reads_(8) const UCHAR *From);
VOID PutBigEndian(_Out_writes_(Bytes) PUCHAR To, _In_ ULONG Bytes,
                  _In_ ULONG64 Value);

// scsi.c: commands that the driver answers.
VOID StartEmulated(_Inout_ PDEVICE_EXTENSION Ext,
                   _Inout_ PSCSI_REQUEST_BLOCK Srb);

// inquiry.c
VOID Inquiry(_In_ PDEVICE_EXTENSION Ext, _Inout_ PSCSI_REQUEST_BLOCK Srb,
             _In_ const UCHAR *Cdb, _In_ UCHAR Lun);

// mode.c
VOID ModeSense(_In_ PDEVICE_EXTENSION Ext, _Inout_ PSCSI_REQUEST_BLOCK Srb,
               _In_ const UCHAR *Cdb, _In_ UCHAR Lun);
VOID ModeSelect(_Inout_ PDEVICE_EXTENSION Ext, _Inout_ PSCSI_REQUEST_BLOCK Srb,
                _In_ const UCHAR *Cdb);

// ioctl.c: SRB_FUNCTION_IO_CONTROL.
VOID StartControl(_Inout_ PDEVICE_EXTENSION Ext,
                  _Inout_ PSCSI_REQUEST_BLOCK Srb);
