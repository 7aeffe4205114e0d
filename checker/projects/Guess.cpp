//===- Guess.cpp - A folder that says nothing of how it is built ----------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One driver for each definition of DriverEntry, with the sources in its folder
// and below; a folder beside it belongs to the drivers that include a header
// from there. Include folders are those where the headers lie that are
// included, the nearest first.
//
//===----------------------------------------------------------------------===//

#include "projects/KitDefaults.h"
#include "projects/Readers.h"
#include "projects/Search.h"
#include "projects/WindowsPaths.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <algorithm>

namespace miniport::projects {

using llvm::StringRef;
namespace path = llvm::sys::path;

/// Text beyond this is no source that a person wrote.
static constexpr size_t LargestText = 4u << 20;

namespace {

struct SourceText {
  std::string Path, Folder;
  std::vector<std::string> Includes; ///< as spelled, with slashes
  bool HasDriverEntry = false, IsProgram = false;
};

class Guess {
public:
  Guess(StringRef Folder, const PlanOptions &Options)
      : Folder(Folder.str()), Options(Options) {}
  std::vector<Project> run();

private:
  SourceText read(StringRef Path);
  const SourceText &text(StringRef Path);
  std::optional<std::string> headerFor(StringRef Include, const SourceText &Of);
  void follow(const SourceText &Source, std::vector<std::string> &Folders,
              llvm::StringSet<> &Headers);
  void dropParts();
  Project driver(const SourceText *Entry);
  bool belongs(const SourceText &S, const SourceText &Entry,
               const llvm::StringSet<> &HeaderFolders) const;
  SourceCommand command(const SourceText &S);
  void remark(Project &P, const llvm::Twine &Text) {
    P.Remarks.push_back({Folder, 0, Text.str(), /*IsGuess=*/true});
  }

  std::string Folder;
  const PlanOptions &Options;
  std::vector<SourceText> Sources;
  std::vector<std::string> Entries; ///< folders with a DriverEntry
  llvm::StringMap<std::vector<std::string>> HeadersByName; ///< lower case
  llvm::StringMap<SourceText> Texts;                       ///< of headers
  llvm::StringSet<> Used; ///< sources that became part of a driver
};

} // namespace

/// Is the name defined as a function: Name ( ... ) {
static bool definesFunction(StringRef Text, StringRef Name) {
  for (size_t At = Text.find(Name); At != StringRef::npos;
       At = Text.find(Name, At + 1)) {
    if (At && (llvm::isAlnum(Text[At - 1]) || Text[At - 1] == '_'))
      continue;
    StringRef Rest = Text.drop_front(At + Name.size()).ltrim();
    if (!Rest.starts_with("("))
      continue;
    size_t I = 0;
    for (unsigned Depth = 0; I < Rest.size(); ++I) {
      Depth += Rest[I] == '(';
      Depth -= Rest[I] == ')';
      if (Depth == 0)
        break;
    }
    // Old-style parameters stand before the brace.
    Rest = Rest.drop_front(std::min(I + 1, Rest.size()));
    size_t Stop = Rest.find_first_of("{;=");
    if (Stop != StringRef::npos && Rest[Stop] == '{')
      return true;
  }
  return false;
}

SourceText Guess::read(StringRef Path) {
  SourceText S;
  S.Path = Path.str();
  S.Folder = path::parent_path(Path).str();
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer || (*Buffer)->getBufferSize() > LargestText)
    return S;
  StringRef Text = (*Buffer)->getBuffer();
  for (StringRef Rest = Text; !Rest.empty();) {
    StringRef Line;
    std::tie(Line, Rest) = Rest.split('\n');
    Line = Line.ltrim();
    if (!Line.consume_front("#") ||
        !(Line = Line.ltrim()).consume_front("include"))
      continue;
    Line = Line.ltrim();
    if (!Line.consume_front("\"") && !Line.consume_front("<"))
      continue;
    std::string Name = Line.take_until([](char C) {
                             return C == '"' || C == '>' || C == '\r';
                           })
                           .str();
    std::replace(Name.begin(), Name.end(), '\\', '/');
    S.Includes.push_back(std::move(Name));
  }
  S.HasDriverEntry = definesFunction(Text, "DriverEntry");
  for (StringRef Main : {"main", "wmain", "WinMain", "wWinMain", "DllMain"})
    S.IsProgram |= !S.HasDriverEntry && definesFunction(Text, Main);
  return S;
}

const SourceText &Guess::text(StringRef Path) {
  auto It = Texts.find(Path);
  if (It == Texts.end())
    It = Texts.try_emplace(Path, read(Path)).first;
  return It->second;
}

/// How many folders two paths have in common from the top.
static size_t nearness(StringRef A, StringRef B) {
  auto [I, K] = std::mismatch(path::begin(A), path::end(A), path::begin(B));
  return std::distance(path::begin(A), I);
}

/// The file of the tree that an #include may mean, the nearest to the one that
/// includes it.
std::optional<std::string> Guess::headerFor(StringRef Include,
                                            const SourceText &Of) {
  auto Known = HeadersByName.find(path::filename(Include).lower());
  if (Known == HeadersByName.end())
    return std::nullopt;
  const std::string *Best = nullptr;
  std::string Ending = Include.lower();
  while (StringRef(Ending).starts_with("../") ||
         StringRef(Ending).starts_with("./"))
    Ending = Ending.substr(Ending.find('/') + 1);
  for (const std::string &Header : Known->second) {
    if (!StringRef("/" + StringRef(Header).lower()).ends_with("/" + Ending))
      continue;
    size_t Near = nearness(Header, Of.Folder);
    size_t BestNear = Best ? nearness(*Best, Of.Folder) : 0;
    if (!Best || Near > BestNear ||
        (Near == BestNear && Header.size() < Best->size()))
      Best = &Header;
  }
  if (!Best)
    return std::nullopt;
  return *Best;
}

/// What a source includes, directly or not, and the folders that these are
/// found from.
void Guess::follow(const SourceText &Source, std::vector<std::string> &Folders,
                   llvm::StringSet<> &Headers) {
  std::vector<const SourceText *> Open{&Source};
  while (!Open.empty()) {
    const SourceText *From = Open.back();
    Open.pop_back();
    for (StringRef Include : From->Includes) {
      auto Header = headerFor(Include, *From);
      if (!Header)
        continue;
      // The part of the path that the #include does not spell.
      StringRef Base = StringRef(*Header);
      for (auto I = path::begin(Include), E = path::end(Include); I != E; ++I)
        if (*I != "." && *I != "..")
          Base = path::parent_path(Base);
      if (!Include.starts_with("../") && Base != Source.Folder &&
          !llvm::is_contained(Folders, Base))
        Folders.push_back(Base.str());
      if (Headers.insert(*Header).second)
        Open.push_back(&text(*Header));
    }
  }
}

/// A source that another one includes is no source by itself.
void Guess::dropParts() {
  llvm::StringSet<> Parts;
  for (const SourceText &S : Sources)
    for (StringRef Include : S.Includes)
      if (classify(Include) == TreeFile::Source)
        if (auto File = headerFor(Include, S))
          Parts.insert(*File);
  llvm::erase_if(Sources,
                 [&](const SourceText &S) { return Parts.contains(S.Path); });
}

bool Guess::belongs(const SourceText &S, const SourceText &Entry,
                    const llvm::StringSet<> &HeaderFolders) const {
  if (S.IsProgram)
    return false;
  if (S.HasDriverEntry)
    return S.Path == Entry.Path;
  // The deepest folder with a DriverEntry that the source is in.
  StringRef Deepest;
  for (StringRef E : Entries)
    if (isWithin(S.Folder, E) && E.size() > Deepest.size())
      Deepest = E;
  if (!Deepest.empty())
    return Deepest == Entry.Folder;
  return HeaderFolders.contains(S.Folder);
}

SourceCommand Guess::command(const SourceText &S) {
  SourceCommand C;
  C.File = S.Path;
  C.Directory = S.Folder;
  C.Arguments = {"cl"};
  KitSettings Settings;
  if (!Options.Platform.empty())
    Settings.Platform = Options.Platform;
  llvm::append_range(C.Arguments, kitOptions(Settings));
  std::vector<std::string> Folders;
  llvm::StringSet<> Headers;
  follow(S, Folders, Headers);
  for (const std::string &F : Folders)
    C.Arguments.push_back("/I" + F);
  return C;
}

/// Entry: the source with DriverEntry; null: there is none in the folder.
Project Guess::driver(const SourceText *Entry) {
  Project P;
  P.File = Entry ? Entry->Folder : Folder;
  P.Name = path::filename(P.File).str();
  P.Built.Platform = Options.Platform.empty() ? "x64" : Options.Platform;
  P.Built.Configuration = Options.Configuration;
  P.Within = P.Built;
  llvm::StringSet<> HeaderFolders;
  if (Entry)
    for (const SourceText &S : Sources)
      if (isWithin(S.Folder, Entry->Folder)) {
        std::vector<std::string> Folders;
        llvm::StringSet<> Headers;
        follow(S, Folders, Headers);
        for (const auto &H : Headers)
          HeaderFolders.insert(path::parent_path(H.getKey()));
      }
  for (const SourceText &S : Sources) {
    if (Entry ? !belongs(S, *Entry, HeaderFolders) : S.IsProgram)
      continue;
    Used.insert(S.Path);
    P.Commands.push_back(command(S));
  }
  remark(P, llvm::Twine("driver '") + P.Name + "' of " +
                llvm::Twine(P.Commands.size()) + " sources " +
                (Entry ? "around " + path::filename(Entry->Path)
                       : llvm::Twine("(none defines DriverEntry)")) +
                ", for " + P.Built.Platform +
                ", with the include folders "
                "that the headers lie in");
  return P;
}

std::vector<Project> Guess::run() {
  TreeFiles Found = searchTree(Folder);
  for (const auto *List : {&Found.Headers, &Found.Sources})
    for (const std::string &File : *List)
      HeadersByName[path::filename(File).lower()].push_back(File);
  for (const std::string &File : Found.Sources)
    Sources.push_back(read(File));
  dropParts();
  for (const SourceText &S : Sources)
    if (S.HasDriverEntry && !llvm::is_contained(Entries, S.Folder))
      Entries.push_back(S.Folder);
  std::vector<Project> Result;
  for (const SourceText &S : Sources)
    if (S.HasDriverEntry)
      Result.push_back(driver(&S));
  if (Result.empty())
    Result.push_back(driver(nullptr));
  size_t Left = llvm::count_if(
      Sources, [&](const SourceText &S) { return !Used.contains(S.Path); });
  if (Left)
    remark(Result.front(), llvm::Twine(Left) +
                               (Left == 1 ? " source" : " sources") +
                               " left out: programs, or nothing of them is "
                               "included by a driver");
  return Result;
}

llvm::Expected<std::vector<Project>> guessProjects(StringRef Folder,
                                                   const PlanOptions &Options) {
  std::vector<Project> Result = Guess(Folder, Options).run();
  llvm::erase_if(Result, [](const Project &P) { return P.Commands.empty(); });
  if (Result.empty())
    return llvm::createStringError(
        llvm::inconvertibleErrorCode(),
        "'" + Folder + "' holds nothing to analyse: its sources are programs");
  return Result;
}

} // namespace miniport::projects
