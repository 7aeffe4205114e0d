//===- Evaluate.cpp - What facts say of terms, and terms of facts ---------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/ValueFacts.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;
using ir::BinaryOp;
using llvm::APInt;
using llvm::ConstantRange;
using llvm::KnownBits;

//===----------------------------------------------------------------------===//
// Facts
//===----------------------------------------------------------------------===//

static auto lowerBound(llvm::ArrayRef<Facts::Entry> Entries, ValueId V) {
  return llvm::lower_bound(
      Entries, V, [](const Facts::Entry &E, ValueId V) { return E.first < V; });
}

const Constraint *Facts::find(ValueId V) const {
  auto It = lowerBound(Entries, V);
  return It != Entries.end() && It->first == V ? It->second : nullptr;
}

void Facts::set(Symbols &S, ValueId V, const Constraint &C) {
  if (C.isTrivial())
    return erase(V);
  auto At = Entries.begin() + (lowerBound(Entries, V) - Entries.begin());
  if (At != Entries.end() && At->first == V)
    At->second = S.keep(C);
  else
    Entries.insert(At, {V, S.keep(C)});
}

void Facts::erase(ValueId V) {
  auto It = Entries.begin() + (lowerBound(Entries, V) - Entries.begin());
  if (It != Entries.end() && It->first == V)
    Entries.erase(It);
}

//===----------------------------------------------------------------------===//
// Terms
//===----------------------------------------------------------------------===//

namespace {

Constraint evaluateBinary(const Symbols &S, const Facts &F, const Symbol &V) {
  Constraint A = evaluate(S, F, V.A), B = evaluate(S, F, V.B);
  Constraint R(V.Width);
  if (A.isImpossible() || B.isImpossible())
    return R;
  auto Truth = [&](bool True) { return Constraint::exactly(True, 1); };
  switch (V.Op) {
  case BinaryOp::Eq:
    if (auto E = B.exact(); E && A.excludes(*E))
      return Truth(false);
    if (auto E = A.exact(); E && B.excludes(*E))
      return Truth(false);
    if (A.exact() && A.exact() == B.exact())
      return Truth(true);
    if (A.Range.intersectWith(B.Range).isEmptySet())
      return Truth(false);
    return R;
  case BinaryOp::Lt: {
    auto Pred = V.Signed ? llvm::CmpInst::ICMP_SLT : llvm::CmpInst::ICMP_ULT;
    if (A.Range.icmp(Pred, B.Range))
      return Truth(true);
    if (A.Range.icmp(llvm::CmpInst::getInversePredicate(Pred), B.Range))
      return Truth(false);
    return R;
  }
  case BinaryOp::Add:
    R.Range = A.Range.add(B.Range);
    break;
  case BinaryOp::Sub:
    R.Range = A.Range.sub(B.Range);
    break;
  case BinaryOp::Mul:
    R.Range = A.Range.multiply(B.Range);
    break;
  case BinaryOp::Div:
    R.Range = V.Signed ? A.Range.sdiv(B.Range) : A.Range.udiv(B.Range);
    break;
  case BinaryOp::Rem:
    R.Range = V.Signed ? A.Range.srem(B.Range) : A.Range.urem(B.Range);
    break;
  case BinaryOp::Shl:
    R.Range = A.Range.shl(B.Range);
    R.Known = KnownBits::shl(A.Known, B.Known);
    break;
  case BinaryOp::Shr:
    R.Range = V.Signed ? A.Range.ashr(B.Range) : A.Range.lshr(B.Range);
    R.Known = V.Signed ? KnownBits::ashr(A.Known, B.Known)
                       : KnownBits::lshr(A.Known, B.Known);
    break;
  case BinaryOp::And:
    R.Range = A.Range.binaryAnd(B.Range);
    R.Known = A.Known & B.Known;
    break;
  case BinaryOp::Or:
    R.Range = A.Range.binaryOr(B.Range);
    R.Known = A.Known | B.Known;
    break;
  case BinaryOp::Xor:
    R.Range = A.Range.binaryXor(B.Range);
    R.Known = A.Known ^ B.Known;
    break;
  default:
    return R;
  }
  if (R.Range.isEmptySet()) // division by what can only be zero
    return Constraint(V.Width);
  if (R.Known.hasConflict())
    R.Known = KnownBits(V.Width);
  return R.normalise();
}

} // namespace

Constraint engine::evaluate(const Symbols &S, const Facts &F, ValueId V) {
  const Symbol &N = S.symbol(V);
  Constraint R(N.Width);
  switch (N.Kind) {
  case SymbolKind::Int:
    return Constraint::exactly(N.Bits, N.Width);
  case SymbolKind::LocalAddr:
  case SymbolKind::GlobalAddr:
  case SymbolKind::FuncAddr:
  case SymbolKind::Address:
    return Constraint::notEqual(0, N.Width);
  case SymbolKind::Param:
  case SymbolKind::Initial:
    S.noteUse(V);
    break;
  case SymbolKind::Binary:
    R = evaluateBinary(S, F, N);
    break;
  case SymbolKind::Cast: {
    Constraint A = evaluate(S, F, N.A);
    if (N.Width < N.FromWidth) {
      R.Range = A.Range.truncate(N.Width);
      R.Known = A.Known.trunc(N.Width);
    } else {
      R.Range =
          N.Signed ? A.Range.signExtend(N.Width) : A.Range.zeroExtend(N.Width);
      R.Known = N.Signed ? A.Known.sext(N.Width) : A.Known.zext(N.Width);
      if (A.isNonZero())
        R.Not.push_back(0);
    }
    R.normalise();
    break;
  }
  default:
    break;
  }
  if (const Constraint *C = F.find(V))
    return R & *C;
  return R;
}

namespace {

/// Passes C on to the parts of the binary term V that it pins down.
bool refineBinary(Symbols &S, Facts &F, const Symbol &V, const Constraint &C) {
  unsigned Width = S.symbol(V.A).Width;
  Constraint A = evaluate(S, F, V.A), B = evaluate(S, F, V.B);
  auto Exact = C.exact();
  switch (V.Op) {
  case BinaryOp::Eq:
    if (!Exact)
      return true;
    if (*Exact)
      return assumeIn(S, F, V.A, B) && assumeIn(S, F, V.B, A);
    if (auto E = B.exact())
      return assumeIn(S, F, V.A, Constraint::notEqual(*E, Width));
    if (auto E = A.exact())
      return assumeIn(S, F, V.B, Constraint::notEqual(*E, Width));
    return true;
  case BinaryOp::Lt: {
    if (!Exact)
      return true;
    auto Pred = V.Signed ? llvm::CmpInst::ICMP_SLT : llvm::CmpInst::ICMP_ULT;
    if (!*Exact)
      Pred = llvm::CmpInst::getInversePredicate(Pred);
    return assumeIn(S, F, V.A,
                    Constraint::in(
                        ConstantRange::makeAllowedICmpRegion(Pred, B.Range))) &&
           assumeIn(S, F, V.B,
                    Constraint::in(ConstantRange::makeAllowedICmpRegion(
                        llvm::CmpInst::getSwappedPredicate(Pred), A.Range)));
  }
  case BinaryOp::Add:
    if (auto E = B.exact()) {
      Constraint R = Constraint::in(C.Range.subtract(APInt(Width, *E)));
      for (uint64_t N : C.Not)
        R = R & Constraint::notEqual(N - *E, Width);
      return assumeIn(S, F, V.A, R);
    }
    return true;
  case BinaryOp::Xor:
    if (auto E = B.exact()) {
      Constraint R(Width);
      if (Exact)
        R = Constraint::exactly(*Exact ^ *E, Width);
      for (uint64_t N : C.Not)
        R = R & Constraint::notEqual(N ^ *E, Width);
      if (C.excludes(0))
        R = R & Constraint::notEqual(*E, Width);
      return assumeIn(S, F, V.A, R);
    }
    if (Exact && *Exact == 0)
      return assumeIn(S, F, V.A, B) && assumeIn(S, F, V.B, A);
    return true;
  case BinaryOp::And:
    if (auto M = B.exact()) {
      APInt Mask(Width, *M);
      Constraint R(Width);
      R.Known.One = C.Known.One & Mask;
      R.Known.Zero = C.Known.Zero & Mask;
      if (C.isNonZero() && Mask.isPowerOf2())
        R.Known.One |= Mask;
      bool SingleBit = R.Known.One.isZero() && R.Known.Zero.isZero();
      if (SingleBit && C.isNonZero())
        return assumeIn(S, F, V.A, Constraint::notEqual(0, Width));
      return assumeIn(S, F, V.A, R.normalise());
    }
    if (Width == 1 && Exact && *Exact)
      return assumeIn(S, F, V.A, C) && assumeIn(S, F, V.B, C);
    return true;
  case BinaryOp::Or:
    if (Exact && *Exact == 0)
      return assumeIn(S, F, V.A, C) && assumeIn(S, F, V.B, C);
    if (auto M = B.exact()) {
      Constraint R(Width);
      R.Known.One = C.Known.One & ~APInt(Width, *M);
      R.Known.Zero = C.Known.Zero & ~APInt(Width, *M);
      return assumeIn(S, F, V.A, R.normalise());
    }
    return true;
  case BinaryOp::Shr:
    if (auto E = B.exact(); E && !V.Signed && *E < Width) {
      Constraint R(Width);
      R.Known.One = C.Known.One.shl(*E);
      R.Known.Zero = C.Known.Zero.shl(*E);
      R.Known.One &= ~APInt::getLowBitsSet(Width, *E);
      R.Known.Zero &= ~APInt::getLowBitsSet(Width, *E);
      return assumeIn(S, F, V.A, R.normalise());
    }
    return true;
  default:
    return true;
  }
}

} // namespace

bool engine::assumeIn(Symbols &S, Facts &F, ValueId V, const Constraint &C) {
  Constraint Before = evaluate(S, F, V);
  Constraint After = Before & C;
  if (After.isImpossible())
    return false;
  if (Before.implies(After))
    return true;
  const Symbol N = S.symbol(V);
  switch (N.Kind) {
  case SymbolKind::Int:
    return true;
  case SymbolKind::Cast: {
    Constraint Inner(N.FromWidth);
    if (N.Width > N.FromWidth) {
      Inner.Range = After.Range.truncate(N.FromWidth);
      Inner.Known = After.Known.trunc(N.FromWidth);
      for (uint64_t Bits : After.Not)
        if (llvm::isUIntN(N.FromWidth, Bits))
          Inner.Not.push_back(Bits);
      if (Inner.normalise().isImpossible())
        return false;
      return assumeIn(S, F, N.A, Inner);
    }
    Inner.Known = After.Known.anyext(N.FromWidth);
    F.set(S, V, After);
    return assumeIn(S, F, N.A, Inner.normalise());
  }
  case SymbolKind::Binary:
    // What the parts say already need not be said again.
    if (!refineBinary(S, F, N, After))
      return false;
    if (!evaluate(S, F, V).implies(After)) {
      Constraint All = evaluate(S, F, V) & After;
      if (All.isImpossible())
        return false;
      F.set(S, V, All);
    }
    return true;
  default:
    F.set(S, V, After);
    return true;
  }
}

bool engine::assume(Symbols &S, Facts &F, ValueId V, bool NonZero) {
  unsigned Width = S.symbol(V).Width;
  return assumeIn(S, F, V,
                  NonZero ? Constraint::notEqual(0, Width)
                          : Constraint::exactly(0, Width));
}
