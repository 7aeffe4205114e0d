//===- MachineFixture.h - Known programs, run and told in lines -----------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ORACLE_MACHINEFIXTURE_H
#define MINIPORT_ORACLE_MACHINEFIXTURE_H

#include "Observe.h"
#include "ir/Text.h"
#include "gmock/gmock.h"

namespace miniport::oracle {

// The bodies of the tests begin at line 10.
inline const char *const Records =
    R"(record STOR_LOCK_CONTEXT size 24 { Next: ptr @0 Lock: ptr @8 OldIrql: u8 @16 }
record STOR_LOCK_HANDLE size 32 { Lock: u32 @0 Context: agg 24 STOR_LOCK_CONTEXT @8 }
record STOR_DPC size 64 { Lock: ptr @0 }
record ADAPTER size 128 { Fixed: u8 @0 Busy: u8 @1 Flags: u32 @4 bits 2 3 Count: u32 @8 Dpc: agg 64 STOR_DPC @16 Saved: agg 32 STOR_LOCK_HANDLE @80 }
declare @StorPortAcquireSpinLock(ptr, u32, ptr, ptr) -> void system
declare @StorPortReleaseSpinLock(ptr, ptr) -> void system
declare @StorPortAcquireMSISpinLock(ptr, u32, ptr) -> u32 system
declare @StorPortReleaseMSISpinLock(ptr, u32, u32) -> u32 system
declare @StorPortStallExecution(u32) -> void system
)";
inline const char *const Routines = R"(
declare @StorPortFreePool(ptr, ptr) -> u32 system
declare @StorPortRegistryRead(ptr, ptr, u32, u32, ptr, ptr) -> u8 system
declare @KeGetCurrentIrql() -> u8 system
declare @Elsewhere(ptr) -> void
)";

inline std::unique_ptr<ir::Module> module(llvm::StringRef Body) {
  ir::ParseOptions Options;
  Options.TextLocations = true;
  auto M = ir::parse(Records + Body.str() + Routines, "t.ir", Options);
  if (!M) {
    ADD_FAILURE() << llvm::toString(M.takeError());
    return std::make_unique<ir::Module>();
  }
  EXPECT_THAT(ir::verify(**M), ::testing::IsEmpty());
  return std::move(*M);
}

/// What happens, one line a violation: kind, lock, lines.
inline std::vector<std::string> violations(llvm::StringRef Body,
                                           Environment E = {},
                                           ObserveOptions Options = {}) {
  std::unique_ptr<ir::Module> M = module(Body);
  std::vector<std::string> Result;
  for (const ObservedViolation &V : observe(*M, E, Options).Violations) {
    std::string Line = (toString(V.What.Kind) + ", " + toString(V.What.Lock) +
                        " " + llvm::Twine(V.What.Where.Line))
                           .str();
    for (ir::SourcePoint P : V.What.Returns)
      Line += "-" + std::to_string(P.Line);
    if (V.What.Other.isValid())
      Line += " of " + std::to_string(V.What.Other.Line);
    if (V.What.Kind == FaultKind::CeilingExceeded)
      Line += " " + V.What.Routine;
    if (V.What.OfEntry)
      Line += " (Storport's)";
    if (!V.What.Clean)
      Line += " (later)";
    Result.push_back(Line);
  }
  return Result;
}

inline const char *const MessageLock =
    R"(func @Msi(%ext: ptr, %id: u32) -> u8 role HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE {
  local $old: u32
entry:
  %1 = add u32 %id, OFFSET
  %2 = call @StorPortAcquireMSISpinLock(%ext, %1, $old)
  %3 = load u32 $old
  %4 = call @StorPortReleaseMSISpinLock(%ext, %1, %3)
  ret u8 1
})";

inline std::string messageLock(llvm::StringRef Offset) {
  std::string Result = MessageLock;
  return Result.replace(Result.find("OFFSET"), 6, Offset.str());
}

} // namespace miniport::oracle

#endif // MINIPORT_ORACLE_MACHINEFIXTURE_H
