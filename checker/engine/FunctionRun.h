//===- FunctionRun.h - One simulation of one context ----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ENGINE_FUNCTIONRUN_H
#define MINIPORT_ENGINE_FUNCTIONRUN_H

#include "engine/Simulator.h"
#include <set>

namespace miniport::engine {

using States = llvm::SmallVector<State, 4>;

class FunctionRun {
public:
  FunctionRun(Simulator &Sim, Result &R);
  void run();

private:
  // Worklist and joins (FunctionRun.cpp, Join.cpp, Prune.cpp).
  struct Pooled {
    State St;
    bool Done = false;
    unsigned Arrivals = 0; ///< over back edges, for widening
  };
  using Pool = std::vector<Pooled>;
  State entryState();
  void processBlock(uint32_t Block, State St);
  void flowTo(uint32_t From, uint32_t To, State St);
  void prune(State &St, Relevance::Live Live);
  void pruneAtExit(State &St);
  template <typename Keep> void pruneFacts(State &St, Keep IsLive);
  void pool(States &In, SiteId Site);
  /// Block: the one that the pool is in front of; None for a pool behind a
  /// call; the number of blocks for that of the exits.
  bool addToPool(Pool &P, State St, SiteId JoinSite, uint32_t Block,
                 bool BackEdge);
  uint32_t partedAt(const State &A, const State &B) const;
  bool isBehind(uint32_t Node, uint32_t Of) const;
  bool isOverSince(const State &A, const State &B, uint32_t Block,
                   llvm::ArrayRef<const Pool *> Beside) const;
  void coalesce(Pool &P, SiteId JoinSite, uint32_t Block,
                llvm::ArrayRef<const Pool *> Beside);
  std::optional<std::pair<size_t, size_t>> mostAlike(const Pool &P,
                                                     uint32_t Block) const;
  unsigned disjuncts() const;
  /// Ways through it are not joined before they are too many: what is known
  /// together counts.
  bool tellsApart() const { return Rel.isPredicate(F) || Rel.initialises(F); }
  std::optional<ValueId> differInOneFact(const State &A, const State &B) const;
  bool remembers(const State &A, const State &B) const;
  uint32_t addNode(Node N, const State &St);
  bool subsumes(const State &General, const State &Special, SiteId JoinSite);
  State join(const State &A, const State &B, SiteId JoinSite, bool Widen);
  unsigned difference(const State &A, const State &B) const;
  void exit(State St, ValueId Return);
  void makeCases();
  void degrade();
  bool isEntryBase(ValueId Base) const;
  bool loopedTooOften(const State &St, uint32_t Header, bool IsOpen) const;
  bool staysTooLong(const State &St, uint32_t From, uint32_t To) const;

  // Instructions (Transfer.cpp).
  void step(const ir::Instruction &I, SiteId Site, States &In, States &Out);
  void noteStore(const ir::Place &P, uint32_t Held);
  bool touchesNull(const ir::Instruction &I, const State &St);
  void stepOne(const ir::Instruction &I, SiteId Site, State &St);
  ValueId value(const State &St, const ir::Value &V);
  ChainId chain(const State &St, const ir::Place &P);
  void setRegister(State &St, uint32_t R, ValueId V);
  ValueId makeFresh(State &St, SiteId Site, unsigned Width,
                    uint32_t Ordinal = 0);
  ValueId stamp(SiteId Site) { return S.fresh(Site, 64, StampOrdinal); }
  bool assumeHere(State &St, ValueId V, bool NonZero);
  void branch(const ir::Instruction &I, SiteId Site, uint32_t Block, State St);

  // Calls of functions (Calls.cpp, CallsAside.cpp, CallContexts.cpp,
  // CallCases.cpp) and of routines (Routines.cpp, Locks.cpp, Handles.cpp).
  void call(const ir::Instruction &I, SiteId Site, State St, States &Out);
  void callInternal(const ir::Instruction &I, SiteId Site, State St,
                    llvm::ArrayRef<uint32_t> Targets, States &Out);
  void callOpaque(const ir::Instruction &I, SiteId Site, State &St,
                  const CallInfo &Info);
  void callRoutine(const ir::Instruction &I, SiteId Site, State St,
                   const CallInfo &Info, States &Out);
  void writeBlock(State &St, const facts::Effect &E, const ir::Instruction &I,
                  SiteId Site, const CallInfo &Info);
  void skip(uint32_t Target, SiteId Site, const State &St, unsigned Result,
            States &Out);
  void applyCalm(uint32_t Target, llvm::ArrayRef<ValueId> Args, SiteId Site,
                 const State &St, unsigned Result, States &Out);
  void enter(uint32_t Target, llvm::ArrayRef<ValueId> Args, SiteId Site,
             const State &St, unsigned Result, States &Out);
  /// Notes what is observed in a call that changes nothing relevant.
  void observe(const ir::Instruction &I, SiteId Site, const State &St);
  void visit(uint32_t Target, llvm::ArrayRef<std::optional<uint64_t>> Args,
             SiteId Site, const State &St);
  void agreeOnWrites(std::vector<Case> &Cases, SiteId Site);
  ContextId runAside(uint32_t Target, llvm::ArrayRef<ValueId> Args,
                     const State &St, bool Effect);
  PlaceId tokenPlace(ChainId Handle, uint32_t Record);
  void noteGiven(const HeldLock &L);
  void clearHandle(State &St, ValueId Handle, uint32_t Record);
  void clearHandles(State &St);
  bool carriesOther(const State &St, const HeldLock &L, PlaceId P);
  bool isOtherHandle(const State &St, const HeldLock &L, ValueId Handle);
  std::vector<Case> casesAside(ContextId Id, bool Effect);
  void enterAside(uint32_t Target, std::vector<Case> Cases,
                  llvm::ArrayRef<ValueId> Args, SiteId Site, const State &St,
                  unsigned Result, States &Out);
  /// From: what holds here, where the callee is run for all levels.
  ContextId simulate(Context Ctx, SiteId Site, uint32_t Node,
                     const Property *From = nullptr);
  Context makeContext(uint32_t Target, llvm::ArrayRef<ValueId> Args,
                      const State &St, Mode For, Simulator &In);
  ValueId atCall(ValueId Entry, llvm::ArrayRef<ValueId> Args, const State &St);
  ChainId rebase(ChainId Chain, llvm::ArrayRef<ValueId> Args);
  ValueId tokenInCallee(ValueId Token, llvm::ArrayRef<ValueId> Args,
                        const State &St);
  ValueId inCallee(ValueId V, llvm::ArrayRef<ValueId> Args, const State &St,
                   const ir::Function &T);
  void noteUses(const engine::Result &Callee, llvm::ArrayRef<ValueId> Args,
                const State &St);
  std::optional<uint64_t> exactly(const State &St, ValueId V) const;
  std::optional<State> apply(const State &Before, const Case &C, uint32_t Index,
                             llvm::ArrayRef<ValueId> Args, SiteId Site,
                             unsigned Result, uint32_t Target, bool Effect);
  void recordCall(const State &St, const ir::Instruction &I, SiteId Site,
                  const CallInfo &Info);
  void recordPromised(const State &St, const ir::Instruction &I, SiteId Site,
                      const CallInfo &Info);
  void applyPromise(State &St, SiteId Site, const Contract &Promise);
  /// Whether stalls are added up in this run.
  bool addsUp() const;
  double inTurns(SiteId Site, double Microseconds) const;
  std::optional<uint64_t> leastWait(const State &St, const facts::Effect &E,
                                    const ir::Instruction &I,
                                    const CallInfo &Info, ValueId &Amount);
  void recordWait(const State &St, const facts::Effect &E,
                  const ir::Instruction &I, SiteId Site, const CallInfo &Info);
  bool holds(const facts::Condition &When, const State &St,
             const ir::Instruction &I, const CallInfo &Info, bool &Known);
  ValueId argument(State &St, const ir::Instruction &I, const CallInfo &Info,
                   int Arg);
  std::optional<facts::LockClass> lockClass(State &St, const facts::Effect &E,
                                            const ir::Instruction &I,
                                            const CallInfo &Info);
  void acquire(State &St, const facts::Effect &E, const ir::Instruction &I,
               SiteId Site, const CallInfo &Info);
  void release(State &St, const facts::Effect &E, const ir::Instruction &I,
               SiteId Site, const CallInfo &Info);
  bool coalesce(State &St, const HeldLock &L, SiteId Site);
  void pushLock(State &St, HeldLock L, std::optional<facts::Irql> Raise,
                SiteId Site);
  void assumeLock(State &St, ValueId Named);
  void recordUnheld(const State &St, const facts::Effect &E,
                    facts::LockClass Class, ValueId Key, ValueId Handle,
                    SiteId Site);
  bool areDifferent(const State &St, ValueId A, ValueId B) const;
  void dropLock(State &St, size_t Index, bool RestoreLevel);
  void runCallback(const facts::Effect &E, const ir::Instruction &I,
                   SiteId Site, const CallInfo &Info, State St, States &Out);
  bool isOfLock(const State &St, ValueId V, bool IsPointer);
  bool handsOverLock(const State &St, const ir::Instruction &I);
  bool mayKnowLock(const State &St, const ir::Instruction &I,
                   const CallInfo &Info);
  bool handsOnLock(uint32_t Target, llvm::ArrayRef<ValueId> Args,
                   const State &St, bool Effect);
  void forgetReach(const ir::Instruction &I, SiteId Site, State &St);
  /// Finish sets what the event has besides its kind.
  void record(EventKind Kind, SiteId Site, const State &St,
              llvm::function_ref<void(Event &)> Finish);

  static constexpr uint32_t StampOrdinal = 1000;
  /// Of values that a closer look at a call would know better. What a decision
  /// about one leads to is not confirmed.
  static constexpr uint32_t UnfaithfulOrdinal = 2000;
  /// A call, entered aside, that V would have to be asked of; or NoId.
  SiteId unfaithfulCall(ValueId V) const;
  /// Of a replay: the state goes on with what V says.
  void relyOn(State &St, ValueId V);
  /// Properties told apart at a block; beyond them all locks are "maybe".
  static constexpr size_t MaxProperties = 16;
  /// Ways kept of a call beside the one that a replay runs along.
  static constexpr unsigned BesideDisjuncts = 4;
  /// Places of a state; beyond them memory is forgotten.
  static constexpr size_t MaxBound = 96;
  /// Joins at one loop head after which something is wrong with widening.
  static constexpr unsigned MaxArrivals = 64;
  /// The register that stands for the return value at an exit.
  static constexpr uint32_t ReturnRegister = ir::None;

  Simulator &Sim;
  Result &R;
  const Code &C;
  const Relevance &Rel;
  Symbols &S;
  const uint32_t F;
  const ir::Function &Fn;
  const Flow &Fl;
  const Exposure &Exp;
  const Mode For;
  Memory Mem;
  std::vector<Pool> Pools;
  std::vector<Property> Properties; ///< those that nodes name
  std::set<uint32_t> Worklist;      ///< positions in reverse post-order
  llvm::BitVector Arrived; ///< blocks with states that were not looked at
  /// By what is known of the return value, so that results which are known to
  /// differ stay apart, and by the block of the return if it leaves with a
  /// lock.
  std::map<std::pair<uint64_t, uint32_t>, Pool> Exits;
  uint32_t CurrentBlock = 0;
};

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_FUNCTIONRUN_H
