//===- Time.cpp - How long a busy wait can take
//----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Time.h"
#include "engine/StaticValue.h"
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

  std::optional<uint64_t> read() {
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
      if (auto N = fromTest(T.Args[0], StaysIf))
        if (!Least || *N < *Least)
          Least = N;
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
      int64_t Step = llvm::SignExtend64(D->Args[1].Bits, D->Args[1].Ty.Width);
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
    return V.Ty.isInt() && V.Ty.Signed
               ? llvm::SignExtend64(*Bits, V.Ty.Width)
               : static_cast<int64_t>(*Bits);
  }

  std::optional<uint64_t> fromTest(const ir::Value &Condition, bool StaysIf) {
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
                        D->Operator == BinaryOp::Ne ? StaysIf : !StaysIf);
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
    return count(Counter, Op, *Limit);
  }

  std::optional<uint64_t> count(uint32_t Counter, BinaryOp Stay,
                                int64_t Limit) const {
    std::vector<std::pair<const ir::Instruction *, uint32_t>> Writes;
    if (!stores(Counter, Writes))
      return std::nullopt;
    std::optional<int64_t> Step;
    const ir::Instruction *Start = nullptr;
    uint32_t StartBlock = ir::None;
    for (auto [I, B] : Writes) {
      if (L.Blocks.test(B)) {
        int64_t Offset = 0;
        if (Step || localIn(I->Args[0], Offset) != Counter || Offset == 0 ||
            !llvm::all_of(L.Latches, [&, B = B](uint32_t Latch) {
              return Fl.dominates(B, Latch);
            }))
          return std::nullopt;
        Step = Offset;
      } else if (Fl.dominates(B, L.Header) &&
                 (!Start || Fl.position(B) >= Fl.position(StartBlock))) {
        Start = I;
        StartBlock = B;
      }
    }
    auto First = Start ? constant(Start->Args[0]) : std::nullopt;
    if (!Step || !First)
      return std::nullopt;
    int64_t Distance = *Step > 0 ? Limit - *First : *First - Limit;
    if (Stay == BinaryOp::Le || Stay == BinaryOp::Ge)
      ++Distance;
    bool Towards = Stay == BinaryOp::Ne ||
                   (*Step > 0 ? Stay == BinaryOp::Lt || Stay == BinaryOp::Le
                              : Stay == BinaryOp::Gt || Stay == BinaryOp::Ge);
    if (!Towards)
      return std::nullopt;
    if (Distance <= 0)
      return 1;
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

} // namespace

std::optional<uint64_t> LoopBounds::bound(const Symbols &S, uint32_t F,
                                          uint32_t Loop,
                                          llvm::ArrayRef<ValueId> Params) {
  auto Key = std::make_tuple(F, Loop, Params.vec());
  auto [It, New] = Known.try_emplace(Key);
  if (New)
    It->second = CounterReader(C, S, F, C.flow(F).loops()[Loop], Params).read();
  return It->second;
}

namespace {

using Factor = LoopBounds::Factor;

/// The loops around a site, in its own function.
Factor around(const Engine &E, LoopBounds &Bounds,
              llvm::ArrayRef<ValueId> Params, SiteId Site) {
  Factor R;
  const Code &C = E.code();
  Code::Position P = C.position(Site);
  const Flow &Fl = C.flow(P.Function);
  for (uint32_t L = Fl.loopOf(P.Block); L != ir::None;
       L = Fl.loops()[L].Parent) {
    if (auto N = Bounds.bound(E.symbols(), P.Function, L, Params))
      R.Times *= static_cast<double>(std::max<uint64_t>(*N, 1));
    else
      R.Unbounded = true;
  }
  return R;
}

/// The loops around the calls on the longest way down to a context.
Factor above(const Engine &E, LoopBounds &Bounds, uint32_t Root, ContextId In) {
  // What is being computed counts as once: a recursion counts once.
  auto [It, New] = Bounds.Above.try_emplace({Root, In});
  if (!New)
    return It->second;
  Factor Most;
  bool Any = false;
  for (const auto &[Caller, Site] : E.usesOf(Root, In)) {
    Factor Here =
        around(E, Bounds, E.simulator().result(Caller).Of.Params, Site);
    Factor Up = above(E, Bounds, Root, Caller);
    Here.Times *= Up.Times;
    Here.Unbounded |= Up.Unbounded;
    if (!Any || Here.Times > Most.Times)
      Most = Here;
    Any = true;
  }
  return Bounds.Above[{Root, In}] = Most;
}

Duration duration(const Event &What, Factor F) {
  Duration D;
  if (!What.MinAmount)
    return D;
  double Once = static_cast<double>(*What.MinAmount) *
                What.Effect->MicrosecondsPerUnit;
  D.Microseconds = Once * F.Times;
  D.Unbounded = F.Unbounded;
  if (F.Times > 1)
    D.How = std::to_string(static_cast<uint64_t>(F.Times)) + " x " +
            std::to_string(static_cast<uint64_t>(Once)) + " us";
  return D;
}

} // namespace

Duration engine::stallTime(const Engine &E, LoopBounds &Bounds,
                           const Occurrence &O) {
  Factor F = around(E, Bounds, E.simulator().result(O.In).Of.Params,
                    O.What.Site);
  Factor Up = above(E, Bounds, O.Root, O.In);
  F.Times *= Up.Times;
  F.Unbounded |= Up.Unbounded;
  return duration(O.What, F);
}

Duration engine::stallTime(const Engine &E, LoopBounds &Bounds,
                           const Confirmation &C) {
  Factor F;
  for (const Confirmation::Frame &Frame : C.Stack) {
    Factor Here = around(E, Bounds, Frame.Params, Frame.Site);
    F.Times *= Here.Times;
    F.Unbounded |= Here.Unbounded;
  }
  return duration(C.What, F);
}
