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
         Name == "_Analysis_assume_smart_lock_released_" ||
         Name == "_IRQL_limited_to_";
}

bool AnnotationLog::isAnnotation(llvm::StringRef Name) {
  if (!Name.starts_with("_"))
    return false;
  for (llvm::StringRef Prefix :
       {"_IRQL_", "__drv_", "_Acquires_", "_Releases_", "_Requires_",
        "_Function_class_", "_When_", "_At_", "_Dispatch_type_", "_Kernel_",
        "_Create_lock_level_", "_Has_lock_level_", "_Lock_level_order_",
        "_No_competing_thread_", "_Guarded_by_", "_Interlocked_operand_",
        "_Post_same_lock_", "_Internal_", "_Group_"})
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
  void append(const Token &T, std::string &Text, unsigned Depth) const;

  AnnotationLog &Log;
  Preprocessor &PP;
  /// The last one that stands in a file.
  clang::SourceLocation OuterBegin, OuterEnd;
  static constexpr unsigned DeepestMacro = 16;
  static constexpr size_t LongestText = 4096;
};

/// Macros without parameters are replaced by what they stand for: levels have
/// no other names, and a driver may have its own. Annotations stay.
void Recorder::append(const Token &T, std::string &Text, unsigned Depth) const {
  if (Text.size() > LongestText)
    return;
  const IdentifierInfo *II = T.getIdentifierInfo();
  const MacroInfo *MI =
      II && Depth < DeepestMacro && !AnnotationLog::isAnnotation(II->getName())
          ? PP.getMacroInfo(II)
          : nullptr;
  if (T.hasLeadingSpace() && !Text.empty())
    Text += ' ';
  if (!MI || MI->isFunctionLike() || MI->isBuiltinMacro() ||
      MI->tokens_empty()) {
    Text += PP.getSpelling(T);
    return;
  }
  bool IsFirst = true;
  for (Token Part : MI->tokens()) {
    if (IsFirst)
      Part.clearFlag(Token::LeadingSpace);
    IsFirst = false;
    append(Part, Text, Depth + 1);
  }
}

void Recorder::MacroExpands(const Token &Name, const MacroDefinition &,
                            SourceRange Range, const MacroArgs *Args) {
  const IdentifierInfo *II = Name.getIdentifierInfo();
  if (!II || !AnnotationLog::isAnnotation(II->getName()))
    return;
  SourceManager &SM = PP.getSourceManager();
  clang::SourceLocation Begin = SM.getExpansionLoc(Range.getBegin());
  // One annotation may be made of others (__drv_maxIRQL of
  // _IRQL_requires_max_), and stand in the arguments of another: what the
  // driver wrote counts.
  bool IsInside = OuterBegin.isValid() &&
                  SM.isWrittenInSameFile(Begin, OuterBegin) &&
                  OuterBegin < Begin && !(OuterEnd < Begin);
  if (IsInside || (Range.getBegin().isMacroID() && Begin == OuterBegin))
    return;
  clang::SourceLocation End = SM.getExpansionRange(Range).getEnd();
  if (Range.getBegin().isFileID()) {
    OuterBegin = Begin;
    OuterEnd = End;
  }
  AnnotationLog::Entry E;
  E.Begin = Begin;
  E.End = End;
  E.Name = II->getName().str();
  if (Args)
    for (unsigned I = 0; I < Args->getNumMacroArguments(); ++I) {
      if (I)
        E.Text += ", ";
      for (const Token *T = Args->getUnexpArgument(I); T->isNot(tok::eof); ++T)
        append(*T, E.Text, 0);
    }
  // _At_ says where something holds; most of it is not our subject.
  if (E.Name == "_At_" && E.Text.find("_IRQL_") == std::string::npos &&
      E.Text.find("lock_") == std::string::npos &&
      E.Text.find("__drv_") == std::string::npos)
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
