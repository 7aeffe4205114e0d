//===- CheckRows.cpp - Rows of `checks:` ----------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/RuleRows.h"

using namespace llvm;

namespace miniport::facts {
namespace {

void checkDefault(const CheckOption &O, SMLoc Where, RuleErrors &Errors) {
  int64_t Number;
  bool Fits =
      O.Type == "string" ||
      (O.Type == "integer" && !O.Default.getAsInteger(0, Number)) ||
      (O.Type == "boolean" && (O.Default == "true" || O.Default == "false"));
  if (!Fits)
    Errors.report(Where,
                  "the default of option '" + O.Name +
                      "' is not of type 'integer', 'boolean' or 'string' "
                      "as 'type' says");
}

ArrayRef<CheckOption> readOptions(RowReader &Row, RowContext &Context) {
  std::vector<CheckOption> Options;
  for (const YamlNode &Node : Row.sequence("options")) {
    RowReader Entry(Node, "an option", Context.Errors);
    CheckOption O;
    O.Name = Entry.requireText("name");
    O.Type = Entry.requireText("type");
    O.Default = Entry.text("default");
    O.Summary = Entry.requireText("summary");
    Entry.finish();
    checkDefault(O, Node.Where, Context.Errors);
    for (const CheckOption &Other : Options)
      if (Other.Name == O.Name)
        Context.Errors.report(Node.Where, "duplicate option '" + O.Name + "'");
    Options.push_back(O);
  }
  return Context.Set.save(Options);
}

} // namespace

CheckInfo readCheck(RowReader &Row, StringRef Id, RowContext &Context) {
  CheckInfo C;
  C.Id = Id;
  C.Summary = Row.requireText("summary");
  C.Document = Row.requireText("document");
  C.Severity =
      CheckSeverity(Row.word("severity", checkSeverityWords(), "a severity",
                             unsigned(CheckSeverity::Warning)));
  C.Tier = Row.number("tier").value_or(1);
  if (C.Tier < 1 || C.Tier > 3)
    Context.Errors.report(Row.where(), "'tier' is 1, 2 or 3");
  C.OnByDefault = Row.flag("on_by_default");
  C.Profile = CheckProfile(Row.word("profile", checkProfileWords(), "a profile",
                                    unsigned(CheckProfile::Default)));
  C.Options = readOptions(Row, Context);
  C.SdvRules = readStrings(Row, "sdv_rules", Context.Set);
  C.CodeqlQuery = Row.text("codeql_query");
  return C;
}

} // namespace miniport::facts
