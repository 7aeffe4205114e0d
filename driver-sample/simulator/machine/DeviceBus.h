//===- DeviceBus.h - Between a device and the machine -----------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a device writes to memory is posted: it arrives some hundred nanoseconds
// later, but before the device's next interrupt and before the answer to the
// next register read, as on PCI Express.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_MACHINE_DEVICEBUS_H
#define MINIPORT_SIMULATOR_MACHINE_DEVICEBUS_H

#include "devices/Device.h"
#include "machine/Interrupts.h"
#include "machine/Memory.h"

namespace miniport::simulator {

class DeviceBus : public Bus {
public:
  DeviceBus(Machine &M, Memory &Ram, InterruptLine &Line, unsigned Source,
            Messages *Vectors);
  ~DeviceBus() override;

  /// The device, which has this bus. Maps its registers.
  void attach(Device &D);
  Device *device() const { return Attached; }
  /// Where the registers are; nothing is there to be read directly.
  uint64_t window() const { return Window; }
  uint64_t windowBytes() const { return WindowBytes; }
  uint64_t physicalWindow() const { return 0xF000'0000 + Source * 0x100'0000; }
  bool covers(uint64_t Address) const {
    return Attached && Address - Window < WindowBytes;
  }

  /// By the active processor. What they cost: see docs/simulator.md.
  uint64_t read(uint64_t Address, unsigned Bytes);
  void write(uint64_t Address, unsigned Bytes, uint64_t Value);

  const VectorClock &clock() const { return Clock; }

  /// Surprise removal: registers read as ones, nothing more comes.
  void remove() {
    Removed = true;
    Line.drive(Source, false);
  }
  bool removed() const { return Removed; }
  /// Power off and on, or a reset of the bus.
  void resetDevice();

  // For the device.
  Time now() const override { return M.now(); }
  void after(Time Delay, std::function<void()> Action) override;
  bool readMemory(uint64_t Address,
                  llvm::MutableArrayRef<uint8_t> Into) override;
  bool writeMemory(uint64_t Address, llvm::ArrayRef<uint8_t> From) override;
  void sendMessage(unsigned Vector) override;
  void driveLine(bool Asserted) override;
  unsigned grantedMessages() const override {
    return Vectors ? Vectors->granted() : 0;
  }
  uint64_t random(uint64_t Bound) override { return Numbers.below(Bound); }

private:
  bool transfer(uint64_t Address, uint64_t Size, bool Write,
                llvm::function_ref<void(uint8_t *, uint64_t)> Move);
  void arrive();

  Machine &M;
  Memory &Ram;
  InterruptLine &Line;
  unsigned Source;
  Messages *Vectors;
  Device *Attached = nullptr;
  uint64_t Window = 0, WindowBytes = 0;
  bool Removed = false;
  std::vector<std::pair<uint64_t, std::vector<uint8_t>>> Posted;
  VectorClock Clock;
  Random Numbers;
};

} // namespace miniport::simulator

#endif // MINIPORT_SIMULATOR_MACHINE_DEVICEBUS_H
