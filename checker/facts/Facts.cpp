//===- Facts.cpp - Names and properties of IRQLs, locks and effects -------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Facts.h"
#include "facts/FactNames.h"

using namespace llvm;

namespace miniport::facts {

StringRef toString(Irql Level) {
  switch (Level) {
  case Irql::Passive:
    return "PASSIVE_LEVEL";
  case Irql::Apc:
    return "APC_LEVEL";
  case Irql::Dispatch:
    return "DISPATCH_LEVEL";
  case Irql::Dirql:
    return "DIRQL";
  case Irql::High:
    return "HIGH_LEVEL";
  }
  llvm_unreachable("unknown IRQL");
}

std::optional<Irql> parseIrql(StringRef Name) {
  Name.consume_back("_LEVEL");
  if (std::optional<unsigned> Index = findWord(irqlWords(), Name))
    return Irql(*Index);
  return std::nullopt;
}

StringRef toString(LockClass Class) {
  return lockClassWords()[unsigned(Class)].Spelling;
}

StringRef toString(EffectKind Kind) {
  return effectKindWords()[unsigned(Kind)].Spelling;
}

StringRef displayName(LockClass Class) {
  switch (Class) {
  case LockClass::None:
    return "no lock";
  case LockClass::StorDpc:
    return "DpcLock";
  case LockClass::StorStartIo:
    return "StartIoLock";
  case LockClass::StorInterrupt:
    return "InterruptLock";
  case LockClass::StorMessage:
    return "MSI spin lock";
  case LockClass::StorThreadedDpc:
    return "ThreadedDpcLock";
  case LockClass::StorDpcLevel:
    return "DpcLevelLock";
  case LockClass::KernelSpin:
    return "spin lock";
  case LockClass::KernelQueued:
    return "in-stack queued spin lock";
  case LockClass::KernelInterrupt:
    return "interrupt spin lock";
  case LockClass::KernelCancel:
    return "cancel spin lock";
  case LockClass::ExSpin:
    return "reader/writer spin lock";
  case LockClass::FastMutex:
    return "fast mutex";
  case LockClass::Resource:
    return "executive resource";
  case LockClass::GuardedMutex:
    return "guarded mutex";
  case LockClass::Mutex:
    return "mutex";
  case LockClass::WdfSpin:
    return "framework spin lock";
  case LockClass::WdfWait:
    return "framework wait lock";
  case LockClass::WdfInterrupt:
    return "framework interrupt lock";
  case LockClass::WdfObject:
    return "framework object lock";
  }
  llvm_unreachable("unknown lock class");
}

std::optional<Irql> levelUnder(LockClass Class) {
  switch (Class) {
  case LockClass::StorDpc:
  case LockClass::StorStartIo:
  case LockClass::StorThreadedDpc:
  case LockClass::StorDpcLevel:
  case LockClass::KernelSpin:
  case LockClass::KernelQueued:
  case LockClass::KernelCancel:
  case LockClass::ExSpin:
  case LockClass::WdfSpin:
    return Irql::Dispatch;
  case LockClass::StorInterrupt:
  case LockClass::StorMessage:
  case LockClass::KernelInterrupt:
  case LockClass::WdfInterrupt:
    return Irql::Dirql;
  case LockClass::FastMutex:
    return Irql::Apc;
  // These hold off APCs, or nothing, and leave the level alone; the framework
  // object lock is a spin lock or a mutex, as the object was configured.
  case LockClass::None:
  case LockClass::Resource:
  case LockClass::GuardedMutex:
  case LockClass::Mutex:
  case LockClass::WdfWait:
  case LockClass::WdfObject:
    return std::nullopt;
  }
  llvm_unreachable("unknown lock class");
}

bool isKeyed(LockClass Class) {
  switch (Class) {
  case LockClass::None:
  case LockClass::StorStartIo:
  case LockClass::StorInterrupt:
  case LockClass::KernelCancel:
    return false;
  default:
    return true;
  }
}

bool Routine::has(EffectKind Kind) const {
  return any_of(Effects, [=](const Effect &E) { return E.Kind == Kind; });
}

} // namespace miniport::facts
