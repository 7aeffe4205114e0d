//===- scsiport_access.h - access to ports and registers by SCSI port names ---===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_DETAIL_SCSIPORT_ACCESS_H
#define MINIPORT_SDK_DETAIL_SCSIPORT_ACCESS_H

#include "../miniport.h"

// SCSI port's names for port and register access, which Storport knows too.

#ifdef __cplusplus
extern "C" {
#endif

VOID NTAPI ScsiPortReadPortBufferUchar(PUCHAR Port, PUCHAR Buffer, ULONG Count);
VOID NTAPI ScsiPortReadPortBufferUlong(PULONG Port, PULONG Buffer, ULONG Count);
VOID NTAPI ScsiPortReadPortBufferUshort(PUSHORT Port, PUSHORT Buffer,
                                        ULONG Count);
UCHAR NTAPI ScsiPortReadPortUchar(PUCHAR Port);
ULONG NTAPI ScsiPortReadPortUlong(PULONG Port);
USHORT NTAPI ScsiPortReadPortUshort(PUSHORT Port);
VOID NTAPI ScsiPortReadRegisterBufferUchar(volatile UCHAR *Register,
                                           PUCHAR Buffer, ULONG Count);
VOID NTAPI ScsiPortReadRegisterBufferUlong(volatile ULONG *Register,
                                           PULONG Buffer, ULONG Count);
VOID NTAPI ScsiPortReadRegisterBufferUshort(volatile USHORT *Register,
                                            PUSHORT Buffer, ULONG Count);
UCHAR NTAPI ScsiPortReadRegisterUchar(volatile UCHAR *Register);
ULONG NTAPI ScsiPortReadRegisterUlong(volatile ULONG *Register);
USHORT NTAPI ScsiPortReadRegisterUshort(volatile USHORT *Register);
VOID NTAPI ScsiPortWritePortBufferUchar(PUCHAR Port, PUCHAR Buffer,
                                        ULONG Count);
VOID NTAPI ScsiPortWritePortBufferUlong(PULONG Port, PULONG Buffer,
                                        ULONG Count);
VOID NTAPI ScsiPortWritePortBufferUshort(PUSHORT Port, PUSHORT Buffer,
                                         ULONG Count);
VOID NTAPI ScsiPortWritePortUchar(PUCHAR Port, UCHAR Value);
VOID NTAPI ScsiPortWritePortUlong(PULONG Port, ULONG Value);
VOID NTAPI ScsiPortWritePortUshort(PUSHORT Port, USHORT Value);
VOID NTAPI ScsiPortWriteRegisterBufferUchar(volatile UCHAR *Register,
                                            PUCHAR Buffer, ULONG Count);
VOID NTAPI ScsiPortWriteRegisterBufferUlong(volatile ULONG *Register,
                                            PULONG Buffer, ULONG Count);
VOID NTAPI ScsiPortWriteRegisterBufferUshort(volatile USHORT *Register,
                                             PUSHORT Buffer, ULONG Count);
VOID NTAPI ScsiPortWriteRegisterUchar(volatile UCHAR *Register, UCHAR Value);
VOID NTAPI ScsiPortWriteRegisterUlong(volatile ULONG *Register, ULONG Value);
VOID NTAPI ScsiPortWriteRegisterUshort(volatile USHORT *Register, USHORT Value);

#ifdef __cplusplus
}
#endif

#endif // MINIPORT_SDK_DETAIL_SCSIPORT_ACCESS_H
