//===- TableWriter.cpp - Rule tables as C++ source ------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/generator/TableWriter.h"
#include "facts/FactNames.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace llvm;

namespace miniport::facts {

std::string Pool::slice(const std::vector<std::string> &Elements) {
  if (Elements.empty())
    return "{}";
  auto [Entry, New] = Begins.try_emplace(Elements, All.size());
  if (New)
    All.insert(All.end(), Elements.begin(), Elements.end());
  return formatv("{{{0} + {1}, {2}}", Name, Entry->second, Elements.size());
}

void Pool::print(raw_ostream &Out) const {
  if (All.empty()) {
    Out << formatv("constexpr const {0} *{1} = nullptr;\n", Type, Name);
    return;
  }
  Out << formatv("constexpr {0} {1}[] = {{\n", Type, Name);
  for (const std::string &Element : All)
    Out << "    " << Element << ",\n";
  Out << "};\n\n";
}

namespace {

std::string quoted(StringRef Text) {
  std::string Result;
  raw_string_ostream Out(Result);
  Out << '"';
  Out.write_escaped(Text, /*UseHexEscapes=*/false);
  Out << '"';
  return Result;
}

template <typename Enum>
std::string enumerator(StringRef Type, Enum Value, ArrayRef<Word> Words) {
  return (Type + "::" + Words[unsigned(Value)].Enumerator).str();
}

std::string print(Basis B) { return enumerator("Basis", B, basisWords()); }
std::string print(Irql I) { return enumerator("Irql", I, irqlWords()); }
std::string print(LockClass L) {
  return enumerator("LockClass", L, lockClassWords());
}
std::string print(bool Flag) { return Flag ? "true" : "false"; }
std::string print(int64_t Number) { return itostr(Number); }
std::string print(int Number) { return itostr(Number); }
std::string print(StringRef Text) { return quoted(Text); }
std::string print(double Number) { return formatv("{0:f3}", Number); }

template <typename T> std::string print(const std::optional<T> &Value) {
  return Value ? print(*Value) : "std::nullopt";
}

class TableWriter {
public:
  TableWriter(const RuleTables &Tables, raw_ostream &Out)
      : Tables(Tables), Out(Out) {}
  void write();

private:
  std::string print(ArrayRef<StringRef> List);
  std::string print(ArrayRef<LockClass> List);
  std::string print(ArrayRef<Parameter> List);
  std::string print(const Condition &C);
  std::string print(const IrqlRange &R);
  std::string print(const Effect &E);
  std::string print(const RoleCase &C);
  std::string print(const RegistrationMember &M);
  std::string row(const Routine &R);
  std::string row(const Role &R);
  std::string row(const CheckInfo &C);
  template <typename Row, typename Print>
  void table(StringRef Type, StringRef Name, ArrayRef<Row> Rows, Print Each);
  template <typename T> std::string slice(Pool &P, ArrayRef<T> List);

  const RuleTables &Tables;
  raw_ostream &Out;
  std::string Rows;
  Pool Strings{"llvm::StringRef", "Strings"};
  Pool Numbers{"int64_t", "Numbers"};
  Pool Ints{"int", "Ints"};
  Pool Locks{"LockClass", "Locks"};
  Pool EnumLocks{"EnumLock", "EnumLocks"};
  Pool Parameters{"Parameter", "Parameters"};
  Pool Effects{"Effect", "Effects"};
  Pool Ranges{"ConditionalIrql", "Ranges"};
  Pool Cases{"RoleCase", "Cases"};
  Pool Members{"RegistrationMember", "Members"};
  Pool Options{"CheckOption", "Options"};
};

} // namespace

std::string TableWriter::print(ArrayRef<StringRef> List) {
  std::vector<std::string> Elements;
  for (StringRef S : List)
    Elements.push_back(quoted(S));
  return Strings.slice(Elements);
}

std::string TableWriter::print(ArrayRef<LockClass> List) {
  std::vector<std::string> Elements;
  for (LockClass L : List)
    Elements.push_back(facts::print(L));
  return Locks.slice(Elements);
}

std::string TableWriter::print(ArrayRef<Parameter> List) {
  std::vector<std::string> Elements;
  for (const Parameter &P : List)
    Elements.push_back(formatv("{{{0}, {1}, {2}, {3}}", quoted(P.Name),
                               quoted(P.Type),
                               enumerator("Direction", P.Dir, directionWords()),
                               facts::print(P.NonNull)));
  return Parameters.slice(Elements);
}

std::string TableWriter::print(const Condition &C) {
  std::vector<std::string> Values;
  for (int64_t V : C.Values)
    Values.push_back(facts::print(V));
  return formatv("Condition{{{0}, {1}, {2}, {3}, {4}}", C.Arg,
                 facts::print(C.Negated), Numbers.slice(Values),
                 facts::print(C.AtLeast), facts::print(C.Below));
}

std::string TableWriter::print(const IrqlRange &R) {
  return formatv("{{{0}, {1}, {2}, {3}}", facts::print(R.Min),
                 facts::print(R.Max), facts::print(R.MinBasis),
                 facts::print(R.MaxBasis));
}

std::string TableWriter::print(const Effect &E) {
  std::vector<std::string> Enumerators, Passed;
  for (const EnumLock &L : E.EnumLocks)
    Enumerators.push_back(
        formatv("{{{0}, {1}}", L.Value, facts::print(L.Class)));
  for (int Arg : E.CallbackArgs)
    Passed.push_back(itostr(Arg));

  // In the order of Effect's members.
  std::vector<std::string> Members = {
      enumerator("EffectKind", E.Kind, effectKindWords()), quoted(E.Name),
      E.When ? print(*E.When) : "std::nullopt"};
  auto Add = [&](const auto &...Values) {
    (Members.push_back(facts::print(Values)), ...);
  };
  Add(E.Arg, E.Lock, E.ClassArg);
  Members.push_back(EnumLocks.slice(Enumerators));
  Add(E.ByHandle, E.KeyArg, E.HandleArg, E.OldIrqlArg, E.OldIrqlOutArg,
      E.OldIrqlReturned, E.ScopedToCall, E.Shared, E.MayFail, E.SuccessValue,
      E.Level, E.LevelArg, E.RestoresIrql, E.MicrosecondsPerUnit, E.BusyWait,
      E.TimeByPointer, E.RoutineArg, E.ContextArg, E.StructArg, E.Synchronous,
      E.Role, E.Struct);
  Members.push_back(Ints.slice(Passed));
  Add(E.OutArg, E.DestArg, E.SourceArg, E.LengthArg, E.ValueArg, E.ObjectArg,
      E.SrbArg);
  return "{" + join(Members, ", ") + "}";
}

std::string TableWriter::print(const RoleCase &C) {
  return formatv("{{{0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}}",
                 quoted(C.When), facts::print(C.Level), print(C.Held),
                 facts::print(C.LevelBasis), facts::print(C.UpTo),
                 facts::print(C.HeldUnknown), facts::print(C.Contested),
                 C.HeldKeyArg, facts::print(C.ControlType),
                 print(C.MayAcquire));
}

std::string TableWriter::print(const RegistrationMember &M) {
  return formatv("{{{0}, {1}, {2}, {3}, {4}}", quoted(M.Struct),
                 quoted(M.Member), quoted(M.Role), quoted(M.VirtualRole),
                 quoted(M.Port));
}

template <typename T>
std::string TableWriter::slice(Pool &P, ArrayRef<T> List) {
  std::vector<std::string> Elements;
  for (const T &Element : List)
    Elements.push_back(print(Element));
  return P.slice(Elements);
}

std::string TableWriter::row(const Routine &R) {
  std::vector<std::string> Conditional;
  for (const ConditionalIrql &C : R.RangeIf)
    Conditional.push_back(
        formatv("{{{0}, {1}}", print(C.When), print(C.Range)));
  std::string Result;
  raw_string_ostream S(Result);
  S << "{" << quoted(R.Name) << ", " << quoted(R.Header) << ", "
    << quoted(R.Source) << ", " << quoted(R.Result) << ", " << print(R.Range)
    << ", " << Ranges.slice(Conditional) << ", " << print(R.Parameters) << ", "
    << facts::print(R.Variadic) << ", " << slice(Effects, R.Effects) << ", "
    << facts::print(R.ProhibitedInPhysical) << ", "
    << facts::print(R.Deprecated) << ", " << print(R.OnlyFrom) << ", "
    << print(R.NotFrom) << ", " << print(R.SdvRules) << ", " << quoted(R.Port)
    << ", " << quoted(R.Dispatcher) << ", " << R.Code << ", " << R.CodeResultArg
    << ", " << facts::print(R.YieldsToBody) << "}";
  return Result;
}

std::string TableWriter::row(const Role &R) {
  std::string Result;
  raw_string_ostream S(Result);
  S << "{" << quoted(R.Name) << ", " << quoted(R.Routine) << ", "
    << quoted(R.Port) << ", " << facts::print(R.Virtual) << ", "
    << facts::print(R.Level) << ", " << facts::print(R.LevelBasis) << ", "
    << print(R.Held) << ", " << slice(Cases, R.Cases) << ", "
    << print(R.MayAcquire) << ", " << quoted(R.ReturnType) << ", "
    << quoted(R.ReturnDuty) << ", " << print(R.Parameters) << ", "
    << quoted(R.Source) << ", " << facts::print(R.UpTo) << ", "
    << facts::print(R.HeldUnknown) << ", " << R.ControlArg << ", "
    << facts::print(R.BudgetMicroseconds) << ", "
    << slice(Members, R.RegisteredBy) << "}";
  return Result;
}

std::string TableWriter::row(const CheckInfo &C) {
  std::vector<std::string> Each;
  for (const CheckOption &O : C.Options)
    Each.push_back(formatv("{{{0}, {1}, {2}, {3}}", quoted(O.Name),
                           quoted(O.Type), quoted(O.Default),
                           quoted(O.Summary)));
  std::string Result;
  raw_string_ostream S(Result);
  S << "{" << quoted(C.Id) << ", " << quoted(C.Summary) << ", "
    << enumerator("CheckSeverity", C.Severity, checkSeverityWords()) << ", "
    << C.Tier << ", " << facts::print(C.OnByDefault) << ", "
    << enumerator("CheckProfile", C.Profile, checkProfileWords()) << ", "
    << Options.slice(Each) << ", " << quoted(C.Document) << ", "
    << print(C.SdvRules) << ", " << quoted(C.CodeqlQuery) << "}";
  return Result;
}

template <typename Row, typename Print>
void TableWriter::table(StringRef Type, StringRef Name, ArrayRef<Row> List,
                        Print Each) {
  Rows += formatv("constexpr {0} {1}[] = {{\n", Type, Name);
  for (const Row &R : List)
    Rows += "    " + Each(R) + ",\n";
  Rows += "};\n\n";
}

void TableWriter::write() {
  auto Row = [&](const auto &R) { return row(R); };
  table("Routine", "Routines", Tables.Routines, Row);
  table("Role", "Roles", Tables.Roles, Row);
  table("RegistrationMember", "Registrations", Tables.Registrations,
        [&](const RegistrationMember &M) { return print(M); });
  table("Constant", "Constants", Tables.Constants, [](const Constant &C) {
    return std::string(formatv("{{{0}, {1}, {2}}", quoted(C.Name),
                               quoted(C.Enumeration), C.Value));
  });
  table("CodeRow", "Codes", Tables.Codes, [](const CodeRow &C) {
    return std::string(
        formatv("{{{0}, {1}, {2}}", quoted(C.Dispatcher), C.Code, C.Routine));
  });
  table("CheckInfo", "Checks", Tables.Checks, Row);

  Out << "// Generated by rules-gen from rules/*.yaml; edit those.\n\n"
         "#include \"facts/RuleSet.h\"\n\n"
         "namespace miniport::facts {\nnamespace {\n\n";
  for (const Pool *P :
       {&Strings, &Numbers, &Ints, &Locks, &EnumLocks, &Parameters, &Effects,
        &Ranges, &Cases, &Members, &Options})
    P->print(Out);
  Out << Rows
      << "} // namespace\n\n"
         "constexpr RuleTables BuiltinTables = {Routines, Roles, "
         "Registrations, Constants, Codes, Checks};\n\n"
         "} // namespace miniport::facts\n";
}

void writeTables(const RuleTables &Tables, raw_ostream &Out) {
  TableWriter(Tables, Out).write();
}

} // namespace miniport::facts
