//===- Annotations.cpp - SAL, as the preprocessor sees it -----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontend/Annotations.h"
#include "clang/Lex/MacroArgs.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/STLExtras.h"

namespace miniport::frontend {

using namespace clang;

bool AnnotationLog::isAssumption(llvm::StringRef Name) {
  return Name.starts_with("_Analysis_assume_lock_") ||
         Name.starts_with("_Analysis_assume_same_lock_") ||
         Name == "_Analysis_assume_smart_lock_acquired_" ||
         Name == "_Analysis_assume_smart_lock_released_";
}

bool AnnotationLog::isAnnotation(llvm::StringRef Name) {
  if (!Name.starts_with("_"))
    return false;
  for (llvm::StringRef Prefix :
       {"_IRQL_", "__drv_", "_Acquires_", "_Releases_", "_Requires_",
        "_Function_class_", "_When_", "_At_", "_Dispatch_type_", "_Kernel_",
        "_Create_lock_level_", "_Has_lock_level_", "_Lock_level_order_",
        "_No_competing_thread_", "_Guarded_by_", "_Interlocked_operand_",
        "_Post_same_lock_", "_Internal_"})
    if (Name.starts_with(Prefix))
      return true;
  return isAssumption(Name);
}

namespace {

class Recorder : public PPCallbacks {
public:
  Recorder(AnnotationLog &Log, Preprocessor &PP) : Log(Log), PP(PP) {}

  void MacroExpands(const Token &Name, const MacroDefinition &,
                    SourceRange Range, const MacroArgs *Args) override;

private:
  std::string argument(const MacroArgs &Args, unsigned Index);

  AnnotationLog &Log;
  Preprocessor &PP;
  clang::SourceLocation OuterBegin; ///< the last one that stands in a file
};

std::string Recorder::argument(const MacroArgs &Args, unsigned Index) {
  std::string Text;
  for (const Token *T = Args.getUnexpArgument(Index); T->isNot(tok::eof); ++T) {
    if (T->hasLeadingSpace() && !Text.empty())
      Text += ' ';
    Text += PP.getSpelling(*T);
  }
  return Text;
}

void Recorder::MacroExpands(const Token &Name, const MacroDefinition &,
                            SourceRange Range, const MacroArgs *Args) {
  const IdentifierInfo *II = Name.getIdentifierInfo();
  if (!II || !AnnotationLog::isAnnotation(II->getName()))
    return;
  SourceManager &SM = PP.getSourceManager();
  clang::SourceLocation Begin = SM.getExpansionLoc(Range.getBegin());
  // One annotation may be made of others (__drv_maxIRQL of
  // _IRQL_requires_max_): what the driver wrote counts.
  if (Range.getBegin().isMacroID() && Begin == OuterBegin)
    return;
  if (Range.getBegin().isFileID())
    OuterBegin = Begin;
  AnnotationLog::Entry E;
  E.Begin = Begin;
  E.End = SM.getExpansionRange(Range).getEnd();
  E.Name = II->getName().str();
  if (Args)
    for (unsigned I = 0; I < Args->getNumMacroArguments(); ++I)
      E.Args.push_back(argument(*Args, I));
  // _At_ says where something holds; most of it is not our subject.
  if (E.Name == "_At_" && llvm::none_of(E.Args, [](llvm::StringRef Arg) {
        return Arg.contains("_IRQL_") || Arg.contains("lock_") ||
               Arg.contains("__drv_");
      }))
    return;
  Log.add(std::move(E));
}

} // namespace

std::unique_ptr<PPCallbacks> AnnotationLog::callbacks(Preprocessor &PP) {
  return std::make_unique<Recorder>(*this, PP);
}

llvm::ArrayRef<AnnotationLog::Entry>
AnnotationLog::between(clang::SourceLocation Begin,
                       clang::SourceLocation End) const {
  if (!Sorted) {
    llvm::stable_sort(Entries, [](const Entry &A, const Entry &B) {
      return A.Begin < B.Begin;
    });
    Sorted = true;
  }
  auto Before = [](const Entry &E, clang::SourceLocation L) {
    return E.Begin < L;
  };
  auto First = std::lower_bound(Entries.begin(), Entries.end(), Begin, Before);
  auto Last = std::lower_bound(First, Entries.end(), End, Before);
  return llvm::ArrayRef(Entries).slice(First - Entries.begin(), Last - First);
}

} // namespace miniport::frontend
