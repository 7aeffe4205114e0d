//===- power.c - Power down and up, and what Storport asks of it by SRB ---===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Stop and power down are the same to the controller, and so are restart and
// power up. Storport may use either, or both for one transition: each of the
// routines does nothing where the other call has done it.
//
//===----------------------------------------------------------------------===//

#include "driver.h"

// Tells the controller to save what it caches, and switches it off. Power goes
// away after the return, so the wait is worth 50 ms, but no more; and the
// controller may have gone before.
static VOID Shutdown(_Inout_ PDEVICE_EXTENSION Ext) {
  if (!NvmeNotifyShutdown(&Ext->Registers, NVME_CC_SHN_NORMAL))
    return;
  if (DEFECT(LONG_STALL))
    StorPortStallExecution(200000);
  for (ULONG Poll = 0; Poll < SHUTDOWN_POLLS; Poll++) {
    ULONG Csts = NvmeRead(&Ext->Registers, NVME_REG_CSTS);

    if (Csts == NVME_ALL_ONES)
      return;
    if (NvmeShutdownDone(Csts))
      break;
    StorPortStallExecution(READY_POLL_US);
  }
  NvmeDisable(&Ext->Registers);
}

// Storport has no request of ours any more. A timer call that is already
// running sees the state and does nothing. FALSE: there is nothing to stop.
static BOOLEAN LeaveForPower(_Inout_ PDEVICE_EXTENSION Ext) {
  ADAPTER_STATE State = GetState(Ext);

  if (State == AdapterStopped || State == AdapterRemoved)
    return FALSE;
  InterlockedExchange(&Ext->State, AdapterStopped);
  ArmTimer(Ext, 0);
  return TRUE;
}

// ScsiAdapterPower: DISPATCH_LEVEL at most, no lock.
_Use_decl_annotations_ VOID PowerDown(PDEVICE_EXTENSION Ext) {
  if (LeaveForPower(Ext))
    Shutdown(Ext);
}

// ScsiStopAdapter: the same, or DIRQL with InterruptLock held; the pages
// disagree. So nothing is waited for: what the controller caches was written
// by the flush that came before, and the controller is switched off.
_Use_decl_annotations_ VOID StopAdapter(PDEVICE_EXTENSION Ext) {
  if (LeaveForPower(Ext))
    NvmeDisable(&Ext->Registers);
}

// Either. The controller starts in the timer; until it runs, Storport's
// queues are paused.
_Use_decl_annotations_ VOID PowerUp(PDEVICE_EXTENSION Ext) {
  ADAPTER_STATE State = GetState(Ext);

  if (State == AdapterStarting || State == AdapterRunning)
    return;
  StorPortPause(Ext, PAUSE_SECONDS);
  StartByTimer(Ext);
}

static STOR_DEVICE_POWER_STATE
PowerStateOf(_In_ const PSCSI_REQUEST_BLOCK Srb) {
  PSTORAGE_REQUEST_BLOCK Extended = (PSTORAGE_REQUEST_BLOCK)Srb;
  PSRBEX_DATA Data;

  if (Srb->Function != SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    return ((const SCSI_POWER_REQUEST_BLOCK *)Srb)->DevicePowerState;
  Data = SrbGetSrbExDataByType(Extended, SrbExDataTypePower);
  return Data != NULL ? ((PSRBEX_DATA_POWER)Data)->DevicePowerState
                      : StorPowerDeviceUnspecified;
}

// SRB_FUNCTION_POWER, in StartIo. A namespace has no power of its own: before
// it loses that of the controller, what is cached is written.
_Use_decl_annotations_ VOID StartPower(PDEVICE_EXTENSION Ext,
                                       PSCSI_REQUEST_BLOCK Srb) {
  if (PowerStateOf(Srb) == StorPowerDeviceD3 && GetState(Ext) == AdapterRunning)
    StartFlush(Ext, Srb);
  else
    FinishSrb(Ext, Srb, SRB_STATUS_SUCCESS);
}

static STOR_PNP_ACTION PnpActionOf(_In_ const PSCSI_REQUEST_BLOCK Srb,
                                   _Out_ PULONG Flags) {
  PSTORAGE_REQUEST_BLOCK Extended = (PSTORAGE_REQUEST_BLOCK)Srb;
  const SCSI_PNP_REQUEST_BLOCK *Old = (const SCSI_PNP_REQUEST_BLOCK *)Srb;
  PSRBEX_DATA_PNP Data;

  *Flags = 0;
  if (Srb->Function != SRB_FUNCTION_STORAGE_REQUEST_BLOCK) {
    *Flags = Old->SrbPnPFlags;
    return Old->PnPAction;
  }
  Data = (PSRBEX_DATA_PNP)SrbGetSrbExDataByType(Extended, SrbExDataTypePnP);
  if (Data == NULL)
    return StorStartDevice;
  *Flags = Data->SrbPnPFlags;
  return Data->PnPAction;
}

static VOID QueryCapabilities(_In_ PDEVICE_EXTENSION Ext,
                              _Inout_ PSCSI_REQUEST_BLOCK Srb) {
  PSTOR_DEVICE_CAPABILITIES_EX Capabilities = SrbGetDataBuffer(Srb);

  if (Capabilities == NULL ||
      SrbGetDataTransferLength(Srb) < sizeof(*Capabilities)) {
    FinishSrb(Ext, Srb, SRB_STATUS_INVALID_REQUEST);
    return;
  }
  Capabilities->SurpriseRemovalOK = 1;
  Capabilities->UniqueID = 1;
  Capabilities->DefaultWriteCacheEnabled =
      ReadLongAcquire(&Ext->WriteCacheOn) != 0;
  FinishSrb(Ext, Srb, SRB_STATUS_SUCCESS);
}

// SRB_FUNCTION_PNP, in StartIo.
_Use_decl_annotations_ VOID StartPnp(PDEVICE_EXTENSION Ext,
                                     PSCSI_REQUEST_BLOCK Srb) {
  ULONG Flags;

  switch (PnpActionOf(Srb, &Flags)) {
  case StorQueryCapabilities:
    if (!(Flags & SRB_PNP_FLAGS_ADAPTER_REQUEST)) {
      QueryCapabilities(Ext, Srb);
      return;
    }
    break;
  case StorSurpriseRemoval:
    if (Flags & SRB_PNP_FLAGS_ADAPTER_REQUEST)
      GiveUp(Ext, AdapterRemoved);
    FinishSrb(Ext, Srb, SRB_STATUS_SUCCESS);
    return;
  case StorRemoveDevice:
  case StorStopDevice:
    FinishSrb(Ext, Srb, SRB_STATUS_SUCCESS);
    return;
  default:
    break;
  }
  FinishSrb(Ext, Srb, SRB_STATUS_INVALID_REQUEST);
}
