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
  for (const ExtensionField &Path : U.fixedFields()) {
    FieldRef Last = Path.back();
    Fixed F = {&Path, S.fieldKey(Last.Record, Last.Field), 0, Constraint(1),
               std::nullopt};
    F.Bits = S.info(placeOf(F, 0)).Bits;
    F.Known = Constraint::exactly(0, F.Bits);
    Fields.push_back(std::move(F));
  }
}

PlaceId EntryFacts::placeOf(const Fixed &F, unsigned Param) const {
  ChainId At = S.base(S.param(Param, 64));
  for (FieldRef Step : *F.Path)
    At = S.step(At, ir::StepKind::Field, Step.Record, Step.Field, NoId, 0);
  FieldRef Last = F.Path->back();
  return S.place(At,
                 S.module().Records[Last.Record].Fields[Last.Field].Ty.Width);
}

void EntryFacts::addTo(Context &C, const EntryPoint &E) {
  std::optional<unsigned> Param = extensionParam(E);
  if (!Param || *Param >= C.Params.size() || C.Params[*Param] != NoId)
    return;
  for (const Fixed &F : Fields)
    if (!F.Known.isTrivial())
      C.Inputs.set(S.initial(placeOf(F, *Param)), F.Known);
}

/// What the field holds at an exit.
Constraint EntryFacts::valueAt(const Case &K, const Fixed &F, PlaceId P) const {
  auto Written =
      llvm::find_if(K.Writes, [&](const auto &W) { return W.first == P; });
  if (Written != K.Writes.end())
    return evaluate(S, K.F, Written->second);
  if (K.ForgetsAll || llvm::is_contained(K.Forgotten, F.Key))
    return Constraint(F.Bits);
  const Constraint *Tested = K.F.find(S.initial(P));
  return Tested ? F.Known & *Tested : F.Known;
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
  for (const Case &K : R.Cases) {
    if (!Succeeds(K))
      continue;
    AnyExit = true;
    for (Fixed &F : Fields) {
      Constraint V =
          Param ? valueAt(K, F, placeOf(F, *Param)) : Constraint(F.Bits);
      if (V.width() != F.Bits)
        V = Constraint(F.Bits);
      F.Next = F.Next ? *F.Next | V : V;
    }
  }
}

void EntryFacts::endPhase(Phase P) {
  // Without a FindAdapter that succeeds, nothing is known.
  for (Fixed &F : Fields) {
    if (!AnyExit)
      F.Known = Constraint(F.Bits);
    else if (F.Next)
      // Interrupts do not wait for the passive initialisation.
      F.Known = P == PassiveInitialize ? F.Known | *F.Next : *F.Next;
    F.Next.reset();
  }
}
