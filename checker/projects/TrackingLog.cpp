//===- TrackingLog.cpp - CL.command.*.tlog --------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// MSBuild's CL task keeps the command lines of a build, for the next one:
//
//   ^C:\TREE\A.C|C:\TREE\B.C
//   /c /IC:\TREE\INC /D _AMD64_ ... C:\TREE\A.C C:\TREE\B.C
//
// in UTF-16, the paths of sources in capitals.
//
//===----------------------------------------------------------------------===//

#include "ir/SourceText.h"
#include "projects/Readers.h"
#include "projects/Relocation.h"
#include "projects/Search.h"
#include "projects/VisualStudio.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/StringSaver.h"

namespace miniport::projects {

using llvm::Expected;
using llvm::StringRef;
namespace path = llvm::sys::path;

static std::vector<std::string> split(StringRef Line) {
  llvm::BumpPtrAllocator Allocator;
  llvm::StringSaver Saver(Allocator);
  llvm::SmallVector<const char *, 64> Words;
  llvm::cl::TokenizeWindowsCommandLine(Line, Saver, Words);
  return {Words.begin(), Words.end()};
}

static std::vector<SourceCommand> commandsIn(StringRef Text) {
  std::vector<SourceCommand> Commands;
  llvm::SmallVector<StringRef, 8> Sources;
  while (!Text.empty()) {
    StringRef Line;
    std::tie(Line, Text) = Text.split('\n');
    Line = Line.trim();
    if (Line.consume_front("^")) {
      Sources.clear();
      Line.split(Sources, '|', -1, /*KeepEmpty=*/false);
      continue;
    }
    if (Line.empty())
      continue;
    std::vector<std::string> Words = split(Line);
    llvm::erase_if(Words, [&](StringRef Word) {
      return llvm::any_of(Sources, [&](StringRef Source) {
        return Word.equals_insensitive(Source);
      });
    });
    for (StringRef Source : Sources) {
      SourceCommand C;
      C.File = Source.str();
      C.Arguments = {"cl"};
      llvm::append_range(C.Arguments, Words);
      Commands.push_back(std::move(C));
    }
  }
  return Commands;
}

/// Where the build ran: the nearest folder above the log that holds a project,
/// or a source of it.
static std::string buildFolder(StringRef Log,
                               llvm::ArrayRef<SourceCommand> Commands) {
  for (StringRef Folder = path::parent_path(Log); path::has_parent_path(Folder);
       Folder = path::parent_path(Folder)) {
    std::error_code EC;
    for (llvm::sys::fs::directory_iterator I(Folder, EC), End; !EC && I != End;
         I.increment(EC))
      if (classify(I->path()) == TreeFile::Project)
        return Folder.str();
    if (llvm::any_of(Commands, [&](const SourceCommand &C) {
          return path::parent_path(C.File) == Folder;
        }))
      return Folder.str();
  }
  return path::parent_path(Commands.front().File).str();
}

Expected<std::vector<Project>> readTrackingLog(StringRef File) {
  llvm::SmallString<256> Log(File);
  llvm::sys::fs::make_absolute(Log);
  auto Buffer = llvm::MemoryBuffer::getFile(Log);
  if (!Buffer)
    return llvm::createStringError(Buffer.getError(),
                                   "cannot read '" + Log +
                                       "': " + Buffer.getError().message());
  std::unique_ptr<llvm::MemoryBuffer> Text = ir::asUtf8(std::move(*Buffer));
  Project P;
  P.File = std::string(Log);
  P.Commands = commandsIn(Text->getBuffer());
  if (P.Commands.empty())
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   "'" + Log + "' has no command line of cl");
  WindowsPaths Paths;
  Relocation Moved(Paths);
  bool IsCertain = false;
  std::vector<std::string> Recorded;
  for (const SourceCommand &C : P.Commands)
    Recorded.push_back(C.File);
  // The log lies some folders below the project.
  std::string Root = checkoutRoot(Log, {}, IsCertain);
  if (!IsCertain)
    for (unsigned Up = 0; Up != 4 && path::has_parent_path(Root) &&
                          searchTree(Root).Sources.empty();
         ++Up)
      Root = path::parent_path(Root).str();
  Moved.learn(Recorded, searchTree(Root).Sources);
  for (SourceCommand &C : P.Commands)
    Moved.map(C);
  std::string Folder = buildFolder(Log, P.Commands);
  P.Name = path::filename(Folder).str();
  for (SourceCommand &C : P.Commands)
    C.Directory = Folder;
  llvm::erase_if(P.Commands, [&](const SourceCommand &C) {
    bool Gone = !llvm::sys::fs::exists(C.File);
    if (Gone)
      P.Remarks.push_back({P.File, 0, "'" + C.File + "' is not there", false});
    return Gone;
  });
  if (P.Commands.empty())
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   "'" + Log +
                                       "': none of its sources is "
                                       "there");
  return std::vector<Project>{std::move(P)};
}

} // namespace miniport::projects
