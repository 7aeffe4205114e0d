//===- EmitSal.cpp - Annotations that a driver could have -----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/EmitSal.h"
#include "engine/Survey.h"
#include "tool/Explain.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <set>

using namespace miniport;
using namespace miniport::tool;
using engine::ContextId;
using facts::Irql;
using facts::LockClass;
using llvm::StringRef;

namespace {

class Suggestions {
public:
  explicit Suggestions(Pipeline &P)
      : P(P), E(P.engine()), Unit(P.unit()), M(Unit.module()),
        W(P.sources(), E) {
    gather();
  }
  void print(llvm::raw_ostream &OS);

private:
  void gather();
  void findOpen();
  void findDoubtfulLocks();
  void suggest(uint32_t F);
  void suggestRole(uint32_t F, const EntryPoint &Entry);
  void suggestLevel(uint32_t F);
  void suggestHeld(uint32_t F);
  void suggestOutcome(uint32_t F);
  std::string lockIn(uint32_t F, const engine::HeldLock &L) const;
  std::set<std::string> gained(uint32_t F, const engine::Case &K) const;
  std::set<std::string> lost(uint32_t F, const engine::Result &R,
                             const engine::Case &K) const;
  const engine::Result &resultOf(ContextId Id) const;
  uint32_t heldFor(const engine::Property &P) const;
  bool isKnown(uint32_t F) const;
  bool has(uint32_t F, StringRef Prefix) const;
  void say(ir::SourceLocation L, StringRef Function, const llvm::Twine &Text);

  Pipeline &P;
  engine::Engine &E;
  const LinkUnit &Unit;
  const ir::Module &M;
  Wording W;
  /// Of functions that entry points reach, in order of context.
  std::vector<std::set<ContextId>> Contexts;
  /// By function: it may be called from where nobody looked.
  llvm::BitVector Open;
  /// By function: an entry point leads there whose level is not certain.
  llvm::BitVector Contested;
  uint32_t Doubtful = 0; ///< classes of locks that may or may not be held
  struct Line {
    std::string File;
    uint32_t Line, Column;
    size_t Order;
    std::string Text;
  };
  std::vector<Line> Lines;
};

} // namespace

void Suggestions::gather() {
  const engine::Simulator &Sim = E.simulator();
  Contexts.resize(M.Functions.size());
  Contested.resize(M.Functions.size());
  for (uint32_t Root = 0; Root != E.roots().size(); ++Root) {
    const engine::Root &R = E.roots()[Root];
    if (R.Orphan || R.Dump)
      continue;
    bool IsSure = !R.Contested &&
                  (R.Case ? R.Case->LevelBasis : R.Entry->Role->LevelBasis) ==
                      facts::Basis::Documented;
    for (ContextId Id = 0; Id != Sim.numContexts(); ++Id) {
      if (E.usesOf(Root, Id).empty())
        continue;
      uint32_t F = Sim.result(Id).Of.Function;
      Contexts[F].insert(Id);
      if (!IsSure)
        Contested.set(F);
    }
  }
  findOpen();
  findDoubtfulLocks();
}

/// Whose address is kept may be called by anyone, and so may what a function
/// that was not entered, or only in part, names.
void Suggestions::findOpen() {
  Open.resize(M.Functions.size());
  auto Keep = [&](const ir::Value &V) {
    if (V.Kind == ir::ValueKind::Function)
      Open.set(V.Index);
  };
  for (const ir::Global &G : M.Globals)
    for (const ir::Initializer &I : G.Initializers)
      Keep(I.Init);
  std::vector<bool> IsEntry(M.Functions.size());
  for (const EntryPoint &Entry : Unit.entries())
    IsEntry[Entry.Function] = true;
  for (uint32_t F = 0; F != M.Functions.size(); ++F) {
    const ir::Function &Fn = M.Functions[F];
    bool GaveUp = !IsEntry[F] && Contexts[F].empty();
    for (ContextId Id : Contexts[F])
      GaveUp |= E.simulator().result(Id).OverBudget;
    for (uint32_t Callee : Fn.DegradedCalls)
      Open.set(Callee);
    if (GaveUp)
      for (uint32_t Callee : Unit.callees(F))
        Open.set(Callee);
    for (const ir::Block &B : Fn.Blocks)
      for (const ir::Instruction &I : B.Instructions)
        for (size_t A = I.Op == ir::Opcode::Call; A < I.Args.size(); ++A)
          Keep(I.Args[A]);
  }
}

void Suggestions::findDoubtfulLocks() {
  const engine::Simulator &Sim = E.simulator();
  auto Note = [&](const engine::Property &Here) {
    for (const engine::HeldLock &L : Here.Held)
      if (L.Maybe || L.Weak)
        Doubtful |= facts::maskOf(L.Class);
  };
  for (ContextId Id = 0; Id != Sim.numContexts(); ++Id) {
    Note(Sim.result(Id).Of.Entry);
    for (const engine::Case &K : Sim.result(Id).Cases)
      Note(K.Out);
  }
}

bool Suggestions::has(uint32_t F, StringRef Prefix) const {
  return llvm::any_of(M.Functions[F].Annotations, [&](const auto &A) {
    return A.Name.starts_with(Prefix);
  });
}

/// All ways in which it is called were seen, and nothing is open there.
bool Suggestions::isKnown(uint32_t F) const {
  return !Contexts[F].empty() && !Open.test(F) &&
         llvm::none_of(Contexts[F], [&](ContextId Id) {
           const engine::Result &R = E.simulator().result(Id);
           return R.Of.Entry.Tainted || R.Of.IsForAllLevels || R.OverBudget;
         });
}

void Suggestions::say(ir::SourceLocation L, StringRef Function,
                      const llvm::Twine &Text) {
  std::string File = P.sources().shownPath(L.Expansion.File).str();
  Lines.push_back({File, L.Expansion.Line, L.Expansion.Column, Lines.size(),
                   (Function + ": " + Text).str()});
}

void Suggestions::suggestRole(uint32_t F, const EntryPoint &Entry) {
  const ir::Function &Fn = M.Functions[F];
  if (Fn.RoleTypes.empty() && !has(F, "_Function_class_"))
    say(Fn.Loc, Fn.Name, "_Function_class_(" + Entry.Role->Name + ")");
}

/// Between which levels it is called. The kit has no name for the levels of
/// devices: above DISPATCH_LEVEL is all that can be written.
void Suggestions::suggestLevel(uint32_t F) {
  const ir::Function &Fn = M.Functions[F];
  if (Contested.test(F) || has(F, "_IRQL_requires_m") ||
      llvm::any_of(Fn.Annotations, [](const ir::Annotation &A) {
        return A.Name == "_IRQL_requires_";
      }))
    return;
  Irql Low = Irql::High, High = Irql::Passive;
  for (ContextId Id : Contexts[F]) {
    engine::Level L = E.simulator().result(Id).Of.Entry.Irql;
    Low = std::min(Low, L.Low);
    High = std::max(High, L.High);
  }
  if (Low == High && High <= Irql::Dispatch)
    return say(Fn.Loc, Fn.Name,
               "_IRQL_requires_(" + facts::toString(High) + ")");
  if (Low > Irql::Passive)
    say(Fn.Loc, Fn.Name,
        Low > Irql::Dispatch
            ? llvm::Twine("_IRQL_requires_min_(DISPATCH_LEVEL + 1)")
            : "_IRQL_requires_min_(" + facts::toString(Low) + ")");
  if (High <= Irql::Dispatch)
    say(Fn.Loc, Fn.Name, "_IRQL_requires_max_(" + facts::toString(High) + ")");
}

uint32_t Suggestions::heldFor(const engine::Property &Here) const {
  if (Here.HeldByCallers == ~0U || Here.HeldAround == ~0U)
    return 0;
  return Here.heldClasses() & ~Doubtful & ~facts::maskOf(LockClass::None);
}

/// The locks that are held at every call: by class, as different callers hold
/// them by different names. A class with many locks says nothing.
void Suggestions::suggestHeld(uint32_t F) {
  if (has(F, "_Requires_"))
    return;
  uint32_t Held = ~0U;
  for (ContextId Id : Contexts[F])
    Held &= heldFor(E.simulator().result(Id).Of.Entry);
  for (unsigned C = 1; C <= static_cast<unsigned>(LockClass::WdfObject); ++C) {
    auto Class = static_cast<LockClass>(C);
    if ((Held & facts::maskOf(Class)) && !facts::isKeyed(Class))
      say(M.Functions[F].Loc, M.Functions[F].Name,
          "_Requires_lock_held_(" + facts::displayName(Class) + ")");
  }
}

/// What a reader of the function would call the lock; empty if it has no name
/// there.
std::string Suggestions::lockIn(uint32_t F, const engine::HeldLock &L) const {
  if (!facts::isKeyed(L.Class))
    return L.Class == LockClass::None ? "" : facts::displayName(L.Class).str();
  if (L.Key == engine::NoId)
    return "";
  const std::string Text = W.value(L.Key, F);
  StringRef Name = Text;
  bool IsAddress = Name.consume_front("&");
  bool IsPlain = !Name.empty() && llvm::all_of(Name, [](char C) {
    return llvm::isAlnum(C) || StringRef("_->.[]").contains(C);
  });
  bool IsOurs = llvm::any_of(M.Functions[F].Params, [&](const auto &Param) {
    return !Param.Name.empty() && Name.take_while([](char C) {
      return llvm::isAlnum(C) || C == '_';
    }) == Param.Name;
  });
  if (!IsPlain || !IsOurs)
    return "";
  return IsAddress ? Name.str() : "*" + Text;
}

std::set<std::string> Suggestions::gained(uint32_t F,
                                          const engine::Case &K) const {
  std::set<std::string> Names;
  for (const engine::HeldLock &L : K.Out.Held)
    if (L.isKept())
      Names.insert(lockIn(F, L));
  return Names;
}

std::set<std::string> Suggestions::lost(uint32_t F, const engine::Result &R,
                                        const engine::Case &K) const {
  std::set<std::string> Names;
  for (auto [I, L] : llvm::enumerate(R.Of.Entry.Held))
    if (llvm::none_of(K.Out.Held, [&, I = I](const engine::HeldLock &Left) {
          return Left.EntryIndex == I;
        }))
      Names.insert(lockIn(F, L));
  return Names;
}

/// Of an instance of an earlier run, that run.
const engine::Result &Suggestions::resultOf(ContextId Id) const {
  const engine::Simulator &Sim = E.simulator();
  const engine::Result &R = Sim.result(Id);
  engine::RunId Run = Sim.instanceOf(R.Of);
  return Run == engine::NoId ? R : Sim.survey()->result(Run);
}

/// What every return agrees on.
void Suggestions::suggestOutcome(uint32_t F) {
  const ir::Function &Fn = M.Functions[F];
  if (!E.relevance().touchesLocks(F) || has(F, "_Acquires_") ||
      has(F, "_Releases_") || has(F, "_IRQL_raises_") ||
      has(F, "_IRQL_saves_") || has(F, "_IRQL_restores_"))
    return;
  bool Same = true, Agree = true;
  std::optional<std::set<std::string>> Gained, Lost;
  for (ContextId Id : Contexts[F]) {
    const engine::Result &R = resultOf(Id);
    if (R.Of.For == engine::Mode::Visit)
      continue; // leaves all as it was
    for (const engine::Case &K : R.Cases) {
      if (K.Out.Tainted)
        return;
      Same &= K.Out.Irql == R.Of.Entry.Irql;
      std::set<std::string> More = gained(F, K), Less = lost(F, R, K);
      Agree &= (!Gained || (*Gained == More && *Lost == Less)) &&
               !More.count("") && !Less.count("");
      Gained = std::move(More);
      Lost = std::move(Less);
    }
  }
  if (Same && !has(F, "_IRQL_requires_same_"))
    say(Fn.Loc, Fn.Name, "_IRQL_requires_same_");
  if (!Agree || !Gained)
    return;
  for (const std::string &Lock : *Gained)
    say(Fn.Loc, Fn.Name, "_Acquires_lock_(" + Lock + ")");
  for (const std::string &Lock : *Lost)
    say(Fn.Loc, Fn.Name, "_Releases_lock_(" + Lock + ")");
}

void Suggestions::suggest(uint32_t F) {
  const ir::Function &Fn = M.Functions[F];
  if (!Fn.isAnalyzable() || Fn.IsSystem || Unit.routine(F) || !Fn.Loc.isValid())
    return;
  // How the port driver calls an entry point, its role says.
  for (const EntryPoint &Entry : Unit.entries())
    if (Entry.Function == F)
      return suggestRole(F, Entry);
  if (!isKnown(F))
    return;
  suggestLevel(F);
  suggestHeld(F);
  suggestOutcome(F);
}

void Suggestions::print(llvm::raw_ostream &OS) {
  for (uint32_t F = 0; F != M.Functions.size(); ++F)
    suggest(F);
  for (const Finding &Found : P.findings())
    if (Found.Check == "miniport-irql-annotation")
      say(Found.Where, Found.Function, "contradiction: " + Found.Message);
  llvm::sort(Lines, [](const Line &A, const Line &B) {
    return std::tie(A.File, A.Line, A.Column, A.Order) <
           std::tie(B.File, B.Line, B.Column, B.Order);
  });
  for (const Line &L : Lines)
    OS << L.File << ':' << L.Line << ": " << L.Text << '\n';
}

void tool::printSal(Pipeline &P, llvm::raw_ostream &OS) {
  Suggestions(P).print(OS);
}
