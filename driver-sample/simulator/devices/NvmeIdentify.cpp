//===- NvmeIdentify.cpp - Identify data and log pages --------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "devices/NvmeController.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Endian.h"
#include <cstring>

namespace miniport::simulator {

using namespace nvme;
using llvm::support::endian::write16le;
using llvm::support::endian::write32le;
using llvm::support::endian::write64le;

/// Text fields are padded with spaces, not with zeros [1.5].
static void putText(uint8_t *At, size_t Bytes, llvm::StringRef Text) {
  std::memset(At, ' ', Bytes);
  std::memcpy(At, Text.data(), std::min(Bytes, Text.size()));
}

std::vector<uint8_t> NvmeController::identifyController() const {
  std::vector<uint8_t> Page(4096);
  write16le(&Page[0], 0x1B36);
  write16le(&Page[2], 0x1AF4);
  putText(&Page[4], 20, Config.Serial);
  putText(&Page[24], 40, Config.Model);
  putText(&Page[64], 8, Config.Firmware);
  Page[72] = 6; // RAB.
  Page[77] = uint8_t(Config.Mdts);
  write32le(&Page[80], 0x00010400); // VER.
  write32le(&Page[92], (1u << 8));  // OAES: namespace attribute notices.
  Page[111] = 1;                    // CNTRLTYPE: I/O controller.
  Page[258] = uint8_t(Config.AbortLimit - 1);
  Page[259] = uint8_t(Config.AsyncEvents - 1);
  Page[260] = 0x03;           // FRMW: one slot, read-only.
  Page[262] = 63;             // ELPE: entries of the error log.
  write16le(&Page[266], 343); // WCTEMP.
  write16le(&Page[268], 353); // CCTEMP.
  Page[512] = 0x66;           // SQES.
  Page[513] = 0x44;           // CQES.
  write16le(&Page[514], 0);   // MAXCMD: not told.
  write32le(&Page[516], uint32_t(Namespaces.size()));
  write16le(&Page[520], uint16_t(Config.OptionalCommands));
  Page[525] = Config.WriteCache ? 0x07 : 0x06; // Flush of all namespaces: yes.
  putText(&Page[768], 256, "nqn.2014-08.org.nvmexpress:simulated");
  std::memset(&Page[768 + 36], 0, 256 - 36);
  write16le(&Page[2048], 2500); // Power state 0: 25 W.
  return Page;
}

/// All zeros for a namespace that is inactive.
std::vector<uint8_t> NvmeController::identifyNamespace(uint32_t Id) const {
  std::vector<uint8_t> Page(4096);
  const Namespace &N = Namespaces[Id - 1];
  if (!N.Attached)
    return Page;
  write64le(&Page[0], N.Blocks->blocks());  // NSZE.
  write64le(&Page[8], N.Blocks->blocks());  // NCAP.
  write64le(&Page[16], N.Blocks->blocks()); // NUSE.
  Page[24] = 0;                             // NSFEAT: not thin.
  Page[25] = 0;                             // NLBAF: one format,
  Page[26] = 0;                             // which is in use.
  Page[33] = 0x09;                          // DLFEAT: zeros; Write Zeroes too.
  // EUI-64, of the serial number and the namespace: stable, and unique here.
  uint64_t Hash = 0xCBF29CE484222325u;
  for (char C : Config.Serial)
    Hash = (Hash ^ uint8_t(C)) * 0x100000001B3u;
  llvm::support::endian::write64be(&Page[120], (Hash & ~0xFFull) | Id);
  write32le(&Page[128], uint32_t(N.Blocks->blockShift()) << 16);
  return Page;
}

/// 5.15
NvmeController::Outcome NvmeController::identify(const SubmissionEntry &E) {
  std::vector<uint8_t> Page(4096);
  uint32_t Id = E.NamespaceId;
  switch (E.Cdw10 & 0xFF) {
  case 0x00:
    if (Id == 0 || Id > Namespaces.size())
      return {InvalidNamespace | DoNotRetry};
    Page = identifyNamespace(Id);
    break;
  case 0x01:
    Page = identifyController();
    break;
  case 0x02: { // Active namespaces above the one that is given.
    if (Id >= 0xFFFFFFFE)
      return {InvalidNamespace | DoNotRetry};
    size_t At = 0;
    for (uint32_t N = Id + 1; N <= Namespaces.size() && At < 4096; ++N)
      if (Namespaces[N - 1].Attached) {
        write32le(&Page[At], N);
        At += 4;
      }
    break;
  }
  case 0x03: { // Namespace identification descriptors.
    if (Id == 0 || Id > Namespaces.size())
      return {InvalidNamespace | DoNotRetry};
    if (!Namespaces[Id - 1].Attached)
      return {InvalidField | DoNotRetry};
    Page[0] = 1; // EUI-64.
    Page[1] = 8;
    std::memcpy(&Page[4], &identifyNamespace(Id)[120], 8);
    break;
  }
  default:
    return {InvalidField | DoNotRetry};
  }
  return {toHost(E, Page)};
}

std::vector<uint8_t> NvmeController::healthLog() const {
  std::vector<uint8_t> Page(512);
  Page[0] = CriticalWarning;
  write16le(&Page[1], CriticalWarning & 0x02 ? 350 : 310); // Kelvin.
  Page[3] = CriticalWarning & 0x01 ? 5 : 100;              // Spare.
  Page[4] = 10;                                            // Its threshold.
  Page[5] = 3;                                             // Used.
  write64le(&Page[32], (BlocksRead + 999) / 1000);
  write64le(&Page[48], (BlocksWritten + 999) / 1000);
  write64le(&Page[64], Reads);
  write64le(&Page[80], Writes);
  write64le(&Page[112], PowerCycles);
  write64le(&Page[128], TheBus.now() / 3600000000000ull); // Hours.
  write64le(&Page[176], ErrorCount);
  return Page;
}

/// 5.14
NvmeController::Outcome NvmeController::getLogPage(const SubmissionEntry &E) {
  uint8_t Which = E.Cdw10 & 0xFF;
  bool Retain = E.Cdw10 & (1u << 15);
  uint64_t Bytes = ((E.Cdw10 >> 16 | uint64_t(E.Cdw11 & 0xFFFF) << 16) + 1) * 4;
  uint64_t Offset = uint64_t(E.Cdw13) << 32 | E.Cdw12;
  std::vector<uint8_t> Page;
  uint8_t Type;
  switch (Which) {
  case ErrorLog:
    Type = ErrorEvent;
    Page.resize(64 * sizeof(ErrorLogEntry));
    for (size_t I = 0; I != Errors.size(); ++I)
      std::memcpy(&Page[I * sizeof(ErrorLogEntry)], &Errors[I],
                  sizeof(ErrorLogEntry));
    break;
  case HealthLog:
    Type = HealthEvent;
    Page = healthLog();
    break;
  case FirmwareLog:
    Type = NoticeEvent;
    Page.resize(512);
    Page[0] = 1;
    putText(&Page[8], 8, Config.Firmware);
    break;
  case ChangedNamespaces:
    Type = NoticeEvent;
    Page.resize(4096);
    for (size_t I = 0; I != Changed.size() && I != 1024; ++I)
      write32le(&Page[4 * I], Changed[I]);
    if (Changed.size() > 1024) {
      Page.assign(4096, 0);
      write32le(&Page[0], AllNamespaces);
    }
    break;
  default:
    return {InvalidLogPage | DoNotRetry};
  }
  if (Offset % 4 || Offset > Page.size())
    return {InvalidField | DoNotRetry};
  // Behind the end of the page is nothing in particular.
  Page.erase(Page.begin(), Page.begin() + Offset);
  Page.resize(Bytes);
  if (uint16_t Bad = toHost(E, Page))
    return {Bad};
  if (Which == ChangedNamespaces && !Retain)
    Changed.clear();
  if (!Retain) {
    MaskedEvents &= ~(1u << Type);
    deliverEvents();
  }
  return {};
}

} // namespace miniport::simulator
