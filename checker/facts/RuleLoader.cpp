//===- RuleLoader.cpp - Rule files into a RuleSet -------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/RuleRows.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;

namespace miniport::facts {
namespace {

struct RuleFile {
  YamlNode Root;
  StringRef Port;
};

/// The rows of one kind by name: where a name was defined, and which row it is.
template <typename Row> class RowIndex {
public:
  RowIndex(std::vector<Row> &Rows, StringRef Row::*Key, StringRef Noun,
           RuleErrors &Errors)
      : Rows(Rows), Key(Key), Noun(Noun), Errors(Errors) {
    for (unsigned I = 0; I != Rows.size(); ++I)
      Places[Rows[I].*Key] = {I, SMLoc()};
  }

  /// Applies one row: Read is called for a row that adds or replaces.
  template <typename Reader>
  void apply(RowReader &Entry, StringRef NameKey, Reader Read);

  std::vector<StringRef> names() const;
  bool contains(StringRef Name) const { return Places.count(Name); }
  /// Takes the deleted rows out.
  void sweep();

private:
  struct Place {
    unsigned Index;
    SMLoc Where; ///< invalid for a built-in row
  };
  std::vector<Row> &Rows;
  StringRef Row::*Key;
  StringRef Noun;
  RuleErrors &Errors;
  StringMap<Place> Places;
  std::vector<unsigned> Deleted;
};

template <typename Row> std::vector<StringRef> RowIndex<Row>::names() const {
  std::vector<StringRef> Names(Places.keys().begin(), Places.keys().end());
  llvm::sort(Names);
  return Names;
}

template <typename Row>
template <typename Reader>
void RowIndex<Row>::apply(RowReader &Entry, StringRef NameKey, Reader Read) {
  StringRef Name = Entry.requireText(NameKey);
  bool Override = Entry.flag("override"), Delete = Entry.flag("delete");
  if (Name.empty())
    return;
  auto Old = Places.find(Name);
  bool Exists = Old != Places.end();
  if ((Override || Delete) && !Exists)
    Errors.report(Entry.where(), "there is no " + Noun + " '" + Name + "' to " +
                                     (Delete ? "delete" : "replace") +
                                     nearestName(Name, names()));
  if (Delete) {
    Entry.finish();
    if (Exists) {
      Deleted.push_back(Old->second.Index);
      Places.erase(Old);
    }
    return;
  }
  if (Exists && !Override) {
    std::string First = Errors.describe(Old->second.Where);
    Errors.report(Entry.where(),
                  "duplicate " + Noun + " '" + Name + "', first " +
                      (First.empty() ? "built in" : "at " + First) +
                      "; 'override: true' replaces it");
  }
  Row NewRow = Read(Name);
  Entry.finish();
  if (Exists) {
    Rows[Old->second.Index] = NewRow;
    Old->second.Where = Entry.where();
    return;
  }
  Places[Name] = {unsigned(Rows.size()), Entry.where()};
  Rows.push_back(NewRow);
}

template <typename Row> void RowIndex<Row>::sweep() {
  llvm::sort(Deleted, std::greater<unsigned>());
  for (unsigned Index : Deleted)
    Rows.erase(Rows.begin() + Index);
}

class Loader {
public:
  Loader(RuleSet &Set, RuleErrors &Errors, bool BuiltIn)
      : Set(Set), Errors(Errors), BuiltIn(BuiltIn),
        Routines(Set.Routines, &Routine::Name, "routine", Errors),
        Roles(Set.Roles, &Role::Name, "role", Errors),
        Checks(Set.Checks, &CheckInfo::Id, "check", Errors) {
    for (const Constant &C : Set.Constants)
      Constants[C.Name] = C;
  }

  void load(ArrayRef<StringRef> Paths);

private:
  void open(StringRef Path);
  void readConstants(const RuleFile &File);
  void readConstantRow(const YamlNode &Node);
  void readRows(const RuleFile &File);
  void noteUses(const YamlNode &Routine);
  void checkReferences();

  RuleSet &Set;
  RuleErrors &Errors;
  bool BuiltIn;
  std::vector<RuleFile> Files;
  StringMap<Constant> Constants;
  RowIndex<Routine> Routines;
  RowIndex<Role> Roles;
  RowIndex<CheckInfo> Checks;
  /// Names used by rows of these files, to be looked up when all are read.
  std::vector<const YamlNode *> RoleUses, RoutineUses, CallbackUses;
};

} // namespace

void Loader::open(StringRef Path) {
  auto Buffer = MemoryBuffer::getFile(Path, /*IsText=*/true);
  if (!Buffer) {
    Errors.reportFile(Path, Buffer.getError().message());
    return;
  }
  unsigned Id =
      Errors.sources().AddNewSourceBuffer(std::move(*Buffer), SMLoc());
  std::optional<YamlNode> Root = parseYaml(Id, Set.strings(), Errors);
  if (!Root)
    return;
  RuleFile File;
  File.Root = std::move(*Root);
  RowReader Row(File.Root, "a rule file", Errors);
  if (const YamlNode *Port = Row.find("port")) {
    checkName(*Port, portWords(), "a port", Errors);
    File.Port = Port->Text;
  }
  for (StringRef Section : {"constants", "roles", "routines"})
    Row.find(Section);
  if (BuiltIn)
    Row.find("checks");
  Row.finish();
  if (Row.isMapping())
    Files.push_back(std::move(File));
}

void Loader::readConstantRow(const YamlNode &Node) {
  RowReader Row(Node, "a list of constants", Errors);
  StringRef Enumeration = Row.requireText("enumeration");
  Row.requireText("source");
  bool Override = Row.flag("override");
  const YamlNode *Values = Row.require("values");
  Row.finish();
  if (!Values)
    return;
  if (Values->What != YamlNode::Mapping)
    Errors.report(Values->Where, "'values' must map names to numbers");
  for (const YamlNode::Entry &Pair : Values->Entries) {
    std::optional<int64_t> Number = readNumber(Pair.Value, Errors);
    if (!Number)
      continue;
    bool New = Constants.try_emplace(Pair.Key).second;
    if (!New && !Override)
      Errors.report(Pair.KeyWhere, "duplicate constant '" + Pair.Key + "'");
    Constants[Pair.Key] = {Pair.Key, Enumeration, *Number};
  }
}

void Loader::readConstants(const RuleFile &File) {
  RowReader Row(File.Root, "a rule file", Errors);
  for (const YamlNode &Node : Row.sequence("constants"))
    readConstantRow(Node);
}

void Loader::readRows(const RuleFile &File) {
  RowContext Context{Set, Errors, Constants, File.Port};
  RowReader Top(File.Root, "a rule file", Errors);
  for (const YamlNode &Node : Top.sequence("roles")) {
    RowReader Row(Node, "a role", Errors);
    Roles.apply(Row, "name",
                [&](StringRef Name) { return readRole(Row, Name, Context); });
  }
  for (const YamlNode &Node : Top.sequence("routines")) {
    RowReader Row(Node, "a routine", Errors);
    Routines.apply(Row, "name", [&](StringRef Name) {
      return readRoutine(Row, Name, Context);
    });
    noteUses(Node);
  }
  if (BuiltIn)
    for (const YamlNode &Node : Top.sequence("checks")) {
      RowReader Row(Node, "a check", Errors);
      Checks.apply(Row, "id",
                   [&](StringRef Id) { return readCheck(Row, Id, Context); });
    }
}

void Loader::noteUses(const YamlNode &Routine) {
  for (const YamlNode::Entry &E : Routine.Entries) {
    if (E.Key == "effects")
      for (const YamlNode &Effect : E.Value.Items)
        for (const YamlNode::Entry &Field : Effect.Entries)
          if (Field.Key == "role")
            RoleUses.push_back(&Field.Value);
    if (E.Key == "via")
      for (const YamlNode::Entry &Field : E.Value.Entries)
        if (Field.Key == "routine")
          RoutineUses.push_back(&Field.Value);
    if (E.Key == "only_from" || E.Key == "not_from")
      for (const YamlNode &Item : E.Value.Items)
        CallbackUses.push_back(&Item);
  }
}

void Loader::checkReferences() {
  for (const YamlNode *Use : RoleUses)
    if (!Roles.contains(Use->Text))
      Errors.report(Use->Where, "there is no role '" + Use->Text + "'" +
                                    nearestName(Use->Text, Roles.names()));
  for (const YamlNode *Use : RoutineUses)
    if (!Routines.contains(Use->Text))
      Errors.report(Use->Where, "there is no routine '" + Use->Text + "'" +
                                    nearestName(Use->Text, Routines.names()));
  std::vector<StringRef> Callbacks;
  Callbacks.reserve(Set.Roles.size());
  for (const Role &R : Set.Roles)
    Callbacks.push_back(R.Routine);
  llvm::sort(Callbacks);
  for (const YamlNode *Use : CallbackUses) {
    StringRef Name = Use->Text.split('/').first;
    if (Name != "*" && !is_contained(Callbacks, Name))
      Errors.report(Use->Where, "there is no call-back '" + Name + "'" +
                                    nearestName(Name, Callbacks));
  }
}

void Loader::load(ArrayRef<StringRef> Paths) {
  for (StringRef Path : Paths)
    open(Path);
  for (const RuleFile &File : Files)
    readConstants(File);
  for (const RuleFile &File : Files)
    readRows(File);
  checkReferences();
  Routines.sweep();
  Roles.sweep();
  Checks.sweep();
  Set.Constants.clear();
  for (const auto &Entry : Constants)
    Set.Constants.push_back(Entry.second);
}

Error loadRules(RuleSet &Set, ArrayRef<StringRef> Files, bool BuiltIn) {
  RuleErrors Errors;
  Loader(Set, Errors, BuiltIn).load(Files);
  return Errors.take();
}

} // namespace miniport::facts
