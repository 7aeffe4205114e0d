//===- Undeclared.h - Decisions on what nothing declares --------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Where a header is missing, a test may be of what it declares: a predicate
// ('if (IsDumpMode(Ext))'), a limit of a loop. What it says is not known, nor
// whether it can say so here: a path that needs one answer is no path to show.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ENGINE_UNDECLARED_H
#define MINIPORT_ENGINE_UNDECLARED_H

#include "engine/Code.h"

namespace miniport::engine {

class UndeclaredNames {
public:
  explicit UndeclaredNames(const Code &C) : C(C) {}

  /// A function or a global that is declared nowhere and that the branch or
  /// switch looks at, directly or by way of locals; or none.
  ir::Value decides(SiteId Branch) const;

private:
  bool isUndeclared(const ir::Function &F) const;

  const Code &C;
};

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_UNDECLARED_H
