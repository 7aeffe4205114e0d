//===- ioctl.c - SRB_FUNCTION_IO_CONTROL ----------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The buffer is mapped for such requests whatever MapBuffers says. Questions
// to the controller are answered into a page of the driver's, one at a time.
//
//===----------------------------------------------------------------------===//

#include "driver.h"
#include "nvme_ioctl.h"

static ADMIN_DONE ControlDone;

// The SRB is a success in itself: the return code says how it went.
static VOID FinishControl(_In_ PDEVICE_EXTENSION Ext,
                          _Inout_ PSCSI_REQUEST_BLOCK Srb, _In_ ULONG Code) {
  PSRB_IO_CONTROL Control = (PSRB_IO_CONTROL)SrbGetDataBuffer(Srb);

  Control->ReturnCode = Code;
  FinishSrb(Ext, Srb, SRB_STATUS_SUCCESS);
}

static VOID Statistics(_In_ PDEVICE_EXTENSION Ext,
                       _Inout_ PSCSI_REQUEST_BLOCK Srb,
                       _Out_ PNVME_CONTROL_STATISTICS_DATA Data,
                       _In_ ULONG Bytes) {
  if (Bytes < sizeof(*Data)) {
    FinishControl(Ext, Srb, NVME_CONTROL_BAD_LENGTH);
    return;
  }
  RtlZeroMemory(Data, sizeof(*Data));
  Data->Size = sizeof(*Data);
  Data->State = GetState(Ext);
  Data->Phase = GetPhase(Ext);
  Data->MessageCount = Ext->MessageCount;
  Data->IoQueues = (ULONG)ReadLongAcquire(&Ext->IoQueueCount);
  Data->Channels = Ext->Channels;
  Data->InFlight = (ULONG)ReadLongAcquire(&Ext->InFlight);
  Data->Resets = (ULONG)ReadLongAcquire(&Ext->Resets);
  Data->Errors = (ULONG)ReadLongAcquire(&Ext->ErrorCount);
  for (ULONG Index = 0; Index < RTL_NUMBER_OF(Ext->ErrorLog); Index++)
    Data->ErrorLog[Index] = ReadULongAcquire(&Ext->ErrorLog[Index]);
  FinishControl(Ext, Srb, NVME_CONTROL_SUCCESS);
}

// The answer, into the request's buffer, whose length was seen to be enough
// for what was asked of the controller.
static VOID CopyAnswer(_In_ PDEVICE_EXTENSION Ext, _In_ const NVME_COMMAND *Sqe,
                       _Inout_ PSRB_IO_CONTROL Control) {
  PUCHAR Payload = (PUCHAR)(Control + 1);

  if (Sqe->Opcode == NVME_ADMIN_GET_LOG_PAGE)
    RtlCopyMemory(Payload + FIELD_OFFSET(NVME_CONTROL_LOG_DATA, Data),
                  Ext->ControlPage.Data, 4 * ((Sqe->Cdw10 >> 16) + 1));
  else
    RtlCopyMemory(Payload, Ext->ControlPage.Data, NVME_PAGE_SIZE);
}

// The page is free again before the SRB goes: the next one may come at once.
_Use_decl_annotations_ static VOID ControlDone(PDEVICE_EXTENSION Ext, PCMD Cmd,
                                               BOOLEAN Isr) {
  PSCSI_REQUEST_BLOCK Srb = (PSCSI_REQUEST_BLOCK)Cmd->Context;
  ULONG Code = NVME_CONTROL_SUCCESS;

  UNREFERENCED_PARAMETER(Isr);
  if (Cmd->SrbStatus != 0)
    Code = NVME_CONTROL_FAILED;
  else if (Cmd->Status != 0)
    Code = 0x10000u | Cmd->Status;
  else
    CopyAnswer(Ext, &Cmd->Sqe, (PSRB_IO_CONTROL)SrbGetDataBuffer(Srb));
  InterlockedExchangePointer(&Ext->ControlSrb, NULL);
  if (Cmd->SrbStatus != 0)
    FinishSrb(Ext, Srb, Cmd->SrbStatus);
  else
    FinishControl(Ext, Srb, Code);
}

static VOID Ask(_Inout_ PDEVICE_EXTENSION Ext, _Inout_ PSCSI_REQUEST_BLOCK Srb,
                _In_ PNVME_COMMAND Sqe) {
  if (InterlockedCompareExchangePointer(&Ext->ControlSrb, Srb, NULL) != NULL) {
    FinishControl(Ext, Srb, NVME_CONTROL_BUSY);
    return;
  }
  if (SubmitAdmin(Ext, Sqe, ControlDone, Srb, FALSE))
    return; // ControlDone has the SRB, or has had it.
  InterlockedExchangePointer(&Ext->ControlSrb, NULL);
  FinishControl(Ext, Srb, NVME_CONTROL_BUSY);
}

static VOID GetLog(_Inout_ PDEVICE_EXTENSION Ext,
                   _Inout_ PSCSI_REQUEST_BLOCK Srb,
                   _In_ const NVME_CONTROL_LOG_DATA *Log, _In_ ULONG Bytes) {
  NVME_COMMAND Sqe;

  if (Bytes < FIELD_OFFSET(NVME_CONTROL_LOG_DATA, Data)) {
    FinishControl(Ext, Srb, NVME_CONTROL_BAD_LENGTH);
    return;
  }
  if (Log->Bytes == 0 || Log->Bytes % 4 != 0 || Log->Bytes > NVME_PAGE_SIZE ||
      Log->Log > 0xFF) {
    FinishControl(Ext, Srb, NVME_CONTROL_BAD_PARAMETER);
    return;
  }
  if (Bytes - FIELD_OFFSET(NVME_CONTROL_LOG_DATA, Data) < Log->Bytes) {
    FinishControl(Ext, Srb, NVME_CONTROL_BAD_LENGTH);
    return;
  }
  NvmeBuildGetLog(&Sqe, (UCHAR)Log->Log, Log->NamespaceId, Log->Bytes,
                  Ext->ControlPage.Physical);
  Ask(Ext, Srb, &Sqe);
}

static VOID Identify(_Inout_ PDEVICE_EXTENSION Ext,
                     _Inout_ PSCSI_REQUEST_BLOCK Srb, _In_ ULONG Bytes) {
  NVME_COMMAND Sqe;

  if (Bytes < NVME_PAGE_SIZE) {
    FinishControl(Ext, Srb, NVME_CONTROL_BAD_LENGTH);
    return;
  }
  NvmeBuildIdentify(&Sqe, NVME_CNS_CONTROLLER, 0, Ext->ControlPage.Physical);
  Ask(Ext, Srb, &Sqe);
}

// In StartIo, the adapter running. Control codes of others are theirs.
_Use_decl_annotations_ VOID StartControl(PDEVICE_EXTENSION Ext,
                                         PSCSI_REQUEST_BLOCK Srb) {
  PSRB_IO_CONTROL Control = (PSRB_IO_CONTROL)SrbGetDataBuffer(Srb);
  ULONG Bytes = SrbGetDataTransferLength(Srb);

  if (Ext->DumpMode || Control == NULL || Bytes < sizeof(*Control) ||
      Control->HeaderLength != sizeof(*Control) ||
      RtlCompareMemory(Control->Signature, NVME_CONTROL_SIGNATURE,
                       sizeof(Control->Signature)) !=
          sizeof(Control->Signature)) {
    FinishSrb(Ext, Srb, SRB_STATUS_INVALID_REQUEST);
    return;
  }
  Bytes = min(Bytes - (ULONG)sizeof(*Control), Control->Length);
  switch (Control->ControlCode) {
  case NVME_CONTROL_STATISTICS:
    Statistics(Ext, Srb, (PNVME_CONTROL_STATISTICS_DATA)(Control + 1), Bytes);
    break;
  case NVME_CONTROL_GET_LOG:
    GetLog(Ext, Srb, (const NVME_CONTROL_LOG_DATA *)(Control + 1), Bytes);
    break;
  case NVME_CONTROL_IDENTIFY:
    Identify(Ext, Srb, Bytes);
    break;
  default:
    FinishControl(Ext, Srb, NVME_CONTROL_BAD_CODE);
    break;
  }
}
