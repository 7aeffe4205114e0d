//===- IncludeLog.cpp - Includes that nothing answers to ------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "intake/IncludeLog.h"
#include "clang/Basic/FileEntry.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

namespace miniport::intake {

using namespace clang;
using llvm::StringRef;
namespace path = llvm::sys::path;

bool isGeneratedHeader(StringRef Name) {
  StringRef File = path::filename(Name, path::Style::windows);
  if (File.ends_with_insensitive(".tmh"))
    return true;
  std::string Stem = path::stem(File).lower();
  return StringRef(Stem).ends_with("ver") ||
         StringRef(Stem).ends_with("version") || Stem == "resource" ||
         Stem == "buildnumber" || StringRef(Stem).ends_with("_mc");
}

namespace {

class IncludeLog : public PPCallbacks {
public:
  IncludeLog(const SourceManager &SM, std::vector<ir::MissingInclude> &Missing)
      : SM(SM), Missing(Missing) {}

  bool FileNotFound(StringRef) override {
    return true; // InclusionDirective comes next, and knows the place
  }

  void InclusionDirective(clang::SourceLocation Hash, const Token &,
                          StringRef Name, bool, CharSourceRange,
                          OptionalFileEntryRef File, StringRef, StringRef,
                          const clang::Module *, bool,
                          SrcMgr::CharacteristicKind) override {
    if (File)
      return;
    if (llvm::any_of(Missing, [&](const ir::MissingInclude &M) {
          return M.Name == Name;
        }))
      return;
    PresumedLoc At = SM.getPresumedLoc(Hash, /*UseLineDirectives=*/false);
    ir::MissingInclude M;
    M.Name = Name.str();
    M.IsGenerated = isGeneratedHeader(Name);
    if (At.isValid()) {
      M.File = At.getFilename();
      M.Line = At.getLine();
    }
    Missing.push_back(std::move(M));
  }

private:
  const SourceManager &SM;
  std::vector<ir::MissingInclude> &Missing;
};

} // namespace

std::unique_ptr<PPCallbacks>
logMissingIncludes(const SourceManager &SM,
                   std::vector<ir::MissingInclude> &Missing) {
  return std::make_unique<IncludeLog>(SM, Missing);
}

} // namespace miniport::intake
