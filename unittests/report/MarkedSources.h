//===- MarkedSources.h - Sources in memory, with named places -------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A source table over texts in which «name» marks a place. The marks are no
// part of the text: "a «x»b" is "a b" with the place x at column 3.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_UNITTESTS_REPORT_MARKEDSOURCES_H
#define MINIPORT_UNITTESTS_REPORT_MARKEDSOURCES_H

#include "checks/Finding.h"
#include "report/Report.h"
#include "report/SourceTable.h"
#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/VirtualFileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include <map>
#include <string>

namespace miniport::report {

class MarkedSources {
public:
  explicit MarkedSources(llvm::StringRef Root = "/src")
      : FS(llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>()),
        Table(Root, FS) {}

  /// Absolute path; shown is as SourceTable::add takes it.
  uint32_t add(llvm::StringRef Path, llvm::StringRef Marked,
               llvm::StringRef Shown = "") {
    uint32_t File = Table.size();
    std::string Text;
    ir::SourcePoint Here{File, 1, 1};
    while (!Marked.empty()) {
      if (Marked.consume_front("«")) {
        auto [Name, Rest] = Marked.split("»");
        Points[Name.str()] = Here;
        Marked = Rest;
        continue;
      }
      bool EndsLine = Marked.front() == '\n';
      Here.Line += EndsLine;
      Here.Column = EndsLine ? 1 : Here.Column + 1;
      Text += Marked.front();
      Marked = Marked.drop_front();
    }
    FS->addFile(Path, 0, llvm::MemoryBuffer::getMemBufferCopy(Text, Path));
    return Table.add(Path, Shown);
  }

  ir::SourcePoint point(llvm::StringRef Name) const {
    auto It = Points.find(Name.str());
    if (It == Points.end())
      llvm::report_fatal_error("no such mark: " + Name);
    return It->second;
  }
  ir::SourceLocation at(llvm::StringRef Name) const {
    return {point(Name), point(Name)};
  }
  ir::SourceLocation at(llvm::StringRef Expansion,
                        llvm::StringRef Spelling) const {
    return {point(Expansion), point(Spelling)};
  }

  const SourceTable &table() const { return Table; }

private:
  llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> FS;
  SourceTable Table;
  std::map<std::string, ir::SourcePoint> Points;
};

inline Finding makeFinding(llvm::StringRef Check, Severity Grade,
                           llvm::StringRef Message, ir::SourceLocation Where,
                           llvm::StringRef Function = "HwInterrupt") {
  Finding F;
  F.Check = Check.str();
  F.Grade = Grade;
  F.Message = Message.str();
  F.Where = Where;
  F.Function = Function.str();
  return F;
}

inline std::string reportText(Format As, llvm::ArrayRef<Finding> Findings,
                              const SourceTable &Sources,
                              const ReportOptions &Options = {},
                              const RunSummary &Summary = {}) {
  std::string Result;
  llvm::raw_string_ostream OS(Result);
  writeReport(As, Findings, Sources, Summary, Options, OS);
  OS.flush();
  return Result;
}

} // namespace miniport::report

#endif // MINIPORT_UNITTESTS_REPORT_MARKEDSOURCES_H
