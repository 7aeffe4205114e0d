//===- SymbolTerms.cpp - Looking into terms, and rewriting them -----------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Symbols.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

using namespace miniport;
using namespace miniport::engine;
using ir::BinaryOp;
using ir::StepKind;

static uint64_t siteBit(SiteId Site) {
  return Site == NoId ? 0 : 1ULL << (llvm::hash_value(Site) % 64);
}

std::optional<uint64_t> Symbols::asInteger(ValueId V) const {
  if (V == NoId || Values[V].Kind != SymbolKind::Int)
    return std::nullopt;
  return Values[V].Bits;
}

std::optional<uint32_t> Symbols::asFunction(ValueId V) const {
  if (V == NoId || Values[V].Kind != SymbolKind::FuncAddr)
    return std::nullopt;
  return Values[V].A;
}

ValueId Symbols::origin(ValueId Leaf) const {
  for (;;) {
    const Symbol &Sym = Values[Leaf];
    if (Sym.Kind == SymbolKind::FromCall)
      Leaf = Sym.B;
    else if (Sym.Kind == SymbolKind::Unknown || Sym.Kind == SymbolKind::Old)
      Leaf = Sym.A;
    else
      return Leaf;
  }
}

bool Symbols::anyOrigin(ValueId V,
                        llvm::function_ref<bool(ValueId)> Accept) const {
  return anyLeaf(V, [&](ValueId Leaf) {
    ValueId From = origin(Leaf);
    return Accept(From) || (Values[From].Kind == SymbolKind::Unless &&
                            anyOrigin(Values[From].A, Accept));
  });
}

ValueId Symbols::stripCasts(ValueId V) const {
  while (Values[V].Kind == SymbolKind::Cast)
    V = Values[V].A;
  return V;
}

uint32_t Symbols::localOf(ChainId C) const {
  const Symbol &S = Values[Chains[C].Base];
  return S.Kind == SymbolKind::LocalAddr ? S.A : ir::None;
}

uint32_t Symbols::globalOf(ChainId C) const {
  const Symbol &S = Values[Chains[C].Base];
  return S.Kind == SymbolKind::GlobalAddr ? S.A : ir::None;
}

//===----------------------------------------------------------------------===//
// Ageing and rewriting
//===----------------------------------------------------------------------===//

bool Symbols::mentionsChain(ChainId C, SiteId Site) const {
  if (!(Chains[C].Sites & siteBit(Site)))
    return false;
  auto It = MentionedInChain.find({C, Site});
  if (It != MentionedInChain.end())
    return It->second;
  bool Result = false;
  ChainId L = C;
  for (; Chains[L].Parent != NoId && !Result; L = Chains[L].Parent)
    Result =
        Chains[L].Kind == StepKind::Index && mentions(Chains[L].Index, Site);
  Result = Result || mentions(Chains[C].Base, Site);
  MentionedInChain[{C, Site}] = Result;
  return Result;
}

bool Symbols::mentions(ValueId V, SiteId Site) const {
  if (!(Values[V].Sites & siteBit(Site)))
    return false;
  auto It = Mentioned.find({V, Site});
  if (It != Mentioned.end())
    return It->second;
  bool Result = mentionsUncached(Values[V], Site);
  Mentioned[{V, Site}] = Result;
  return Result;
}

bool Symbols::mentionsUncached(const Symbol &S, SiteId Site) const {
  switch (S.Kind) {
  case SymbolKind::Fresh:
  case SymbolKind::FromCall:
  case SymbolKind::Phi:
  case SymbolKind::Token:
    return S.Site == Site;
  case SymbolKind::Initial:
    return mentionsChain(Places[S.A].Where, Site);
  case SymbolKind::Unknown:
    return mentions(S.A, Site) || mentionsChain(Places[S.B].Where, Site);
  case SymbolKind::Unless:
    return mentions(S.A, Site) || mentionsChain(Places[S.B].Where, Site) ||
           mentionsChain(Places[S.Bits].Where, Site);
  case SymbolKind::Binary:
    return mentions(S.A, Site) || mentions(S.B, Site);
  case SymbolKind::Cast:
    return mentions(S.A, Site);
  case SymbolKind::Address:
    return mentionsChain(S.A, Site);
  default:
    return false; // Old values are past ageing.
  }
}

ValueId Symbols::rewrite(ValueId V, LeafMap Leaf) {
  const Symbol S = Values[V];
  switch (S.Kind) {
  case SymbolKind::Binary: {
    ValueId A = rewrite(S.A, Leaf), B = rewrite(S.B, Leaf);
    if (A == NoId || B == NoId)
      return NoId;
    return binary(S.Op, A, B, S.Width, S.Signed);
  }
  case SymbolKind::Cast: {
    ValueId A = rewrite(S.A, Leaf);
    if (A == NoId)
      return NoId;
    return cast(A, S.Width, S.Signed);
  }
  case SymbolKind::Address: {
    ChainId C = rewriteChain(S.A, Leaf);
    return C == NoId ? NoId : address(C);
  }
  case SymbolKind::Int:
  case SymbolKind::GlobalAddr:
  case SymbolKind::FuncAddr:
    return V;
  default:
    return Leaf(V);
  }
}

ChainId Symbols::rewriteChain(ChainId C, LeafMap Leaf) {
  const Chain Link = Chains[C];
  if (Link.Parent == NoId) {
    ValueId B = rewrite(Link.Base, Leaf);
    return B == NoId ? NoId : base(B);
  }
  ChainId P = rewriteChain(Link.Parent, Leaf);
  if (P == NoId)
    return NoId;
  ValueId Index = Link.Index;
  if (Link.Kind == StepKind::Index) {
    Index = rewrite(Index, Leaf);
    if (Index == NoId)
      return NoId;
  }
  return step(P, Link.Kind, Link.Record, Link.Field, Index, Link.ElementSize);
}

PlaceId Symbols::rewritePlace(PlaceId P, LeafMap Leaf) {
  PlaceInfo Info = Places[P];
  ChainId C = rewriteChain(Info.Where, Leaf);
  return C == NoId ? NoId : place(C, Info.Bits);
}

void Symbols::forEachLeaf(ValueId V,
                          llvm::function_ref<void(ValueId)> Visit) const {
  anyLeaf(V, [&](ValueId Leaf) {
    Visit(Leaf);
    return false;
  });
}

bool Symbols::anyLeaf(ValueId V,
                      llvm::function_ref<bool(ValueId)> Accept) const {
  const Symbol &Sym = Values[V];
  switch (Sym.Kind) {
  case SymbolKind::Int:
  case SymbolKind::GlobalAddr:
  case SymbolKind::FuncAddr:
    return false;
  case SymbolKind::Binary:
    return anyLeaf(Sym.A, Accept) || anyLeaf(Sym.B, Accept);
  case SymbolKind::Cast:
    return anyLeaf(Sym.A, Accept);
  case SymbolKind::Address: {
    ChainId C = Sym.A;
    for (; Chains[C].Parent != NoId; C = Chains[C].Parent)
      if (Chains[C].Kind == StepKind::Index && anyLeaf(Chains[C].Index, Accept))
        return true;
    return anyLeaf(Chains[C].Base, Accept);
  }
  default:
    return Accept(V);
  }
}

ValueId Symbols::age(ValueId V, SiteId Site) {
  if (!mentions(V, Site))
    return V;
  auto It = Aged.find({V, Site});
  if (It != Aged.end())
    return It->second;
  ValueId Result = rewrite(V, [&](ValueId Leaf) -> ValueId {
    if (!mentions(Leaf, Site))
      return Leaf;
    const Symbol L = Values[Leaf];
    if (L.Kind == SymbolKind::Initial)
      return initial(agePlace(L.A, Site));
    if (L.Kind == SymbolKind::Unknown)
      return unknown(age(L.A, Site), agePlace(L.B, Site));
    Symbol S;
    S.Kind = SymbolKind::Old;
    S.Width = L.Width;
    S.A = Leaf;
    return intern(S);
  });
  if (Result == NoId)
    Result = V;
  Aged[{V, Site}] = Result;
  return Result;
}

ChainId Symbols::ageChain(ChainId C, SiteId Site) {
  if (!mentionsChain(C, Site))
    return C;
  ChainId Aged = rewriteChain(C, [&](ValueId Leaf) { return age(Leaf, Site); });
  return Aged == NoId ? C : Aged;
}

PlaceId Symbols::agePlace(PlaceId P, SiteId Site) {
  PlaceInfo Info = Places[P];
  return place(ageChain(Info.Where, Site), Info.Bits);
}
