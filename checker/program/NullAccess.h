//===- NullAccess.h - Where the system is stopped on purpose --------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   Port = NULL;
//   Port->Number++; // intentional
//
// Some drivers stop the system in this way when their data is inconsistent.
// Nothing is written there, and nothing runs behind it.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_PROGRAM_NULLACCESS_H
#define MINIPORT_PROGRAM_NULLACCESS_H

#include "ir/IR.h"

namespace miniport {

/// Ends every block before an access through a pointer that the block itself
/// set to null.
void cutAtNullAccess(ir::Module &M);

} // namespace miniport

#endif // MINIPORT_PROGRAM_NULLACCESS_H
