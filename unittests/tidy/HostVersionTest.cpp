//===- HostVersionTest.cpp - Which clang-tidy fits ------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tidy/HostVersion.h"
#include "gtest/gtest.h"

using miniport::tidy::hostMismatch;

TEST(HostVersion, SameReleaseFits) {
  EXPECT_EQ(hostMismatch("clang version 19.1.7", "19.1.7"), "");
  EXPECT_EQ(hostMismatch("Debian clang version 19.1.7 (3)", "19.1.0"), "");
  EXPECT_EQ(hostMismatch("Vendor's own clang version 19.1.1git", "19.1.7"), "");
}

TEST(HostVersion, AnotherReleaseDoesNot) {
  EXPECT_EQ(hostMismatch("clang version 18.1.8", "19.1.7"),
            "this clang-tidy is 'clang version 18.1.8', but the module was "
            "built for clang 19.1.7: load the module of the same release");
  for (const char *Host : {"clang version 20.1.0", "clang version 19.0.7",
                           "clang version 1.19.1", "clang version 191.1.7"})
    EXPECT_NE(hostMismatch(Host, "19.1.7"), "") << Host;
}

TEST(HostVersion, WhatSaysNoVersionDoesNot) {
  for (const char *Host : {"", "clang", "clang version ", "clang version x.1",
                           "clang version 19", "clang version .19.1"})
    EXPECT_NE(hostMismatch(Host, "19.1.7"), "") << Host;
}
