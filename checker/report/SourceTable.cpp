//===- SourceTable.cpp - The files of a link unit and their text ----------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report/SourceTable.h"
#include "ir/SourceText.h"
#include "report/Unicode.h"
#include "report/Uri.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>

using namespace llvm;

namespace miniport::report {

static constexpr StringLiteral ByteOrderMark("\xEF\xBB\xBF");

/// Absolute in the path's own style. Only a path of the host's style can be
/// completed by the working directory.
static std::string madeAbsolute(StringRef Path, vfs::FileSystem &FS) {
  if (isWindowsAbsolute(Path))
    return normalPath(Path);
  SmallString<256> Absolute(Path);
  // Without a working directory the path stays relative.
  if (FS.makeAbsolute(Absolute))
    return normalPath(Path);
  return normalPath(Absolute);
}

SourceTable::SourceTable(StringRef RootPath,
                         IntrusiveRefCntPtr<vfs::FileSystem> FileSystem)
    : Root(madeAbsolute(RootPath.empty() ? "." : RootPath, *FileSystem)),
      FS(std::move(FileSystem)) {}

uint32_t SourceTable::add(StringRef Path, StringRef Shown) {
  SourceFile File;
  File.Shown = (Shown.empty() ? Path : Shown).str();
  File.Absolute = madeAbsolute(Path, *FS);
  Files.push_back(std::move(File));
  return Files.size() - 1;
}

StringRef SourceTable::shownPath(uint32_t File) const {
  return File < Files.size() ? StringRef(Files[File].Shown) : "<unknown>";
}

StringRef SourceTable::absolutePath(uint32_t File) const {
  return File < Files.size() ? StringRef(Files[File].Absolute) : "";
}

bool SourceTable::isBelowRoot(uint32_t File) const {
  return File < Files.size() && pathBelow(Root, Files[File].Absolute);
}

std::string SourceTable::rootRelativePath(uint32_t File) const {
  if (File >= Files.size())
    return "<unknown>";
  const std::string &Absolute = Files[File].Absolute;
  return pathBelow(Root, Absolute).value_or(Absolute);
}

std::string SourceTable::uri(uint32_t File) const {
  if (File >= Files.size())
    return "";
  if (auto Relative = pathBelow(Root, Files[File].Absolute))
    return percentEncode(*Relative);
  return fileUri(Files[File].Absolute);
}

std::string SourceTable::rootUri() const {
  std::string Uri = fileUri(Root);
  return StringRef(Uri).ends_with("/") ? Uri : Uri + "/";
}

const SourceTable::SourceFile *SourceTable::load(uint32_t Index) const {
  if (Index >= Files.size())
    return nullptr;
  SourceFile &File = Files[Index];
  if (!File.Tried) {
    File.Tried = true;
    if (auto Buffer = FS->getBufferForFile(File.Absolute))
      File.Buffer = ir::asUtf8(std::move(*Buffer));
    else
      return nullptr;
    StringRef Text = File.Buffer->getBuffer();
    File.LineStarts.push_back(0);
    for (size_t I = 0; I < Text.size(); ++I) {
      bool CrLf = Text[I] == '\r' && I + 1 < Text.size() && Text[I + 1] == '\n';
      if (Text[I] == '\n' || (Text[I] == '\r' && !CrLf))
        File.LineStarts.push_back(I + 1);
    }
  }
  return File.Buffer ? &File : nullptr;
}

std::optional<StringRef> SourceTable::contents(uint32_t File) const {
  if (const SourceFile *F = load(File))
    return F->Buffer->getBuffer();
  return std::nullopt;
}

std::optional<StringRef> SourceTable::line(uint32_t File, uint32_t Line) const {
  const SourceFile *F = load(File);
  if (!F || Line == 0 || Line > F->LineStarts.size())
    return std::nullopt;
  size_t End = Line < F->LineStarts.size() ? F->LineStarts[Line]
                                           : F->Buffer->getBufferSize();
  StringRef Text = F->Buffer->getBuffer().slice(F->LineStarts[Line - 1], End);
  Text = Text.rtrim("\r\n");
  if (Line == 1)
    Text.consume_front(ByteOrderMark);
  return Text;
}

uint32_t SourceTable::lineAt(uint32_t File, size_t Offset) const {
  const SourceFile *F = load(File);
  if (!F)
    return 0;
  const std::vector<size_t> &Starts = F->LineStarts;
  return std::upper_bound(Starts.begin(), Starts.end(), Offset) -
         Starts.begin();
}

std::optional<size_t> SourceTable::offset(ir::SourcePoint Point) const {
  const SourceFile *F = load(Point.File);
  if (!F || !Point.isValid() || Point.Line > F->LineStarts.size())
    return std::nullopt;
  size_t Column = std::max(Point.Column, 1u);
  return std::min(F->LineStarts[Point.Line - 1] + Column - 1,
                  F->Buffer->getBufferSize());
}

std::optional<size_t> SourceTable::indexInLine(ir::SourcePoint Point) const {
  std::optional<StringRef> Text = line(Point.File, Point.Line);
  if (!Text || Point.Column == 0)
    return std::nullopt;
  size_t Index = Point.Column - 1;
  if (Point.Line == 1 && contents(Point.File)->starts_with(ByteOrderMark))
    Index -= std::min(Index, ByteOrderMark.size());
  if (Index > Text->size())
    return std::nullopt;
  return Index;
}

uint32_t SourceTable::utf16Column(ir::SourcePoint Point) const {
  std::optional<size_t> Index = indexInLine(Point);
  if (!Index)
    return Point.Column;
  return 1 + utf16Length(line(Point.File, Point.Line)->take_front(*Index));
}

ir::SourcePoint SourceTable::tokenEnd(ir::SourcePoint Point) const {
  std::optional<size_t> Index = indexInLine(Point);
  if (!Index)
    return Point;
  StringRef Rest = line(Point.File, Point.Line)->drop_front(*Index);
  auto IsWord = [](char C) {
    return isAlnum(C) || C == '_' || C == '$' || !isASCII(C);
  };
  size_t Length = Rest.take_while(IsWord).size();
  Point.Column += Length ? Length : std::min<size_t>(Rest.size(), 1);
  return Point;
}

std::string SourceTable::macroDefinedAround(ir::SourcePoint Spelling) const {
  // A directive reaches over every line that ends in a backslash.
  uint32_t Line = Spelling.Line;
  while (
      Line > 1 &&
      line(Spelling.File, Line - 1).value_or("").rtrim(" \t").ends_with("\\"))
    --Line;
  StringRef Text = line(Spelling.File, Line).value_or("").ltrim();
  if (!Text.consume_front("#"))
    return "";
  Text = Text.ltrim();
  if (!Text.consume_front("define") || Text.empty() || !isSpace(Text.front()))
    return "";
  return Text.ltrim()
      .take_while([](char C) { return isAlnum(C) || C == '_' || C == '$'; })
      .str();
}

} // namespace miniport::report
