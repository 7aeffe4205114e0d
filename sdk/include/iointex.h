//===- iointex.h - interrupts of devices, on any version of Windows -------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_IOINTEX_H
#define MINIPORT_SDK_IOINTEX_H

#include "wdm.h"

#ifdef __cplusplus
extern "C" {
#endif

NTSTATUS NTAPI
WdmlibIoConnectInterruptEx(PIO_CONNECT_INTERRUPT_PARAMETERS Parameters);
VOID NTAPI
WdmlibIoDisconnectInterruptEx(PIO_DISCONNECT_INTERRUPT_PARAMETERS Parameters);

#ifdef __cplusplus
}
#endif

#endif // MINIPORT_SDK_IOINTEX_H
