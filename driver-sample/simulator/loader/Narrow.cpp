//===- Narrow.cpp - What lies at an address of the driver's ---------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "loader/Narrow.h"
#include "loader/Driver.h"

using namespace miniport::simulator;

void miniport::simulator::checkNarrow(const void *Address, uint64_t Bytes) {
  checkAccess(Address, Bytes, false);
}
