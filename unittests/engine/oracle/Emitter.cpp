//===- Emitter.cpp - Small structured drivers as driver IR ----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Emitter.h"
#include "llvm/ADT/StringExtras.h"

namespace miniport::oracle {

static const char *const Records = R"(record STOR_LOCK_QUEUE size 16 {
  Next: ptr @0
  Lock: ptr @8
}
record STOR_LOCK_CONTEXT size 24 {
  LockQueue: agg 16 STOR_LOCK_QUEUE @0
  OldIrql: u8 @16
}
record STOR_LOCK_HANDLE size 32 {
  Lock: s32 @0
  Context: agg 24 STOR_LOCK_CONTEXT @8
}
record STOR_DPC size 64 {
  DeferredRoutine: ptr @0
  Lock: u64 @56
}
record QUEUE size 48 {
  Handle: agg 32 STOR_LOCK_HANDLE @0
  Depth: u32 @32
  Active: u8 @36
}
record SCSI_REQUEST_BLOCK size 16 {
  Function: u8 @0
  SrbFlags: u32 @4
  QueueTag: u8 @8
}
record PORT_CONFIGURATION_INFORMATION size 16 {
  SynchronizationModel: s32 @0
  InterruptSynchronizationMode: s32 @4
}
record ADAPTER size 320 {
  Msix: u8 @0
  Quirk: u8 @1
  Ready: u8 @2
  Resetting: u8 @3
  Mode: u32 @4
  Count: u32 @8
  Wide: u32 @12 bits 0 1
  Paused: u32 @12 bits 1 2
  Errors: u32 @16
  Pending: u32 @20
  Registers: ptr @24
  Lock: ptr @32
  Unlock: ptr @40
  Dpc: agg 64 STOR_DPC @48
  Queue: agg 48 QUEUE @112
  Queues: agg 48 QUEUE @160 x 3
}
declare @StorPortAcquireSpinLock(ptr, s32, ptr, ptr) -> void system
declare @StorPortReleaseSpinLock(ptr, ptr) -> void system
declare @StorPortAcquireMSISpinLock(ptr, u32, ptr) -> u32 system
declare @StorPortReleaseMSISpinLock(ptr, u32, u32) -> u32 system
declare @StorPortStallExecution(u32) -> void system
declare @StorPortFreePool(ptr, ptr) -> u32 system
declare @StorPortRegistryRead(ptr, ptr, u32, u32, ptr, ptr) -> u8 system
declare @StorPortReadRegisterUlong(ptr, ptr) -> u32 system
declare @KeGetCurrentIrql() -> u8 system
declare @TraceMessage(ptr, u32) -> void system variadic
declare @VendorCheck(ptr) -> u32
)";

void Emitter::conditional(const Stmt &S) {
  bool HasElse = S.Bodies.size() > 1 && !S.Bodies[1].empty();
  std::string Then = label("then"), Join = label("join");
  std::string Else = HasElse ? label("else") : Join;
  branch(S.Value, Then, Else);
  open(Then);
  body(S.Bodies[0]);
  jump(Join);
  if (HasElse) {
    open(Else);
    body(S.Bodies[1]);
    jump(Join);
  }
  open(Join);
}

void Emitter::switchOn(const Stmt &S) {
  std::string V = typed(S.Value), Join = label("join");
  std::vector<std::string> Targets;
  for (size_t I = 0; I < S.Bodies.size(); ++I)
    Targets.push_back(label("case"));
  OS << "  switch " << V << ", " << Targets.back() << " {";
  llvm::ListSeparator Comma(",");
  for (size_t I = 0; I < S.Cases.size(); ++I)
    OS << Comma << ' ' << S.Cases[I] << ": " << Targets[I];
  OS << " }\n";
  Closed = true;
  for (size_t I = 0; I < S.Bodies.size(); ++I) {
    open(Targets[I]);
    body(S.Bodies[I]);
    jump(Join);
  }
  open(Join);
}

void Emitter::loop(const Stmt &S) {
  std::string Head = label("head"), Inside = label("loop"),
              Next = label("next"), Out = label("out"),
              Counter = localName(S.Local);
  OS << "  store u32 0, " << Counter << '\n';
  jump(Head);
  open(Head);
  branch(Expr::binary("lt", Expr::local(S.Local), S.Value), Inside, Out);
  open(Inside);
  Loops.push_back({Out, Next});
  body(S.Bodies[0]);
  Loops.pop_back();
  jump(Next);
  open(Next);
  std::string Sum =
      operand(Expr::binary("add", Expr::local(S.Local), Expr::number(1)));
  OS << "  store u32 " << Sum << ", " << Counter << '\n';
  jump(Head);
  open(Out);
}

void Emitter::poll(const Stmt &S) {
  std::string Head = label("poll"), Wait = label("wait"), Out = label("out");
  bool Bounded = !S.Value.isNumber() || S.Value.Number != 0;
  if (Bounded)
    OS << "  store u32 0, " << localName(S.Local) << '\n';
  jump(Head);
  open(Head);
  std::string Again = Bounded ? label("again") : Wait;
  std::string Base = fresh(), Status = fresh(), Bits = fresh(), Done = fresh();
  OS << "  " << Base << " = load ptr " << ext() << "->ADAPTER.Registers\n  "
     << Status << " = load volatile u32 " << Base << "\n  " << Bits
     << " = and u32 " << Status << ", " << S.Mask << "\n  " << Done
     << " = ne u32 " << Bits << ", 0\n  br " << Done << ", " << Out << ", "
     << Again << '\n';
  Closed = true;
  if (Bounded) {
    open(Again);
    branch(Expr::binary("lt", Expr::local(S.Local), S.Value), Wait, Out);
  }
  open(Wait);
  OS << "  call @StorPortStallExecution(u32 " << S.StallEach << ")\n";
  if (Bounded) {
    std::string Sum =
        operand(Expr::binary("add", Expr::local(S.Local), Expr::number(1)));
    OS << "  store u32 " << Sum << ", " << localName(S.Local) << '\n';
  }
  jump(Head);
  open(Out);
}

void Emitter::call(const Stmt &S) {
  std::vector<std::string> Args;
  for (const Arg &A : S.Args) {
    switch (A.Kind) {
    case Arg::Extension:
      Args.push_back(ext());
      break;
    case Arg::Number:
      Args.push_back(typed(A.Value));
      break;
    case Arg::Reference:
      Args.push_back(address(A.Where));
      break;
    case Arg::Zero:
      Args.push_back("ptr 0");
      break;
    }
  }
  std::string Callee;
  if (S.Callee != NoIndex) {
    Callee = "@" + P.Functions[S.Callee].Name;
  } else {
    Callee = fresh();
    OS << "  " << Callee << " = load ptr " << ext() << P.PointerFields[S.Index]
       << '\n';
  }
  OS << "  ";
  std::string R;
  unsigned Width = S.Callee == NoIndex ? 0 : P.Functions[S.Callee].ResultWidth;
  if (S.Local != NoIndex && Width)
    OS << (R = fresh()) << " = ";
  OS << "call " << Callee << '(' << llvm::join(Args, ", ") << ")\n";
  if (!R.empty())
    OS << "  store u32 " << widened(R, Width) << ", " << localName(S.Local)
       << '\n';
}

void Emitter::routine(const Stmt &S) {
  if (S.Word == "TraceMessage") {
    OS << "  call @TraceMessage(" << ext() << ", u32 7)\n";
    return;
  }
  std::string R = fresh();
  OS << "  " << R << " = call @" << S.Word << '(' << ext();
  if (S.Word == "StorPortFreePool")
    OS << ", ptr 0";
  if (S.Word == "StorPortRegistryRead")
    OS << ", ptr 0, u32 1, u32 4, ptr 0, ptr 0";
  OS << ")\n";
}

void Emitter::lockStatement(const Stmt &S) {
  if (S.Kind == StmtKind::Acquire) {
    std::string Context = "ptr 0";
    if (S.Lock == LockKind::Dpc) {
      Context = fresh();
      OS << "  " << Context << " = addr " << ext() << "->ADAPTER.Dpc\n";
    }
    std::string Handle = address(S.Handle);
    OS << "  call @StorPortAcquireSpinLock(" << ext() << ", s32 "
       << unsigned(S.Lock) << ", " << Context << ", " << Handle << ")\n";
    return;
  }
  if (S.Kind == StmtKind::Release) {
    std::string Handle = address(S.Handle);
    OS << "  call @StorPortReleaseSpinLock(" << ext() << ", " << Handle
       << ")\n";
    return;
  }
  std::string Id = typed(S.Value);
  bool Takes = S.Kind == StmtKind::AcquireMessage;
  std::string Old = Takes ? address(S.Handle) : typed(S.Value2);
  std::string R = fresh();
  OS << "  " << R << " = call @StorPort" << (Takes ? "Acquire" : "Release")
     << "MSISpinLock(" << ext() << ", " << Id << ", " << Old << ")\n";
}

void Emitter::setField(const Stmt &S) {
  const FieldDecl &Field = P.Fields[S.Field];
  std::string V = operand(S.Value);
  if (Field.Width != 32 && !S.Value.isNumber()) {
    std::string Narrow = fresh();
    OS << "  " << Narrow << " = cast u" << Field.Width << ", " << V << '\n';
    V = Narrow;
  }
  OS << "  store u" << Field.Width << ' ' << V << ", " << ext() << Field.Path
     << '\n';
}

void Emitter::statement(const Stmt &S) {
  switch (S.Kind) {
  case StmtKind::Assign: {
    std::string V = operand(S.Value);
    if (F->Locals[S.Local].Kind == LocalKind::Once) {
      Once[S.Local] = V;
      return;
    }
    OS << "  store u32 " << V << ", " << localName(S.Local) << '\n';
    return;
  }
  case StmtKind::SetField:
    setField(S);
    return;
  case StmtKind::SetPointer:
    OS << "  store ptr @" << P.Functions[S.Callee].Name << ", " << ext()
       << P.PointerFields[S.Index] << '\n';
    return;
  case StmtKind::SaveOld: {
    std::string V = operand(S.Value), Narrow = fresh();
    OS << "  " << Narrow << " = cast u8, " << V << "\n  store u8 " << Narrow
       << ", " << place(S.Handle)
       << "->STOR_LOCK_HANDLE.Context->STOR_LOCK_CONTEXT.OldIrql\n";
    return;
  }
  case StmtKind::If:
    conditional(S);
    return;
  case StmtKind::Switch:
    switchOn(S);
    return;
  case StmtKind::Loop:
    loop(S);
    return;
  case StmtKind::Poll:
    poll(S);
    return;
  case StmtKind::Break:
  case StmtKind::Continue:
    if (!Loops.empty())
      jump(S.Kind == StmtKind::Break ? Loops.back().first
                                     : Loops.back().second);
    return;
  case StmtKind::Return:
    if (F->ResultWidth == 0) {
      OS << "  ret\n";
    } else {
      std::string V = operand(S.HasValue ? S.Value : Expr::number(0));
      if (F->ResultWidth != 32 && !(S.HasValue && !S.Value.isNumber())) {
        OS << "  ret u" << F->ResultWidth << ' ' << V << '\n';
      } else if (F->ResultWidth != 32) {
        std::string Narrow = fresh();
        OS << "  " << Narrow << " = cast u" << F->ResultWidth << ", " << V
           << "\n  ret u" << F->ResultWidth << ' ' << Narrow << '\n';
      } else {
        OS << "  ret u32 " << V << '\n';
      }
    }
    Closed = true;
    return;
  case StmtKind::Call:
    call(S);
    return;
  case StmtKind::Acquire:
  case StmtKind::Release:
  case StmtKind::AcquireMessage:
  case StmtKind::ReleaseMessage:
    lockStatement(S);
    return;
  case StmtKind::Stall: {
    std::string V = typed(S.Value);
    OS << "  call @StorPortStallExecution(" << V << ")\n";
    return;
  }
  case StmtKind::Routine:
    routine(S);
    return;
  case StmtKind::CopyHandle: {
    std::string To = place(S.Handle), From = place(S.From);
    OS << "  copy 32, " << To << ", " << From << '\n';
    return;
  }
  case StmtKind::ZeroHandle: {
    std::string Where = place(S.Handle);
    OS << "  zero 32, " << Where << '\n';
    return;
  }
  case StmtKind::Raw:
    OS << "  " << S.Word << '\n';
    return;
  case StmtKind::Goto:
    jump(S.Word);
    return;
  case StmtKind::Label:
    jump(S.Word);
    open(S.Word);
    return;
  }
}

void Emitter::body(const Body &B) {
  for (const Stmt &S : B)
    if (!Closed || S.Kind == StmtKind::Label)
      statement(S);
}

void Emitter::function(const FunctionDecl &Decl) {
  F = &Decl;
  Registers = Labels = Temporaries = 0;
  Once.assign(Decl.Locals.size(), "");
  // The temporaries are known only afterwards.
  std::string Text;
  llvm::raw_string_ostream Buffer(Text);
  Emitter Inner(P, Buffer);
  Inner.F = F;
  Inner.Once = Once;
  Inner.open("entry");
  Inner.body(Decl.Code);
  if (!Inner.Closed) {
    Stmt Return;
    Return.Kind = StmtKind::Return;
    Inner.statement(Return);
  }
  OS << "func @" << Decl.Name << '(';
  llvm::ListSeparator Comma;
  for (const Variable &V : Decl.Params)
    OS << Comma << '%' << V.Name << (V.IsPointer ? ": ptr" : ": u32");
  OS << ") -> ";
  if (Decl.ResultWidth)
    OS << 'u' << Decl.ResultWidth;
  else
    OS << "void";
  OS << (Decl.Role.empty() ? " internal" : " role " + Decl.Role) << " {\n";
  for (const Variable &V : Decl.Locals) {
    if (V.Kind == LocalKind::Once || V.IsUnused)
      continue;
    OS << "  local $" << V.Name << ": "
       << (V.Kind == LocalKind::Number   ? "u32"
           : V.Kind == LocalKind::Handle ? "agg 32 STOR_LOCK_HANDLE"
                                         : "agg 48 QUEUE")
       << '\n';
  }
  for (unsigned I = 0; I < Inner.Temporaries; ++I)
    OS << "  local $t" << I << ": u32\n";
  OS << Text << "}\n";
}

void Emitter::program() {
  OS << Records;
  for (const FunctionDecl &Decl : P.Functions)
    if (!Decl.IsUnused)
      function(Decl);
}

std::string emit(const Program &P) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  Emitter(P, OS).program();
  return Text;
}

} // namespace miniport::oracle
