//===- stortrce.h - tracing of miniports ----------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_STORTRCE_H
#define MINIPORT_SDK_STORTRCE_H

// A trace message is an expansion that a preprocessor of its own generates
// into a .tmh file. Nothing of it is generated here; only the levels exist.

#include "evntrace.h"

#endif // MINIPORT_SDK_STORTRCE_H
