//===- ntifs.h - the kernel surface, with what file systems add -----------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_NTIFS_H
#define MINIPORT_SDK_NTIFS_H

#define _NTIFS_

#include "ntddk.h"
#include "detail/ntifs_routines.h"

#endif // MINIPORT_SDK_NTIFS_H
