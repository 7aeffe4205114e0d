//===- Narrow.cpp - What lies at an address of the driver's ---------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Local variables whose address is taken are at a fixed distance from the frame
// pointer, which DWARF gives as DW_OP_fbreg, or DW_OP_breg6 for rbp.
//
//===----------------------------------------------------------------------===//

#include "loader/Narrow.h"
#include "loader/Driver.h"
#include "llvm/BinaryFormat/Dwarf.h"
#include "llvm/DebugInfo/DWARF/DWARFCompileUnit.h"
#include "llvm/DebugInfo/DWARF/DWARFContext.h"
#include "llvm/DebugInfo/DWARF/DWARFExpression.h"
#include "llvm/Object/ObjectFile.h"

using namespace llvm;
using namespace miniport::simulator;

namespace {
/// A variable, and the place in it.
struct Place {
  std::string Name;
  uint64_t Offset;
  DWARFDie Type;
};

class Layouts {
public:
  explicit Layouts(StringRef Path) {
    auto Owner = object::ObjectFile::createObjectFile(Path);
    if (!Owner) {
      consumeError(Owner.takeError());
      return;
    }
    File = std::move(*Owner);
    Context = DWARFContext::create(*File.getBinary());
  }

  /// The variable of the function at \p Code, whose frame pointer is \p Frame,
  /// that \p Address lies in.
  std::optional<Place> find(uint64_t Code, uint64_t Frame, uint64_t Address);
  /// The narrowest member around \p Offset: its size, and its name added.
  static uint64_t narrow(DWARFDie Type, uint64_t Offset, std::string &Name);

private:
  std::optional<Place> search(DWARFDie Function, uint64_t Frame,
                              uint64_t Address);

  object::OwningBinary<object::ObjectFile> File;
  std::unique_ptr<DWARFContext> Context;
};
} // namespace

static DWARFDie typeOf(DWARFDie Die) {
  DWARFDie Type = Die.getAttributeValueAsReferencedDie(dwarf::DW_AT_type);
  while (Type && (Type.getTag() == dwarf::DW_TAG_typedef ||
                  Type.getTag() == dwarf::DW_TAG_const_type ||
                  Type.getTag() == dwarf::DW_TAG_volatile_type))
    Type = Type.getAttributeValueAsReferencedDie(dwarf::DW_AT_type);
  return Type;
}

static uint64_t sizeOf(DWARFDie Type) {
  return dwarf::toUnsigned(Type.find(dwarf::DW_AT_byte_size), 0);
}

static std::optional<int64_t> frameOffset(DWARFDie Variable) {
  Expected<DWARFLocationExpressionsVector> Locations =
      Variable.getLocations(dwarf::DW_AT_location);
  if (!Locations) {
    consumeError(Locations.takeError());
    return std::nullopt;
  }
  for (const DWARFLocationExpression &L : *Locations) {
    DataExtractor Data(toStringRef(L.Expr), true, 8);
    DWARFExpression Expression(Data, 8);
    for (const DWARFExpression::Operation &Op : Expression) {
      if (Op.getCode() == dwarf::DW_OP_fbreg ||
          Op.getCode() == dwarf::DW_OP_breg6)
        return int64_t(Op.getRawOperand(0));
      break;
    }
  }
  return std::nullopt;
}

std::optional<Place> Layouts::search(DWARFDie Scope, uint64_t Frame,
                                     uint64_t Address) {
  for (DWARFDie Child : Scope.children()) {
    dwarf::Tag Tag = Child.getTag();
    if (Tag == dwarf::DW_TAG_lexical_block ||
        Tag == dwarf::DW_TAG_inlined_subroutine) {
      if (std::optional<Place> Found = search(Child, Frame, Address))
        return Found;
      continue;
    }
    if (Tag != dwarf::DW_TAG_variable)
      continue;
    std::optional<int64_t> Offset = frameOffset(Child);
    DWARFDie Declared = Child;
    if (DWARFDie Origin = Child.getAttributeValueAsReferencedDie(
            dwarf::DW_AT_abstract_origin))
      Declared = Origin;
    DWARFDie Type = typeOf(Declared);
    if (!Offset || !Type)
      continue;
    uint64_t Start = Frame + *Offset;
    if (Address - Start < std::max<uint64_t>(sizeOf(Type), 1))
      return Place{dwarf::toString(Declared.find(dwarf::DW_AT_name), "?"),
                   Address - Start, Type};
  }
  return std::nullopt;
}

std::optional<Place> Layouts::find(uint64_t Code, uint64_t Frame,
                                   uint64_t Address) {
  if (!Context)
    return std::nullopt;
  DWARFCompileUnit *Unit = Context->getCompileUnitForCodeAddress(Code);
  if (!Unit)
    return std::nullopt;
  DWARFDie Function = Unit->getSubroutineForAddress(Code);
  while (Function && Function.getTag() != dwarf::DW_TAG_subprogram)
    Function = Function.getParent();
  return Function ? search(Function, Frame, Address) : std::nullopt;
}

uint64_t Layouts::narrow(DWARFDie Type, uint64_t Offset, std::string &Name) {
  for (DWARFDie Member : Type.children()) {
    if (Member.getTag() != dwarf::DW_TAG_member)
      continue;
    uint64_t At =
        dwarf::toUnsigned(Member.find(dwarf::DW_AT_data_member_location), 0);
    DWARFDie Inner = typeOf(Member);
    if (!Inner || Offset - At >= std::max<uint64_t>(sizeOf(Inner), 1))
      continue;
    StringRef Called = dwarf::toString(Member.find(dwarf::DW_AT_name), "");
    if (!Called.empty())
      Name += "." + Called.str();
    return narrow(Inner, Offset - At, Name);
  }
  uint64_t Size = sizeOf(Type);
  return Size > Offset ? Size - Offset : 0;
}

void miniport::simulator::checkNarrow(const void *Target, uint64_t Bytes) {
  checkAccess(Target, Bytes, false);
  Machine &M = machine();
  uint64_t Address = reinterpret_cast<uint64_t>(Target);
  Invocation *I = M.invocation();
  if (!I || !M.thread()->Stack->onStack(Address))
    return;
  // One answer for each place in the code: the distance to the frame stays.
  static DenseMap<std::pair<uint64_t, uint64_t>, bool> Fine;
  static std::unique_ptr<Layouts> Known;
  static std::string KnownPath;
  if (KnownPath != TheDriver->path()) {
    Fine.clear();
    KnownPath = TheDriver->path();
    Known = std::make_unique<Layouts>(KnownPath);
  }
  auto *Frame = static_cast<uint64_t *>(__builtin_frame_address(0));
  for (unsigned Depth = 0; Frame < I->Frame && Depth < 32; ++Depth) {
    uint64_t Code = Frame[1];
    auto *Outer = reinterpret_cast<uint64_t *>(Frame[0]);
    if (Outer <= Frame)
      return;
    if (TheDriver->isCode(Code) &&
        Address < reinterpret_cast<uint64_t>(Outer)) {
      uint64_t Base = reinterpret_cast<uint64_t>(Outer);
      auto [Entry, New] = Fine.try_emplace({Code, Base - Address}, true);
      if (!New)
        return;
      std::optional<Place> Found =
          Known->find(Code - 1 - TheDriver->base(), Base, Address);
      if (!Found)
        return;
      std::string Name = Found->Name;
      uint64_t Room = Layouts::narrow(Found->Type, Found->Offset, Name);
      if (Room && Room < Bytes)
        M.report("narrow-write", Twine(Bytes) + " bytes are written to " +
                                     Name + ", which has room for " +
                                     Twine(Room));
      return;
    }
    Frame = Outer;
  }
}
