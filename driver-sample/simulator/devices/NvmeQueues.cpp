//===- NvmeQueues.cpp - Doorbells, fetch, completion, interrupts ---------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "devices/NvmeController.h"
#include "llvm/ADT/Twine.h"
#include <cstring>

namespace miniport::simulator {

using namespace nvme;

//===----------------------------------------------------------------------===//
// Doorbells
//===----------------------------------------------------------------------===//

void NvmeController::writeDoorbell(uint64_t Offset, uint32_t Value) {
  uint64_t Stride = 4ull << Config.DoorbellStride;
  uint64_t Index = (Offset - Doorbells) / Stride;
  if (Now != State::Ready || (Csts & 0xC)) {
    misuse(Misuse::DoorbellNotReady,
           "doorbell " + llvm::Twine(Index) + " written while " +
               (Now != State::Ready ? "CSTS.RDY is 0" : "shutting down"));
    return;
  }
  if (Csts & CSTS_CFS)
    return;
  uint16_t Id = uint16_t(Index / 2);
  bool Known = (Offset - Doorbells) % Stride == 0 && Index / 2 <= 0xFFFF;
  if (Known && Index % 2 == 0) {
    auto Q = Submission.find(Id);
    if (Q != Submission.end())
      return ringSubmission(Q->second, Value);
  } else if (Known) {
    auto Q = Completion.find(Id);
    if (Q != Completion.end())
      return ringCompletion(Q->second, Value);
  }
  misuse(Misuse::UnknownDoorbell, "doorbell of a queue that does not exist, at "
                                  "offset 0x" +
                                      llvm::Twine::utohexstr(Offset));
  raiseEvent({ErrorEvent, 0, ErrorLog});
}

void NvmeController::ringSubmission(SubmissionQueue &Q, uint32_t Tail) {
  uint32_t Pending = (Q.Tail + Q.Size - Q.Head) % Q.Size;
  uint32_t Added = Tail < Q.Size ? (Tail + Q.Size - Q.Tail) % Q.Size : 0;
  if (Tail >= Q.Size || Pending + Added > Q.Size - 1) {
    misuse(Misuse::DoorbellValue,
           "tail " + llvm::Twine(Tail) + " of submission queue " +
               llvm::Twine(Q.Id) + ", size " + llvm::Twine(Q.Size) + ", head " +
               llvm::Twine(Q.Head) + ", tail before " + llvm::Twine(Q.Tail));
    raiseEvent({ErrorEvent, 1, ErrorLog});
    return;
  }
  if (Added == 0) {
    misuse(Misuse::DoorbellRepeated, "tail " + llvm::Twine(Tail) +
                                         " of submission queue " +
                                         llvm::Twine(Q.Id) + " again");
    raiseEvent({ErrorEvent, 1, ErrorLog});
    return;
  }
  for (uint32_t At = Q.Tail; At != Tail; At = (At + 1) % Q.Size) {
    SubmissionEntry E{};
    TheBus.readMemory(Q.Base + uint64_t(At) * sizeof(E),
                      {reinterpret_cast<uint8_t *>(&E), sizeof(E)});
    Q.Rung.push_back(E);
  }
  Q.Tail = Tail;
  if (Q.Fetching)
    return;
  Q.Fetching = true;
  later(1 + TheBus.random(Config.FetchMax), [this, Id = Q.Id] { fetch(Id); });
}

void NvmeController::ringCompletion(CompletionQueue &Q, uint32_t Head) {
  uint32_t Posted = (Q.Tail + Q.Size - Q.Head) % Q.Size;
  uint32_t Taken = Head < Q.Size ? (Head + Q.Size - Q.Head) % Q.Size : 0;
  if (Head >= Q.Size || Taken > Posted) {
    misuse(Head >= Q.Size ? Misuse::DoorbellValue : Misuse::CompletionOverrun,
           "head " + llvm::Twine(Head) + " of completion queue " +
               llvm::Twine(Q.Id) + ", size " + llvm::Twine(Q.Size) +
               ", head before " + llvm::Twine(Q.Head) + ", tail " +
               llvm::Twine(Q.Tail));
    raiseEvent({ErrorEvent, 1, ErrorLog});
    return;
  }
  if (Taken == 0) {
    misuse(Misuse::DoorbellRepeated, "head " + llvm::Twine(Head) +
                                         " of completion queue " +
                                         llvm::Twine(Q.Id) + " again");
    raiseEvent({ErrorEvent, 1, ErrorLog});
    return;
  }
  Q.Head = Head;
  while (!Q.Held.empty() && (Q.Tail + 1) % Q.Size != Q.Head) {
    CompletionEntry Next = Q.Held.front();
    Q.Held.pop_front();
    post(Q, Next);
  }
  if (usesLine())
    updateLine();
}

//===----------------------------------------------------------------------===//
// Commands on their way
//===----------------------------------------------------------------------===//

void NvmeController::fetch(uint16_t QueueId) {
  auto Found = Submission.find(QueueId);
  if (Found == Submission.end() || Now != State::Ready || (Csts & CSTS_CFS))
    return;
  SubmissionQueue &Q = Found->second;
  Command C{};
  C.SqId = QueueId;
  if (!TheBus.readMemory(
          Q.Base + uint64_t(Q.Head) * sizeof(C.Entry),
          {reinterpret_cast<uint8_t *>(&C.Entry), sizeof(C.Entry)})) {
    misuse(Misuse::MemoryAccess,
           "submission queue " + llvm::Twine(QueueId) + " is not in memory");
    setFatal();
    return;
  }
  if (std::memcmp(&C.Entry, &Q.Rung.front(), sizeof(C.Entry)) != 0)
    misuse(Misuse::EntryOverwritten,
           "entry " + llvm::Twine(Q.Head) + " of submission queue " +
               llvm::Twine(QueueId) + " changed after its doorbell");
  Q.Rung.pop_front();
  Q.Head = (Q.Head + 1) % Q.Size;
  if (Q.Head != Q.Tail)
    later(1 + TheBus.random(Config.FetchMax),
          [this, QueueId] { fetch(QueueId); });
  else
    Q.Fetching = false;
  begin(C);
}

void NvmeController::begin(const Command &Fetched) {
  Command C = Fetched;
  auto Same = [&](const Command &Other) {
    return Other.SqId == C.SqId && Other.Entry.CommandId == C.Entry.CommandId;
  };
  bool Conflict = false;
  for (const auto &Entry : InFlight)
    Conflict |= Same(Entry.second);
  for (const Command &Request : EventRequests)
    Conflict |= Same(Request);
  if (Conflict) {
    misuse(Misuse::CommandIdInUse,
           "command id " + llvm::Twine(unsigned(C.Entry.CommandId)) +
               " of submission queue " + llvm::Twine(C.SqId) +
               " is outstanding");
    answer(C, {CommandIdConflict | DoNotRetry, 0, false});
    return;
  }

  Time Delay = Config.CommandMin +
               TheBus.random(Config.CommandMax - Config.CommandMin + 1);
  bool Answers = true;
  if (const Fault *F = Config.Faults.next(C.SqId == 0, C.Entry.Opcode)) {
    switch (F->What) {
    case Fault::Effect::Fail:
      C.Injected = F->Status;
      break;
    case Fault::Effect::Lost:
      Answers = false;
      break;
    case Fault::Effect::Fatal:
      setFatal();
      return;
    case Fault::Effect::Slow:
      Delay += F->Delay;
      break;
    case Fault::Effect::Removal:
      remove();
      return;
    }
  }
  uint64_t Serial = NextSerial++;
  if (C.SqId == 0 && C.Entry.Opcode == Abort)
    ++AbortsRunning;
  InFlight.emplace(Serial, C);
  if (Answers)
    later(Delay, [this, Serial] { finish(Serial); });
}

void NvmeController::finish(uint64_t Serial) {
  auto Found = InFlight.find(Serial);
  if (Found == InFlight.end())
    return; // Aborted.
  // In flight until it has an answer: Delete I/O SQ and Abort look there.
  Command C = Found->second;
  InFlight.erase(Found);
  Outcome Result;
  if (C.Injected)
    Result.Status = C.Injected;
  else
    Result = execute(C);
  if (C.SqId == 0 && C.Entry.Opcode == Abort)
    --AbortsRunning;
  if (!Result.Hold)
    answer(C, Result);
}

//===----------------------------------------------------------------------===//
// Completions and interrupts
//===----------------------------------------------------------------------===//

void NvmeController::answer(const Command &C, const Outcome &Result) {
  // While it stops, data may move, but nothing is posted.
  if (Now != State::Ready || (Csts & CSTS_CFS))
    return;
  auto Sq = Submission.find(C.SqId);
  if (Sq == Submission.end())
    return;
  auto Cq = Completion.find(Sq->second.CqId);
  if (Cq == Completion.end())
    return;
  if (Result.Status != Success && Result.Status != AbortRequested)
    noteError(C, Result.Status);
  CompletionEntry E{};
  E.Result = Result.Result;
  E.SqHead = uint16_t(Sq->second.Head);
  E.SqId = C.SqId;
  E.CommandId = C.Entry.CommandId;
  E.Status = uint16_t(Result.Status << 1);
  ++Completed;
  post(Cq->second, E);
}

void NvmeController::post(CompletionQueue &Q, CompletionEntry Entry) {
  // 4.1: a controller never overwrites an entry that was not acknowledged.
  if ((Q.Tail + 1) % Q.Size == Q.Head) {
    Q.Held.push_back(Entry);
    return;
  }
  Entry.Status = uint16_t((Entry.Status & ~1u) | (Q.Phase ? 1 : 0));
  if (!TheBus.writeMemory(
          Q.Base + uint64_t(Q.Tail) * sizeof(Entry),
          {reinterpret_cast<const uint8_t *>(&Entry), sizeof(Entry)})) {
    misuse(Misuse::MemoryAccess,
           "completion queue " + llvm::Twine(Q.Id) + " is not in memory");
    setFatal();
    return;
  }
  if (++Q.Tail == Q.Size) {
    Q.Tail = 0;
    Q.Phase = !Q.Phase;
  }
  interrupt(Q);
}

void NvmeController::interrupt(const CompletionQueue &Q) {
  if (!Q.Interrupts)
    return;
  if (usesLine()) {
    updateLine();
    return;
  }
  if (Config.PlainMsi && (InterruptMask >> (Q.Vector & 31) & 1))
    return;
  if (Q.Vector >= TheBus.grantedMessages()) {
    misuse(Misuse::VectorNotGranted, "completion queue " + llvm::Twine(Q.Id) +
                                         " has vector " +
                                         llvm::Twine(Q.Vector) + " of " +
                                         llvm::Twine(TheBus.grantedMessages()));
    return;
  }
  TheBus.sendMessage(Q.Vector);
}

/// 7.5.1: the line is driven while some queue has an entry that was posted and
/// not acknowledged, and its vector is not masked.
void NvmeController::updateLine() {
  bool Wanted = false;
  if (Now == State::Ready && usesLine())
    for (const auto &Entry : Completion) {
      const CompletionQueue &Q = Entry.second;
      Wanted |= Q.Interrupts && Q.Head != Q.Tail &&
                !(InterruptMask >> (Q.Vector & 31) & 1);
    }
  if (Wanted == LineDriven)
    return;
  LineDriven = Wanted;
  TheBus.driveLine(Wanted);
}

//===----------------------------------------------------------------------===//
// Asynchronous events and the error log
//===----------------------------------------------------------------------===//

void NvmeController::raiseEvent(AsyncEvent Event) {
  if (Now != State::Ready)
    return;
  for (const AsyncEvent &E : Events)
    if (E.Type == Event.Type && E.Info == Event.Info)
      return;
  Events.push_back(Event);
  deliverEvents();
}

/// 5.2: an event goes out with a request that waits, and masks its type until
/// the host reads the log page.
void NvmeController::deliverEvents() {
  for (auto E = Events.begin(); E != Events.end() && !EventRequests.empty();) {
    if (MaskedEvents >> E->Type & 1) {
      ++E;
      continue;
    }
    AsyncEvent Event = *E;
    E = Events.erase(E);
    MaskedEvents |= 1u << Event.Type;
    Command Request = EventRequests.front();
    EventRequests.pop_front();
    answer(Request,
           {Success, uint32_t(Event.Type | Event.Info << 8 | Event.Page << 16),
            false});
  }
}

void NvmeController::raiseHealth(uint8_t Warning) {
  CriticalWarning |= Warning;
  if (Warning & 0x08)
    ReadOnly = true;
  // Information: 0 reliability, 1 temperature, 2 spare [Figure 147].
  uint8_t Info = Warning & 0x02 ? 1 : Warning & 0x01 ? 2 : 0;
  if (Features[AsyncEventConfig] & Warning)
    raiseEvent({HealthEvent, Info, HealthLog});
}

void NvmeController::resizeNamespace(uint32_t Id, uint64_t Blocks) {
  Namespaces[Id - 1].Blocks->resize(Blocks);
  Changed.push_back(Id);
  if (Features[AsyncEventConfig] & 0x100)
    raiseEvent({NoticeEvent, 0, ChangedNamespaces});
}

void NvmeController::attachNamespace(uint32_t Id, bool Attached) {
  if (Namespaces[Id - 1].Attached == Attached)
    return;
  Namespaces[Id - 1].Attached = Attached;
  Changed.push_back(Id);
  if (Features[AsyncEventConfig] & 0x100)
    raiseEvent({NoticeEvent, 0, ChangedNamespaces});
}

void NvmeController::noteError(const Command &C, uint16_t Status) {
  ErrorLogEntry E{};
  E.Count = ++ErrorCount;
  E.SqId = C.SqId;
  E.CommandId = C.Entry.CommandId;
  E.Status = uint16_t(Status << 1);
  E.Location = 0xFFFF;
  E.Lba = C.SqId ? uint64_t(C.Entry.Cdw11) << 32 | C.Entry.Cdw10 : 0;
  E.NamespaceId = C.Entry.NamespaceId;
  Errors.push_front(E);
  if (Errors.size() > 64)
    Errors.pop_back();
}

} // namespace miniport::simulator
