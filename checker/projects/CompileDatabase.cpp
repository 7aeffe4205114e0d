//===- CompileDatabase.cpp - compile_commands.json ------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The format: https://clang.llvm.org/docs/JSONCompilationDatabase.html. Read
// here rather than by Clang's Tooling library, because a database made on
// Windows quotes its commands by Windows' rules wherever it is read.
//
//===----------------------------------------------------------------------===//

#include "projects/CompileDatabase.h"
#include "projects/Relocation.h"
#include "projects/Search.h"
#include "projects/VisualStudio.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/StringSaver.h"

namespace miniport::projects {

using llvm::Error;
using llvm::Expected;
using llvm::StringRef;
using llvm::Twine;

static Error failure(const Twine &Message) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), Message);
}

/// Does the command come from Windows? Then its backslashes separate folders.
static bool isWindowsCommand(StringRef Command, StringRef Directory) {
  StringRef First = Command.ltrim();
  if (First.consume_front("\""))
    First = First.take_until([](char C) { return C == '"'; });
  else
    First = First.take_until([](char C) { return llvm::isSpace(C); });
  if (First.ends_with_insensitive(".exe"))
    return true;
  StringRef Name = llvm::sys::path::filename(First);
  if (Name.equals_insensitive("cl") || Name.starts_with_insensitive("clang-cl"))
    return true;
  return Directory.size() > 2 && llvm::isAlpha(Directory[0]) &&
         Directory[1] == ':';
}

static std::vector<std::string> split(StringRef Command, bool Windows) {
  llvm::BumpPtrAllocator Allocator;
  llvm::StringSaver Saver(Allocator);
  llvm::SmallVector<const char *, 32> Words;
  if (Windows)
    llvm::cl::TokenizeWindowsCommandLineFull(Command, Saver, Words);
  else
    llvm::cl::TokenizeGNUCommandLine(Command, Saver, Words);
  return {Words.begin(), Words.end()};
}

static Expected<SourceCommand> readEntry(const llvm::json::Value &V,
                                         const Twine &Where) {
  const llvm::json::Object *O = V.getAsObject();
  if (!O)
    return failure(Where + " is not an object");
  SourceCommand C;
  auto File = O->getString("file");
  if (!File)
    return failure(Where + " has no \"file\"");
  C.File = File->str();
  if (auto Directory = O->getString("directory"))
    C.Directory = Directory->str();
  if (const llvm::json::Array *Arguments = O->getArray("arguments")) {
    for (const llvm::json::Value &Argument : *Arguments) {
      auto S = Argument.getAsString();
      if (!S)
        return failure(Where + " has an argument that is not a string");
      C.Arguments.push_back(S->str());
    }
  } else if (auto Command = O->getString("command")) {
    C.Arguments = split(*Command, isWindowsCommand(*Command, C.Directory));
  } else {
    return failure(Where + " has neither \"arguments\" nor \"command\"");
  }
  if (C.Arguments.empty())
    return failure(Where + " has an empty command");
  return C;
}

Expected<CompileDatabase> CompileDatabase::parse(StringRef Json,
                                                 StringRef Path) {
  Json.consume_front("\xEF\xBB\xBF"); // Windows tools write a byte order mark
  Expected<llvm::json::Value> Root = llvm::json::parse(Json);
  if (!Root)
    return failure("malformed compile database '" + Path +
                   "': " + llvm::toString(Root.takeError()));
  const llvm::json::Array *Entries = Root->getAsArray();
  if (!Entries)
    return failure("malformed compile database '" + Path +
                   "': expected an array of commands");
  CompileDatabase DB;
  llvm::SmallString<256> Absolute(Path);
  llvm::sys::fs::make_absolute(Absolute);
  DB.Path = Path.str();
  DB.File = std::string(Absolute);
  for (size_t I = 0; I < Entries->size(); ++I) {
    Expected<SourceCommand> C =
        readEntry((*Entries)[I], "malformed compile database '" + Path +
                                     "': entry " + Twine(I + 1));
    if (!C)
      return C.takeError();
    if (!llvm::is_contained(DB.Commands, *C))
      DB.Commands.push_back(std::move(*C));
  }
  if (DB.Commands.empty())
    return failure("compile database '" + Path + "' is empty");
  return DB;
}

Expected<CompileDatabase> CompileDatabase::load(StringRef Path) {
  llvm::SmallString<256> File(Path);
  if (llvm::sys::fs::is_directory(Path))
    llvm::sys::path::append(File, "compile_commands.json");
  auto Buffer = llvm::MemoryBuffer::getFile(File, /*IsText=*/true);
  if (!Buffer)
    return failure("cannot read compile database '" + Twine(File) +
                   "': " + Buffer.getError().message());
  return parse((*Buffer)->getBuffer(), File);
}

/// An absolute path without '.', '..' and backslashes, to compare by.
static std::string comparable(StringRef File, StringRef Directory) {
  bool Windows =
      File.contains('\\') || (Directory.size() > 1 && Directory[1] == ':');
  auto Style =
      Windows ? llvm::sys::path::Style::windows : llvm::sys::path::Style::posix;
  llvm::SmallString<256> Path(File);
  if (!Directory.empty() && !llvm::sys::path::is_absolute(File, Style)) {
    Path = Directory;
    llvm::sys::path::append(Path, Style, File);
  } else if (!Windows) {
    llvm::sys::fs::make_absolute(Path);
  }
  llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true, Style);
  std::string Result = llvm::sys::path::convert_to_slash(Path, Style);
  return Windows ? StringRef(Result).lower() : Result;
}

/// A database lies in the tree, or in a folder of its own for the build.
static std::string treeAround(StringRef Database) {
  bool IsCertain = false;
  std::string Root = checkoutRoot(Database, {}, IsCertain);
  if (!IsCertain && searchTree(Root).Sources.empty())
    Root = llvm::sys::path::parent_path(Root).str();
  return Root;
}

bool CompileDatabase::isForeign() const {
  return llvm::any_of(Commands, [](const SourceCommand &C) {
    return isWindowsAbsolute(C.File) || isWindowsAbsolute(C.Directory);
  });
}

Error CompileDatabase::relocate(std::vector<Remark> &Remarks) {
  std::string Tree = treeAround(File);
  WindowsPaths Paths;
  Relocation Moved(Paths);
  std::vector<std::string> Recorded;
  for (const SourceCommand &C : Commands)
    Recorded.push_back(isWindowsAbsolute(C.File) ? C.File
                                                 : C.Directory + "\\" + C.File);
  Moved.learn(Recorded, searchTree(Tree).Sources);
  for (SourceCommand &C : Commands)
    Moved.map(C);
  std::string Gone;
  llvm::erase_if(Commands, [&](const SourceCommand &C) {
    if (llvm::sys::fs::exists(C.File))
      return false;
    Gone = "'" + C.File + "' is not there";
    Remarks.push_back({Path, 0, Gone, false});
    return true;
  });
  if (Commands.empty())
    return failure("compile database '" + Path +
                   "': none of its sources is in '" + Tree + "'");
  return Error::success();
}

Expected<std::vector<SourceCommand>>
CompileDatabase::commandsFor(StringRef File) const {
  std::string Wanted = comparable(File, "");
  std::vector<SourceCommand> Found;
  for (const SourceCommand &C : Commands)
    if (C.File == File || comparable(C.File, C.Directory) == Wanted)
      Found.push_back(C);
  if (Found.empty())
    return failure("'" + File + "' is not in the compile database '" +
                   Twine(Path) + "'");
  return Found;
}

} // namespace miniport::projects
