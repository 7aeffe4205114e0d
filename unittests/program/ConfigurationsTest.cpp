//===- ConfigurationsTest.cpp - The ways Storport can run the driver ------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramFixture.h"

using namespace miniport;

namespace {
/// A driver by what its FindAdapter and the rest of it do.
struct Driver {
  std::string Find = {};
  std::string More = {};
  std::string Entry =
      "store ptr @Isr, $init->_HW_INITIALIZATION_DATA.HwInterrupt";
  bool Whole = true; ///< DriverEntry registers FindAdapter

  Strings configurations() const {
    std::string Text = Tables.str() + More + R"(
func @Isr(%ext: ptr) -> u8 {
entry:
  ret u8 1
}
func @Msi(%ext: ptr, %id: u32) -> u8 {
entry:
  ret u8 1
}
func @Find(%ext: ptr, %c: ptr, %b: ptr, %s: ptr, %config: ptr, %r: ptr) -> u32 role HW_FIND_ADAPTER {
  local $mode: s32
entry:
)" + Find + R"(
  ret u32 0
}
)";
    if (Whole)
      Text += R"(
func @DriverEntry(%d: ptr, %r: ptr) -> u32 {
  local $init: agg 64 _HW_INITIALIZATION_DATA
entry:
  store ptr @Find, $init->_HW_INITIALIZATION_DATA.HwFindAdapter
)" + Entry + R"(
  ret u32 0
}
)";
    return configurationNames(*makeUnit(Text));
  }
};
} // namespace

static const std::string Full = R"(
  store s32 1, %config->_PORT_CONFIGURATION_INFORMATION.SynchronizationModel
)";
static const std::string Msi = R"(
  store ptr @Msi, %config->_PORT_CONFIGURATION_INFORMATION.HwMSInterruptRoutine
)";
static std::string mode(llvm::StringRef Value) {
  return ("  store s32 " + Value +
          ", %config->_PORT_CONFIGURATION_INFORMATION."
          "InterruptSynchronizationMode\n")
      .str();
}

TEST(Configurations, NothingKnown) {
  auto U = makeUnit("func @F() -> void {\nentry:\n  ret\n}\n");
  EXPECT_EQ(configurationNames(*U), (Strings{"line, full duplex"}));
}

TEST(Configurations, LineInterrupt) {
  EXPECT_EQ((Driver{Full}.configurations()), (Strings{"line, full duplex"}));
}

TEST(Configurations, HalfDuplexUnlessToldOtherwise) {
  EXPECT_EQ((Driver{""}.configurations()), (Strings{"line, half duplex"}));
  // Unless somebody we do not see may tell.
  EXPECT_EQ((Driver{"  call @Configure(%config)\n",
                    "declare @Configure(ptr) -> void\n"}
                 .configurations()),
            (Strings{"line, full duplex"}));
}

TEST(Configurations, EitherModel) {
  EXPECT_EQ((Driver{R"(
  %1 = ne ptr %s, 0
  br %1, a, b
a:
  store s32 0, $mode
  goto c
b:
  store s32 1, $mode
  goto c
c:
  %2 = load s32 $mode
  store s32 %2, %config->_PORT_CONFIGURATION_INFORMATION.SynchronizationModel
)"}
                 .configurations()),
            (Strings{"line, full duplex", "line, half duplex",
                     "line, dump"})); // the test of ArgumentString
}

TEST(Configurations, UnreadModelIsNotTheStricterOne) {
  EXPECT_EQ((Driver{R"(
  %1 = load s32 %ext
  store s32 %1, %config->_PORT_CONFIGURATION_INFORMATION.SynchronizationModel
)"}
                 .configurations()),
            (Strings{"line, full duplex"}));
}

TEST(Configurations, LineInterruptIsGrantedToo) {
  EXPECT_EQ((Driver{Full + Msi + mode("2")}.configurations()),
            (Strings{"line, full duplex", "per message, full duplex"}));
  EXPECT_EQ((Driver{Full + Msi + mode("1")}.configurations()),
            (Strings{"line, full duplex", "all messages, full duplex"}));
}

TEST(Configurations, NoLineRoutine) {
  EXPECT_EQ((Driver{Full + Msi + mode("2"), "", ""}.configurations()),
            (Strings{"per message, full duplex"}));
  EXPECT_EQ((Driver{Full, "", ""}.configurations()),
            (Strings{"no interrupt, full duplex"}));
}

TEST(Configurations, MessagesNeverAskedFor) {
  EXPECT_EQ((Driver{Full + Msi}.configurations()),
            (Strings{"line, full duplex"}));
  // In a lone file the request may stand elsewhere.
  EXPECT_EQ((Driver{Full + Msi, "", "", /*Whole=*/false}.configurations()),
            (Strings{"line, full duplex", "all messages, full duplex",
                     "per message, full duplex"}));
}

TEST(Configurations, ModeByParameterAndResult) {
  const std::string Set = R"(
func @Mode() -> s32 {
entry:
  ret s32 2
}
func @Set(%config: ptr, %mode: s32) -> void {
entry:
  store s32 %mode, %config->_PORT_CONFIGURATION_INFORMATION.InterruptSynchronizationMode
  ret
}
)";
  EXPECT_EQ((Driver{Full + Msi + R"(
  %9 = call s32 @Mode()
  call @Set(%config, %9)
)",
                    Set}
                 .configurations()),
            (Strings{"line, full duplex", "per message, full duplex"}));
}

TEST(Configurations, UnreadModeIsBoth) {
  EXPECT_EQ((Driver{Full + Msi + "  %1 = load s32 %ext\n" + mode("%1")}
                 .configurations()),
            (Strings{"line, full duplex", "all messages, full duplex",
                     "per message, full duplex"}));
}

TEST(Configurations, ConcurrentChannels) {
  const std::string Perf = R"(
declare @StorPortInitializePerfOpts(ptr, u8, ptr) -> u32 system
record EXT size 4 { Queues: u32 @0 }
func @Init(%ext: ptr) -> u8 role HW_INITIALIZE {
  local $perf: agg 16 _PERF_CONFIGURATION_DATA
entry:
  zero 16, $perf
  %1 = addr $perf
  %2 = call u32 @StorPortInitializePerfOpts(%ext, u8 1, %1)
  %3 = load u32 %ext->EXT.Queues
  store u32 COUNT, $perf->_PERF_CONFIGURATION_DATA.ConcurrentChannels
  %4 = call u32 @StorPortInitializePerfOpts(%ext, u8 0, %1)
  ret u8 1
}
)";
  auto With = [&](llvm::StringRef Count) {
    std::string Text = Perf;
    Text.replace(Text.find("u32 COUNT"), 9, Count.str());
    return Driver{Full, Text}.configurations();
  };
  Strings Both = {"line, full duplex",
                  "line, full duplex, concurrent channels"};
  EXPECT_EQ(With("u32 %3"), Both);
  EXPECT_EQ(With("u32 4"), Both);
  EXPECT_EQ(With("u32 1"), (Strings{"line, full duplex"}));
  // Half duplex has none.
  EXPECT_EQ((Driver{"", Perf.substr(0, Perf.find("u32 COUNT")) + "u32 %3" +
                            Perf.substr(Perf.find("u32 COUNT") + 9)}
                 .configurations()),
            (Strings{"line, half duplex"}));
}

TEST(Configurations, HalfDuplexWithMessageLocksIsNotDocumented) {
  const std::string Half = R"(
  store s32 0, %config->_PORT_CONFIGURATION_INFORMATION.SynchronizationModel
)";
  EXPECT_EQ((Driver{Half + Msi + mode("2")}.configurations()),
            (Strings{"line, half duplex"}));
}

TEST(Configurations, DumpBySign) {
  EXPECT_EQ((Driver{Full + R"(
  %1 = load u8 %config->_PORT_CONFIGURATION_INFORMATION.DumpMode
)"}
                 .configurations()),
            (Strings{"line, full duplex", "line, dump"}));
  // DriverEntry's null argument, though a helper looks at it.
  EXPECT_EQ((Driver{Full, R"(
func @IsDump(%p: ptr) -> u8 {
entry:
  %1 = eq ptr %p, 0
  %2 = cast u8, %1
  ret u8 %2
}
)",
                    R"(
  store ptr @Isr, $init->_HW_INITIALIZATION_DATA.HwInterrupt
  %1 = call u8 @IsDump(%r)
)"}
                 .configurations()),
            (Strings{"line, full duplex", "line, dump"}));
}

TEST(Configurations, DumpByArgumentString) {
  EXPECT_EQ((Driver{Full + "  %1 = call ptr @strstr(%s, @Text)\n",
                    "global @Text: agg 7 const internal\n"
                    "declare @strstr(ptr, ptr) -> ptr system\n"}
                 .configurations()),
            (Strings{"line, full duplex", "line, dump"}));
  // To print it is not to decide by it.
  EXPECT_EQ(
      (Driver{Full + "  call @StorPortDebugPrint(u32 1, %s)\n",
              "declare @StorPortDebugPrint(u32, ptr) -> void system variadic\n"}
           .configurations()),
      (Strings{"line, full duplex"}));
}

TEST(Configurations, Virtual) {
  auto U = makeUnit(Tables.str() + R"(
func @Find(%a: ptr, %b: ptr, %c: ptr, %l: ptr, %s: ptr, %config: ptr, %g: ptr) -> u32 {
entry:
  store u8 1, %config->_PORT_CONFIGURATION_INFORMATION.VirtualDevice
  ret u32 0
}
func @DriverEntry(%d: ptr, %r: ptr) -> u32 {
  local $init: agg 24 _VIRTUAL_HW_INITIALIZATION_DATA
entry:
  store ptr @Find, $init->_VIRTUAL_HW_INITIALIZATION_DATA.HwFindAdapter
  ret u32 0
}
)");
  EXPECT_EQ(configurationNames(*U), (Strings{"virtual"}));
}
