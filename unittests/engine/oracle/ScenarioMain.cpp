//===- ScenarioMain.cpp - Print generated drivers -------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// oracle-scenario SEED            the driver of that seed and what it does
// oracle-scenario FIRST LAST      one line a seed, and a table of mutations
//
//===----------------------------------------------------------------------===//

#include "Oracle.h"
#include "llvm/Support/raw_ostream.h"

using namespace miniport::oracle;

namespace {

struct Tally {
  uint64_t Programs = 0, Wrong = 0;
};

/// How many runs ended why; "" if they returned.
std::map<std::string, uint64_t> Ends;

bool isWrong(const Scenario &S) {
  bool Wrong = false;
  for (const Environment &E : S.Environments) {
    Observation O = observe(*S.Module, E);
    Wrong |= O.hasCleanViolation();
    for (const ObservedEntry &Entry : O.Entries) {
      Ends[""] += Entry.Completed;
      for (const auto &[Why, Count] : Entry.Stuck)
        Ends[Why] += Count;
    }
  }
  return Wrong;
}

void table(uint64_t First, uint64_t Last) {
  std::map<std::string, Tally> ByMutation;
  for (uint64_t Seed = First; Seed <= Last; ++Seed) {
    Scenario S = Scenario::make(Seed);
    bool Wrong = isWrong(S);
    std::string Name = S.Spoilt ? toString(*S.Spoilt).str() : "none";
    llvm::outs() << Seed << ' ' << (Wrong ? "wrong" : "right") << ' ' << Name
                 << '\n';
    for (const std::string &Key : {Name, std::string("all")}) {
      ++ByMutation[Key].Programs;
      ByMutation[Key].Wrong += Wrong;
    }
  }
  for (const auto &[Name, T] : ByMutation)
    llvm::outs() << Name << ": " << T.Wrong << " of " << T.Programs
                 << " have a violation\n";
  for (const auto &[Why, Count] : Ends)
    llvm::outs() << Count << " runs " << (Why.empty() ? "returned" : Why)
                 << '\n';
}

} // namespace

int main(int Argc, char **Argv) {
  uint64_t First = 0, Last = 0;
  if (Argc < 2 || Argc > 3 ||
      llvm::StringRef(Argv[1]).getAsInteger(10, First) ||
      (Argc == 3 && llvm::StringRef(Argv[2]).getAsInteger(10, Last))) {
    llvm::errs() << "usage: oracle-scenario SEED | FIRST LAST\n";
    return 2;
  }
  if (Argc == 3)
    table(First, Last);
  else
    print(Scenario::make(First), llvm::outs());
  return 0;
}
