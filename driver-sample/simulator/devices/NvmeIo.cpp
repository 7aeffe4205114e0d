//===- NvmeIo.cpp - I/O commands -----------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "devices/NvmeController.h"
#include "llvm/ADT/Twine.h"
#include <algorithm>

namespace miniport::simulator {

using namespace nvme;

static uint64_t startLba(const SubmissionEntry &E) {
  return uint64_t(E.Cdw11) << 32 | E.Cdw10;
}

static uint64_t blockCount(const SubmissionEntry &E) {
  return (E.Cdw12 & 0xFFFF) + 1ull; // NLB counts from 0.
}

NvmeController::Outcome NvmeController::executeIo(const SubmissionEntry &E) {
  uint32_t Optional = Config.OptionalCommands;
  switch (E.Opcode) {
  case Flush:
  case Write:
  case Read:
    break;
  case Compare:
    if (!(Optional & OncsCompare))
      return {InvalidOpcode | DoNotRetry};
    break;
  case WriteZeroes:
    if (!(Optional & OncsWriteZeroes))
      return {InvalidOpcode | DoNotRetry};
    break;
  case DatasetManagement:
    if (!(Optional & OncsDataset))
      return {InvalidOpcode | DoNotRetry};
    break;
  case Verify:
    if (!(Optional & OncsVerify))
      return {InvalidOpcode | DoNotRetry};
    break;
  default:
    return {InvalidOpcode | DoNotRetry};
  }
  if (E.Flags & 0xC3) // Fused, or SGLs.
    return {InvalidField | DoNotRetry};
  if (E.Opcode == Flush)
    return {flush(E.NamespaceId)};
  Medium *M = medium(E.NamespaceId);
  if (!M)
    return {InvalidNamespace | DoNotRetry};
  if (!Namespaces[E.NamespaceId - 1].Attached)
    return {InvalidField | DoNotRetry};
  if (E.Opcode == DatasetManagement)
    return {dataset(E, *M)};

  if (!M->contains(startLba(E), blockCount(E)))
    return {LbaOutOfRange | DoNotRetry};
  switch (E.Opcode) {
  case Write:
    return {write(E, *M)};
  case WriteZeroes:
    return {writeZeroes(E, *M)};
  case Verify:
    return {};
  default:
    return {readOrCompare(E, *M)};
  }
}

/// Is what this command writes durable when it ends?
bool NvmeController::durable(const SubmissionEntry &E) const {
  bool ForceUnitAccess = E.Cdw12 & (1u << 30);
  return ForceUnitAccess || !Config.WriteCache ||
         !(Features[VolatileWriteCache] & 1);
}

uint16_t NvmeController::readOrCompare(const SubmissionEntry &E, Medium &M) {
  uint64_t Bytes = blockCount(E) << M.blockShift();
  if (Config.Mdts && Bytes > (4096ull << Config.MpsMin << Config.Mdts))
    return InvalidField | DoNotRetry;
  std::vector<uint8_t> Data(Bytes);
  M.read(startLba(E), Data);
  ++Reads;
  BlocksRead += blockCount(E);
  if (E.Opcode == Read)
    return toHost(E, Data);
  std::vector<uint8_t> Theirs(Bytes);
  if (uint16_t Bad = fromHost(E, Theirs))
    return Bad;
  return Theirs == Data ? Success : CompareFailure | DoNotRetry;
}

uint16_t NvmeController::write(const SubmissionEntry &E, Medium &M) {
  if (ReadOnly)
    return ReadOnlyRange | DoNotRetry;
  uint64_t Bytes = blockCount(E) << M.blockShift();
  if (Config.Mdts && Bytes > (4096ull << Config.MpsMin << Config.Mdts))
    return InvalidField | DoNotRetry;
  std::vector<uint8_t> Data(Bytes);
  if (uint16_t Bad = fromHost(E, Data))
    return Bad;
  M.write(startLba(E), Data, durable(E));
  ++Writes;
  BlocksWritten += blockCount(E);
  return Success;
}

uint16_t NvmeController::writeZeroes(const SubmissionEntry &E, Medium &M) {
  if (ReadOnly)
    return ReadOnlyRange | DoNotRetry;
  M.zero(startLba(E), blockCount(E), durable(E));
  return Success;
}

/// 6.7. Ranges are validated before any of them is deallocated; deallocated
/// blocks read as zeros (DLFEAT).
uint16_t NvmeController::dataset(const SubmissionEntry &E, Medium &M) {
  std::vector<DatasetRange> Ranges((E.Cdw10 & 0xFF) + 1);
  if (uint16_t Bad = fromHost(E, {reinterpret_cast<uint8_t *>(Ranges.data()),
                                  Ranges.size() * sizeof(DatasetRange)}))
    return Bad;
  for (const DatasetRange &R : Ranges)
    if (!M.contains(R.Lba, R.Blocks))
      return LbaOutOfRange | DoNotRetry;
  if (!(E.Cdw11 & 4)) // AD; the other attributes are hints.
    return Success;
  if (ReadOnly)
    return ReadOnlyRange | DoNotRetry;
  for (const DatasetRange &R : Ranges)
    M.zero(R.Lba, R.Blocks, durable(E));
  return Success;
}

uint16_t NvmeController::flush(uint32_t NamespaceId) {
  if (NamespaceId == AllNamespaces) {
    for (Namespace &N : Namespaces)
      N.Blocks->flush();
    return Success;
  }
  Medium *M = medium(NamespaceId);
  if (!M)
    return InvalidNamespace | DoNotRetry;
  if (!Namespaces[NamespaceId - 1].Attached)
    return InvalidField | DoNotRetry;
  M->flush();
  return Success;
}

} // namespace miniport::simulator
