//===- StandInSearch.cpp - Names that nothing declares --------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "intake/NameClassifier.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringSet.h"

namespace miniport::intake {

using namespace clang;
using llvm::StringRef;

namespace {

/// Every name that has a declaration of any kind in any scope.
class NameCollector : public RecursiveASTVisitor<NameCollector> {
public:
  bool VisitNamedDecl(NamedDecl *D) {
    // A call declares its function, but not what it is.
    if (D->isImplicit() || !D->getIdentifier())
      return true;
    Names.All.insert(D->getIdentifier());
    if (isa<TypeDecl>(D))
      Names.Types.insert(D->getIdentifier());
    return true;
  }
  DeclaredNames Names;
};

} // namespace

StandIns findStandIns(Preprocessor &PP, ASTContext &Context) {
  NameCollector Declared;
  Declared.TraverseDecl(Context.getTranslationUnitDecl());
  StandIns Result;
  const SourceManager &SM = PP.getSourceManager();
  llvm::DenseSet<const FileEntry *> Seen;
  std::vector<FileID> Files;
  for (unsigned I = 1; I < SM.local_sloc_entry_size(); ++I) {
    const SrcMgr::SLocEntry &Entry = SM.getLocalSLocEntry(I);
    if (!Entry.isFile() ||
        Entry.getFile().getFileCharacteristic() != SrcMgr::C_User)
      continue;
    FileID ID =
        SM.getFileID(SourceLocation::getFromRawEncoding(Entry.getOffset()));
    const FileEntry *File = SM.getFileEntryForID(ID);
    if (File && Seen.insert(File).second)
      Files.push_back(ID);
  }
  // The source itself is the first.
  if (!Files.empty())
    std::rotate(Files.begin(), Files.begin() + 1, Files.end());
  for (FileID ID : Files)
    NameClassifier(Result, TokenText(ID, PP), PP, Declared.Names).run();
  return Result;
}

} // namespace miniport::intake
