//===- EntriesTest.cpp - Every way a driver has to register ---------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramFixture.h"

using namespace miniport;

static const std::string Isr = R"(
func @Isr(%ext: ptr) -> u8 {
entry:
  ret u8 1
}
)";

static const std::string StartIo = R"(
func @StartIo(%ext: ptr, %srb: ptr) -> u8 {
entry:
  ret u8 1
}
)";

TEST(Entries, RoleTypes) {
  auto U = makeUnit(R"(
func @Isr(%ext: ptr) -> u8 role HW_INTERRUPT {
entry:
  ret u8 1
}
func @Entry(%a: ptr, %b: ptr) -> u32 role DRIVER_INITIALIZE {
entry:
  ret u32 0
}
declare @Declared(ptr) -> u8 role HW_INTERRUPT
)");
  EXPECT_EQ(entryNames(*U),
            (Strings{"HwStorInterrupt=Isr", "DriverEntry=Entry"}));
  EXPECT_EQ(U->entries()[0].Evidence, EntryEvidence::RoleType);
  EXPECT_EQ(U->entries()[0].RegisteredIn, ir::None);
}

TEST(Entries, SdvSpellingOfDriverInitialize) {
  auto U = makeUnit(R"(
func @DriverEntry(%a: ptr, %b: ptr) -> u32 role sp_DRIVER_INITIALIZE {
entry:
  ret u32 0
}
)");
  // By type and by name: one entry.
  EXPECT_EQ(entryNames(*U), (Strings{"DriverEntry=DriverEntry"}));
}

TEST(Entries, StoreToLocalTable) {
  auto U = makeUnit(Tables.str() + Isr + R"(
func @DriverEntry(%d: ptr, %r: ptr) -> u32 {
  local $init: agg 64 _HW_INITIALIZATION_DATA
entry:
  zero 64, $init
  store ptr @Isr, $init->_HW_INITIALIZATION_DATA.HwInterrupt
  %1 = addr $init
  %2 = call u32 @StorPortInitialize(%d, %r, %1, ptr 0)
  ret u32 %2
}
)");
  EXPECT_EQ(entryNames(*U),
            (Strings{"HwStorInterrupt=Isr", "DriverEntry=DriverEntry"}));
  const EntryPoint &E = U->entries()[0];
  EXPECT_EQ(E.Evidence, EntryEvidence::Registration);
  EXPECT_EQ(E.RegisteredIn, U->module().findFunction("DriverEntry"));
  EXPECT_TRUE(E.Registered.isValid());
  EXPECT_EQ(E.Sites.size(), 1u);
  EXPECT_EQ(U->entries()[1].Evidence, EntryEvidence::Convention);
}

TEST(Entries, StoreThroughPointerToTheMember) {
  auto U = makeUnit(Tables.str() + Isr + R"(
func @DriverEntry(%d: ptr, %r: ptr) -> u32 {
  local $init: agg 64 _HW_INITIALIZATION_DATA
entry:
  %1 = addr $init->_HW_INITIALIZATION_DATA.HwInterrupt
  store ptr @Isr, %1
  ret u32 0
}
)");
  EXPECT_EQ(entryNames(*U),
            (Strings{"HwStorInterrupt=Isr", "DriverEntry=DriverEntry"}));
}

TEST(Entries, FunctionHandedToAHelper) {
  auto U = makeUnit(Tables.str() + Isr + R"(
func @SetIsr(%init: ptr, %routine: ptr) -> void internal {
  local $r: ptr
entry:
  store ptr %routine, $r
  %1 = load ptr $r
  store ptr %1, %init->_HW_INITIALIZATION_DATA.HwInterrupt
  ret
}
func @Setup(%d: ptr) -> u32 {
  local $init: agg 64 _HW_INITIALIZATION_DATA
entry:
  %1 = addr $init
  call @SetIsr(%1, @Isr)
  ret u32 0
}
)");
  EXPECT_EQ(entryNames(*U), (Strings{"HwStorInterrupt=Isr"}));
  EXPECT_EQ(U->entries()[0].RegisteredIn, U->module().findFunction("SetIsr"));
}

TEST(Entries, InitialisedTable) {
  auto U = makeUnit(Tables.str() + Isr + StartIo + R"(
global @Init: agg 64 _HW_INITIALIZATION_DATA internal init { 16: @StartIo, 24: @Isr }
)");
  EXPECT_EQ(entryNames(*U),
            (Strings{"HwStorInterrupt=Isr", "HwStorStartIo=StartIo"}));
  EXPECT_EQ(U->entries()[0].RegisteredIn, ir::None);
  EXPECT_EQ(U->entries()[0].Evidence, EntryEvidence::Registration);
}

TEST(Entries, CopyOfATemplate) {
  auto U = makeUnit(Tables.str() + Isr + R"(
global @Template: agg 64 _HW_INITIALIZATION_DATA const internal init { 24: @Isr }
func @DriverEntry(%d: ptr, %r: ptr) -> u32 {
  local $init: agg 64 _HW_INITIALIZATION_DATA
entry:
  copy 64, $init, @Template
  ret u32 0
}
)");
  EXPECT_EQ(entryNames(*U),
            (Strings{"HwStorInterrupt=Isr", "DriverEntry=DriverEntry"}));
  EXPECT_EQ(U->entries()[0].RegisteredIn,
            U->module().findFunction("DriverEntry"));
}

TEST(Entries, ChosenFromATableOfTheDriver) {
  auto U = makeUnit(Tables.str() + Isr + R"(
record CHIP size 16 {
  Id: u32 @0
  Isr: ptr @8
}
func @Isr2(%ext: ptr) -> u8 {
entry:
  ret u8 0
}
func @Other(%ext: ptr) -> u8 {
entry:
  ret u8 0
}
global @Chips: agg 48 const internal init { 0: u32 1, 8: @Isr, 16: u32 2, 24: @Isr2 }
global @Unrelated: agg 16 const internal init { 8: @Other }
func @DriverEntry(%d: ptr, %chip: ptr) -> u32 {
  local $init: agg 64 _HW_INITIALIZATION_DATA
entry:
  %1 = cast u64, %chip
  %2 = load ptr @Chips[%1 x 16]->CHIP.Isr
  store ptr %2, $init->_HW_INITIALIZATION_DATA.HwInterrupt
  ret u32 0
}
)");
  EXPECT_EQ(entryNames(*U),
            (Strings{"HwStorInterrupt=Isr", "HwStorInterrupt=Isr2",
                     "DriverEntry=DriverEntry"}));
}

TEST(Entries, MessageRoutineInFindAdapter) {
  auto U = makeUnit(Tables.str() + R"(
func @Msi(%ext: ptr, %id: u32) -> u8 {
entry:
  ret u8 1
}
func @Find(%ext: ptr, %c: ptr, %b: ptr, %s: ptr, %config: ptr, %r: ptr) -> u32 role HW_FIND_ADAPTER {
entry:
  store ptr @Msi, %config->_PORT_CONFIGURATION_INFORMATION.HwMSInterruptRoutine
  ret u32 0
}
)");
  EXPECT_EQ(entryNames(*U),
            (Strings{"HwMSInterruptRoutine=Msi", "HwStorFindAdapter=Find"}));
}

TEST(Entries, TwoRolesAreTwoEntries) {
  auto U = makeUnit(Tables.str() + R"(
func @Both(%ext: ptr) -> u8 {
entry:
  ret u8 1
}
func @DriverEntry(%d: ptr, %r: ptr) -> u32 {
  local $init: agg 64 _HW_INITIALIZATION_DATA
entry:
  store ptr @Both, $init->_HW_INITIALIZATION_DATA.HwInterrupt
  store ptr @Both, $init->_HW_INITIALIZATION_DATA.HwInitialize
  ret u32 0
}
)");
  EXPECT_EQ(entryNames(*U),
            (Strings{"HwStorInitialize=Both", "HwStorInterrupt=Both",
                     "DriverEntry=DriverEntry"}));
}

TEST(Entries, BranchesKeepTheirSites) {
  auto U = makeUnit(Tables.str() + Isr + R"(
func @Normal(%ext: ptr) -> u8 {
entry:
  ret u8 1
}
func @DriverEntry(%d: ptr, %r: ptr) -> u32 {
  local $init: agg 64 _HW_INITIALIZATION_DATA
entry:
  %1 = eq ptr %r, 0
  br %1, dump, normal
dump:
  store ptr @Isr, $init->_HW_INITIALIZATION_DATA.HwInterrupt
  goto done
normal:
  store ptr @Normal, $init->_HW_INITIALIZATION_DATA.HwInterrupt
  goto done
done:
  ret u32 0
}
)");
  ASSERT_EQ(U->entries().size(), 3u);
  EXPECT_EQ(U->entries()[0].Sites, (std::vector<CallSite>{{3, 1, 0}}));
  EXPECT_EQ(U->entries()[1].Sites, (std::vector<CallSite>{{3, 2, 0}}));
}

TEST(Entries, MembersThatStorportNeverCalls) {
  auto U = makeUnit(Tables.str() + Isr + R"(
func @Setup() -> void {
  local $init: agg 64 _HW_INITIALIZATION_DATA
entry:
  store ptr @Isr, $init->_HW_INITIALIZATION_DATA.HwDmaStarted
  ret
}
)");
  EXPECT_TRUE(entryNames(*U).empty());
}

TEST(Entries, VirtualTableAndVirtualRoutineInThePhysicalTable) {
  const std::string Find = R"(
func @Find(%a: ptr, %b: ptr, %c: ptr, %d: ptr, %e: ptr, %f: ptr, %g: ptr) -> u32 {
entry:
  ret u32 0
}
)";
  auto U = makeUnit(Tables.str() + Find + R"(
func @Setup() -> void {
  local $init: agg 24 _VIRTUAL_HW_INITIALIZATION_DATA
entry:
  store ptr @Find, $init->_VIRTUAL_HW_INITIALIZATION_DATA.HwFindAdapter
  ret
}
)");
  EXPECT_EQ(entryNames(*U), (Strings{"VirtualHwStorFindAdapter=Find"}));
  // A seventh parameter tells the two apart.
  U = makeUnit(Tables.str() + Find + R"(
func @Setup() -> void {
  local $init: agg 64 _HW_INITIALIZATION_DATA
entry:
  store ptr @Find, $init->_HW_INITIALIZATION_DATA.HwFindAdapter
  ret
}
)");
  EXPECT_EQ(entryNames(*U), (Strings{"VirtualHwStorFindAdapter=Find"}));
}

TEST(Entries, ScsiPortTable) {
  auto U = makeUnit(Tables.str() + Isr + R"(
declare @ScsiPortInitialize(ptr, ptr, ptr, ptr) -> u32 system
func @DriverEntry(%d: ptr, %r: ptr) -> u32 {
  local $init: agg 64 _HW_INITIALIZATION_DATA
entry:
  store ptr @Isr, $init->_HW_INITIALIZATION_DATA.HwInterrupt
  %1 = addr $init
  %2 = call u32 @ScsiPortInitialize(%d, %r, %1, ptr 0)
  ret u32 %2
}
)");
  EXPECT_EQ(entryNames(*U),
            (Strings{"HwScsiInterrupt=Isr", "DriverEntry=DriverEntry"}));
  EXPECT_EQ(U->entries()[1].Role->Port, "scsiport");
}

TEST(Entries, Options) {
  const std::string Text = Isr + R"(
declare @Elsewhere(ptr) -> u8
)";
  auto U = makeUnit(Text, {{"HW_INTERRUPT", "Isr"}});
  EXPECT_EQ(entryNames(*U), (Strings{"HwStorInterrupt=Isr"}));
  EXPECT_EQ(U->entries()[0].Evidence, EntryEvidence::Option);

  auto Fails = [&](EntryOption O) {
    auto U =
        LinkUnit::create(parseModule(Text), facts::RuleBase::builtin(), {O});
    EXPECT_FALSE(bool(U));
    return U ? std::string() : llvm::toString(U.takeError());
  };
  EXPECT_EQ(Fails({"HW_INTERUPT", "Isr"}),
            "unknown role 'HW_INTERUPT'; did you mean 'HW_INTERRUPT'?");
  EXPECT_EQ(Fails({"HW_INTERRUPT", "Irs"}),
            "no function 'Irs' is defined; did you mean 'Isr'?");
  EXPECT_EQ(Fails({"HW_INTERRUPT", "Elsewhere"}),
            "no function 'Elsewhere' is defined");
}
