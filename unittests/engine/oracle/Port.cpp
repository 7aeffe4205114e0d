//===- Port.cpp - A small model of Storport -------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Port.h"
#include "llvm/ADT/StringSwitch.h"

namespace miniport::oracle {

llvm::StringRef toString(LockKind Kind) {
  switch (Kind) {
  case LockKind::None:
    return "no lock";
  case LockKind::Dpc:
    return "DpcLock";
  case LockKind::StartIo:
    return "StartIoLock";
  case LockKind::Interrupt:
    return "InterruptLock";
  case LockKind::Message:
    return "message lock";
  }
  return "";
}

// https://learn.microsoft.com/windows-hardware/drivers/ddi/storport/nf-storport-storportacquirespinlock
// In per-message mode the InterruptLock takes the lock of every message.
bool excludes(const Lock &A, const Lock &B, const Environment &E) {
  if (A.Kind == B.Kind)
    return A.Key == B.Key;
  auto Is = [&](LockKind X, LockKind Y) { return A.Kind == X && B.Kind == Y; };
  return E.Interrupt == InterruptGrant::PerMessage &&
         (Is(LockKind::Interrupt, LockKind::Message) ||
          Is(LockKind::Message, LockKind::Interrupt));
}

uint8_t levelUnder(LockKind Kind, uint8_t Dirql) {
  switch (Kind) {
  case LockKind::None:
    return Passive;
  case LockKind::Dpc:
  case LockKind::StartIo:
    return Dispatch;
  case LockKind::Interrupt:
  case LockKind::Message:
    return Dirql;
  }
  return Passive;
}

static constexpr ParamKind ExtensionOnly[] = {ParamKind::Extension};
static constexpr ParamKind ExtensionRequest[] = {ParamKind::Extension,
                                                 ParamKind::Request};
static constexpr ParamKind ExtensionMessage[] = {ParamKind::Extension,
                                                 ParamKind::MessageId};
static constexpr ParamKind ExtensionOther[] = {ParamKind::Extension,
                                               ParamKind::Other};
static constexpr ParamKind DpcParams[] = {ParamKind::Dpc, ParamKind::Extension,
                                          ParamKind::Other, ParamKind::Other};
static constexpr ParamKind FindAdapterParams[] = {
    ParamKind::Extension, ParamKind::Other,         ParamKind::Other,
    ParamKind::Other,     ParamKind::Configuration, ParamKind::Other};

static constexpr EntryRole Roles[] = {
    {"HW_FIND_ADAPTER", FindAdapterParams, true, 1}, // SP_RETURN_FOUND
    {"HW_INITIALIZE", ExtensionOnly, true, 1},
    {"HW_BUILDIO", ExtensionRequest, false, std::nullopt},
    {"HW_STARTIO", ExtensionRequest, false, std::nullopt},
    {"HW_INTERRUPT", ExtensionOnly, false, std::nullopt},
    {"HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE", ExtensionMessage, false,
     std::nullopt},
    {"HW_DPC_ROUTINE", DpcParams, false, std::nullopt},
    {"HW_RESET_BUS", ExtensionOther, false, std::nullopt},
    {"HW_TIMER", ExtensionOnly, false, std::nullopt},
};

const EntryRole *findRole(llvm::StringRef Name) {
  for (const EntryRole &Role : Roles)
    if (Role.Name == Name)
      return &Role;
  return nullptr;
}

// The pages of the call-back routines under
// https://learn.microsoft.com/windows-hardware/drivers/ddi/storport/
EntryState entryState(const EntryRole &Role, const Environment &E) {
  EntryState S;
  if (Role.Name == "HW_INITIALIZE" || Role.Name == "HW_INTERRUPT") {
    S.Runs =
        Role.Name == "HW_INITIALIZE" || E.Interrupt == InterruptGrant::Line;
    S.AtDirql = true;
    S.Held = {LockKind::Interrupt};
  } else if (Role.Name == "HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE") {
    S.Runs = E.Interrupt != InterruptGrant::Line;
    S.AtDirql = true;
    S.Held = {E.Interrupt == InterruptGrant::PerMessage ? LockKind::Message
                                                        : LockKind::Interrupt};
  } else if (Role.Name == "HW_BUILDIO" || Role.Name == "HW_DPC_ROUTINE") {
    S.Irql = Dispatch;
  } else if (Role.Name == "HW_STARTIO" || Role.Name == "HW_RESET_BUS" ||
             Role.Name == "HW_TIMER") {
    S.Irql = Dispatch;
    if (Role.Name != "HW_STARTIO" || !E.ConcurrentChannels)
      S.Held = {LockKind::StartIo};
    if (E.HalfDuplex) {
      S.AtDirql = true;
      S.Held.push_back(LockKind::Interrupt);
    }
  }
  return S;
}

Routine findRoutine(llvm::StringRef Name) {
  using K = RoutineKind;
  return llvm::StringSwitch<Routine>(Name)
      .Case("StorPortAcquireSpinLock", {K::AcquireSpinLock})
      .Case("StorPortReleaseSpinLock", {K::ReleaseSpinLock})
      .Case("StorPortAcquireMSISpinLock", {K::AcquireMessageLock})
      .Case("StorPortReleaseMSISpinLock", {K::ReleaseMessageLock})
      .Case("StorPortStallExecution", {K::Stall})
      .Case("KeGetCurrentIrql", {K::QueryIrql})
      .Case("StorPortFreePool", {K::Plain, Dispatch})
      .Case("StorPortRegistryRead", {K::Plain, Passive})
      .Default({});
}

} // namespace miniport::oracle
