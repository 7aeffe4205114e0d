//===- RuleSet.cpp - Rule rows in memory ----------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/RuleSet.h"
#include "llvm/ADT/STLExtras.h"
#include <tuple>

using namespace llvm;

namespace miniport::facts {

RuleSet::RuleSet(const RuleTables &Base)
    : Routines(Base.Routines.begin(), Base.Routines.end()),
      Roles(Base.Roles.begin(), Base.Roles.end()),
      Constants(Base.Constants.begin(), Base.Constants.end()),
      Checks(Base.Checks.begin(), Base.Checks.end()), Strings(Arena) {}

RuleTables RuleSet::tables() {
  llvm::sort(Routines, [](const Routine &A, const Routine &B) {
    return A.Name < B.Name;
  });
  llvm::sort(Roles,
             [](const Role &A, const Role &B) { return A.Name < B.Name; });
  llvm::sort(Constants, [](const Constant &A, const Constant &B) {
    return A.Name < B.Name;
  });
  llvm::sort(Checks, [](const CheckInfo &A, const CheckInfo &B) {
    return A.Id < B.Id;
  });
  deriveRegistrations();
  deriveCodes();
  return {Routines, Roles, Registrations, Constants, Codes, Checks};
}

void RuleSet::deriveRegistrations() {
  Registrations.clear();
  auto Key = [](const RegistrationMember &M) {
    return std::tie(M.Struct, M.Member, M.Port);
  };
  // A physical and a virtual role may share a member (HwFindAdapter); the row
  // is the physical one's, and names the other.
  for (bool Virtual : {false, true})
    for (const Role &R : Roles)
      for (const RegistrationMember &M : R.RegisteredBy) {
        if (R.Virtual != Virtual)
          continue;
        auto Same = find_if(Registrations, [&](const RegistrationMember &O) {
          return Key(O) == Key(M);
        });
        if (Same != Registrations.end())
          Same->VirtualRole = R.Name;
        else
          Registrations.push_back(M);
      }
  llvm::sort(Registrations,
             [&](const RegistrationMember &A, const RegistrationMember &B) {
               return Key(A) < Key(B);
             });
}

void RuleSet::deriveCodes() {
  Codes.clear();
  for (unsigned I = 0; I != Routines.size(); ++I)
    if (!Routines[I].Dispatcher.empty())
      Codes.push_back({Routines[I].Dispatcher, Routines[I].Code, I});
  llvm::sort(Codes, [](const CodeRow &A, const CodeRow &B) {
    return std::tie(A.Dispatcher, A.Code) < std::tie(B.Dispatcher, B.Code);
  });
}

} // namespace miniport::facts
