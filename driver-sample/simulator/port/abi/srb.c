//===- srb.c - Request blocks and lists, by the layouts of sdk/ -----------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include <miniport.h>

#include <storport.h>

#include "../Abi.h"

// An extended SRB of the port: the block, its address, and one extended datum.
typedef struct _EXTENDED_SRB {
  union {
    STORAGE_REQUEST_BLOCK Srb;
    // The block ends in an array of one offset; two are needed at most.
    UCHAR Room[sizeof(STORAGE_REQUEST_BLOCK) + sizeof(ULONG)];
  };
  STOR_ADDR_BTL8 Address;
  union {
    SRBEX_DATA_SCSI_CDB16 Cdb;
    SRBEX_DATA_POWER Power;
    SRBEX_DATA_PNP Pnp;
  };
} EXTENDED_SRB, *PEXTENDED_SRB;

ABI uint32_t abiBytes(enum AbiKind Kind) {
  switch (Kind) {
  case AbiStorportConfig:
    return sizeof(PORT_CONFIGURATION_INFORMATION) + sizeof(ACCESS_RANGE);
  case AbiSrb:
    return sizeof(SCSI_REQUEST_BLOCK);
  case AbiExtendedSrb:
    return sizeof(EXTENDED_SRB);
  case AbiSgElement:
    return sizeof(STOR_SCATTER_GATHER_ELEMENT);
  case AbiSgHeader:
    return sizeof(STOR_SCATTER_GATHER_LIST);
  case AbiLockHandle:
    return sizeof(STOR_LOCK_HANDLE);
  default:
    return 0;
  }
}

static void BuildExtended(PEXTENDED_SRB Out, const struct AbiRequest *From) {
  PSTORAGE_REQUEST_BLOCK Srb = &Out->Srb;

  __builtin_memset(Out, 0, sizeof(*Out));
  Srb->Length = sizeof(STORAGE_REQUEST_BLOCK);
  Srb->Function = SRB_FUNCTION_STORAGE_REQUEST_BLOCK;
  Srb->Signature = SRB_SIGNATURE;
  Srb->Version = STORAGE_REQUEST_BLOCK_VERSION_1;
  Srb->SrbLength = sizeof(EXTENDED_SRB);
  Srb->SrbFunction = From->Function;
  Srb->SrbFlags = From->Flags;
  Srb->RequestTag = From->Tag;
  Srb->TimeOutValue = From->TimeOutSeconds;
  Srb->AddressOffset = FIELD_OFFSET(EXTENDED_SRB, Address);
  Srb->DataTransferLength = From->DataBytes;
  Srb->DataBuffer = From->Data;
  Srb->OriginalRequest = From->Original;
  Srb->MiniportContext = From->Extension;
  Srb->NextSrb = (PSTORAGE_REQUEST_BLOCK)From->NextSrb;
  Out->Address.Type = STOR_ADDRESS_TYPE_BTL8;
  Out->Address.AddressLength = STOR_ADDR_BTL8_ADDRESS_LENGTH;
  Out->Address.Path = From->Path;
  Out->Address.Target = From->Target;
  Out->Address.Lun = From->Lun;
  Srb->SrbExDataOffset[0] = FIELD_OFFSET(EXTENDED_SRB, Cdb);
  switch (From->Function) {
  case SRB_FUNCTION_POWER:
    Srb->NumSrbExData = 1;
    Out->Power.Type = SrbExDataTypePower;
    Out->Power.Length = SRBEX_DATA_POWER_LENGTH;
    Out->Power.SrbPowerFlags = (UCHAR)From->PowerFlags;
    Out->Power.DevicePowerState = (STOR_DEVICE_POWER_STATE)From->PowerState;
    Out->Power.PowerAction = (STOR_POWER_ACTION)From->PowerAction;
    break;
  case SRB_FUNCTION_PNP:
    Srb->NumSrbExData = 1;
    Out->Pnp.Type = SrbExDataTypePnP;
    Out->Pnp.Length = SRBEX_DATA_PNP_LENGTH;
    Out->Pnp.PnPAction = (STOR_PNP_ACTION)From->PnpAction;
    Out->Pnp.SrbPnPFlags = From->PowerFlags;
    break;
  default:
    if (From->Function != SRB_FUNCTION_EXECUTE_SCSI)
      break;
    Srb->NumSrbExData = 1;
    Out->Cdb.Type = SrbExDataTypeScsiCdb16;
    Out->Cdb.Length = SRBEX_DATA_SCSI_CDB16_LENGTH;
    Out->Cdb.CdbLength = From->CdbBytes;
    Out->Cdb.SenseInfoBuffer = From->Sense;
    Out->Cdb.SenseInfoBufferLength = From->SenseBytes;
    __builtin_memcpy(Out->Cdb.Cdb, From->Cdb, sizeof(Out->Cdb.Cdb));
  }
}

ABI void abiBuildSrb(void *Memory, const struct AbiRequest *From) {
  PSCSI_REQUEST_BLOCK Srb = (PSCSI_REQUEST_BLOCK)Memory;

  if (From->Extended) {
    BuildExtended((PEXTENDED_SRB)Memory, From);
    return;
  }
  __builtin_memset(Srb, 0, sizeof(*Srb));
  Srb->Length = sizeof(*Srb);
  Srb->Function = (UCHAR)From->Function;
  Srb->PathId = From->Path;
  Srb->TargetId = From->Target;
  Srb->Lun = From->Lun;
  Srb->SrbFlags = From->Flags;
  Srb->DataTransferLength = From->DataBytes;
  Srb->TimeOutValue = From->TimeOutSeconds;
  Srb->DataBuffer = From->Data;
  Srb->SrbExtension = From->Extension;
  Srb->OriginalRequest = From->Original;
  Srb->NextSrb = (PSCSI_REQUEST_BLOCK)From->NextSrb;
  if (From->Function == SRB_FUNCTION_POWER) {
    PSCSI_POWER_REQUEST_BLOCK Power = (PSCSI_POWER_REQUEST_BLOCK)Memory;

    Power->SrbPowerFlags = (UCHAR)From->PowerFlags;
    Power->DevicePowerState = (STOR_DEVICE_POWER_STATE)From->PowerState;
    Power->PowerAction = (STOR_POWER_ACTION)From->PowerAction;
    return;
  }
  if (From->Function == SRB_FUNCTION_PNP) {
    PSCSI_PNP_REQUEST_BLOCK Pnp = (PSCSI_PNP_REQUEST_BLOCK)Memory;

    Pnp->PnPAction = (STOR_PNP_ACTION)From->PnpAction;
    Pnp->SrbPnPFlags = From->PowerFlags;
    return;
  }
  Srb->QueueTag = From->Tag;
  Srb->QueueAction = SRB_SIMPLE_TAG_REQUEST;
  Srb->CdbLength = From->CdbBytes;
  Srb->SenseInfoBuffer = From->Sense;
  Srb->SenseInfoBufferLength = From->SenseBytes;
  __builtin_memcpy(Srb->Cdb, From->Cdb, sizeof(Srb->Cdb));
}

ABI void abiReadSrb(const void *Memory, struct AbiResult *Out) {
  const SCSI_REQUEST_BLOCK *Srb = (const SCSI_REQUEST_BLOCK *)Memory;
  const EXTENDED_SRB *Extended = (const EXTENDED_SRB *)Memory;

  Out->SrbStatus = Srb->SrbStatus;
  if (Srb->Function != SRB_FUNCTION_STORAGE_REQUEST_BLOCK) {
    Out->ScsiStatus = Srb->ScsiStatus;
    Out->DataBytes = Srb->DataTransferLength;
    return;
  }
  Out->DataBytes = Extended->Srb.DataTransferLength;
  Out->ScsiStatus = Extended->Srb.SrbFunction == SRB_FUNCTION_EXECUTE_SCSI
                        ? Extended->Cdb.ScsiStatus
                        : 0;
}

// Of both kinds the status is at the same place.
ABI void abiSetSrbStatus(void *Srb, uint8_t Status) {
  ((PSCSI_REQUEST_BLOCK)Srb)->SrbStatus = Status;
}

ABI void abiSetSgElement(void *Memory, uint32_t Index, uint64_t Physical,
                         uint32_t Bytes) {
  PSTOR_SCATTER_GATHER_LIST List = (PSTOR_SCATTER_GATHER_LIST)Memory;

  List->NumberOfElements = Index + 1;
  List->Reserved = 0;
  List->List[Index].PhysicalAddress.QuadPart = (LONGLONG)Physical;
  List->List[Index].Length = Bytes;
  List->List[Index].Reserved = 0;
}

ABI void abiFillTypeList(void *Memory, uint32_t Most) {
  PSCSI_SUPPORTED_CONTROL_TYPE_LIST List =
      (PSCSI_SUPPORTED_CONTROL_TYPE_LIST)Memory;

  List->MaxControlType = Most;
  for (ULONG Type = 0; Type < Most; Type++)
    List->SupportedTypeList[Type] = FALSE;
}

ABI uint8_t abiTypeListed(const void *Memory, uint32_t Type) {
  const SCSI_SUPPORTED_CONTROL_TYPE_LIST *List =
      (const SCSI_SUPPORTED_CONTROL_TYPE_LIST *)Memory;

  return Type < List->MaxControlType && List->SupportedTypeList[Type];
}

ABI void abiFillAddress(void *Memory, uint8_t Path, uint8_t Target,
                        uint8_t Lun) {
  PSTOR_ADDR_BTL8 Address = (PSTOR_ADDR_BTL8)Memory;

  __builtin_memset(Address, 0, sizeof(*Address));
  Address->Type = STOR_ADDRESS_TYPE_BTL8;
  Address->AddressLength = STOR_ADDR_BTL8_ADDRESS_LENGTH;
  Address->Path = Path;
  Address->Target = Target;
  Address->Lun = Lun;
}

ABI void abiFillAdapterPower(void *Memory, void *Address, uint32_t Action,
                             uint32_t State) {
  PSTOR_ADAPTER_CONTROL_POWER Power = (PSTOR_ADAPTER_CONTROL_POWER)Memory;

  Power->Header.Version = 1;
  Power->Header.Size = sizeof(*Power);
  Power->Header.Address = (PSTOR_ADDRESS)Address;
  Power->PowerAction = (STOR_POWER_ACTION)Action;
  Power->PowerState = (STOR_DEVICE_POWER_STATE)State;
}

ABI void abiFillUnitPower(void *Memory, void *Address, uint32_t Action,
                          uint32_t State) {
  PSTOR_UNIT_CONTROL_POWER Power = (PSTOR_UNIT_CONTROL_POWER)Memory;

  Power->Address = (PSTOR_ADDRESS)Address;
  Power->PowerAction = (STOR_POWER_ACTION)Action;
  Power->PowerState = (STOR_DEVICE_POWER_STATE)State;
}
