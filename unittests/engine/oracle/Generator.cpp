//===- Generator.cpp - Random drivers -------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Generator.h"
#include "llvm/ADT/STLExtras.h"

namespace miniport::oracle {

static Stmt raw(llvm::StringRef Text) {
  Stmt S;
  S.Kind = StmtKind::Raw;
  S.Word = Text.str();
  return S;
}

static const Variable ExtensionParam{"ext", LocalKind::Number, true};

static unsigned bit(LockKind Kind) { return 1U << unsigned(Kind); }

Generator::Generator(uint64_t Seed) : Rng(Seed) {}

unsigned Generator::newLocal(llvm::StringRef Stem, LocalKind Kind) {
  Variable V;
  V.Name = (Stem + llvm::Twine(Names++)).str();
  V.Kind = Kind;
  current().Locals.push_back(V);
  return current().Locals.size() - 1;
}

unsigned Generator::begin(llvm::StringRef Name, llvm::StringRef Role,
                          std::vector<Variable> Params, unsigned ResultWidth) {
  FunctionDecl F;
  F.Name = Name.str();
  F.Role = Role.str();
  F.Params = std::move(Params);
  F.ResultWidth = ResultWidth;
  auto It = llvm::find_if(F.Params,
                          [](const Variable &V) { return V.Name == "ext"; });
  F.Extension = It - F.Params.begin();
  P.Functions.push_back(std::move(F));
  Current = P.Functions.size() - 1;
  AllowQueue = !Role.empty();
  return Current;
}

void Generator::fields() {
  P.Fields = {{"->ADAPTER.Msix", 8},
              {"->ADAPTER.Quirk", 8},
              {"->ADAPTER.Mode", 32},
              {"->ADAPTER.Count", 32},
              {"->ADAPTER.Wide", 32},
              {"->ADAPTER.Ready", 8},
              {"->ADAPTER.Resetting", 8},
              {"->ADAPTER.Paused", 32},
              {"->ADAPTER.Errors", 32},
              {"->ADAPTER.Pending", 32},
              {"->ADAPTER.Queue->QUEUE.Depth", 32},
              {"->ADAPTER.Queue->QUEUE.Active", 8}};
  P.PointerFields = {"->ADAPTER.Lock", "->ADAPTER.Unlock"};
}

/// Fields that a body may write, callees included.
std::set<unsigned> Generator::written(const Body &B) const {
  std::set<unsigned> Result;
  for (const Stmt &S : B) {
    if (S.Kind == StmtKind::SetField)
      Result.insert(S.Field);
    if (S.Kind == StmtKind::Routine && S.Word == "VendorCheck")
      for (unsigned I = FirstRunTime; I < NumFields; ++I)
        Result.insert(I);
    if (S.Kind == StmtKind::Call && S.Callee == NoIndex)
      Result.insert(Pending); // one of the functions behind the pointer counts
    if (S.Kind == StmtKind::Call && S.Callee != NoIndex) {
      std::set<unsigned> Inner = written(P.Functions[S.Callee].Code);
      Result.insert(Inner.begin(), Inner.end());
    }
    for (const Body &Child : S.Bodies) {
      std::set<unsigned> Inner = written(Child);
      Result.insert(Inner.begin(), Inner.end());
    }
  }
  return Result;
}

void Generator::makeShared(SharedKind Kind, unsigned Number) {
  static constexpr const char *Stems[] = {"Service", "Update", "Reset", "Delay",
                                          "Is"};
  std::vector<Variable> Params{ExtensionParam};
  if (Kind == SharedKind::Anywhere || Kind == SharedKind::Delay)
    Params.push_back({Kind == SharedKind::Delay ? "us" : "n"});
  if (Kind == SharedKind::ByFlag)
    Params.push_back({"isr"});
  bool HasResult = Kind == SharedKind::Predicate ||
                   (Kind != SharedKind::Delay && Rng.percent(50));
  SharedFunction H;
  H.Kind = Kind;
  H.Function = begin(Stems[unsigned(Kind)] + std::to_string(Number), "", Params,
                     HasResult ? 32 : 0);
  Scope S;
  S.MaxIrql = LowestDirql;
  S.MayHold = bit(LockKind::Dpc) | bit(LockKind::StartIo) |
              bit(LockKind::Interrupt) | bit(LockKind::Message);
  Body Code;
  switch (Kind) {
  case SharedKind::Top:
    S.MaxIrql = Dispatch;
    S.MayHold = bit(LockKind::StartIo);
    Code = block(S, Rng.between(3, 8));
    break;
  case SharedKind::Anywhere:
    Code = block(S, Rng.between(2, 6));
    break;
  case SharedKind::ByFlag: {
    // The constant says whether the caller has the interrupt lock.
    Ref Handle{RefKind::Local, newLocal("h", LocalKind::Handle)};
    Expr C = Expr::binary("eq", Expr::param(1), Expr::number(0));
    Code.push_back(ifThen(C, {acquireLock(LockKind::Interrupt, Handle)}));
    Body Close{ifThen(rewritten(C), {releaseLock(Handle)})};
    S.Cleanups.push_back(Close);
    Body Inside = block(S, Rng.between(2, 5));
    Code.insert(Code.end(), Inside.begin(), Inside.end());
    Code.insert(Code.end(), Close.begin(), Close.end());
    break;
  }
  case SharedKind::Delay: {
    if (Rng.percent(50)) {
      Code.push_back(stall(Expr::param(1)));
      break;
    }
    Stmt Loop;
    Loop.Kind = StmtKind::Loop;
    Loop.Local = newLocal("i", LocalKind::Number);
    Loop.Value = Expr::param(1);
    Loop.Bodies = {{stall(Expr::number(Rng.between(1, 10)))}};
    Code.push_back(Loop);
    break;
  }
  case SharedKind::Predicate: {
    std::set<unsigned> Locals;
    Stmt Result = returnStatement();
    Expr C = condition(S, &H.Reads, &Locals);
    if (Rng.percent(50)) {
      Result.Value = C;
      Code.push_back(Result);
      break;
    }
    Result.Value = Expr::number(1);
    Code.push_back(ifThen(C, {Result}));
    Result.Value = Expr::number(0);
    Code.push_back(Result);
    break;
  }
  }
  if (HasResult && Kind != SharedKind::Predicate) {
    Stmt Result = returnStatement();
    Result.Value = number(S);
    Code.push_back(Result);
  }
  current().Code = std::move(Code);
  H.Writes = written(current().Code);
  SharedFunctions.push_back(std::move(H));
}

void Generator::sharedFunctions() {
  for (uint64_t I = 0, N = Rng.between(1, 3); I < N; ++I)
    makeWrapper(I);
  for (uint64_t I = 0, N = Rng.between(2, 5); I < N; ++I)
    makeShared(static_cast<SharedKind>(Rng.below(5)), I);
}

/// Functions that FindAdapter stores to the extension, to be called through it.
void Generator::pointers() {
  HasPointers = Rng.percent(35);
  if (!HasPointers)
    return;
  std::vector<Variable> Params{ExtensionParam,
                               {"handle", LocalKind::Number, true}};
  begin("LockLine", "", Params, 0);
  current().Code = {acquireLock(LockKind::Interrupt, {RefKind::Param, 1})};
  begin("LockCounted", "", Params, 0);
  current().Code = {acquireLock(LockKind::Interrupt, {RefKind::Param, 1}),
                    setField(Pending, Expr::binary("add", Expr::field(Pending),
                                                   Expr::number(1)))};
  begin("UnlockLine", "", Params, 0);
  current().Code = {releaseLock({RefKind::Param, 1})};
}

void Generator::findAdapter() {
  begin("HwFindAdapter", "HW_FIND_ADAPTER",
        {ExtensionParam,
         {"hw", LocalKind::Number, true},
         {"bus", LocalKind::Number, true},
         {"arg", LocalKind::Number, true},
         {"config", LocalKind::Number, true},
         {"reserved", LocalKind::Number, true}},
        32);
  Body Code;
  const std::string Config = "%config->PORT_CONFIGURATION_INFORMATION.";
  Code.push_back(raw("store s32 1, " + Config + "SynchronizationModel"));
  if (UsesMessages)
    Code.push_back(
        raw("store s32 2, " + Config + "InterruptSynchronizationMode"));
  auto Bits = [&](uint64_t Mask) {
    return Expr::binary("and", Expr::read(), Expr::number(Mask));
  };
  auto Something = [&](uint64_t Mask) {
    return Rng.percent(70) ? Bits(Mask) : Expr::number(Rng.below(Mask + 1));
  };
  Code.push_back(setField(Msix, Something(1)));
  Code.push_back(setField(Mode, Something(3)));
  Code.push_back(setField(Wide, Something(1)));
  Code.push_back(setField(Count, Something(7)));
  if (Rng.percent(50))
    Code.push_back(
        ifThen(Expr::binary("gt", Expr::field(Count), Expr::number(4)),
               {setField(Count, Expr::number(4))}));
  // One flag that depends on another.
  if (Rng.percent(50))
    Code.push_back(
        ifThen(Expr::binary("ne", Expr::field(Msix), Expr::number(0)),
               {setField(Quirk, Expr::number(0))}, {setField(Quirk, Bits(2))}));
  else
    Code.push_back(setField(Quirk, Something(3)));
  if (Rng.percent(40)) {
    Stmt Fail = returnStatement();
    Fail.Value = Expr::number(Rng.percent(50) ? 0 : 2);
    Code.push_back(ifThen(
        Expr::binary("eq", Expr::field(Mode), Expr::number(Rng.below(4))),
        {Fail}));
  }
  if (HasPointers)
    for (auto [Pointer, Name] :
         {std::pair(LockPointer, Rng.percent(50) ? "LockLine" : "LockCounted"),
          std::pair(UnlockPointer, "UnlockLine")}) {
      Stmt S;
      S.Kind = StmtKind::SetPointer;
      S.Index = Pointer;
      S.Callee = llvm::find_if(
                     P.Functions,
                     [&, Wanted = llvm::StringRef(Name)](
                         const FunctionDecl &F) { return F.Name == Wanted; }) -
                 P.Functions.begin();
      Code.push_back(S);
    }
  Scope S;
  S.MaxIrql = Passive;
  S.MayHold = bit(LockKind::Dpc) | bit(LockKind::StartIo) |
              bit(LockKind::Interrupt) | bit(LockKind::Message);
  ceiling(S, Code);
  Stmt Found = returnStatement();
  Found.Value = Expr::number(1);
  Code.push_back(Found);
  current().Code = std::move(Code);
}

/// Does it, callees included, call what the driver has no body of?
bool Generator::callsOutside(const Body &B) const {
  return llvm::any_of(B, [&](const Stmt &S) {
    return (S.Kind == StmtKind::Routine && S.Word == "VendorCheck") ||
           (S.Kind == StmtKind::Call && S.Callee != NoIndex &&
            callsOutside(P.Functions[S.Callee].Code)) ||
           llvm::any_of(S.Bodies,
                        [&](const Body &Child) { return callsOutside(Child); });
  });
}

void Generator::initialize() {
  begin("HwInitialize", "HW_INITIALIZE", {ExtensionParam}, 8);
  Scope S;
  S.MaxIrql = LowestDirql;
  S.MayHold = bit(LockKind::StartIo) | bit(LockKind::Interrupt);
  Body Code;
  simple(S, Code);
  // What initialisation fixes, it fixes itself.
  if (callsOutside(Code))
    Code.clear();
  poll(S, Code);
  if (Rng.percent(50)) {
    Stmt Fail = returnStatement();
    Fail.Value = Expr::number(0);
    Code.push_back(
        ifThen(Expr::binary("eq", Expr::read(), Expr::number(0)), {Fail}));
  }
  Stmt Done = returnStatement();
  Done.Value = Expr::number(1);
  Code.push_back(Done);
  current().Code = std::move(Code);
}

void Generator::interrupt(bool Message) {
  std::vector<Variable> Params{ExtensionParam};
  if (Message)
    Params.push_back({"id"});
  begin(Message ? "HwMessageInterrupt" : "HwInterrupt",
        Message ? "HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE" : "HW_INTERRUPT",
        Params, 8);
  Scope S;
  S.MaxIrql = LowestDirql;
  S.MayHold = bit(LockKind::Interrupt) | bit(LockKind::Message);
  Body Code;
  unsigned Status = newLocal("x", LocalKind::Number);
  Code.push_back(assign(Status, Expr::read()));
  if (Rng.percent(80)) {
    Stmt Foreign = returnStatement();
    Foreign.Value = Expr::number(0);
    Code.push_back(ifThen(
        Expr::binary("eq",
                     Expr::binary("and", Expr::local(Status),
                                  Expr::number(uint64_t(1) << Rng.below(4))),
                     Expr::number(0)),
        {Foreign}));
  }
  Body Inside = block(S, Rng.between(3, 8));
  Code.insert(Code.end(), Inside.begin(), Inside.end());
  Stmt Ours = returnStatement();
  Ours.Value = Expr::number(1);
  Code.push_back(Ours);
  current().Code = std::move(Code);
}

void Generator::plainEntry(llvm::StringRef Name, llvm::StringRef Role) {
  bool IsDpc = Role == "HW_DPC_ROUTINE";
  std::vector<Variable> Params{ExtensionParam};
  if (IsDpc)
    Params = {{"dpc", LocalKind::Number, true},
              ExtensionParam,
              {"first", LocalKind::Number, true},
              {"second", LocalKind::Number, true}};
  else if (Role == "HW_RESET_BUS")
    Params.push_back({"path"});
  else if (Role != "HW_TIMER")
    Params.push_back({"srb", LocalKind::Number, true});
  begin(Name, Role, Params, IsDpc || Role == "HW_TIMER" ? 0 : 8);
  Scope S;
  if (!IsDpc && Role != "HW_BUILDIO")
    S.MayHold = bit(LockKind::StartIo);
  Body Code = block(S, Rng.between(4, 14));
  if (current().ResultWidth)
    Code.push_back(returnStatement());
  current().Code = std::move(Code);
}

/// Fields that a body itself stores.
static void stored(const Body &B, std::set<unsigned> &Fields) {
  for (const Stmt &S : B) {
    if (S.Kind == StmtKind::SetField)
      Fields.insert(S.Field);
    for (const Body &Child : S.Bodies)
      stored(Child, Fields);
  }
}

/// Without a run-time store in sight, a run-time field would be zero for ever:
/// whether it is, no two analyses need agree on.
void Generator::touchRunTimeFields() {
  std::set<unsigned> Stored;
  for (const FunctionDecl &F : P.Functions)
    if (!F.Role.empty() && F.Role != "HW_FIND_ADAPTER" &&
        F.Role != "HW_INITIALIZE")
      stored(F.Code, Stored);
  begin("HwTimer", "HW_TIMER", {ExtensionParam}, 0);
  for (unsigned I = FirstRunTime; I < NumFields; ++I)
    if (!Stored.count(I))
      current().Code.push_back(setField(I, Expr::read()));
}

/// Numbers that a condition may read where no assignment has been passed.
void Generator::initialiseLocals() {
  for (FunctionDecl &F : P.Functions)
    for (unsigned I = 0; I < F.Locals.size(); ++I)
      if (llvm::StringRef(F.Locals[I].Name).starts_with("x"))
        F.Code.insert(F.Code.begin(), assign(I, Expr::number(Rng.below(2))));
}

void Generator::entries() {
  findAdapter();
  if (Rng.percent(60))
    initialize();
  if (Rng.percent(70))
    interrupt(false);
  if (UsesMessages)
    interrupt(true);
  if (Rng.percent(75))
    plainEntry("HwDpc", "HW_DPC_ROUTINE");
  if (Rng.percent(85))
    plainEntry("HwStartIo", "HW_STARTIO");
  if (Rng.percent(25))
    plainEntry("HwBuildIo", "HW_BUILDIO");
  if (Rng.percent(20))
    plainEntry("HwResetBus", "HW_RESET_BUS");
  touchRunTimeFields();
}

Program Generator::run() {
  UsesMessages = Rng.percent(40);
  fields();
  sharedFunctions();
  pointers();
  entries();
  initialiseLocals();
  return std::move(P);
}

} // namespace miniport::oracle
