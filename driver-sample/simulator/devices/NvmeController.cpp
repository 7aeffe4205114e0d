//===- NvmeController.cpp - Registers, start and stop --------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "devices/NvmeController.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/MathExtras.h"

namespace miniport::simulator {

using namespace nvme;

NvmeController::NvmeController(Bus &TheBus, NvmeConfig TheConfig)
    : TheBus(TheBus), Config(std::move(TheConfig)) {
  for (const NvmeNamespaceConfig &N : Config.Namespaces) {
    Namespace New;
    if (N.File.empty())
      New.Blocks = std::make_unique<Medium>(N.Blocks, N.BlockShift);
    else
      New.Blocks =
          llvm::cantFail(Medium::inFile(N.File, N.Blocks, N.BlockShift));
    Namespaces.push_back(std::move(New));
  }
  buildPciConfig();
  resetFeatures();
}

NvmeController::~NvmeController() = default;

/// A type 0 header [PCI]: NVMe class code, BAR0 of 64 bits, and one of the two
/// message capabilities.
void NvmeController::buildPciConfig() {
  auto Put16 = [&](size_t At, uint16_t Value) {
    llvm::support::endian::write16le(&PciConfig[At], Value);
  };
  Put16(0x00, 0x1B36); // What QEMU's controller calls itself: no vendor's.
  Put16(0x02, 0x0010);
  Put16(0x04, 0x0006);    // Memory space, bus master.
  Put16(0x06, 0x0010);    // A capability list.
  PciConfig[0x08] = 2;    // Revision.
  PciConfig[0x09] = 0x02; // NVM Express I/O controller,
  PciConfig[0x0A] = 0x08; // non-volatile memory,
  PciConfig[0x0B] = 0x01; // mass storage.
  PciConfig[0x10] = 0x04; // BAR0: 64 bits.
  Put16(0x2C, 0x1AF4);
  Put16(0x2E, 0x1100);
  PciConfig[0x34] = 0x40;
  PciConfig[0x3D] = 0x01; // INTA.

  PciConfig[0x40] = 0x01; // Power management.
  PciConfig[0x41] = 0x50;
  Put16(0x42, 0x0003);
  if (Config.PlainMsi) {
    PciConfig[0x50] = 0x05;
    Put16(0x52, 0x0080 | (llvm::Log2_32_Ceil(Config.Vectors) << 1));
  } else {
    PciConfig[0x50] = 0x11;
    Put16(0x52, Config.Vectors - 1);
    PciConfig[0x54] = 0x04; // Table and pending bits are behind BAR4.
    Put16(0x59, 0x0008);
    PciConfig[0x58] = 0x04;
  }
}

uint64_t NvmeController::registerBytes() const {
  uint64_t DoorbellBytes =
      2ull * (Config.IoQueues + 1) * (4ull << Config.DoorbellStride);
  return std::max<uint64_t>(0x4000,
                            llvm::PowerOf2Ceil(Doorbells + DoorbellBytes));
}

uint64_t NvmeController::capabilities() const {
  return uint64_t(Config.MaxQueueEntries - 1) | // MQES
         (1ull << 16) |                         // CQR
         (uint64_t(Config.TimeoutUnits) << 24) |
         (uint64_t(Config.DoorbellStride) << 32) |
         (1ull << 37) | // CSS: the NVM command set.
         (uint64_t(Config.MpsMin) << 48) | (uint64_t(Config.MpsMax) << 52);
}

void NvmeController::misuse(Misuse Kind, const llvm::Twine &Text) {
  if (Observer)
    Observer(Kind, Text.str());
}

void NvmeController::later(Time Delay, std::function<void()> Action) {
  TheBus.after(Delay, [this, Since = Generation, Run = std::move(Action)] {
    if (Since == Generation && !Removed)
      Run();
  });
}

//===----------------------------------------------------------------------===//
// Registers
//===----------------------------------------------------------------------===//

uint64_t NvmeController::readRegister(uint64_t Offset, unsigned Bytes) {
  if (Removed)
    return ~0ull >> (64 - 8 * Bytes);
  // 3.1: 32-bit registers in one access; of 64-bit ones the halves, or whole.
  if ((Bytes != 4 && Bytes != 8) || Offset % Bytes)
    misuse(Misuse::RegisterAccess, "read of " + llvm::Twine(Bytes) +
                                       " bytes at offset 0x" +
                                       llvm::Twine::utohexstr(Offset));
  uint64_t Value = readDword(Offset & ~3ull);
  if (Offset % 4 + Bytes > 4)
    Value |= uint64_t(readDword((Offset & ~3ull) + 4)) << 32;
  Value >>= 8 * (Offset % 4);
  return Bytes == 8 ? Value : Value & ((1ull << (8 * Bytes)) - 1);
}

uint32_t NvmeController::readDword(uint64_t Offset) {
  switch (Offset) {
  case CAP:
    return uint32_t(capabilities());
  case CAP + 4:
    return uint32_t(capabilities() >> 32);
  case VS:
    return 0x00010400;
  case INTMS:
  case INTMC:
    if (!masksApply())
      misuse(Misuse::MaskWithMessages, "interrupt mask read with MSI-X");
    return InterruptMask;
  case CC:
    return Cc;
  case CSTS:
    return Csts;
  case AQA:
    return Aqa;
  case ASQ:
    return uint32_t(Asq);
  case ASQ + 4:
    return uint32_t(Asq >> 32);
  case ACQ:
    return uint32_t(Acq);
  case ACQ + 4:
    return uint32_t(Acq >> 32);
  default:
    return 0;
  }
}

void NvmeController::writeRegister(uint64_t Offset, unsigned Bytes,
                                   uint64_t Value) {
  if (Removed)
    return;
  if ((Bytes != 4 && Bytes != 8) || Offset % Bytes ||
      (Bytes == 8 && Offset != ASQ && Offset != ACQ)) {
    misuse(Misuse::RegisterAccess, "write of " + llvm::Twine(Bytes) +
                                       " bytes at offset 0x" +
                                       llvm::Twine::utohexstr(Offset));
    return;
  }
  writeDword(Offset, uint32_t(Value));
  if (Bytes == 8)
    writeDword(Offset + 4, uint32_t(Value >> 32));
}

static void setLow(uint64_t &Register, uint32_t Value) {
  Register = (Register & 0xFFFFFFFF00000000u) | (Value & ~0xFFFu);
}

static void setHigh(uint64_t &Register, uint32_t Value) {
  Register = (Register & 0xFFFFFFFFu) | (uint64_t(Value) << 32);
}

void NvmeController::writeDword(uint64_t Offset, uint32_t Value) {
  if (Offset >= Doorbells) {
    writeDoorbell(Offset, Value);
    return;
  }
  if (Offset >= AQA && Offset < ACQ + 8 && (Cc & CC_EN))
    misuse(Misuse::RegisterOrder,
           "admin queue registers written while CC.EN is 1");
  switch (Offset) {
  case INTMS:
  case INTMC: {
    if (!masksApply()) {
      misuse(Misuse::MaskWithMessages, "interrupt mask written with MSI-X");
      return;
    }
    uint32_t Before = InterruptMask;
    if (Offset == INTMS)
      InterruptMask |= Value;
    else
      InterruptMask &= ~Value;
    if (usesLine()) {
      updateLine();
      return;
    }
    // 7.5.1.1: a message that the mask kept back is sent now.
    for (auto &Entry : Completion)
      if ((Before & ~InterruptMask) >> (Entry.second.Vector & 31) & 1 &&
          Entry.second.Head != Entry.second.Tail)
        interrupt(Entry.second);
    return;
  }
  case CC:
    writeConfiguration(Value);
    return;
  case CSTS:
    // Only NSSRO can be cleared, and there is no subsystem reset here.
    return;
  case AQA:
    Aqa = Value & 0x0FFF0FFF;
    return;
  case ASQ:
    setLow(Asq, Value);
    return;
  case ASQ + 4:
    setHigh(Asq, Value);
    return;
  case ACQ:
    setLow(Acq, Value);
    return;
  case ACQ + 4:
    setHigh(Acq, Value);
    return;
  default:
    misuse(Misuse::RegisterAccess,
           "write to the read-only or reserved register at offset 0x" +
               llvm::Twine::utohexstr(Offset));
  }
}

//===----------------------------------------------------------------------===//
// Start and stop
//===----------------------------------------------------------------------===//

void NvmeController::writeConfiguration(uint32_t Value) {
  uint32_t Before = Cc;
  Cc = Value & 0x00FFFFF1;
  bool Was = Before & CC_EN, Is = Cc & CC_EN;
  if (Was && Is && ((Before ^ Cc) & 0x3FF0)) // CSS, MPS, AMS.
    misuse(Misuse::RegisterOrder, "CC.CSS, MPS or AMS changed while EN is 1");
  if (((Cc >> 14) & 3) && !((Before >> 14) & 3))
    shutdown(((Cc >> 14) & 3) == 2);
  if (!Was && Is) {
    // 3.1.5: EN may be set only when RDY is 0, and cleared when it is 1.
    if (Now == State::Stopping)
      misuse(Misuse::RegisterOrder, "CC.EN set while CSTS.RDY is still 1");
    else
      enable();
  } else if (Was && !Is) {
    if (Now == State::Starting && !(Csts & CSTS_CFS))
      misuse(Misuse::RegisterOrder, "CC.EN cleared while CSTS.RDY is still 0");
    disable();
  }
}

bool NvmeController::startable() const {
  unsigned Mps = (Cc >> 7) & 0xF;
  return ((Cc >> 4) & 7) == 0 && ((Cc >> 11) & 7) == 0 &&
         Mps >= Config.MpsMin && Mps <= Config.MpsMax && (Aqa & 0xFFF) != 0 &&
         (Aqa >> 16) != 0 && Asq && Acq && Asq % pageBytes() == 0 &&
         Acq % pageBytes() == 0;
}

void NvmeController::enable() {
  Now = State::Starting;
  ++Generation;
  if (!startable()) {
    misuse(Misuse::Configuration, "enabled with CC 0x" +
                                      llvm::Twine::utohexstr(Cc) + ", AQA 0x" +
                                      llvm::Twine::utohexstr(Aqa) + ", ASQ 0x" +
                                      llvm::Twine::utohexstr(Asq) + ", ACQ 0x" +
                                      llvm::Twine::utohexstr(Acq));
    Csts |= CSTS_CFS;
    return;
  }
  later(1 + TheBus.random(Config.ReadyMax), [this] { becomeReady(); });
}

void NvmeController::becomeReady() {
  Now = State::Ready;
  SubmissionQueue Sq;
  Sq.Base = Asq;
  Sq.Size = (Aqa & 0xFFF) + 1;
  Submission[0] = std::move(Sq);
  CompletionQueue Cq;
  Cq.Base = Acq;
  Cq.Size = (Aqa >> 16) + 1;
  Cq.Interrupts = true;
  Completion[0] = std::move(Cq);
  Csts |= CSTS_RDY;
}

/// 7.3.2. Until RDY is 0 data of commands in flight may still move, so that a
/// host must not reuse their buffers; nothing is posted any more.
void NvmeController::disable() {
  Now = State::Stopping;
  later(1 + TheBus.random(Config.ResetMax), [this] {
    dropEverything();
    Csts = 0;
    InterruptMask = 0;
    updateLine();
    if (Cc & CC_EN)
      enable();
    else
      Cc = 0;
  });
  updateLine();
}

void NvmeController::dropEverything() {
  ++Generation;
  Now = State::Off;
  Submission.clear();
  Completion.clear();
  InFlight.clear();
  EventRequests.clear();
  Events.clear();
  MaskedEvents = 0;
  AbortsRunning = 0;
  resetFeatures();
}

void NvmeController::shutdown(bool Abrupt) {
  Csts = (Csts & ~0xCu) | (1u << 2); // SHST: under way.
  later(1 + TheBus.random(Config.ShutdownMax), [this, Abrupt] {
    if (!Abrupt)
      for (Namespace &N : Namespaces)
        N.Blocks->flush();
    Csts = (Csts & ~0xCu) | (2u << 2);
  });
}

void NvmeController::reset() {
  Removed = false;
  dropEverything();
  Cc = Csts = Aqa = InterruptMask = 0;
  Asq = Acq = 0;
  CriticalWarning = 0;
  ReadOnly = false;
  updateLine();
}

//===----------------------------------------------------------------------===//
// From outside
//===----------------------------------------------------------------------===//

void NvmeController::remove() {
  if (Removed)
    return;
  dropEverything();
  updateLine();
  Removed = true;
  if (OnRemoval)
    OnRemoval();
}

void NvmeController::losePower() {
  for (Namespace &N : Namespaces)
    N.Blocks->loseCache();
  ++PowerCycles;
  reset();
}

void NvmeController::setFatal() {
  Csts |= CSTS_CFS;
  // Nothing that is in flight comes to its end.
  ++Generation;
  InFlight.clear();
}

Medium *NvmeController::medium(uint32_t Id) {
  return Id && Id <= Namespaces.size() ? Namespaces[Id - 1].Blocks.get()
                                       : nullptr;
}

} // namespace miniport::simulator
