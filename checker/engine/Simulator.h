//===- Simulator.h - Property simulation of a link unit -------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The algorithm is ESP's (Das, Lerner, Seigle: ESP: path-sensitive program
// verification in polynomial time, PLDI 2002), run as a tabulation over
// contexts. A context is a function with what holds at its entry: IRQL, locks,
// facts on the inputs that its branches read. It is simulated once; the result
// is a list of cases, each a property effect with the facts under which it
// happens, what was stored and what was returned, all in terms of entry values.
// A caller applies the cases that its own facts allow.
//
// States of one property at a block are alternatives, up to Options::Disjuncts;
// beyond that the most alike are joined and marked blurred.
//
// Replay is the same simulation without joins: states that would be joined are
// all kept, loops run at most twice, and a step budget ends what takes too
// long. A finding counts only if the replay shows it.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ENGINE_SIMULATOR_H
#define MINIPORT_ENGINE_SIMULATOR_H

#include "engine/Inputs.h"
#include "engine/Rechecks.h"
#include "engine/State.h"
#include "llvm/ADT/SetVector.h"
#include <map>

namespace miniport::engine {

struct Options {
  unsigned Disjuncts = 4;
  unsigned Contexts = 24;      ///< per function
  unsigned StepsOfMany = 1000; ///< what all contexts may cost, if more
  unsigned InputFacts = 6;     ///< heap inputs in a context key
  unsigned StepsPerContext = 4000;
  unsigned StepsPerRoot = 0; ///< 0: half the sites of the link unit, plus 4000
  bool Replay = false;
  unsigned ReplaySteps = 60000; ///< for a whole replay
  bool EndAtGoal = false;       ///< as a replay does
  bool Shallow = false;         ///< calls may do anything to memory
  /// The link unit is a part of a driver, the rest of it was not given.
  bool Partial = false;
  /// Functions whose source was not given, or not understood, leave the
  /// driver's records as they are. A path that needs one of them to change what was tested before is no
  /// path to show: nearly always it did not.
  bool TrustOutside = false;
};

using ContextId = uint32_t;
using RunId = uint32_t; ///< Survey.h

/// What a context is simulated for.
enum class Mode : uint8_t {
  Full,  ///< locks, IRQL, data, and what is observed on the way
  Data,  ///< only what it stores and returns: it touches neither
  Visit, ///< only what is observed in it; or was, in the run it is an instance
         ///< of
  Goal,  ///< only the ways to the goal of a replay
};

struct Context {
  uint32_t Function = ir::None;
  Mode For = Mode::Full;
  Property Entry;
  Facts Inputs;
  /// What a parameter is known to be exactly (a constant, an address), or NoId.
  std::vector<ValueId> Params;
  /// Visit: a run, of which this is another instance, or NoId.
  RunId InstanceOf = NoId;
  /// It is run for all levels, or part of such a run: which locks are held
  /// around it is not known.
  bool IsForAllLevels = false;
  /// Entry values that a closer look at some call before would know better,
  /// with that call.
  llvm::SmallVector<std::pair<ValueId, SiteId>, 2> Unfaithful;
};

/// What a call may come to.
struct Case {
  Property Out; ///< inherited locks carry their EntryIndex
  Facts F;
  std::vector<std::pair<PlaceId, ValueId>> Writes;
  std::vector<AliasKey> Forgotten;
  bool ForgetsAll = false;
  ValueId Return = NoId;
  bool Blurred = false;
  double Stalled = 0;   ///< State::Stalls
  uint32_t Exit = NoId; ///< node of the return
};

enum class EventKind : uint8_t {
  Call,    ///< of a routine of the rule base
  Acquire, ///< of Lock
  Release, ///< of a lock that is not held
  Relock,  ///< Lock, taken by this site before, is still held
  Stall,   ///< Amount in microseconds
  Return,
};

/// Something that checks want to know of, in one context.
struct Event {
  EventKind Kind;
  SiteId Site = NoId;
  uint32_t Node = NoId;
  const facts::Effect *Effect = nullptr;
  facts::LockClass Class = facts::LockClass::None;
  HeldLock Lock;
  Level Irql;
  uint32_t Held = 0; ///< mask of lock classes, callers' included
  bool Blurred = false, Tainted = false;
  /// Call: the highest level at which the routine may be called with these
  /// arguments, if a document says so.
  std::optional<facts::Irql> Ceiling;
  facts::Basis CeilingBasis = facts::Basis::Documented;
  /// The lowest level, by an annotation.
  std::optional<facts::Irql> Floor;
  /// The annotations that state the limits, if it is they.
  const ir::Annotation *CeilingBy = nullptr, *FloorBy = nullptr;
  ValueId Amount = NoId;
  /// Return: acquisitions since the entry whose lock is held for certain.
  llvm::SmallVector<SiteId, 2> Kept;
  /// Stall: in a replay, the least that Amount can be; else its value, if that
  /// is one constant. Return: what is returned, if that is.
  std::optional<uint64_t> MinAmount;
  /// Where a replay adds up stalls, in microseconds: Stall: with the turns of
  /// the loops around it. Return: of all since the entry.
  double Stalled = 0;
};

/// A step on the way to a state: which block was entered, or which case of a
/// call was taken, and from which step.
struct Node {
  uint32_t Pred = NoId;
  uint32_t Block = ir::None;
  SiteId Call = NoId; ///< a call returned by Case of Callee
  ContextId Callee = NoId;
  uint32_t Case = 0;
  uint32_t Depth = 0;    ///< steps before it
  uint32_t Property = 0; ///< number of the property here
};

struct CalleeUse {
  SiteId Site;
  uint32_t Node; ///< in the caller, before the call
  ContextId Callee;
  /// The callee was run for all levels: what happens there happens at this one,
  /// under locks of these classes.
  bool IsPlaced = false;
  Level Irql;
  uint32_t Held = 0;
};

struct Result {
  Context Of;
  /// The entry values of which it mattered what is known. A context that knows
  /// the same of these has the same result.
  llvm::DenseSet<ValueId> Used;
  std::vector<Case> Cases;
  std::vector<Node> Nodes;
  /// Locks that it took, and gave back or may have, on some way.
  std::vector<HeldLock> Given;
  /// Of a run for all levels: what is stored to, under which locks of its own.
  llvm::SetVector<std::pair<const ir::Place *, uint32_t>> Stores;
  std::vector<Event> Events;
  std::vector<CalleeUse> Callees;
  bool Done = false;
  bool OverBudget = false;
  /// Recursion: how deep on the stack of open simulations this one is, the
  /// outermost open one that it used, and (if that is outside of it) the round
  /// for which its cases are good.
  unsigned Depth = 0, LowestOpen = NoId;
  bool Stale = false;
  uint64_t Round = 0;
  unsigned Steps = 0, States = 0, Runs = 0;
};

class FunctionRun;
class Goal;
class Guide;
class Survey;

class Simulator {
public:
  /// With a goal, the simulation looks for one event (Goal.h); it ends there
  /// if it is a replay. With a guide, it goes only where that was (Guide.h).
  Simulator(const Code &C, const Relevance &R, const Inputs &In, Symbols &S,
            Options O, const Goal *G = nullptr, Guide *Along = nullptr);
  ~Simulator();

  /// Simulates the context (or finds it simulated). In a recursion, the result
  /// may still grow.
  ContextId run(Context C);
  const Result &result(ContextId Id) const { return *Results[Id]; }
  uint32_t numContexts() const { return Results.size(); }
  unsigned contextsOf(uint32_t F) const { return PerFunction[F]; }
  /// The function has as many contexts as it may have; a small one costs
  /// nothing.
  bool isFull(uint32_t F) const {
    return PerFunction[F] >= O.Contexts &&
           (StepsOf[F] > O.StepsOfMany || PerFunction[F] >= 8 * O.Contexts);
  }

  /// Simulations of the function that are under way.
  unsigned opened(uint32_t F) const { return Open[F]; }

  const Code &code() const { return C; }
  const Relevance &relevance() const { return R; }
  const Inputs &inputs() const { return In; }
  Symbols &symbols() const { return S; }
  const Options &options() const { return O; }
  /// Steps left for a replay; 0 means that it is undecided.
  bool exhausted() const {
    return (O.Replay && Steps > O.ReplaySteps) ||
           ((O.Replay || O.EndAtGoal) && Found);
  }
  /// For the survey: calls of what it has for calm leave locks and IRQL alone.
  void assumeCalm(const Survey &Ongoing) { Asking = &Ongoing; }
  bool isAssumedCalm(uint32_t F) const;
  /// What was found out about it, unless it is being asked; else null.
  const Result *resultOfCalm(uint32_t F) const;
  /// Which functions are calm is known from there, and what quiet ones do.
  void instantiateFrom(const Survey &Done) { TheSurvey = &Done; }
  const Survey *survey() const { return TheSurvey; }
  bool isCalm(uint32_t F) const;
  /// It does the same at every level: it is run once for all.
  bool isForAllLevels(uint32_t F) const {
    return isCalm(F) && !R.readsLevel(F) && !waitsForOthers(F);
  }
  /// It takes a lock, and something that matters may be written meanwhile,
  /// which depends on the locks that are held then.
  bool waitsForOthers(uint32_t F) const;
  /// The context of what happens in a callee that was run for all levels.
  ContextId place(const CalleeUse &U);
  /// The run of the survey that a visit is an instance of, or NoId.
  RunId instanceOf(const Context &C) const;
  /// What was seen outside of replays.
  Rechecks &rechecks() { return Seen; }
  const Goal *goal() const { return TheGoal; }
  const Guide *guide() const { return TheGuide; }
  /// With a guide: the simulation that it is from, for calls that only store.
  Simulator *aside() const;
  /// The goal was reached, if only in a state that is joined from several.
  bool found() const { return Found || FoundBlurred; }
  /// Of a replay: calls that should have been followed more closely.
  void noteDoubt(SiteId Call) { Doubts.insert(Call); }
  llvm::ArrayRef<SiteId> doubts() const { return Doubts.getArrayRef(); }
  void setFound(bool Blurred) { (Blurred ? FoundBlurred : Found) = true; }
  /// The function went over its budget before, or the link unit did.
  bool isGivenUp(uint32_t F) const {
    uint64_t Most = O.StepsPerRoot ? O.StepsPerRoot : C.numSites() / 2 + 4000;
    return GivenUp.test(F) || (!O.Replay && Steps - RootSteps > Most);
  }
  /// The next root has a budget of its own.
  void beginRoot() { RootSteps = Steps; }
  void giveUp(uint32_t F) { GivenUp.set(F); }
  /// Something went over budget.
  bool gaveUp() const { return GaveUp; }

private:
  friend class FunctionRun;
  void simulate(Result &Res);

  const Code &C;
  const Relevance &R;
  const Inputs &In;
  Symbols &S;
  Options O;
  const Goal *TheGoal;
  Guide *TheGuide;
  const Survey *Asking = nullptr, *TheSurvey = nullptr;
  bool Found = false, FoundBlurred = false, GaveUp = false;
  std::vector<std::unique_ptr<Result>> Results;
  bool serves(const Result &Res, const Context &C) const;
  /// By function and property.
  std::map<std::vector<uint64_t>, llvm::SmallVector<ContextId, 2>> Index;
  llvm::SetVector<SiteId> Doubts;
  Rechecks Seen;
  std::vector<unsigned> PerFunction, Open, StepsOf;
  llvm::BitVector GivenUp;
  uint64_t Steps = 0, RootSteps = 0, Round = 0;
  unsigned Depth = 0;
};

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_SIMULATOR_H
