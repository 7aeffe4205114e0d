//===- Engine.h - Simulating a driver from its entry points ---------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A root is an entry point with one of the ways in which the port driver may
// call it. The engine surveys the functions below, simulates every root,
// gathers what happens there, and replays what a check is about to report: only
// what a run without joins shows as well is confirmed, and the run is the path.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ENGINE_ENGINE_H
#define MINIPORT_ENGINE_ENGINE_H

#include "engine/Guide.h"

namespace miniport::engine {

struct Root {
  const EntryPoint *Entry = nullptr;
  const facts::RoleCase *Case = nullptr; ///< null: the role's normal case
  Context Start;
  /// What its inputs can be, each for itself, if there is more than one way;
  /// Start has what all have in common.
  std::vector<Facts> Ways;
  std::string Name; ///< "HW_INTERRUPT", "HW_STARTIO, half-duplex"
  /// Nothing louder than a note may rest on this root.
  bool Contested = false;
  bool Dump = false;
  /// No entry point reaches the function; its caller's IRQL and locks are open.
  bool Orphan = false;
};

/// One event below a root, in one context of a function.
struct Occurrence {
  uint32_t Root = 0;
  ContextId In = 0;
  Event What;
  unsigned Depth = 0; ///< calls from the root, on the shortest way
};

enum class PathKind : uint8_t {
  Enter,  ///< the entry point is called
  Assume, ///< a branch is taken: Text is the condition, Value its side
  Case,   ///< a switch goes to a case
  Call,   ///< a call is entered
  Acquire,
  Release,
  Stall, ///< CaseValue: microseconds; only where stalls are added up
  Loop,  ///< a loop runs once more
  Here,  ///< the event itself
};

struct PathStep {
  PathKind Kind;
  uint32_t Function;
  SiteId Site;
  unsigned Depth;
  bool Value = false;
  int64_t CaseValue = 0;
  facts::LockClass Class = facts::LockClass::None;
};
using Path = std::vector<PathStep>;

enum class Verdict : uint8_t { Confirmed, Refuted, Undecided };

/// How an event was seen in a replay.
struct Confirmation {
  Path How;
  Event What;
  /// The functions on the stack, outermost first: where each calls the next,
  /// and last the event itself; and what each knows of its parameters.
  struct Frame {
    uint32_t Function;
    SiteId Site;
    std::vector<ValueId> Params;
  };
  std::vector<Frame> Stack;
};

/// A lock that is still held when a root returns.
/// The path is given once for each acquisition and return: the root from which
/// it was shown first has it.
struct Leak {
  uint32_t Root = 0;
  HeldLock Lock;
  SiteId Return = NoId; ///< of the function to blame
  uint32_t Blamed = ir::None;
  unsigned Depth = 0; ///< calls from the root to the blamed function
  Path How;
};

/// What the search for leaks of a root came to; of what is not shown to be one,
/// the classes of the locks.
struct Leaks {
  std::vector<Leak> Found;
  std::vector<facts::LockClass> Refuted, Undecided;
};

class Goal;
struct LongestWay;

class Engine {
public:
  Engine(const LinkUnit &Unit, Options O = {});
  ~Engine();

  void run();

  llvm::ArrayRef<Root> roots() const { return Roots; }
  /// Events of every context below every root, each context once per root, in
  /// the order of roots, then contexts, then occurrence.
  llvm::ArrayRef<Occurrence> occurrences() const { return Occurrences; }

  /// Looks for a path from the root to an event of the same kind at the same
  /// site, of which Accept is true: first with joins, which refutes most of
  /// what is wrong, then without.
  Verdict confirm(const Occurrence &O,
                  llvm::function_ref<bool(const Event &)> Accept,
                  Confirmation &Out);
  /// The same for an event at a level at least as high, with a lock of the same
  /// class.
  Verdict confirm(const Occurrence &O, Confirmation &Out);
  /// Looks for a run of the root that stalls for longer than that, all in all:
  /// along the way, with the turns of loops that Turns gives.
  Verdict confirmStalls(uint32_t Root, const LongestWay &Along,
                        double Microseconds, const Guide::TurnsOf &Turns,
                        Confirmation &Out);
  /// The leaks of a root, confirmed by replay.
  const Leaks &leaks(uint32_t Root);

  /// The root's function is seen to return, and returns non-zero every time.
  bool alwaysNonZero(uint32_t Root);
  /// The calls by which a context is entered below a root.
  llvm::ArrayRef<std::pair<ContextId, SiteId>> usesOf(uint32_t Root,
                                                      ContextId In) const;

  /// The run of a function that leaves locks and IRQL as they were, whoever
  /// calls it, from which that is known; else null.
  const Result *calmRun(uint32_t Function) const;

  const Code &code() const { return *TheCode; }
  const Relevance &relevance() const;
  const Simulator &simulator() const { return *Sim; }
  Symbols &symbols() const { return *Syms; }
  const LinkUnit &unit() const { return Unit; }

private:
  struct Replay;
  struct ReplayedContext;
  struct Focus;
  void prepare();
  void makeRoots();
  void simulateRoots();
  void simulate();
  void addRoot(const EntryPoint &E, const facts::RoleCase *Case);
  void addOrphans();
  void collect(uint32_t Root);
  Focus &focusOn(llvm::ArrayRef<SiteId> Targets);
  llvm::SmallVector<SiteId, 8> observedIn(uint32_t Function) const;
  llvm::SmallVector<SiteId, 8> returnsOf(uint32_t Function) const;
  Focus &everything();
  Replay &searchWithJoins(Focus &On, uint32_t Root);
  /// Runs along the way to the event: is it really reached? Refuted, if no such
  /// way leads there.
  Verdict follow(const Replay &Found, const ReplayedContext &At, const Event &E,
                 const Goal &G, uint32_t Root, Guide::Freedom Allowed,
                 Confirmation &Out);
  /// Along the way that AddWay adds, then around it, then by any way. Steps: of
  /// each, if not the usual number.
  Verdict pursue(llvm::function_ref<void(Guide &)> AddWay, const Goal &G,
                 uint32_t Root, Confirmation &Out, unsigned Steps = 0);
  Verdict follow(Guide &Way, const Goal &G, uint32_t Root, unsigned Steps,
                 Confirmation &Out);
  Verdict follow(Guide &Way, const Goal &G, const Context &Start,
                 unsigned Steps, Confirmation &Out);
  struct Blame;
  Leaks findLeaks(uint32_t Root);
  bool returnsWith(const Simulator &S, const Blame &Wanted,
                   const HeldLock &L) const;
  Verdict followToEnd(const Context &Start, Guide &Way, const HeldLock &L,
                      const Blame &Wanted, bool Diverted, Path &How);
  Verdict followToEnd(uint32_t Root, Guide &Way, const HeldLock &L,
                      const Blame &Wanted, bool Diverted, Path &How);
  Verdict confirmLeak(uint32_t Root, uint32_t Exit, const HeldLock &L,
                      const Blame &Wanted, Path &How);
  bool restsOnOutside(const Confirmation &Seen) const;
  bool restsOnOutsideTwice(const Path &How) const;
  void describe(const Replay &R, const ReplayedContext &In, const Event &E,
                Confirmation &Out) const;
  Path pathTo(const Simulator &S, const Replay &R, ContextId In,
              uint32_t Node) const;
  bool releasesBesides(uint32_t F, uint32_t Callee) const;
  bool tellsByResult(const Result &R, uint32_t Exit, SiteId Acquired) const;
  Blame blame(const Simulator &S, ContextId Root, uint32_t Exit,
              const HeldLock &L) const;
  void expand(const Simulator &S, ContextId In, uint32_t Node, unsigned Depth,
              Path &Out) const;

  const LinkUnit &Unit;
  Options O;
  std::unique_ptr<Symbols> Syms;
  std::unique_ptr<Code> TheCode;
  std::unique_ptr<MemoryUse> Use;
  std::unique_ptr<Focus> Plain; ///< all that touches locks
  std::unique_ptr<Survey> TheSurvey;
  std::unique_ptr<Focus> Main; ///< without what is calm
  std::unique_ptr<Simulator> Sim;
  std::vector<Root> Roots;
  std::vector<ContextId> RootContexts;
  std::vector<Occurrence> Occurrences;
  std::vector<std::map<ContextId, std::vector<std::pair<ContextId, SiteId>>>>
      Uses;
  /// By root and context: who called it first, and at which node.
  std::vector<std::map<ContextId, std::pair<ContextId, uint32_t>>> FirstUse;
  /// What is relevant to some calls. The last few.
  std::vector<std::unique_ptr<Focus>> Foci;
  std::unique_ptr<Focus> All, Answers;
  std::map<uint32_t, Leaks> LeaksOf; ///< by root
  /// Runs and searches, by event and the call of its function.
  std::map<std::tuple<EventKind, SiteId, SiteId>, unsigned> InVain;
  struct LeakSearch {
    bool IsFound = false;
    unsigned Tries = 0; ///< in vain
  };
  std::map<std::pair<SiteId, SiteId>, LeakSearch>
      Searched; ///< by acquisition and return
};

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_ENGINE_H
