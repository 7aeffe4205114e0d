//===- Constraint.cpp - What is known of a value --------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Constraint.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;
using llvm::APInt;
using llvm::ConstantRange;
using llvm::KnownBits;

Constraint Constraint::exactly(uint64_t Bits, unsigned Width) {
  Constraint C(Width);
  APInt V(Width, Bits);
  C.Range = ConstantRange(V);
  C.Known = KnownBits::makeConstant(V);
  return C;
}

Constraint Constraint::notEqual(uint64_t Bits, unsigned Width) {
  Constraint C(Width);
  C.Not.push_back(APInt(Width, Bits).getZExtValue());
  C.normalise();
  return C;
}

Constraint Constraint::in(const ConstantRange &R) {
  Constraint C(R.getBitWidth());
  C.Range = R;
  C.normalise();
  return C;
}

std::optional<uint64_t> Constraint::exact() const {
  if (const APInt *V = Range.getSingleElement())
    return V->getZExtValue();
  return std::nullopt;
}

std::optional<Constraint> Constraint::complement() const {
  if (Range.isFullSet() && Known.isUnknown() && Not.size() == 1)
    return exactly(Not.front(), width());
  if (*this == in(Range))
    return in(Range.inverse());
  Constraint OneBit(width()), Other(width());
  OneBit.Known = Known;
  OneBit.normalise();
  if (Known.Zero.popcount() + Known.One.popcount() != 1 || !(*this == OneBit))
    return std::nullopt;
  std::tie(Other.Known.Zero, Other.Known.One) =
      std::make_pair(Known.One, Known.Zero);
  Other.normalise();
  return Other;
}

bool Constraint::isAllWith(const Constraint &O) const {
  auto Rest = complement();
  if (Rest && (Rest->isImpossible() || Rest->implies(O)))
    return true;
  Rest = O.complement();
  return Rest && (Rest->isImpossible() || Rest->implies(*this));
}

bool Constraint::excludes(uint64_t Bits) const {
  APInt V(width(), Bits);
  return !Range.contains(V) || Known.Zero.intersects(V) ||
         Known.One.intersects(~V) || llvm::is_contained(Not, V.getZExtValue());
}

Constraint &Constraint::normalise() {
  if (Range.isEmptySet())
    return *this;
  if (Known.hasConflict()) {
    Range = ConstantRange::getEmpty(width());
    return *this;
  }
  if (!Known.isUnknown())
    Range = Range.intersectWith(ConstantRange::fromKnownBits(Known, false));
  // Trim excluded ends; a value excluded from the middle stays in the list (an
  // interval cannot say it, and an intersection would lose it).
  for (bool Changed = true; Changed && !Range.isEmptySet();) {
    Changed = false;
    for (uint64_t N : Not) {
      APInt V(width(), N);
      if (!Range.contains(V))
        continue;
      if (Range.isSingleElement()) {
        Range = ConstantRange::getEmpty(width());
        break;
      }
      bool First = Range.isFullSet() ? V.isZero() : V == Range.getLower();
      bool Last = Range.isFullSet() ? V.isAllOnes() : V == Range.getUpper() - 1;
      if (First)
        Range = ConstantRange::getNonEmpty(V + 1, Range.isFullSet()
                                                      ? APInt::getZero(width())
                                                      : Range.getUpper());
      else if (Last)
        Range = ConstantRange::getNonEmpty(
            Range.isFullSet() ? APInt::getZero(width()) : Range.getLower(), V);
      Changed |= First || Last;
    }
  }
  if (Range.isEmptySet()) {
    Not.clear();
    return *this;
  }
  llvm::erase_if(
      Not, [&](uint64_t N) { return !Range.contains(APInt(width(), N)); });
  if (const APInt *V = Range.getSingleElement()) {
    if (Known.Zero.intersects(*V) || Known.One.intersects(~*V))
      Range = ConstantRange::getEmpty(width());
    else
      Known = KnownBits::makeConstant(*V);
  } else if (!Range.isFullSet()) {
    // The bits that all of the interval have, the rest of it may lack: of
    // {0, 2} without 2, no bit is left.
    KnownBits All = Range.toKnownBits();
    bool More =
        !All.Zero.isSubsetOf(Known.Zero) || !All.One.isSubsetOf(Known.One);
    bool Before = !Known.isUnknown();
    Known.Zero |= All.Zero;
    Known.One |= All.One;
    if (More && Before)
      return normalise();
  }
  return *this;
}

Constraint Constraint::operator&(const Constraint &O) const {
  if (isTrivial())
    return O;
  if (O.isTrivial())
    return *this;
  Constraint R = *this;
  R.Range = Range.intersectWith(O.Range);
  R.Known = Known.unionWith(O.Known);
  for (uint64_t N : O.Not)
    if (R.Not.size() < MaxNot && !llvm::is_contained(R.Not, N))
      R.Not.push_back(N);
  llvm::sort(R.Not);
  R.normalise();
  return R;
}

Constraint Constraint::operator|(const Constraint &O) const {
  if (isImpossible())
    return O;
  if (O.isImpossible())
    return *this;
  Constraint R(width());
  R.Range = Range.unionWith(O.Range);
  R.Known = Known.intersectWith(O.Known);
  for (uint64_t N : Not)
    if (O.excludes(N))
      R.Not.push_back(N);
  for (uint64_t N : O.Not)
    if (R.Not.size() < MaxNot && excludes(N) && !llvm::is_contained(R.Not, N))
      R.Not.push_back(N);
  // What neither can be is worth keeping when it is zero.
  if (isNonZero() && O.isNonZero() && R.Not.size() < MaxNot &&
      !llvm::is_contained(R.Not, 0U))
    R.Not.push_back(0);
  llvm::sort(R.Not);
  R.normalise();
  return R;
}

bool Constraint::implies(const Constraint &O) const {
  if (isImpossible())
    return true;
  if (!O.Range.contains(Range))
    return false;
  if (!O.Known.Zero.isSubsetOf(Known.Zero) ||
      !O.Known.One.isSubsetOf(Known.One))
    return false;
  return llvm::all_of(O.Not, [&](uint64_t N) { return excludes(N); });
}

Constraint Constraint::widen(const Constraint &O) const {
  if (O.implies(*this))
    return *this;
  Constraint R(width());
  bool NonZero = isNonZero() && O.isNonZero();
  // Keep the end that does not move, signed first (counters from 0 up).
  APInt Low = Range.getSignedMin(), High = Range.getSignedMax();
  APInt OLow = O.Range.getSignedMin(), OHigh = O.Range.getSignedMax();
  APInt NewLow = OLow.slt(Low) ? (OLow.sge(0) && Low.sge(0)
                                      ? APInt(width(), 0)
                                      : APInt::getSignedMinValue(width()))
                               : Low;
  APInt NewHigh = OHigh.sgt(High) ? APInt::getSignedMaxValue(width()) : High;
  if (width() > 1)
    R.Range = ConstantRange::getNonEmpty(NewLow, NewHigh + 1);
  if (NonZero)
    R.Not.push_back(0);
  R.normalise();
  return R;
}

llvm::hash_code engine::hash_value(const Constraint &C) {
  return llvm::hash_combine(
      C.width(), C.Range.getLower().getZExtValue(),
      C.Range.getUpper().getZExtValue(), C.Known.Zero.getZExtValue(),
      C.Known.One.getZExtValue(),
      llvm::hash_combine_range(C.Not.begin(), C.Not.end()));
}

void Constraint::print(llvm::raw_ostream &OS) const {
  if (auto E = exact()) {
    OS << "= " << *E;
    return;
  }
  bool First = true;
  auto Separate = [&] {
    if (!First)
      OS << ", ";
    First = false;
  };
  if (!Range.isFullSet()) {
    Separate();
    OS << "in [" << Range.getUnsignedMin().getZExtValue() << ", "
       << Range.getUnsignedMax().getZExtValue() << ']';
  }
  if (!Known.One.isZero()) {
    Separate();
    OS << "has bits " << Known.One.getZExtValue();
  }
  for (uint64_t N : Not) {
    Separate();
    OS << "!= " << N;
  }
}
