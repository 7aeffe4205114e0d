//===- ErrorLog.cpp - What Clang complains of ----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "intake/ErrorLog.h"
#include "clang/Basic/DiagnosticSema.h"
#include "clang/Basic/SourceManager.h"

namespace miniport::intake {

using namespace clang;
using llvm::Twine;

/// A name that is unknown is told, or makes a text that cannot be parsed.
static bool mayMissName(unsigned Id) {
  return Id == diag::err_undeclared_var_use || Id == diag::err_undeclared_use ||
         Id == diag::err_unknown_typename ||
         DiagnosticIDs::getCategoryNameFromID(
             DiagnosticIDs::getCategoryNumberForDiag(Id)) == "Parse Issue";
}

void ErrorLog::HandleDiagnostic(DiagnosticsEngine::Level Level,
                                const Diagnostic &Info) {
  DiagnosticConsumer::HandleDiagnostic(Level, Info);
  if (Printer)
    Printer->HandleDiagnostic(Level, Info);
  if (Level < DiagnosticsEngine::Error)
    return;
  MissesNames |= mayMissName(Info.getID());
  llvm::SmallString<128> Text;
  Info.FormatDiagnostic(Text);
  if (!Info.hasSourceManager() || Info.getLocation().isInvalid()) {
    Messages.push_back(std::string(Text));
    return;
  }
  const SourceManager &SM = Info.getSourceManager();
  clang::SourceLocation L = SM.getExpansionLoc(Info.getLocation());
  Places.push_back(L);
  PresumedLoc At = SM.getPresumedLoc(L);
  Messages.push_back((Twine(At.isValid() ? At.getFilename() : "") + ":" +
                      Twine(At.isValid() ? At.getLine() : 0) + ":" +
                      Twine(At.isValid() ? At.getColumn() : 0) + ": " + Text)
                         .str());
}

} // namespace miniport::intake
