//===- EngineFixture.cpp - Running the engine on textual IR ---------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EngineFixture.h"
#include "ir/Text.h"
#include <set>

using namespace miniport;
using namespace miniport::engine;

namespace {
/// What drivers of the tests call and use.
constexpr const char *Prelude = R"ir(
record HANDLE_CONTEXT size 8 {
  OldIrql: u8 @0
}
record STOR_LOCK_HANDLE size 24 {
  Lock: u32 @0
  Context: agg 8 HANDLE_CONTEXT @8
}
declare @StorPortAcquireSpinLock(ptr, s32, ptr, ptr) -> void system
declare @StorPortReleaseSpinLock(ptr, ptr) -> void system
declare @StorPortAcquireSpinLockEx(ptr, s32, ptr, ptr) -> u32 system
declare @StorPortAcquireMSISpinLock(ptr, u32, ptr) -> u32 system
declare @StorPortReleaseMSISpinLock(ptr, u32, u32) -> u32 system
declare @StorPortStallExecution(u32) -> void system
declare @StorPortFreePool(ptr, ptr) -> u32 system
declare @StorPortSynchronizeAccess(ptr, ptr, ptr) -> u8 system
declare @StorPortReadRegisterUlong(ptr, ptr) -> u32 system
declare @KeGetCurrentIrql() -> u8 system
declare @KeAcquireSpinLock(ptr, ptr) -> void system
declare @KeReleaseSpinLock(ptr, u8) -> void system
declare @Trace(ptr) -> void system
declare @Choose() -> u32 system
)ir";
} // namespace

Simulated::Simulated(llvm::StringRef Text) {
  std::string All = (Prelude + Text).str();
  ir::ParseOptions PO;
  PO.TextLocations = true;
  auto M = ir::parse(All, "test.ir", PO);
  if (!M)
    llvm::report_fatal_error(M.takeError());
  for (const std::string &Fault : ir::verify(**M))
    llvm::report_fatal_error(llvm::StringRef(Fault));
  std::vector<std::unique_ptr<ir::Module>> Units;
  Units.push_back(std::move(*M));
  auto U = LinkUnit::create(link(std::move(Units)), facts::RuleBase::builtin());
  if (!U)
    llvm::report_fatal_error(U.takeError());
  Unit = std::move(*U);
  E = std::make_unique<Engine>(*Unit);
  E->run();
}

Simulated::~Simulated() = default;

std::string Simulated::faults() {
  std::set<std::string> Lines;
  const Code &C = E->code();
  auto In = [&](SiteId S) {
    return Unit->module().Functions[C.position(S).Function].Name.str();
  };
  for (uint32_t R = 0; R != E->roots().size(); ++R) {
    const Leaks &Leaked = E->leaks(R);
    Refuted += Leaked.Refuted.size();
    Undecided += Leaked.Undecided.size();
    for (const Leak &L : Leaked.Found)
      Lines.insert("leak " + facts::toString(L.Lock.Class).str() +
                   " acquired " + In(L.Lock.Acquired) + " returned " +
                   Unit->module().Functions[L.Blamed].Name.str());
  }
  for (const Occurrence &O : E->occurrences()) {
    if (O.What.Tainted)
      continue;
    std::string Line;
    std::string Class = facts::toString(O.What.Class).str();
    switch (O.What.Kind) {
    case EventKind::Release:
      Line = "unheld " + Class;
      break;
    case EventKind::Relock:
      Line = "relock " + Class;
      break;
    case EventKind::Stall:
      break;
    case EventKind::Call: {
      if (!O.What.Ceiling || O.What.Irql.Low <= *O.What.Ceiling)
        continue;
      Line = "ceiling " + C.calleeName(O.What.Site).str();
      break;
    }
    default:
      continue;
    }
    Confirmation Seen;
    switch (E->confirm(O, Seen)) {
    case Verdict::Confirmed:
      break;
    case Verdict::Refuted:
      ++Refuted;
      continue;
    case Verdict::Undecided:
      ++Undecided;
      continue;
    }
    if (O.What.Kind == EventKind::Stall)
      Line =
          "stall " + (Seen.What.MinAmount ? std::to_string(*Seen.What.MinAmount)
                                          : std::string("?"));
    Lines.insert(Line + " in " + In(O.What.Site));
  }
  std::string All;
  for (const std::string &L : Lines)
    All += L + "\n";
  return All;
}

unsigned Simulated::steps() const {
  unsigned N = 0;
  for (uint32_t I = 0; I != E->simulator().numContexts(); ++I)
    N += E->simulator().result(I).Steps;
  return N;
}

std::string miniport::faultsOf(llvm::StringRef Text) {
  return Simulated(Text).faults();
}

std::string miniport::extRecord() {
  return R"ir(
record EXT size 256 {
  Flag: u8 @0
  State: u32 @4
  Count: u32 @8
  Other: u32 @12
  Callback: ptr @16
  Pool: ptr @24
  Flags: u32 @32 x 32
}
)ir";
}

std::string miniport::startIo(const std::string &Body,
                              const std::string &Before) {
  return extRecord() + Before + R"ir(
func @StartIo(%ext: ptr, %srb: ptr) -> u8 role HW_STARTIO {
  local $lock: agg 24 STOR_LOCK_HANDLE
  local $i: u32
  local $flag: u32
)ir" + Body +
         "}\n";
}
