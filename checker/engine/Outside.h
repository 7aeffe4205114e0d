//===- Outside.h - Decisions on what was not given --------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Where a header, a source or a library of the driver is missing, a test may be
// of what it declares or defines: a predicate ('if (IsDumpMode(Ext))'), a limit
// of a loop. What it says is not known, nor whether it can say so here: a path
// that needs one answer is no path to show.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ENGINE_OUTSIDE_H
#define MINIPORT_ENGINE_OUTSIDE_H

#include "engine/Code.h"

namespace miniport::engine {

class OutsideNames {
public:
  explicit OutsideNames(const Code &C) : C(C) {}

  /// A function of the driver that cannot be followed, or a constant without a
  /// value, that the branch or switch looks at, directly or by way of locals;
  /// or none.
  ir::Value decides(SiteId Branch) const;
  /// Whether the event, in the same function, needs the branch to go one way,
  /// and that is decided outside.
  bool isNeeded(SiteId Branch, SiteId Event) const;

private:
  /// Whether the branch ends a loop that the site is in.
  bool endsLoopAround(SiteId Branch, SiteId Site) const;
  bool isOutside(const ir::Function &F) const;

  const Code &C;
};

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_OUTSIDE_H
