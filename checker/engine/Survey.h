//===- Survey.h - Functions that leave locks as they were -----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Most functions that take a lock give it back, whoever calls them: they are
// calm. That is found out once, before the roots are simulated, in a context of
// which nothing is known. If there is nothing in them that could be wrong at
// some level either, they are quiet: from then on they touch no locks, none of
// their branches has to be told apart for the sake of locks, and what happens
// in them is what happened in that run, at the level and under the locks of the
// caller. Calm functions that are not quiet are run for what is known at their
// entry, but for all levels and locks around them at once (Simulator::place).
//
// Functions that call each other are taken to be calm together: what one run
// shows rests on no deeper one, so that if each is calm when the others are,
// all are.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ENGINE_SURVEY_H
#define MINIPORT_ENGINE_SURVEY_H

#include "engine/Simulator.h"

namespace miniport::engine {

class Survey {
public:
  /// R: with all that touches locks. The functions in Excluded are not asked.
  Survey(const Code &C, const Relevance &R, const Inputs &In, Symbols &S,
         Options O, const llvm::BitVector &Excluded);

  /// It leaves locks and IRQL as they were, on all its ways.
  bool isCalm(uint32_t F) const { return Calm.test(F); }
  /// Calm, and without a wait or a call that is not allowed at every level.
  const llvm::BitVector &quiet() const { return Quiet; }
  bool isQuiet(uint32_t F) const { return Quiet.test(F); }

  /// The run of a calm function; NoId while it is asked.
  RunId runOf(uint32_t F) const { return Runs[F]; }
  const Simulator &simulator(RunId Run) const { return *Known[Run].first; }
  ContextId context(RunId Run) const { return Known[Run].second; }
  const Result &result(RunId Run) const {
    return simulator(Run).result(context(Run));
  }
  /// The number of a run, of the survey or of a later simulation.
  RunId number(const Simulator &Of, ContextId In) const;
  /// The run of a context that the run entered.
  RunId below(RunId Run, ContextId Callee) const {
    return number(simulator(Run), Callee);
  }
  const Context &contextBelow(RunId Run, ContextId Callee) const {
    return Known[Run].first->result(Callee).Of;
  }

private:
  bool isRecursive(llvm::ArrayRef<uint32_t> Scc) const;
  void ask(llvm::SmallVector<uint32_t, 8> Candidates, bool Together);
  std::optional<ContextId> calmRun(Simulator &In, uint32_t F) const;
  bool isQuietRun(uint32_t F) const;
  llvm::SmallVector<ContextId, 16> reached(const Simulator &In,
                                           ContextId Top) const;
  std::unique_ptr<Simulator> makeSimulator() const;

  const Code &C;
  const Relevance &R;
  const Inputs &In;
  Symbols &S;
  const Options O;
  llvm::BitVector Calm, Quiet; ///< by function
  std::vector<RunId> Runs;     ///< by function
  std::vector<std::unique_ptr<Simulator>> Simulators;
  mutable std::vector<std::pair<const Simulator *, ContextId>> Known;
  mutable std::map<std::pair<const Simulator *, ContextId>, RunId> Numbers;
};

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_SURVEY_H
