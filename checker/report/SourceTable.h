//===- SourceTable.h - The files of a link unit and their text ------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What SourcePoint::File indexes. A file has the path a user gave (shown), its
// absolute path, and a text that is read when first asked for and then kept:
// findings touch few files, and a report of a summary made elsewhere may find
// none of them. Everything about text therefore has an answer for "unreadable".
//
// Lines end as in Clang: \n, \r\n or a lone \r. Columns of a SourcePoint count
// bytes from 1 and, as in Clang, count the bytes of a byte-order mark; texts
// that are handed out never contain one. Text is bytes: drivers in code page
// 1252 are common, and whoever prints a text decides what an invalid byte
// becomes.
//
// Not thread-safe: reading fills a cache. One table belongs to one link unit.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_REPORT_SOURCETABLE_H
#define MINIPORT_REPORT_SOURCETABLE_H

#include "ir/SourceLocation.h"
#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace miniport::report {

class SourceTable {
public:
  /// Reads through FS. Root is what SARIF and GitHub paths are relative to;
  /// empty: the working directory of FS.
  explicit SourceTable(llvm::StringRef Root = "",
                       llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> FS =
                           llvm::vfs::getRealFileSystem());

  /// Appends a file and returns its index. A relative Path is below the working
  /// directory of FS; Shown defaults to Path.
  uint32_t add(llvm::StringRef Path, llvm::StringRef Shown = "");
  uint32_t size() const { return Files.size(); }

  // Paths. An index beyond the table gives "<unknown>", and an empty URI.
  llvm::StringRef shownPath(uint32_t File) const;
  llvm::StringRef absolutePath(uint32_t File) const;
  /// With forward slashes; absolute if the file is not below the root.
  std::string rootRelativePath(uint32_t File) const;
  bool isBelowRoot(uint32_t File) const;
  /// Percent-encoded: relative to rootUri(), or a file: URI.
  std::string uri(uint32_t File) const;
  /// The file: URI of the root, with a trailing slash.
  std::string rootUri() const;

  // Text. Nothing (or the answer said below) if the file cannot be read.
  /// The bytes as they lie on disk; of UTF-16, as UTF-8.
  std::optional<llvm::StringRef> contents(uint32_t File) const;
  /// Line is 1-based; without line end.
  std::optional<llvm::StringRef> line(uint32_t File, uint32_t Line) const;
  /// The 1-based line that holds a byte of contents().
  uint32_t lineAt(uint32_t File, size_t Offset) const;
  /// Where in contents() the point lies.
  std::optional<size_t> offset(ir::SourcePoint Point) const;
  /// 0-based index into line(); nothing if the column lies beyond the line's
  /// end or is unknown.
  std::optional<size_t> indexInLine(ir::SourcePoint Point) const;
  /// 1-based, in UTF-16 code units, as SARIF viewers and GitHub count. Invalid
  /// bytes count one. Without the text: the byte column.
  uint32_t utf16Column(ir::SourcePoint Point) const;
  /// Just behind the word or character at Point; Point itself if unknown.
  ir::SourcePoint tokenEnd(ir::SourcePoint Point) const;
  /// The macro whose #define the point stands in. Empty if it stands in none
  /// (then it is spelled in a macro's argument), or if the text is unreadable.
  std::string macroDefinedAround(ir::SourcePoint Spelling) const;

private:
  struct SourceFile {
    std::string Shown, Absolute;
    bool Tried = false; ///< reading was attempted
    std::unique_ptr<llvm::MemoryBuffer> Buffer;
    std::vector<size_t> LineStarts; ///< one more than lines that end
  };

  const SourceFile *load(uint32_t File) const;

  std::string Root;
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> FS;
  mutable std::vector<SourceFile> Files;
};

} // namespace miniport::report

#endif // MINIPORT_REPORT_SOURCETABLE_H
