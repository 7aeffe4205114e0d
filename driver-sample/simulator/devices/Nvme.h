//===- Nvme.h - What the NVM Express specification fixes --------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Registers, entries and codes of the NVM Express Base Specification 1.4, as
// the controller sees them. Written apart from the driver's header of the same
// kind: a number that one of them has wrong must show.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_DEVICES_NVME_H
#define MINIPORT_SIMULATOR_DEVICES_NVME_H

#include "llvm/Support/Endian.h"
#include <cstdint>

namespace miniport::simulator::nvme {

using llvm::support::ulittle16_t;
using llvm::support::ulittle32_t;
using llvm::support::ulittle64_t;

enum Register : uint64_t { // 3.1
  CAP = 0x00,
  VS = 0x08,
  INTMS = 0x0C,
  INTMC = 0x10,
  CC = 0x14,
  CSTS = 0x1C,
  NSSR = 0x20,
  AQA = 0x24,
  ASQ = 0x28,
  ACQ = 0x30,
  Doorbells = 0x1000
};

enum : uint32_t { // CC, CSTS: 3.1.5, 3.1.6
  CC_EN = 1u << 0,
  CSTS_RDY = 1u << 0,
  CSTS_CFS = 1u << 1
};

struct SubmissionEntry { // 4.2
  uint8_t Opcode;
  uint8_t Flags; // FUSE 1:0, PSDT 7:6
  ulittle16_t CommandId;
  ulittle32_t NamespaceId;
  ulittle64_t Reserved;
  ulittle64_t Metadata;
  ulittle64_t Prp1;
  ulittle64_t Prp2;
  ulittle32_t Cdw10;
  ulittle32_t Cdw11;
  ulittle32_t Cdw12;
  ulittle32_t Cdw13;
  ulittle32_t Cdw14;
  ulittle32_t Cdw15;
};
static_assert(sizeof(SubmissionEntry) == 64);

struct CompletionEntry { // 4.6
  ulittle32_t Result;
  ulittle32_t Reserved;
  ulittle16_t SqHead;
  ulittle16_t SqId;
  ulittle16_t CommandId;
  ulittle16_t Status; // Bit 0: phase tag.
};
static_assert(sizeof(CompletionEntry) == 16);

enum AdminOpcode : uint8_t {
  DeleteSq = 0x00,
  CreateSq = 0x01,
  GetLogPage = 0x02,
  DeleteCq = 0x04,
  CreateCq = 0x05,
  Identify = 0x06,
  Abort = 0x08,
  SetFeatures = 0x09,
  GetFeatures = 0x0A,
  AsyncEventRequest = 0x0C
};

enum IoOpcode : uint8_t {
  Flush = 0x00,
  Write = 0x01,
  Read = 0x02,
  Compare = 0x05,
  WriteZeroes = 0x08,
  DatasetManagement = 0x09,
  Verify = 0x0C
};

/// Status field without the phase tag: SC 7:0, SCT 10:8, More 13, DNR 14.
enum Status : uint16_t { // 4.6.1
  Success = 0x000,
  InvalidOpcode = 0x001,
  InvalidField = 0x002,
  CommandIdConflict = 0x003,
  DataTransferError = 0x004,
  InternalError = 0x006,
  AbortRequested = 0x007,
  SqDeleted = 0x008,
  InvalidNamespace = 0x00B,
  CommandSequence = 0x00C,
  InvalidPrpOffset = 0x013,
  LbaOutOfRange = 0x080,
  NamespaceNotReady = 0x082,
  InvalidCompletionQueue = 0x100,
  InvalidQueueId = 0x101,
  InvalidQueueSize = 0x102,
  AbortLimitExceeded = 0x103,
  AsyncEventLimitExceeded = 0x105,
  InvalidInterruptVector = 0x108,
  InvalidLogPage = 0x109,
  InvalidQueueDeletion = 0x10C,
  FeatureNotSaveable = 0x10D,
  ReadOnlyRange = 0x182,
  WriteFault = 0x280,
  UnrecoveredRead = 0x281,
  CompareFailure = 0x285,
  DoNotRetry = 0x4000
};

enum Feature : uint8_t { // 5.21.1
  Arbitration = 0x01,
  PowerManagement = 0x02,
  TemperatureThreshold = 0x04,
  ErrorRecovery = 0x05,
  VolatileWriteCache = 0x06,
  NumberOfQueues = 0x07,
  InterruptCoalescing = 0x08,
  InterruptVectorConfig = 0x09,
  WriteAtomicity = 0x0A,
  AsyncEventConfig = 0x0B
};

enum LogPage : uint8_t { // 5.14.1
  ErrorLog = 0x01,
  HealthLog = 0x02,
  FirmwareLog = 0x03,
  ChangedNamespaces = 0x04
};

enum EventType : uint8_t { ErrorEvent = 0, HealthEvent = 1, NoticeEvent = 2 };

enum : uint32_t {
  OncsCompare = 1u << 0,
  OncsDataset = 1u << 2,
  OncsWriteZeroes = 1u << 3,
  OncsVerify = 1u << 7,
  AllNamespaces = 0xFFFFFFFFu
};

struct DatasetRange { // 6.7
  ulittle32_t Attributes;
  ulittle32_t Blocks;
  ulittle64_t Lba;
};
static_assert(sizeof(DatasetRange) == 16);

struct ErrorLogEntry { // 5.14.1.1
  ulittle64_t Count;
  ulittle16_t SqId;
  ulittle16_t CommandId;
  ulittle16_t Status; // With the phase tag's place, as in a completion.
  ulittle16_t Location;
  ulittle64_t Lba;
  ulittle32_t NamespaceId;
  uint8_t Rest[36];
};
static_assert(sizeof(ErrorLogEntry) == 64);

} // namespace miniport::simulator::nvme

#endif // MINIPORT_SIMULATOR_DEVICES_NVME_H
