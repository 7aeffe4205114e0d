//===- Stopwatch.h - How long a stage takes ---------------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_TOOL_STOPWATCH_H
#define MINIPORT_TOOL_STOPWATCH_H

#include <chrono>

namespace miniport::tool {

/// Adds the time of its life to Sum.
class Stopwatch {
public:
  explicit Stopwatch(double &Sum) : Sum(Sum) {}
  ~Stopwatch() {
    Sum += std::chrono::duration<double>(Clock::now() - Start).count();
  }

private:
  using Clock = std::chrono::steady_clock;
  double &Sum;
  Clock::time_point Start = Clock::now();
};

} // namespace miniport::tool

#endif // MINIPORT_TOOL_STOPWATCH_H
