//===- RowReader.cpp - One row of a rule file, read strictly --------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/RowReader.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace miniport::facts {

std::optional<int64_t> readNumber(const YamlNode &Node, RuleErrors &Errors) {
  int64_t Value;
  if (Node.What == YamlNode::Scalar && !Node.Text.getAsInteger(0, Value))
    return Value;
  Errors.report(Node.Where, "'" + Node.Text + "' is not a number");
  return std::nullopt;
}

std::optional<unsigned> readWord(const YamlNode &Node, ArrayRef<Word> Words,
                                 StringRef Noun, RuleErrors &Errors) {
  if (Node.What == YamlNode::Scalar)
    if (std::optional<unsigned> Index = findWord(Words, Node.Text))
      return Index;
  std::vector<StringRef> Valid;
  for (const Word &W : Words)
    Valid.push_back(W.Spelling);
  Errors.report(Node.Where, "'" + Node.Text + "' is not " + Noun +
                                nearestName(Node.Text, Valid));
  return std::nullopt;
}

std::optional<Irql> readIrql(const YamlNode &Node, RuleErrors &Errors) {
  if (std::optional<Irql> Level = parseIrql(Node.Text))
    return Level;
  (void)readWord(Node, irqlWords(), "an IRQL", Errors);
  return std::nullopt;
}

void checkName(const YamlNode &Node, ArrayRef<StringLiteral> Names,
               StringRef Noun, RuleErrors &Errors) {
  if (is_contained(Names, Node.Text))
    return;
  std::vector<StringRef> Valid(Names.begin(), Names.end());
  Errors.report(Node.Where, "'" + Node.Text + "' is not " + Noun +
                                nearestName(Node.Text, Valid));
}

RowReader::RowReader(const YamlNode &Node, StringRef What, RuleErrors &Errors)
    : Node(Node), What(What), Errors(Errors) {
  if (Node.What != YamlNode::Mapping)
    Errors.report(Node.Where, What + " must be a mapping");
}

const YamlNode *RowReader::find(StringRef Key) {
  Asked.push_back(Key);
  for (const YamlNode::Entry &E : Node.Entries)
    if (E.Key == Key)
      return &E.Value;
  return nullptr;
}

const YamlNode *RowReader::require(StringRef Key) {
  const YamlNode *Value = find(Key);
  if (!Value && isMapping())
    Errors.report(Node.Where, What + " needs '" + Key + "'");
  return Value;
}

const YamlNode *RowReader::scalar(StringRef Key) {
  const YamlNode *Value = find(Key);
  if (Value && Value->What != YamlNode::Scalar) {
    Errors.report(Value->Where, "'" + Key + "' must be a single value");
    return nullptr;
  }
  return Value;
}

StringRef RowReader::text(StringRef Key) {
  const YamlNode *Value = scalar(Key);
  return Value ? Value->Text : "";
}

StringRef RowReader::requireText(StringRef Key) {
  const YamlNode *Value = require(Key);
  if (!Value)
    return "";
  if (Value->What != YamlNode::Scalar || Value->Text.trim().empty()) {
    Errors.report(Value->Where, "'" + Key + "' must not be empty");
    return "";
  }
  return Value->Text;
}

bool RowReader::flag(StringRef Key) {
  const YamlNode *Value = scalar(Key);
  if (!Value)
    return false;
  if (Value->Text != "true" && Value->Text != "false")
    Errors.report(Value->Where, "'" + Key + "' must be true or false");
  return Value->Text == "true";
}

std::optional<int64_t> RowReader::number(StringRef Key) {
  const YamlNode *Value = find(Key);
  return Value ? readNumber(*Value, Errors) : std::nullopt;
}

std::optional<double> RowReader::real(StringRef Key) {
  const YamlNode *Value = scalar(Key);
  double Number;
  if (!Value)
    return std::nullopt;
  if (!Value->Text.getAsDouble(Number) && Number >= 0)
    return Number;
  Errors.report(Value->Where, "'" + Value->Text + "' is not a number");
  return std::nullopt;
}

std::vector<const YamlNode *> RowReader::scalars(StringRef Key) {
  std::vector<const YamlNode *> Result;
  const YamlNode *Value = find(Key);
  if (!Value)
    return Result;
  if (Value->What == YamlNode::Scalar)
    return {Value};
  for (const YamlNode &Item : Value->Items)
    Result.push_back(&Item);
  bool AllScalar = all_of(
      Result, [](const YamlNode *N) { return N->What == YamlNode::Scalar; });
  if (Value->What != YamlNode::Sequence || !AllScalar) {
    Errors.report(Value->Where,
                  "'" + Key + "' must be a value or a list of values");
    Result.clear();
  }
  return Result;
}

const std::vector<YamlNode> &RowReader::sequence(StringRef Key) {
  static const std::vector<YamlNode> Nothing;
  const YamlNode *Value = find(Key);
  if (!Value)
    return Nothing;
  if (Value->What != YamlNode::Sequence)
    Errors.report(Value->Where, "'" + Key + "' must be a list");
  return Value->Items;
}

unsigned RowReader::word(StringRef Key, ArrayRef<Word> Words, StringRef Noun,
                         unsigned Default) {
  const YamlNode *Value = find(Key);
  if (!Value)
    return Default;
  return readWord(*Value, Words, Noun, Errors).value_or(Default);
}

std::optional<Irql> RowReader::irql(StringRef Key) {
  const YamlNode *Value = find(Key);
  return Value ? readIrql(*Value, Errors) : std::nullopt;
}

std::optional<LockClass> RowReader::lockClass(StringRef Key) {
  const YamlNode *Value = find(Key);
  if (!Value)
    return std::nullopt;
  std::optional<unsigned> Index =
      readWord(*Value, lockClassWords(), "a lock class", Errors);
  return Index ? std::optional(LockClass(*Index)) : std::nullopt;
}

void RowReader::finish() {
  for (const YamlNode::Entry &E : Node.Entries)
    if (!is_contained(Asked, E.Key))
      Errors.report(E.KeyWhere, "unknown key '" + E.Key + "' in " + What +
                                    nearestName(E.Key, Asked));
}

} // namespace miniport::facts
