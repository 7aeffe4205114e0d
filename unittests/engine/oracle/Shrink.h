//===- Shrink.h - The smallest driver that still shows it -----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ORACLE_SHRINK_H
#define MINIPORT_ORACLE_SHRINK_H

#include "Oracle.h"
#include <functional>

namespace miniport::oracle {

/// Removes from the driver whatever StillFails does not need: entry points,
/// statements, branches (an if becomes one of its bodies), parts of conditions.
/// StillFails sees valid driver IR only, and must hold for S. Locals and
/// functions that nothing uses any more go at the end. At most MaxTries calls
/// of StillFails.
///
/// A removal can make a disagreement of another sort ("reported as leak" turns
/// to "reported as double acquire"), so StillFails should ask for one sort.
void shrink(Scenario &S,
            const std::function<bool(const Scenario &)> &StillFails,
            unsigned MaxTries = 2000);

/// Number of statements of the driver, for comparison.
size_t size(const Program &P);

} // namespace miniport::oracle

#endif // MINIPORT_ORACLE_SHRINK_H
