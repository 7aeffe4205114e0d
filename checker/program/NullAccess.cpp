//===- NullAccess.cpp - Where the system is stopped on purpose ------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "program/NullAccess.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/DenseSet.h"

using namespace miniport;
using namespace miniport::ir;

namespace {

/// What is known of a block up to an instruction.
class Nulls {
public:
  explicit Nulls(const Function &F) : Locals(F.Locals.size()) {}

  bool isNull(const Value &V) const {
    return V.Kind == ValueKind::Register ? Registers.contains(V.Index)
                                         : V.isInt() && V.Bits == 0;
  }
  bool isAccess(const Instruction &I) const {
    return (I.Op == Opcode::Load || I.Op == Opcode::Store) &&
           isNull(I.Where.Base);
  }
  void pass(const Instruction &I) {
    bool IsLocal =
        I.Where.Base.Kind == ValueKind::Local && I.Where.Steps.empty();
    switch (I.Op) {
    case Opcode::Load:
      if (IsLocal && Locals.test(I.Where.Base.Index))
        Registers.insert(I.Result);
      break;
    case Opcode::Store:
      if (!IsLocal)
        break;
      if (I.Ty.isPtr() && isNull(I.Args[0]))
        Locals.set(I.Where.Base.Index);
      else
        Locals.reset(I.Where.Base.Index);
      break;
    case Opcode::Copy:
    case Opcode::Zero:
    case Opcode::Call:
      Locals.reset(); // perhaps written
      break;
    default:
      break;
    }
  }

private:
  llvm::BitVector Locals;
  llvm::DenseSet<uint32_t> Registers;
};

} // namespace

void miniport::cutAtNullAccess(Module &M) {
  for (Function &F : M.Functions)
    for (Block &B : F.Blocks) {
      Nulls Known(F);
      for (size_t I = 0; I != B.Instructions.size(); ++I) {
        if (!Known.isAccess(B.Instructions[I])) {
          Known.pass(B.Instructions[I]);
          continue;
        }
        Instruction End;
        End.Op = Opcode::Unreachable;
        End.Loc = B.Instructions[I].Loc;
        B.Instructions.resize(I);
        B.Instructions.push_back(std::move(End));
        break;
      }
    }
}
