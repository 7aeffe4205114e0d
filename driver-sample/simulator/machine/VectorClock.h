//===- VectorClock.h - Happened-before --------------------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Lamport's partial order, a component for each processor and one for the
// devices (Mattern, "Virtual Time and Global States of Distributed Systems").
// What an interrupted routine and the interrupt routine on the same processor
// do counts as ordered.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_MACHINE_VECTORCLOCK_H
#define MINIPORT_SIMULATOR_MACHINE_VECTORCLOCK_H

#include <algorithm>
#include <array>
#include <cstdint>

namespace miniport::simulator {

constexpr unsigned MaxProcessors = 8;

struct VectorClock {
  std::array<uint32_t, MaxProcessors> Ticks{};

  void join(const VectorClock &Other) {
    for (unsigned I = 0; I < MaxProcessors; ++I)
      Ticks[I] = std::max(Ticks[I], Other.Ticks[I]);
  }
};

} // namespace miniport::simulator

#endif // MINIPORT_SIMULATOR_MACHINE_VECTORCLOCK_H
