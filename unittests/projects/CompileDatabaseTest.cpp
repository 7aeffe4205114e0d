//===- CompileDatabaseTest.cpp - Reading compile_commands.json ------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "projects/CompileDatabase.h"
#include "gtest/gtest.h"

using namespace miniport::projects;

static std::string message(llvm::StringRef Json) {
  auto DB = CompileDatabase::parse(Json, "db.json");
  if (DB)
    return "";
  return llvm::toString(DB.takeError());
}

TEST(CompileDatabase, ReadsBothFormsOfCommand) {
  auto DB = CompileDatabase::parse(
      R"([{"directory": "/d", "file": "a.c", "command": "gcc -DX='a b' a.c"},
          {"directory": "/d", "file": "b.c", "arguments": ["cc", "-DY", "b.c"]}])",
      "db.json");
  ASSERT_TRUE(static_cast<bool>(DB)) << llvm::toString(DB.takeError());
  ASSERT_EQ(DB->commands().size(), 2u);
  EXPECT_EQ(DB->commands()[0].Arguments,
            (std::vector<std::string>{"gcc", "-DX=a b", "a.c"}));
  EXPECT_EQ(DB->commands()[1].Directory, "/d");
  EXPECT_EQ(DB->commands()[1].Arguments[1], "-DY");
}

TEST(CompileDatabase, QuotesOfWindowsAreWindowsOwn) {
  auto DB = CompileDatabase::parse(
      R"([{"directory": "C:\\src", "file": "C:\\src\\a.c",
           "command": "\"C:\\Program Files\\cl.exe\" /IC:\\src\\inc /D\"X=\\\"y\\\"\" a.c"}])",
      "db.json");
  ASSERT_TRUE(static_cast<bool>(DB)) << llvm::toString(DB.takeError());
  EXPECT_EQ(DB->commands()[0].Arguments,
            (std::vector<std::string>{"C:\\Program Files\\cl.exe",
                                      "/IC:\\src\\inc", "/DX=\"y\"", "a.c"}));
  // Windows does not tell letters' case.
  auto Found = DB->commandsFor("C:\\SRC\\A.C");
  EXPECT_TRUE(static_cast<bool>(Found)) << llvm::toString(Found.takeError());
}

TEST(CompileDatabase, FindsAFileHoweverItIsNamed) {
  auto DB = CompileDatabase::parse(
      R"([{"directory": "/src/x", "file": "../a.c", "command": "cc a.c -D1"},
          {"directory": "/src", "file": "a.c", "command": "cc a.c -D2"},
          {"directory": "/src", "file": "a.c", "command": "cc a.c -D2"}])",
      "db.json");
  ASSERT_TRUE(static_cast<bool>(DB)) << llvm::toString(DB.takeError());
  EXPECT_EQ(DB->commands().size(), 2u); // the duplicate is one
  auto Found = DB->commandsFor("/src/./a.c");
  ASSERT_TRUE(static_cast<bool>(Found)) << llvm::toString(Found.takeError());
  EXPECT_EQ(Found->size(), 2u);
  auto None = DB->commandsFor("/src/b.c");
  ASSERT_FALSE(static_cast<bool>(None));
  EXPECT_EQ(llvm::toString(None.takeError()),
            "'/src/b.c' is not in the compile database 'db.json'");
}

TEST(CompileDatabase, SaysWhatIsWrong) {
  EXPECT_EQ(message("{}"), "malformed compile database 'db.json': expected an "
                           "array of commands");
  EXPECT_EQ(message("[]"), "compile database 'db.json' is empty");
  EXPECT_EQ(message("[1]"),
            "malformed compile database 'db.json': entry 1 is not an object");
  EXPECT_EQ(message(R"([{"file": "a.c", "command": "cc"}, {"command": "cc"}])"),
            "malformed compile database 'db.json': entry 2 has no \"file\"");
  EXPECT_EQ(message(R"([{"file": "a.c", "arguments": [1]}])"),
            "malformed compile database 'db.json': entry 1 has an argument "
            "that is not a string");
  EXPECT_EQ(message(R"([{"file": "a.c", "command": " "}])"),
            "malformed compile database 'db.json': entry 1 has an empty "
            "command");
}
