//===- Workload.cpp - Operations on units --------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "host/Workload.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/ErrorHandling.h"
#include <algorithm>
#include <numeric>

namespace miniport::simulator {

using namespace llvm::support::endian;
using Kind = Operation::Kind;

llvm::StringRef name(Kind K) {
  static constexpr const char *Names[Operation::Kinds] = {"read",
                                                          "write",
                                                          "flush",
                                                          "unmap",
                                                          "write zeroes",
                                                          "verify",
                                                          "out of range",
                                                          "inquiry",
                                                          "vital product data",
                                                          "read capacity",
                                                          "read capacity 16",
                                                          "mode sense",
                                                          "mode sense 10",
                                                          "report luns",
                                                          "test unit ready",
                                                          "start stop",
                                                          "unsupported"};
  return Names[unsigned(K)];
}

Workload::Workload(WorkloadOptions TheOptions, Reporter Report)
    : Options(std::move(TheOptions)), Report(std::move(Report)),
      State(Options.Seed) {
  for (const WorkloadUnit &U : Options.Units)
    Units.emplace_back(U.Blocks, U.BlockBytes);
  auto Never = [&](Kind K) { Options.Weights[unsigned(K)] = 0; };
  if (!Options.Unmaps)
    Never(Kind::Unmap);
  if (!Options.WritesZeroes)
    Never(Kind::WriteZeroes);
  if (!Options.Verifies)
    Never(Kind::Verify);
  if (!Options.SixteenByteCommands)
    Never(Kind::ReadCapacity16);
}

Workload::~Workload() = default;

/// splitmix64: the same everywhere.
uint64_t Workload::random(uint64_t Bound) {
  uint64_t Z = (State += 0x9E3779B97F4A7C15u);
  Z = (Z ^ (Z >> 30)) * 0xBF58476D1CE4E5B9u;
  Z = (Z ^ (Z >> 27)) * 0x94D049BB133111EBu;
  return (Z ^ (Z >> 31)) % Bound;
}

//===----------------------------------------------------------------------===//
// Operations
//===----------------------------------------------------------------------===//

std::unique_ptr<Operation> Workload::next() {
  if (Issued == Options.Operations)
    return nullptr;
  ++Issued;
  ++Outstanding;
  auto O = std::make_unique<Operation>();
  uint64_t Pick = random(std::accumulate(Options.Weights.begin(),
                                         Options.Weights.end(), uint64_t(0)));
  unsigned K = 0;
  for (; Pick >= Options.Weights[K]; ++K)
    Pick -= Options.Weights[K];
  O->What = Kind(K);
  O->Lun = uint8_t(random(Units.size()));
  build(*O);
  return O;
}

void Workload::build(Operation &O) {
  ReferenceDisk &D = Units[O.Lun];
  switch (O.What) {
  case Kind::Read:
    place(O);
    buildTransfer(O);
    O.Ticket = D.beginRead(O.Lba, O.Blocks);
    break;
  case Kind::Write: {
    place(O);
    buildTransfer(O);
    uint32_t Stamp = NextStamp++;
    D.fill(O.Lba, Stamp, O.Data);
    O.Ticket = D.beginWrite(O.Lba, O.Blocks, Stamp);
    break;
  }
  case Kind::Verify:
  case Kind::Unmap:
  case Kind::WriteZeroes:
    place(O);
    buildRange(O);
    if (O.What != Kind::Verify)
      O.Ticket = D.beginWrite(O.Lba, O.Blocks, 0);
    break;
  case Kind::OutOfRange:
    O.Blocks = 1 + uint32_t(random(8));
    O.Lba = D.blocks() - random(O.Blocks);
    buildTransfer(O);
    break;
  case Kind::Flush:
    O.CdbBytes = 10;
    O.Cdb[0] = 0x35;
    O.Ticket = D.beginFlush();
    break;
  default:
    buildQuery(O);
    break;
  }
}

/// Where it is and how long: often short, sometimes as long as it may be, and
/// on purpose not aligned to anything.
void Workload::place(Operation &O) {
  ReferenceDisk &D = Units[O.Lun];
  uint64_t Span = std::min(Options.Span, D.blocks());
  uint64_t Most =
      std::min<uint64_t>(Options.MaximumBytes / D.blockBytes(), Span);
  switch (random(8)) {
  case 0:
    O.Blocks = 1;
    break;
  case 1:
    O.Blocks = uint32_t(Most);
    break;
  case 2:
    O.Blocks = uint32_t(1 + random(Most));
    break;
  default:
    O.Blocks = uint32_t(1 + random(std::min<uint64_t>(Most, 32)));
    break;
  }
  O.Lba = random(Span - O.Blocks + 1);
  // Now and then the unit's end, where off-by-one errors live.
  if (D.blocks() > Span && random(16) == 0)
    O.Lba = D.blocks() - O.Blocks;
}

void Workload::buildTransfer(Operation &O) {
  bool Write = O.What == Kind::Write;
  uint8_t *Cdb = O.Cdb.data();
  unsigned Form = unsigned(random(Options.SixteenByteCommands ? 4 : 3));
  if (Form == 0 && (O.Blocks > 256 || O.Lba + O.Blocks > 0x1FFFFF))
    Form = 1;
  if (O.Lba > 0xFFFFFFFF)
    Form = 3;
  else if (Form == 1 && O.Blocks > 0xFFFF)
    Form = 2;
  bool Fua = Form != 0 && random(8) == 0;
  static constexpr uint8_t Reads[] = {0x08, 0x28, 0xA8, 0x88};
  static constexpr uint8_t Lengths[] = {6, 10, 12, 16};
  O.CdbBytes = Lengths[Form];
  switch (Form) {
  case 0:
    write32be(Cdb, uint32_t(O.Lba));
    Cdb[4] = uint8_t(O.Blocks); // 0 is 256.
    break;
  case 1:
    write32be(Cdb + 2, uint32_t(O.Lba));
    write16be(Cdb + 7, uint16_t(O.Blocks));
    break;
  case 2:
    write32be(Cdb + 2, uint32_t(O.Lba));
    write32be(Cdb + 6, O.Blocks);
    break;
  default:
    write64be(Cdb + 2, O.Lba);
    write32be(Cdb + 10, O.Blocks);
    break;
  }
  // A write's opcode is that of the read, plus 2.
  Cdb[0] = Reads[Form] + (Write ? 2 : 0);
  if (Fua)
    Cdb[1] |= 8;
  O.Durable = Write && Fua;
  O.Direction = Write ? Operation::Way::Out : Operation::Way::In;
  O.Data.resize(uint64_t(O.Blocks) * Units[O.Lun].blockBytes());
  O.BufferOffset = random(2) ? 0 : uint32_t(random(1024) * 4);
}

/// Verify, unmap, write zeroes: blocks, and no data of theirs.
void Workload::buildRange(Operation &O) {
  uint8_t *Cdb = O.Cdb.data();
  if (O.What == Kind::Verify) {
    O.CdbBytes = 10;
    Cdb[0] = 0x2F;
    O.Blocks = std::min(O.Blocks, 0xFFFFu);
    write32be(Cdb + 2, uint32_t(O.Lba));
    write16be(Cdb + 7, uint16_t(O.Blocks));
    return;
  }
  O.Direction = Operation::Way::Out;
  if (O.What == Kind::Unmap) { // One descriptor.
    O.CdbBytes = 10;
    Cdb[0] = 0x42;
    write16be(Cdb + 7, 24);
    O.Data.assign(24, 0);
    write16be(&O.Data[0], 22);
    write16be(&O.Data[2], 16);
    write64be(&O.Data[8], O.Lba);
    write32be(&O.Data[16], O.Blocks);
    return;
  }
  O.Data.assign(Units[O.Lun].blockBytes(), 0); // One block of zeros.
  O.Blocks = std::min(O.Blocks, 0xFFFFu);
  if (Options.SixteenByteCommands && random(2)) {
    O.CdbBytes = 16;
    Cdb[0] = 0x93;
    write64be(Cdb + 2, O.Lba);
    write32be(Cdb + 10, O.Blocks);
  } else {
    O.CdbBytes = 10;
    Cdb[0] = 0x41;
    write32be(Cdb + 2, uint32_t(O.Lba));
    write16be(Cdb + 7, uint16_t(O.Blocks));
  }
}

void Workload::buildQuery(Operation &O) {
  uint8_t *Cdb = O.Cdb.data();
  auto In = [&](uint8_t Opcode, uint8_t Bytes, size_t Room) {
    Cdb[0] = Opcode;
    O.CdbBytes = Bytes;
    O.Direction = Operation::Way::In;
    O.Data.resize(Room);
  };
  // Any length may be asked for.
  size_t Odd = 4 + random(252);
  switch (O.What) {
  case Kind::Inquiry:
    In(0x12, 6, random(2) ? 36 : std::max<size_t>(Odd, 5));
    write16be(Cdb + 3, uint16_t(O.Data.size()));
    break;
  case Kind::VitalProductData: {
    static constexpr uint8_t Pages[] = {0x00, 0x80, 0x83};
    In(0x12, 6, random(2) ? 255 : std::max<size_t>(Odd, 8));
    Cdb[1] = 1;
    Cdb[2] = Pages[random(3)];
    write16be(Cdb + 3, uint16_t(O.Data.size()));
    break;
  }
  case Kind::ReadCapacity10:
    In(0x25, 10, 8);
    break;
  case Kind::ReadCapacity16:
    In(0x9E, 16, 32);
    Cdb[1] = 0x10;
    Cdb[13] = 32;
    break;
  case Kind::ModeSense6:
    In(0x1A, 6, random(2) ? 192 : Odd);
    Cdb[2] = random(2) ? 0x3F : 0x08;
    Cdb[4] = uint8_t(O.Data.size());
    break;
  case Kind::ModeSense10:
    In(0x5A, 10, random(2) ? 192 : std::max<size_t>(Odd, 8));
    Cdb[2] = random(2) ? 0x3F : 0x08;
    write16be(Cdb + 7, uint16_t(O.Data.size()));
    break;
  case Kind::ReportLuns:
    In(0xA0, 12, 16 + 8 * random(16));
    write32be(Cdb + 6, uint32_t(O.Data.size()));
    break;
  case Kind::StartStop:
    Cdb[0] = 0x1B;
    Cdb[4] = 1;
    break;
  case Kind::Unsupported: {
    static constexpr uint8_t Opcodes[] = {0x02, 0x45, 0x9A, 0xC0, 0xEE, 0xFF};
    Cdb[0] = Opcodes[random(std::size(Opcodes))];
    O.CdbBytes = 10;
    break;
  }
  default:
    break; // Test Unit Ready.
  }
}

//===----------------------------------------------------------------------===//
// A loop for initiators without threads
//===----------------------------------------------------------------------===//

void Workload::run(Initiator &I) { refill(I); }

void Workload::refill(Initiator &I) {
  // A completion inside submit() comes back here: one loop is enough.
  if (Filling)
    return;
  Filling = true;
  while (Outstanding < Options.Depth) {
    std::shared_ptr<Operation> O = next();
    if (!O)
      break;
    I.submit(*O, [this, O, &I](const OperationResult &R) {
      complete(*O, R);
      refill(I);
    });
  }
  Filling = false;
}

} // namespace miniport::simulator
