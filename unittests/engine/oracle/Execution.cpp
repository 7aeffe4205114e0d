//===- Execution.cpp - Instruction by instruction -------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Execution.h"

namespace miniport::oracle {

static constexpr uint64_t FunctionBase = uint64_t(0xffff) << 48;
static constexpr unsigned MaxDepth = 100;

static uint64_t truncate(uint64_t Bits, unsigned Width) {
  return Width == 0 || Width >= 64 ? Bits : Bits & ((uint64_t(1) << Width) - 1);
}

static int64_t extend(uint64_t Bits, unsigned Width) {
  unsigned Unused = Width == 0 || Width >= 64 ? 0 : 64 - Width;
  return static_cast<int64_t>(Bits << Unused) >> Unused;
}

void Execution::stop(llvm::StringRef Why) {
  if (!Stopped)
    Result.Stuck = Why.str();
  Stopped = true;
}

uint64_t Execution::constant(const Machine &Host, const ir::Value &V) {
  if (V.Kind == ir::ValueKind::Global)
    return Host.Globals[V.Index];
  if (V.Kind == ir::ValueKind::Function)
    return FunctionBase | V.Index;
  return V.Bits;
}

uint64_t Execution::value(const Frame &Fr, const ir::Value &V) const {
  switch (V.Kind) {
  case ir::ValueKind::Register:
    return Fr.Registers[V.Index];
  case ir::ValueKind::Param:
    return Fr.Args[V.Index];
  case ir::ValueKind::Local:
    return Fr.Locals[V.Index];
  default:
    return constant(Host, V);
  }
}

Execution::Address Execution::place(const Frame &Fr, const ir::Place &P) const {
  Address A;
  A.Byte = value(Fr, P.Base);
  for (const ir::Step &Step : P.Steps) {
    A.BitWidth = 0;
    if (Step.Kind == ir::StepKind::Index) {
      uint64_t Index = value(Fr, Step.Index);
      if (Step.Index.Ty.Signed)
        Index = static_cast<uint64_t>(extend(Index, Step.Index.Ty.width()));
      A.Byte += Index * Step.ElementSize;
      continue;
    }
    const ir::RecordField &Field = S.M.Records[Step.Record].Fields[Step.Field];
    if (Step.Kind == ir::StepKind::Container) {
      A.Byte -= Field.Offset;
      continue;
    }
    A.Byte += Field.Offset;
    A.BitOffset = Field.BitOffset;
    A.BitWidth = Field.BitWidth;
  }
  return A;
}

uint64_t Execution::load(const Address &A, ir::Type Ty) {
  uint64_t Bits = 0;
  if (Ty.sizeInBytes() > 8 || !Mem.read(A.Byte, Ty.sizeInBytes(), Bits)) {
    stop("load from no object");
    return 0;
  }
  if (A.BitWidth == 0)
    return truncate(Bits, Ty.width());
  Bits = truncate(Bits >> A.BitOffset, A.BitWidth);
  if (Ty.Signed)
    Bits =
        truncate(static_cast<uint64_t>(extend(Bits, A.BitWidth)), Ty.width());
  return Bits;
}

void Execution::store(const Address &A, ir::Type Ty, uint64_t Bits) {
  uint64_t Bytes = Ty.sizeInBytes(), Unit = 0;
  if (A.BitWidth && Bytes <= 8 && Mem.read(A.Byte, Bytes, Unit)) {
    uint64_t Mask = truncate(~uint64_t(0), A.BitWidth) << A.BitOffset;
    Bits = (Unit & ~Mask) | ((Bits << A.BitOffset) & Mask);
  }
  if (Bytes > 8 || !Mem.write(A.Byte, Bytes, Bits))
    stop("store to no object");
}

void Execution::note(const Address &A, ir::Type Ty) {
  if (Locks.empty() || IsInitialisation ||
      !Mem.isSameObject(A.Byte, Host.Extension))
    return;
  LockedStore Store = {A.Byte, A.BitOffset, A.BitWidth, Ty, {}};
  for (const Held &H : Locks)
    Store.Held.push_back(H.L);
  Result.LockedStores.push_back(std::move(Store));
}

static bool compare(ir::BinaryOp Op, ir::Type Ty, uint64_t A, uint64_t B) {
  // With the sign bit turned, signed numbers order as unsigned ones.
  if (Ty.Signed) {
    A = static_cast<uint64_t>(extend(A, Ty.width())) ^ (uint64_t(1) << 63);
    B = static_cast<uint64_t>(extend(B, Ty.width())) ^ (uint64_t(1) << 63);
  }
  switch (Op) {
  case ir::BinaryOp::Eq:
    return A == B;
  case ir::BinaryOp::Ne:
    return A != B;
  case ir::BinaryOp::Lt:
    return A < B;
  case ir::BinaryOp::Le:
    return A <= B;
  case ir::BinaryOp::Gt:
    return A > B;
  default:
    return A >= B;
  }
}

uint64_t Execution::binary(const Frame &Fr, const ir::Instruction &I) {
  uint64_t A = value(Fr, I.Args[0]), B = value(Fr, I.Args[1]);
  ir::Type Ty = I.OperandType;
  if (ir::isComparison(I.Operator))
    return compare(I.Operator, Ty, A, B);
  int64_t SignedA = extend(A, Ty.width()), SignedB = extend(B, Ty.width());
  auto Divide = [&](bool Remainder) -> uint64_t {
    if (B == 0) {
      stop("division by zero");
      return 0;
    }
    if (!Ty.Signed)
      return Remainder ? A % B : A / B;
    if (SignedB == -1)
      return Remainder ? 0 : uint64_t(0) - A;
    return static_cast<uint64_t>(Remainder ? SignedA % SignedB
                                           : SignedA / SignedB);
  };
  bool Beyond = B >= Ty.width();
  switch (I.Operator) {
  case ir::BinaryOp::Add:
    return truncate(A + B, Ty.width());
  case ir::BinaryOp::Sub:
    return truncate(A - B, Ty.width());
  case ir::BinaryOp::Mul:
    return truncate(A * B, Ty.width());
  case ir::BinaryOp::Div:
    return truncate(Divide(false), Ty.width());
  case ir::BinaryOp::Rem:
    return truncate(Divide(true), Ty.width());
  case ir::BinaryOp::And:
    return A & B;
  case ir::BinaryOp::Or:
    return A | B;
  case ir::BinaryOp::Xor:
    return A ^ B;
  case ir::BinaryOp::Shl:
    return Beyond ? 0 : truncate(A << B, Ty.width());
  default:
    if (Beyond)
      return Ty.Signed && SignedA < 0 ? truncate(~uint64_t(0), Ty.width()) : 0;
    return Ty.Signed ? truncate(static_cast<uint64_t>(SignedA >> B), Ty.width())
                     : A >> B;
  }
}

uint64_t Execution::opaque(const Frame &Fr, const ir::Instruction &I) {
  if (!I.Pure)
    return In.next(I.Ty.width());
  // Equal operands, equal results: mix them with a number of this run.
  uint64_t Mixed = PureSalt ^ I.text().size();
  auto Mix = [&](uint64_t Bits) {
    Mixed = (Mixed ^ Bits) * 0x9e3779b97f4a7c15;
    Mixed ^= Mixed >> 29;
  };
  for (char C : I.text())
    Mix(static_cast<unsigned char>(C));
  for (const ir::Value &V : I.Args)
    Mix(value(Fr, V));
  return truncate(Mixed >> 7, I.Ty.width());
}

uint64_t Execution::callInstruction(Frame &Fr, const ir::Instruction &I) {
  uint64_t Callee = value(Fr, I.Args[0]);
  uint64_t Index = Callee & ~FunctionBase;
  if ((Callee & FunctionBase) != FunctionBase ||
      Index >= S.M.Functions.size()) {
    stop("call of no function");
    return 0;
  }
  llvm::SmallVector<uint64_t, 8> Args;
  for (const ir::Value &V : llvm::ArrayRef(I.Args).drop_front())
    Args.push_back(value(Fr, V));
  const ir::Function &F = S.M.Functions[Index];
  if (!F.isAnalyzable())
    return routine(static_cast<uint32_t>(Index), I, Args);
  if (Args.size() < F.Params.size()) {
    stop("call with too few arguments");
    return 0;
  }
  return call(static_cast<uint32_t>(Index), Args);
}

void Execution::instruction(Frame &Fr, const ir::Instruction &I) {
  auto Set = [&](uint64_t Bits) {
    if (I.Result != ir::None)
      Fr.Registers[I.Result] = Bits;
  };
  switch (I.Op) {
  case ir::Opcode::Load:
    // The outside may change volatile memory at any time.
    if (I.Volatile)
      Set(In.next(I.Ty.width()));
    else
      Set(load(place(Fr, I.Where), I.Ty));
    return;
  case ir::Opcode::Store:
    store(place(Fr, I.Where), I.Ty, value(Fr, I.Args[0]));
    note(place(Fr, I.Where), I.Ty);
    return;
  case ir::Opcode::Addr:
    Set(place(Fr, I.Where).Byte);
    return;
  case ir::Opcode::Copy:
    if (!Mem.copy(place(Fr, I.Where).Byte, place(Fr, I.from()).Byte, I.Bytes))
      stop("copy of no object");
    return;
  case ir::Opcode::Zero:
    if (!Mem.zero(place(Fr, I.Where).Byte, I.Bytes))
      stop("zeroing of no object");
    return;
  case ir::Opcode::Binary:
    Set(binary(Fr, I));
    return;
  case ir::Opcode::Cast: {
    const ir::Value &From = I.Args[0];
    uint64_t Bits = value(Fr, From);
    if (From.Ty.Signed)
      Bits = static_cast<uint64_t>(extend(Bits, From.Ty.width()));
    // A cast to a truth value is a test in C.
    Set(I.Ty.width() == 1 ? Bits != 0 : truncate(Bits, I.Ty.width()));
    return;
  }
  case ir::Opcode::Opaque:
    Set(opaque(Fr, I));
    return;
  case ir::Opcode::Call:
    Set(callInstruction(Fr, I));
    if (I.NoReturn)
      stop("a call that does not return");
    return;
  case ir::Opcode::Assume:
    if (value(Fr, I.Args[0]) == 0)
      stop("a false assumption");
    return;
  default:
    return;
  }
}

uint32_t Execution::nextBlock(Frame &Fr, const ir::Instruction &I) {
  if (I.Op == ir::Opcode::Goto)
    return I.Targets[0];
  uint64_t Bits = value(Fr, I.Args[0]);
  if (I.Op == ir::Opcode::Branch)
    return I.Targets[Bits ? 0 : 1];
  ir::Type Ty = I.Args[0].Ty;
  for (const ir::SwitchCase &Case : I.cases()) {
    auto Low = static_cast<uint64_t>(Case.Low);
    auto High = static_cast<uint64_t>(Case.High);
    int64_t Signed = extend(Bits, Ty.width());
    if (Ty.Signed ? Case.Low <= Signed && Signed <= Case.High
                  : Low <= Bits && Bits <= High)
      return Case.Target;
  }
  return I.Targets[0];
}

void Execution::cover(const Frame &Fr, uint32_t From, uint32_t To) {
  uint64_t Mixed = (&Fr.F - S.M.Functions.data()) * 1000003 + From;
  Mixed = Mixed * 1000003 + To;
  for (const Held &H : Locks)
    Mixed = Mixed * 31 + static_cast<uint64_t>(H.L.Kind) + 1;
  Mixed *= 0x9e3779b97f4a7c15;
  Seen.set((Mixed >> 40) % Seen.size());
}

/// Runs one block. True: it returned, with Result; otherwise Block is the next.
bool Execution::block(Frame &Fr, uint32_t &Block, uint64_t &Result) {
  const ir::Block &B = Fr.F.Blocks[Block];
  for (const ir::Instruction &I : llvm::ArrayRef(B.Instructions).drop_back()) {
    if (++Steps > S.MaxSteps)
      stop("too many steps");
    if (Stopped)
      return true;
    instruction(Fr, I);
  }
  const ir::Instruction &Last = B.terminator();
  if (++Steps > S.MaxSteps)
    stop("too many steps");
  if (Last.Op == ir::Opcode::Unreachable)
    stop("unreachable");
  if (Stopped)
    return true;
  if (Last.Op == ir::Opcode::Return) {
    Result = Last.Args.empty() ? 0 : value(Fr, Last.Args[0]);
    passReturn(Last.Loc.Expansion);
    return true;
  }
  uint32_t Next = nextBlock(Fr, Last);
  cover(Fr, Block, Next);
  Block = Next;
  return false;
}

uint64_t Execution::call(uint32_t Function, llvm::ArrayRef<uint64_t> Args) {
  const ir::Function &F = S.M.Functions[Function];
  if (Depth == MaxDepth) {
    stop("too deep");
    return 0;
  }
  ++Depth;
  uint64_t Mark = Mem.mark(), Result = 0;
  Frame Fr{F, Args, std::vector<uint64_t>(F.NumRegisters), {}};
  for (const ir::Local &L : F.Locals) {
    Fr.Locals.push_back(Mem.allocate(L.Ty.sizeInBytes()));
    // Nothing promises zeroes; in some runs, numbers are none.
    if (L.Ty.isInt() && (PureSalt & 1))
      Mem.write(Fr.Locals.back(), L.Ty.sizeInBytes(),
                truncate(PureSalt >> 1, L.Ty.width()));
  }
  uint32_t Block = 0;
  while (!this->block(Fr, Block, Result)) {
  }
  Mem.releaseTo(Mark);
  --Depth;
  return Result;
}

RunResult Execution::enter(uint32_t Function, const EntryRole &Role,
                           const EntryState &Entry) {
  static constexpr uint8_t Levels[] = {LowestDirql, 5, 11};
  Dirql = Levels[In.below(3)];
  IsInitialisation = Role.IsInitialisation;
  PureSalt = In.next(64);
  Irql = Entry.AtDirql ? Dirql : Entry.Irql;
  // Mostly few messages, so that two numbers are often the same one.
  uint64_t Message = In.below(4);
  if (In.below(4) == 0)
    Message = In.next(32);
  for (LockKind Kind : Entry.Held) {
    Held H;
    H.L = {Kind, Kind == LockKind::Message ? Message : 0};
    Locks.push_back(H);
  }
  llvm::SmallVector<uint64_t, 8> Args;
  const ir::Function &F = S.M.Functions[Function];
  for (size_t I = 0; I < F.Params.size(); ++I) {
    ParamKind Kind = I < Role.Params.size() ? Role.Params[I] : ParamKind::Other;
    uint64_t Choice[] = {Host.Extension, Host.Request,       Host.Dpc,
                         Message,        Host.Configuration, 0};
    bool IsOther = Kind == ParamKind::Other;
    uint64_t Bits = Choice[static_cast<size_t>(Kind)];
    if (IsOther && F.Params[I].Ty.isPtr())
      Bits = In.below(2) ? Host.Other : 0;
    else if (IsOther)
      Bits = In.next(F.Params[I].Ty.width());
    Args.push_back(Bits);
  }
  Result.Result = call(Function, Args);
  Result.Completed = !Stopped;
  if (Result.Completed)
    leak();
  return std::move(Result);
}

} // namespace miniport::oracle
