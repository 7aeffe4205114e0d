//===- ErrorPlaces.cpp - Where Clang reports errors -----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tidy/ErrorPlaces.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"
#include <utility>

namespace miniport::tidy {

using namespace clang;

ErrorPlaces::ErrorPlaces(DiagnosticsEngine &E)
    : ForwardingDiagnosticConsumer(*E.getClient()), Engine(E),
      Host(E.getClient()), OwnedHost(E.takeClient()) {
  Engine.setClient(this, /*ShouldOwnClient=*/false);
}

ErrorPlaces::~ErrorPlaces() { restore(); }

void ErrorPlaces::restore() {
  if (!std::exchange(Active, false))
    return;
  // Somebody may have put another consumer before this one since.
  if (Engine.getClient() != this)
    return;
  bool Owned = OwnedHost != nullptr;
  Engine.setClient(Owned ? OwnedHost.release() : Host, Owned);
}

std::vector<SourceLocation> ErrorPlaces::takeSorted() {
  restore();
  llvm::sort(Places);
  return std::move(Places);
}

void ErrorPlaces::HandleDiagnostic(DiagnosticsEngine::Level Level,
                                   const Diagnostic &Info) {
  // The class in between forwards, but does not count.
  // NOLINTNEXTLINE(bugprone-parent-virtual-call)
  DiagnosticConsumer::HandleDiagnostic(Level, Info);
  ForwardingDiagnosticConsumer::HandleDiagnostic(Level, Info);
  if (Level >= DiagnosticsEngine::Error && Info.hasSourceManager() &&
      Info.getLocation().isValid())
    Places.push_back(
        Info.getSourceManager().getExpansionLoc(Info.getLocation()));
}

void ErrorPlaces::BeginSourceFile(const LangOptions &LO,
                                  const Preprocessor *PP) {
  Host->BeginSourceFile(LO, PP);
}
void ErrorPlaces::EndSourceFile() {
  Host->EndSourceFile();
  restore();
}
void ErrorPlaces::finish() { Host->finish(); }

} // namespace miniport::tidy
