//===- MiniportCheck.cpp - A check, as clang-tidy sees it -----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tidy/MiniportCheck.h"
#include "clang/AST/ASTContext.h"
#include "clang/ASTMatchers/ASTMatchers.h"
#include "llvm/ADT/StringExtras.h"

namespace miniport::tidy {

using namespace clang;
using clang::ast_matchers::MatchFinder;

MiniportCheck::MiniportCheck(const facts::CheckInfo &Info,
                             clang::tidy::ClangTidyContext *Context,
                             std::shared_ptr<Analysis> A)
    : ClangTidyCheck(Info.Id, Context), Info(Info), Shared(std::move(A)) {
  for (const facts::CheckOption &O : Info.Options)
    Values[O.Name.str()] = readOption(O);
  Shared->enable(Info, Values);
}

/// Typed, so that clang-tidy complains of a value that is no number and goes on
/// with the default.
std::string MiniportCheck::readOption(const facts::CheckOption &O) {
  if (O.Type == "integer") {
    uint64_t Default = 0;
    (void)O.Default.getAsInteger(10, Default);
    return llvm::utostr(Options.get(O.Name, Default));
  }
  if (O.Type == "boolean")
    return Options.get(O.Name, O.Default == "true") ? "true" : "false";
  return Options.get(O.Name, O.Default).str();
}

bool MiniportCheck::isLanguageVersionSupported(const LangOptions &Lang) const {
  return !Lang.ObjC;
}

void MiniportCheck::storeOptions(
    clang::tidy::ClangTidyOptions::OptionMap &Out) {
  for (const auto &[Key, Value] : Values)
    Options.store(Out, Key, llvm::StringRef(Value));
}

void MiniportCheck::registerPPCallbacks(const SourceManager &, Preprocessor *PP,
                                        Preprocessor *) {
  Shared->watch(*PP);
}

void MiniportCheck::registerMatchers(MatchFinder *Finder) {
  // One entry: which declarations matchers visit is clang-tidy's to change.
  Finder->addMatcher(ast_matchers::translationUnitDecl(), this);
}

void MiniportCheck::check(const MatchFinder::MatchResult &Result) {
  for (const Finding &F : Shared->findings(*Result.Context))
    if (F.Check == Info.Id)
      report(F, *Result.Context);
}

void MiniportCheck::say(const ir::SourceLocation &Where,
                        llvm::StringRef Message, DiagnosticIDs::Level Level,
                        const ASTContext &Context) {
  // An argument: names in a message may have a percent sign.
  diag(Shared->find(Where, Context), "%0", Level) << Message;
}

void MiniportCheck::report(const Finding &F, const ASTContext &Context) {
  say(F.Where, F.Message,
      F.Grade == Severity::Note ? DiagnosticIDs::Remark
                                : DiagnosticIDs::Warning,
      Context);
  if (!F.Evidence.empty())
    say(F.Where, F.Evidence, DiagnosticIDs::Note, Context);
  for (const PathNote &Step : F.Path)
    say(Step.Where, Step.Message, DiagnosticIDs::Note, Context);
}

} // namespace miniport::tidy
