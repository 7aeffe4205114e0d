//===- ExplainSilence.cpp - Why nothing is reported at a line -------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// From the outside in: is the line in the link unit, in a function, is that
// function followed, reached, relevant; what happened at the line, and which
// check would have looked at it.
//
//===----------------------------------------------------------------------===//

#include "tool/Explain.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <map>
#include <set>

using namespace miniport;
using namespace miniport::tool;
using engine::SiteId;
namespace path = llvm::sys::path;

namespace {
class Silence {
public:
  Silence(Pipeline &P, const SourceLine &Where,
          llvm::ArrayRef<const facts::CheckInfo *> Enabled,
          llvm::raw_ostream &OS)
      : P(P), E(P.engine()), M(P.unit().module()), Where(Where),
        Enabled(Enabled), W(P.sources(), P.engine()), OS(OS) {}

  llvm::Error explain();

private:
  bool findFiles();
  bool isHere(const ir::SourceLocation &L) const;
  bool contains(const ir::Function &F) const;
  bool sayFindings();
  void sayFunction(uint32_t F);
  void sayEvents(llvm::ArrayRef<SiteId> Sites);
  void sayEvent(const engine::Occurrence &O, std::set<std::string> &Said);
  std::string verdict(const engine::Occurrence &O);

  Pipeline &P;
  engine::Engine &E;
  const ir::Module &M;
  const SourceLine &Where;
  llvm::ArrayRef<const facts::CheckInfo *> Enabled;
  Wording W;
  llvm::raw_ostream &OS;
  std::set<uint32_t> Files;
};
} // namespace

/// Absolute where the working folder is known, without dots.
static llvm::SmallString<256> fullPath(llvm::StringRef Path) {
  llvm::SmallString<256> Full(Path);
  if (llvm::sys::fs::make_absolute(Full))
    Full = Path;
  path::remove_dots(Full, /*remove_dot_dot=*/true);
  return Full;
}

/// The file by its full path, or by as many of its last folders as were given.
bool Silence::findFiles() {
  const llvm::SmallString<256> Full = fullPath(Where.File);
  for (uint32_t I = 0; I != M.Files.size(); ++I)
    if (fullPath(M.Files[I].Path) == Full)
      Files.insert(I);
  if (Files.empty())
    for (uint32_t I = 0; I != M.Files.size(); ++I)
      if (M.Files[I].Path.ends_with("/" + Where.File))
        Files.insert(I);
  return !Files.empty();
}

bool Silence::isHere(const ir::SourceLocation &L) const {
  auto At = [&](ir::SourcePoint Point) {
    return Point.Line == Where.Line && Files.count(Point.File);
  };
  return L.isValid() && (At(L.Expansion) || At(L.Spelling));
}

bool Silence::contains(const ir::Function &F) const {
  return F.HasBody && F.Loc.isValid() && F.End.isValid() &&
         Files.count(F.Loc.Expansion.File) &&
         F.Loc.Expansion.Line <= Where.Line &&
         Where.Line <= F.End.Expansion.Line;
}

bool Silence::sayFindings() {
  bool Any = false;
  for (const Finding &F : P.findings())
    if (isHere(F.Where)) {
      OS << "  it is not silent: " << F.Message << " [" << F.Check << "]\n";
      Any = true;
    } else if (llvm::any_of(F.Path, [&](const PathNote &N) {
                 return isHere(N.Where);
               })) {
      OS << "  on the path of a finding at " << W.place(F.Where) << ": "
         << F.Message << " [" << F.Check << "]\n";
    }
  for (const report::SuppressedFinding &S : P.suppressed())
    if (isHere(S.What.Where)) {
      OS << "  silenced by the NOLINT at line " << S.Directive.Line << ": "
         << S.What.Message << " [" << S.What.Check << "]\n";
      Any = true;
    }
  return Any;
}

/// What became of a suspicion.
std::string Silence::verdict(const engine::Occurrence &O) {
  if (O.What.Tainted)
    return "tainted: before it, something that could not be followed touched "
           "locks or IRQL";
  if (E.roots()[O.Root].Dump)
    return "in dump mode only, where nothing runs beside it";
  engine::Confirmation Seen;
  switch (E.confirm(O, Seen)) {
  case engine::Verdict::Confirmed:
    return "confirmed by replay";
  case engine::Verdict::Refuted:
    return "refuted: no single path leads there";
  case engine::Verdict::Undecided:
    return "undecided: the budget of the replay was spent";
  }
  return "";
}

void Silence::sayEvent(const engine::Occurrence &O,
                       std::set<std::string> &Said) {
  std::string Text;
  llvm::raw_string_ostream Line(Text);
  const engine::Event &Event = O.What;
  bool Suspicious = false;
  switch (Event.Kind) {
  case engine::EventKind::Call:
    Line << "'" << E.code().calleeName(Event.Site) << "' runs at "
         << W.level(Event.Irql);
    if (Event.Ceiling)
      Line << ", allowed up to " << facts::toString(*Event.Ceiling);
    else
      Line << "; no document states a limit";
    Suspicious = Event.Ceiling && Event.Irql.Low > *Event.Ceiling;
    break;
  case engine::EventKind::Acquire:
    Line << "'" << facts::displayName(Event.Class) << "' is taken";
    break;
  case engine::EventKind::Release:
    Line << "'" << facts::displayName(Event.Class)
         << "' is released, and not held";
    Suspicious = true;
    break;
  case engine::EventKind::Relock:
    Line << "'" << facts::displayName(Event.Class)
         << "' is taken while held since an earlier iteration";
    Suspicious = true;
    break;
  case engine::EventKind::Stall:
    Line << "a wait";
    if (Event.MinAmount)
      Line << " of at least " << *Event.MinAmount << " us";
    Line << " at " << W.level(Event.Irql);
    Suspicious = true;
    break;
  case engine::EventKind::Return:
    Line << "returns";
    break;
  }
  Line << "; below " << W.root(E.roots()[O.Root]);
  if (Suspicious)
    Line << ": " << verdict(O);
  if (Said.insert(Text).second)
    OS << "    " << Text << '\n';
}

void Silence::sayEvents(llvm::ArrayRef<SiteId> Sites) {
  std::set<std::string> Said;
  for (const engine::Occurrence &O : E.occurrences())
    if (llvm::is_contained(Sites, O.What.Site))
      sayEvent(O, Said);
  if (Said.empty())
    OS << "    nothing happens there that a check looks at\n";
}

void Silence::sayFunction(uint32_t F) {
  const ir::Function &Fn = M.Functions[F];
  OS << "  in '" << Fn.Name << "'";
  if (const facts::Routine *R = P.unit().routine(F)) {
    OS << ": its calls are judged by the rule base, its body is not entered ("
       << R->Source << ")\n";
    return;
  }
  if (!Fn.Degraded.empty()) {
    OS << ": the function is degraded and was not entered: " << Fn.Degraded
       << '\n';
    return;
  }
  unsigned Contexts = E.simulator().contextsOf(F);
  if (!E.relevance().observes(F)) {
    OS << ": nothing in the function or below it touches a rule\n";
    return;
  }
  if (!Contexts) {
    OS << ": no entry point reaches the function; give --entry "
          "ROLE=FUNCTION if the port driver calls it or a caller\n";
    return;
  }
  OS << ", simulated in " << Contexts
     << (Contexts == 1 ? " context\n" : " contexts\n");
  std::vector<SiteId> Sites;
  for (uint32_t B = 0; B != Fn.Blocks.size(); ++B)
    for (uint32_t I = 0; I != Fn.Blocks[B].Instructions.size(); ++I)
      if (isHere(Fn.Blocks[B].Instructions[I].Loc))
        Sites.push_back(E.code().site(F, B, I));
  if (Sites.empty()) {
    OS << "    no code was made for the line\n";
    return;
  }
  bool OverBudget = false;
  for (engine::ContextId Id = 0; Id != E.simulator().numContexts(); ++Id)
    OverBudget |= E.simulator().result(Id).Of.Function == F &&
                  E.simulator().result(Id).OverBudget;
  if (OverBudget)
    OS << "    a context is over budget: nothing is concluded from it\n";
  sayEvents(Sites);
}

llvm::Error Silence::explain() {
  auto Wrong = [](const llvm::Twine &Message) {
    return llvm::createStringError(llvm::inconvertibleErrorCode(), Message);
  };
  if (!findFiles())
    return Wrong("--explain-silence: '" + Where.File +
                 "' is not among the files that were read");
  uint32_t File = *Files.begin();
  if (P.sources().contents(File) && !P.sources().line(File, Where.Line))
    return Wrong("--explain-silence: '" + Where.File + "' has no line " +
                 llvm::Twine(Where.Line));
  OS << P.sources().shownPath(File) << ':' << Where.Line << '\n';
  if (sayFindings())
    return llvm::Error::success();
  bool InFunction = false;
  for (uint32_t F = 0; F != M.Functions.size(); ++F)
    if (contains(M.Functions[F])) {
      sayFunction(F);
      InFunction = true;
    }
  if (!InFunction)
    OS << "  in no function that was read\n";
  std::vector<std::string> Off;
  for (const facts::CheckInfo &C : facts::allChecks())
    if (!llvm::is_contained(Enabled, &C))
      Off.push_back(C.Id.str());
  if (!Off.empty())
    OS << "  checks that are off: " << llvm::join(Off, ", ") << '\n';
  return llvm::Error::success();
}

llvm::Error
tool::explainSilence(Pipeline &P, const SourceLine &Where,
                     llvm::ArrayRef<const facts::CheckInfo *> Enabled,
                     llvm::raw_ostream &OS) {
  return Silence(P, Where, Enabled, OS).explain();
}
