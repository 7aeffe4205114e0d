//===- WindowsPaths.cpp - Paths as Windows would find them ----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "projects/WindowsPaths.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace miniport::projects {

using llvm::StringRef;

static bool hasDrive(StringRef Path) {
  return Path.size() > 1 && llvm::isAlpha(Path[0]) && Path[1] == ':';
}

std::string WindowsPaths::absolute(StringRef Path, StringRef Folder) {
  std::string Slashed = Path.str();
  std::replace(Slashed.begin(), Slashed.end(), '\\', '/');
  llvm::SmallString<256> Result;
  if (!hasDrive(Slashed) && !StringRef(Slashed).starts_with("/")) {
    Result = Folder;
    llvm::sys::path::append(Result, Slashed);
  } else {
    Result = Slashed;
  }
  llvm::sys::path::remove_dots(Result, /*remove_dot_dot=*/true,
                               llvm::sys::path::Style::posix);
  return Result.str().str();
}

const WindowsPaths::Listing &WindowsPaths::list(StringRef Folder) {
  auto [It, New] = Listings.try_emplace(Folder);
  Listing &L = It->second;
  if (!New)
    return L;
  std::error_code EC;
  for (llvm::sys::fs::directory_iterator I(Folder, EC, /*follow=*/false), End;
       I != End && !EC; I.increment(EC)) {
    Entry E;
    E.Name = llvm::sys::path::filename(I->path()).str();
    E.IsLink = I->type() == llvm::sys::fs::file_type::symlink_file;
    E.IsFolder = E.IsLink
                     ? llvm::sys::fs::is_directory(I->path())
                     : I->type() == llvm::sys::fs::file_type::directory_file;
    L.push_back(std::move(E));
  }
  llvm::sort(L, [](const Entry &A, const Entry &B) { return A.Name < B.Name; });
  llvm::StringMap<size_t> &ByName = Names[Folder];
  for (size_t I = 0; I < L.size(); ++I)
    ByName.try_emplace(StringRef(L[I].Name).lower(), I);
  return L;
}

const WindowsPaths::Entry *WindowsPaths::entry(StringRef Folder,
                                               StringRef Name) {
  const Listing &L = list(Folder);
  const llvm::StringMap<size_t> &ByName = Names[Folder];
  auto It = ByName.find(Name.lower());
  return It == ByName.end() ? nullptr : &L[It->second];
}

std::optional<std::string> WindowsPaths::find(StringRef Path,
                                              StringRef Folder) {
  std::string Wanted = absolute(Path, Folder);
  if (llvm::sys::fs::exists(Wanted))
    return Wanted;
  StringRef Rest = Wanted;
  if (!Rest.consume_front("/"))
    return std::nullopt;
  std::string Found = "/";
  while (!Rest.empty()) {
    auto [Name, Tail] = Rest.split('/');
    Rest = Tail;
    if (Name.empty())
      continue;
    llvm::SmallString<256> Exact(Found);
    llvm::sys::path::append(Exact, Name);
    if (!llvm::sys::fs::exists(Exact)) {
      const Entry *E = entry(Found, Name);
      if (!E)
        return std::nullopt;
      Exact = Found;
      llvm::sys::path::append(Exact, E->Name);
    }
    Found = Exact.str().str();
  }
  return Found;
}

std::string WindowsPaths::resolve(StringRef Path, StringRef Folder) {
  if (std::optional<std::string> Found = find(Path, Folder))
    return *Found;
  return absolute(Path, Folder);
}

std::string WindowsPaths::fromWorkingFolder(StringRef Path) {
  llvm::SmallString<256> Folder;
  if (llvm::sys::fs::current_path(Folder))
    Folder = "/";
  return resolve(Path, Folder);
}

bool hasWildcard(StringRef Text) {
  return Text.find_first_of("*?") != StringRef::npos;
}

/// One segment: '*' is any run of letters, '?' one.
static bool matchesSegment(StringRef Name, StringRef Pattern) {
  size_t N = 0, P = 0, Star = StringRef::npos, Resume = 0;
  while (N < Name.size()) {
    if (P < Pattern.size() && Pattern[P] == '*') {
      Star = P++;
      Resume = N;
    } else if (P < Pattern.size() &&
               (Pattern[P] == '?' ||
                llvm::toLower(Pattern[P]) == llvm::toLower(Name[N]))) {
      ++P;
      ++N;
    } else if (Star != StringRef::npos) {
      P = Star + 1;
      N = ++Resume;
    } else {
      return false;
    }
  }
  return Pattern.drop_front(P).find_first_not_of('*') == StringRef::npos;
}

bool isWithin(StringRef Path, StringRef Folder) {
  Folder = Folder.rtrim('/');
  return Path.consume_front(Folder) && (Path.empty() || Path[0] == '/');
}

bool matchesPattern(StringRef Path, StringRef Pattern) {
  llvm::SmallVector<StringRef, 16> Names, Segments;
  Path.split(Names, '/');
  Pattern.split(Segments, '/');
  // The same search as in a segment, with '**' for the star.
  size_t N = 0, P = 0, Star = StringRef::npos, Resume = 0;
  while (N < Names.size()) {
    if (P < Segments.size() && Segments[P] == "**") {
      Star = P++;
      Resume = N;
    } else if (P < Segments.size() && matchesSegment(Names[N], Segments[P])) {
      ++P;
      ++N;
    } else if (Star != StringRef::npos) {
      P = Star + 1;
      N = ++Resume;
    } else {
      return false;
    }
  }
  return P == Segments.size();
}

void WindowsPaths::globIn(const std::string &Folder, StringRef Written,
                          StringRef Recursive,
                          llvm::ArrayRef<std::string> Segments, unsigned Depth,
                          std::vector<Match> &Found, size_t &Budget) {
  if (Segments.empty() || Depth == 0)
    return;
  StringRef Segment = Segments.front();
  bool Last = Segments.size() == 1;
  if (Segment == "**" && !Last)
    globIn(Folder, Written, Recursive, Segments.drop_front(), Depth, Found,
           Budget);
  for (const Entry &E : list(Folder)) {
    if (Budget == 0)
      return;
    --Budget;
    std::string Inner = Folder + (Folder == "/" ? "" : "/") + E.Name;
    std::string Name = Written.str() + E.Name;
    if (Segment == "**") {
      if (E.IsFolder && !E.IsLink)
        globIn(Inner, Name + "/", Recursive.str() + E.Name + "/", Segments,
               Depth - 1, Found, Budget);
      else if (Last && !E.IsFolder)
        Found.push_back({Name, Recursive.str()});
    } else if (matchesSegment(E.Name, Segment)) {
      if (Last && !E.IsFolder)
        Found.push_back({Name, Recursive.str()});
      else if (!Last && E.IsFolder)
        globIn(Inner, Name + "/", Recursive, Segments.drop_front(), Depth - 1,
               Found, Budget);
    }
  }
}

std::vector<WindowsPaths::Match>
WindowsPaths::glob(StringRef Pattern, StringRef Folder, bool &Incomplete) {
  Incomplete = false;
  std::string Slashed = Pattern.str();
  std::replace(Slashed.begin(), Slashed.end(), '\\', '/');
  // What comes before the first wildcard is looked up, not searched.
  size_t Wild = StringRef(Slashed).find_first_of("*?");
  size_t Slash = StringRef(Slashed).rfind('/', Wild);
  std::string Fixed =
      Slash == StringRef::npos ? "" : Slashed.substr(0, Slash + 1);
  llvm::SmallVector<std::string, 8> Segments;
  for (StringRef S : llvm::split(StringRef(Slashed).substr(Fixed.size()), '/'))
    if (!S.empty() && (Segments.empty() || S != "**" || Segments.back() != S))
      Segments.push_back(S.str());
  std::vector<Match> Found;
  std::optional<std::string> Start = find(Fixed.empty() ? "." : Fixed, Folder);
  if (!Start)
    return Found;
  size_t Budget = 100000;
  globIn(*Start, Fixed, "", Segments, /*Depth=*/64, Found, Budget);
  Incomplete = Budget == 0;
  llvm::sort(Found,
             [](const Match &A, const Match &B) { return A.Path < B.Path; });
  Found.erase(std::unique(Found.begin(), Found.end(),
                          [](const Match &A, const Match &B) {
                            return A.Path == B.Path;
                          }),
              Found.end());
  return Found;
}

} // namespace miniport::projects
