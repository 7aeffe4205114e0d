//===- LinkCalls.cpp - Calls that disagree with the definition ------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A file may have declared a function otherwise than another defines it:
// BOOLEAN here and bool there, or not at all. A C linker does not mind. The
// call then gets what the definition wants: converted arguments, and a result
// converted back; what cannot be converted, or is missing, is some value.
//
//===----------------------------------------------------------------------===//

#include "program/Linker.h"
#include "program/RoutineCall.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::ir;

namespace {
class CallAdapter {
public:
  CallAdapter(const Module &M, Function &F) : M(M), F(F) {}

  void run() {
    for (Block &B : F.Blocks) {
      if (llvm::all_of(B.Instructions,
                       [&](const Instruction &I) { return agrees(I); }))
        continue;
      Out.clear();
      for (Instruction &I : B.Instructions) {
        if (agrees(I)) {
          Out.push_back(std::move(I));
          continue;
        }
        const Function &Callee = M.Functions[I.Args[0].Index];
        adapt(std::move(I), Callee);
      }
      B.Instructions = std::move(Out);
    }
  }

private:
  /// It is no direct call, or one as the callee's definition wants it.
  bool agrees(const Instruction &I) const {
    if (I.Op != Opcode::Call || I.Args.empty() ||
        I.Args[0].Kind != ValueKind::Function)
      return true;
    const Function &Callee = M.Functions[I.Args[0].Index];
    auto Given = llvm::ArrayRef(I.Args).drop_front();
    size_t Params = Callee.Params.size();
    if (Given.size() < Params || (Given.size() > Params && !Callee.Variadic) ||
        (I.Result != None && I.Ty != Callee.Result))
      return false;
    for (auto [G, P] : llvm::zip(Given, Callee.Params))
      if (!G || G.Ty != P.Ty)
        return false;
    return true;
  }

  static bool isScalar(const Type &T) { return T.isInt() || T.isPtr(); }

  /// An instruction that makes a To out of From, or out of nothing.
  Instruction conversion(const Value &From, Type To, uint32_t Result,
                         SourceLocation Loc) const {
    Instruction I;
    I.Op = From && isScalar(From.Ty) && isScalar(To) ? Opcode::Cast
                                                     : Opcode::Opaque;
    I.Result = Result;
    I.Ty = To;
    if (From)
      I.Args.push_back(From);
    if (I.Op == Opcode::Opaque)
      I.setText("declared otherwise than defined");
    I.Loc = Loc;
    return I;
  }

  Value convert(const Value &V, Type To, SourceLocation Loc) {
    if (V && V.Ty == To)
      return V;
    if (std::optional<int64_t> Number = constantOf(V); Number && isScalar(To))
      return Value::integer(static_cast<uint64_t>(*Number), To);
    Out.push_back(conversion(V, To, F.NumRegisters, Loc));
    return Value::reg(F.NumRegisters++, To);
  }

  void adapt(Instruction I, const Function &Callee) {
    size_t Params = Callee.Params.size();
    for (size_t P = 0; P < Params; ++P) {
      Value Given = P + 1 < I.Args.size() ? I.Args[P + 1] : Value();
      Value Wanted = convert(Given, Callee.Params[P].Ty, I.Loc);
      if (P + 1 < I.Args.size())
        I.Args[P + 1] = Wanted;
      else
        I.Args.push_back(Wanted);
    }
    if (!Callee.Variadic && I.Args.size() > Params + 1)
      I.Args.resize(Params + 1);
    if (I.Result == None || I.Ty == Callee.Result) {
      Out.push_back(std::move(I));
      return;
    }
    const uint32_t Result = I.Result;
    const Type Expected = I.Ty;
    const SourceLocation Loc = I.Loc;
    Value Returned;
    I.Ty = Callee.Result;
    I.Result = None;
    if (!Callee.Result.isVoid()) {
      I.Result = F.NumRegisters++;
      Returned = Value::reg(I.Result, I.Ty);
    }
    Out.push_back(std::move(I));
    Out.push_back(conversion(Returned, Expected, Result, Loc));
  }

  const Module &M;
  Function &F;
  std::vector<Instruction> Out;
};
} // namespace

void Linker::adaptCalls(Function &F) { CallAdapter(*Out, F).run(); }
