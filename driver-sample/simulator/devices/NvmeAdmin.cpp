//===- NvmeAdmin.cpp - Admin commands and features -----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "devices/NvmeController.h"
#include "llvm/ADT/Twine.h"

namespace miniport::simulator {

using namespace nvme;

NvmeController::Outcome NvmeController::execute(const Command &C) {
  return C.SqId == 0 ? executeAdmin(C) : executeIo(C.Entry);
}

NvmeController::Outcome NvmeController::executeAdmin(const Command &C) {
  const SubmissionEntry &E = C.Entry;
  if (E.Flags & 0xC3)
    return {InvalidField | DoNotRetry};
  switch (E.Opcode) {
  case DeleteSq:
    return deleteSq(E);
  case CreateSq:
    return createSq(E);
  case GetLogPage:
    return getLogPage(E);
  case DeleteCq:
    return deleteCq(E);
  case CreateCq:
    return createCq(E);
  case Identify:
    return identify(E);
  case Abort:
    return abort(E);
  case SetFeatures:
    return setFeatures(E);
  case GetFeatures:
    return getFeatures(E);
  case AsyncEventRequest:
    return holdEventRequest(C);
  default:
    return {InvalidOpcode | DoNotRetry};
  }
}

//===----------------------------------------------------------------------===//
// Queues
//===----------------------------------------------------------------------===//

bool NvmeController::ioQueuesExist() const {
  return Completion.size() > 1 || Submission.size() > 1;
}

/// 5.3
NvmeController::Outcome NvmeController::createCq(const SubmissionEntry &E) {
  uint16_t Id = E.Cdw10 & 0xFFFF;
  uint32_t Size = (E.Cdw10 >> 16) + 1;
  uint16_t Vector = E.Cdw11 >> 16;
  if (Id == 0 || Id > QueuesGranted || Completion.count(Id))
    return {InvalidQueueId | DoNotRetry};
  if (Size < 2 || Size > Config.MaxQueueEntries || ((Cc >> 20) & 0xF) != 4)
    return {InvalidQueueSize | DoNotRetry};
  // CAP.CQR: queues are one piece of memory.
  if (!(E.Cdw11 & 1))
    return {InvalidField | DoNotRetry};
  if (E.Prp1 % pageBytes())
    return {InvalidPrpOffset | DoNotRetry};
  // With the line, or a single message, the vector shall be 0.
  unsigned Vectors = usesLine()        ? 1
                     : Config.PlainMsi ? TheBus.grantedMessages()
                                       : Config.Vectors;
  if (Vector >= Vectors)
    return {InvalidInterruptVector | DoNotRetry};
  if ((E.Cdw11 & 2) && !usesLine() && Vector >= TheBus.grantedMessages())
    misuse(Misuse::VectorNotGranted, "completion queue " + llvm::Twine(Id) +
                                         " asks for vector " +
                                         llvm::Twine(Vector) + " of " +
                                         llvm::Twine(TheBus.grantedMessages()));
  CompletionQueue Q;
  Q.Id = Id;
  Q.Base = E.Prp1;
  Q.Size = Size;
  Q.Interrupts = E.Cdw11 & 2;
  Q.Vector = Vector;
  Completion[Id] = std::move(Q);
  return {};
}

/// 5.4
NvmeController::Outcome NvmeController::createSq(const SubmissionEntry &E) {
  uint16_t Id = E.Cdw10 & 0xFFFF;
  uint32_t Size = (E.Cdw10 >> 16) + 1;
  uint16_t CqId = E.Cdw11 >> 16;
  if (CqId == 0 || !Completion.count(CqId))
    return {InvalidCompletionQueue | DoNotRetry};
  if (Id == 0 || Id > QueuesGranted || Submission.count(Id))
    return {InvalidQueueId | DoNotRetry};
  if (Size < 2 || Size > Config.MaxQueueEntries || ((Cc >> 16) & 0xF) != 6)
    return {InvalidQueueSize | DoNotRetry};
  if (!(E.Cdw11 & 1))
    return {InvalidField | DoNotRetry};
  if (E.Prp1 % pageBytes())
    return {InvalidPrpOffset | DoNotRetry};
  SubmissionQueue Q;
  Q.Id = Id;
  Q.CqId = CqId;
  Q.Base = E.Prp1;
  Q.Size = Size;
  Submission[Id] = std::move(Q);
  return {};
}

/// 5.5: all its submission queues must have gone before.
NvmeController::Outcome NvmeController::deleteCq(const SubmissionEntry &E) {
  uint16_t Id = E.Cdw10 & 0xFFFF;
  if (Id == 0 || !Completion.count(Id))
    return {InvalidQueueId | DoNotRetry};
  for (const auto &Entry : Submission)
    if (Entry.second.CqId == Id)
      return {InvalidQueueDeletion | DoNotRetry};
  Completion.erase(Id);
  updateLine();
  return {};
}

/// 5.6: what was fetched is answered before the queue goes; what was not is
/// never answered.
NvmeController::Outcome NvmeController::deleteSq(const SubmissionEntry &E) {
  uint16_t Id = E.Cdw10 & 0xFFFF;
  if (Id == 0 || !Submission.count(Id))
    return {InvalidQueueId | DoNotRetry};
  for (auto I = InFlight.begin(); I != InFlight.end();) {
    if (I->second.SqId != Id) {
      ++I;
      continue;
    }
    Command C = I->second;
    I = InFlight.erase(I);
    answer(C, {SqDeleted, 0, false});
  }
  Submission.erase(Id);
  return {};
}

//===----------------------------------------------------------------------===//
// Abort, asynchronous event requests
//===----------------------------------------------------------------------===//

/// 5.1. Bit 0 of the result: the command was not aborted.
NvmeController::Outcome NvmeController::abort(const SubmissionEntry &E) {
  uint16_t SqId = E.Cdw10 & 0xFFFF, CommandId = E.Cdw10 >> 16;
  // This one is counted itself.
  if (AbortsRunning > Config.AbortLimit)
    return {AbortLimitExceeded};
  for (auto I = InFlight.begin(); I != InFlight.end(); ++I) {
    if (I->second.SqId != SqId || I->second.Entry.CommandId != CommandId)
      continue;
    Command C = I->second;
    InFlight.erase(I);
    answer(C, {AbortRequested, 0, false});
    return {Success, 0};
  }
  if (SqId == 0)
    for (auto I = EventRequests.begin(); I != EventRequests.end(); ++I) {
      if (I->Entry.CommandId != CommandId)
        continue;
      Command C = *I;
      EventRequests.erase(I);
      answer(C, {AbortRequested, 0, false});
      return {Success, 0};
    }
  return {Success, 1};
}

NvmeController::Outcome NvmeController::holdEventRequest(const Command &C) {
  if (EventRequests.size() >= Config.AsyncEvents)
    return {AsyncEventLimitExceeded | DoNotRetry};
  EventRequests.push_back(C);
  deliverEvents();
  return {Success, 0, true};
}

//===----------------------------------------------------------------------===//
// Features
//===----------------------------------------------------------------------===//

void NvmeController::resetFeatures() {
  Features.fill(0);
  Features[TemperatureThreshold] = 343; // Kelvin.
  Features[VolatileWriteCache] = Config.WriteCache;
  // 5.21.1.7: before a host asks, as many as there are.
  QueuesGranted = Config.IoQueues;
}

NvmeController::Outcome NvmeController::setFeatures(const SubmissionEntry &E) {
  uint8_t Id = E.Cdw10 & 0xFF;
  uint32_t Value = E.Cdw11;
  if (E.Cdw10 >> 31) // SV: there is nowhere to save it.
    return {FeatureNotSaveable | DoNotRetry};
  switch (Id) {
  case NumberOfQueues: {
    uint32_t Submissions = Value & 0xFFFF, Completions = Value >> 16;
    if (Submissions == 0xFFFF || Completions == 0xFFFF)
      return {InvalidField | DoNotRetry};
    if (ioQueuesExist())
      return {CommandSequence | DoNotRetry};
    QueuesGranted =
        std::min(Config.IoQueues, std::max(Submissions, Completions) + 1);
    Features[Id] = (QueuesGranted - 1) * 0x10001u;
    return {Success, Features[Id]};
  }
  case VolatileWriteCache:
    if (!Config.WriteCache)
      return {InvalidField | DoNotRetry};
    if (!(Value & 1)) // What the cache has must not be lost when it is off.
      for (Namespace &N : Namespaces)
        N.Blocks->flush();
    Features[Id] = Value & 1;
    return {};
  case PowerManagement:
    if (Value & 0x1F) // There is power state 0 only.
      return {InvalidField | DoNotRetry};
    return {};
  case InterruptVectorConfig:
    if ((Value & 0xFFFF) >= Config.Vectors)
      return {InvalidField | DoNotRetry};
    return {};
  case AsyncEventConfig:
    Features[Id] = Value;
    return {};
  case Arbitration:
  case TemperatureThreshold:
  case ErrorRecovery:
  case InterruptCoalescing: // Accepted; messages are not coalesced.
  case WriteAtomicity:
    Features[Id] = Value;
    return {};
  default:
    return {InvalidField | DoNotRetry};
  }
}

NvmeController::Outcome NvmeController::getFeatures(const SubmissionEntry &E) {
  uint8_t Id = E.Cdw10 & 0xFF;
  if ((E.Cdw10 >> 8) & 7) // SEL: ONCS does not offer it.
    return {InvalidField | DoNotRetry};
  switch (Id) {
  case NumberOfQueues:
    return {Success, (QueuesGranted - 1) * 0x10001u};
  case VolatileWriteCache:
    if (!Config.WriteCache)
      return {InvalidField | DoNotRetry};
    return {Success, Features[Id]};
  case InterruptVectorConfig:
    return {Success, E.Cdw11 & 0xFFFF};
  case Arbitration:
  case PowerManagement:
  case TemperatureThreshold:
  case ErrorRecovery:
  case InterruptCoalescing:
  case WriteAtomicity:
  case AsyncEventConfig:
    return {Success, Features[Id]};
  default:
    return {InvalidField | DoNotRetry};
  }
}

} // namespace miniport::simulator
