//===- Agreement.h - The engine held against the oracle -------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A driver is analysed and run. What the analysis reports must have been seen
// to happen; what happens must be reported, or the analysis must know why it
// says nothing.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ORACLE_AGREEMENT_H
#define MINIPORT_ORACLE_AGREEMENT_H

#include "Oracle.h"
#include <map>
#include <set>

namespace miniport::oracle {

/// What the analysis reports: by lines of Scenario::Text.
struct Report {
  FaultKind Kind;
  uint32_t Line = 0;   ///< LeakedLock: the acquisition; else the call
  uint32_t Return = 0; ///< LeakedLock: the return that is blamed

  friend bool operator<(const Report &A, const Report &B) {
    return std::tie(A.Kind, A.Line, A.Return) <
           std::tie(B.Kind, B.Line, B.Return);
  }
};

struct Analysis {
  std::set<Report> Reports;
  /// Suspicions that were dropped: (kind, line of the call), or the kind alone
  /// (line 0) for leaks, which are dropped by class.
  std::set<std::pair<FaultKind, uint32_t>> Undecided, Refuted;
  std::set<LockKind> LeaksOf;
  bool OverBudget = false; ///< a function was given up
  bool Tainted = false;    ///< a lock state was given up
};
Analysis analyse(const Scenario &S);

struct Disagreement {
  bool IsFalseAlarm = false; ///< else: a violation without a report
  Report What;
};

/// Why a violation is not reported.
enum class Silence : uint8_t {
  None,
  OutOfReach, ///< no check is about it
  Undecided,
  OverBudget,
  Tainted,
  Refuted, ///< the analysis is sure, and wrong
  Unknown, ///< it was never suspected
};
llvm::StringRef toString(Silence Why);

struct Agreement {
  unsigned Reports = 0, Violations = 0;
  unsigned Misplaced = 0; ///< reports that name another release
  std::map<Silence, unsigned> Silences;
  /// False alarms, and violations whose silence is Refuted or Unknown.
  std::vector<Disagreement> Against;
};
Agreement compare(const Scenario &S);

void print(const Disagreement &D, llvm::raw_ostream &OS);

} // namespace miniport::oracle

#endif // MINIPORT_ORACLE_AGREEMENT_H
