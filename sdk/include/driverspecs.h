//===- driverspecs.h - driver annotations ---------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_DRIVERSPECS_H
#define MINIPORT_SDK_DRIVERSPECS_H

#include "sal.h"

#endif // MINIPORT_SDK_DRIVERSPECS_H
