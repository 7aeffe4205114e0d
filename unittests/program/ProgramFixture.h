//===- ProgramFixture.h - Link units from textual IR -----------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_UNITTESTS_PROGRAM_PROGRAMFIXTURE_H
#define MINIPORT_UNITTESTS_PROGRAM_PROGRAMFIXTURE_H

#include "ir/Text.h"
#include "program/Program.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

namespace miniport {

/// The registration table and configuration of Storport, as far as tests use
/// them. Layouts are not the real ones; nothing here depends on them.
inline constexpr llvm::StringLiteral Tables = R"(
record _HW_INITIALIZATION_DATA size 64 {
  HwInitializationDataSize: u32 @0
  HwInitialize: ptr @8
  HwStartIo: ptr @16
  HwInterrupt: ptr @24
  HwFindAdapter: ptr @32
  HwResetBus: ptr @40
  HwDmaStarted: ptr @48
  FeatureSupport: u32 @56
}
record _VIRTUAL_HW_INITIALIZATION_DATA size 24 {
  HwInitialize: ptr @0
  HwFindAdapter: ptr @8
  HwFreeAdapterResources: ptr @16
}
record _PORT_CONFIGURATION_INFORMATION size 32 {
  SynchronizationModel: s32 @0
  HwMSInterruptRoutine: ptr @8
  InterruptSynchronizationMode: s32 @16
  VirtualDevice: u8 @20
  DumpMode: u8 @21
}
record _PERF_CONFIGURATION_DATA size 16 {
  Flags: u32 @0
  ConcurrentChannels: u32 @4
}
declare @StorPortInitialize(ptr, ptr, ptr, ptr) -> u32 system
)";

inline std::unique_ptr<ir::Module> parseModule(const std::string &Text,
                                               bool TextLocations = true) {
  auto M = ir::parse(Text, "test", {TextLocations});
  if (!M) {
    ADD_FAILURE() << llvm::toString(M.takeError());
    return std::make_unique<ir::Module>();
  }
  for (const std::string &Fault : ir::verify(**M))
    ADD_FAILURE() << Fault;
  return std::move(*M);
}

inline std::unique_ptr<LinkUnit>
makeUnit(std::unique_ptr<ir::Module> M,
         llvm::ArrayRef<EntryOption> Options = {}) {
  auto U = LinkUnit::create(std::move(M), facts::RuleBase::builtin(), Options);
  if (!U) {
    ADD_FAILURE() << llvm::toString(U.takeError());
    return nullptr;
  }
  return std::move(*U);
}

inline std::unique_ptr<LinkUnit>
makeUnit(const std::string &Text, llvm::ArrayRef<EntryOption> Options = {}) {
  return makeUnit(parseModule(Text), Options);
}

/// "HwStorInterrupt=Isr" for each entry, in the order of entries().
inline std::vector<std::string> entryNames(const LinkUnit &U) {
  std::vector<std::string> Names;
  for (const EntryPoint &E : U.entries())
    Names.push_back(E.Role->Routine.str() + "=" +
                    U.module().Functions[E.Function].Name.str());
  return Names;
}

inline std::vector<std::string> configurationNames(const LinkUnit &U) {
  std::vector<std::string> Names;
  for (const Configuration &C : U.configurations())
    Names.push_back(C.name());
  return Names;
}

inline std::vector<std::string> names(const LinkUnit &U,
                                      llvm::ArrayRef<uint32_t> Functions) {
  std::vector<std::string> Names;
  for (uint32_t F : Functions)
    Names.push_back(U.module().Functions[F].Name.str());
  return Names;
}

/// What the first indirect call of the function may call.
inline LinkUnit::Targets targetsIn(const LinkUnit &U, llvm::StringRef Name) {
  uint32_t F = U.module().findFunction(Name);
  const std::vector<ir::Block> &Blocks = U.module().Functions[F].Blocks;
  for (uint32_t B = 0; B < Blocks.size(); ++B)
    for (uint32_t I = 0; I < Blocks[B].Instructions.size(); ++I) {
      const ir::Instruction &Inst = Blocks[B].Instructions[I];
      if (Inst.Op == ir::Opcode::Call &&
          Inst.Args[0].Kind != ir::ValueKind::Function)
        return U.targets({F, B, I});
    }
  ADD_FAILURE() << "no indirect call in " << Name.str();
  return {};
}

inline FieldRef fieldOf(const LinkUnit &U, llvm::StringRef Record,
                        llvm::StringRef Field) {
  uint32_t R = U.module().findRecord(Record);
  if (R == ir::None) {
    ADD_FAILURE() << "no record " << Record.str();
    return {};
  }
  const auto &Fields = U.module().Records[R].Fields;
  auto It = llvm::find_if(
      Fields, [&](const ir::RecordField &F) { return F.Name == Field; });
  EXPECT_NE(It, Fields.end()) << Field.str();
  return {R, static_cast<uint32_t>(It - Fields.begin())};
}

using Strings = std::vector<std::string>;

} // namespace miniport

#endif // MINIPORT_UNITTESTS_PROGRAM_PROGRAMFIXTURE_H
