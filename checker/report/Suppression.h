//===- Suppression.h - NOLINT comments ------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What clang-tidy 19 does with NOLINT, over source text, for findings that are
// made after parsing (clang-tidy's own handler wants a live diagnostic):
//
//   call();  // NOLINT                          everything on this line
//   call();  // NOLINT(miniport-lock-*, other)  these checks
//   // NOLINTNEXTLINE(...)                      the line below
//   // NOLINTBEGIN(...) ... // NOLINTEND(...)   between; the lists must be
//   equal,
//                                               blocks nest
//
// An empty list silences nothing; a glob with '-' is ignored. As in clang-tidy
// the words count wherever they stand, in comments or not. In a macro both the
// place where it is spelled and the place where it expands may carry one.
//
// A NOLINT on a finding's line removes the finding; on the line of a path note,
// that note only.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_REPORT_SUPPRESSION_H
#define MINIPORT_REPORT_SUPPRESSION_H

#include "checks/Finding.h"
#include "report/CheckGlobs.h"
#include "report/Report.h"
#include "report/SourceTable.h"
#include "llvm/ADT/StringRef.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace miniport::report {

/// The check name of findings about NOLINT comments themselves.
inline constexpr llvm::StringLiteral NolintCheck = "miniport-nolint";

struct NolintDirective {
  enum class Kind { Line, NextLine, Begin, End };
  Kind What;
  size_t Offset; ///< of the N in the text
  /// The list in parentheses without blanks; nothing if there is none, which
  /// silences every check.
  std::optional<std::string> Checks;
  CheckGlobs Globs;
  std::string Justification; ///< the words behind it on its line
};

/// All directives of a text, in their order.
std::vector<NolintDirective> parseNolints(llvm::StringRef Text);

/// The directives of a source table's files, each file read when first asked
/// about.
class Nolints {
public:
  explicit Nolints(const SourceTable &Sources) : Sources(Sources) {}

  struct Match {
    ir::SourcePoint Directive;
    std::string Justification;
  };
  /// The directive that silences Check at a place, if any.
  std::optional<Match> find(llvm::StringRef Check,
                            const ir::SourceLocation &Where);

  /// A finding of NolintCheck, graded as error, for each BEGIN without END and
  /// END without BEGIN in the files asked about so far.
  std::vector<Finding> unmatched() const;

private:
  struct Block {
    size_t Begin, End; ///< offsets of the two directives
    size_t Directive;  ///< index of the BEGIN
  };
  struct FileNolints {
    std::vector<NolintDirective> Directives;
    std::vector<uint32_t> Lines; ///< parallel to Directives
    std::vector<Block> Blocks;
    std::vector<size_t> Unmatched; ///< indices into Directives
  };

  const FileNolints &of(uint32_t File);
  const NolintDirective *findAt(llvm::StringRef Check, ir::SourcePoint At);
  ir::SourcePoint pointOf(uint32_t File, const NolintDirective &D) const;

  const SourceTable &Sources;
  std::map<uint32_t, FileNolints> Files;
};

struct SuppressionResult {
  /// Not silenced, in their order, without silenced notes; then what is wrong
  /// with the comments of files that a finding or note lies in.
  std::vector<Finding> Kept;
  std::vector<SuppressedFinding> Suppressed;
};

SuppressionResult applySuppressions(std::vector<Finding> Findings,
                                    const SourceTable &Sources);

} // namespace miniport::report

#endif // MINIPORT_REPORT_SUPPRESSION_H
