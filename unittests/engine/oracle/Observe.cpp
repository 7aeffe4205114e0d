//===- Observe.cpp - What can happen in a module --------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Observe.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"
#include <set>
#include <tuple>

namespace miniport::oracle {
namespace {

/// Answers of runs that went new ways, to vary.
class Corpus {
public:
  /// Answers to begin with; none at first, and every other time.
  std::vector<uint64_t> propose(Random &Rng, const ValuePool &Pool) const;
  void add(llvm::ArrayRef<uint64_t> Answers) {
    if (Lists.size() < 256)
      Lists.push_back(Answers.vec());
  }
  bool empty() const { return Lists.empty(); }

private:
  std::vector<std::vector<uint64_t>> Lists;
};

std::vector<uint64_t> Corpus::propose(Random &Rng,
                                      const ValuePool &Pool) const {
  if (Lists.empty() || Rng.percent(40))
    return {};
  // The latest went deepest, and what it decided last leads further.
  std::vector<uint64_t> Answers =
      Rng.percent(50) ? Lists.back() : Rng.pick(Lists);
  for (uint64_t N = Rng.between(1, 3); N && !Answers.empty(); --N) {
    size_t Window =
        Rng.percent(50) ? std::min<size_t>(3, Answers.size()) : Answers.size();
    uint64_t &Answer = Answers[Answers.size() - 1 - Rng.below(Window)];
    Answer = Rng.percent(50) ? Pool.pickConstant(Rng) : Pool.pick(Rng, 64);
  }
  if (Rng.percent(20))
    Answers.resize(Rng.below(Answers.size() + 1));
  return Answers;
}

struct EntryPoint {
  uint32_t Function;
  const EntryRole *Role;
};

class Observer {
public:
  Observer(const ir::Module &M, const Environment &E,
           const ObserveOptions &Options);
  Observation run();
  RunResult replay(uint32_t Entry, const Witness &W);

private:
  bool initialise(Machine &Host, Inputs &In, bool Record);
  void once();
  void runEntry(size_t Index, Machine Host, const Inputs &Initialisation);
  void record(size_t Index, const RunResult &R, const Witness &W);
  void record(uint32_t Function, const Violation &V, const Witness &W);
  size_t report(const EntryPoint &Entry);

  ObserveOptions Options;
  Subject S;
  ValuePool Pool;
  Random Rng;
  std::vector<EntryPoint> Initialisation, RunTime;
  Observation Result;
  Coverage Seen;
  std::set<LockedStore> LockedStores; ///< those of Subject::Others
  Corpus InitialisationCorpus;
  std::vector<Corpus> Corpora;                 ///< by run-time entry
  std::vector<size_t> InitReports, RunReports; ///< indices of Result.Entries
};

Observer::Observer(const ir::Module &M, const Environment &E,
                   const ObserveOptions &Options)
    : Options(Options), S(M, E, Options.Extension), Pool(M), Rng(Options.Seed) {
  S.MaxSteps = Options.MaxSteps;
  for (uint32_t I = 0; I < M.Functions.size(); ++I) {
    if (!M.Functions[I].isAnalyzable())
      continue;
    for (llvm::StringRef Name : M.Functions[I].RoleTypes) {
      const EntryRole *Role = findRole(Name);
      if (Role && entryState(*Role, E).Runs)
        (Role->IsInitialisation ? Initialisation : RunTime)
            .push_back({I, Role});
    }
  }
  // HwStorFindAdapter, then HwStorInitialize.
  llvm::sort(Initialisation, [](const EntryPoint &A, const EntryPoint &B) {
    return std::tie(A.Role->Name, A.Function) <
           std::tie(B.Role->Name, B.Function);
  });
  for (const EntryPoint &Entry : Initialisation)
    InitReports.push_back(report(Entry));
  for (const EntryPoint &Entry : RunTime)
    RunReports.push_back(report(Entry));
  Corpora.resize(RunTime.size());
}

size_t Observer::report(const EntryPoint &Entry) {
  ObservedEntry New;
  New.Function = Entry.Function;
  New.Role = Entry.Role->Name;
  Result.Entries.push_back(std::move(New));
  return Result.Entries.size() - 1;
}

void Observer::record(uint32_t Function, const Violation &V, const Witness &W) {
  auto Key = [](const Violation &X) {
    return std::tie(X.Kind, X.Lock, X.Where, X.Other, X.Returns, X.Routine,
                    X.OfEntry);
  };
  auto It = llvm::find_if(Result.Violations, [&](const ObservedViolation &O) {
    return O.Entry == Function && Key(O.What) == Key(V);
  });
  if (It == Result.Violations.end()) {
    Result.Violations.push_back({V, Function, 1, W});
    return;
  }
  ++It->Runs;
  if (V.Clean && !It->What.Clean) {
    It->What = V;
    It->Shown = W;
  }
}

void Observer::record(size_t Index, const RunResult &R, const Witness &W) {
  ObservedEntry &Entry = Result.Entries[Index];
  ++Entry.Runs;
  constexpr size_t MostOthers = 256;
  for (const LockedStore &L : R.LockedStores)
    if (Options.Others && S.Others.size() < MostOthers &&
        LockedStores.insert(L).second)
      S.Others.push_back(L);
  if (R.Completed) {
    ++Entry.Completed;
    (R.Result ? Entry.ReturnedOther : Entry.ReturnedZero) = true;
  } else {
    ++Entry.Stuck[R.Stuck];
  }
  if (R.Stalled > Entry.MaxStall) {
    Entry.MaxStall = R.Stalled;
    Entry.LongestStall = W;
  }
  for (const LockedStall &L : R.LockedStalls) {
    LockedStall &Longest = Entry.LockedStalls[L.Acquired];
    if (L.Microseconds >= Longest.Microseconds)
      Longest = L;
  }
  for (const Violation &V : R.Violations)
    record(Entry.Function, V, W);
}

/// True if Storport would go on to use the adapter.
bool Observer::initialise(Machine &Host, Inputs &In, bool Record) {
  for (size_t I = 0; I < Initialisation.size(); ++I) {
    const EntryPoint &Entry = Initialisation[I];
    RunResult R = Host.run(Entry.Function, *Entry.Role, In, Seen);
    if (Record)
      record(InitReports[I], R, {In.given().vec(), {}});
    if (!R.Completed || (R.Result & 0xff) != *Entry.Role->Success)
      return false;
  }
  return true;
}

void Observer::runEntry(size_t Index, Machine Host,
                        const Inputs &Initialisation) {
  const EntryPoint &Entry = RunTime[Index];
  size_t Before = Seen.count();
  std::vector<uint64_t> Prefix = Corpora[Index].propose(Rng, Pool);
  Inputs In(Pool, Rng.bits(), Prefix);
  Host.forgetRunTimeState(In);
  RunResult R = Host.run(Entry.Function, *Entry.Role, In, Seen);
  if (Seen.count() != Before)
    Corpora[Index].add(In.given());
  record(RunReports[Index], R,
         {Initialisation.given().vec(), In.given().vec()});
}

void Observer::once() {
  size_t Before = Seen.count();
  std::vector<uint64_t> Prefix = InitialisationCorpus.propose(Rng, Pool);
  Inputs In(Pool, Rng.bits(), Prefix);
  Machine Host(S, In);
  if (!initialise(Host, In, true)) {
    ++Result.FailedInitialisations;
    return;
  }
  if (Seen.count() != Before || InitialisationCorpus.empty())
    InitialisationCorpus.add(In.given());
  for (size_t I = 0; I < RunTime.size(); ++I)
    runEntry(I, Host, In);
}

Observation Observer::run() {
  for (uint64_t Number = 0; Number < Options.Runs; ++Number)
    once();
  llvm::sort(Result.Violations,
             [](const ObservedViolation &A, const ObservedViolation &B) {
               auto Key = [](const ObservedViolation &V) {
                 const Violation &W = V.What;
                 return std::tie(W.Where, W.Kind, V.Entry, W.Returns, W.Other,
                                 W.Lock, W.Routine, W.OfEntry);
               };
               return Key(A) < Key(B);
             });
  return std::move(Result);
}

RunResult Observer::replay(uint32_t Entry, const Witness &W) {
  Inputs In(Pool, 0, W.Initialisation);
  Machine Host(S, In);
  RunResult R;
  for (const EntryPoint &E : Initialisation) {
    R = Host.run(E.Function, *E.Role, In, Seen);
    if (E.Function == Entry)
      return R;
  }
  for (const EntryPoint &E : RunTime) {
    if (E.Function != Entry)
      continue;
    Inputs EntryIn(Pool, 0, W.Entry);
    Host.forgetRunTimeState(EntryIn);
    return Host.run(E.Function, *E.Role, EntryIn, Seen);
  }
  R.Stuck = "no such entry point";
  R.Completed = false;
  return R;
}

} // namespace

bool Observation::hasCleanViolation() const {
  return llvm::any_of(Violations,
                      [](const ObservedViolation &V) { return V.What.Clean; });
}

const ObservedEntry *Observation::entry(uint32_t Function) const {
  auto It = llvm::find_if(
      Entries, [&](const ObservedEntry &E) { return E.Function == Function; });
  return It == Entries.end() ? nullptr : &*It;
}

Observation observe(const ir::Module &M, const Environment &E,
                    const ObserveOptions &Options) {
  return Observer(M, E, Options).run();
}

RunResult replay(const ir::Module &M, const Environment &E, uint32_t Entry,
                 const Witness &W, const ObserveOptions &Options) {
  return Observer(M, E, Options).replay(Entry, W);
}

void print(const Observation &O, const ir::Module &M, llvm::raw_ostream &OS) {
  for (const ObservedViolation &V : O.Violations) {
    OS << toString(V.What.Kind) << ", " << toString(V.What.Lock) << ", line "
       << V.What.Where.Line;
    if (V.What.Other.isValid())
      OS << ", before that line " << V.What.Other.Line;
    for (ir::SourcePoint P : V.What.Returns)
      OS << ", returns in line " << P.Line;
    if (V.What.Kind == FaultKind::CeilingExceeded)
      OS << ", '" << V.What.Routine << "' at " << unsigned(V.What.Level);
    OS << (V.What.OfEntry ? ", held by the port driver" : "")
       << (V.What.Clean ? "" : ", after another fault") << ", entered at '"
       << M.Functions[V.Entry].Name << "', " << V.Runs << " runs\n";
  }
  for (const ObservedEntry &E : O.Entries) {
    OS << "'" << M.Functions[E.Function].Name << "': " << E.Completed << " of "
       << E.Runs << " runs returned" << (E.ReturnedZero ? " zero" : "")
       << (E.ReturnedOther ? " other" : "") << ", at most " << E.MaxStall
       << " us\n";
    for (const auto &[Why, Count] : E.Stuck)
      OS << "  " << Count << " stuck: " << Why << '\n';
  }
}

} // namespace miniport::oracle
