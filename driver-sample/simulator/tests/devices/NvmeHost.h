//===- NvmeHost.h - The least an NVMe controller needs ----------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Rings and doorbells for tests of the controller model; one command at a time
// unless a test wants more.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_TESTS_DEVICES_NVMEHOST_H
#define MINIPORT_SIMULATOR_TESTS_DEVICES_NVMEHOST_H

#include "FakeBus.h"
#include "devices/NvmeController.h"
#include "gtest/gtest.h"

namespace miniport::simulator {

struct NvmeHost {
  static constexpr uint64_t Rings = FakeBus::Base;
  static constexpr uint64_t Data = FakeBus::Base + 0x100000;
  static constexpr unsigned Depth = 16;

  explicit NvmeHost(unsigned Messages, NvmeConfig Config = NvmeConfig())
      : TheBus(Messages), Device(TheBus, std::move(Config)),
        Stride(4u << Device.config().DoorbellStride) {
    Device.setMisuseObserver([this](Misuse Kind, const std::string &Text) {
      Misuses.push_back(Kind);
      Texts.push_back(Text);
    });
  }

  uint32_t read(uint64_t Offset) { return Device.readRegister(Offset, 4); }
  void write(uint64_t Offset, uint32_t Value) {
    Device.writeRegister(Offset, 4, Value);
  }
  uint64_t sq(unsigned Id) const { return Rings + Id * 0x2000; }
  uint64_t cq(unsigned Id) const { return Rings + Id * 0x2000 + 0x1000; }
  void sqDoorbell(unsigned Id, uint32_t Value) {
    write(0x1000 + 2 * Id * Stride, Value);
  }
  void cqDoorbell(unsigned Id, uint32_t Value) {
    write(0x1000 + (2 * Id + 1) * Stride, Value);
  }

  bool enable() {
    std::memset(&TheBus.Ram[0], 0, 0x40000);
    for (unsigned &T : Tail)
      T = 0;
    for (unsigned &H : Head)
      H = 0;
    write(nvme::AQA, (Depth - 1) << 16 | (Depth - 1));
    Device.writeRegister(nvme::ASQ, 8, sq(0));
    Device.writeRegister(nvme::ACQ, 8, cq(0));
    write(nvme::CC, 1 | 6 << 16 | 4 << 20);
    TheBus.run(Second);
    return read(nvme::CSTS) == 1;
  }

  nvme::SubmissionEntry entry(uint8_t Opcode, uint32_t Namespace = 0) {
    nvme::SubmissionEntry E{};
    E.Opcode = Opcode;
    E.NamespaceId = Namespace;
    E.CommandId = NextId++;
    E.Prp1 = Data;
    return E;
  }

  void put(unsigned Id, const nvme::SubmissionEntry &E) {
    TheBus.at<nvme::SubmissionEntry>(sq(Id) + Tail[Id] * 64) = E;
    Tail[Id] = (Tail[Id] + 1) % Depth;
  }
  void submit(unsigned Id, const nvme::SubmissionEntry &E) {
    put(Id, E);
    sqDoorbell(Id, Tail[Id]);
  }

  /// The next completion, if it is there; acknowledged unless told otherwise.
  std::optional<nvme::CompletionEntry> take(unsigned Id,
                                            bool Acknowledge = true) {
    auto C = TheBus.at<nvme::CompletionEntry>(cq(Id) + Head[Id] % Depth * 16);
    bool Expected = Head[Id] / Depth % 2 == 0;
    if ((C.Status & 1) != Expected)
      return std::nullopt;
    ++Head[Id];
    if (Acknowledge)
      cqDoorbell(Id, Head[Id] % Depth);
    return C;
  }

  /// Submits and waits; the status without the phase tag.
  uint16_t status(unsigned Id, const nvme::SubmissionEntry &E) {
    submit(Id, E);
    TheBus.run(10 * Milli);
    auto C = take(Id);
    if (!C)
      return 0xFFFF;
    EXPECT_EQ(C->CommandId, E.CommandId);
    EXPECT_EQ(C->SqId, Id);
    Result = C->Result;
    return C->Status >> 1;
  }

  uint16_t createCq(unsigned Id, unsigned Vector, bool Interrupts = true) {
    auto E = entry(nvme::CreateCq);
    E.Prp1 = cq(Id);
    E.Cdw10 = (Depth - 1) << 16 | Id;
    E.Cdw11 = Vector << 16 | (Interrupts ? 3 : 1);
    return status(0, E);
  }
  uint16_t createSq(unsigned Id, unsigned Cq) {
    auto E = entry(nvme::CreateSq);
    E.Prp1 = sq(Id);
    E.Cdw10 = (Depth - 1) << 16 | Id;
    E.Cdw11 = Cq << 16 | 1;
    return status(0, E);
  }
  bool createQueue(unsigned Id, unsigned Vector) {
    return createCq(Id, Vector) == 0 && createSq(Id, Id) == 0;
  }

  nvme::SubmissionEntry transfer(uint8_t Opcode, uint64_t Lba,
                                 unsigned Blocks) {
    auto E = entry(Opcode, 1);
    E.Cdw10 = uint32_t(Lba);
    E.Cdw11 = uint32_t(Lba >> 32);
    E.Cdw12 = Blocks - 1;
    return E;
  }

  FakeBus TheBus;
  NvmeController Device;
  unsigned Stride;
  std::vector<Misuse> Misuses;
  std::vector<std::string> Texts;
  unsigned Tail[8] = {};
  unsigned Head[8] = {}; // Counts on: the phase is in it.
  uint16_t NextId = 1;
  uint32_t Result = 0;
};

} // namespace miniport::simulator

#endif // MINIPORT_SIMULATOR_TESTS_DEVICES_NVMEHOST_H
