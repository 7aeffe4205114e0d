//===- EffectRows.cpp - Arguments, conditions and effects of a routine ----===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/RuleRows.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace miniport::facts {

std::optional<int64_t> readValue(const YamlNode &Node,
                                 const RowContext &Context) {
  int64_t Value;
  if (!Node.Text.getAsInteger(0, Value))
    return Value;
  auto Found = Context.Constants.find(Node.Text);
  if (Found != Context.Constants.end())
    return Found->second.Value;
  std::vector<StringRef> Valid(Context.Constants.keys().begin(),
                               Context.Constants.keys().end());
  llvm::sort(Valid);
  Context.Errors.report(Node.Where, "'" + Node.Text +
                                        "' is neither a number nor a constant" +
                                        nearestName(Node.Text, Valid));
  return std::nullopt;
}

int readArgument(const YamlNode &Node, ArrayRef<Parameter> Parameters,
                 bool Variadic, RuleErrors &Errors) {
  unsigned Index;
  if (!Node.Text.getAsInteger(10, Index)) {
    if (Index < Parameters.size() || (Variadic && Index < 64))
      return static_cast<int>(Index);
    Errors.report(Node.Where, "there is no argument " + Node.Text +
                                  "; the routine has " +
                                  Twine(Parameters.size()));
    return -1;
  }
  std::vector<StringRef> Valid;
  for (unsigned I = 0; I != Parameters.size(); ++I) {
    if (Parameters[I].Name == Node.Text)
      return static_cast<int>(I);
    Valid.push_back(Parameters[I].Name);
  }
  Errors.report(Node.Where, "there is no parameter '" + Node.Text + "'" +
                                nearestName(Node.Text, Valid));
  return -1;
}

namespace {

/// Reads one effect: the keys in the order of Effect's members.
class EffectReader {
public:
  EffectReader(const YamlNode &Node, ArrayRef<Parameter> Parameters,
               bool Variadic, RowContext &Context)
      : Row(Node, "an effect", Context.Errors), Parameters(Parameters),
        Variadic(Variadic), Context(Context) {}

  Effect read();

private:
  int argument(StringRef Key);
  void readLock();
  void readEnumLocks();
  void readTime();
  void readCallback();
  void readMemory();
  void checkComplete();
  void need(bool Present, StringRef What);

  RowReader Row;
  ArrayRef<Parameter> Parameters;
  bool Variadic;
  RowContext &Context;
  Effect E;
};

} // namespace

int EffectReader::argument(StringRef Key) {
  const YamlNode *Value = Row.find(Key);
  return Value ? readArgument(*Value, Parameters, Variadic, Context.Errors)
               : -1;
}

void EffectReader::readEnumLocks() {
  const YamlNode *Classes = Row.find("classes");
  if (!Classes)
    return;
  if (Classes->What != YamlNode::Mapping)
    Context.Errors.report(Classes->Where,
                          "'classes' must map enumerators to lock classes");
  std::vector<EnumLock> Locks;
  for (const YamlNode::Entry &Pair : Classes->Entries) {
    YamlNode Key;
    Key.What = YamlNode::Scalar;
    Key.Text = Pair.Key;
    Key.Where = Pair.KeyWhere;
    std::optional<int64_t> Value = readValue(Key, Context);
    std::optional<unsigned> Class =
        readWord(Pair.Value, lockClassWords(), "a lock class", Context.Errors);
    if (Value && Class)
      Locks.push_back({*Value, LockClass(*Class)});
  }
  E.EnumLocks = Context.Set.save(Locks);
}

void EffectReader::readLock() {
  E.Lock = Row.lockClass("lock").value_or(LockClass::None);
  E.ClassArg = argument("class_arg");
  readEnumLocks();
  E.ByHandle = Row.flag("by_handle");
  E.KeyArg = argument("key_arg");
  E.HandleArg = argument("handle_arg");
  E.OldIrqlArg = argument("old_irql_arg");
  E.OldIrqlOutArg = argument("old_irql_out_arg");
  E.OldIrqlReturned = Row.flag("old_irql_returned");
  E.ScopedToCall = Row.flag("scoped_to_call");
  E.Shared = Row.flag("shared");
  E.MayFail = Row.flag("may_fail");
  if (const YamlNode *Success = Row.find("success_value"))
    E.SuccessValue = readValue(*Success, Context);
  E.Level = Row.irql("level");
  E.LevelArg = argument("level_arg");
  E.RestoresIrql = Row.flag("restores_irql");
}

void EffectReader::readTime() {
  if (const YamlNode *Unit = Row.find("unit")) {
    constexpr std::pair<StringLiteral, double> Units[] = {
        {"ns", 0.001}, {"100ns", 0.1}, {"us", 1}, {"ms", 1000}, {"s", 1000000}};
    std::vector<StringRef> Valid;
    for (const auto &[Name, Microseconds] : Units) {
      if (Unit->Text == Name)
        E.MicrosecondsPerUnit = Microseconds;
      Valid.push_back(Name);
    }
    if (!is_contained(Valid, Unit->Text))
      Context.Errors.report(Unit->Where, "'" + Unit->Text +
                                             "' is not a unit of time" +
                                             nearestName(Unit->Text, Valid));
  }
  E.BusyWait = Row.flag("busy_wait");
  E.TimeByPointer = Row.flag("time_by_pointer");
}

void EffectReader::readCallback() {
  E.RoutineArg = argument("routine_arg");
  E.ContextArg = argument("context_arg");
  E.StructArg = argument("struct_arg");
  E.Synchronous = Row.flag("synchronous");
  E.Role = Row.text("role");
  E.Struct = Row.text("struct");
  std::vector<int> Passed;
  for (const YamlNode &Item : Row.sequence("callback_args"))
    Passed.push_back(
        Item.Text == "none"
            ? -1
            : readArgument(Item, Parameters, Variadic, Context.Errors));
  E.CallbackArgs = Context.Set.save(Passed);
}

void EffectReader::readMemory() {
  E.OutArg = argument("out_arg");
  E.DestArg = argument("dest_arg");
  E.SourceArg = argument("source_arg");
  E.LengthArg = argument("length_arg");
  E.ValueArg = argument("value_arg");
  E.ObjectArg = argument("object_arg");
  E.SrbArg = argument("srb_arg");
}

void EffectReader::need(bool Present, StringRef What) {
  if (!Present)
    Context.Errors.report(Row.where(), "the effect '" + toString(E.Kind) +
                                           "' needs " + What);
}

/// What the engine could do nothing with is a mistake of the row.
void EffectReader::checkComplete() {
  switch (E.Kind) {
  case EffectKind::AcquireLock:
    need(E.Lock != LockClass::None || (E.ClassArg >= 0 && !E.EnumLocks.empty()),
         "'lock', or 'class_arg' and 'classes'");
    break;
  case EffectKind::ReleaseLock:
    need(E.Lock != LockClass::None || (E.ByHandle && E.HandleArg >= 0),
         "'lock', or 'by_handle' and 'handle_arg'");
    break;
  case EffectKind::RaiseIrql:
    need(E.Level || E.LevelArg >= 0, "'level' or 'level_arg'");
    break;
  case EffectKind::LowerIrql:
  case EffectKind::LimitIrql:
    need(E.LevelArg >= 0, "'level_arg'");
    break;
  case EffectKind::Stall:
  case EffectKind::RegisterRead:
  case EffectKind::RegisterWrite:
  case EffectKind::IssueDpc:
  case EffectKind::InitializeDpc:
  case EffectKind::Free:
  case EffectKind::WriteObject:
  case EffectKind::Assume:
  case EffectKind::Atomic:
    need(E.Arg >= 0, "'arg'");
    break;
  case EffectKind::RunCallback:
  case EffectKind::RegisterCallback:
    need(E.RoutineArg >= 0, "'routine_arg'");
    need(!E.Role.empty(), "'role'");
    break;
  case EffectKind::RegisterTable:
    need(E.StructArg >= 0 && !E.Struct.empty(), "'struct_arg' and 'struct'");
    break;
  case EffectKind::CopyMemory:
    need(E.DestArg >= 0 && E.SourceArg >= 0 && E.LengthArg >= 0,
         "'dest_arg', 'source_arg' and 'length_arg'");
    break;
  case EffectKind::FillMemory:
    need(E.DestArg >= 0 && E.LengthArg >= 0, "'dest_arg' and 'length_arg'");
    break;
  case EffectKind::Other:
    need(E.Name != toString(EffectKind::Other), "'name'");
    break;
  default:
    break;
  }
}

Effect EffectReader::read() {
  size_t Before = Context.Errors.size();
  const YamlNode *Kind = Row.require("kind");
  std::optional<unsigned> Index;
  if (Kind)
    Index = readWord(*Kind, effectKindWords(), "an effect", Context.Errors);
  E.Kind = EffectKind(Index.value_or(unsigned(EffectKind::Other)));
  E.Name = Row.text("name");
  if (E.Name.empty())
    E.Name = toString(E.Kind);
  if (const YamlNode *When = Row.find("when")) {
    RowReader WhenRow(*When, "a condition", Context.Errors);
    E.When = readCondition(WhenRow, Parameters, Variadic, Context);
    WhenRow.finish();
  }
  E.Arg = argument("arg");
  readLock();
  readTime();
  readCallback();
  readMemory();
  Row.finish();
  // What is missing may only be misspelt, and that is already said.
  if (Context.Errors.size() == Before)
    checkComplete();
  return E;
}

std::optional<Condition> readCondition(RowReader &Row,
                                       ArrayRef<Parameter> Parameters,
                                       bool Variadic, RowContext &Context) {
  Condition C;
  if (const YamlNode *Arg = Row.find("arg"))
    C.Arg = readArgument(*Arg, Parameters, Variadic, Context.Errors);
  std::vector<const YamlNode *> Is = Row.scalars("is");
  std::vector<const YamlNode *> IsNot = Row.scalars("is_not");
  C.Negated = Is.empty();
  std::vector<int64_t> Values;
  for (const YamlNode *Value : C.Negated ? IsNot : Is)
    if (std::optional<int64_t> Number = readValue(*Value, Context))
      Values.push_back(*Number);
  C.Values = Context.Set.save(Values);
  C.AtLeast = Row.irql("irql_at_least");
  C.Below = Row.irql("irql_below");
  bool OnArgument = !Is.empty() || !IsNot.empty();
  bool OnIrql = C.AtLeast || C.Below;
  if (OnIrql)
    C.Negated = false;
  if (OnArgument == OnIrql || (!Is.empty() && !IsNot.empty()))
    Context.Errors.report(Row.where(),
                          "a condition needs 'arg' with 'is' or 'is_not', or "
                          "'irql_at_least' or 'irql_below'");
  return C;
}

Effect readEffect(const YamlNode &Node, ArrayRef<Parameter> Parameters,
                  bool Variadic, RowContext &Context) {
  return EffectReader(Node, Parameters, Variadic, Context).read();
}

} // namespace miniport::facts
