//===- StandIns.cpp - The text of stand-ins -------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "intake/StandIns.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

namespace miniport::intake {

using llvm::StringRef;

void StandIns::merge(const StandIns &Other) {
  for (const auto &[Name, T] : Other.Types) {
    Type &Mine = Types[Name];
    Mine.Members.insert(T.Members.begin(), T.Members.end());
    Mine.IsRole |= T.IsRole;
  }
  for (auto Set :
       {&StandIns::Attributes, &StandIns::AttributesWithArguments,
        &StandIns::Conditions, &StandIns::Statements, &StandIns::Constants,
        &StandIns::Values, &StandIns::Variables, &StandIns::Functions})
    (this->*Set).insert((Other.*Set).begin(), (Other.*Set).end());
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

std::string StandIns::declarations(bool IsCxx) const {
  std::string Text;
  // A call in C++ needs a declaration; a macro's name in its own text is the
  // function's.
  if (IsCxx)
    for (auto Set : {&Conditions, &Statements, &Functions})
      for (const std::string &Name : *Set)
        Text += "extern \"C\" int " + Name + "(...);\n";
  for (const auto &[Name, T] : Types)
    Text += typeText(Name, T, *this, IsCxx);
  for (const std::string &Name : Attributes)
    Text += "#define " + Name + "\n";
  for (const std::string &Name : AttributesWithArguments)
    Text += "#define " + Name + "(...)\n";
  for (const std::string &Name : Conditions)
    Text += "#define " + Name + "(...) if (" + Name + "(__VA_ARGS__))\n";
  for (const std::string &Name : Statements)
    Text += "#define " + Name + "(...) " + Name + "(__VA_ARGS__);\n";
  // Any two of them differ, as the cases of a switch do.
  unsigned Next = 0x5E1D0000;
  for (const std::string &Name : Constants)
    Text += "enum { " + Name + " = " + std::to_string(Next++) + " };\n";
  for (const std::string &Name : Values)
    Text += std::string("extern ") + (IsCxx ? "\"C\" " : "") +
            (Variables.count(Name) ? "int " : "const int ") + Name + ";\n";
  return Text;
}

} // namespace miniport::intake
