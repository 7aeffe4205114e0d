//===- RowReader.h - One row of a rule file, read strictly ----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_FACTS_ROWREADER_H
#define MINIPORT_FACTS_ROWREADER_H

#include "facts/FactNames.h"
#include "facts/RuleSet.h"
#include "facts/YamlTree.h"
#include <optional>

namespace miniport::facts {

/// A mapping whose keys are asked for one by one. What was never asked for is
/// an unknown key; what was asked for is the list of valid ones.
class RowReader {
public:
  /// What names the row in messages: "a routine", "an effect".
  RowReader(const YamlNode &Node, llvm::StringRef What, RuleErrors &Errors);

  /// Null if the key is absent. Absent keys are no error unless required.
  const YamlNode *find(llvm::StringRef Key);
  const YamlNode *require(llvm::StringRef Key);

  llvm::StringRef text(llvm::StringRef Key);
  llvm::StringRef requireText(llvm::StringRef Key);
  bool flag(llvm::StringRef Key);
  std::optional<int64_t> number(llvm::StringRef Key);
  std::optional<double> real(llvm::StringRef Key);
  /// A scalar or a sequence of scalars.
  std::vector<const YamlNode *> scalars(llvm::StringRef Key);
  const std::vector<YamlNode> &sequence(llvm::StringRef Key);
  /// One of Words; Default if the key is absent or the word is not known.
  unsigned word(llvm::StringRef Key, llvm::ArrayRef<Word> Words,
                llvm::StringRef Noun, unsigned Default = 0);
  std::optional<Irql> irql(llvm::StringRef Key);
  std::optional<LockClass> lockClass(llvm::StringRef Key);

  /// Reports the keys that nobody asked for.
  void finish();

  llvm::SMLoc where() const { return Node.Where; }
  bool isMapping() const { return Node.What == YamlNode::Mapping; }
  RuleErrors &errors() { return Errors; }

private:
  const YamlNode *scalar(llvm::StringRef Key);

  const YamlNode &Node;
  llvm::StringRef What;
  RuleErrors &Errors;
  std::vector<llvm::StringRef> Asked;
};

/// Scalars outside a mapping.
std::optional<int64_t> readNumber(const YamlNode &Node, RuleErrors &Errors);
std::optional<unsigned> readWord(const YamlNode &Node,
                                 llvm::ArrayRef<Word> Words,
                                 llvm::StringRef Noun, RuleErrors &Errors);
std::optional<Irql> readIrql(const YamlNode &Node, RuleErrors &Errors);
/// One of Names, as it stands.
void checkName(const YamlNode &Node, llvm::ArrayRef<llvm::StringLiteral> Names,
               llvm::StringRef Noun, RuleErrors &Errors);

} // namespace miniport::facts

#endif // MINIPORT_FACTS_ROWREADER_H
