//===- StandIns.cpp - The text of stand-ins -------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "intake/StandIns.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/ErrorHandling.h"

namespace miniport::intake {

using llvm::StringRef;

void StandIns::merge(const StandIns &Other) {
  for (const auto &[Name, T] : Other.Types) {
    Type &Mine = Types[Name];
    Mine.Members.insert(T.Members.begin(), T.Members.end());
    Mine.IsRole |= T.IsRole;
  }
  Others.insert(Other.Others.begin(), Other.Others.end());
}

static std::string memberText(StringRef Name, StandIns::Type::Use Use,
                              bool IsCxx) {
  switch (Use) {
  case StandIns::Type::Use::Called:
    return ("int (*" + Name + ")(" + (IsCxx ? "..." : "") + ");").str();
  case StandIns::Type::Use::Indexed:
    return ("unsigned int " + Name + "[16];").str();
  case StandIns::Type::Use::Value:
    return ("unsigned long long " + Name + ";").str();
  }
  llvm_unreachable("not a use");
}

/// PFOO is a pointer to FOO, whether or not somebody speaks of FOO itself.
static bool isPointerName(StringRef Name) {
  return Name.size() > 2 && Name[0] == 'P' && llvm::isUpper(Name[1]) &&
         Name.upper() == Name.str();
}

/// A structure if it has members; else a number, which may be copied, compared
/// and pointed to.
static std::string typeText(const std::string &Name, const StandIns::Type &T,
                            const StandIns &All, bool IsCxx) {
  if (T.IsRole)
    return "typedef int " + Name + "(" + (IsCxx ? "..." : "") + ");\n";
  bool IsPointer = isPointerName(Name);
  std::string Members;
  auto Add = [&](const StandIns::Type &Of) {
    for (const auto &[Member, Use] : Of.Members)
      if (!StringRef(Members).contains(" " + Member + ";"))
        Members += " " + memberText(Member, Use, IsCxx);
  };
  if (IsPointer) {
    auto Pointee = All.Types.find(Name.substr(1));
    // FOO and PFOO are declared together, below.
    if (Pointee != All.Types.end() && !Pointee->second.IsRole)
      return "";
    Add(T);
    return "typedef struct " + Name + "_ {" + Members + " char Rest_[8]; } *" +
           Name + ";\n";
  }
  Add(T);
  auto Pointer = All.Types.find("P" + Name);
  bool HasPointer = Pointer != All.Types.end() && isPointerName("P" + Name);
  if (HasPointer)
    Add(Pointer->second);
  std::string Text = Members.empty()
                         ? "typedef unsigned int " + Name
                         : "typedef struct " + Name + "_ {" + Members +
                               " char Rest_[8]; } " + Name;
  return Text + (HasPointer ? ", *P" + Name : "") + ";\n";
}

/// Number: of constants so far. Any two of them differ, as the cases of a
/// switch do.
static std::string otherText(const std::string &Name, StandIns::Kind Kind,
                             bool IsCxx, unsigned Number) {
  using K = StandIns::Kind;
  const std::string Define = "#define " + Name;
  // In C a call declares its function.
  const std::string Declared =
      IsCxx ? "extern \"C\" int " + Name + "(...);\n" : "";
  const std::string Extern = IsCxx ? "extern \"C\" " : "extern ";
  switch (Kind) {
  case K::Attribute:
    return Define + "\n";
  case K::AttributeCall:
    return Define + "(...)\n";
  case K::Condition:
    return Declared + Define + "(...) if (" + Name + "(__VA_ARGS__))\n";
  case K::Statement:
    return Declared + Define + "(...) " + Name + "(__VA_ARGS__);\n";
  case K::BareStatement:
    return Declared + Define + " " + Name + "()\n";
  case K::BareLine:
    return Declared + Define + " " + Name + "();\n";
  case K::Constant:
    return "enum { " + Name + " = " + std::to_string(0x5E1D0000 + Number) +
           " };\n";
  case K::Value:
    return Extern + "const int " + Name + ";\n";
  case K::Variable:
    return Extern + "int " + Name + ";\n";
  case K::Callback:
    return "extern int " + Name + "();\n";
  case K::Function:
    return Declared;
  }
  llvm_unreachable("not a kind");
}

std::string StandIns::declarations(bool IsCxx) const {
  std::string Text;
  for (const auto &[Name, T] : Types)
    Text += typeText(Name, T, *this, IsCxx);
  unsigned Number = 0;
  for (const auto &[Name, Kind] : Others)
    Text += otherText(Name, Kind, IsCxx, Number++);
  return Text;
}

} // namespace miniport::intake
