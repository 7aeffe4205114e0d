//===- Mutation.cpp - One fault in a driver -------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Mutation.h"
#include "Generator.h"
#include "llvm/ADT/STLExtras.h"
#include <functional>
#include <set>

namespace miniport::oracle {

llvm::StringRef toString(Mutation M) {
  static constexpr llvm::StringLiteral Names[] = {
      "drop lock call", "duplicate lock call", "move lock call",
      "swap branches",  "early return",        "change condition",
      "change lock",    "longer stall",        "ceiling call",
      "write field",    "change argument",     "change case"};
  return Names[static_cast<size_t>(M)];
}

namespace {

/// A statement, and where it stands.
struct Site {
  unsigned Function;
  Body *List;
  size_t Index;
  Stmt &statement() const { return (*List)[Index]; }
};

using Filter = std::function<bool(const Site &)>;

void collect(unsigned Function, Body &List, const Filter &Accept,
             std::vector<Site> &Out) {
  for (size_t I = 0; I < List.size(); ++I) {
    Site S{Function, &List, I};
    if (Accept(S))
      Out.push_back(S);
    for (Body &Child : List[I].Bodies)
      collect(Function, Child, Accept, Out);
  }
}

/// Functions that run-time call-backs reach. Initialisation is left alone:
/// where it fails, nothing else runs.
std::set<unsigned> reached(const Program &P) {
  std::set<unsigned> Seen;
  std::vector<unsigned> Work;
  std::function<void(const Body &)> Callees = [&](const Body &List) {
    for (const Stmt &S : List) {
      if (S.Kind == StmtKind::Call && S.Callee != NoIndex)
        Work.push_back(S.Callee);
      for (const Body &Child : S.Bodies)
        Callees(Child);
    }
  };
  for (unsigned I = 0; I < P.Functions.size(); ++I) {
    llvm::StringRef Role = P.Functions[I].Role;
    if (!Role.empty() && Role != "HW_FIND_ADAPTER" && Role != "HW_INITIALIZE")
      Work.push_back(I);
  }
  while (!Work.empty()) {
    unsigned I = Work.back();
    Work.pop_back();
    if (Seen.insert(I).second)
      Callees(P.Functions[I].Code);
  }
  return Seen;
}

/// All statements that Accept takes.
std::vector<Site> sites(Program &P, const Filter &Accept) {
  std::vector<Site> Result;
  for (unsigned I : reached(P))
    collect(I, P.Functions[I].Code, Accept, Result);
  return Result;
}

bool locks(const Stmt &S) {
  return S.IsLocking || llvm::any_of(S.Bodies, [](const Body &List) {
           return llvm::any_of(List, locks);
         });
}

/// Does some statement before it in its list lock, and some after it?
bool isBetweenLocks(const Site &S) {
  auto Middle = S.List->begin() + static_cast<ptrdiff_t>(S.Index);
  return std::any_of(S.List->begin(), Middle, locks) &&
         std::any_of(Middle, S.List->end(), locks);
}

bool isLocking(const Site &S) { return S.statement().IsLocking; }

void insertBefore(const Site &S, Stmt New) {
  S.List->insert(S.List->begin() + static_cast<ptrdiff_t>(S.Index),
                 std::move(New));
}

/// The numbers and fields that an expression compares.
void leaves(Expr &E, std::vector<Expr *> &Out) {
  if (E.isNumber() || E.Kind == ExprKind::Field)
    Out.push_back(&E);
  for (Expr &Kid : E.Kids)
    leaves(Kid, Out);
}

bool changeCondition(const Site &S, Random &Rng) {
  std::vector<Expr *> Leaves;
  leaves(S.statement().Value, Leaves);
  if (Leaves.empty())
    return false;
  Expr &E = *Rng.pick(Leaves);
  if (E.isNumber())
    E.Number = E.Number == 0 ? 1 : E.Number + (Rng.percent(50) ? 1 : -1);
  else
    E.Index = (E.Index + 1 + Rng.below(NumFields - 1)) % NumFields;
  return true;
}

bool changeLock(const Site &S, Random &Rng) {
  Stmt &Change = S.statement();
  if (Change.Kind == StmtKind::Acquire) {
    Change.Lock = static_cast<LockKind>(unsigned(Change.Lock) % 3 + 1);
    return true;
  }
  Change.Value = Expr::binary("add", Change.Value, Expr::number(1));
  return true;
}

bool changeArgument(const Site &S, Random &Rng) {
  std::vector<Arg *> Numbers;
  for (Arg &A : S.statement().Args)
    if (A.Kind == Arg::Number && A.Value.isNumber())
      Numbers.push_back(&A);
  if (Numbers.empty())
    return false;
  Expr &E = Rng.pick(Numbers)->Value;
  E.Number = E.Number == 0 ? 1 : E.Number == 1 ? 0 : E.Number - 1;
  return true;
}

bool earlyReturn(Program &P, const Site &S, Random &Rng) {
  Stmt Leave;
  Leave.Kind = StmtKind::Return;
  Leave.HasValue = P.Functions[S.Function].ResultWidth != 0;
  Leave.Value = Expr::number(Rng.below(2));
  const char *Op = Rng.percent(50) ? "eq" : "ne";
  Expr C = Expr::binary(Op, Expr::field(Rng.below(NumFields)), Expr::number(0));
  insertBefore(S, ifThen(std::move(C), {std::move(Leave)}));
  return true;
}

/// Run-time fields that decide about locks in the list.
std::vector<unsigned> decisiveFields(const Site &S) {
  std::vector<unsigned> Fields;
  for (Stmt &Other : *S.List) {
    std::vector<Expr *> Leaves;
    if (locks(Other))
      leaves(Other.Value, Leaves);
    for (const Expr *E : Leaves)
      if (E->Kind == ExprKind::Field && E->Index >= FirstRunTime)
        Fields.push_back(E->Index);
  }
  return Fields;
}

/// Which statements a mutation changes.
bool applies(Mutation M, const Site &S) {
  const Stmt &At = S.statement();
  switch (M) {
  case Mutation::DropLockCall:
  case Mutation::DuplicateLockCall:
    return isLocking(S);
  case Mutation::MoveLockCall:
    return isLocking(S) && S.Index > 0 &&
           S.List->at(S.Index - 1).Kind != StmtKind::Label;
  case Mutation::SwapBranches:
    return At.Kind == StmtKind::If && locks(At);
  case Mutation::CeilingCall:
    return true;
  case Mutation::EarlyReturn:
    return isBetweenLocks(S);
  case Mutation::WriteField:
    return isBetweenLocks(S) && !decisiveFields(S).empty();
  case Mutation::ChangeCondition:
    return (At.Kind == StmtKind::If || At.Kind == StmtKind::Switch) &&
           locks(At);
  case Mutation::ChangeLock:
    return At.Kind == StmtKind::Acquire ||
           At.Kind == StmtKind::ReleaseMessage ||
           At.Kind == StmtKind::AcquireMessage;
  case Mutation::LongerStall:
    return At.Kind == StmtKind::Stall && At.Value.isNumber();
  case Mutation::ChangeArgument:
    return At.Kind == StmtKind::Call;
  case Mutation::ChangeCase:
    return At.Kind == StmtKind::Switch && locks(At);
  }
  return false;
}

bool apply(Program &P, Mutation M, const Site &S, Random &Rng) {
  Stmt &At = S.statement();
  switch (M) {
  case Mutation::DropLockCall:
    S.List->erase(S.List->begin() + static_cast<ptrdiff_t>(S.Index));
    return true;
  case Mutation::DuplicateLockCall:
    insertBefore(S, At);
    return true;
  case Mutation::MoveLockCall: {
    // A register would be used above its assignment.
    Stmt &Before = S.List->at(S.Index - 1);
    if (Before.Kind == StmtKind::Assign)
      return false;
    std::swap(Before, At);
    return true;
  }
  case Mutation::SwapBranches:
    std::swap(At.Bodies[0], At.Bodies[1]);
    return true;
  case Mutation::EarlyReturn:
    return earlyReturn(P, S, Rng);
  case Mutation::ChangeCondition:
    return changeCondition(S, Rng);
  case Mutation::ChangeLock:
    return changeLock(S, Rng);
  case Mutation::LongerStall:
    At.Value.Number *= 1000;
    return true;
  case Mutation::CeilingCall:
    insertBefore(S, routineCall(Rng.percent(75) ? "StorPortFreePool"
                                                : "StorPortRegistryRead"));
    return true;
  case Mutation::WriteField: {
    unsigned Field = Rng.pick(decisiveFields(S));
    Expr V = Rng.percent(50) ? Expr::read() : Expr::number(Rng.below(2));
    insertBefore(S, setField(Field, std::move(V)));
    return true;
  }
  case Mutation::ChangeArgument:
    return changeArgument(S, Rng);
  case Mutation::ChangeCase: {
    uint64_t Next = *std::max_element(At.Cases.begin(), At.Cases.end()) + 1;
    At.Cases[Rng.below(At.Cases.size())] = Next;
    return true;
  }
  }
  return false;
}

} // namespace

bool mutate(Program &P, Mutation M, Random &Rng) {
  std::vector<Site> Sites =
      sites(P, [&](const Site &S) { return applies(M, S); });
  while (!Sites.empty()) {
    size_t Choice = Rng.below(Sites.size());
    if (apply(P, M, Sites[Choice], Rng))
      return true;
    Sites.erase(Sites.begin() + static_cast<ptrdiff_t>(Choice));
  }
  return false;
}

Mutation mutate(Program &P, Random &Rng) {
  // Those that spoil something stand for more than those that often do not.
  static constexpr Mutation All[] = {
      Mutation::DropLockCall,    Mutation::DropLockCall,
      Mutation::DropLockCall,    Mutation::DuplicateLockCall,
      Mutation::MoveLockCall,    Mutation::SwapBranches,
      Mutation::SwapBranches,    Mutation::EarlyReturn,
      Mutation::EarlyReturn,     Mutation::ChangeCondition,
      Mutation::ChangeCondition, Mutation::ChangeLock,
      Mutation::LongerStall,     Mutation::CeilingCall,
      Mutation::CeilingCall,     Mutation::CeilingCall,
      Mutation::WriteField,      Mutation::WriteField,
      Mutation::ChangeArgument,  Mutation::ChangeCase};
  while (true) {
    Mutation M = Rng.pick(llvm::ArrayRef(All));
    if (mutate(P, M, Rng))
      return M;
  }
}

} // namespace miniport::oracle
