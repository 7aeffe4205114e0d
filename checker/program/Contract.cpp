//===- Contract.cpp - What a function's annotations demand ----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "program/Contract.h"
#include "ir/Condition.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace miniport;
using facts::Irql;
using llvm::StringRef;

std::optional<Irql> miniport::levelOfAnnotation(const ir::Annotation &A) {
  if (A.Args.empty())
    return std::nullopt;
  unsigned Number = 0;
  if (A.Args.front().getAsInteger(10, Number))
    return facts::parseIrql(A.Args.front());
  // 3 to 14 are devices, clocks and other processors: one level here.
  constexpr unsigned Highest = 15;
  if (Number > Highest)
    return std::nullopt;
  return Number == Highest ? Irql::High
                           : static_cast<Irql>(std::min(Number, 3U));
}

std::string miniport::spelling(const ir::Annotation &A) {
  std::string Text = A.Name.str();
  if (!A.Args.empty())
    Text += "(" + llvm::join(A.Args, ", ") + ")";
  return Text;
}

Contract::Contract(const ir::Function &F, const facts::RuleBase &Rules) : F(F) {
  for (const ir::Annotation &A : F.Annotations) {
    if (!A.From.empty() && Rules.role(A.From))
      continue;
    std::optional<Irql> Level = levelOfAnnotation(A);
    bool Exactly = A.Name == "_IRQL_requires_";
    bool IsOfFunction = A.Param == ir::None;
    if (Level && IsOfFunction && (Exactly || A.Name == "_IRQL_requires_max_"))
      Highest.push_back({{*Level, &A}, !A.When.empty()});
    if (Level && IsOfFunction && (Exactly || A.Name == "_IRQL_requires_min_"))
      Lowest.push_back({{*Level, &A}, !A.When.empty()});
    if (A.Name == "_IRQL_raises_" && IsOfFunction && Level) {
      Raises = Level;
      RaisesAlways = A.When.empty();
    }
    Restores |= A.Name.starts_with("_IRQL_restores_");
    KeepsLevel |= A.Name == "_IRQL_requires_same_" && A.When.empty();
    bool IsLock = A.Name.ends_with("lock_");
    Acquires |= IsLock && A.Name.starts_with("_Acquires_");
    Releases |= IsLock && A.Name.starts_with("_Releases_");
  }
}

std::optional<LevelLimit> Contract::weakest(llvm::ArrayRef<Demand> All,
                                            bool IsCeiling, Arguments Known,
                                            bool Tightest) const {
  auto IsWeaker = [&](const LevelLimit &A, const LevelLimit &B) {
    return IsCeiling ? A.Level > B.Level : A.Level < B.Level;
  };
  auto ValueOf = [&](StringRef Name) -> std::optional<int64_t> {
    for (auto [I, P] : llvm::enumerate(F.Params))
      if (P.Name == Name)
        return Known(I);
    return std::nullopt;
  };
  std::optional<LevelLimit> Always, Special, Strictest;
  llvm::SmallVector<LevelLimit, 2> Open;
  for (const Demand &D : All) {
    std::optional<int64_t> Holds = 1;
    if (D.IsConditional)
      Holds = ir::evaluate(D.Limit.Said->When, ValueOf);
    if (Holds && *Holds == 0)
      continue;
    if (!Strictest || IsWeaker(*Strictest, D.Limit))
      Strictest = D.Limit;
    std::optional<LevelLimit> &Of = D.IsConditional ? Special : Always;
    if (!Holds)
      Open.push_back(D.Limit);
    else if (!Of || IsWeaker(D.Limit, *Of))
      Of = D.Limit;
  }
  if (Tightest)
    return Strictest;
  // What is said of the case wins over what is said of all.
  std::optional<LevelLimit> Best = Special ? Special : Always;
  for (const LevelLimit &L : Open)
    if (Best && IsWeaker(L, *Best))
      Best = L;
  return Best;
}

std::optional<LevelLimit> Contract::ceiling(Arguments Known,
                                            bool Tightest) const {
  return weakest(Highest, true, Known, Tightest);
}

std::optional<LevelLimit> Contract::floor(Arguments Known,
                                          bool Tightest) const {
  return weakest(Lowest, false, Known, Tightest);
}
