//===- ErrorPlaces.h - Where Clang reports errors ---------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A statement that Clang could not read leaves nothing behind in the AST; only
// the error shows that something was there. An ErrorPlaces sits before the
// diagnostic consumer of its host, notes where errors are, and passes them on.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_TIDY_ERRORPLACES_H
#define MINIPORT_TIDY_ERRORPLACES_H

#include "clang/Basic/Diagnostic.h"
#include <memory>
#include <vector>

namespace miniport::tidy {

class ErrorPlaces : public clang::ForwardingDiagnosticConsumer {
public:
  /// The engine must outlive this, or see the end of the source file before.
  explicit ErrorPlaces(clang::DiagnosticsEngine &Engine);
  ~ErrorPlaces() override;
  ErrorPlaces(const ErrorPlaces &) = delete;
  ErrorPlaces &operator=(const ErrorPlaces &) = delete;

  /// Gives the engine its own consumer back. The places are file locations, as
  /// frontend::LowerOptions wants them.
  std::vector<clang::SourceLocation> takeSorted();

  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                        const clang::Diagnostic &Info) override;
  void BeginSourceFile(const clang::LangOptions &LO,
                       const clang::Preprocessor *PP) override;
  void EndSourceFile() override;
  void finish() override;

private:
  void restore();

  clang::DiagnosticsEngine &Engine;
  bool Active = true; ///< until the engine has its consumer back
  clang::DiagnosticConsumer *Host;
  std::unique_ptr<clang::DiagnosticConsumer> OwnedHost; ///< if Engine owned it
  std::vector<clang::SourceLocation> Places;
};

} // namespace miniport::tidy

#endif // MINIPORT_TIDY_ERRORPLACES_H
