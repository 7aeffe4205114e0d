//===- suppress.h - PREfast's suppressions by name ------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_SUPPRESS_H
#define MINIPORT_SDK_SUPPRESS_H

// Numbers of warnings that '#pragma prefast(suppress: ...)' may name.
#define __WARNING_IRQ_NOT_SET 28108
#define __WARNING_INCORRECT_ANNOTATION 26007
#define __WARNING_BUFFER_OVERFLOW 26000
#define __WARNING_UNUSED_SCALAR_ASSIGNMENT 28931

#endif // MINIPORT_SDK_SUPPRESS_H
