//===- LoopBounds.cpp - How often a loop runs -----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/RoutineEffects.h"
#include "engine/StaticValue.h"
#include "engine/Time.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

using namespace miniport;
using namespace miniport::engine;
using ir::BinaryOp;
using ir::Opcode;
using ir::ValueKind;

namespace {

/// Reads the bound of one loop off its counter.
class CounterReader {
public:
  CounterReader(const Code &C, const Symbols &S, uint32_t F, const Loop &L,
                llvm::ArrayRef<ValueId> Params)
      : C(C), S(S), F(F), Fn(C.function(F)), Fl(C.flow(F)), L(L),
        Params(Params) {}

  /// The runs of a block in the loop.
  std::optional<uint64_t> read(uint32_t Block) {
    std::optional<uint64_t> Least;
    for (unsigned B : L.Blocks.set_bits()) {
      const ir::Instruction &T = Fn.Blocks[B].terminator();
      if (T.Op != Opcode::Branch)
        continue;
      bool StaysIf = L.Blocks.test(T.Targets[0]);
      if (StaysIf == L.Blocks.test(T.Targets[1]))
        continue;
      // A test that some iteration skips bounds nothing.
      if (!llvm::all_of(L.Latches,
                        [&](uint32_t Latch) { return Fl.dominates(B, Latch); }))
        continue;
      auto N = fromTest(T.Args[0], StaysIf, B);
      if (!N)
        continue;
      // What stands before the test runs once more than the test lets pass; at
      // the end of the loop that is all of it.
      uint32_t Stay = T.Targets[StaysIf ? 0 : 1];
      bool IsBehind = Stay != L.Header && Fl.dominates(Stay, Block);
      uint64_t Runs = *N + (IsBehind ? 0 : 1);
      if (!Least || Runs < *Least)
        Least = Runs;
    }
    return Least;
  }

private:
  const ir::Instruction *definition(const ir::Value &V) const {
    return V.Kind == ValueKind::Register ? C.definition(F, V.Index) : nullptr;
  }

  /// The local that V is the value of, plus Offset (of an increment).
  uint32_t localIn(const ir::Value &V, int64_t &Offset) const {
    const ir::Instruction *D = definition(V);
    while (D && D->Op == Opcode::Cast)
      D = definition(D->Args[0]);
    if (!D)
      return ir::None;
    if (D->Op == Opcode::Binary && D->Args[1].isInt() &&
        (D->Operator == BinaryOp::Add || D->Operator == BinaryOp::Sub)) {
      int64_t Step = llvm::SignExtend64(D->Args[1].Bits, D->Args[1].Ty.width());
      Offset += D->Operator == BinaryOp::Add ? Step : -Step;
      return localIn(D->Args[0], Offset);
    }
    if (D->Op != Opcode::Load || !D->Where.Steps.empty() || D->Volatile ||
        D->Where.Base.Kind != ValueKind::Local)
      return ir::None;
    return D->Where.Base.Index;
  }

  /// Writes of a local; nothing if its address is taken.
  bool
  stores(uint32_t Local,
         std::vector<std::pair<const ir::Instruction *, uint32_t>> &Out) const {
    for (uint32_t B : Fl.order())
      for (const ir::Instruction &I : Fn.Blocks[B].Instructions) {
        for (const ir::Value &V : I.Args)
          if (V.Kind == ValueKind::Local && V.Index == Local)
            return false;
        bool Names = I.Where.Base.Kind == ValueKind::Local &&
                     I.Where.Base.Index == Local;
        if (Names && (I.Op == Opcode::Addr || I.Op == Opcode::Zero ||
                      I.Op == Opcode::Copy))
          return false;
        if (Names && I.Op == Opcode::Store)
          Out.push_back({&I, B});
      }
    return true;
  }

  std::optional<int64_t> constant(const ir::Value &V) const {
    auto Bits = staticValue(C, S, F, V, Params);
    if (!Bits)
      return std::nullopt;
    return V.Ty.isInt() && V.Ty.Signed ? llvm::SignExtend64(*Bits, V.Ty.width())
                                       : static_cast<int64_t>(*Bits);
  }

  /// How often the test in block At lets stay.
  std::optional<uint64_t> fromTest(const ir::Value &Condition, bool StaysIf,
                                   uint32_t At) {
    const ir::Instruction *D = definition(Condition);
    if (!D || D->Op != Opcode::Binary || !ir::isComparison(D->Operator))
      return std::nullopt;
    // 'x != 0' of a truth value is the truth value.
    if (D->Args[1].isInt() && D->Args[1].Bits == 0 &&
        (D->Operator == BinaryOp::Ne || D->Operator == BinaryOp::Eq))
      if (const ir::Instruction *Inner = definition(D->Args[0]);
          Inner && Inner->Op == Opcode::Binary &&
          ir::isComparison(Inner->Operator))
        return fromTest(D->Args[0],
                        D->Operator == BinaryOp::Ne ? StaysIf : !StaysIf, At);
    BinaryOp Op = D->Operator;
    ir::Value Left = D->Args[0], Right = D->Args[1];
    int64_t Offset = 0;
    uint32_t Counter = localIn(Left, Offset);
    std::optional<int64_t> Limit = constant(Right);
    if (Counter == ir::None || !Limit || constant(Left)) {
      Offset = 0;
      Counter = localIn(Right, Offset);
      Limit = constant(Left);
      switch (Op) {
      case BinaryOp::Lt:
        Op = BinaryOp::Gt;
        break;
      case BinaryOp::Le:
        Op = BinaryOp::Ge;
        break;
      case BinaryOp::Gt:
        Op = BinaryOp::Lt;
        break;
      case BinaryOp::Ge:
        Op = BinaryOp::Le;
        break;
      default:
        break;
      }
    }
    if (Counter == ir::None || !Limit)
      return std::nullopt;
    if (!StaysIf)
      switch (Op) {
      case BinaryOp::Lt:
        Op = BinaryOp::Ge;
        break;
      case BinaryOp::Ge:
        Op = BinaryOp::Lt;
        break;
      case BinaryOp::Gt:
        Op = BinaryOp::Le;
        break;
      case BinaryOp::Le:
        Op = BinaryOp::Gt;
        break;
      case BinaryOp::Eq:
        Op = BinaryOp::Ne;
        break;
      case BinaryOp::Ne:
        Op = BinaryOp::Eq;
        break;
      default:
        break;
      }
    return count(Counter, Op, *Limit, Offset, At);
  }

  /// Offset: what the test adds to the counter.
  std::optional<uint64_t> count(uint32_t Counter, BinaryOp Stay, int64_t Limit,
                                int64_t Offset, uint32_t At) const {
    std::vector<std::pair<const ir::Instruction *, uint32_t>> Writes;
    if (!stores(Counter, Writes))
      return std::nullopt;
    std::optional<int64_t> Step;
    bool StepsFirst = false; // before the test reads it
    const ir::Instruction *Start = nullptr;
    uint32_t StartBlock = ir::None;
    for (auto [I, B] : Writes) {
      if (L.Blocks.test(B)) {
        int64_t Change = 0;
        if (Step || localIn(I->Args[0], Change) != Counter || Change == 0 ||
            !llvm::all_of(L.Latches, [&, B = B](uint32_t Latch) {
              return Fl.dominates(B, Latch);
            }))
          return std::nullopt;
        Step = Change;
        StepsFirst = B != At && Fl.dominates(B, At);
      } else if (Fl.dominates(B, L.Header) &&
                 (!Start || Fl.position(B) >= Fl.position(StartBlock))) {
        Start = I;
        StartBlock = B;
      }
    }
    auto First = Start ? constant(Start->Args[0]) : std::nullopt;
    if (!Step || !First)
      return std::nullopt;
    int64_t Tested = *First + Offset + (StepsFirst ? *Step : 0);
    int64_t Distance = *Step > 0 ? Limit - Tested : Tested - Limit;
    if (Stay == BinaryOp::Le || Stay == BinaryOp::Ge)
      ++Distance;
    bool Towards = Stay == BinaryOp::Ne ||
                   (*Step > 0 ? Stay == BinaryOp::Lt || Stay == BinaryOp::Le
                              : Stay == BinaryOp::Gt || Stay == BinaryOp::Ge);
    if (!Towards)
      return std::nullopt;
    if (Distance <= 0)
      return 0;
    return llvm::divideCeil(static_cast<uint64_t>(Distance),
                            static_cast<uint64_t>(std::abs(*Step)));
  }

  const Code &C;
  const Symbols &S;
  uint32_t F;
  const ir::Function &Fn;
  const Flow &Fl;
  const Loop &L;
  llvm::ArrayRef<ValueId> Params;
};

/// Reads off a loop's exits whether only the device ends it.
class PollReader {
public:
  PollReader(const Code &C, uint32_t F, const Loop &L)
      : C(C), F(F), Fn(C.function(F)), Fl(C.flow(F)), L(L) {}

  /// Every way out depends on a value from the device, and on nothing that the
  /// loop counts, in a local, in memory or in a callee. A second way out on
  /// memory that the loop does not write is none.
  bool isPoll() {
    bool Any = false;
    for (unsigned B : L.Blocks.set_bits()) {
      const ir::Instruction &T = Fn.Blocks[B].terminator();
      if (llvm::all_of(Fl.successors(B),
                       [&](uint32_t S) { return L.Blocks.test(S); }))
        continue;
      Seen.clear();
      Source From = T.Op == Opcode::Branch && !T.Args.empty()
                        ? source(T.Args[0], 0)
                        : Source::Other;
      if (From == Source::Other)
        return false;
      Any |= From == Source::Device;
    }
    return Any;
  }

private:
  enum class Source { Fixed, Device, Other };
  static Source both(Source A, Source B) {
    if (A == Source::Other || B == Source::Other)
      return Source::Other;
    return A == Source::Device ? A : B;
  }

  bool readsDevice(uint32_t Function, unsigned Depth) const {
    if (Depth > MostCalls || !C.function(Function).isAnalyzable())
      return false;
    for (uint32_t B : C.flow(Function).order()) {
      SiteId Site = C.site(Function, B, 0);
      for (const ir::Instruction &I :
           C.function(Function).Blocks[B].Instructions) {
        SiteId Here = Site++;
        if (I.Volatile)
          return true;
        if (I.Op != Opcode::Call)
          continue;
        const CallInfo &Info = C.call(Here);
        if (Info.Routine ? Info.Routine->has(facts::EffectKind::RegisterRead)
                         : llvm::any_of(Info.Targets, [&](uint32_t T) {
                             return readsDevice(T, Depth + 1);
                           }))
          return true;
      }
    }
    return false;
  }

  static constexpr unsigned MostCalls = 4; ///< deep; below may be anything

  /// Whether the instruction may change memory that outlives the function.
  bool writes(const ir::Instruction &I, SiteId Site, unsigned Depth) const {
    switch (I.Op) {
    case Opcode::Store:
    case Opcode::Copy:
    case Opcode::Zero:
      return I.Where.Base.Kind != ValueKind::Local;
    case Opcode::Call:
      break;
    default:
      return false;
    }
    const CallInfo &Info = C.call(Site);
    switch (Info.Kind) {
    case CallKind::Routine:
      return !writtenArguments(*Info.Routine).empty();
    case CallKind::Internal:
      return llvm::any_of(Info.Targets,
                          [&](uint32_t T) { return writes(T, Depth + 1); });
    case CallKind::System:
      return false; // it knows no record of the driver
    case CallKind::Unknown:
      return !Info.Undeclared;
    }
    return true;
  }

  bool writes(uint32_t Function, unsigned Depth) const {
    if (Depth > MostCalls || !C.function(Function).isAnalyzable())
      return true;
    for (uint32_t B : C.flow(Function).order())
      if (writes(Function, B, Depth))
        return true;
    return false;
  }

  bool writes(uint32_t Function, uint32_t Block, unsigned Depth) const {
    SiteId Site = C.site(Function, Block, 0);
    return llvm::any_of(
        C.function(Function).Blocks[Block].Instructions,
        [&](const ir::Instruction &I) { return writes(I, Site++, Depth); });
  }

  /// The loop may write what one of its exits reads from memory.
  bool loopWrites() {
    if (!Writes)
      Writes = llvm::any_of(L.Blocks.set_bits(), [&](unsigned B) {
        return C.isLive(F, B) && writes(F, B, 0);
      });
    return *Writes;
  }

  /// A function that answers from the device and counts nothing.
  Source answer(uint32_t Function) const {
    return !writes(Function, 0) && readsDevice(Function, 0) ? Source::Device
                                                            : Source::Other;
  }

  Source source(const ir::Value &V, unsigned Depth) {
    if (V.Kind != ValueKind::Register)
      return Source::Fixed;
    if (Depth > 12 || !Seen.insert(V.Index).second)
      return Source::Fixed;
    const ir::Instruction *D = C.definition(F, V.Index);
    if (!D)
      return Source::Other;
    switch (D->Op) {
    case Opcode::Load:
      if (D->Volatile)
        return Source::Device;
      if (D->Where.Base.Kind == ValueKind::Local)
        return local(*D, Depth);
      return loopWrites() ? Source::Other : Source::Fixed;
    case Opcode::Call:
      return call(*D);
    case Opcode::Binary:
      return both(source(D->Args[0], Depth + 1), source(D->Args[1], Depth + 1));
    case Opcode::Cast:
      return source(D->Args[0], Depth + 1);
    default:
      return Source::Other;
    }
  }

  /// What the loop stores there.
  Source local(const ir::Instruction &Load, unsigned Depth) {
    uint32_t Local = Load.Where.Base.Index;
    if (!C.isPlain(F, Local))
      return Source::Other;
    Source S = Source::Fixed;
    for (unsigned B : L.Blocks.set_bits())
      for (const ir::Instruction &I : Fn.Blocks[B].Instructions) {
        if (I.Where.Base.Kind != ValueKind::Local ||
            I.Where.Base.Index != Local)
          continue;
        if (I.Op == Opcode::Store)
          S = both(S, source(I.Args[0], Depth + 1));
        else if (I.Op == Opcode::Copy || I.Op == Opcode::Zero)
          S = Source::Other;
      }
    return S;
  }

  Source call(const ir::Instruction &I) const {
    for (unsigned B : L.Blocks.set_bits())
      for (uint32_t N = 0; N != Fn.Blocks[B].Instructions.size(); ++N)
        if (&Fn.Blocks[B].Instructions[N] == &I) {
          const CallInfo &Info = C.call(C.site(F, B, N));
          if (Info.Routine)
            return Info.Routine->has(facts::EffectKind::RegisterRead)
                       ? Source::Device
                       : Source::Other;
          if (Info.Targets.size() != 1 ||
              !C.function(Info.Targets.front()).isAnalyzable())
            return Source::Other;
          return answer(Info.Targets.front());
        }
    return Source::Fixed; // before the loop
  }

  const Code &C;
  uint32_t F;
  const ir::Function &Fn;
  const Flow &Fl;
  const Loop &L;
  std::optional<bool> Writes;
  llvm::DenseSet<uint32_t> Seen;
};

} // namespace

std::optional<uint64_t> LoopBounds::bound(const Symbols &S, uint32_t F,
                                          uint32_t Loop, uint32_t Block,
                                          llvm::ArrayRef<ValueId> Params) {
  auto Key = std::make_tuple(F, Loop, Block, Params.vec());
  auto [It, New] = Known.try_emplace(Key);
  if (New)
    It->second =
        CounterReader(C, S, F, C.flow(F).loops()[Loop], Params).read(Block);
  return It->second;
}

bool LoopBounds::isPoll(uint32_t F, uint32_t Loop) {
  return PollReader(C, F, C.flow(F).loops()[Loop]).isPoll();
}
