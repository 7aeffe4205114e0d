//===- concurrencysal.h - lock annotations --------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_CONCURRENCYSAL_H
#define MINIPORT_SDK_CONCURRENCYSAL_H

#include "sal.h"

#endif // MINIPORT_SDK_CONCURRENCYSAL_H
