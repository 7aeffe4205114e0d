//===- control.c - Adapter control and the timer --------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The documents disagree about ScsiStopAdapter and ScsiRestartAdapter: one page
// has them at DIRQL with InterruptLock held, another at DISPATCH_LEVEL at most
// with no lock. What happens here is legal under both: no lock is taken,
// nothing is allocated or freed, no DPC is set up, the time is bounded.
//
//===----------------------------------------------------------------------===//

#include "driver.h"

// Storport's one timer: a new request replaces the old one. Any IRQL.
_Use_decl_annotations_ VOID ArmTimer(PDEVICE_EXTENSION Ext,
                                     ULONG Microseconds) {
  StorPortNotification(RequestTimerCall, Ext, TimerTick, Microseconds);
}

// Once a second while the adapter runs: is the controller still there, and
// well? DISPATCH_LEVEL, the StartIo lock held by Storport.
static VOID Watch(_Inout_ PDEVICE_EXTENSION Ext) {
  ULONG Csts = RegRead(Ext, NVME_REG_CSTS);

  EmptyTrash(Ext);
  if (Csts == NVME_ALL_ONES) {
    GiveUp(Ext, AdapterRemoved);
    return;
  }
  if (Csts & NVME_CSTS_CFS) {
    RecordError(Ext, ERROR_FATAL_STATUS | Csts);
    ResetBegin(Ext);
    return;
  }
  if (InterlockedExchange(&Ext->RecoveryWanted, 0) != 0)
    ResetBegin(Ext);
}

_Use_decl_annotations_ VOID TimerTick(PVOID HwDeviceExtension) {
  PDEVICE_EXTENSION Ext = (PDEVICE_EXTENSION)HwDeviceExtension;

  if (Ext->State == AdapterStarting)
    StartStep(Ext);
  else if (Ext->State == AdapterRunning)
    Watch(Ext);

  if (Ext->State == AdapterStarting)
    ArmTimer(Ext, START_TICK_US);
  else if (Ext->State == AdapterRunning)
    ArmTimer(Ext, WATCH_TICK_US);
}

// Tells the controller to save what it caches, and switches it off. Power goes
// away after the return, so the wait is worth 50 ms, but no more; and the
// controller may have gone before.
static VOID Shutdown(_Inout_ PDEVICE_EXTENSION Ext) {
  ULONG Cc = RegRead(Ext, NVME_REG_CC);

  if (Cc == NVME_ALL_ONES)
    return;
  RegWrite(Ext, NVME_REG_CC, (Cc & ~NVME_CC_SHN_MASK) | NVME_CC_SHN_NORMAL);
  if (DEFECT(LONG_STALL))
    StorPortStallExecution(200000);
  for (ULONG Poll = 0; Poll < SHUTDOWN_POLLS; Poll++) {
    ULONG Csts = RegRead(Ext, NVME_REG_CSTS);

    if (Csts == NVME_ALL_ONES)
      return;
    if ((Csts & NVME_CSTS_SHST_MASK) == NVME_CSTS_SHST_DONE)
      break;
    StorPortStallExecution(READY_POLL_US);
  }
  ControllerDisable(Ext);
}

static VOID ListSupported(_Inout_ PSCSI_SUPPORTED_CONTROL_TYPE_LIST List) {
  static const SCSI_ADAPTER_CONTROL_TYPE Supported[] = {
      ScsiQuerySupportedControlTypes, ScsiStopAdapter, ScsiRestartAdapter,
      ScsiAdapterSurpriseRemoval};

  // An older port knows fewer types than this driver.
  for (ULONG Index = 0; Index < RTL_NUMBER_OF(Supported); Index++)
    if ((ULONG)Supported[Index] < List->MaxControlType)
      List->SupportedTypeList[Supported[Index]] = TRUE;
}

_Use_decl_annotations_ SCSI_ADAPTER_CONTROL_STATUS
AdapterControl(PVOID HwDeviceExtension, SCSI_ADAPTER_CONTROL_TYPE ControlType,
               PVOID Parameters) {
  PDEVICE_EXTENSION Ext = (PDEVICE_EXTENSION)HwDeviceExtension;

  switch (ControlType) {
  case ScsiQuerySupportedControlTypes:
    ListSupported((PSCSI_SUPPORTED_CONTROL_TYPE_LIST)Parameters);
    break;
  case ScsiStopAdapter:
    // Storport has no request of ours any more. A timer call that is already
    // running sees the state and does nothing.
    Ext->State = AdapterStopped;
    ArmTimer(Ext, 0);
    Shutdown(Ext);
    break;
  case ScsiRestartAdapter:
    // The DPCs of the first start are still good.
    StorPortPause(Ext, PAUSE_SECONDS);
    StartByTimer(Ext);
    break;
  case ScsiAdapterSurpriseRemoval: // Below DISPATCH_LEVEL, no lock.
    ArmTimer(Ext, 0);
    GiveUp(Ext, AdapterRemoved);
    break;
  default:
    break;
  }
  return ScsiAdapterControlSuccess;
}
