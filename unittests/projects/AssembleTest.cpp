//===- AssembleTest.cpp - Libraries join the drivers that link them -------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "projects/Plan.h"
#include "gmock/gmock.h"

using namespace miniport::projects;
using testing::ElementsAre;
using testing::IsEmpty;

static Project project(std::string Name, OutputKind Kind,
                       std::vector<std::string> Libraries = {},
                       Variant Built = {"Release", "x64"}) {
  Project P;
  P.File = "/tree/" + Name + ".vcxproj";
  P.Name = Name;
  P.Kind = Kind;
  P.Built = P.Within = Built;
  P.Commands.push_back({"/tree/" + Name + "." + Built.Configuration + ".c",
                        "/tree",
                        {"cl"},
                        {}});
  P.Libraries = std::move(Libraries);
  return P;
}

static std::vector<std::string> sources(const UnitPlan &Unit) {
  std::vector<std::string> Result;
  for (const SourceCommand &C : Unit.Commands)
    Result.push_back(C.File);
  return Result;
}

TEST(Assemble, LibrariesByNameAndByReference) {
  Project Driver = project("drv", OutputKind::Driver,
                           {"..\\Lib\\amd64\\ByName.LIB", "storport.lib"});
  Driver.References = {"/tree/byref.vcxproj"};
  Plan P = assemble({Driver, project("byname", OutputKind::Library),
                     project("byref", OutputKind::Library, {"third.lib"}),
                     project("third", OutputKind::Library, {"byname.lib"}),
                     project("other", OutputKind::Library)});
  ASSERT_EQ(P.Units.size(), 1u);
  EXPECT_THAT(sources(P.Units[0]),
              ElementsAre("/tree/drv.Release.c", "/tree/byref.Release.c",
                          "/tree/third.Release.c", "/tree/byname.Release.c"));
  ASSERT_EQ(P.Remarks.size(), 1u);
  EXPECT_EQ(P.Remarks[0].File, "/tree/other.vcxproj");
}

TEST(Assemble, TheVariantOfTheLibraryFitsTheDrivers) {
  auto Unit = [](Variant Driver) {
    Plan P =
        assemble({project("drv", OutputKind::Driver, {"lib.lib"}, Driver),
                  project("lib", OutputKind::Library, {}, {"Release", "Win32"}),
                  project("lib", OutputKind::Library, {}, {"Debug", "x64"}),
                  project("lib", OutputKind::Library, {}, {"Release", "x64"})});
    return sources(P.Units.at(0)).back();
  };
  EXPECT_EQ(Unit({"Release", "x64"}), "/tree/lib.Release.c");
  EXPECT_EQ(Unit({"Debug", "x64"}), "/tree/lib.Debug.c");
  EXPECT_EQ(Unit({"Win10 Debug", "x64"}), "/tree/lib.Debug.c");
  EXPECT_EQ(Unit({"Win10 Release", "x64"}), "/tree/lib.Release.c");
  // None for the processor.
  EXPECT_EQ(Unit({"Release", "ARM64"}), "/tree/drv.Release.c");
}

TEST(Assemble, ACycleOfLibrariesEnds) {
  Plan P = assemble({project("drv", OutputKind::Driver, {"a.lib"}),
                     project("a", OutputKind::Library, {"b.lib"}),
                     project("b", OutputKind::Library, {"a.lib", "drv.lib"})});
  EXPECT_EQ(P.Units.at(0).Commands.size(), 3u);
}

TEST(Assemble, ALibraryAloneIsAUnitIfThereIsNoDriver) {
  Plan P = assemble({project("lib", OutputKind::Library),
                     project("tool", OutputKind::Other)});
  ASSERT_EQ(P.Units.size(), 1u);
  EXPECT_EQ(P.Units[0].Name, "lib");
  EXPECT_EQ(P.Remarks.size(), 2u);
}

TEST(Assemble, ADriverWithoutSourcesIsARemark) {
  Project Empty = project("drv", OutputKind::Driver);
  Empty.Commands.clear();
  Plan P = assemble({Empty});
  EXPECT_THAT(P.Units, IsEmpty());
  EXPECT_EQ(P.Remarks.size(), 1u);
}
