//===- Fiber.h - A stack of its own, switched by hand ----------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Virtual processors and threads run on fibers of one host thread, so that a
// schedule is a function of the seed and of nothing else. swapcontext() is not
// used: it enters the kernel for the signal mask, twice a switch.
//
// A driver's code is compiled for the Windows calling convention, which keeps
// more registers across a call than the one of the switch does. That is sound:
// the compiler saves those where driver code calls the simulator's.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_MACHINE_FIBER_H
#define MINIPORT_SIMULATOR_MACHINE_FIBER_H

#include <cstddef>
#include <cstdint>
#include <functional>

namespace miniport::simulator {

class Fiber {
public:
  static constexpr size_t StackBytes = 256 * 1024;

  /// \p Body runs at the first resume() and must never return.
  explicit Fiber(std::function<void()> Body);
  ~Fiber();
  Fiber(const Fiber &) = delete;
  Fiber &operator=(const Fiber &) = delete;

  /// Called outside of any fiber: runs this one until it leaves.
  void resume();
  /// Called on this fiber: back to whoever resumed it.
  void leave();

  /// Of a fiber that does not run: the innermost frame.
  uint64_t *savedFrame() const { return static_cast<uint64_t **>(Pointer)[5]; }

  bool onStack(uint64_t Address) const {
    return Address - uint64_t(Stack) < StackBytes;
  }

private:
  static void enter();

  std::function<void()> Body;
  char *Stack;
  void *Pointer;           // Of this fiber, while it does not run.
  void *Outside = nullptr; // Of the resumer, while it does.
};

} // namespace miniport::simulator

#endif // MINIPORT_SIMULATOR_MACHINE_FIBER_H
