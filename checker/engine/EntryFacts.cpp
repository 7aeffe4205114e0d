//===- EntryFacts.cpp - What initialisation leaves in the extension -------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/EntryFacts.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;

/// SP_RETURN_FOUND
static constexpr uint64_t Found = 1;

EntryFacts::Phase EntryFacts::phaseOf(const LinkUnit &U, const EntryPoint &E) {
  if (!U.isInitialisationRole(*E.Role))
    return RunTime;
  if (E.Role->ReturnDuty == "find-adapter-status")
    return FindAdapter;
  if (E.Role->ReturnDuty != "initialized")
    return RunTime; // DriverEntry: there is no extension yet
  return E.Role->Routine == "HwStorPassiveInitializeRoutine" ? PassiveInitialize
                                                             : Initialize;
}

/// The parameter by which the entry point gets the device extension.
static std::optional<unsigned> extensionParam(const EntryPoint &E) {
  for (auto [Index, P] : llvm::enumerate(E.Role->Parameters))
    if (P.Name.ends_with("DeviceExtension"))
      return Index;
  return std::nullopt;
}

EntryFacts::EntryFacts(const LinkUnit &U, Symbols &S) : S(S) {
  Way Zero;
  for (const ExtensionField &Path : U.fixedFields()) {
    FieldRef Last = Path.back();
    Fixed F = {&Path, S.fieldKey(Last.Record, Last.Field), 0};
    F.Bits = S.info(placeOf(F, 0)).Bits;
    Fields.push_back(F);
    Zero.push_back(Constraint::exactly(0, F.Bits));
  }
  Ways.push_back(std::move(Zero));
}

PlaceId EntryFacts::placeOf(const Fixed &F, unsigned Param) const {
  ChainId At = S.base(S.param(Param, 64));
  for (FieldRef Step : *F.Path)
    At = S.step(At, ir::StepKind::Field, Step.Record, Step.Field, NoId, 0);
  FieldRef Last = F.Path->back();
  return S.place(At,
                 S.module().Records[Last.Record].Fields[Last.Field].Ty.width());
}

EntryFacts::Way EntryFacts::joined() const {
  Way All = Ways.front();
  for (const Way &W : llvm::drop_begin(Ways))
    for (size_t I = 0; I != All.size(); ++I)
      All[I] = All[I] | W[I];
  return All;
}

void EntryFacts::add(Facts &To, const Way &W, unsigned Param) const {
  for (auto [F, Known] : llvm::zip_equal(Fields, W))
    if (!Known.isTrivial())
      To.set(S, S.initial(placeOf(F, Param)), Known);
}

void EntryFacts::addTo(Context &C, const EntryPoint &E) const {
  if (std::optional<unsigned> Param = extensionParam(E);
      Param && *Param < C.Params.size() && !Ways.empty())
    add(C.Inputs, joined(), *Param);
}

std::vector<Facts> EntryFacts::ways(const Context &C,
                                    const EntryPoint &E) const {
  std::vector<Facts> Result;
  if (std::optional<unsigned> Param = extensionParam(E);
      Param && *Param < C.Params.size() && Ways.size() > 1)
    for (const Way &W : Ways) {
      Result.push_back(C.Inputs);
      add(Result.back(), W, *Param);
    }
  return Result;
}

/// What the field holds at an exit.
Constraint EntryFacts::valueAt(const Case &K, const Fixed &F, PlaceId P,
                               const Constraint &Before) const {
  auto Written =
      llvm::find_if(K.Writes, [&](const auto &W) { return W.first == P; });
  Constraint V(F.Bits);
  if (Written != K.Writes.end()) {
    V = evaluate(S, K.F, Written->second);
  } else if (!K.ForgetsAll && !llvm::is_contained(K.Forgotten, F.Key)) {
    V = Before;
    if (const Constraint *Tested = K.F.find(S.initial(P)))
      V = V & *Tested;
  }
  return V.width() == F.Bits ? V : Constraint(F.Bits);
}

void EntryFacts::learn(const EntryPoint &E, const Result &R) {
  std::optional<unsigned> Param = extensionParam(E);
  auto Succeeds = [&](const Case &K) {
    if (K.Return == NoId)
      return true;
    Constraint V = evaluate(S, K.F, K.Return);
    return E.Role->ReturnDuty == "find-adapter-status" ? !V.excludes(Found)
                                                       : V.exact() != 0;
  };
  for (const Case &K : R.Cases)
    for (const Way &Before : Ways) {
      if (!Succeeds(K))
        continue;
      Way After;
      for (auto [F, Known] : llvm::zip_equal(Fields, Before))
        After.push_back(Param ? valueAt(K, F, placeOf(F, *Param), Known)
                              : Constraint(F.Bits));
      bool Possible = llvm::none_of(
          After, [](const Constraint &C) { return C.isImpossible(); });
      if (Possible && !llvm::is_contained(Next, After))
        Next.push_back(std::move(After));
    }
}

void EntryFacts::endPhase(Phase P) {
  constexpr size_t Most = 6;
  if (P == FindAdapter)
    Ways.clear(); // without one that succeeds, nothing is known
  // Interrupts do not wait for the passive initialisation.
  if (P != PassiveInitialize && !Next.empty())
    Ways.clear();
  for (Way &W : Next)
    if (!llvm::is_contained(Ways, W))
      Ways.push_back(std::move(W));
  Next.clear();
  if (Ways.size() > Most)
    Ways = {joined()};
}
