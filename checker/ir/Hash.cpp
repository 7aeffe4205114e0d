//===- Hash.cpp - What a function does, as a number -----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ir/IR.h"
#include "llvm/Support/xxhash.h"

using namespace miniport;
using namespace miniport::ir;

namespace {

/// Entities go in by name: their indices differ between modules.
class Hasher {
public:
  explicit Hasher(const Module &M) : M(M) {}

  void add(uint64_t N) {
    auto *Begin = reinterpret_cast<const uint8_t *>(&N);
    Bytes.append(Begin, Begin + sizeof(N));
  }
  void add(llvm::StringRef S) {
    add(static_cast<uint64_t>(S.size()));
    Bytes.append(S.bytes_begin(), S.bytes_end());
  }
  void add(const Type &T);
  void add(const Value &V);
  void add(const Place &P);
  void add(const Instruction &I);
  void add(const Function &F);
  uint64_t result() const { return llvm::xxh3_64bits(Bytes); }

private:
  template <typename Entity> void addName(const Entity &E) {
    add(E.Usr.empty() ? E.Name : E.Usr);
  }

  const Module &M;
  llvm::SmallVector<uint8_t, 4096> Bytes;
};

void Hasher::add(const Type &T) {
  add(static_cast<uint64_t>(T.Kind) | T.Signed << 8 | T.width() << 16);
  add(static_cast<uint64_t>(T.bytes()));
  add(T.record() == None ? llvm::StringRef() : M.Records[T.record()].Name);
}

void Hasher::add(const Value &V) {
  add(static_cast<uint64_t>(V.Kind));
  add(V.Ty);
  if (V.Kind == ValueKind::Global)
    addName(M.Globals[V.Index]);
  else if (V.Kind == ValueKind::Function)
    addName(M.Functions[V.Index]);
  else
    add(V.Kind == ValueKind::Int ? V.Bits : V.Index);
}

void Hasher::add(const Place &P) {
  add(P.Base);
  add(static_cast<uint64_t>(P.Steps.size()));
  for (const Step &S : P.Steps) {
    add(static_cast<uint64_t>(S.Kind));
    if (S.Record != None) {
      add(M.Records[S.Record].Name);
      add(S.Field);
    }
    add(S.Index);
    add(S.ElementSize);
  }
}

void Hasher::add(const Instruction &I) {
  add(static_cast<uint64_t>(I.Op) | static_cast<uint64_t>(I.Operator) << 8 |
      I.Volatile << 16 | I.NoReturn << 17 | I.Pure << 18);
  add(I.Result);
  add(I.Ty);
  add(I.Op == Opcode::Binary ? I.OperandType : Type());
  add(I.movesBlock() ? I.Bytes : 0);
  add(I.Where);
  add(I.from());
  add(static_cast<uint64_t>(I.Args.size()));
  for (const Value &V : I.Args)
    add(V);
  const TargetList Targets = I.isTerminator() ? I.Targets : TargetList();
  add(static_cast<uint64_t>(Targets.size()));
  for (uint32_t Target : Targets)
    add(Target);
  for (const SwitchCase &C : I.cases()) {
    add(C.Low);
    add(C.High);
    add(C.Target);
  }
  add(I.text());
}

void Hasher::add(const Function &F) {
  addName(F);
  add(F.Source);
  add(static_cast<uint64_t>(F.Variadic) | F.NoReturn << 1);
  add(F.Result);
  for (const Parameter &P : F.Params)
    add(P.Ty);
  add(F.Degraded);
  for (uint32_t Callee : F.DegradedCalls)
    addName(M.Functions[Callee]);
  for (const Local &L : F.Locals) {
    add(L.Name);
    add(L.Ty);
  }
  for (const Block &B : F.Blocks) {
    add(static_cast<uint64_t>(B.Instructions.size()));
    for (const Instruction &I : B.Instructions)
      add(I);
  }
}

} // namespace

uint64_t ir::hashOf(const Module &M, const Function &F) {
  Hasher H(M);
  H.add(F);
  return H.result();
}
