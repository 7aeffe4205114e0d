//===- AgreementMain.cpp - Comparing by hand ------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// oracle-agreement FIRST LAST   compares, and counts
// oracle-agreement SEED         compares, and cuts down what disagrees
//
//===----------------------------------------------------------------------===//

#include "Agreement.h"
#include "Shrink.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace miniport;
using namespace miniport::oracle;

namespace {

void one(uint64_t Seed) {
  Scenario S = Scenario::make(Seed);
  Agreement A = compare(S);
  for (const Disagreement &D : A.Against)
    print(D, llvm::outs());
  if (A.Against.empty())
    return print(S, llvm::outs());
  Disagreement First = A.Against.front();
  shrink(S, [&](const Scenario &Smaller) {
    // What the driver asks for stays: it says how it is run.
    return llvm::StringRef(Smaller.Text)
               .contains("CONFIGURATION_INFORMATION.SynchronizationModel") &&
           llvm::any_of(compare(Smaller).Against, [&](const Disagreement &D) {
             return D.IsFalseAlarm == First.IsFalseAlarm &&
                    D.What.Kind == First.What.Kind;
           });
  });
  print(S, llvm::outs());
  for (const Disagreement &D : compare(S).Against)
    print(D, llvm::outs());
}

void many(uint64_t First, uint64_t Last) {
  Agreement All;
  for (uint64_t Seed = First; Seed <= Last; ++Seed) {
    Agreement A = compare(Scenario::make(Seed));
    All.Reports += A.Reports;
    All.Violations += A.Violations;
    All.Misplaced += A.Misplaced;
    for (auto [Why, N] : A.Silences)
      All.Silences[Why] += N;
    for (const Disagreement &D : A.Against) {
      llvm::outs() << Seed << ": ";
      print(D, llvm::outs());
    }
  }
  llvm::outs() << All.Reports << " reports, " << All.Violations
               << " violations, " << All.Misplaced << " misplaced\n";
  for (auto [Why, N] : All.Silences)
    llvm::outs() << "  silent, " << toString(Why) << ": " << N << '\n';
}

} // namespace

int main(int Argc, char **Argv) {
  uint64_t First = 0, Last = 0;
  if (Argc < 2 || Argc > 3 ||
      llvm::StringRef(Argv[1]).getAsInteger(10, First) ||
      (Argc == 3 && llvm::StringRef(Argv[2]).getAsInteger(10, Last))) {
    llvm::errs() << "usage: oracle-agreement SEED | FIRST LAST\n";
    return 2;
  }
  Argc == 3 ? many(First, Last) : one(First);
  return 0;
}
