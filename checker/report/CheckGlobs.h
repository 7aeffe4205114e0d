//===- CheckGlobs.h - Which checks a list of globs names ------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The grammar of clang-tidy's --checks and of the list in NOLINT(...): globs
// separated by commas or newlines, blanks around them ignored, '*' the only
// wildcard. A glob that begins with '-' takes away. The last glob that matches
// a name decides; a name that none matches is not in the list.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_REPORT_CHECKGLOBS_H
#define MINIPORT_REPORT_CHECKGLOBS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace miniport::report {

/// A glob that names no check at all: a misspelling, most of the time.
struct UnmatchedGlob {
  std::string Glob;    ///< as written, without the leading '-'
  std::string Nearest; ///< the most similar check; empty if none is similar
};

class CheckGlobs {
public:
  enum class Negative {
    Keep, ///< --checks: '-glob' takes away what earlier globs added
    Drop, ///< NOLINT: '-glob' is ignored, it can not undo a suppression
  };

  explicit CheckGlobs(llvm::StringRef List, Negative Handling = Negative::Keep);

  bool contains(llvm::StringRef Check) const;

  /// The globs, in their order, that match none of AllChecks. An empty glob (a
  /// trailing comma) is no mistake and not among them.
  std::vector<UnmatchedGlob>
  unmatched(llvm::ArrayRef<llvm::StringRef> AllChecks) const;

private:
  struct Item {
    std::string Glob;
    bool Adds;
  };
  std::vector<Item> Items;
};

} // namespace miniport::report

#endif // MINIPORT_REPORT_CHECKGLOBS_H
