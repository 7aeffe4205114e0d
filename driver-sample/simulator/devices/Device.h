//===- Device.h - What a device model sees of the machine ------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The contract between the machine (scheduler, memory, port) and a device
// behind a bus. A device model knows nothing of drivers, of Storport or of
// records: it answers register accesses, moves data by DMA, and raises
// interrupts, all in virtual time. It never blocks and never calls a driver.
//
// Time is virtual and counts nanoseconds since the machine started.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_DEVICES_DEVICE_H
#define MINIPORT_SIMULATOR_DEVICES_DEVICE_H

#include "llvm/ADT/ArrayRef.h"
#include <cstdint>
#include <functional>

namespace miniport::simulator {

/// Nanoseconds of virtual time.
using Time = uint64_t;

/// The bus that a device sits on.
class Bus {
public:
  virtual ~Bus() = default;

  virtual Time now() const = 0;

  /// Runs \p Action at now() + \p Delay, in the order of their times; of equal
  /// times, in the order of their calls. It does not run once the device is
  /// removed from the bus.
  virtual void after(Time Delay, std::function<void()> Action) = 0;

  /// Reads and writes memory by physical (logical bus) address. False: no
  /// memory there, or none that was made known to the device; nothing moved.
  /// Writes arrive as the machine lets them: what a device writes becomes
  /// visible to processors no later than its next interrupt message or the
  /// next register read that reaches it.
  virtual bool readMemory(uint64_t Address,
                          llvm::MutableArrayRef<uint8_t> Into) = 0;
  virtual bool writeMemory(uint64_t Address,
                           llvm::ArrayRef<uint8_t> From) = 0;

  /// Sends one message-signalled interrupt, of those that were granted.
  virtual void sendMessage(unsigned Vector) = 0;

  /// Drives the level-triggered line, which neighbours may drive as well.
  virtual void driveLine(bool Asserted) = 0;

  /// How many messages the machine granted; 0: the device uses the line.
  virtual unsigned grantedMessages() const = 0;

  /// A number from the machine's seed, below \p Bound (> 0).
  virtual uint64_t random(uint64_t Bound) = 0;
};

/// A device. Register offsets count from the start of its first range.
class Device {
public:
  virtual ~Device() = default;

  /// Bytes of its register range.
  virtual uint64_t registerBytes() const = 0;

  /// An access of 1, 2, 4 or 8 bytes. A removed device reads as all-ones and
  /// takes no writes; the machine sees to that.
  virtual uint64_t readRegister(uint64_t Offset, unsigned Bytes) = 0;
  virtual void writeRegister(uint64_t Offset, unsigned Bytes,
                             uint64_t Value) = 0;

  /// The first 256 bytes of its configuration space.
  virtual llvm::ArrayRef<uint8_t> configuration() const = 0;

  /// Power-on or bus reset: everything but the medium is as new.
  virtual void reset() = 0;
};

} // namespace miniport::simulator

#endif // MINIPORT_SIMULATOR_DEVICES_DEVICE_H
