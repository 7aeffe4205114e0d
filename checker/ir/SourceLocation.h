//===- SourceLocation.h - Places in the driver's source -------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_IR_SOURCELOCATION_H
#define MINIPORT_IR_SOURCELOCATION_H

#include <cstdint>
#include <tuple>

namespace miniport::ir {

/// A point in a source file of the link unit. File indexes the source table of
/// the TU summary (after merging: of the link unit). Line and Column are
/// 1-based; Line 0 means unknown. Columns count bytes.
struct SourcePoint {
  uint32_t File = 0, Line = 0, Column = 0;

  bool isValid() const { return Line != 0; }
  friend bool operator==(SourcePoint A, SourcePoint B) {
    return std::tie(A.File, A.Line, A.Column) ==
           std::tie(B.File, B.Line, B.Column);
  }
  friend bool operator!=(SourcePoint A, SourcePoint B) { return !(A == B); }
  friend bool operator<(SourcePoint A, SourcePoint B) {
    return std::tie(A.File, A.Line, A.Column) <
           std::tie(B.File, B.Line, B.Column);
  }
};

/// Where something is written: where it expands (what a reader of the function
/// sees) and, if it stands in a macro, where it is spelled.
struct SourceLocation {
  SourcePoint Expansion;
  SourcePoint Spelling; ///< equal to Expansion outside macros

  bool isValid() const { return Expansion.isValid(); }
  bool isMacro() const { return Spelling != Expansion; }
  friend bool operator==(const SourceLocation &A, const SourceLocation &B) {
    return A.Expansion == B.Expansion && A.Spelling == B.Spelling;
  }
  friend bool operator<(const SourceLocation &A, const SourceLocation &B) {
    return std::tie(A.Expansion, A.Spelling) <
           std::tie(B.Expansion, B.Spelling);
  }
};

} // namespace miniport::ir

#endif // MINIPORT_IR_SOURCELOCATION_H
