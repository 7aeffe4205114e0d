//===- NormalRun.cpp - What is the same in every normal run ---------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "program/NormalRun.h"
#include "ir/Fold.h"
#include "program/Builder.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"
#include <functional>

using namespace miniport;
using namespace miniport::ir;

static bool isZeroWhenNormal(const Module &M, FieldRef F) {
  return M.Records[F.Record].Fields[F.Field].Name == "DumpMode" &&
         plainRecordName(M.Records[F.Record].Name) ==
             "PORT_CONFIGURATION_INFORMATION";
}

NormalRun::NormalRun(const LinkUnit &U, const PointerFlow &Flow,
                     const Writes &W)
    : U(U), M(U.module()) {
  Results.resize(M.Functions.size());
  for (const Function &F : M.Functions) {
    Running.emplace_back(F.Blocks.size(), !F.isAnalyzable());
    Registers.emplace_back(F.NumRegisters);
    Locals.emplace_back(F.Locals.size());
    Params.emplace_back(F.Params.size(), Value::anything());
  }
  // Storport hands these to DriverEntry in a normal start, and NULL in a dump.
  for (const EntryPoint &E : U.entries())
    if (E.Role->Routine == "DriverEntry")
      Params[E.Function].assign(Params[E.Function].size(), Value::nonZero());
  for (const EntryPoint &E : U.entries())
    for (size_t P = 0, N = std::min(Params[E.Function].size(),
                                    E.Role->Parameters.size());
         P != N; ++P)
      if (llvm::StringRef(E.Role->Parameters[P].Name)
              .ends_with("DeviceExtension"))
        if (uint32_t Place = Flow.outsideParam(E.Function, P); Place != None)
          for (uint32_t R : Flow.recordsAt(Place))
            Top.insert(R);
  Extension = Top;
  findExtension();
  findFields(Flow, W);
  findLocals();
}

/// Adds the structures that lie in the extension and nowhere else.
void NormalRun::findExtension() {
  std::vector<unsigned> Elsewhere(M.Records.size());
  auto Use = [&](const Type &Ty) {
    if (Ty.record() != None)
      ++Elsewhere[Ty.record()];
  };
  for (const Record &R : M.Records)
    for (const RecordField &F : R.Fields)
      Use(F.Ty);
  for (const Global &G : M.Globals)
    Use(G.Ty);
  for (const Function &F : M.Functions)
    for (const Local &L : F.Locals)
      Use(L.Ty);
  llvm::SmallVector<uint32_t, 8> Work(Extension.begin(), Extension.end());
  while (!Work.empty())
    for (const RecordField &F : M.Records[Work.pop_back_val()].Fields)
      if (F.Ty.record() != None && F.Count == 1 &&
          Elsewhere[F.Ty.record()] == 1 &&
          Extension.insert(F.Ty.record()).second)
        Work.push_back(F.Ty.record());
}

std::vector<ExtensionField> NormalRun::fixedFields() const {
  std::vector<ExtensionField> Result;
  ExtensionField Path;
  std::function<void(uint32_t)> Visit = [&](uint32_t R) {
    for (uint32_t F = 0; F < M.Records[R].Fields.size(); ++F) {
      const RecordField &Field = M.Records[R].Fields[F];
      Path.push_back({R, F});
      if (Fields.count({R, F}))
        Result.push_back(Path);
      else if (Field.Ty.record() != None && Field.Count == 1 &&
               Extension.count(Field.Ty.record()) &&
               !Top.count(Field.Ty.record()))
        Visit(Field.Ty.record());
      Path.pop_back();
    }
  };
  for (uint32_t R : Top)
    Visit(R);
  return Result;
}

void NormalRun::findFields(const PointerFlow &Flow, const Writes &W) {
  std::set<FieldRef> Candidates;
  for (uint32_t R : Extension)
    if (!M.Records[R].IsUnion)
      for (uint32_t F = 0; F < M.Records[R].Fields.size(); ++F) {
        const RecordField &Field = M.Records[R].Fields[F];
        if (Field.Ty.width() && Field.Count == 1 && U.isFrozen({R, F}) &&
            !U.isExposed({R, F}))
          Candidates.insert({R, F});
      }
  // Written otherwise than by a store: not followed.
  for (uint32_t F = 0; !Candidates.empty() && F < M.Functions.size(); ++F) {
    std::set<FieldRef> Stored;
    for (const Block &B : M.Functions[F].Blocks)
      for (const Instruction &I : B.Instructions)
        if (I.Op == Opcode::Store && !I.Volatile && !I.Where.Steps.empty())
          Stored.insert(
              {I.Where.Steps.back().Record, I.Where.Steps.back().Field});
        else if (I.Op == Opcode::Zero && I.Where.Base)
          for (uint32_t R : Extension)
            for (uint32_t Fd = 0; Fd < M.Records[R].Fields.size(); ++Fd)
              Stored.insert({R, Fd}); // it stays zero
    for (auto It = Candidates.begin(); It != Candidates.end();)
      It = W.of(F).writes(W.numberOf(*It)) && !Stored.count(*It)
               ? Candidates.erase(It)
               : std::next(It);
  }
  for (FieldRef F : Candidates)
    Fields[F].V = Value::constant(0);

  std::set<uint32_t> Addressed;
  auto Use = [&](const ir::Value &V) {
    if (V.Kind == ValueKind::Global)
      Addressed.insert(V.Index);
  };
  for (const Function &F : M.Functions)
    for (const Block &B : F.Blocks)
      for (const Instruction &I : B.Instructions) {
        llvm::for_each(I.Args, Use);
        if (I.Op != Opcode::Load && I.Op != Opcode::Store)
          Use(I.Where.Base);
        Use(I.from().Base);
      }
  for (uint32_t G = 0; G < M.Globals.size(); ++G) {
    const Global &Gl = M.Globals[G];
    if (!U.isFrozenGlobal(G) || !Gl.Ty.width() || Addressed.count(G))
      continue;
    Value Initial = Value::constant(0);
    for (const Initializer &I : Gl.Initializers)
      Initial = I.Offset == 0 && I.Init.isInt() ? Value::constant(I.Init.Bits)
                                                : Value::anything();
    Globals[G].V = Initial;
  }
}

/// Scalars whose address nobody has.
void NormalRun::findLocals() {
  for (const Function &F : M.Functions) {
    llvm::BitVector Followed(F.Locals.size());
    auto Drop = [&](const ir::Value &V) {
      if (V.Kind == ValueKind::Local)
        Followed.reset(V.Index);
    };
    for (const Block &B : F.Blocks)
      for (const Instruction &I : B.Instructions)
        if (I.Op == Opcode::Store && I.Where.Base.Kind == ValueKind::Local)
          Followed[I.Where.Base.Index] =
              F.Locals[I.Where.Base.Index].Ty.width() != 0;
    for (const Block &B : F.Blocks) {
      if (Followed.none())
        break;
      for (const Instruction &I : B.Instructions) {
        llvm::for_each(I.Args, Drop);
        Drop(I.from().Base);
        bool Plain = (I.Op == Opcode::Load || I.Op == Opcode::Store) &&
                     I.Where.Steps.empty();
        if (!Plain && I.Op != Opcode::ScopeEnd)
          Drop(I.Where.Base);
      }
    }
    FollowedLocals.push_back(std::move(Followed));
  }
}

/// The followed local, or null.
NormalRun::SharedValue *NormalRun::local(uint32_t Function, const Place &P) {
  return P.Steps.empty() && P.Base.Kind == ValueKind::Local &&
                 FollowedLocals[Function][P.Base.Index]
             ? &Locals[Function][P.Base.Index]
             : nullptr;
}

NormalRun::SharedValue *NormalRun::shared(const Place &P) {
  if (P.Steps.empty()) {
    if (P.Base.Kind == ValueKind::Global)
      if (auto It = Globals.find(P.Base.Index); It != Globals.end())
        return &It->second;
    return nullptr;
  }
  const Step &Last = P.Steps.back();
  if (Last.Kind != StepKind::Field)
    return nullptr;
  auto It = Fields.find({Last.Record, Last.Field});
  return It == Fields.end() ? nullptr : &It->second;
}

NormalRun::Value NormalRun::valueOf(uint32_t Function,
                                    const ir::Value &V) const {
  switch (V.Kind) {
  case ValueKind::Int:
    return Value::constant(V.Bits);
  case ValueKind::Register:
    return Registers[Function][V.Index];
  case ValueKind::Param:
    return Params[Function][V.Index];
  case ValueKind::Local:
  case ValueKind::Global:
  case ValueKind::Function:
    return Value::nonZero();
  case ValueKind::None:
    break;
  }
  return Value::anything();
}

bool NormalRun::join(Value &Cell, Value With) {
  Value Before = Cell;
  if (Cell.Kind == Value::Nothing)
    Cell = With;
  else if (With.Kind == Value::Nothing ||
           (Cell.Kind == With.Kind && Cell.Bits == With.Bits))
    return false;
  else
    Cell = Cell.isNonZero() && With.isNonZero() ? Value::nonZero()
                                                : Value::anything();
  return Cell.Kind != Before.Kind || Cell.Bits != Before.Bits;
}

/// What is written in one place is read in others.
void NormalRun::joinShared(SharedValue &Cell, Value With) {
  if (join(Cell.V, With))
    for (uint32_t Reader : Cell.Readers)
      Dirty.set(Reader);
}

NormalRun::Value NormalRun::readShared(SharedValue &Cell, uint32_t Reader) {
  Cell.Readers.insert(Reader);
  return Cell.V;
}

NormalRun::Value NormalRun::binary(const Instruction &I, Value A,
                                   Value B) const {
  if (A.Kind == Value::Nothing || B.Kind == Value::Nothing)
    return {};
  unsigned Width = I.Ty.width();
  if (A.Kind == Value::Constant && B.Kind == Value::Constant) {
    auto R = fold(I.Operator, A.Bits, B.Bits, Width, I.OperandType.width(),
                  I.OperandType.isInt() && I.OperandType.Signed);
    return R && Width <= 64
               ? Value::constant(*R & llvm::maskTrailingOnes<uint64_t>(Width))
               : Value::anything();
  }
  auto IsZero = [](Value V) { return V.Kind == Value::Constant && !V.Bits; };
  bool Unlike = (A.isNonZero() && IsZero(B)) || (IsZero(A) && B.isNonZero());
  if (Unlike && I.Operator == BinaryOp::Eq)
    return Value::constant(0);
  if (Unlike && I.Operator == BinaryOp::Ne)
    return Value::constant(1);
  return Value::anything();
}

void NormalRun::reach(uint32_t Function, uint32_t Block) {
  if (!Running[Function][Block]) {
    Running[Function].set(Block);
    Dirty.set(Function);
  }
}

void NormalRun::leave(uint32_t F, uint32_t Block, const Instruction &End) {
  switch (End.Op) {
  case Opcode::Return:
    joinShared(Results[F],
               End.Args.empty() ? Value::anything() : valueOf(F, End.Args[0]));
    return;
  case Opcode::Branch: {
    Value V = valueOf(F, End.Args[0]);
    bool IsZero = V.Kind == Value::Constant && V.Bits == 0;
    if (V.Kind != Value::Nothing && !IsZero)
      reach(F, End.Targets[0]);
    if (V.Kind != Value::Nothing && !V.isNonZero())
      reach(F, End.Targets[1]);
    return;
  }
  case Opcode::Switch: {
    Value V = valueOf(F, End.Args[0]);
    if (V.Kind == Value::Nothing)
      return;
    if (V.Kind != Value::Constant) {
      for (uint32_t To : successors(M.Functions[F].Blocks[Block]))
        reach(F, To);
      return;
    }
    int64_t Bits = llvm::SignExtend64(V.Bits, End.Args[0].Ty.width());
    for (const SwitchCase &C : End.cases())
      if ((C.Low <= Bits && Bits <= C.High) ||
          (C.Low <= int64_t(V.Bits) && int64_t(V.Bits) <= C.High))
        return reach(F, C.Target);
    return reach(F, End.Targets[0]);
  }
  default:
    for (uint32_t To : End.Targets)
      reach(F, To);
  }
}

void NormalRun::visit(uint32_t F, const Instruction &I) {
  if (I.Op == Opcode::Store) {
    Value V = valueOf(F, I.Args[0]);
    if (SharedValue *L = local(F, I.Where)) {
      joinShared(*L, V);
    } else if (SharedValue *C = shared(I.Where)) {
      if (V.Kind == Value::Constant && !I.Where.Steps.empty())
        if (unsigned Bits = M.Records[I.Where.Steps.back().Record]
                                .Fields[I.Where.Steps.back().Field]
                                .BitWidth)
          V.Bits &= llvm::maskTrailingOnes<uint64_t>(Bits);
      joinShared(*C, V);
    }
    return;
  }
  if (I.Result == None)
    return;
  // At first nobody has read what was not set yet.
  if (join(Registers[F][I.Result], resultOf(F, I)) && Visited.test(F))
    Dirty.set(F);
}

NormalRun::Value NormalRun::resultOf(uint32_t F, const Instruction &I) {
  switch (I.Op) {
  case Opcode::Load: {
    if (I.Volatile)
      return Value::anything();
    if (SharedValue *L = local(F, I.Where))
      return readShared(*L, F);
    if (SharedValue *C = shared(I.Where))
      return readShared(*C, F);
    bool Zero = !I.Where.Steps.empty() &&
                I.Where.Steps.back().Kind == StepKind::Field &&
                isZeroWhenNormal(M, {I.Where.Steps.back().Record,
                                     I.Where.Steps.back().Field});
    return Zero ? Value::constant(0) : Value::anything();
  }
  case Opcode::Binary:
    return binary(I, valueOf(F, I.Args[0]), valueOf(F, I.Args[1]));
  case Opcode::Cast: {
    Value V = valueOf(F, I.Args[0]);
    unsigned From = I.Args[0].Ty.width(), To = I.Ty.width();
    if (V.Kind == Value::Constant && From && To && To <= 64) {
      if (I.Args[0].Ty.isInt() && I.Args[0].Ty.Signed && From < 64)
        V.Bits = llvm::SignExtend64(V.Bits, From);
      V.Bits &= llvm::maskTrailingOnes<uint64_t>(To);
    } else if (V.Kind == Value::NonZero && To < From) {
      V = Value::anything();
    }
    return V;
  }
  case Opcode::Addr:
    return Value::nonZero();
  case Opcode::Call:
    if (I.Args[0].Kind == ValueKind::Function &&
        M.Functions[I.Args[0].Index].isAnalyzable() &&
        !U.routine(I.Args[0].Index))
      return readShared(Results[I.Args[0].Index], F);
    return looksForDump(I) ? Value::constant(0) : Value::anything();
  default:
    return Value::anything();
  }
}

/// Storport says "dump=1" in the arguments of FindAdapter, and only then.
bool NormalRun::looksForDump(const Instruction &Call) const {
  const facts::Routine *R = Call.Args[0].Kind == ValueKind::Function
                                ? U.routine(Call.Args[0].Index)
                                : nullptr;
  return R && Call.text().contains("\"dump=1\"") &&
         llvm::any_of(R->Effects, [](const facts::Effect &E) {
           return E.Kind == facts::EffectKind::Other && E.Name == "finds_text";
         });
}

void NormalRun::visit(uint32_t F) {
  const Function &Fn = M.Functions[F];
  reach(F, 0);
  for (uint32_t B = 0; B < Fn.Blocks.size(); ++B) {
    if (!Running[F][B])
      continue;
    for (const Instruction &I : Fn.Blocks[B].Instructions)
      if (I.isTerminator())
        leave(F, B, I);
      else
        visit(F, I);
  }
}

void NormalRun::solve() {
  Dirty.resize(M.Functions.size());
  Visited.resize(M.Functions.size());
  for (uint32_t F = 0; F < M.Functions.size(); ++F)
    Dirty[F] = M.Functions[F].isAnalyzable();
  while (Dirty.any())
    for (uint32_t F = 0; F < M.Functions.size(); ++F)
      while (Dirty.test(F)) {
        Dirty.reset(F);
        visit(F);
        Visited.set(F);
      }
}

std::map<std::pair<uint32_t, uint32_t>, uint64_t> NormalRun::constants() const {
  std::map<std::pair<uint32_t, uint32_t>, uint64_t> Result;
  for (uint32_t F = 0; F < Registers.size(); ++F)
    for (uint32_t R = 0; R < Registers[F].size(); ++R)
      if (Registers[F][R].Kind == Value::Constant)
        Result[{F, R}] = Registers[F][R].Bits;
  return Result;
}
