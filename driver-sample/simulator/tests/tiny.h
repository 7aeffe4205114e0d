//===- tiny.h - A miniport of a hundred lines, to be broken ---------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Drives the doorbell device (host/Doorbell.h): a request rings once and is
// completed by the answer. A test includes this and may replace a part by
// defining its name first: TINY_ISR, TINY_MESSAGE_ISR, TINY_DPC, TINY_STARTIO,
// TINY_BUILDIO, TINY_TIMER, TINY_INIT (called in passive initialisation),
// TINY_RESET. Requests come back in the order in which they were started.
//
//===----------------------------------------------------------------------===//

#pragma once

#include <miniport.h>

#include <storport.h>

#define RING 256
#define REG_RING 0x00
#define REG_ANSWERS 0x04
#define REG_MASK 0x08
#define MAX_MESSAGES 8

typedef struct _TINY {
  PUCHAR Registers;
  STOR_DPC Dpc;
  BOOLEAN Messages;
  volatile LONG Answered;
  ULONG Head, Tail; // Of the ring; guarded by the StartIo lock and the DpcLock.
  PSCSI_REQUEST_BLOCK Ring[RING];
  ULONG Counter;
  ULONG Spare[8];
} TINY, *PTINY;

static ULONG ReadReg(PTINY T, ULONG Offset) {
  return StorPortReadRegisterUlong(T, (PULONG)(T->Registers + Offset));
}
static VOID WriteReg(PTINY T, ULONG Offset, ULONG Value) {
  StorPortWriteRegisterUlong(T, (PULONG)(T->Registers + Offset), Value);
}

static VOID Complete(PTINY T, PSCSI_REQUEST_BLOCK Srb) {
  Srb->SrbStatus = SRB_STATUS_SUCCESS;
  StorPortNotification(RequestComplete, T, Srb);
}

// Caller holds the lock of the ring.
static PSCSI_REQUEST_BLOCK Pop(PTINY T) {
  PSCSI_REQUEST_BLOCK Srb;

  if (T->Head == T->Tail)
    return NULL;
  Srb = T->Ring[T->Head % RING];
  T->Head++;
  return Srb;
}

static VOID Push(PTINY T, PSCSI_REQUEST_BLOCK Srb) {
  T->Ring[T->Tail % RING] = Srb;
  T->Tail++;
}

#ifndef TINY_DPC
#define TINY_DPC TinyDpc
static VOID TinyDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID A, PVOID B) {
  PTINY T = (PTINY)Extension;
  STOR_LOCK_HANDLE Handle;

  UNREFERENCED_PARAMETER(Dpc);
  UNREFERENCED_PARAMETER(A);
  UNREFERENCED_PARAMETER(B);
  StorPortAcquireSpinLock(T, StartIoLock, NULL, &Handle);
  for (LONG N = InterlockedExchange(&T->Answered, 0); N > 0; N--) {
    PSCSI_REQUEST_BLOCK Srb = Pop(T);

    if (Srb != NULL)
      Complete(T, Srb);
  }
  StorPortReleaseSpinLock(T, &Handle);
}
#else
static HW_DPC_ROUTINE TINY_DPC;
#endif

#ifndef TINY_ISR
#define TINY_ISR TinyIsr
static BOOLEAN TinyIsr(PVOID Extension) {
  PTINY T = (PTINY)Extension;
  ULONG Answers = ReadReg(T, REG_ANSWERS);

  if (Answers == 0)
    return FALSE;
  for (; Answers != 0; Answers--)
    InterlockedIncrement(&T->Answered);
  StorPortIssueDpc(T, &T->Dpc, NULL, NULL);
  return TRUE;
}
#else
static HW_INTERRUPT TINY_ISR;
#endif

#ifndef TINY_MESSAGE_ISR
#define TINY_MESSAGE_ISR TinyMessageIsr
static BOOLEAN TinyMessageIsr(PVOID Extension, ULONG MessageId) {
  PTINY T = (PTINY)Extension;
  ULONG Answers = ReadReg(T, REG_ANSWERS);

  // A message that is sent while it is pending is one message, so it is the
  // register that counts; another message may have been told already.
  UNREFERENCED_PARAMETER(MessageId);
  for (; Answers != 0; Answers--)
    InterlockedIncrement(&T->Answered);
  StorPortIssueDpc(T, &T->Dpc, NULL, NULL);
  return TRUE;
}
#else
static HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE TINY_MESSAGE_ISR;
#endif

#ifndef TINY_RINGS
#define TINY_RINGS 1
#endif
#ifndef TINY_STARTIO
#define TINY_STARTIO TinyStartIo
static BOOLEAN TinyStartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  PTINY T = (PTINY)Extension;

  Push(T, Srb);
  WriteReg(T, REG_RING, TINY_RINGS);
  return TRUE;
}
#else
static HW_STARTIO TINY_STARTIO;
#endif

#ifdef TINY_BUILDIO
static HW_BUILDIO TINY_BUILDIO;
#else
#define TINY_BUILDIO NULL
#endif

#ifndef TINY_RESET
#define TINY_RESET TinyReset
static BOOLEAN TinyReset(PVOID Extension, ULONG PathId) {
  PTINY T = (PTINY)Extension;

  UNREFERENCED_PARAMETER(PathId);
  T->Head = T->Tail;
  StorPortCompleteRequest(Extension, 0, SP_UNTAGGED, SP_UNTAGGED,
                          SRB_STATUS_BUS_RESET);
  return TRUE;
}
#else
static HW_RESET_BUS TINY_RESET;
#endif

#ifdef TINY_INIT
static VOID TINY_INIT(PTINY T);
#endif

static BOOLEAN TinyPassiveInit(PVOID Extension) {
  PTINY T = (PTINY)Extension;

  StorPortInitializeDpc(T, &T->Dpc, TINY_DPC);
#ifdef TINY_INIT
  TINY_INIT(T);
#endif
  return TRUE;
}

static BOOLEAN TinyInitialize(PVOID Extension) {
  return StorPortEnablePassiveInitialization(Extension, TinyPassiveInit);
}

static ULONG TinyFindAdapter(PVOID Extension, PVOID Context, PVOID Bus,
                             PCHAR Arguments,
                             PPORT_CONFIGURATION_INFORMATION Config,
                             PBOOLEAN Again) {
  PTINY T = (PTINY)Extension;
  PACCESS_RANGE Range = &(*Config->AccessRanges)[0];

  UNREFERENCED_PARAMETER(Context);
  UNREFERENCED_PARAMETER(Bus);
  UNREFERENCED_PARAMETER(Arguments);
  UNREFERENCED_PARAMETER(Again);
  T->Registers = (PUCHAR)StorPortGetDeviceBase(
      T, Config->AdapterInterfaceType, Config->SystemIoBusNumber,
      Range->RangeStart, Range->RangeLength, FALSE);
  if (T->Registers == NULL)
    return SP_RETURN_ERROR;
  Config->MaximumTransferLength = 65536;
  Config->NumberOfPhysicalBreaks = 17;
  Config->NumberOfBuses = 1;
  Config->MaximumNumberOfTargets = 1;
  Config->MaximumNumberOfLogicalUnits = 1;
  Config->SynchronizationModel = StorSynchronizeFullDuplex;
  Config->HwMSInterruptRoutine = TINY_MESSAGE_ISR;
  Config->InterruptSynchronizationMode = InterruptSynchronizePerMessage;
  return SP_RETURN_FOUND;
}

static SCSI_ADAPTER_CONTROL_STATUS
TinyAdapterControl(PVOID Extension, SCSI_ADAPTER_CONTROL_TYPE Type,
                   PVOID Parameters) {
  UNREFERENCED_PARAMETER(Extension);
  UNREFERENCED_PARAMETER(Type);
  UNREFERENCED_PARAMETER(Parameters);
  return ScsiAdapterControlSuccess;
}

#ifdef __cplusplus
extern "C"
#endif
    ULONG
    DriverEntry(PVOID DriverObject, PVOID RegistryPath) {
  HW_INITIALIZATION_DATA Data;

  RtlZeroMemory(&Data, sizeof(Data));
  Data.HwInitializationDataSize = sizeof(Data);
  Data.AdapterInterfaceType = PCIBus;
  Data.HwFindAdapter = (PVOID)TinyFindAdapter;
  Data.HwInitialize = TinyInitialize;
  Data.HwBuildIo = TINY_BUILDIO;
  Data.HwStartIo = TINY_STARTIO;
  Data.HwInterrupt = TINY_ISR;
  Data.HwResetBus = TINY_RESET;
  Data.HwAdapterControl = TinyAdapterControl;
  Data.DeviceExtensionSize = sizeof(TINY);
  Data.SrbExtensionSize = 256;
  Data.NumberOfAccessRanges = 1;
  Data.MapBuffers = STOR_MAP_NON_READ_WRITE_BUFFERS;
  Data.NeedPhysicalAddresses = TRUE;
  Data.TaggedQueuing = TRUE;
  Data.AutoRequestSense = TRUE;
  Data.MultipleRequestPerLu = TRUE;
  return StorPortInitialize(DriverObject, RegistryPath, &Data, NULL);
}
