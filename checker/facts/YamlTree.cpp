//===- YamlTree.cpp - A YAML document as a tree with positions ------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/YamlTree.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/YAMLParser.h"
#include <tuple>

using namespace llvm;

namespace miniport::facts {

RuleErrors::RuleErrors() { Sources.setDiagHandler(onSyntaxError, this); }

void RuleErrors::onSyntaxError(const SMDiagnostic &Diagnostic, void *Self) {
  auto &Errors = *static_cast<RuleErrors *>(Self);
  // The parser repeats itself while it recovers: the first error is the true
  // one.
  if (Errors.Mistakes.empty() ||
      !StringRef(Errors.Mistakes.back().Text).contains("not valid YAML"))
    Errors.report(Diagnostic.getLoc(),
                  "not valid YAML: " + Diagnostic.getMessage());
}

void RuleErrors::report(SMLoc Where, const Twine &Message) {
  unsigned Buffer =
      Where.isValid() ? Sources.FindBufferContainingLoc(Where) : 0;
  if (!Buffer) {
    Mistakes.push_back({0, 0, 0, Message.str()});
    return;
  }
  auto [Line, Column] = Sources.getLineAndColumn(Where, Buffer);
  Mistakes.push_back(
      {Buffer, Line, Column, (describe(Where) + ": error: " + Message).str()});
}

void RuleErrors::reportFile(StringRef File, const Twine &Message) {
  Mistakes.push_back({0, 0, 0, (File + ": error: " + Message).str()});
}

std::string RuleErrors::describe(SMLoc Where) const {
  unsigned Buffer =
      Where.isValid() ? Sources.FindBufferContainingLoc(Where) : 0;
  if (!Buffer)
    return "";
  auto [Line, Column] = Sources.getLineAndColumn(Where, Buffer);
  return (Sources.getMemoryBuffer(Buffer)->getBufferIdentifier() + ":" +
          Twine(Line) + ":" + Twine(Column))
      .str();
}

Error RuleErrors::take() {
  if (Mistakes.empty())
    return Error::success();
  llvm::sort(Mistakes, [](const Mistake &A, const Mistake &B) {
    return std::tie(A.File, A.Line, A.Column, A.Text) <
           std::tie(B.File, B.Line, B.Column, B.Text);
  });
  std::string Lines;
  for (const Mistake &M : Mistakes)
    Lines += (Lines.empty() ? "" : "\n") + M.Text;
  Mistakes.clear();
  return createStringError(inconvertibleErrorCode(), "%s", Lines.c_str());
}

std::string nearestName(StringRef Wrong, ArrayRef<StringRef> Valid) {
  unsigned Limit = std::max<unsigned>(2, Wrong.size() / 3);
  StringRef Best;
  for (StringRef Name : Valid) {
    unsigned Distance = Wrong.edit_distance_insensitive(
        Name, /*AllowReplacements=*/true, /*MaxEditDistance=*/Limit);
    if (Distance <= Limit && (Best.empty() || Distance < Limit)) {
      Best = Name;
      Limit = Distance;
    }
  }
  if (!Best.empty())
    return ("; did you mean '" + Best + "'?").str();
  if (Valid.empty() || Valid.size() > 8)
    return "";
  std::string List;
  for (StringRef Name : Valid)
    List += ((List.empty() ? "'" : ", '") + Name + "'").str();
  return "; valid are " + List;
}

namespace {

class TreeBuilder {
public:
  TreeBuilder(StringSaver &Strings, RuleErrors &Errors)
      : Strings(Strings), Errors(Errors) {}

  YamlNode build(yaml::Node *N);

private:
  void buildEntry(yaml::KeyValueNode &Pair, YamlNode &Mapping);

  StringSaver &Strings;
  RuleErrors &Errors;
};

} // namespace

void TreeBuilder::buildEntry(yaml::KeyValueNode &Pair, YamlNode &Mapping) {
  auto *Key = dyn_cast_or_null<yaml::ScalarNode>(Pair.getKey());
  if (!Key) {
    Errors.report(Mapping.Where, "a key must be a plain word");
    return;
  }
  SmallString<32> Storage;
  StringRef Name = Strings.save(Key->getValue(Storage));
  SMLoc Where = Key->getSourceRange().Start;
  for (const YamlNode::Entry &Other : Mapping.Entries)
    if (Other.Key == Name)
      Errors.report(Where, "duplicate key '" + Name + "'");
  YamlNode Value = build(Pair.getValue());
  Mapping.Entries.push_back({Name, Where, std::move(Value)});
}

YamlNode TreeBuilder::build(yaml::Node *N) {
  YamlNode Result;
  if (!N)
    return Result;
  Result.Where = N->getSourceRange().Start;
  if (auto *Scalar = dyn_cast<yaml::ScalarNode>(N)) {
    SmallString<64> Storage;
    Result.What = YamlNode::Scalar;
    Result.Text = Strings.save(Scalar->getValue(Storage));
  } else if (auto *Block = dyn_cast<yaml::BlockScalarNode>(N)) {
    Result.What = YamlNode::Scalar;
    Result.Text = Strings.save(Block->getValue().trim());
  } else if (auto *Sequence = dyn_cast<yaml::SequenceNode>(N)) {
    Result.What = YamlNode::Sequence;
    for (yaml::Node &Item : *Sequence)
      Result.Items.push_back(build(&Item));
  } else if (auto *Mapping = dyn_cast<yaml::MappingNode>(N)) {
    Result.What = YamlNode::Mapping;
    for (yaml::KeyValueNode &Pair : *Mapping)
      buildEntry(Pair, Result);
  } else if (isa<yaml::AliasNode>(N)) {
    Errors.report(Result.Where,
                  "anchors and aliases are not used in rule files");
  }
  return Result;
}

std::optional<YamlNode> parseYaml(unsigned BufferId, StringSaver &Strings,
                                  RuleErrors &Errors) {
  const MemoryBuffer *Buffer = Errors.sources().getMemoryBuffer(BufferId);
  YamlNode Root;
  bool First = true;
  // The stream adds a buffer of its own for the same bytes; locations still
  // fall into the first one, whose identifier is the file name.
  yaml::Stream Stream(Buffer->getMemBufferRef(), Errors.sources(),
                      /*ShowColors=*/false);
  for (auto Document = Stream.begin(), End = Stream.end(); Document != End;
       ++Document) {
    yaml::Node *Node = Document->getRoot();
    if (Stream.failed())
      return std::nullopt;
    YamlNode Tree = TreeBuilder(Strings, Errors).build(Node);
    if (First)
      Root = std::move(Tree);
    else if (Tree.What != YamlNode::Null)
      Errors.report(Tree.Where, "a rule file holds a single document");
    First = false;
    if (Stream.failed())
      return std::nullopt;
  }
  return Root;
}

} // namespace miniport::facts
