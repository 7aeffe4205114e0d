//===- Symbols.cpp - Interning of symbolic values and places --------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Symbols.h"
#include "ir/Fold.h"
#include "llvm/ADT/EquivalenceClasses.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"
#include <algorithm>

using namespace miniport;
using namespace miniport::engine;
using ir::BinaryOp;
using ir::StepKind;

namespace {
/// Terms beyond this many nodes are no longer tracked as terms.
constexpr unsigned MaxTermSize = 24;
constexpr unsigned MaxChainDepth = 12;

uint64_t siteBit(SiteId Site) {
  return Site == NoId ? 0 : 1ULL << (llvm::hash_value(Site) % 64);
}

uint64_t mask(unsigned Width) {
  return llvm::maskTrailingOnes<uint64_t>(Width);
}
} // namespace

Symbols::Symbols(const ir::Module &M) : M(M) { buildKeys(); }

ValueId Symbols::intern(Symbol S) {
  std::array<uint64_t, 4> Key = {
      static_cast<uint64_t>(S.Kind) | static_cast<uint64_t>(S.Op) << 8 |
          static_cast<uint64_t>(S.Signed) << 16 |
          static_cast<uint64_t>(S.Width) << 24 |
          static_cast<uint64_t>(S.FromWidth) << 32,
      S.A | static_cast<uint64_t>(S.B) << 32, S.Site, S.Bits};
  auto IsSame = [&](ValueId Id) {
    const Symbol &X = Values[Id];
    return X.Kind == S.Kind && X.Op == S.Op && X.Signed == S.Signed &&
           X.Width == S.Width && X.FromWidth == S.FromWidth && X.A == S.A &&
           X.B == S.B && X.Site == S.Site && X.Bits == S.Bits;
  };
  auto [Id, New] = ValueIndex.intern(InternTable::hash(Key), IsSame);
  if (New) {
    S.Sites |= siteBit(S.Site);
    Values.push_back(S);
  }
  return Id;
}

ValueId Symbols::integer(uint64_t Bits, unsigned Width) {
  Symbol S;
  S.Kind = SymbolKind::Int;
  S.Width = Width;
  S.Bits = Bits & mask(Width);
  return intern(S);
}

ValueId Symbols::param(uint32_t Index, unsigned Width) {
  Symbol S;
  S.Kind = SymbolKind::Param;
  S.Width = Width;
  S.A = Index;
  return intern(S);
}

ValueId Symbols::initial(PlaceId P) {
  Symbol S;
  S.Kind = SymbolKind::Initial;
  S.Width = Places[P].Bits;
  S.A = P;
  S.Sites = Chains[Places[P].Where].Sites;
  return intern(S);
}

ValueId Symbols::unknown(ValueId Stamp, PlaceId P) {
  Symbol S;
  S.Kind = SymbolKind::Unknown;
  S.Width = Places[P].Bits;
  S.A = Stamp;
  S.B = P;
  S.Sites = Chains[Places[P].Where].Sites | Values[Stamp].Sites;
  return intern(S);
}

ValueId Symbols::unless(ValueId Before, PlaceId P, PlaceId Written,
                        ValueId Stamp) {
  const Symbol &Old = Values[Before];
  if (Old.Kind == SymbolKind::Unless || Old.Size > 4)
    return unknown(Stamp, P);
  Symbol S;
  S.Kind = SymbolKind::Unless;
  S.Width = Old.Width;
  S.A = Before;
  S.B = P;
  S.Bits = Written;
  S.Sites = Chains[Places[P].Where].Sites |
            Chains[Places[Written].Where].Sites | Old.Sites |
            Values[Stamp].Sites;
  return intern(S);
}

ValueId Symbols::fresh(SiteId Site, unsigned Width, uint32_t Ordinal) {
  Symbol S;
  S.Kind = SymbolKind::Fresh;
  S.Width = Width;
  S.A = Ordinal;
  S.Site = Site;
  return intern(S);
}

ValueId Symbols::fromCall(SiteId Site, uint32_t Case, ValueId Inner) {
  Symbol S;
  S.Kind = SymbolKind::FromCall;
  S.Width = Values[Inner].Width;
  S.A = Case;
  S.B = Inner; // The callee's own sites are of no interest here.
  S.Site = Site;
  return intern(S);
}

ValueId Symbols::phi(SiteId Block, uint32_t What, unsigned Width) {
  Symbol S;
  S.Kind = SymbolKind::Phi;
  S.Width = Width;
  S.A = What;
  S.Site = Block;
  return intern(S);
}

ValueId Symbols::token(SiteId Site, unsigned Width) {
  Symbol S;
  S.Kind = SymbolKind::Token;
  S.Width = Width;
  S.Site = Site;
  return intern(S);
}

std::pair<ValueId, uint64_t> Symbols::offset(ValueId V) const {
  const Symbol &Sym = symbol(V);
  if (Sym.Kind == SymbolKind::Binary && Sym.Op == BinaryOp::Add)
    if (auto C = asInteger(Sym.B))
      return {Sym.A, *C};
  return {V, 0};
}

ValueId Symbols::asToken(ValueId V) {
  if (V == NoId)
    return NoId;
  V = stripCasts(V);
  const Symbol Sym = symbol(V);
  if (Sym.Kind == SymbolKind::Token)
    return token(Sym.Site, 64);
  if (Sym.Kind != SymbolKind::FromCall)
    return NoId;
  ValueId Inner = asToken(Sym.B);
  return Inner == NoId ? NoId : fromCall(Sym.Site, Sym.A, Inner);
}

ValueId Symbols::entryLock(uint32_t Index, uint32_t Part) {
  Symbol S;
  S.Kind = SymbolKind::EntryLock;
  S.A = Index;
  S.B = Part;
  return intern(S);
}

ValueId Symbols::localAddress(uint32_t Local) {
  Symbol S;
  S.Kind = SymbolKind::LocalAddr;
  S.A = Local;
  return intern(S);
}

ValueId Symbols::globalAddress(uint32_t Global) {
  Symbol S;
  S.Kind = SymbolKind::GlobalAddr;
  S.A = Global;
  return intern(S);
}

ValueId Symbols::functionAddress(uint32_t Function) {
  Symbol S;
  S.Kind = SymbolKind::FuncAddr;
  S.A = Function;
  return intern(S);
}

ValueId Symbols::address(ChainId C) {
  if (Chains[C].Parent == NoId)
    return Chains[C].Base;
  Symbol S;
  S.Kind = SymbolKind::Address;
  S.A = C;
  S.Sites = Chains[C].Sites;
  return intern(S);
}

namespace {
bool isCommutative(BinaryOp Op) {
  return Op == BinaryOp::Add || Op == BinaryOp::Mul || Op == BinaryOp::And ||
         Op == BinaryOp::Or || Op == BinaryOp::Xor || Op == BinaryOp::Eq;
}
} // namespace

ValueId Symbols::binary(BinaryOp Op, ValueId A, ValueId B, unsigned Width,
                        bool Signed) {
  if (A == NoId || B == NoId)
    return NoId;
  // Comparisons have one form each, so that a test and its negation agree.
  switch (Op) {
  case BinaryOp::Ne:
    return negate(binary(BinaryOp::Eq, A, B, 1, Signed));
  case BinaryOp::Gt:
    return binary(BinaryOp::Lt, B, A, 1, Signed);
  case BinaryOp::Le:
    return negate(binary(BinaryOp::Lt, B, A, 1, Signed));
  case BinaryOp::Ge:
    return negate(binary(BinaryOp::Lt, A, B, 1, Signed));
  default:
    break;
  }
  unsigned OperandWidth = Values[A].Width;
  auto IA = asInteger(A), IB = asInteger(B);
  if (IA && IB)
    if (auto R = ir::fold(Op, *IA, *IB, Width, OperandWidth, Signed))
      return integer(*R, Width);
  if (isCommutative(Op) && (IA || (!IB && A > B))) {
    std::swap(A, B); // the constant, or the younger term, stands right
    std::swap(IA, IB);
  }
  if (IB) {
    uint64_t All = mask(OperandWidth);
    bool Zero = *IB == 0;
    if (Zero &&
        (Op == BinaryOp::Add || Op == BinaryOp::Sub || Op == BinaryOp::Or ||
         Op == BinaryOp::Xor || Op == BinaryOp::Shl || Op == BinaryOp::Shr))
      return A;
    if (Zero && (Op == BinaryOp::And || Op == BinaryOp::Mul))
      return integer(0, Width);
    if (Op == BinaryOp::And && *IB == All)
      return A;
    if (*IB == 1 && (Op == BinaryOp::Mul || Op == BinaryOp::Div))
      return A;
    const Symbol &SA = Values[A];
    if (Op == BinaryOp::Eq) {
      // Not of not; a truth value compared with 1; through a widening cast.
      if (Zero && SA.Kind == SymbolKind::Binary && SA.Op == BinaryOp::Eq &&
          SA.Width == 1 && Values[SA.A].Width == 1 &&
          asInteger(SA.B) == uint64_t(0))
        return SA.A;
      if (OperandWidth == 1 && *IB == 1)
        return A;
      if (SA.Kind == SymbolKind::Cast && SA.FromWidth < SA.Width &&
          !SA.Signed) {
        if (*IB > mask(SA.FromWidth))
          return integer(0, 1);
        return binary(Op, SA.A, integer(*IB, SA.FromWidth), 1, Signed);
      }
      if (Zero &&
          (SA.Kind == SymbolKind::LocalAddr ||
           SA.Kind == SymbolKind::GlobalAddr ||
           SA.Kind == SymbolKind::FuncAddr || SA.Kind == SymbolKind::Address))
        return integer(0, 1);
    }
    // (x + c) + d
    if (Op == BinaryOp::Add && SA.Kind == SymbolKind::Binary &&
        SA.Op == BinaryOp::Add)
      if (auto C = asInteger(SA.B))
        return binary(Op, SA.A, integer(*C + *IB, Width), Width, Signed);
    if (Op == BinaryOp::Sub)
      return binary(BinaryOp::Add, A, integer(0 - *IB, Width), Width, Signed);
  }
  if (A == B) {
    if (Op == BinaryOp::Eq)
      return integer(1, 1);
    if (Op == BinaryOp::Lt || Op == BinaryOp::Sub || Op == BinaryOp::Xor)
      return integer(0, Width);
    if (Op == BinaryOp::And || Op == BinaryOp::Or)
      return A;
  }
  Symbol S;
  S.Kind = SymbolKind::Binary;
  S.Op = Op;
  S.Signed = Signed && Op != BinaryOp::Eq;
  S.Width = Width;
  S.A = A;
  S.B = B;
  S.Size = std::min(255, Values[A].Size + Values[B].Size + 1);
  S.Sites = Values[A].Sites | Values[B].Sites;
  if (S.Size > MaxTermSize)
    return NoId;
  return intern(S);
}

ValueId Symbols::cast(ValueId V, unsigned Width, bool FromSigned) {
  if (V == NoId)
    return NoId;
  const Symbol &From = Values[V];
  unsigned FromWidth = From.Width;
  if (FromWidth == Width)
    return V;
  if (auto I = asInteger(V))
    return integer(FromSigned ? llvm::SignExtend64(*I, FromWidth) : *I, Width);
  if (From.Kind == SymbolKind::Cast) {
    // Narrowing what was widened, or narrowing twice.
    if (Width <= From.FromWidth && From.FromWidth < FromWidth)
      return cast(From.A, Width, From.Signed);
    if (From.FromWidth > FromWidth && Width < FromWidth)
      return cast(From.A, Width, FromSigned);
    if (From.FromWidth < FromWidth && Width > FromWidth &&
        (From.Signed == FromSigned || !From.Signed))
      return cast(From.A, Width, From.Signed);
  }
  // The old level in a narrower variable is still the old level.
  if (From.Kind == SymbolKind::Token)
    return token(From.Site, Width);
  Symbol S;
  S.Kind = SymbolKind::Cast;
  S.Signed = FromSigned && Width > FromWidth;
  S.Width = Width;
  S.FromWidth = FromWidth;
  S.A = V;
  S.Size = std::min(255, From.Size + 1);
  S.Sites = From.Sites;
  if (S.Size > MaxTermSize)
    return NoId;
  return intern(S);
}

ChainId Symbols::base(ValueId Pointer) {
  const Symbol &S = Values[Pointer];
  if (S.Kind == SymbolKind::Address)
    return S.A;
  std::array<uint64_t, 4> Key = {NoId, Pointer, ~0ULL, 0};
  auto IsSame = [&](ChainId Id) {
    return Chains[Id].Parent == NoId && Chains[Id].Base == Pointer;
  };
  auto [Id, New] = ChainIndex.intern(InternTable::hash(Key), IsSame);
  if (New) {
    Chain C;
    C.Base = Pointer;
    C.Sites = S.Sites;
    Chains.push_back(C);
  }
  return Id;
}

ChainId Symbols::step(ChainId P, StepKind Kind, uint32_t Record, uint32_t Field,
                      ValueId Index, uint64_t ElementSize) {
  const Chain Parent = Chains[P];
  bool IsInverse = Parent.Parent != NoId && Kind != StepKind::Index &&
                   Parent.Kind != StepKind::Index && Parent.Kind != Kind &&
                   Parent.Record == Record && Parent.Field == Field;
  if (IsInverse)
    return Parent.Parent;
  if (Kind == StepKind::Index) {
    // An index is the same one whatever type it has gone through.
    Index = stripCasts(Index);
    if (asInteger(Index) == uint64_t(0))
      return P; // element 0 is at the address itself
    if (Parent.Parent != NoId && Parent.Kind == StepKind::Index &&
        Parent.ElementSize == ElementSize) {
      ValueId Sum = binary(BinaryOp::Add, cast(Parent.Index, 64, true),
                           cast(Index, 64, true), 64, true);
      if (Sum != NoId)
        return step(Parent.Parent, Kind, Record, Field, Sum, ElementSize);
    }
  }
  std::array<uint64_t, 4> Key = {P | static_cast<uint64_t>(Kind) << 32,
                                 Record | static_cast<uint64_t>(Field) << 32,
                                 Index, ElementSize};
  const uint32_t Hash = InternTable::hash(Key);
  auto IsSame = [&](ChainId Id) {
    const Chain &X = Chains[Id];
    return X.Parent == P && X.Kind == Kind && X.Record == Record &&
           X.Field == Field && X.Index == Index && X.ElementSize == ElementSize;
  };
  if (ChainId Known = ChainIndex.find(Hash, IsSame); Known != NoId)
    return Known;
  Chain C = Parent;
  C.Parent = P;
  C.Kind = Kind;
  C.Record = Record;
  C.Field = Field;
  C.Index = Index;
  C.ElementSize = ElementSize;
  C.BitWidth = 0;
  ++C.Depth;
  if (C.Depth > MaxChainDepth)
    return NoId;
  if (Kind == StepKind::Index) {
    C.Sites |= Values[Index].Sites;
    if (auto I = asInteger(Index))
      C.OffsetBits += llvm::SignExtend64(*I, Values[Index].Width) *
                      static_cast<int64_t>(ElementSize) * 8;
    else
      C.HasOffset = false;
  } else {
    const ir::RecordField &F = M.Records[Record].Fields[Field];
    int64_t Bits = F.Offset * 8 + F.BitOffset;
    C.OffsetBits += Kind == StepKind::Field ? Bits : -Bits;
    C.BitWidth = Kind == StepKind::Field ? F.BitWidth : 0;
  }
  ChainId Id = ChainIndex.intern(Hash, IsSame).first;
  Chains.push_back(C);
  return Id;
}

PlaceId Symbols::place(ChainId C, uint64_t Bits) {
  if (Chains[C].BitWidth)
    Bits = Chains[C].BitWidth;
  auto [It, New] = PlaceIndex.try_emplace({C, Bits}, Places.size());
  if (New)
    Places.push_back({C, Bits, keyFor(C, Bits), Chains[C].Base,
                      Chains[C].HasOffset, Chains[C].OffsetBits});
  return It->second;
}
