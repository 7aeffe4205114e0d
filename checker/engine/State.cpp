//===- State.cpp - What holds at a point of a path ------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/State.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;

bool Property::mayHold(facts::LockClass C) const {
  return llvm::any_of(Held, [&](const HeldLock &L) { return L.Class == C; }) ||
         ((HeldByCallers | HeldByPort) >> static_cast<unsigned>(C) & 1);
}

uint32_t Property::heldClasses() const {
  uint32_t Mask = HeldByCallers | HeldByPort | HeldAround;
  for (const HeldLock &L : Held)
    Mask |= facts::maskOf(L.Class);
  return Mask;
}

double State::stalled() const {
  double Sum = 0;
  for (const auto &[Site, Microseconds] : Stalls)
    Sum += Microseconds;
  return Sum;
}

void State::addStall(SiteId Site, double Microseconds) {
  if (llvm::none_of(Stalls, [&](const auto &S) { return S.first == Site; }))
    Stalls.push_back({Site, Microseconds});
}

void Property::taint() {
  Tainted = true;
  Irql = {facts::Irql::Passive, facts::Irql::High};
  llvm::erase_if(Held, [](const HeldLock &L) { return L.EntryIndex == NoId; });
  for (HeldLock &L : Held)
    L.Maybe = true;
}

bool engine::sameForMerging(const Property &A, const Property &B) {
  if (!(A.Irql == B.Irql) || A.Tainted != B.Tainted ||
      A.HeldByCallers != B.HeldByCallers || A.HeldByPort != B.HeldByPort ||
      A.HeldAround != B.HeldAround)
    return false;
  // What may be held does not tell two states apart.
  auto Must = [](const HeldLock &L) { return !L.Maybe; };
  auto InA = llvm::make_filter_range(A.Held, Must),
       InB = llvm::make_filter_range(B.Held, Must);
  auto I = InA.begin(), IEnd = InA.end(), J = InB.begin(), JEnd = InB.end();
  for (; I != IEnd && J != JEnd; ++I, ++J)
    if (!sameForMerging(*I, *J))
      return false;
  return I == IEnd && J == JEnd;
}

bool engine::namesCover(const Property &General, const Property &Special) {
  auto Must = [](const HeldLock &L) { return !L.Maybe; };
  auto Covers = [](ValueId G, ValueId V) { return G == NoId || G == V; };
  auto InS = llvm::make_filter_range(Special.Held, Must);
  auto L = InS.begin();
  for (const HeldLock &G : llvm::make_filter_range(General.Held, Must)) {
    if (!Covers(G.Key, L->Key) || !Covers(G.Handle, L->Handle) ||
        (L->Weak && !G.Weak))
      return false;
    ++L;
  }
  return true;
}

void engine::joinLocks(Property &A, const Property &B) {
  auto Must = [](const HeldLock &L) { return !L.Maybe; };
  auto InB = llvm::make_filter_range(B.Held, Must);
  auto O = InB.begin();
  for (HeldLock &L : A.Held) {
    if (L.Maybe)
      continue;
    if (L.Key != O->Key)
      L.Key = NoId;
    if (L.Handle != O->Handle)
      L.Handle = NoId;
    L.Saved = {std::min(L.Saved.Low, O->Saved.Low),
               std::max(L.Saved.High, O->Saved.High)};
    L.Weak |= O->Weak;
    ++O;
  }
  constexpr size_t MostMaybe = 4;
  for (const HeldLock &L : B.Held) {
    if (!L.Maybe || llvm::any_of(A.Held, [&](const HeldLock &K) {
          return K.Maybe && K.Class == L.Class && K.Token == L.Token;
        }))
      continue;
    if (llvm::count_if(A.Held, [](const HeldLock &K) { return K.Maybe; }) <
        static_cast<ptrdiff_t>(MostMaybe))
      A.Held.push_back(L);
    else
      A.HeldByCallers |= facts::maskOf(L.Class);
  }
}

bool engine::sameMemory(const State &A, const State &B) {
  return A.Bound == B.Bound && A.Stamps == B.Stamps &&
         A.AllStamp == B.AllStamp && A.Registers == B.Registers;
}
