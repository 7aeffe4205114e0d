//===- Call.h - Calling a driver's routine ----------------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Every call of the driver goes through here. It must come back at the IRQL at
// which it was made, with no lock more and none less, and in time.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_PORT_CALL_H
#define MINIPORT_SIMULATOR_PORT_CALL_H

#include "machine/SpinLock.h"

namespace miniport::simulator {

class CallScope {
public:
  CallScope(llvm::StringRef Role, const void *Routine, void *Frame);
  ~CallScope();

private:
  Invocation Here;
  uint8_t Level;
  size_t Held;
};

/// BOOLEAN is uint8_t, ULONG uint32_t.
template <class Result, class... Arguments>
__attribute__((noinline)) Result callDriver(llvm::StringRef Role, void *Routine,
                                            Arguments... A) {
  CallScope Scope(Role, Routine, __builtin_frame_address(0));
  using Type = Result __attribute__((ms_abi)) (*)(Arguments...);
  return reinterpret_cast<Type>(Routine)(A...);
}

} // namespace miniport::simulator

#endif // MINIPORT_SIMULATOR_PORT_CALL_H
