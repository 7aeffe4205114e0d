//===- ScsiUnit.cpp - A logical unit without autosense -------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "devices/ScsiUnit.h"
#include "llvm/Support/Endian.h"
#include <algorithm>
#include <cstring>

namespace miniport::simulator {

using namespace llvm::support::endian;

namespace {
enum Opcode : uint8_t {
  TestUnitReady = 0x00,
  RequestSense = 0x03,
  Read6 = 0x08,
  Write6 = 0x0A,
  Inquiry = 0x12,
  ModeSense6 = 0x1A,
  StartStop = 0x1B,
  ReadCapacity10 = 0x25,
  Read10 = 0x28,
  Write10 = 0x2A,
  Verify10 = 0x2F,
  SynchronizeCache10 = 0x35,
  WriteSame10 = 0x41,
  Unmap = 0x42,
  ModeSense10 = 0x5A,
  Read16 = 0x88,
  Write16 = 0x8A,
  Verify16 = 0x8F,
  SynchronizeCache16 = 0x91,
  WriteSame16 = 0x93,
  ServiceIn16 = 0x9E,
  ReportLuns = 0xA0,
  Read12 = 0xA8,
  Write12 = 0xAA,
  Verify12 = 0xAF
};

enum : uint8_t { // Additional sense codes.
  InvalidOpcode = 0x20,
  LbaOutOfRange = 0x21,
  InvalidFieldInCdb = 0x24
};
} // namespace

/// What the host asked for at most is all it gets.
static void limit(std::vector<uint8_t> &Data, size_t Allocation) {
  if (Data.size() > Allocation)
    Data.resize(Allocation);
}

ScsiUnit::Status ScsiUnit::command(llvm::ArrayRef<uint8_t> Cdb, Transfer &T) {
  // These three neither report a unit attention nor lose a pending sense.
  switch (Cdb[0]) {
  case RequestSense:
    return requestSense(Cdb, T);
  case Inquiry:
    return inquiry(Cdb, T);
  case ReportLuns:
    return reportLuns(Cdb, T);
  default:
    break;
  }
  Pending = ScsiSense();
  if (Attention.Key) {
    ScsiSense Why = Attention;
    Attention = ScsiSense();
    return fail(Why);
  }
  switch (Cdb[0]) {
  case StartStop:
    Stopped = !(Cdb[4] & 1);
    if (Stopped)
      Disk.flush();
    return Good;
  case ModeSense6:
  case ModeSense10:
    return modeSense(Cdb, T);
  default:
    break;
  }
  bool Known = false;
  for (uint8_t Op : {TestUnitReady, Read6, Write6, ReadCapacity10, Read10,
                     Write10, Verify10, SynchronizeCache10, WriteSame10, Unmap,
                     Read16, Write16, Verify16, SynchronizeCache16, WriteSame16,
                     ServiceIn16, Read12, Write12, Verify12})
    Known |= Cdb[0] == Op;
  if (!Known)
    return refuse(InvalidOpcode);
  if (Stopped)
    return fail({2, 0x04, 0x02}); // Not ready, a start is required.
  switch (Cdb[0]) {
  case TestUnitReady:
    return Good;
  case SynchronizeCache10:
  case SynchronizeCache16:
    Disk.flush();
    return Good;
  case ReadCapacity10:
  case ServiceIn16:
    return capacity(Cdb, T);
  case Unmap:
    return unmap(Cdb, T);
  default:
    return blocks(Cdb, T);
  }
}

ScsiUnit::Status ScsiUnit::requestSense(llvm::ArrayRef<uint8_t> Cdb,
                                        Transfer &T) {
  ScsiSense Why = Pending;
  if (!Why.Key) {
    Why = Attention;
    Attention = ScsiSense();
  }
  Pending = ScsiSense();
  T.In.assign(18, 0); // Fixed format.
  T.In[0] = 0x70;
  T.In[2] = Why.Key;
  T.In[7] = 10;
  T.In[12] = Why.Code;
  T.In[13] = Why.Qualifier;
  limit(T.In, Cdb[4]);
  return Good;
}

ScsiUnit::Status ScsiUnit::inquiry(llvm::ArrayRef<uint8_t> Cdb, Transfer &T) {
  if (!(Cdb[1] & 1)) {
    if (Cdb[2])
      return refuse(InvalidFieldInCdb);
    T.In.assign(36, ' ');
    std::fill(T.In.begin(), T.In.begin() + 8, 0);
    T.In[2] = 5; // SPC-3.
    T.In[3] = 2;
    T.In[4] = 31;
    std::memcpy(&T.In[8], "MINIPORT", 8);
    std::memcpy(&T.In[16], "SIMULATED DISK", 14);
    std::memcpy(&T.In[32], "1.0", 3);
  } else if (Cdb[2] == 0x00) {
    T.In = {0, 0, 0, 3, 0x00, 0x80, 0x83};
  } else if (Cdb[2] == 0x80) {
    T.In = {0, 0x80, 0, uint8_t(Serial.size())};
    T.In.insert(T.In.end(), Serial.begin(), Serial.end());
  } else if (Cdb[2] == 0x83) {
    // One designator: T10 vendor identification, ASCII.
    std::string Name = "MINIPORT" + Serial;
    T.In = {0, 0x83, 0, uint8_t(4 + Name.size()),
            2, 1,    0, uint8_t(Name.size())};
    T.In.insert(T.In.end(), Name.begin(), Name.end());
  } else {
    return refuse(InvalidFieldInCdb);
  }
  limit(T.In, read16be(&Cdb[3]));
  return Good;
}

ScsiUnit::Status ScsiUnit::reportLuns(llvm::ArrayRef<uint8_t> Cdb,
                                      Transfer &T) {
  if (read32be(&Cdb[6]) < 16)
    return refuse(InvalidFieldInCdb);
  T.In.assign(8 + 8 * Units, 0);
  write32be(&T.In[0], 8 * Units);
  for (unsigned Lun = 0; Lun != Units; ++Lun)
    T.In[8 + 8 * Lun + 1] = uint8_t(Lun);
  limit(T.In, read32be(&Cdb[6]));
  return Good;
}

ScsiUnit::Status ScsiUnit::modeSense(llvm::ArrayRef<uint8_t> Cdb, Transfer &T) {
  uint8_t Page = Cdb[2] & 0x3F;
  if ((Page != 0x3F && Page != 0x08) || Cdb[3])
    return refuse(InvalidFieldInCdb);
  std::vector<uint8_t> Caching(20);
  Caching[0] = 0x08;
  Caching[1] = 18;
  Caching[2] = (Cdb[2] >> 6) == 1 ? 0 : 0x04; // WCE; not changeable.
  bool Long = Cdb[0] == ModeSense10;
  T.In.assign(Long ? 8 : 4, 0);
  T.In[Long ? 3 : 2] = 0x10; // DPO and FUA are known.
  T.In.insert(T.In.end(), Caching.begin(), Caching.end());
  if (Long)
    write16be(&T.In[0], uint16_t(T.In.size() - 2));
  else
    T.In[0] = uint8_t(T.In.size() - 1);
  limit(T.In, Long ? read16be(&Cdb[7]) : Cdb[4]);
  return Good;
}

ScsiUnit::Status ScsiUnit::capacity(llvm::ArrayRef<uint8_t> Cdb, Transfer &T) {
  uint64_t Last = Disk.blocks() - 1;
  if (Cdb[0] == ReadCapacity10) {
    T.In.assign(8, 0);
    write32be(&T.In[0], uint32_t(std::min<uint64_t>(Last, 0xFFFFFFFF)));
    write32be(&T.In[4], Disk.blockBytes());
    return Good;
  }
  if ((Cdb[1] & 0x1F) != 0x10)
    return refuse(InvalidFieldInCdb);
  T.In.assign(32, 0);
  write64be(&T.In[0], Last);
  write32be(&T.In[8], Disk.blockBytes());
  limit(T.In, read32be(&Cdb[10]));
  return Good;
}

/// SBC-3, 5.28: a header of eight bytes, descriptors of sixteen.
ScsiUnit::Status ScsiUnit::unmap(llvm::ArrayRef<uint8_t> Cdb, Transfer &T) {
  std::vector<uint8_t> List(read16be(&Cdb[7]));
  if (List.empty())
    return Good;
  if (List.size() < 8 || !T.Out(List))
    return fail({5, 0x1A, 0}); // Parameter list length error.
  size_t Bytes = std::min<size_t>(read16be(&List[2]), List.size() - 8);
  for (size_t At = 8; At + 16 <= 8 + Bytes; At += 16)
    if (!Disk.contains(read64be(&List[At]), read32be(&List[At + 8])))
      return refuse(LbaOutOfRange);
  for (size_t At = 8; At + 16 <= 8 + Bytes; At += 16)
    Disk.zero(read64be(&List[At]), read32be(&List[At + 8]), false);
  return Good;
}

ScsiUnit::Status ScsiUnit::blocks(llvm::ArrayRef<uint8_t> Cdb, Transfer &T) {
  uint64_t Lba;
  uint32_t Count;
  switch (Cdb[0] >> 5) { // The group tells the form.
  case 0:
    Lba = read32be(&Cdb[0]) & 0x1FFFFF;
    Count = Cdb[4] ? Cdb[4] : 256;
    break;
  case 1:
  case 2:
    Lba = read32be(&Cdb[2]);
    Count = read16be(&Cdb[7]);
    break;
  case 5:
    Lba = read32be(&Cdb[2]);
    Count = read32be(&Cdb[6]);
    break;
  default:
    Lba = read64be(&Cdb[2]);
    Count = read32be(&Cdb[10]);
    break;
  }
  if (!Disk.contains(Lba, Count))
    return refuse(LbaOutOfRange);
  switch (Cdb[0]) {
  case Verify10:
  case Verify12:
  case Verify16:
    return Cdb[1] & 2 ? refuse(InvalidFieldInCdb) : Good;
  case Read6:
  case Read10:
  case Read12:
  case Read16:
    T.In.resize(uint64_t(Count) << Disk.blockShift());
    Disk.read(Lba, T.In);
    return Good;
  case WriteSame10:
  case WriteSame16: {
    std::vector<uint8_t> Pattern(Disk.blockBytes());
    if (!(Cdb[1] & 1) && !T.Out(Pattern)) // NDOB: zeros, without data.
      return fail({0xB, 0x4B, 0});
    for (; Count; --Count, ++Lba)
      Disk.write(Lba, Pattern, false);
    return Good;
  }
  default: {
    std::vector<uint8_t> Data(uint64_t(Count) << Disk.blockShift());
    if (!T.Out(Data))
      return fail({0xB, 0x4B, 0}); // Aborted, a data phase error.
    Disk.write(Lba, Data, Cdb[0] != Write6 && (Cdb[1] & 8));
    return Good;
  }
  }
}

} // namespace miniport::simulator
