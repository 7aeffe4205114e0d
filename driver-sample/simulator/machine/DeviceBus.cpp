//===- DeviceBus.cpp - Between a device and the machine -------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "machine/DeviceBus.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/MathExtras.h"
#include <cstring>
#include <sys/mman.h>

using namespace llvm;
using namespace miniport::simulator;

// A read crosses the bus and comes back; a write is posted.
static constexpr Time ReadCost = 900;
static constexpr Time WriteCost = 100;
static constexpr Time PostedTime = 400;

DeviceBus::DeviceBus(Machine &M, Memory &Ram, InterruptLine &Line,
                     unsigned Source, Messages *Vectors)
    : M(M), Ram(Ram), Line(Line), Source(Source), Vectors(Vectors),
      Numbers(M.random().next()) {}

DeviceBus::~DeviceBus() {
  if (Window)
    munmap(reinterpret_cast<void *>(Window), WindowBytes);
}

void DeviceBus::attach(Device &D) {
  Attached = &D;
  WindowBytes = alignTo(D.registerBytes(), 4096);
  void *Start = mmap(nullptr, WindowBytes, PROT_NONE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (Start == MAP_FAILED)
    report_fatal_error("no room for a device's registers");
  Window = reinterpret_cast<uint64_t>(Start);
}

uint64_t DeviceBus::read(uint64_t Address, unsigned Bytes) {
  M.spend(ReadCost);
  uint64_t Ones = Bytes == 8 ? ~0ull : (1ull << 8 * Bytes) - 1;
  if (Removed)
    return Ones;
  arrive();
  M.acquire(Clock);
  return Attached->readRegister(Address - Window, Bytes) & Ones;
}

void DeviceBus::write(uint64_t Address, unsigned Bytes, uint64_t Value) {
  M.spend(WriteCost);
  M.release(Clock);
  if (!Removed)
    Attached->writeRegister(Address - Window, Bytes, Value);
}

void DeviceBus::resetDevice() {
  Posted.clear();
  Line.drive(Source, false);
  Attached->reset();
}

void DeviceBus::after(Time Delay, std::function<void()> Action) {
  M.after(Delay, [this, Action = std::move(Action)] {
    if (!Removed)
      Action();
  });
}

bool DeviceBus::transfer(uint64_t Address, uint64_t Size, bool Write,
                         function_ref<void(uint8_t *, uint64_t)> Move) {
  for (uint64_t Done = 0; Done < Size;) {
    uint64_t Virtual = Ram.virtualOf(Address + Done);
    if (!Virtual)
      return false;
    uint64_t Part = std::min(
        Size - Done, Memory::PageBytes - (Virtual & (Memory::PageBytes - 1)));
    if (Ram.valid(Virtual, Part)) {
      for (uint64_t Line = 0; Write && Line < Part; Line += 64)
        Ram.takeLine(Virtual + Line, Memory::DeviceOwner);
      Move(reinterpret_cast<uint8_t *>(Virtual), Part);
    } else {
      const Piece *P = Ram.pieceAt(Virtual);
      Shadow Why = Ram.shadowAt(Virtual);
      RoleName By = P ? P->EndedBy : RoleName();
      M.report(Write ? "dma-to-ended-memory" : "dma-from-ended-memory",
               Twine("the device still ") + (Write ? "writes to " : "reads ") +
                   (P ? describe(P->Kind) : "memory") +
                   (Why == Shadow::Freed       ? " that has been freed"
                    : Why == Shadow::Completed ? " whose request is completed"
                                               : " that is nobody's"),
               P ? &P->Ended : nullptr, nullptr, &By);
      static uint8_t Nothing[Memory::PageBytes];
      Move(Nothing, Part);
    }
    Done += Part;
  }
  return true;
}

bool DeviceBus::readMemory(uint64_t Address, MutableArrayRef<uint8_t> Into) {
  uint8_t *To = Into.data();
  return transfer(Address, Into.size(), false,
                  [&](uint8_t *From, uint64_t Part) {
                    memcpy(To, From, Part);
                    To += Part;
                  });
}

bool DeviceBus::writeMemory(uint64_t Address, ArrayRef<uint8_t> From) {
  if (!Ram.virtualOf(Address) || !Ram.virtualOf(Address + From.size() - 1))
    return false;
  if (Posted.empty())
    M.after(Numbers.below(PostedTime), [this] { arrive(); });
  Posted.emplace_back(Address, From.vec());
  return true;
}

void DeviceBus::arrive() {
  auto Arriving = std::move(Posted);
  Posted.clear();
  for (const auto &[Address, Data] : Arriving) {
    const uint8_t *From = Data.data();
    transfer(Address, Data.size(), true, [&](uint8_t *To, uint64_t Part) {
      memcpy(To, From, Part);
      From += Part;
    });
  }
}

void DeviceBus::sendMessage(unsigned Vector) {
  if (Removed || !Vectors)
    return;
  arrive();
  Vectors->send(Vector, Clock);
}

void DeviceBus::driveLine(bool Asserted) {
  if (Removed)
    return;
  arrive();
  Line.drive(Source, Asserted);
}
