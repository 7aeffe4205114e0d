//===- Snippet.h - A source line with a caret under it --------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// As Clang 19 prints it:
//
//    17 |         StorPortReleaseSpinLock(ext, &lock);
//       |         ^
//       |         StorPortReleaseMSISpinLock
//
// Tabs are expanded to stops of eight; a character takes the width a terminal
// gives it; what cannot be printed appears as <U+200B>, an invalid byte as
// <E9>. The caret stands under its character after all that.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_REPORT_SNIPPET_H
#define MINIPORT_REPORT_SNIPPET_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdint>
#include <string>
#include <vector>

namespace miniport::report {

/// A replacement within the line; Begin and End are byte indices into it.
struct SnippetFix {
  size_t Begin, End;
  llvm::StringRef Replacement;
};

struct Snippet {
  uint32_t LineNumber; ///< 1-based
  llvm::StringRef Line;
  size_t Caret; ///< byte index into Line, at most its size
  llvm::ArrayRef<SnippetFix> Fixes;
};

/// Two lines, and a third one if there is a fix that inserts something. Colours
/// are written if OS has them enabled. Nothing for a line of more than 4096
/// bytes, as in Clang: it is generated text that no one reads in a terminal.
void writeSnippet(const Snippet &S, llvm::raw_ostream &OS);

/// Line as shown, and for each of its bytes and its end the display column.
struct DisplayLine {
  explicit DisplayLine(llvm::StringRef Line);
  std::string Text;
  std::vector<unsigned> ColumnOf;
};

} // namespace miniport::report

#endif // MINIPORT_REPORT_SNIPPET_H
