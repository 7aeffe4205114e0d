//===- Explain.h - Why the analysis says what it says -----------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Texts for people who ask back: what was concluded about a function, why a
// line is silent, what the analysis cost. They are no interface for scripts.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_TOOL_EXPLAIN_H
#define MINIPORT_TOOL_EXPLAIN_H

#include "tool/CommandLine.h"
#include "tool/Pipeline.h"

namespace miniport::tool {

/// Words for parts of a simulated link unit.
class Wording {
public:
  Wording(const report::SourceTable &Sources, engine::Engine &E)
      : Sources(Sources), E(E) {}

  /// "dpc.c:12", or "?".
  std::string place(ir::SourceLocation L) const;
  std::string place(engine::SiteId Site) const;
  std::string level(engine::Level L) const;
  /// "IRQL DIRQL, holds 'InterruptLock' (taken at lock.c:9)".
  std::string property(const engine::Property &P) const;
  /// "ext->Msix = 1, 'isr' is not 0"; names are those of function F.
  std::string facts(const engine::Facts &Known, uint32_t F) const;
  std::string value(engine::ValueId V, uint32_t F) const;
  /// "HW_INTERRUPT 'IntxIsr'".
  std::string root(const engine::Root &R) const;

private:
  const report::SourceTable &Sources;
  engine::Engine &E;
};

/// --explain-function. Error: no such function (with the nearest name).
/// Needs simulate().
llvm::Error explainFunction(Pipeline &P, llvm::StringRef Name,
                            llvm::raw_ostream &OS);
/// --emit=contexts: the same for every function that was simulated.
void printContexts(Pipeline &P, llvm::raw_ostream &OS);
/// --emit=callgraph, in the DOT language. Needs link().
void printCallGraph(const LinkUnit &Unit, llvm::raw_ostream &OS);

/// --explain-silence. Error: no such file or line in the link unit. Needs
/// check().
llvm::Error explainSilence(Pipeline &P, const SourceLine &Where,
                           llvm::ArrayRef<const facts::CheckInfo *> Enabled,
                           llvm::raw_ostream &OS);

/// --stats. Needs check().
void printStatistics(Pipeline &P, llvm::raw_ostream &OS);

} // namespace miniport::tool

#endif // MINIPORT_TOOL_EXPLAIN_H
