//===- ntddk.h - the kernel surface, with what older drivers add ----------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_NTDDK_H
#define MINIPORT_SDK_NTDDK_H

#define _NTDDK_

#include "wdm.h"
#include "detail/ntddk_routines.h"

#endif // MINIPORT_SDK_NTDDK_H
