//===- excpt.h - structured exception handling ----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SHIMS_EXCPT_H
#define MINIPORT_SHIMS_EXCPT_H

#include "../include/excpt.h"

typedef enum _EXCEPTION_DISPOSITION {
  ExceptionContinueExecution,
  ExceptionContinueSearch,
  ExceptionNestedException,
  ExceptionCollidedUnwind
} EXCEPTION_DISPOSITION;

#endif // MINIPORT_SHIMS_EXCPT_H
