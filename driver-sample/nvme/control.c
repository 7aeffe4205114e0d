//===- control.c - Adapter control ----------------------------------------===//
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

_Use_decl_annotations_ BOOLEAN SupportedType(ULONG Type, const ULONG *Types,
                                             ULONG Count) {
  for (ULONG Index = 0; Index < Count; Index++)
    if (Types[Index] == Type)
      return TRUE;
  return FALSE;
}

static VOID ListSupported(_Inout_ PSCSI_SUPPORTED_CONTROL_TYPE_LIST List) {
  static const ULONG Supported[] = {
      ScsiQuerySupportedControlTypes, ScsiStopAdapter, ScsiRestartAdapter,
      ScsiAdapterPower, ScsiAdapterSurpriseRemoval};

  // An older port knows fewer types than this driver.
  for (ULONG Type = 0; Type < List->MaxControlType; Type++)
    List->SupportedTypeList[Type] =
        SupportedType(Type, Supported, RTL_NUMBER_OF(Supported));
}

// The DPCs of the first start are still good.
static VOID Restart(_Inout_ PDEVICE_EXTENSION Ext) {
  if (DEFECT(DPC_AT_RESTART)) {
    for (ULONG Id = 0; Id < MAX_QUEUES; Id++)
      RtlZeroMemory(&Ext->Queue[Id].Dpc, sizeof(STOR_DPC));
    StorPortEnablePassiveInitialization(Ext, PassiveInit);
  }
  PowerUp(Ext);
}

// Runtime power, and sleep: at most DISPATCH_LEVEL, no lock.
static VOID AdapterPower(_Inout_ PDEVICE_EXTENSION Ext,
                         _In_ const STOR_ADAPTER_CONTROL_POWER *Power) {
  if (Power->PowerState == StorPowerDeviceD0)
    PowerUp(Ext);
  else if (Power->PowerState == StorPowerDeviceD3)
    PowerDown(Ext);
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
    StopAdapter(Ext);
    break;
  case ScsiRestartAdapter:
    Restart(Ext);
    break;
  case ScsiAdapterPower:
    AdapterPower(Ext, (const STOR_ADAPTER_CONTROL_POWER *)Parameters);
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
