//===- Handles.cpp - Lock handles, and what they carry --------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/FunctionRun.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;

/// Two numbers, or two addresses, that cannot be equal.
bool FunctionRun::areDifferent(const State &St, ValueId A, ValueId B) const {
  if (A == NoId || B == NoId)
    return false;
  A = S.stripCasts(A);
  B = S.stripCasts(B);
  auto X = evaluate(S, St.F, A).exact(), Y = evaluate(S, St.F, B).exact();
  if (X || Y)
    return X && Y && *X != *Y;
  // p and p + 1
  auto [BaseA, OffsetA] = S.offset(A);
  auto [BaseB, OffsetB] = S.offset(B);
  if (BaseA == BaseB && S.symbol(A).Width == S.symbol(B).Width)
    return OffsetA != OffsetB;
  auto IsAddress = [&](ValueId V) {
    SymbolKind Kind = S.symbol(V).Kind;
    return Kind == SymbolKind::LocalAddr || Kind == SymbolKind::GlobalAddr ||
           Kind == SymbolKind::Address;
  };
  return IsAddress(A) && IsAddress(B) &&
         Mem.areDisjoint(S.place(S.base(A), 8), S.place(S.base(B), 8));
}

/// Where an acquisition leaves its token in a handle, if handles are copied.
PlaceId FunctionRun::tokenPlace(ChainId Handle, uint32_t Record) {
  if (!C.copiesHandles() || Record == ir::None)
    return NoId;
  llvm::SmallVector<FieldRef, 2> Path = C.firstScalar(Record);
  for (FieldRef F : Path)
    if (Handle != NoId)
      Handle = S.step(Handle, ir::StepKind::Field, F.Record, F.Field, NoId, 0);
  if (Path.empty() || Handle == NoId)
    return NoId;
  const ir::Type &Ty =
      S.module().Records[Path.back().Record].Fields[Path.back().Field].Ty;
  return S.place(Handle, Ty.width() ? Ty.width() : 64);
}

/// Nothing is taken by that handle any more.
void FunctionRun::clearHandle(State &St, ValueId Handle, uint32_t Record) {
  if (Handle == NoId || S.asInteger(Handle))
    return;
  if (PlaceId P = tokenPlace(S.base(Handle), Record); P != NoId)
    Mem.begin(St, P, S.integer(0, S.info(P).Bits));
}

/// No handle of the function was used yet.
void FunctionRun::clearHandles(State &St) {
  std::function<void(ChainId, uint32_t)> Clear = [&](ChainId At,
                                                     uint32_t Record) {
    if (At == NoId || Record == ir::None)
      return;
    if (!C.isHandle(Record)) {
      for (auto [I, F] : llvm::enumerate(S.module().Records[Record].Fields))
        if (F.Count == 1 && F.Ty.record() != ir::None)
          Clear(S.step(At, ir::StepKind::Field, Record, I, NoId, 0),
                F.Ty.record());
      return;
    }
    if (PlaceId P = tokenPlace(At, Record); P != NoId)
      Mem.begin(St, P, S.integer(0, S.info(P).Bits));
  };
  for (auto [Index, L] : llvm::enumerate(Fn.Locals))
    Clear(S.base(S.localAddress(Index)), L.Ty.record());
}

/// Is it certain that the pointer is not to the handle of that lock?
bool FunctionRun::isOtherHandle(const State &St, const HeldLock &L,
                                ValueId Handle) {
  if (Handle == NoId || S.asInteger(Handle))
    return false;
  const Symbol &Sym = S.symbol(Handle);
  if (Sym.Kind == SymbolKind::Param && Sym.A < 32 &&
      (L.OtherHandles >> Sym.A & 1))
    return true;
  if (!C.copiesHandles())
    // What was held at entry has no handle that is a local here.
    return areDifferent(St, L.Handle, Handle) ||
           (L.EntryIndex != NoId && S.localOf(S.base(Handle)) != ir::None);
  ChainId At = S.base(Handle);
  uint32_t Record = Mem.recordAt(At);
  if (Record == ir::None || !C.isHandle(Record))
    return false;
  return carriesOther(St, L, tokenPlace(At, Record));
}

/// Does what lies in a handle come from elsewhere than that acquisition?
bool FunctionRun::carriesOther(const State &St, const HeldLock &L, PlaceId P) {
  // Elsewhere another name may have written it.
  if (P == NoId || S.localOf(S.info(P).Where) == ir::None)
    return false;
  ValueId Carried = Mem.load(St, P), Token = S.asToken(Carried);
  if (Token == NoId)
    return S.asInteger(Carried).has_value();
  return S.asToken(L.Token) != NoId && S.asToken(L.Token) != Token;
}
