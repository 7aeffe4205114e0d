//===- PortCalls.cpp - Calls of port routines -----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Execution.h"
#include "llvm/ADT/STLExtras.h"

namespace miniport::oracle {

Violation &Execution::report(FaultKind Kind, const ir::Instruction *I) {
  Violation V;
  V.Kind = Kind;
  V.Clean = !LockFault;
  LockFault |=
      Kind == FaultKind::ReleasedUnheld || Kind == FaultKind::DoubleAcquire;
  if (I) {
    V.Where = I->Loc.Expansion;
    if (I->Args[0].Kind == ir::ValueKind::Function)
      V.Routine = S.M.Functions[I->Args[0].Index].Name.str();
  }
  Result.Violations.push_back(std::move(V));
  return Result.Violations.back();
}

/// Others have the lock before, and do under it what some run was seen to do,
/// unless they would wait for this processor.
void Execution::waitFor(const Lock &L) {
  auto Excludes = [&](const Lock &A) {
    return [&](const Lock &B) { return excludes(A, B, S.E); };
  };
  constexpr unsigned MostStores = 4;
  for (unsigned N = S.Others.empty() ? 0 : In.below(MostStores); N; --N) {
    const LockedStore &Other = S.Others[In.below(S.Others.size())];
    if (llvm::any_of(Other.Held, Excludes(L)) &&
        llvm::none_of(Locks, [&](const Held &H) {
          return llvm::any_of(Other.Held, Excludes(H.L));
        }))
      store({Other.Byte, Other.BitOffset, Other.BitWidth}, Other.Ty,
            In.next(Other.BitWidth ? Other.BitWidth : Other.Ty.width()));
  }
}

/// The processor that takes a lock it holds waits for itself. The run goes on
/// as if it had not, to see what else is wrong.
void Execution::acquire(Lock L, const ir::Instruction &I) {
  for (const Held &H : Locks)
    if (excludes(H.L, L, S.E)) {
      Violation &V = report(FaultKind::DoubleAcquire, &I);
      V.Lock = L.Kind;
      V.Other = H.Where;
      break;
    }
  waitFor(L);
  Held H;
  H.L = L;
  H.Acquisition = ++Acquisitions;
  H.Where = I.Loc.Expansion;
  H.Depth = Depth;
  H.StalledBefore = Result.Stalled;
  Locks.push_back(std::move(H));
  Irql = std::max(Irql, levelUnder(L.Kind, Dirql));
}

void Execution::acquireSpinLock(const ir::Instruction &I,
                                llvm::ArrayRef<uint64_t> Args) {
  auto Kind = static_cast<LockKind>(Args[1]);
  if (Args[1] < 1 || Args[1] > 3) {
    stop("acquire of no lock");
    return;
  }
  uint64_t Handle = Args[3];
  uint8_t Before = Irql;
  acquire({Kind, Kind == LockKind::Dpc ? Args[2] : 0}, I);
  if (!Mem.write(Handle + HandleLayout::Kind, 4, Args[1]) ||
      !Mem.write(Handle + HandleLayout::Acquisition, 8, Acquisitions) ||
      !Mem.write(Handle + HandleLayout::OldIrql, 1, Before))
    stop("acquire without handle");
}

void Execution::release(size_t Index) {
  const Held &H = Locks[Index];
  if (H.Acquisition)
    Result.LockedStalls.push_back(
        {H.L.Kind, H.Where, Result.Stalled - H.StalledBefore});
  Locks.erase(Locks.begin() + static_cast<ptrdiff_t>(Index));
}

void Execution::releaseSpinLock(const ir::Instruction &I,
                                llvm::ArrayRef<uint64_t> Args) {
  uint64_t Kind = 0, Acquisition = 0, Old = 0, Handle = Args[1];
  if (!Mem.read(Handle + HandleLayout::Kind, 4, Kind) ||
      !Mem.read(Handle + HandleLayout::Acquisition, 8, Acquisition) ||
      !Mem.read(Handle + HandleLayout::OldIrql, 1, Old)) {
    stop("release without handle");
    return;
  }
  auto It = llvm::find_if(Locks, [&](const Held &H) {
    return H.Acquisition && H.Acquisition == Acquisition;
  });
  if (It == Locks.end()) {
    Violation &V = report(FaultKind::ReleasedUnheld, &I);
    V.Lock = Kind <= 3 ? static_cast<LockKind>(Kind) : LockKind::None;
    V.OfEntry = llvm::any_of(Locks, [&](const Held &H) {
      return !H.Acquisition && H.L.Kind == V.Lock;
    });
    return;
  }
  release(static_cast<size_t>(It - Locks.begin()));
  Irql = static_cast<uint8_t>(Old);
}

void Execution::acquireMessageLock(const ir::Instruction &I,
                                   llvm::ArrayRef<uint64_t> Args) {
  uint8_t Before = Irql;
  acquire({LockKind::Message, Args[1]}, I);
  if (!Mem.write(Args[2], 4, Before))
    stop("acquire without a place for the old level");
}

void Execution::releaseMessageLock(const ir::Instruction &I,
                                   llvm::ArrayRef<uint64_t> Args) {
  // The latest of equal ones: of two, only a double acquire leaves any.
  auto It = std::find_if(Locks.rbegin(), Locks.rend(), [&](const Held &H) {
    return H.L.Kind == LockKind::Message && H.L.Key == Args[1];
  });
  if (It == Locks.rend() || !It->Acquisition) {
    Violation &V = report(FaultKind::ReleasedUnheld, &I);
    V.Lock = LockKind::Message;
    V.OfEntry = It != Locks.rend();
    return;
  }
  release(static_cast<size_t>(&*It - Locks.data()));
  Irql = static_cast<uint8_t>(Args[2]);
}

/// Everything that the driver took and still holds when its entry point is
/// back in Storport.
void Execution::leak() {
  for (const Held &H : Locks) {
    if (!H.Acquisition)
      continue;
    Violation &V = report(FaultKind::LeakedLock, nullptr);
    V.Lock = H.L.Kind;
    V.Where = H.Where;
    V.Returns = H.Returns;
    Result.LockedStalls.push_back(
        {H.L.Kind, H.Where, Result.Stalled - H.StalledBefore});
  }
}

/// The frame in hand returns: what it still holds is now its caller's.
void Execution::passReturn(ir::SourcePoint Where) {
  for (Held &H : Locks)
    if (H.Acquisition && H.Depth >= Depth) {
      H.Returns.push_back(Where);
      H.Depth = Depth - 1;
    }
}

uint64_t Execution::routine(uint32_t Function, const ir::Instruction &I,
                            llvm::ArrayRef<uint64_t> Args) {
  const ir::Function &F = S.M.Functions[Function];
  const Routine &R = S.Routines[Function];
  if (Irql > R.MaxIrql)
    report(FaultKind::CeilingExceeded, &I).Level = Irql;
  static constexpr size_t Needed[] = {4, 2, 3, 3, 1, 0, 0, 0};
  if (Args.size() < Needed[static_cast<size_t>(R.Kind)]) {
    stop("a routine with too few arguments");
    return 0;
  }
  switch (R.Kind) {
  case RoutineKind::AcquireSpinLock:
    acquireSpinLock(I, Args);
    return 0;
  case RoutineKind::ReleaseSpinLock:
    releaseSpinLock(I, Args);
    return 0;
  case RoutineKind::AcquireMessageLock:
    acquireMessageLock(I, Args);
    return 0; // STOR_STATUS_SUCCESS
  case RoutineKind::ReleaseMessageLock:
    releaseMessageLock(I, Args);
    return 0;
  case RoutineKind::Stall:
    Result.Stalled += Args[0];
    return 0;
  case RoutineKind::QueryIrql:
    return Irql;
  case RoutineKind::Plain:
  case RoutineKind::Unknown:
    break;
  }
  // A driver function whose body is elsewhere may do to the extension what the
  // driver does at run time.
  if (R.Kind == RoutineKind::Unknown && !F.IsSystem &&
      llvm::is_contained(Args, Host.Extension))
    Host.forgetRunTimeState(In);
  return F.Result.isVoid() ? 0 : In.next(F.Result.width());
}

} // namespace miniport::oracle
