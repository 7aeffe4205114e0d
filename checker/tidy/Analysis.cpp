//===- Analysis.cpp - One translation unit through the pipeline -----------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tidy/Analysis.h"
#include "frontend/Frontend.h"
#include "report/Report.h"
#include "tool/Pipeline.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/STLExtras.h"

namespace miniport::tidy {

void Analysis::enable(const facts::CheckInfo &Check,
                      const std::map<std::string, std::string> &Values) {
  Checks.push_back(&Check);
  for (const auto &[Key, Value] : Values)
    Options[(Check.Id + "." + Key).str()] = Value;
}

void Analysis::watch(clang::Preprocessor &PP) {
  if (Errors)
    return;
  Errors = std::make_unique<ErrorPlaces>(PP.getDiagnostics());
  PP.addPPCallbacks(Annotations.callbacks(PP));
}

std::vector<Finding> Analysis::analyse(clang::ASTContext &Context) {
  tool::PipelineOptions PO;
  PO.Partial = true; // one source is hardly ever a driver
  PO.CheckOptions = Options;
  PO.IsEnabled = [this](const facts::CheckInfo &C) {
    return llvm::is_contained(Checks, &C);
  };
  frontend::LowerOptions LO;
  LO.IsKnownRoutine = tool::knownRoutines(*PO.Rules);
  LO.Annotations = &Annotations;
  LO.Places = &Places;
  if (Errors)
    LO.Errors = Errors->takeSorted();
  tool::Pipeline Pipeline(std::move(PO));
  Pipeline.add(frontend::lower(Context, LO));
  // Only --entry can be wrong, and there is none.
  llvm::cantFail(Pipeline.link());
  Pipeline.simulate();
  Pipeline.check();
  std::vector<Finding> Ordered;
  for (const Finding *F :
       report::orderFindings(Pipeline.findings(), Pipeline.sources()))
    Ordered.push_back(*F);
  return Ordered;
}

llvm::ArrayRef<Finding> Analysis::findings(clang::ASTContext &Context) {
  if (!Findings) {
    // Set by the first thing that is kept back, not by the fatal error itself.
    bool Stopped = Context.getDiagnostics().hasFatalErrorOccurred();
    Findings = Stopped ? std::vector<Finding>() : analyse(Context);
  }
  return *Findings;
}

clang::SourceLocation Analysis::find(const ir::SourceLocation &Where,
                                     const clang::ASTContext &Context) const {
  // A module that is linked alone keeps its numbers of files.
  return Places.find(Where, Context.getSourceManager());
}

} // namespace miniport::tidy
