//===- Fingerprint.h - The same finding in another revision ---------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Two answers to "was this finding there before?":
//
// * stableFingerprints, our own, survives moved and edited lines: it is made of
//   the check, the function and the finding's key, and knows no line. Findings
//   that agree in these are numbered in the order of their locations.
// * LineHashes is the hash of source text that GitHub code scanning knows as
//   primaryLocationLineHash. It has to be the very number that GitHub's own
//   upload action computes, or alerts would close and open again whenever a
//   report is uploaded by the one way and then by the other.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_REPORT_FINGERPRINT_H
#define MINIPORT_REPORT_FINGERPRINT_H

#include "checks/Finding.h"
#include "report/SourceTable.h"
#include "llvm/ADT/ArrayRef.h"
#include <string>
#include <vector>

namespace miniport::report {

/// The name in SARIF's partialFingerprints. Whoever changes what goes into
/// stableFingerprints changes the version.
inline constexpr llvm::StringLiteral StableFingerprintName = "miniportTidy/v1";

/// One for each of Findings, all different: 32 hex digits, a colon and the
/// ordinal from 1. Findings must be all of the link unit, suppressed ones
/// included. A finding without a key is told by its message, one outside
/// functions by its file.
std::vector<std::string>
stableFingerprints(llvm::ArrayRef<const Finding *> Findings,
                   const SourceTable &Sources);

/// For every line of a text: a 64-bit polynomial hash (base 37) of the 100
/// UTF-16 units from the line's start on, without blanks, tabs and the
/// difference between line ends; then ":" and how many lines up to this one
/// hash alike.
class LineHashes {
public:
  explicit LineHashes(llvm::StringRef Text);
  /// Line is 1-based; empty beyond the end.
  std::string operator[](uint32_t Line) const;

private:
  std::vector<std::pair<uint64_t, unsigned>> Lines; ///< hash, how often so far
};

} // namespace miniport::report

#endif // MINIPORT_REPORT_FINGERPRINT_H
