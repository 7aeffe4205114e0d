//===- CallGraph.cpp - Who may call whom ----------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "program/Builder.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::ir;

static void sortUnique(std::vector<uint32_t> &V) {
  llvm::sort(V);
  V.erase(std::unique(V.begin(), V.end()), V.end());
}

/// Bodies of inline wrappers that a rule stands for are not entered, so they
/// call nothing.
void LinkUnitBuilder::buildCallGraph() {
  U.IndirectTargets = Flow.targets();
  U.Callees.assign(M.Functions.size(), {});
  U.Callers.assign(M.Functions.size(), {});
  for (uint32_t F = 0; F < M.Functions.size(); ++F) {
    const Function &Fn = M.Functions[F];
    std::vector<uint32_t> &Callees = U.Callees[F];
    if (routineOf(Rules, Fn))
      continue;
    Callees = Fn.DegradedCalls;
    for (uint32_t B = 0; B < Fn.Blocks.size(); ++B)
      for (uint32_t I = 0; I < Fn.Blocks[B].Instructions.size(); ++I) {
        const Instruction &Inst = Fn.Blocks[B].Instructions[I];
        if (Inst.Op != Opcode::Call || !U.runsNormally(F, B))
          continue;
        if (Inst.Args[0].Kind == ValueKind::Function)
          Callees.push_back(Inst.Args[0].Index);
        else
          llvm::append_range(Callees, U.targets({F, B, I}).Functions);
        // A routine may run what it is handed before it returns.
        for (const RoutineCall &R : routinesAt(M, Rules, Inst))
          for (const facts::Effect &E : R.Routine->Effects)
            if (E.Kind == facts::EffectKind::RunCallback && E.Synchronous &&
                mayHold(E.When, R, Inst))
              for (uint32_t Place : Flow.pointsTo(F, R.arg(Inst, E.RoutineArg)))
                if (Place < M.Functions.size())
                  Callees.push_back(Place);
      }
    sortUnique(Callees);
  }
  for (uint32_t F = 0; F < M.Functions.size(); ++F)
    for (uint32_t Callee : U.Callees[F])
      U.Callers[Callee].push_back(F);
}

namespace {
/// Tarjan's algorithm (1972), with a stack of its own: call chains of a driver
/// are short, those of generated code need not be.
class Components {
public:
  explicit Components(const std::vector<std::vector<uint32_t>> &Callees)
      : Callees(Callees), Index(Callees.size(), 0), Low(Callees.size(), 0),
        OnStack(Callees.size()) {}

  std::vector<std::vector<uint32_t>> run() {
    for (uint32_t F = 0; F < Callees.size(); ++F)
      if (!Index[F])
        visit(F);
    return std::move(Result);
  }

private:
  void enter(uint32_t F) {
    Index[F] = Low[F] = ++Last;
    Stack.push_back(F);
    OnStack.set(F);
    Frames.emplace_back(F, 0);
  }

  void visit(uint32_t Root) {
    enter(Root);
    while (!Frames.empty()) {
      auto &[F, Next] = Frames.back();
      if (Next < Callees[F].size()) {
        uint32_t Callee = Callees[F][Next++];
        if (!Index[Callee])
          enter(Callee);
        else if (OnStack[Callee])
          Low[F] = std::min(Low[F], Index[Callee]);
        continue;
      }
      leave(F);
    }
  }

  void leave(uint32_t F) {
    if (Low[F] == Index[F]) {
      std::vector<uint32_t> Members;
      do {
        Members.push_back(Stack.back());
        OnStack.reset(Stack.back());
        Stack.pop_back();
      } while (Members.back() != F);
      llvm::sort(Members);
      Result.push_back(std::move(Members));
    }
    Frames.pop_back();
    if (!Frames.empty()) {
      uint32_t Caller = Frames.back().first;
      Low[Caller] = std::min(Low[Caller], Low[F]);
    }
  }

  const std::vector<std::vector<uint32_t>> &Callees;
  std::vector<uint32_t> Index, Low, Stack;
  llvm::BitVector OnStack;
  std::vector<std::pair<uint32_t, size_t>> Frames;
  std::vector<std::vector<uint32_t>> Result;
  uint32_t Last = 0;
};
} // namespace

void LinkUnitBuilder::findComponents() { U.Sccs = Components(U.Callees).run(); }
