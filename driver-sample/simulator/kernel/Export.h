//===- Export.h - What a driver imports -------------------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Routines whose parameters are plain values and pointers are written in C++:
// ULONG is uint32_t, BOOLEAN and UCHAR uint8_t, a STOR_PHYSICAL_ADDRESS is
// passed as the uint64_t that it holds. Those that know a structure are in
// port/abi/.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_KERNEL_EXPORT_H
#define MINIPORT_SIMULATOR_KERNEL_EXPORT_H

#include <cstdint>

#define EXPORT extern "C" __attribute__((ms_abi, used, visibility("default")))

namespace miniport::simulator {

enum StorStatus : uint32_t {
  StorSuccess = 0,
  StorUnsuccessful = 0xC1000001,
  StorNotImplemented = 0xC1000002,
  StorInsufficientResources = 0xC1000003,
  StorBufferTooSmall = 0xC1000004,
  StorInvalidParameter = 0xC1000006,
  StorInvalidRequest = 0xC1000007,
  StorInvalidIrql = 0xC1000008,
  StorBusy = 0xC100000C
};

} // namespace miniport::simulator

#endif // MINIPORT_SIMULATOR_KERNEL_EXPORT_H
