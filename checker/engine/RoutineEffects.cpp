//===- RoutineEffects.cpp - What a routine is to the engine ---------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/RoutineEffects.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using facts::EffectKind;

llvm::SmallVector<int, 4> engine::writtenArguments(const facts::Routine &R) {
  llvm::SmallVector<int, 4> Objects;
  auto Add = [&](int Arg) {
    if (Arg >= 0 && !llvm::is_contained(Objects, Arg))
      Objects.push_back(Arg);
  };
  bool Explicit = false;
  for (const facts::Effect &E : R.Effects) {
    if (E.When && E.Kind != EffectKind::AcquireLock)
      continue; // the direction of the parameter stands
    Add(E.OldIrqlOutArg);
    Add(E.OutArg);
    Add(E.DestArg);
    if (E.Kind == EffectKind::AcquireLock || E.Kind == EffectKind::ReleaseLock)
      Add(E.HandleArg);
    if (E.Kind == EffectKind::WriteObject || E.Kind == EffectKind::Atomic) {
      Add(E.Arg);
      Explicit |= E.Kind == EffectKind::WriteObject;
    }
  }
  if (!Explicit)
    for (auto [I, P] : llvm::enumerate(R.Parameters))
      if (P.Dir != facts::Direction::In)
        Add(I);
  return Objects;
}

const facts::Effect *engine::blockEffect(const facts::Routine &R) {
  for (const facts::Effect &E : R.Effects)
    if (!E.When &&
        (E.Kind == EffectKind::CopyMemory || E.Kind == EffectKind::FillMemory))
      return &E;
  return nullptr;
}

bool engine::neverReturns(const facts::Routine &R) {
  return llvm::any_of(R.Effects, [](const facts::Effect &E) {
    return E.Kind == EffectKind::NoReturn && !E.When;
  });
}

bool engine::runsCallback(const facts::Routine &R) {
  return llvm::any_of(R.Effects, [](const facts::Effect &E) {
    return E.Kind == EffectKind::RunCallback && E.Synchronous;
  });
}

bool engine::touchesLockState(const facts::Routine &R) {
  return runsCallback(R) || llvm::any_of(R.Effects, [](const facts::Effect &E) {
           switch (E.Kind) {
           case EffectKind::AcquireLock:
           case EffectKind::ReleaseLock:
           case EffectKind::RaiseIrql:
           case EffectKind::LowerIrql:
           case EffectKind::LimitIrql:
           case EffectKind::AssumeLock:
             return true;
           default:
             return false;
           }
         });
}

bool engine::touchesOnlyLocks(const facts::Routine &R) {
  return touchesLockState(R) && !runsCallback(R) &&
         llvm::none_of(R.Effects, [](const facts::Effect &E) {
           return E.Kind == EffectKind::RaiseIrql ||
                  E.Kind == EffectKind::LowerIrql ||
                  E.Kind == EffectKind::LimitIrql;
         });
}

uint32_t engine::lockClasses(const facts::Effect &E,
                             std::optional<uint64_t> ClassArg) {
  if (E.Kind == EffectKind::AssumeLock ||
      (E.ByHandle && E.Lock == facts::LockClass::None))
    return ~0U;
  uint32_t Mask = E.Lock == facts::LockClass::None ? 0 : facts::maskOf(E.Lock);
  for (const facts::EnumLock &M : E.EnumLocks)
    if (!ClassArg || static_cast<uint64_t>(M.Value) == *ClassArg)
      Mask |= facts::maskOf(M.Class);
  return Mask;
}

bool engine::isObserved(const facts::Routine &R) {
  if (touchesLockState(R))
    return true;
  // A ceiling that can be exceeded is a rule; a hint never is.
  auto Limits = [](const facts::IrqlRange &Range) {
    return Range.Max && Range.MaxBasis != facts::Basis::Hint &&
           *Range.Max < facts::Irql::High;
  };
  return Limits(R.Range) ||
         llvm::any_of(R.RangeIf,
                      [&](const facts::ConditionalIrql &C) {
                        return Limits(C.Range);
                      }) ||
         llvm::any_of(R.Effects, [](const facts::Effect &E) {
           return E.Kind == EffectKind::Stall || E.Kind == EffectKind::Wait;
         });
}

bool engine::readsLevel(const facts::Routine &R) {
  return llvm::any_of(R.Effects,
                      [](const facts::Effect &E) {
                        return E.Kind == EffectKind::QueryIrql ||
                               (E.When && E.When->Arg < 0);
                      }) ||
         llvm::any_of(R.RangeIf, [](const facts::ConditionalIrql &K) {
           return K.When.Arg < 0;
         });
}

bool engine::isTimeArgument(const facts::Routine &R, int Arg) {
  return llvm::any_of(R.Effects, [&](const facts::Effect &E) {
    return (E.Kind == EffectKind::Stall || E.Kind == EffectKind::Wait) &&
           E.Arg == Arg;
  });
}

bool engine::isRuleArgument(const facts::Routine &R, int Arg) {
  auto Decides = [&](const facts::Effect &E) {
    if (E.When && E.When->Arg == Arg)
      return true;
    switch (E.Kind) {
    case EffectKind::AcquireLock:
    case EffectKind::ReleaseLock:
    case EffectKind::RaiseIrql:
    case EffectKind::LowerIrql:
    case EffectKind::LimitIrql:
    case EffectKind::AssumeLock:
      return Arg == E.ClassArg || Arg == E.OldIrqlOutArg || Arg == E.LevelArg ||
             Arg == E.Arg;
    case EffectKind::RunCallback:
      return Arg == E.RoutineArg || Arg == E.ContextArg || Arg == 0;
    default:
      return false;
    }
  };
  return llvm::any_of(R.Effects, Decides) || isTimeArgument(R, Arg) ||
         llvm::any_of(R.RangeIf, [&](const facts::ConditionalIrql &C) {
           return C.When.Arg == Arg;
         });
}

bool engine::isIdentityArgument(const facts::Routine &R, int Arg) {
  return llvm::any_of(R.Effects, [&](const facts::Effect &E) {
    return Arg == E.KeyArg || Arg == E.HandleArg || Arg == E.OldIrqlArg;
  });
}
