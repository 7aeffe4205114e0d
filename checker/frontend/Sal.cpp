//===- Sal.cpp - What annotations come to ---------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Sal.h"
#include "frontend/Annotations.h"
#include "ir/Condition.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

namespace miniport::frontend {

using llvm::StringRef;

static bool isWordChar(char C) { return llvm::isAlnum(C) || C == '_'; }

std::vector<StringRef> splitArguments(StringRef Text) {
  std::vector<StringRef> Args;
  size_t Begin = 0, Open = 0;
  for (size_t I = 0; I <= Text.size(); ++I) {
    char C = I == Text.size() ? ',' : Text[I];
    if (C == '(' || C == '[')
      ++Open;
    else if ((C == ')' || C == ']') && Open)
      --Open;
    if (C == ',' && (Open == 0 || I == Text.size())) {
      Args.push_back(Text.slice(Begin, I).trim());
      Begin = I + 1;
    }
  }
  if (Args.size() == 1 && Args.front().empty())
    Args.clear();
  return Args;
}

std::optional<int64_t>
levelValue(StringRef Text,
           llvm::function_ref<std::optional<int64_t>(StringRef)> Of) {
  return ir::evaluate(Text, [&](StringRef Name) {
    if (auto Known = Of(Name))
      return Known;
    // A unit without the kit's headers has no macros for them.
    return llvm::StringSwitch<std::optional<int64_t>>(Name)
        .Case("PASSIVE_LEVEL", 0)
        .Case("LOW_LEVEL", 0)
        .Case("APC_LEVEL", 1)
        .Case("DISPATCH_LEVEL", 2)
        .Case("DPC_LEVEL", 2)
        .Case("HIGH_LEVEL", 15)
        .Default(std::nullopt);
  });
}

static std::string
levelName(StringRef Text,
          llvm::function_ref<std::optional<int64_t>(StringRef)> Of) {
  auto Value = levelValue(Text, Of);
  if (!Value)
    return Text.str();
  switch (*Value) {
  case 0:
    return "PASSIVE_LEVEL";
  case 1:
    return "APC_LEVEL";
  case 2:
    return "DISPATCH_LEVEL";
  case 15:
    return "HIGH_LEVEL";
  default:
    return std::to_string(*Value);
  }
}

namespace {

/// The name that the documents use today, or the same.
StringRef presentName(StringRef Name) {
  return llvm::StringSwitch<StringRef>(Name)
      .Case("__drv_maxIRQL", "_IRQL_requires_max_")
      .Case("__drv_minIRQL", "_IRQL_requires_min_")
      .Case("__drv_requiresIRQL", "_IRQL_requires_")
      .Case("__drv_raisesIRQL", "_IRQL_raises_")
      .Case("__drv_setsIRQL", "_IRQL_raises_")
      .Case("__drv_savesIRQL", "_IRQL_saves_")
      .Case("__drv_restoresIRQL", "_IRQL_restores_")
      .Case("__drv_savesIRQLGlobal", "_IRQL_saves_global_")
      .Case("__drv_restoresIRQLGlobal", "_IRQL_restores_global_")
      .Case("__drv_sameIRQL", "_IRQL_requires_same_")
      .Case("__drv_minFunctionIRQL", "_IRQL_always_function_min_")
      .Case("__drv_maxFunctionIRQL", "_IRQL_always_function_max_")
      .Case("__drv_useCancelIRQL", "_IRQL_uses_cancel_")
      .Case("__drv_isCancelIRQL", "_IRQL_is_cancel_")
      .Case("__drv_functionClass", "_Function_class_")
      .Case("__drv_dispatchType", "_Dispatch_type_")
      .Default(Name);
}

/// Its first argument is an IRQL.
bool takesLevel(StringRef Name) {
  return llvm::StringSwitch<bool>(Name)
      .Cases("_IRQL_requires_max_", "_IRQL_requires_min_", "_IRQL_requires_",
             "_IRQL_raises_", "_IRQL_always_function_max_",
             "_IRQL_always_function_min_", true)
      .Default(false);
}

/// Only holds annotations together.
bool isGroup(StringRef Name) {
  return llvm::StringSwitch<bool>(Name)
      .Cases("_Group_", "__drv_group", "__drv_in", "__drv_out", "__drv_inout",
             "__drv_in_deref", "__drv_out_deref", "__drv_deref", true)
      .Default(false);
}

class Reader {
public:
  Reader(const SalScope &Scope, std::vector<SalFact> &Out)
      : Scope(Scope), Out(Out) {}

  struct Place {
    uint32_t Param = ir::None;
    std::string Target, When; ///< of _At_ and _When_ around it
  };
  void read(StringRef Name, StringRef Text, const Place &At, unsigned Depth);

private:
  void readList(StringRef Text, const Place &At, unsigned Depth);
  std::string inOurTerms(StringRef Text, const Place &At,
                         bool WithConstants) const;
  std::optional<uint32_t> parameterIn(StringRef Text) const;
  void add(StringRef Name, llvm::ArrayRef<StringRef> Args, const Place &At);

  const SalScope &Scope;
  std::vector<SalFact> &Out;
};

/// Renames parameters, and puts the object of an _At_ in its place.
std::string Reader::inOurTerms(StringRef Text, const Place &At,
                               bool WithConstants) const {
  std::string Result;
  while (!Text.empty()) {
    StringRef Word = Text.take_while(isWordChar);
    if (Word.empty()) {
      Result += Text.front();
      Text = Text.drop_front();
      continue;
    }
    Text = Text.drop_front(Word.size());
    bool IsMember = StringRef(Result).rtrim().ends_with("->") ||
                    StringRef(Result).rtrim().ends_with(".");
    auto Param = llvm::find_if(Scope.Params,
                               [&](const auto &P) { return P.first == Word; });
    if (IsMember || llvm::isDigit(Word.front()))
      Result += Word;
    else if (Word == "_Curr_" && !At.Target.empty())
      Result += At.Target;
    else if (Param != Scope.Params.end() && !Param->second.empty())
      Result += Param->second;
    else if (auto Value = WithConstants ? Scope.ConstantOf(Word) : std::nullopt)
      Result += std::to_string(*Value);
    else
      Result += Word;
  }
  return Result;
}

/// "lock", "*old", "(p)": the parameter that it is about.
std::optional<uint32_t> Reader::parameterIn(StringRef Text) const {
  Text = Text.trim("()*& ");
  for (auto [I, P] : llvm::enumerate(Scope.Params))
    if (P.first == Text)
      return Scope.FirstParam + I;
  return std::nullopt;
}

void Reader::add(StringRef Name, llvm::ArrayRef<StringRef> Args,
                 const Place &At) {
  SalFact F;
  F.Name = Name.str();
  F.Param = At.Param;
  F.When = At.When;
  for (StringRef Arg : Args)
    F.Args.push_back(inOurTerms(Arg, At, /*WithConstants=*/false));
  if (takesLevel(Name) && !F.Args.empty())
    F.Args.front() = levelName(F.Args.front(), Scope.ConstantOf);
  if (F.Param == ir::None && F.Args.empty() && !At.Target.empty() &&
      At.Target != "return")
    F.Args.push_back(At.Target);
  Out.push_back(std::move(F));
}

void Reader::read(StringRef Name, StringRef Text, const Place &At,
                  unsigned Depth) {
  constexpr unsigned Deepest = 16;
  if (Depth == Deepest)
    return;
  std::vector<StringRef> Args = splitArguments(Text);
  if (isGroup(Name))
    return readList(Text, At, Depth + 1);
  auto Rest = [&] {
    return Text.drop_front(Args.front().end() - Text.begin()).ltrim(" ,");
  };
  if (Name == "_When_" || Name == "__drv_when") {
    if (Args.size() < 2)
      return;
    std::string When = inOurTerms(Args.front(), At, /*WithConstants=*/true);
    auto Known =
        ir::evaluate(When, [](StringRef) { return std::optional<int64_t>(); });
    if (Known && *Known == 0)
      return;
    Place Inside = At;
    if (!Known)
      Inside.When =
          At.When.empty() ? When : "(" + At.When + ") && (" + When + ")";
    return readList(Rest(), Inside, Depth + 1);
  }
  if (Name == "_At_" || Name == "__drv_at" || Name == "__drv_arg") {
    if (Args.size() < 2)
      return;
    Place Inside = At;
    Inside.Param = ir::None;
    if (auto Param = parameterIn(Args.front()))
      Inside.Param = *Param;
    Inside.Target = inOurTerms(Args.front(), At, /*WithConstants=*/false);
    return readList(Rest(), Inside, Depth + 1);
  }
  add(presentName(Name), Args, At);
}

void Reader::readList(StringRef Text, const Place &At, unsigned Depth) {
  while (!Text.empty()) {
    Text = Text.drop_until(isWordChar);
    StringRef Name = Text.take_while(isWordChar);
    Text = Text.drop_front(Name.size()).ltrim();
    StringRef Inside;
    if (Text.starts_with("(")) {
      size_t Length = 0, Open = 0;
      do {
        Open += Text[Length] == '(';
        Open -= Text[Length] == ')';
      } while (++Length < Text.size() && Open);
      Inside = Text.take_front(Length).drop_front();
      Inside.consume_back(")");
      Text = Text.drop_front(Length);
    }
    if (AnnotationLog::isAnnotation(Name) && !AnnotationLog::isAssumption(Name))
      read(Name, Inside.trim(), At, Depth);
  }
}

} // namespace

std::vector<SalFact> readSal(StringRef Name, StringRef Text, uint32_t Param,
                             const SalScope &Scope) {
  std::vector<SalFact> Out;
  Reader::Place At;
  At.Param = Param;
  Reader(Scope, Out).read(Name, Text, At, 0);
  return Out;
}

} // namespace miniport::frontend
