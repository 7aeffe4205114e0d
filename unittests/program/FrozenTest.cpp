//===- FrozenTest.cpp - What initialisation fixes for good ----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramFixture.h"

using namespace miniport;

static const std::string Driver = R"(
record DPC size 16 { State: u32 @0 }
union FLAGS size 4 {
  All: u32 @0
  Bits: agg 4 FLAGBITS @0
}
record FLAGBITS size 4 {
  Low: u32 @0 bits 0 1
  High: u32 @0 bits 1 1
}
record EXT size 64 {
  Msix: u8 @0
  Count: u32 @4
  Flags: agg 4 FLAGS @8
  Dpc: agg 16 DPC @16
  Name: u8 @32 x 16
  Tail: u32 @48
}
record OTHER size 8 { X: u32 @0 }
global @Dump: u8 internal
global @Never: u8 internal init { 0: 1 }
global @Elsewhere: u8 extern
global @State: agg 64 EXT internal
func @DriverEntry(%d: ptr, %r: ptr) -> u32 {
entry:
  store u8 1, @Dump
  ret u32 0
}
func @Find(%ext: ptr, %c: ptr, %b: ptr, %s: ptr, %i: ptr, %a: ptr) -> u32 role HW_FIND_ADAPTER {
entry:
  call @Setup(%ext)
  ret u32 0
}
func @Setup(%ext: ptr) -> void internal {
entry:
  store u8 1, %ext->EXT.Msix
  store u32 1, %ext->EXT.Count
  store u32 1, %ext->EXT.Flags->FLAGS.All
  store u32 0, %ext->EXT.Dpc->DPC.State
  store u32 0, %ext->EXT.Tail
  %1 = addr %ext->EXT.Name[u64 0 x 1]
  store u8 1, %1
  ret
}
)";

static std::unique_ptr<LinkUnit> withRunTime(const std::string &Body,
                                             const std::string &More = "") {
  return makeUnit(Driver + More + R"(
func @Isr(%ext: ptr) -> u8 role HW_INTERRUPT {
  local $x: u32
entry:
)" + Body + R"(
  ret u8 1
}
)");
}

static Strings frozen(const LinkUnit &U) {
  Strings Names;
  for (llvm::StringRef Field : {"Msix", "Count", "Name", "Tail"})
    if (U.isFrozen(fieldOf(U, "EXT", Field)))
      Names.push_back(Field.str());
  if (U.isFrozen(fieldOf(U, "FLAGS", "All")))
    Names.push_back("All");
  if (U.isFrozen(fieldOf(U, "DPC", "State")))
    Names.push_back("State");
  return Names;
}

static const Strings Everything = {"Msix", "Count", "Name",
                                   "Tail", "All",   "State"};

TEST(Frozen, StoredByInitialisationAlone) {
  auto U = withRunTime("%1 = load u8 %ext->EXT.Msix");
  EXPECT_EQ(frozen(*U), Everything);
  // Nobody stores it: not fixed by initialisation.
  EXPECT_FALSE(U->isFrozen(fieldOf(*U, "OTHER", "X")));
}

TEST(Frozen, StoreAtRunTime) {
  EXPECT_EQ(frozen(*withRunTime("store u8 0, %ext->EXT.Msix")),
            (Strings{"Count", "Name", "Tail", "All", "State"}));
}

TEST(Frozen, SharedWithARunTimeRole) {
  // A restart runs the same code again.
  EXPECT_EQ(frozen(*withRunTime("call @Setup(%ext)")), Strings{});
}

TEST(Frozen, UnionMember) {
  EXPECT_EQ(frozen(*withRunTime(
                "store u32 1, %ext->EXT.Flags->FLAGS.Bits->FLAGBITS.High")),
            (Strings{"Msix", "Count", "Name", "Tail", "State"}));
}

TEST(Frozen, ThroughAPointerToTheField) {
  EXPECT_EQ(frozen(*withRunTime(R"(
  %1 = addr %ext->EXT.Count
  call @Bump(%1)
)",
                                R"(
func @Bump(%p: ptr) -> void {
entry:
  store u32 2, %p
  ret
}
)")),
            (Strings{"Msix", "Name", "Tail", "All", "State"}));
}

TEST(Frozen, OutArgumentOfARoutine) {
  const std::string Declare =
      "declare @Trace(ptr, ptr) -> void system\n"
      "declare @StorPortGetMSIInfo(ptr, u32, ptr) -> u32 system\n";
  EXPECT_EQ(frozen(*withRunTime(R"(
  %1 = addr %ext->EXT.Count
  %2 = call u32 @StorPortGetMSIInfo(%ext, u32 0, %1)
)",
                                Declare)),
            (Strings{"Msix", "Name", "Tail", "All", "State"}));
  // A trace call is handed the extension, and cannot name its fields.
  EXPECT_EQ(frozen(*withRunTime("call @Trace(%ext, %ext)", Declare)),
            Everything);
}

TEST(Frozen, ZeroedAndCopied) {
  EXPECT_EQ(frozen(*withRunTime("zero 64, %ext")), Strings{});
  // What the pointer is used as tells the record; its length alone would not.
  EXPECT_EQ(frozen(*withRunTime("%1 = load u32 %ext->EXT.Tail\nzero 8, %ext")),
            (Strings{"Name", "Tail", "All", "State"}));
  EXPECT_EQ(frozen(*withRunTime("zero 16, %ext->EXT.Dpc")),
            (Strings{"Msix", "Count", "Name", "Tail", "All"}));
  EXPECT_EQ(frozen(*withRunTime(R"(
  %1 = load ptr @Saved
  copy 64, %1, %ext
)",
                                "global @Saved: ptr internal\n")),
            Strings{});
}

TEST(Frozen, ZeroedByARoutine) {
  EXPECT_EQ(
      frozen(*withRunTime(R"(
  %1 = addr %ext->EXT.Dpc
  %2 = call ptr @memset(%1, s32 0, u64 16)
)",
                          "declare @memset(ptr, s32, u64) -> ptr system\n")),
      (Strings{"Msix", "Count", "Name", "Tail", "All"}));
}

TEST(Frozen, Volatile) {
  EXPECT_EQ(frozen(*withRunTime("%1 = load volatile u32 %ext->EXT.Tail")),
            (Strings{"Msix", "Count", "Name", "All", "State"}));
}

TEST(Frozen, MemoryOfADevice) {
  const std::string Device = R"(
record QUEUE size 16 {
  Head: u32 @0
  Tail: u32 @4
}
record REGS size 4 { Status: u32 @0 }
record PTRS size 16 {
  Queue: ptr @0
  Regs: ptr @8
}
declare @StorPortGetPhysicalAddress(ptr, ptr, ptr, ptr) -> u64 system
declare @StorPortGetDeviceBase(ptr, s32, u32, u64, u32, u8) -> ptr system
func @Init(%ext: ptr) -> u8 role HW_INITIALIZE {
  local $n: u32
entry:
  %1 = load ptr %ext->PTRS.Queue
  store u32 0, %1->QUEUE.Head
  %2 = call ptr @StorPortGetDeviceBase(%ext, s32 5, u32 0, u64 0, u32 4, u8 0)
  store ptr %2, %ext->PTRS.Regs
  store u32 0, %2->REGS.Status
  %3 = addr $n
)";
  const std::string End = "  ret u8 1\n}\n";
  auto U = withRunTime("%1 = load u8 @Dump", Device + End);
  EXPECT_TRUE(U->isFrozen(fieldOf(*U, "QUEUE", "Head")));
  EXPECT_TRUE(U->isFrozen(fieldOf(*U, "PTRS", "Regs")));
  EXPECT_FALSE(U->isFrozen(fieldOf(*U, "REGS", "Status"))); // mapped
  U = withRunTime("%1 = load u8 @Dump", Device + R"(
  %4 = call u64 @StorPortGetPhysicalAddress(%ext, ptr 0, %1, %3)
)" + End);
  EXPECT_FALSE(U->isFrozen(fieldOf(*U, "QUEUE", "Head")));
}

TEST(Frozen, Globals) {
  auto U = withRunTime("%1 = load u8 @Dump");
  auto Is = [&](const LinkUnit &U, llvm::StringRef Name) {
    return U.isFrozenGlobal(U.module().findGlobal(Name));
  };
  EXPECT_TRUE(Is(*U, "Dump"));
  EXPECT_TRUE(Is(*U, "Never"));
  EXPECT_FALSE(Is(*U, "Elsewhere"));
  EXPECT_TRUE(Is(*U, "State"));
  U = withRunTime("store u8 0, @Dump");
  EXPECT_FALSE(Is(*U, "Dump"));
  // A part of a global, through a pointer that names only the part's record.
  U = withRunTime(R"(
  %1 = addr @State->EXT.Dpc
  call @Poke(%1)
)",
                  R"(
func @Poke(%p: ptr) -> void {
entry:
  store u32 2, %p->DPC.State
  ret
}
)");
  EXPECT_FALSE(Is(*U, "State"));
}

TEST(Frozen, Exposed) {
  auto U = withRunTime(R"(
  %1 = addr %ext->EXT.Count
  call @Take(%1)
  %2 = addr %ext->EXT.Tail
  store u32 1, %2
  %3 = addr %ext->EXT.Dpc
  store u32 1, %3->DPC.State
)",
                       "declare @Take(ptr) -> void\n");
  EXPECT_TRUE(U->isExposed(fieldOf(*U, "EXT", "Count")));
  EXPECT_FALSE(U->isExposed(fieldOf(*U, "EXT", "Tail")));
  EXPECT_FALSE(U->isExposed(fieldOf(*U, "EXT", "Dpc")));
  EXPECT_FALSE(U->isExposed(fieldOf(*U, "EXT", "Msix")));
}

TEST(Frozen, SynchronousCallBackCountsWhereItIsCalled) {
  const std::string Declare = R"(
declare @StorPortSynchronizeAccess(ptr, ptr, ptr) -> u8 system
func @Sync(%ext: ptr, %c: ptr) -> u8 {
entry:
  store u32 1, %ext->EXT.Count
  ret u8 1
}
func @Init(%ext: ptr) -> u8 role HW_INITIALIZE {
entry:
  %1 = call u8 @StorPortSynchronizeAccess(%ext, @Sync, ptr 0)
  ret u8 1
}
)";
  EXPECT_EQ(frozen(*withRunTime("%1 = load u8 @Dump", Declare)), Everything);
  EXPECT_EQ(frozen(*withRunTime(
                "%1 = call u8 @StorPortSynchronizeAccess(%ext, @Sync, ptr 0)",
                Declare)),
            (Strings{"Msix", "Name", "Tail", "All", "State"}));
}
