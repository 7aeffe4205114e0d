//===- RoleRows.cpp - Rows of `roles:` ------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/RuleRows.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace miniport::facts {
namespace {

struct EntryLevel {
  std::optional<Irql> Level;
  Basis LevelBasis = Basis::Documented;
  bool UpTo = false;
};

/// `level: DISPATCH`, or `up_to: DISPATCH`; `level_basis`.
EntryLevel readLevel(RowReader &Row) {
  EntryLevel Result;
  std::optional<Irql> Exact = Row.irql("level"), UpTo = Row.irql("up_to");
  if (Exact && UpTo)
    Row.errors().report(Row.where(), "'level' and 'up_to' exclude each other");
  Result.UpTo = UpTo.has_value();
  Result.Level = UpTo ? UpTo : Exact;
  Result.LevelBasis = Basis(Row.word("level_basis", basisWords(), "a basis",
                                     unsigned(Basis::Documented)));
  return Result;
}

ArrayRef<LockClass> readLocks(RowReader &Row, StringRef Key, bool *Unknown,
                              RowContext &Context) {
  std::vector<LockClass> Locks;
  for (const YamlNode *Node : Row.scalars(Key)) {
    if (Unknown && Node->Text == "unknown") {
      *Unknown = true;
      continue;
    }
    if (auto Class =
            readWord(*Node, lockClassWords(), "a lock class", Context.Errors))
      Locks.push_back(LockClass(*Class));
  }
  return Context.Set.save(Locks);
}

void readWhen(RowReader &Row, RoleCase &Case, RowContext &Context) {
  const YamlNode *When = Row.require("when");
  if (!When)
    return;
  Case.When = When->Text;
  if (is_contained(caseWords(), When->Text))
    return;
  auto Found = Context.Constants.find(When->Text);
  if (Found != Context.Constants.end()) {
    Case.ControlType = Found->second.Value;
    return;
  }
  std::vector<StringRef> Valid(caseWords().begin(), caseWords().end());
  for (const auto &Entry : Context.Constants)
    if (Entry.second.Enumeration.contains("CONTROL_TYPE"))
      Valid.push_back(Entry.first());
  llvm::sort(Valid);
  Context.Errors.report(When->Where, "'" + When->Text +
                                         "' is not a case of a role" +
                                         nearestName(When->Text, Valid));
}

RoleCase readCase(const YamlNode &Node, ArrayRef<Parameter> Parameters,
                  RowContext &Context) {
  RowReader Row(Node, "a case", Context.Errors);
  RoleCase Case;
  readWhen(Row, Case, Context);
  EntryLevel Level = readLevel(Row);
  Case.Level = Level.Level;
  Case.LevelBasis = Level.LevelBasis;
  Case.UpTo = Level.UpTo;
  Case.Held = readLocks(Row, "held", &Case.HeldUnknown, Context);
  Case.MayAcquire = readLocks(Row, "may_acquire", nullptr, Context);
  Case.Contested = Row.flag("contested");
  if (const YamlNode *Key = Row.find("held_key_arg"))
    Case.HeldKeyArg =
        readArgument(*Key, Parameters, /*Variadic=*/false, Context.Errors);
  Row.finish();
  return Case;
}

void readRegistrations(RowReader &Row, Role &R, RowContext &Context) {
  std::vector<RegistrationMember> Members;
  for (const YamlNode &Node : Row.sequence("registered_by")) {
    RowReader Entry(Node, "a registration", Context.Errors);
    RegistrationMember M;
    M.Struct = Entry.requireText("struct");
    M.Member = Entry.requireText("member");
    M.Role = R.Name;
    M.Port = R.Port;
    Entry.finish();
    Members.push_back(M);
  }
  R.RegisteredBy = Context.Set.save(Members);
}

} // namespace

Role readRole(RowReader &Row, StringRef Name, RowContext &Context) {
  Role R;
  R.Name = Name;
  R.Routine = Row.text("routine");
  R.Port = Context.Port;
  if (const YamlNode *Port = Row.find("port")) {
    R.Port = Port->Text;
    checkName(*Port, portWords(), "a port", Context.Errors);
  }
  R.Source = Row.requireText("source");
  R.Virtual = Row.flag("virtual");
  R.ReturnType = Row.text("returns");
  if (const YamlNode *Duty = Row.find("return_duty")) {
    R.ReturnDuty = Duty->Text;
    checkName(*Duty, returnDutyWords(), "a return duty", Context.Errors);
  }
  R.Parameters = Context.Set.save(readParameters(Row, Context));
  EntryLevel Level = readLevel(Row);
  R.Level = Level.Level;
  R.LevelBasis = Level.LevelBasis;
  R.UpTo = Level.UpTo;
  R.Held = readLocks(Row, "held", &R.HeldUnknown, Context);
  R.MayAcquire = readLocks(Row, "may_acquire", nullptr, Context);
  std::vector<RoleCase> Cases;
  for (const YamlNode &Node : Row.sequence("cases"))
    Cases.push_back(readCase(Node, R.Parameters, Context));
  R.Cases = Context.Set.save(Cases);
  if (const YamlNode *Control = Row.find("control_arg"))
    R.ControlArg = readArgument(*Control, R.Parameters, /*Variadic=*/false,
                                Context.Errors);
  R.BudgetMicroseconds = Row.real("budget_us").value_or(0);
  readRegistrations(Row, R, Context);
  return R;
}

} // namespace miniport::facts
