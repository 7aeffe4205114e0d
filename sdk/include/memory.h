//===- memory.h - an older name of string.h -------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_MEMORY_H
#define MINIPORT_SDK_MEMORY_H

#include <string.h>

#endif // MINIPORT_SDK_MEMORY_H
