//===- unit.c - Unit control ----------------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "driver.h"

static VOID ListSupported(_Inout_ PSCSI_SUPPORTED_CONTROL_TYPE_LIST List) {
  static const ULONG Supported[] = {ScsiQuerySupportedUnitControlTypes,
                                    ScsiUnitStart, ScsiUnitPower,
                                    ScsiUnitRemove, ScsiUnitSurpriseRemoval};

  for (ULONG Type = 0; Type < List->MaxControlType; Type++)
    List->SupportedTypeList[Type] =
        SupportedType(Type, Supported, RTL_NUMBER_OF(Supported));
}

// Of one queue: what has ended for the unit ends as it must, not as a success.
// The DPC is kept out by its lock; it completes what is on the list.
static VOID ForgetUnit(_Inout_ PNVME_QUEUE Queue, _In_ ULONG NamespaceId) {
  PDEVICE_EXTENSION Ext = Queue->Ext;
  STOR_LOCK_HANDLE Handle;
  QUEUE_LOCK Lock;
  PCMD Cmd;

  StorPortAcquireSpinLock(Ext, DpcLock, &Queue->Dpc, &Handle);
  Drain(Queue, FALSE, DPC_QUOTA);
  QueueLock(Queue, FALSE, &Lock);
  Cmd = Queue->DoneHead;
  while (Cmd != NULL) {
    if (Cmd->Sqe.NamespaceId != NamespaceId) {
      if (!DEFECT(LIST_WALK_STUCK))
        Cmd = Cmd->Next;
      continue;
    }
    Cmd->SrbStatus = SRB_STATUS_NO_DEVICE;
    Cmd = Cmd->Next;
  }
  QueueUnlock(Queue, FALSE, &Lock);
  StorPortReleaseSpinLock(Ext, &Handle);
  StorPortIssueDpc(Ext, DpcOf(Queue), NULL, NULL);
}

// PASSIVE_LEVEL. Without DPCs nothing is ever left on a done list.
static VOID UnitRemove(_Inout_ PDEVICE_EXTENSION Ext,
                       _In_ const STOR_ADDR_BTL8 *Address) {
  if (!Ext->DpcReady || Address->Type != STOR_ADDRESS_TYPE_BTL8)
    return;
  for (ULONG Id = 1; Id <= Ext->IoQueueTarget; Id++)
    ForgetUnit(&Ext->Queue[Id], Address->Lun + 1u);
}

_Use_decl_annotations_ SCSI_UNIT_CONTROL_STATUS
UnitControl(PVOID HwDeviceExtension, SCSI_UNIT_CONTROL_TYPE ControlType,
            PVOID Parameters) {
  PDEVICE_EXTENSION Ext = (PDEVICE_EXTENSION)HwDeviceExtension;

  switch (ControlType) {
  case ScsiQuerySupportedUnitControlTypes:
    ListSupported((PSCSI_SUPPORTED_CONTROL_TYPE_LIST)Parameters);
    return ScsiUnitControlSuccess;
  case ScsiUnitStart: // The set-up chain has read the namespace.
  case ScsiUnitPower: // DISPATCH_LEVEL. The power is that of the controller.
    return ScsiUnitControlSuccess;
  case ScsiUnitRemove:
  case ScsiUnitSurpriseRemoval:
    UnitRemove(Ext, (const STOR_ADDR_BTL8 *)Parameters);
    return ScsiUnitControlSuccess;
  default:
    return ScsiUnitControlUnsuccessful;
  }
}
