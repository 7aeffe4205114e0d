//===- ErrorLog.h - What Clang complains of ---------------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_INTAKE_ERRORLOG_H
#define MINIPORT_INTAKE_ERRORLOG_H

#include "clang/Basic/Diagnostic.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"
#include "llvm/Support/raw_ostream.h"
#include <memory>
#include <string>
#include <vector>

namespace miniport::intake {

/// Keeps what Clang complains of: the text for the report, the places for
/// lower(), which looks whether a statement was lost there.
class ErrorLog : public clang::DiagnosticConsumer {
public:
  explicit ErrorLog(bool Show) {
    if (Show) {
      Options = new clang::DiagnosticOptions();
      Printer = std::make_unique<clang::TextDiagnosticPrinter>(llvm::errs(),
                                                               Options.get());
    }
  }

  void BeginSourceFile(const clang::LangOptions &LO,
                       const clang::Preprocessor *PP) override {
    if (Printer)
      Printer->BeginSourceFile(LO, PP);
  }
  void EndSourceFile() override {
    if (Printer)
      Printer->EndSourceFile();
  }
  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                        const clang::Diagnostic &Info) override;

  std::vector<std::string> Messages;
  std::vector<clang::SourceLocation> Places;
  /// Some of it comes of names that nothing declares, or may do so.
  bool MissesNames = false;

private:
  llvm::IntrusiveRefCntPtr<clang::DiagnosticOptions> Options;
  std::unique_ptr<clang::TextDiagnosticPrinter> Printer;
};

} // namespace miniport::intake

#endif // MINIPORT_INTAKE_ERRORLOG_H
