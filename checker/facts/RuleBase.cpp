//===- RuleBase.cpp - Look-ups in the rule base ---------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/RuleSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include <tuple>

using namespace llvm;

namespace miniport::facts {

struct RuleBase::Tables {
  /// Owns the rows that are not built in; null for the built-in rule base.
  std::unique_ptr<RuleSet> Owner;
  RuleTables Rows;
};

namespace {

template <typename Row>
const Row *findByName(ArrayRef<Row> Rows, StringRef Name) {
  const auto *Found =
      partition_point(Rows, [=](const Row &R) { return R.Name < Name; });
  return Found != Rows.end() && Found->Name == Name ? Found : nullptr;
}

} // namespace

RuleBase::RuleBase(std::unique_ptr<Tables> T) : T(std::move(T)) {}
RuleBase::~RuleBase() = default;

const RuleBase &RuleBase::builtin() {
  static const RuleBase Base(
      std::make_unique<Tables>(Tables{nullptr, BuiltinTables}));
  return Base;
}

Expected<std::unique_ptr<RuleBase>>
RuleBase::withOverrides(ArrayRef<StringRef> Files) {
  auto Owner = std::make_unique<RuleSet>(BuiltinTables);
  if (Error E = loadRules(*Owner, Files, /*BuiltIn=*/false))
    return std::move(E);
  RuleTables Rows = Owner->tables();
  return std::unique_ptr<RuleBase>(
      new RuleBase(std::make_unique<Tables>(Tables{std::move(Owner), Rows})));
}

const Routine *RuleBase::routine(StringRef Name) const {
  return findByName(T->Rows.Routines, Name);
}

const Role *RuleBase::role(StringRef Name) const {
  return findByName(T->Rows.Roles, Name);
}

const Role *RuleBase::role(StringRef TypeName, StringRef Port) const {
  if (Port != "kernel") {
    StringRef Bare = TypeName;
    if (Bare.starts_with("PHW_"))
      Bare = Bare.drop_front();
    SmallString<48> Pointer("P");
    Pointer += Bare;
    for (StringRef Name : {Bare, StringRef(Pointer)})
      if (const Role *R = role(Name); R && R->Port == Port)
        return R;
  }
  return role(TypeName);
}

const Constant *RuleBase::constant(StringRef Name) const {
  return findByName(T->Rows.Constants, Name);
}

const RegistrationMember *RuleBase::registration(StringRef Struct,
                                                 StringRef Member,
                                                 StringRef Port) const {
  Struct.consume_front("_");
  auto Key = std::tie(Struct, Member);
  const auto *Row =
      partition_point(T->Rows.Registrations, [&](const RegistrationMember &M) {
        return std::tie(M.Struct, M.Member) < Key;
      });
  const RegistrationMember *Best = nullptr;
  for (; Row != T->Rows.Registrations.end() &&
         std::tie(Row->Struct, Row->Member) == Key;
       ++Row)
    if (Port.empty() ? !Best || Row->Port == "storport" : Row->Port == Port)
      Best = Row;
  return Best;
}

const Routine *RuleBase::byCode(StringRef Dispatcher, int64_t Code) const {
  auto Key = std::tie(Dispatcher, Code);
  const auto *Row = partition_point(T->Rows.Codes, [&](const CodeRow &C) {
    return std::tie(C.Dispatcher, C.Code) < Key;
  });
  if (Row == T->Rows.Codes.end() || std::tie(Row->Dispatcher, Row->Code) != Key)
    return nullptr;
  return &T->Rows.Routines[Row->Routine];
}

ArrayRef<Routine> RuleBase::routines() const { return T->Rows.Routines; }
ArrayRef<Role> RuleBase::roles() const { return T->Rows.Roles; }
ArrayRef<Constant> RuleBase::constants() const { return T->Rows.Constants; }
ArrayRef<RegistrationMember> RuleBase::registrations() const {
  return T->Rows.Registrations;
}

} // namespace miniport::facts
