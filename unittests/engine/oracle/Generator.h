//===- Generator.h - Random drivers ---------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A generated driver is right by construction: every lock that is taken is
// given back on every path, at the level and under the condition under which
// it was taken; nothing runs above its ceiling. The conditions are those that
// make the analysis of real drivers hard: the same flag tested twice, flags
// fixed by initialisation, wrappers that choose by a parameter, saved levels in
// handles, early exits, gotos. Mutation.h then spoils some of them.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ORACLE_GENERATOR_H
#define MINIPORT_ORACLE_GENERATOR_H

#include "Program.h"
#include "Random.h"
#include <set>

namespace miniport::oracle {

/// Fields of the device extension, by index into Program::Fields.
enum FieldIndex : unsigned {
  // Written by initialisation alone.
  Msix,
  Quirk,
  Mode,
  Count,
  Wide,
  FirstRunTime,
  // Written at run time.
  Ready = FirstRunTime,
  Resetting,
  Paused, ///< in one unit with Wide
  Errors,
  Pending,
  Depth,
  Active,
  NumFields,
};
enum PointerIndex : unsigned { LockPointer, UnlockPointer };

class Generator {
public:
  explicit Generator(uint64_t Seed);
  /// Once.
  Program run();
  bool usesMessages() const { return UsesMessages; }

private:
  /// What is known, and what must stay, at a point of a function.
  struct Scope {
    unsigned MayHold = 0; ///< bit set of LockKind
    uint8_t MaxIrql = Dispatch;
    std::set<unsigned> FixedFields, FixedLocals; ///< must not be written
    std::vector<Body> Cleanups; ///< before a return, innermost last
    size_t LoopCleanups = 0;    ///< of these, outside the innermost loop
    bool InLoop = false;
    bool QueueInUse = false;
    unsigned Nesting = 0;
    /// Conditions under which the level is lower than MaxIrql.
    std::vector<std::pair<Expr, uint8_t>> LowLevelIf;
  };
  /// A pair of statement lists with the lock in between.
  struct Bracket {
    Body Open, Close;
    Scope Inside;
  };
  enum class WrapperKind {
    Always,
    ByParam,
    ByField,
    ByTwoParams,
    MessageOrLine,
    Try,
    MessageOut,
    MessageResult,
    BySwitch,
  };
  struct Wrapper {
    WrapperKind Kind;
    unsigned Take, Give; ///< functions
    LockKind Lock;
    std::set<unsigned> Fields; ///< that decide
  };
  enum class SharedKind { Anywhere, ByFlag, Top, Delay, Predicate };
  struct SharedFunction {
    SharedKind Kind;
    unsigned Function;
    std::set<unsigned> Writes, Reads;
  };

  // Generator.cpp
  void fields();
  void sharedFunctions();
  void pointers();
  void entries();
  void findAdapter();
  bool callsOutside(const Body &B) const;
  void initialize();
  void interrupt(bool Message);
  void plainEntry(llvm::StringRef Name, llvm::StringRef Role);
  unsigned begin(llvm::StringRef Name, llvm::StringRef Role,
                 std::vector<Variable> Params, unsigned ResultWidth);
  void touchRunTimeFields();
  void initialiseLocals();
  void makeShared(SharedKind Kind, unsigned Number);
  std::set<unsigned> written(const Body &B) const;

  // Wrappers.cpp
  void makeWrapper(unsigned Number);
  void simpleWrapper(Wrapper &W, unsigned Number);
  void messageWrapper(Wrapper &W, unsigned Number);
  bool wrapperBracket(const Scope &S, Bracket &B);
  void wrapperCalls(const Wrapper &W, bool Take, Bracket &B);

  // Brackets.cpp
  bool bracket(const Scope &S, Bracket &B);
  bool canTake(const Scope &S, LockKind Kind) const;
  LockKind pickLock(const Scope &S);
  void enter(Bracket &B, LockKind Kind);
  Ref handle(Scope &S);
  void plain(Bracket &B, LockKind Kind);
  void guarded(Bracket &B, LockKind Kind);
  void flagged(Bracket &B, LockKind Kind);
  void switched(Bracket &B);
  void message(Bracket &B);
  void messageOrLine(Bracket &B);
  void byLevel(Bracket &B);
  void byPredicate(Bracket &B, LockKind Kind);
  void copied(Bracket &B, LockKind Kind);
  void byPointer(Bracket &B);

  // Statements.cpp
  Body block(Scope &S, unsigned Budget);
  void statement(Scope &S, Body &Out, unsigned &Budget);
  void simple(Scope &S, Body &Out);
  void locked(Scope &S, Body &Out, unsigned &Budget);
  void ladder(Scope &S, Body &Out, unsigned &Budget);
  void branching(Scope &S, Body &Out, unsigned &Budget);
  void loop(Scope &S, Body &Out, unsigned &Budget);
  void poll(Scope &S, Body &Out);
  void leave(Scope &S, Body &Out);
  void ceiling(Scope &S, Body &Out);
  void callShared(Scope &S, Body &Out);
  Stmt returnStatement();
  Expr condition(const Scope &S, std::set<unsigned> *Fields,
                 std::set<unsigned> *Locals, unsigned Nesting = 0);
  Expr atom(const Scope &S, std::set<unsigned> *Fields,
            std::set<unsigned> *Locals);
  Expr stable(Scope &S);
  Expr rewritten(const Expr &E);
  Expr number(const Scope &S);
  unsigned newLocal(llvm::StringRef Stem, LocalKind Kind);
  FunctionDecl &current() { return P.Functions[Current]; }

  Random Rng;
  Program P;
  bool UsesMessages = false;
  unsigned Current = 0; ///< function being made
  unsigned Names = 0;   ///< of locals and labels, for uniqueness
  bool AllowQueue = false;
  std::vector<Wrapper> Wrappers;
  std::vector<SharedFunction> SharedFunctions;
  bool HasPointers = false;
};

// Making statements.
Stmt assign(unsigned Local, Expr Value);
Stmt setField(unsigned Field, Expr Value);
Stmt ifThen(Expr Condition, Body Then, Body Else = {});
Stmt acquireLock(LockKind Kind, Ref Handle);
Stmt releaseLock(Ref Handle);
Stmt acquireMessage(Expr Id, Ref Old);
Stmt releaseMessage(Expr Id, Expr Old);
Stmt callFunction(unsigned Function, std::vector<Arg> Args,
                  unsigned Result = NoIndex);
Stmt stall(Expr Microseconds);
Stmt routineCall(llvm::StringRef Name);
Arg extensionArg();
Arg numberArg(Expr E);
Arg refArg(Ref R);

} // namespace miniport::oracle

#endif // MINIPORT_ORACLE_GENERATOR_H
