//===- YamlTree.h - A YAML document as a tree with positions --------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_FACTS_YAMLTREE_H
#define MINIPORT_FACTS_YAMLTREE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/StringSaver.h"
#include <optional>
#include <string>
#include <vector>

namespace miniport::facts {

/// What is wrong with rule files, one line for each mistake, in the order of
/// files and lines whatever the order of discovery.
class RuleErrors {
public:
  RuleErrors();

  llvm::SourceMgr &sources() { return Sources; }
  void report(llvm::SMLoc Where, const llvm::Twine &Message);
  void reportFile(llvm::StringRef File, const llvm::Twine &Message);
  /// "file:line:column", or empty for a location in no file.
  std::string describe(llvm::SMLoc Where) const;
  size_t size() const { return Mistakes.size(); }
  /// All that was reported, as one error; success if nothing was.
  llvm::Error take();

private:
  struct Mistake {
    unsigned File, Line, Column;
    std::string Text;
  };
  static void onSyntaxError(const llvm::SMDiagnostic &Diagnostic, void *Self);

  llvm::SourceMgr Sources;
  std::vector<Mistake> Mistakes;
};

/// " did you mean 'x'?", or the whole list if it is short; empty if nothing is
/// near.
std::string nearestName(llvm::StringRef Wrong,
                        llvm::ArrayRef<llvm::StringRef> Valid);

/// A node of a YAML document. llvm::yaml hands out its nodes once and in order;
/// rules are read out of order (constants first), hence this copy.
struct YamlNode {
  enum Kind : uint8_t { Null, Scalar, Sequence, Mapping };
  struct Entry;

  Kind What = Null;
  llvm::StringRef Text; ///< of a scalar; owned by the saver
  llvm::SMLoc Where;
  std::vector<YamlNode> Items; ///< of a sequence
  std::vector<Entry> Entries;  ///< of a mapping
};

struct YamlNode::Entry {
  llvm::StringRef Key;
  llvm::SMLoc KeyWhere;
  YamlNode Value;
};

/// Reads the single document of a file that Errors.sources() holds. Syntax
/// errors, duplicate keys, aliases and further documents are reported; after a
/// syntax error there is no document.
std::optional<YamlNode> parseYaml(unsigned BufferId, llvm::StringSaver &Strings,
                                  RuleErrors &Errors);

} // namespace miniport::facts

#endif // MINIPORT_FACTS_YAMLTREE_H
