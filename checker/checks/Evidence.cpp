//===- Evidence.cpp - How much a finding rests on -------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What happens only after a port routine failed is not what a driver does every
// day: it takes a grade off. So does a call through a pointer of which only the
// type says where it leads.
//
//===----------------------------------------------------------------------===//

#include "checks/Check.h"
#include "engine/Flow.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using engine::Code;
using engine::SiteId;
using ir::BinaryOp;
using ir::Opcode;

namespace {

/// Looks for tests of the results of port routines above a block.
class FailureTests {
public:
  FailureTests(const Code &C, uint32_t F)
      : C(C), F(F), Fn(C.function(F)), Fl(C.flow(F)) {}

  /// Does the block run only where a port routine failed? If several tests
  /// decide it, one is enough.
  bool guard(uint32_t Block) const {
    for (uint32_t B = Block;;) {
      llvm::ArrayRef<uint32_t> Deciding = Fl.controllers(B);
      if (Deciding.size() != 1 || Deciding.front() == B)
        return false;
      uint32_t Test = Deciding.front();
      const ir::Instruction &T = Fn.Blocks[Test].terminator();
      if (T.Op == Opcode::Branch && T.Targets[0] != T.Targets[1]) {
        bool IfTrue = Fl.dominates(T.Targets[0], B);
        bool IfFalse = Fl.dominates(T.Targets[1], B);
        if (IfTrue != IfFalse && isFailure(T.Args[0], IfTrue))
          return true;
      }
      if (!Fl.dominates(Test, B) || Fl.position(Test) >= Fl.position(B))
        return false;
      B = Test;
    }
  }

private:
  /// Is the value what a routine with a status returned, directly or from a
  /// local that holds nothing else?
  bool isStatus(const ir::Value &V, unsigned Depth) const {
    if (V.Kind != ir::ValueKind::Register || Depth > 4)
      return false;
    const ir::Instruction *D = C.definition(F, V.Index);
    if (!D)
      return false;
    if (D->Op == Opcode::Cast)
      return isStatus(D->Args[0], Depth + 1);
    if (D->Op == Opcode::Load && D->Where.Steps.empty() &&
        D->Where.Base.Kind == ir::ValueKind::Local &&
        C.isPlain(F, D->Where.Base.Index)) {
      llvm::ArrayRef<const ir::Instruction *> Stores =
          C.stores(F, D->Where.Base.Index);
      return !Stores.empty() &&
             llvm::all_of(Stores, [&](const ir::Instruction *S) {
               return S->Args[0].isInt() || isStatus(S->Args[0], Depth + 1);
             });
    }
    if (D->Op != Opcode::Call || D->Args[0].Kind != ir::ValueKind::Function)
      return false;
    const facts::Routine *R = C.unit().routine(D->Args[0].Index);
    // What goes through a dispatch routine returns a status; of the others some
    // return a length.
    return R && R->Port == "storport" && R->Result == "ULONG" &&
           !R->Dispatcher.empty();
  }

  /// STOR_STATUS_SUCCESS is zero, every failure is not.
  bool isFailure(const ir::Value &Condition, bool Holds) const {
    const ir::Instruction *D = Condition.Kind == ir::ValueKind::Register
                                   ? C.definition(F, Condition.Index)
                                   : nullptr;
    if (isStatus(Condition, 0))
      return Holds;
    if (!D || D->Op != Opcode::Binary || !D->Args[1].isInt() ||
        D->Args[1].Bits != 0)
      return false;
    if (D->Operator != BinaryOp::Eq && D->Operator != BinaryOp::Ne)
      return false;
    bool NonZero = (D->Operator == BinaryOp::Ne) == Holds;
    return isStatus(D->Args[0], 0) ? NonZero : isFailure(D->Args[0], NonZero);
  }

  const Code &C;
  uint32_t F;
  const ir::Function &Fn;
  const engine::Flow &Fl;
};

} // namespace

void BestFinding::offer(Finding F, Evidence Rests) {
  if (Rests != Evidence::Strong)
    F.Grade = demoted(F.Grade);
  if (Found && F.Grade <= Found->Grade) {
    --Tries;
    return;
  }
  Settled = Rests != Evidence::WeakWay;
  Found = std::move(F);
}

void BestFinding::report(CheckContext &Ctx) {
  if (!Found)
    return;
  ++Ctx.count().Confirmed;
  Ctx.report(std::move(*Found));
}

Evidence miniport::evidenceOf(const Code &C, const engine::Confirmation &How) {
  auto IsGuess = [&](const engine::Confirmation::Frame &Frame) {
    return C.instruction(Frame.Site).Op == Opcode::Call &&
           C.call(Frame.Site).BySignature;
  };
  if (llvm::any_of(How.Stack, IsGuess))
    return Evidence::WeakWay;
  for (const engine::Confirmation::Frame &Frame : llvm::reverse(How.Stack))
    if (FailureTests(C, Frame.Function).guard(C.position(Frame.Site).Block))
      return &Frame == &How.Stack.back() ? Evidence::WeakSite
                                         : Evidence::WeakWay;
  return Evidence::Strong;
}
