//===- MiniportCheck.h - A check, as clang-tidy sees it ---------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Every row of rules/checks.yaml is a check of clang-tidy's by this one class:
// its options are CheckOptions, its findings clang-tidy's warnings.
//
//   * Errors and warnings both become warnings. An "error" of clang-tidy's is
//     Clang's own: NOLINT, line and header filters do not apply to it. Which
//     warnings block is for --warnings-as-errors to say.
//   * Findings that the command grades as notes become remarks.
//   * The path becomes notes.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_TIDY_MINIPORTCHECK_H
#define MINIPORT_TIDY_MINIPORTCHECK_H

#include "clang-tidy/ClangTidyCheck.h"
#include "tidy/Analysis.h"

namespace miniport::tidy {

class MiniportCheck : public clang::tidy::ClangTidyCheck {
public:
  MiniportCheck(const facts::CheckInfo &Info,
                clang::tidy::ClangTidyContext *Context,
                std::shared_ptr<Analysis> Shared);

  bool
  isLanguageVersionSupported(const clang::LangOptions &LangOpts) const override;
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Out) override;
  void registerPPCallbacks(const clang::SourceManager &SM,
                           clang::Preprocessor *PP,
                           clang::Preprocessor *ModuleExpanderPP) override;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void
  check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  std::string readOption(const facts::CheckOption &O);
  void report(const Finding &F, const clang::ASTContext &Context);
  void say(const ir::SourceLocation &Where, llvm::StringRef Message,
           clang::DiagnosticIDs::Level Level, const clang::ASTContext &Context);

  const facts::CheckInfo &Info;
  std::map<std::string, std::string> Values; ///< of the options, by name
  std::shared_ptr<Analysis> Shared;
};

} // namespace miniport::tidy

#endif // MINIPORT_TIDY_MINIPORTCHECK_H
