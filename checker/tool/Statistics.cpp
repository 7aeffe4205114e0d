//===- Statistics.cpp - What the analysis cost and came to ----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Explain.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"
#if defined(__unix__)
#include <sys/resource.h>
#endif

using namespace miniport;
using namespace miniport::tool;

/// Functions shown one by one; the others are in the sum.
static constexpr size_t MostExpensive = 10;

namespace {
struct Cost {
  uint32_t Function = 0;
  unsigned Contexts = 0;
  uint64_t States = 0, Steps = 0;
  bool OverBudget = false;
};
} // namespace

static void printTimes(const StageTimes &T, llvm::raw_ostream &OS) {
  OS << llvm::format("times: read %.3f s, link %.3f s, simulate %.3f s, "
                     "check %.3f s",
                     T.Read, T.Link, T.Simulate, T.Check);
#if defined(__unix__)
  rusage Usage;
  if (getrusage(RUSAGE_SELF, &Usage) == 0)
    OS << llvm::format("; peak memory %.0f MB", Usage.ru_maxrss / 1024.0);
#endif
  OS << '\n';
}

static std::vector<Cost> costs(const engine::Simulator &Sim,
                               const ir::Module &M) {
  std::vector<Cost> PerFunction(M.Functions.size());
  for (engine::ContextId Id = 0; Id != Sim.numContexts(); ++Id) {
    const engine::Result &R = Sim.result(Id);
    Cost &C = PerFunction[R.Of.Function];
    C.Function = R.Of.Function;
    ++C.Contexts;
    C.States += R.States;
    C.Steps += R.Steps;
    C.OverBudget |= R.OverBudget;
  }
  llvm::erase_if(PerFunction, [](const Cost &C) { return C.Contexts == 0; });
  llvm::sort(PerFunction, [](const Cost &A, const Cost &B) {
    return A.Steps != B.Steps ? A.Steps > B.Steps : A.Function < B.Function;
  });
  return PerFunction;
}

static void printCosts(Pipeline &P, llvm::raw_ostream &OS) {
  const ir::Module &M = P.unit().module();
  std::vector<Cost> All = costs(P.engine().simulator(), M);
  Cost Sum;
  for (const Cost &C : All) {
    Sum.Contexts += C.Contexts;
    Sum.States += C.States;
    Sum.Steps += C.Steps;
  }
  OS << "simulation: " << All.size() << " functions, " << Sum.Contexts
     << " contexts, " << Sum.States << " states, " << Sum.Steps << " steps\n";
  OS << "  contexts    states     steps  function\n";
  for (const Cost &C : llvm::ArrayRef(All).take_front(MostExpensive))
    OS << llvm::format("  %8u  %8llu  %8llu  ", C.Contexts,
                       static_cast<unsigned long long>(C.States),
                       static_cast<unsigned long long>(C.Steps))
       << M.Functions[C.Function].Name << (C.OverBudget ? " (over budget)" : "")
       << '\n';
}

static void printConfigurations(const LinkUnit &Unit, llvm::raw_ostream &OS) {
  OS << "configurations:";
  for (auto [I, C] : llvm::enumerate(Unit.configurations()))
    OS << (I ? "; " : " ") << C.name();
  OS << '\n';
}

void tool::printStatistics(Pipeline &P, llvm::raw_ostream &OS) {
  const Understood &U = P.understood();
  OS << "sources: " << U.Sources << ", " << P.failed().size() << " not read, "
     << U.SourcesInPart << " with errors of Clang\n"
     << "functions: " << U.Functions << ", " << U.Degraded << " degraded\n"
     << "entry points: " << U.EntryPoints << ", entered in " << U.Roots
     << " ways\n";
  printConfigurations(P.unit(), OS);
  printCosts(P, OS);
  OS << "  confirmed  refuted  undecided  check\n";
  for (const auto &[Check, Count] : P.statistics())
    OS << llvm::format("  %9u  %7u  %9u  ", Count.Confirmed, Count.Refuted,
                       Count.Undecided)
       << Check << '\n';
  printTimes(P.times(), OS);
}
