//===- Interrupts.h - The shared line, and messages -------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A level-triggered line is driven by one or several devices and stays
// asserted until every one of them is quiet. Its interrupt routines are asked
// one after the other until one says that it was its device; then the line is
// looked at again. So a routine that always claims the interrupt starves those
// behind it, and a source that nobody quiets is a storm.
//
// A message is an edge: it is delivered once, to the processor it is bound to.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_MACHINE_INTERRUPTS_H
#define MINIPORT_SIMULATOR_MACHINE_INTERRUPTS_H

#include "machine/Machine.h"

namespace miniport::simulator {

class InterruptLine {
public:
  using Handler = std::function<bool()>;

  /// Routed to one processor, as a line usually is.
  explicit InterruptLine(Machine &M)
      : M(M), Target(M.random().below(M.processors().size())) {}

  /// \p Source tells devices apart, below 8.
  void drive(unsigned Source, bool Asserted);
  /// Asserts the line for a moment, for no reason.
  void spurious();
  void connect(unsigned Source, RoleName Name, Handler H);
  void disconnect(unsigned Source);
  bool asserted() const { return Sources != 0; }
  uint64_t deliveries() const { return Deliveries; }

private:
  struct Connection {
    unsigned Source;
    RoleName Name;
    Handler Ask;
  };

  void raise();
  void deliver();
  bool ask(const Connection &C);
  void checkStorm(bool Claimed);

  Machine &M;
  unsigned Target;
  unsigned Sources = 0;
  bool InService = false;
  std::vector<Connection> Handlers;
  // Whose routine runs, and where; did it quiet its device?
  int Asked = -1;
  Processor *AskedOn = nullptr;
  bool Quieted = false;
  std::array<Time, 8> Since{};
  uint64_t Deliveries = 0;
  uint64_t Unbroken = 0; // Deliveries since the line was quiet.
  Time UnbrokenSince = 0;
  bool StarvedTold = false;
};

class Messages {
public:
  using Handler = std::function<void(unsigned)>;

  explicit Messages(Machine &M, unsigned Granted, bool Nested)
      : M(M), Granted(Granted), Nested(Nested) {}

  unsigned granted() const { return Granted; }
  void withdraw() { Granted = 0; }
  uint8_t levelOf(unsigned Vector) const {
    return DeviceLevel + (Nested ? Vector % 4 : 0);
  }
  uint8_t highestLevel() const { return DeviceLevel + (Nested ? 3 : 0); }
  unsigned targetOf(unsigned Vector) const {
    return Vector % M.processors().size();
  }
  void send(unsigned Vector, const VectorClock &From);
  void connect(Handler H) { Connected = std::move(H); }
  void disconnect() { Connected = nullptr; }

private:
  Machine &M;
  unsigned Granted;
  bool Nested;
  Handler Connected;
};

} // namespace miniport::simulator

#endif // MINIPORT_SIMULATOR_MACHINE_INTERRUPTS_H
