//===- scsiport.c - SCSI port's routines that know structures -------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include <miniport.h>

#include <srb.h>

#include <scsi.h>

#include "../Abi.h"

#include "config.inc"

ABI void abiReadScsiPortInit(const void *Data, struct AbiRoutines *Out) {
  ReadCommonInit((const HW_INITIALIZATION_DATA *)Data, Out);
}

ABI void abiFillScsiPortConfig(void *Config, void *Ranges,
                               const struct AbiRoutines *From,
                               const struct AbiConfig *In) {
  FillCommonConfig((PPORT_CONFIGURATION_INFORMATION)Config, Ranges, From, In);
}

ABI void abiReadScsiPortConfig(const void *Config, struct AbiConfig *Out) {
  ReadCommonConfig((const PORT_CONFIGURATION_INFORMATION *)Config, Out);
  Out->MessageRoutine = NULL;
  Out->MessageMode = 0;
  Out->FullDuplex = FALSE;
  Out->SrbType = 0;
}

ABI uint32_t abiScsiPortConfigBytes(void) {
  return sizeof(PORT_CONFIGURATION_INFORMATION);
}

ULONG ScsiPortInitialize(PVOID Argument1, PVOID Argument2,
                         PHW_INITIALIZATION_DATA Data, PVOID HwContext) {
  struct AbiRoutines Routines;

  simCall("ScsiPortInitialize");
  abiReadScsiPortInit(Data, &Routines);
  return simScsiPortInitialize(Argument1, Argument2, &Routines, HwContext);
}

VOID ScsiPortNotification(SCSI_NOTIFICATION_TYPE Type, PVOID Extension, ...) {
  __builtin_va_list Rest;

  __builtin_va_start(Rest, Extension);
  simCall("ScsiPortNotification");
  switch (Type) {
  case RequestComplete:
    simRequestComplete(Extension, __builtin_va_arg(Rest, PVOID));
    break;
  case NextRequest:
    simNextRequest(Extension);
    break;
  case NextLuRequest: {
    // Promoted, as every argument behind the dots is.
    int Path = __builtin_va_arg(Rest, int);
    int Target = __builtin_va_arg(Rest, int);
    int Lun = __builtin_va_arg(Rest, int);
    simNextLuRequest(Extension, (uint8_t)Path, (uint8_t)Target, (uint8_t)Lun);
    break;
  }
  case ResetDetected:
    simResetDetected(Extension);
    break;
  case CallDisableInterrupts:
    simCallDisableInterrupts(Extension, __builtin_va_arg(Rest, PVOID));
    break;
  case CallEnableInterrupts:
    simCallEnableInterrupts(Extension, __builtin_va_arg(Rest, PVOID));
    break;
  case RequestTimerCall: {
    PVOID Routine = __builtin_va_arg(Rest, PVOID);
    simTimerCall(Extension, Routine, __builtin_va_arg(Rest, ULONG));
    break;
  }
  case BusChangeDetected:
    simBusChange(Extension);
    break;
  default:
    break;
  }
  __builtin_va_end(Rest);
}

VOID __cdecl ScsiDebugPrint(ULONG Level, PCCHAR Message, ...) {
  (void)Level;
  simCall("ScsiDebugPrint");
  simPrint((const char *)Message);
}
