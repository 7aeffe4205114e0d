//===- Doorbell.h - The simplest device that interrupts ---------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// For the tests of the simulator itself. A write of n to register 0 asks for
// n answers, the i-th by message i modulo those granted, or all by the line.
//
//   0x00 W   how many answers
//   0x04 R   answers since the last read; reading quiets the line
//   0x08 RW  1: the line is masked
//   0x0C R   always 0x5AFE
//   0x10 RW  delay of an answer in us
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_HOST_DOORBELL_H
#define MINIPORT_SIMULATOR_HOST_DOORBELL_H

#include "devices/Device.h"
#include <array>

namespace miniport::simulator {

class Doorbell : public Device {
public:
  explicit Doorbell(Bus &B) : B(B) { Space[0] = 0xFE, Space[1] = 0x5A; }

  uint64_t registerBytes() const override { return 4096; }
  uint64_t readRegister(uint64_t Offset, unsigned) override {
    uint64_t Value = 0;
    if (Offset == 4) {
      Value = Answers;
      Answers = 0;
      update();
    } else if (Offset == 8) {
      Value = Masked;
    } else if (Offset == 0xC) {
      Value = 0x5AFE;
    } else if (Offset == 0x10) {
      Value = Delay / 1000;
    }
    return Value;
  }
  void writeRegister(uint64_t Offset, unsigned, uint64_t Value) override {
    if (Offset == 0) {
      for (uint64_t I = 0; I < Value; ++I)
        B.after(Delay + B.random(1000), [this, I] { answer(I); });
    } else if (Offset == 8) {
      Masked = Value & 1;
      update();
    } else if (Offset == 0x10) {
      Delay = Value * 1000;
    }
  }
  llvm::ArrayRef<uint8_t> configuration() const override { return Space; }
  void reset() override {
    Answers = 0;
    Masked = false;
  }

private:
  void answer(uint64_t Index) {
    ++Answers;
    if (B.grantedMessages())
      B.sendMessage(Index % B.grantedMessages());
    else
      update();
  }
  void update() {
    if (!B.grantedMessages())
      B.driveLine(Answers && !Masked);
  }

  Bus &B;
  Time Delay = 10000;
  uint64_t Answers = 0;
  bool Masked = false;
  std::array<uint8_t, 256> Space{};
};

} // namespace miniport::simulator

#endif // MINIPORT_SIMULATOR_HOST_DOORBELL_H
