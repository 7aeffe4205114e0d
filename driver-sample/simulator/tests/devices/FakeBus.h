//===- FakeBus.h - A bus with memory and a clock ----------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// For tests of device models: a flat piece of memory, events by time, and a
// list of what was interrupted.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_TESTS_DEVICES_FAKEBUS_H
#define MINIPORT_SIMULATOR_TESTS_DEVICES_FAKEBUS_H

#include "devices/Device.h"
#include <cstring>
#include <map>
#include <vector>

namespace miniport::simulator {

class FakeBus : public Bus {
public:
  static constexpr uint64_t Base = 0x1'0000'0000;
  static constexpr uint64_t Size = 8u << 20;

  explicit FakeBus(unsigned Granted, uint64_t Seed = 1)
      : Ram(Size), Granted(Granted), State(Seed) {}

  Time now() const override { return Clock; }
  void after(Time Delay, std::function<void()> Action) override {
    Events.emplace(std::pair(Clock + Delay, Order++), std::move(Action));
  }
  bool readMemory(uint64_t Address,
                  llvm::MutableArrayRef<uint8_t> Into) override {
    if (!has(Address, Into.size()))
      return false;
    std::memcpy(Into.data(), &Ram[Address - Base], Into.size());
    return true;
  }
  bool writeMemory(uint64_t Address, llvm::ArrayRef<uint8_t> From) override {
    if (!has(Address, From.size()))
      return false;
    std::memcpy(&Ram[Address - Base], From.data(), From.size());
    return true;
  }
  void sendMessage(unsigned Vector) override { Messages.push_back(Vector); }
  void driveLine(bool Asserted) override {
    Line = Asserted;
    ++LineChanges;
  }
  unsigned grantedMessages() const override { return Granted; }
  uint64_t random(uint64_t Bound) override {
    State = State * 6364136223846793005u + 1442695040888963407u;
    return (State >> 33) % Bound;
  }

  /// Runs what is due within \p Span.
  void run(Time Span) {
    Time End = Clock + Span;
    while (!Events.empty() && Events.begin()->first.first <= End) {
      Clock = Events.begin()->first.first;
      auto Action = std::move(Events.begin()->second);
      Events.erase(Events.begin());
      Action();
    }
    Clock = End;
  }

  template <typename T> T &at(uint64_t Address) {
    return *reinterpret_cast<T *>(&Ram[Address - Base]);
  }

  std::vector<uint8_t> Ram;
  std::vector<unsigned> Messages;
  bool Line = false;
  unsigned LineChanges = 0;
  unsigned Granted;

private:
  bool has(uint64_t Address, uint64_t Bytes) const {
    return Address >= Base && Bytes <= Size && Address - Base <= Size - Bytes;
  }

  Time Clock = 0;
  uint64_t Order = 0;
  uint64_t State;
  std::map<std::pair<Time, uint64_t>, std::function<void()>> Events;
};

constexpr Time Second = 1'000'000'000;
constexpr Time Milli = 1'000'000;

} // namespace miniport::simulator

#endif // MINIPORT_SIMULATOR_TESTS_DEVICES_FAKEBUS_H
