//===- SarifLocation.h - Artifacts and places of a SARIF run --------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The objects that SARIF results are made of, except for the results. Private
// to the SARIF writer.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_REPORT_SARIFLOCATION_H
#define MINIPORT_REPORT_SARIFLOCATION_H

#include "checks/Finding.h"
#include "report/SourceTable.h"
#include "llvm/Support/JSON.h"
#include <map>
#include <string>
#include <vector>

namespace miniport::report {

/// {"text": ...}. Braces are doubled, since SARIF has placeholders; brackets
/// are escaped where they would make a link.
llvm::json::Object sarifMessage(llvm::StringRef Text);

/// {"text": ...} with the text as it is (snippets, inserted content).
llvm::json::Object sarifContent(llvm::StringRef Text);

class SarifLocations {
public:
  explicit SarifLocations(const SourceTable &Sources) : Sources(Sources) {}

  /// All files must be used before anything else is asked, so that they can be
  /// numbered in the order of their URIs.
  void use(uint32_t File);
  void use(const Finding &F);
  void number();

  llvm::json::Array artifacts() const;
  llvm::json::Object artifactLocation(uint32_t File) const;

  /// The region of the word at a point.
  llvm::json::Object region(ir::SourcePoint At) const;
  /// Half-open, as SARIF's are.
  llvm::json::Object region(ir::SourcePoint Begin, ir::SourcePoint End) const;

  enum class Context { None, Snippets };
  llvm::json::Object physicalLocation(ir::SourcePoint At,
                                      Context With = Context::None) const;
  /// A location object; its physical part is missing if At is unknown, its
  /// logical one if there is no function.
  llvm::json::Object location(ir::SourcePoint At, llvm::StringRef Function,
                              Context With = Context::None) const;

private:
  llvm::json::Object contextRegion(ir::SourcePoint At) const;

  const SourceTable &Sources;
  /// By URI: two entries of the source table may be the same file.
  struct Artifact {
    uint32_t File;
    size_t Index;
  };
  std::map<std::string, Artifact> ByUri;
};

} // namespace miniport::report

#endif // MINIPORT_REPORT_SARIFLOCATION_H
