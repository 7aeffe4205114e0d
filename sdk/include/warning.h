//===- warning.h - the kit's choice of warnings ---------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_WARNING_H
#define MINIPORT_SDK_WARNING_H

// A build includes it in front of each source; to an analyser it says nothing.

#endif // MINIPORT_SDK_WARNING_H
