//===- Relocation.cpp - Paths of another machine --------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "projects/Relocation.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <algorithm>
#include <map>

namespace miniport::projects {

using llvm::StringRef;
namespace path = llvm::sys::path;

bool isWindowsAbsolute(StringRef Path) {
  return (Path.size() > 2 && llvm::isAlpha(Path[0]) && Path[1] == ':' &&
          (Path[2] == '\\' || Path[2] == '/')) ||
         Path.starts_with("\\\\");
}

static std::string withSlashes(StringRef Path) {
  std::string Result = Path.str();
  std::replace(Result.begin(), Result.end(), '\\', '/');
  return Result;
}

/// The length of the longest end of whole names that two paths have in common,
/// without regard to case.
static size_t commonEnd(StringRef A, StringRef B) {
  size_t Length = 0, I = 0;
  while (I < A.size() && I < B.size() &&
         llvm::toLower(A[A.size() - 1 - I]) ==
             llvm::toLower(B[B.size() - 1 - I])) {
    if (A[A.size() - 1 - I] == '/')
      Length = I;
    ++I;
  }
  return Length;
}

void Relocation::learn(llvm::ArrayRef<std::string> Recorded,
                       llvm::ArrayRef<std::string> Here) {
  std::multimap<std::string, StringRef> ByName;
  for (StringRef File : Here)
    ByName.emplace(path::filename(File).lower(), File);
  std::map<std::pair<std::string, std::string>, unsigned> Votes;
  for (const std::string &Path : Recorded) {
    if (!isWindowsAbsolute(Path))
      continue;
    std::string Foreign = withSlashes(Path);
    auto [I, End] = ByName.equal_range(path::filename(Foreign).lower());
    StringRef Best;
    size_t BestEnd = 0;
    for (; I != End; ++I)
      if (size_t Length = commonEnd(Foreign, I->second); Length > BestEnd) {
        BestEnd = Length;
        Best = I->second;
      }
    if (BestEnd)
      ++Votes[{StringRef(Foreign).drop_back(BestEnd + 1).lower(),
               Best.drop_back(BestEnd + 1).str()}];
  }
  unsigned Most = 0;
  for (const auto &[Folders, Count] : Votes)
    if (Count > Most) {
      Most = Count;
      std::tie(From, To) = Folders;
    }
}

std::string Relocation::map(StringRef Recorded) const {
  if (From.empty() || !isWindowsAbsolute(Recorded))
    return Recorded.str();
  std::string Foreign = withSlashes(Recorded);
  StringRef Rest = Foreign;
  if (!Rest.consume_front_insensitive(From) ||
      (!Rest.empty() && !Rest.starts_with("/")))
    return Recorded.str();
  return Paths.resolve(To + Rest.str(), "/");
}

/// Of options with a path behind them, and of paths alone.
std::string Relocation::mapArgument(StringRef Argument) const {
  for (StringRef Option :
       {"/external:I", "-external:I", "/I", "-I", "/FI", "-FI", "-imsvc",
        "/imsvc", "-isystem", "-include", "@", ""}) {
    StringRef Path = Argument;
    if (!Path.consume_front(Option))
      continue;
    StringRef Bare = Path.trim('"');
    if (isWindowsAbsolute(Bare))
      return Option.str() + map(Bare);
  }
  return Argument.str();
}

void Relocation::map(SourceCommand &Command) const {
  std::string Folder = withSlashes(Command.Directory);
  if (!Folder.empty() && !isWindowsAbsolute(Command.File))
    Command.File =
        map(isWindowsAbsolute(Folder) ? Command.Directory + "\\" + Command.File
                                      : Command.File);
  else
    Command.File = map(Command.File);
  Command.Directory = map(Command.Directory);
  if (!llvm::sys::fs::is_directory(Command.Directory))
    Command.Directory = path::parent_path(Command.File).str();
  // The compiler's own name tells its dialect, and stays.
  for (std::string &Argument : llvm::drop_begin(Command.Arguments))
    Argument = mapArgument(Argument);
}

} // namespace miniport::projects
