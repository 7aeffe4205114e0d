//===- RoutineRows.cpp - Rows of `routines:` ------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/RuleRows.h"

using namespace llvm;

namespace miniport::facts {

ArrayRef<StringRef> readStrings(RowReader &Row, StringRef Key, RuleSet &Set) {
  std::vector<StringRef> Strings;
  for (const YamlNode *Item : Row.scalars(Key))
    Strings.push_back(Item->Text);
  return Set.save(Strings);
}

std::vector<Parameter> readParameters(RowReader &Row, RowContext &Context) {
  std::vector<Parameter> Parameters;
  for (const YamlNode &Node : Row.sequence("parameters")) {
    RowReader Entry(Node, "a parameter", Context.Errors);
    Parameter P;
    unsigned Directions = 0;
    for (unsigned I = 0; I != directionWords().size(); ++I)
      if (const YamlNode *Name = Entry.find(directionWords()[I].Spelling)) {
        P.Name = Name->Text;
        P.Dir = Direction(I);
        ++Directions;
      }
    P.Type = Entry.text("type");
    P.NonNull = Entry.flag("non_null");
    Entry.finish();
    if (Directions != 1 && Entry.isMapping())
      Context.Errors.report(
          Node.Where,
          "a parameter is named by exactly one of 'in', 'out', 'inout'");
    Parameters.push_back(P);
  }
  return Parameters;
}

IrqlRange readRange(RowReader &Row) {
  IrqlRange Range;
  Range.Min = Row.irql("min");
  Range.Max = Row.irql("max");
  auto Word = [&](StringRef Key, Basis Default) {
    return Basis(Row.word(Key, basisWords(), "a basis", unsigned(Default)));
  };
  Basis Both = Word("basis", Basis::Documented);
  Range.MinBasis = Word("min_basis", Both);
  Range.MaxBasis = Word("max_basis", Both);
  if (Range.Min && Range.Max && *Range.Max < *Range.Min)
    Row.errors().report(Row.where(), "'max' is below 'min'");
  return Range;
}

static void readRanges(RowReader &Row, Routine &R, RowContext &Context) {
  if (const YamlNode *Range = Row.find("irql")) {
    RowReader Entry(*Range, "an IRQL range", Context.Errors);
    R.Range = readRange(Entry);
    Entry.finish();
  }
  std::vector<ConditionalIrql> Conditional;
  for (const YamlNode &Node : Row.sequence("irql_if")) {
    RowReader Entry(Node, "an IRQL range", Context.Errors);
    ConditionalIrql Range;
    Range.Range = readRange(Entry);
    if (const YamlNode *When = Entry.require("when")) {
      RowReader WhenRow(*When, "a condition", Context.Errors);
      if (auto C = readCondition(WhenRow, R.Parameters, R.Variadic, Context))
        Range.When = *C;
      WhenRow.finish();
    }
    Entry.finish();
    Conditional.push_back(Range);
  }
  R.RangeIf = Context.Set.save(Conditional);
}

static void readVia(RowReader &Row, Routine &R, RowContext &Context) {
  const YamlNode *Via = Row.find("via");
  if (!Via)
    return;
  RowReader Entry(*Via, "a 'via'", Context.Errors);
  R.Dispatcher = Entry.requireText("routine");
  if (const YamlNode *Code = Entry.require("code"))
    R.Code = readValue(*Code, Context).value_or(-1);
  // The argument lies behind the routine's own ones: no bound is known here.
  if (std::optional<int64_t> Result = Entry.number("result_arg"))
    R.CodeResultArg = static_cast<int>(*Result);
  Entry.finish();
}

Routine readRoutine(RowReader &Row, StringRef Name, RowContext &Context) {
  Routine R;
  R.Name = Name;
  R.Port = Context.Port;
  R.Header = Row.text("header");
  R.Source = Row.requireText("source");
  R.Result = Row.text("returns");
  R.Variadic = Row.flag("variadic");
  R.Parameters = Context.Set.save(readParameters(Row, Context));
  readRanges(Row, R, Context);
  std::vector<Effect> Effects;
  for (const YamlNode &Node : Row.sequence("effects"))
    Effects.push_back(readEffect(Node, R.Parameters, R.Variadic, Context));
  R.Effects = Context.Set.save(Effects);
  R.ProhibitedInPhysical = Row.flag("prohibited_in_physical");
  R.Deprecated = Row.flag("deprecated");
  R.OnlyFrom = readStrings(Row, "only_from", Context.Set);
  R.NotFrom = readStrings(Row, "not_from", Context.Set);
  R.SdvRules = readStrings(Row, "sdv_rules", Context.Set);
  R.YieldsToBody = Row.flag("yields_to_body");
  readVia(Row, R, Context);
  return R;
}

} // namespace miniport::facts
