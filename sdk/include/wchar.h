//===- wchar.h - wide strings ---------------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_WCHAR_H
#define MINIPORT_SDK_WCHAR_H

#include <stdio.h>
#include <string.h>

#endif // MINIPORT_SDK_WCHAR_H
