//===- Shrink.cpp - The smallest driver that still shows it ---------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Shrink.h"

namespace miniport::oracle {
namespace {

/// Where a statement stands: function, then index, body, index, body, index…
using Path = std::vector<size_t>;

class Shrinker {
public:
  Shrinker(Scenario &S, const std::function<bool(const Scenario &)> &StillFails,
           unsigned MaxTries)
      : S(S), StillFails(StillFails), Tries(MaxTries) {}
  void run();

private:
  /// Keeps Smaller if it still fails.
  bool keep(Program Smaller);
  bool dropRoles();
  bool dropRuns();
  bool simplifyStatements();
  bool simplifyConditions();
  void dropUnused();
  std::vector<Path> paths() const;

  Scenario &S;
  const std::function<bool(const Scenario &)> &StillFails;
  unsigned Tries;
};

bool Shrinker::keep(Program Smaller) {
  if (Tries == 0)
    return false;
  Scenario Candidate;
  Candidate.Seed = S.Seed;
  Candidate.Spoilt = S.Spoilt;
  Candidate.Environments = S.Environments;
  Candidate.Tree = std::move(Smaller);
  if (!rebuild(Candidate))
    return false;
  --Tries;
  if (!StillFails(Candidate))
    return false;
  S = std::move(Candidate);
  return true;
}

void collect(const Body &List, Path &Prefix, std::vector<Path> &Out) {
  for (size_t I = 0; I < List.size(); ++I) {
    Prefix.push_back(I);
    Out.push_back(Prefix);
    for (size_t N = 0; N < List[I].Bodies.size(); ++N) {
      Prefix.push_back(N);
      collect(List[I].Bodies[N], Prefix, Out);
      Prefix.pop_back();
    }
    Prefix.pop_back();
  }
}

std::vector<Path> Shrinker::paths() const {
  std::vector<Path> Result;
  for (size_t I = 0; I < S.Tree.Functions.size(); ++I) {
    Path Prefix{I};
    collect(S.Tree.Functions[I].Code, Prefix, Result);
  }
  return Result;
}

/// The list that the statement at P stands in; null if P leads nowhere.
Body *listOf(Program &Tree, const Path &P) {
  Body *List = &Tree.Functions[P[0]].Code;
  for (size_t I = 1; I + 2 < P.size(); I += 2) {
    if (P[I] >= List->size() || P[I + 1] >= (*List)[P[I]].Bodies.size())
      return nullptr;
    List = &(*List)[P[I]].Bodies[P[I + 1]];
  }
  return P.back() < List->size() ? List : nullptr;
}

/// Entry points that have nothing to do with it.
bool Shrinker::dropRoles() {
  bool Changed = false;
  for (size_t I = 0; I < S.Tree.Functions.size(); ++I) {
    if (S.Tree.Functions[I].Code.empty())
      continue;
    Program Smaller = S.Tree;
    Smaller.Functions[I].Code.clear();
    Changed |= keep(std::move(Smaller));
  }
  return Changed;
}

/// Runs of statements in one list, long ones first.
bool Shrinker::dropRuns() {
  bool Changed = false;
  for (size_t Length : {8, 4, 2, 1}) {
    std::vector<Path> All = paths();
    // From the back, so that what stands before keeps its place.
    for (size_t N = All.size(); N; --N) {
      Program Smaller = S.Tree;
      Body *List = listOf(Smaller, All[N - 1]);
      if (!List)
        continue;
      auto First = List->begin() + static_cast<ptrdiff_t>(All[N - 1].back());
      auto Last =
          First + static_cast<ptrdiff_t>(std::min<size_t>(
                      Length, static_cast<size_t>(List->end() - First)));
      List->erase(First, Last);
      Changed |= keep(std::move(Smaller));
    }
  }
  return Changed;
}

/// An if, a switch, a loop becomes one of its bodies.
bool Shrinker::simplifyStatements() {
  bool Changed = false;
  std::vector<Path> All = paths();
  for (size_t N = All.size(); N; --N) {
    for (size_t Choice = 0; Choice < 5; ++Choice) {
      Program Smaller = S.Tree;
      Body *List = listOf(Smaller, All[N - 1]);
      if (!List)
        break;
      size_t At = All[N - 1].back();
      if (Choice >= (*List)[At].Bodies.size())
        break;
      Body Inside = std::move((*List)[At].Bodies[Choice]);
      List->erase(List->begin() + static_cast<ptrdiff_t>(At));
      List->insert(List->begin() + static_cast<ptrdiff_t>(At), Inside.begin(),
                   Inside.end());
      if (keep(std::move(Smaller))) {
        Changed = true;
        break;
      }
    }
  }
  return Changed;
}

/// a && b becomes a, or b; a value becomes 0.
bool Shrinker::simplifyConditions() {
  bool Changed = false;
  for (const Path &P : paths()) {
    bool Again = true;
    while (Again) {
      Again = false;
      Body *Original = listOf(S.Tree, P);
      if (!Original)
        break;
      const Expr E = (*Original)[P.back()].Value;
      std::vector<Expr> Simpler;
      if (E.isLogical())
        Simpler = E.Kids;
      else if (!E.isNumber() && (*Original)[P.back()].Kind != StmtKind::If)
        Simpler.push_back(Expr::number(0));
      for (const Expr &Choice : Simpler) {
        Program Smaller = S.Tree;
        (*listOf(Smaller, P))[P.back()].Value = Choice;
        if (!keep(std::move(Smaller)))
          continue;
        Changed = Again = true;
        break;
      }
    }
  }
  return Changed;
}

void markReferences(const Ref &R, std::vector<bool> &Used) {
  if (R.Kind == RefKind::Local || R.Kind == RefKind::QueueOf)
    Used[R.Index] = true;
}

void markLocals(const Expr &E, std::vector<bool> &Used) {
  if (E.Kind == ExprKind::Local)
    Used[E.Index] = true;
  for (const Expr &Kid : E.Kids)
    markLocals(Kid, Used);
}

void markLocals(const Body &List, std::vector<bool> &Used) {
  for (const Stmt &S : List) {
    if (S.Local != NoIndex)
      Used[S.Local] = true;
    markLocals(S.Value, Used);
    markLocals(S.Value2, Used);
    markReferences(S.Handle, Used);
    markReferences(S.From, Used);
    for (const Arg &A : S.Args) {
      markLocals(A.Value, Used);
      markReferences(A.Where, Used);
    }
    for (const Body &Child : S.Bodies)
      markLocals(Child, Used);
  }
}

void markFunctions(const Body &List, std::vector<bool> &Used) {
  for (const Stmt &S : List) {
    if (S.Callee != NoIndex)
      Used[S.Callee] = true;
    for (const Body &Child : S.Bodies)
      markFunctions(Child, Used);
  }
}

/// The emitter passes over what is marked as unused.
void Shrinker::dropUnused() {
  Program Smaller = S.Tree;
  std::vector<bool> Called(Smaller.Functions.size());
  for (const FunctionDecl &F : Smaller.Functions)
    markFunctions(F.Code, Called);
  for (size_t I = 0; I < Smaller.Functions.size(); ++I) {
    FunctionDecl &F = Smaller.Functions[I];
    F.IsUnused = !Called[I] && (F.Role.empty() || F.Code.empty());
    std::vector<bool> Used(F.Locals.size());
    markLocals(F.Code, Used);
    for (size_t N = 0; N < F.Locals.size(); ++N)
      F.Locals[N].IsUnused = !Used[N];
  }
  keep(std::move(Smaller));
}

void Shrinker::run() {
  dropRoles();
  bool Changed = true;
  while (Tries && Changed) {
    Changed = dropRuns();
    Changed |= simplifyStatements();
    Changed |= simplifyConditions();
  }
  Tries = std::max(Tries, 1U);
  dropUnused();
}

size_t count(const Body &List) {
  size_t Result = List.size();
  for (const Stmt &S : List)
    for (const Body &Child : S.Bodies)
      Result += count(Child);
  return Result;
}

} // namespace

size_t size(const Program &P) {
  size_t Result = 0;
  for (const FunctionDecl &F : P.Functions)
    Result += count(F.Code);
  return Result;
}

void shrink(Scenario &S,
            const std::function<bool(const Scenario &)> &StillFails,
            unsigned MaxTries) {
  Shrinker(S, StillFails, MaxTries).run();
}

} // namespace miniport::oracle
