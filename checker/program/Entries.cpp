//===- Entries.cpp - What the port driver may call ------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "program/Builder.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::ir;
using facts::EffectKind;
using facts::Role;

//===----------------------------------------------------------------------===//
// Roles
//===----------------------------------------------------------------------===//

/// The port driver that the unit registers with. It decides what a member or
/// type that both have means.
void LinkUnitBuilder::findPort() {
  bool Table = false, Storport = false, ScsiPort = false;
  Port = "storport";
  for (const Function &F : M.Functions) {
    const facts::Routine *R = routineOf(Rules, F);
    if (!R)
      continue;
    Storport |= R->Port == "storport";
    ScsiPort |= R->Port == "scsiport";
    if (R->has(EffectKind::RegisterTable)) {
      Port = R->Port;
      Table = true;
    }
  }
  // A file without DriverEntry shows it by the routines it calls. Drivers for
  // Storport use some of SCSI port's (the WMI library), not the other way.
  if (!Table && ScsiPort && !Storport)
    Port = "scsiport";
}

/// The role that a type names. The same type is HW_X in Storport's headers,
/// PHW_X (a pointer's name) in those of SCSI port, and sp_X to Static Driver
/// Verifier.
const Role *LinkUnitBuilder::roleNamed(llvm::StringRef Name) const {
  llvm::StringRef Plain = Name;
  Plain.consume_front("sp_");
  std::string Pointer = ("P" + Plain).str(), Sdv = ("sp_" + Plain).str();
  llvm::StringRef Pointee = Plain;
  Pointee.consume_front("P");
  const Role *Any = nullptr;
  for (llvm::StringRef Alias :
       {Name, Plain, llvm::StringRef(Sdv), llvm::StringRef(Pointer), Pointee})
    if (const Role *R = Rules.role(Alias)) {
      if (R->Port == Port)
        return R;
      if (!Any)
        Any = R;
    }
  return Any;
}

/// Several port drivers and variants share table and member names: the role is
/// that of the unit's port whose parameters the function has.
const Role *LinkUnitBuilder::roleOfMember(const facts::RegistrationMember &R,
                                          uint32_t Function) const {
  const Role *Best = nullptr;
  unsigned BestRank = 0;
  size_t Params = M.Functions[Function].Params.size();
  auto Consider = [&](const Role *Candidate) {
    if (!Candidate)
      return;
    unsigned Rank = 1 + 2 * (Candidate->Port == Port) +
                    (Candidate->Parameters.size() == Params);
    if (Rank > BestRank) {
      Best = Candidate;
      BestRank = Rank;
    }
  };
  for (const facts::RegistrationMember &Other : Rules.registrations())
    if (plainRecordName(Other.Struct) == plainRecordName(R.Struct) &&
        Other.Member == R.Member) {
      Consider(Rules.role(Other.Role));
      // A virtual miniport may use the physical one's table.
      if (!Other.VirtualRole.empty())
        Consider(Rules.role(Other.VirtualRole));
    }
  return Best;
}

//===----------------------------------------------------------------------===//
// Evidence
//===----------------------------------------------------------------------===//

void LinkUnitBuilder::addEntry(const EntryPoint &E) {
  // Only declared: nothing to enter. Storport keeps two members of SCSI port's
  // table and never calls them.
  if (!E.Role || !M.Functions[E.Function].HasBody ||
      E.Role->Name == "HW_NEVER_CALLED")
    return;
  auto [It, New] = Found.try_emplace({E.Function, E.Role->Name}, E);
  if (New)
    return;
  EntryPoint &Old = It->second;
  std::vector<CallSite> Sites = Old.Sites;
  llvm::append_range(Sites, E.Sites);
  llvm::sort(Sites);
  Sites.erase(std::unique(Sites.begin(), Sites.end()), Sites.end());
  // However the evidence ranks, where it is registered is worth knowing.
  if (Old.RegisteredIn == None && E.RegisteredIn != None) {
    Old.Registered = E.Registered;
    Old.RegisteredIn = E.RegisteredIn;
  }
  // A type does not say how the function is run, a registration does.
  if (Old.Evidence > EntryEvidence::Registration)
    Old.Synchronous = E.Synchronous;
  else
    Old.Synchronous &= E.Synchronous;
  Old.Evidence = std::min(Old.Evidence, E.Evidence);
  Old.Sites = std::move(Sites);
}

static std::string nearest(llvm::StringRef Name,
                           llvm::ArrayRef<llvm::StringRef> Valid) {
  llvm::StringRef Best;
  unsigned BestDistance = Name.size() / 2 + 2;
  for (llvm::StringRef V : Valid)
    if (unsigned D = Name.edit_distance(V, true, BestDistance);
        D < BestDistance) {
      Best = V;
      BestDistance = D;
    }
  return Best.empty() ? std::string()
                      : ("; did you mean '" + Best + "'?").str();
}

llvm::Error LinkUnitBuilder::addOptions(llvm::ArrayRef<EntryOption> Options) {
  for (const EntryOption &O : Options) {
    const Role *R = roleNamed(O.Role);
    if (!R) {
      std::vector<llvm::StringRef> Names;
      for (const Role &Known : Rules.roles())
        Names.push_back(Known.Name);
      return llvm::createStringError(std::errc::invalid_argument,
                                     "unknown role '%s'%s", O.Role.c_str(),
                                     nearest(O.Role, Names).c_str());
    }
    bool Any = false;
    std::vector<llvm::StringRef> Names;
    for (uint32_t F = 0; F < M.Functions.size(); ++F) {
      if (!M.Functions[F].HasBody)
        continue;
      Names.push_back(M.Functions[F].Name);
      if (M.Functions[F].Name != O.Function)
        continue;
      addEntry({F, R, EntryEvidence::Option, {}, None, {}, false});
      Any = true;
    }
    if (!Any)
      return llvm::createStringError(
          std::errc::invalid_argument, "no function '%s' is defined%s",
          O.Function.c_str(), nearest(O.Function, Names).c_str());
  }
  return llvm::Error::success();
}

/// Functions declared with a role's type, and DriverEntry.
void LinkUnitBuilder::addDeclared() {
  const Role *DriverEntry = nullptr;
  for (const Role &R : Rules.roles())
    if (R.Routine == "DriverEntry" && (!DriverEntry || R.Port == Port))
      DriverEntry = &R;
  for (uint32_t F = 0; F < M.Functions.size(); ++F) {
    const Function &Fn = M.Functions[F];
    for (llvm::StringRef Type : Fn.RoleTypes)
      addEntry(
          {F, roleNamed(Type), EntryEvidence::RoleType, {}, None, {}, false});
    if (Fn.Name == "DriverEntry")
      addEntry(
          {F, DriverEntry, EntryEvidence::Convention, {}, None, {}, false});
  }
}

void LinkUnitBuilder::findRegistrationCells() {
  for (uint32_t R = 0; R < M.Records.size(); ++R)
    for (uint32_t F = 0; F < M.Records[R].Fields.size(); ++F)
      for (const facts::RegistrationMember &Member : Rules.registrations())
        if (Member.Member == M.Records[R].Fields[F].Name &&
            plainRecordName(Member.Struct) ==
                plainRecordName(M.Records[R].Name))
          Cells.try_emplace(Flow.fieldNode({R, F}), &Member);
}

void LinkUnitBuilder::addStore(CallSite Site, const Instruction &I) {
  PointerFlow::Set Values = Flow.pointsTo(Site.Function, I.Args[0]);
  if (Values.empty() || Values.find_first() >= int(M.Functions.size()))
    return;
  for (uint32_t Place : Flow.placesOf(Site.Function, I.Where)) {
    auto Cell = Cells.find(Place);
    if (Cell == Cells.end())
      continue;
    for (uint32_t F : Values) {
      if (F >= M.Functions.size())
        break;
      addEntry({F,
                roleOfMember(*Cell->second, F),
                EntryEvidence::Registration,
                I.Loc,
                Site.Function,
                {Site},
                false});
    }
  }
}

/// A whole table is copied, perhaps from a template whose initialised members
/// are thus registered. Which these are shows when every store has been seen.
void LinkUnitBuilder::addCopy(CallSite Site, const PointerFlow::Set &To,
                              SourceLocation Loc) {
  for (uint32_t Place : To)
    for (uint32_t R : Flow.recordsAt(Place))
      for (uint32_t Field = 0; Field < M.Records[R].Fields.size(); ++Field) {
        auto Cell = Cells.find(Flow.fieldNode({R, Field}));
        if (Cell == Cells.end())
          continue;
        for (uint32_t F : Flow.contents(Cell->first))
          if (F < M.Functions.size())
            Copied.push_back({F,
                              roleOfMember(*Cell->second, F),
                              EntryEvidence::Registration,
                              Loc,
                              Site.Function,
                              {Site},
                              false});
      }
}

void LinkUnitBuilder::addCall(CallSite Site, const Instruction &I) {
  for (const RoutineCall &R : routinesAt(M, Rules, I))
    for (const facts::Effect &E : R.Routine->Effects) {
      if (!mayHold(E.When, R, I))
        continue;
      if (E.Kind == EffectKind::RegisterCallback ||
          E.Kind == EffectKind::RunCallback) {
        for (uint32_t F : Flow.pointsTo(Site.Function, R.arg(I, E.RoutineArg)))
          if (F < M.Functions.size())
            addEntry({F,
                      E.Role.empty() ? nullptr : Rules.role(E.Role),
                      EntryEvidence::Registration,
                      I.Loc,
                      Site.Function,
                      {Site},
                      E.Kind == EffectKind::RunCallback && E.Synchronous});
      } else if (E.Kind == EffectKind::CopyMemory) {
        addCopy(Site, Flow.pointsTo(Site.Function, R.arg(I, E.DestArg)), I.Loc);
      }
    }
}

/// What reaches a registering member and was not seen on its way: the table
/// itself is an initialised global.
void LinkUnitBuilder::addInitialised() {
  for (const auto &[Node, Member] : Cells)
    for (uint32_t F : Flow.contents(Node)) {
      if (F >= M.Functions.size())
        break;
      const Role *R = roleOfMember(*Member, F);
      if (!R || (Found.count({F, R->Name}) &&
                 Found[{F, R->Name}].RegisteredIn != None))
        continue;
      SourceLocation Loc;
      for (const Global &G : M.Globals)
        if (!Loc.isValid() &&
            llvm::any_of(G.Initializers, [&](const Initializer &I) {
              return I.Init == Value::function(F);
            }))
          Loc = G.Loc;
      addEntry({F, R, EntryEvidence::Registration, Loc, None, {}, false});
    }
}

void LinkUnitBuilder::findEntries() {
  addDeclared();
  findRegistrationCells();
  auto ForEach = [&](auto Visit) {
    for (uint32_t F = 0; F < M.Functions.size(); ++F)
      for (uint32_t B = 0; B < M.Functions[F].Blocks.size(); ++B) {
        const Block &Block = M.Functions[F].Blocks[B];
        for (uint32_t I = 0; I < Block.Instructions.size(); ++I)
          Visit(CallSite{F, B, I}, Block.Instructions[I]);
      }
  };
  ForEach([&](CallSite Site, const Instruction &I) {
    bool Whole = I.Op == Opcode::Store && I.Args[0].Ty.isAggregate();
    if (Whole || I.Op == Opcode::Copy)
      addCopy(Site, Flow.placesOf(Site.Function, I.Where), I.Loc);
    else if (I.Op == Opcode::Store)
      addStore(Site, I);
    else if (I.Op == Opcode::Call)
      addCall(Site, I);
  });
  llvm::erase_if(Copied, [&](const EntryPoint &E) {
    if (!E.Role)
      return true;
    auto It = Found.find({E.Function, E.Role->Name});
    return It != Found.end() && !It->second.Sites.empty();
  });
  for (const EntryPoint &E : Copied)
    addEntry(E);
  addInitialised();
  for (auto &[Key, Entry] : Found)
    U.Entries.push_back(std::move(Entry));
}
