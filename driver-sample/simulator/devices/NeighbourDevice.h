//===- NeighbourDevice.h - A device that shares the line --------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Raises its interrupt now and then and measures how long nobody serves it: an
// adapter's routine that claims what is not its own starves this one.
//
//   0x00 R   interrupts since the last read; reading quiets the line
//   0x04 RW  1: it interrupts
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_DEVICES_NEIGHBOURDEVICE_H
#define MINIPORT_SIMULATOR_DEVICES_NEIGHBOURDEVICE_H

#include "devices/Device.h"
#include <algorithm>
#include <array>

namespace miniport::simulator {

class NeighbourDevice : public Device {
public:
  /// Interrupts once in \p Period on average.
  NeighbourDevice(Bus &TheBus, Time Period)
      : TheBus(TheBus), Period(std::max<Time>(Period, 2)) {}

  uint64_t registerBytes() const override { return 0x1000; }

  uint64_t readRegister(uint64_t Offset, unsigned Bytes) override {
    if (Offset == 4)
      return Enabled;
    if (Offset != 0)
      return 0;
    uint32_t Seen = Pending;
    if (Pending) {
      LongestWait = std::max(LongestWait, waiting());
      Served += Pending;
      Pending = 0;
      TheBus.driveLine(false);
    }
    return Seen;
  }

  void writeRegister(uint64_t Offset, unsigned Bytes, uint64_t Value) override {
    if (Offset != 4 || Enabled == bool(Value & 1))
      return;
    Enabled = Value & 1;
    ++Generation;
    if (Enabled)
      schedule();
  }

  llvm::ArrayRef<uint8_t> configuration() const override { return Space; }

  void reset() override {
    ++Generation;
    Enabled = false;
    if (Pending)
      TheBus.driveLine(false);
    Pending = 0;
  }

  /// How long the interrupt that is pending has been; 0: none is.
  Time waiting() const { return Pending ? TheBus.now() - Since : 0; }
  Time longestWait() const { return std::max(LongestWait, waiting()); }
  uint64_t served() const { return Served; }

private:
  void schedule() {
    TheBus.after(Period / 2 + TheBus.random(Period), [this, Mine = Generation] {
      if (Mine != Generation)
        return;
      if (Pending++ == 0) {
        Since = TheBus.now();
        TheBus.driveLine(true);
      }
      schedule();
    });
  }

  Bus &TheBus;
  Time Period;
  Time Since = 0, LongestWait = 0;
  uint64_t Served = 0, Generation = 0;
  uint32_t Pending = 0;
  bool Enabled = false;
  std::array<uint8_t, 256> Space{};
};

} // namespace miniport::simulator

#endif // MINIPORT_SIMULATOR_DEVICES_NEIGHBOURDEVICE_H
