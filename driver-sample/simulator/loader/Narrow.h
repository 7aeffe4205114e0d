//===- Narrow.h - What lies at an address of the driver's -------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A routine that fills a ULONG through a pointer does not see whether there is
// room. The debug information of the calling functions does: it says which
// variable lies there, and which member of it.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_LOADER_NARROW_H
#define MINIPORT_SIMULATOR_LOADER_NARROW_H

#include <cstdint>

namespace miniport::simulator {

/// Reports when the object at \p Address is narrower than \p Bytes.
void checkNarrow(const void *Address, uint64_t Bytes);

} // namespace miniport::simulator

#endif // MINIPORT_SIMULATOR_LOADER_NARROW_H
