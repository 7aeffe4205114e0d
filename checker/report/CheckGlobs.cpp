//===- CheckGlobs.cpp - Which checks a list of globs names ----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report/CheckGlobs.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace miniport::report {

/// Greedy matching with one resumption point: it is enough to remember the last
/// '*', since a later star can absorb whatever an earlier one could.
static bool matches(StringRef Glob, StringRef Name) {
  size_t G = 0, N = 0;
  size_t Star = StringRef::npos, ResumeAt = 0;
  while (N < Name.size()) {
    if (G < Glob.size() && Glob[G] == '*') {
      Star = G++;
      ResumeAt = N;
    } else if (G < Glob.size() && Glob[G] == Name[N]) {
      ++G;
      ++N;
    } else if (Star != StringRef::npos) {
      G = Star + 1;
      N = ++ResumeAt;
    } else {
      return false;
    }
  }
  return Glob.drop_front(G).find_first_not_of('*') == StringRef::npos;
}

CheckGlobs::CheckGlobs(StringRef List, Negative Handling) {
  while (true) {
    size_t End = List.find_first_of(",\n");
    StringRef Glob = List.take_front(End).trim();
    bool Adds = !Glob.consume_front("-");
    if (Adds || Handling == Negative::Keep)
      Items.push_back({Glob.trim().str(), Adds});
    if (End == StringRef::npos)
      return;
    List = List.drop_front(End + 1);
  }
}

bool CheckGlobs::contains(StringRef Check) const {
  for (const Item &I : reverse(Items))
    if (matches(I.Glob, Check))
      return I.Adds;
  return false;
}

/// The check within a third of the glob's length in edits, if any.
static StringRef nearest(StringRef Glob, ArrayRef<StringRef> AllChecks) {
  StringRef Best;
  unsigned BestDistance = Glob.size() / 3 + 1;
  for (StringRef Check : AllChecks) {
    unsigned Distance = Glob.edit_distance(Check, true, BestDistance);
    if (Distance < BestDistance) {
      Best = Check;
      BestDistance = Distance;
    }
  }
  return Best;
}

std::vector<UnmatchedGlob>
CheckGlobs::unmatched(ArrayRef<StringRef> AllChecks) const {
  std::vector<UnmatchedGlob> Result;
  for (const Item &I : Items) {
    auto MatchedByThis = [&](StringRef Check) {
      return matches(I.Glob, Check);
    };
    if (!I.Glob.empty() && none_of(AllChecks, MatchedByThis))
      Result.push_back({I.Glob, nearest(I.Glob, AllChecks).str()});
  }
  return Result;
}

} // namespace miniport::report
