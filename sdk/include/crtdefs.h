//===- crtdefs.h - types of the C library ---------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_CRTDEFS_H
#define MINIPORT_SDK_CRTDEFS_H

#include <stdarg.h>
#include <stddef.h>

#endif // MINIPORT_SDK_CRTDEFS_H
