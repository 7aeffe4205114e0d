//===- wdm.h - the kernel surface -----------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_WDM_H
#define MINIPORT_SDK_WDM_H

#define _WDMDDK_

#include "miniport.h"
#include "detail/kernel_types.h"
#include "detail/io_types.h"
#include "detail/kernel_opaque.h"
#include "detail/kernel_routines.h"
#include "detail/kernel_macros.h"
#include "detail/kernel_more.h"

#endif // MINIPORT_SDK_WDM_H
