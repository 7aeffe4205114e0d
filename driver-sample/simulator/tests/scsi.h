//===- scsi.h - A SCSI port miniport, to be broken ------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// As tiny.h, for SCSI port: one request a unit, completed in the interrupt
// routine, or, with SCSI_DEFERS, in the call-back of CallEnableInterrupts.
//
//===----------------------------------------------------------------------===//

#pragma once

#include <miniport.h>

#include <srb.h>

#include <scsi.h>

typedef struct _SMALL {
  PUCHAR Registers;
  PSCSI_REQUEST_BLOCK Srb;
  ULONG Served;
} SMALL, *PSMALL;

static ULONG ReadReg(PSMALL S, ULONG Offset) {
  return ScsiPortReadRegisterUlong((PULONG)(S->Registers + Offset));
}
static VOID WriteReg(PSMALL S, ULONG Offset, ULONG Value) {
  ScsiPortWriteRegisterUlong((PULONG)(S->Registers + Offset), Value);
}

static VOID Finish(PSMALL S) {
  PSCSI_REQUEST_BLOCK Srb = S->Srb;

  S->Srb = NULL;
  S->Served++;
  if (Srb == NULL)
    return;
  Srb->SrbStatus = SRB_STATUS_SUCCESS;
  ScsiPortNotification(RequestComplete, S, Srb);
#ifdef SCSI_FORGETS
  if (S->Served == SCSI_FORGETS)
    return;
#endif
  ScsiPortNotification(NextRequest, S, NULL);
}

static BOOLEAN Disabled(PVOID Extension) {
  WriteReg((PSMALL)Extension, 0x08, 0); // The adapter may speak again.
  return TRUE;
}

static BOOLEAN Enabled(PVOID Extension) {
  Finish((PSMALL)Extension);
#ifdef SCSI_STAYS_SILENT
  if (((PSMALL)Extension)->Served == SCSI_STAYS_SILENT)
    return TRUE;
#endif
  ScsiPortNotification(CallDisableInterrupts, Extension, Disabled);
  return TRUE;
}

static BOOLEAN Interrupt(PVOID Extension) {
  PSMALL S = (PSMALL)Extension;

  if (ReadReg(S, 0x04) == 0)
    return FALSE;
#ifdef SCSI_DEFERS
  WriteReg(S, 0x08, 1);
  ScsiPortNotification(CallEnableInterrupts, S, Enabled);
#else
  UNREFERENCED_PARAMETER(Enabled);
  Finish(S);
#endif
  return TRUE;
}

static BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  PSMALL S = (PSMALL)Extension;

  S->Srb = Srb;
  WriteReg(S, 0x00, 1);
  return TRUE;
}

static BOOLEAN ResetBus(PVOID Extension, ULONG PathId) {
  UNREFERENCED_PARAMETER(PathId);
  ((PSMALL)Extension)->Srb = NULL;
  ScsiPortCompleteRequest(Extension, 0, SP_UNTAGGED, SP_UNTAGGED,
                          SRB_STATUS_BUS_RESET);
  ScsiPortNotification(NextRequest, Extension, NULL);
  return TRUE;
}

static BOOLEAN Initialize(PVOID Extension) {
  UNREFERENCED_PARAMETER(Extension);
  return TRUE;
}

static ULONG FindAdapter(PVOID Extension, PVOID Context, PVOID Bus,
                         PCHAR Arguments,
                         PPORT_CONFIGURATION_INFORMATION Config,
                         PBOOLEAN Again) {
  PSMALL S = (PSMALL)Extension;
  PACCESS_RANGE Range = &(*Config->AccessRanges)[0];

  UNREFERENCED_PARAMETER(Context);
  UNREFERENCED_PARAMETER(Bus);
  UNREFERENCED_PARAMETER(Arguments);
  *Again = FALSE;
  S->Registers = (PUCHAR)ScsiPortGetDeviceBase(
      S, Config->AdapterInterfaceType, Config->SystemIoBusNumber,
      Range->RangeStart, Range->RangeLength, FALSE);
  if (S->Registers == NULL)
    return SP_RETURN_ERROR;
  Config->MaximumTransferLength = 65536;
  Config->NumberOfPhysicalBreaks = 17;
  Config->NumberOfBuses = 1;
  Config->MaximumNumberOfTargets = 1;
  return SP_RETURN_FOUND;
}

ULONG DriverEntry(PVOID DriverObject, PVOID RegistryPath) {
  HW_INITIALIZATION_DATA Data;

  RtlZeroMemory(&Data, sizeof(Data));
  Data.HwInitializationDataSize = sizeof(Data);
  Data.AdapterInterfaceType = PCIBus;
  Data.HwFindAdapter = FindAdapter;
  Data.HwInitialize = Initialize;
  Data.HwStartIo = StartIo;
  Data.HwInterrupt = Interrupt;
  Data.HwResetBus = ResetBus;
  Data.DeviceExtensionSize = sizeof(SMALL);
  Data.NumberOfAccessRanges = 1;
  Data.AutoRequestSense = TRUE;
  return ScsiPortInitialize(DriverObject, RegistryPath, &Data, NULL);
}
