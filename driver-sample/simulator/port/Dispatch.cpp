//===- Dispatch.cpp - Requests: queues, BuildIo, StartIo, completion ------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "port/Call.h"
#include "port/Port.h"
#include <cstring>

using namespace llvm;
using namespace miniport::simulator;

/// A request that keeps coming back busy is lost as well.
static constexpr unsigned MostBusy = 20000;
/// Longer than a pause that a miniport asks for, and than a ladder of resets.
static constexpr Time MostWait = 150 * Second;

void Port::submit(std::shared_ptr<IoRequest> Request) {
  auto F = std::make_shared<Flight>();
  F->Request = std::move(Request);
  F->Number = NextFlight++;
  M.release(F->Clock);
  uint8_t Old = M.active()->Level;
  M.raiseTo(std::max(Old, uint8_t(DispatchLevel)));
  watchQueue(F);
  Waiting.push_back(std::move(F));
  pump();
  M.lowerTo(Old);
}

/// A queue that nobody opens again is as bad as a request that is lost.
void Port::watchQueue(const std::shared_ptr<Flight> &F) {
  std::weak_ptr<Flight> Weak = F;
  uint64_t Number = F->Number;
  M.after(MostWait, [this, Weak, Number] {
    std::shared_ptr<Flight> Still = Weak.lock();
    if (!Still || Still->Number != Number || Still->At != State::Waiting)
      return;
    const Unit &U = unit(Still->Request->Block.Lun);
    RawStack Nothing;
    RoleName Name;
    if (Scsi)
      Name = {"HwScsiInterrupt", Routines.Interrupt};
    M.fatal("queue-frozen",
            Twine("a request has been waiting for ") +
                Twine(MostWait / Second) + " s, because " +
                (!Running      ? "the adapter is stopped"
                 : Paused      ? "the adapter is paused"
                 : BusyUntil   ? "the adapter is busy"
                 : Resetting   ? "a reset does not end"
                 : U.Paused    ? "its unit is paused"
                 : U.BusyUntil ? "its unit is busy"
                 : Scsi        ? "the miniport does not ask for the next one"
                               : "its unit's queue is full"),
            &Nothing, nullptr, &Name);
  });
}

bool Port::mayStart(const Flight &F) {
  Unit &U = unit(F.Request->Block.Lun);
  if (Paused || BusyUntil || Resetting || !Running || U.Paused || U.BusyUntil)
    return false;
  if (Scsi && (!ScsiReady || U.Frozen))
    return false;
  if (!Config.MultipleRequestPerLu && U.Outstanding)
    return false;
  if (!Scsi && Flights.size() >= Config.MaxIo)
    return false;
  return U.Outstanding < U.Depth;
}

/// At DISPATCH_LEVEL, no lock held. Other processors may do the same.
void Port::pump() {
  for (;;) {
    auto Next = find_if(Waiting, [this](const std::shared_ptr<Flight> &F) {
      return mayStart(*F);
    });
    if (Next == Waiting.end())
      return;
    std::shared_ptr<Flight> F = std::move(*Next);
    Waiting.erase(Next);
    dispatch(std::move(F));
  }
}

static bool isTransfer(const AbiRequest &Block) {
  if (Block.Function != SrbExecuteScsi)
    return false;
  switch (Block.Cdb[0]) {
  case 0x08:
  case 0x0A:
  case 0x28:
  case 0x2A:
  case 0xA8:
  case 0xAA: // 6, 10, 12
  case 0x88:
  case 0x8A: // 16
    return true;
  default:
    return false;
  }
}

/// Memory for the request, all of it new: whatever is left of an earlier one
/// is poisoned.
void Port::prepare(Flight &F) {
  AbiRequest &Block = F.Request->Block;
  Block.Extended = Config.SrbType == 1;
  if (Block.Function != SrbAbortCommand)
    Block.Tag = uint8_t(F.Number);
  F.Srb = Ram.allocate(abiBytes(Block.Extended ? AbiExtendedSrb : AbiSrb),
                       MemoryKind::Request);
  if (Config.SrbExtensionBytes)
    F.SrbExtension =
        Ram.allocate(Config.SrbExtensionBytes, MemoryKind::RequestExtra, true);
  Block.SenseBytes = 32;
  F.Sense = Ram.allocate(Block.SenseBytes, MemoryKind::Sense);
  memset(F.Sense, 0, Block.SenseBytes);
  Block.DataBytes = F.Request->Data.size();
  Block.Data = nullptr;
  if (Block.DataBytes) {
    // Where the adapter's alignment lets it begin.
    uint64_t Offset = F.Request->BufferOffset & (Memory::PageBytes - 1) &
                      ~uint64_t(Config.AlignmentMask);
    F.Buffer = Ram.allocate(std::max<uint64_t>(Offset + Block.DataBytes, 4096),
                            MemoryKind::Buffer);
    F.Data = static_cast<uint8_t *>(F.Buffer) + Offset;
    if (Block.Flags & SrbDataOut)
      memcpy(F.Data, F.Request->Data.data(), Block.DataBytes);
    bool Mapped = Config.MapBuffers == 1 || Config.MapBuffers == 3 ||
                  (Config.MapBuffers == 2 && !isTransfer(Block)) ||
                  Block.Function == SrbIoControl || Scsi;
    // What is not mapped has the address of the user's buffer, which means
    // nothing here.
    Block.Data =
        Mapped ? F.Data : reinterpret_cast<void *>(0x1c000000000 + Offset);
    uint32_t Elements = 0;
    F.SgList =
        Ram.allocate(abiBytes(AbiSgHeader) +
                         (Block.DataBytes / 4096 + 2) * abiBytes(AbiSgElement),
                     MemoryKind::SgList);
    for (uint64_t Done = 0; Done < Block.DataBytes; ++Elements) {
      uint64_t Length;
      uint64_t Physical =
          Ram.physical(reinterpret_cast<uint64_t>(F.Data) + Done, Length);
      Length = std::min<uint64_t>(Length, Block.DataBytes - Done);
      abiSetSgElement(F.SgList, Elements, Physical, Length);
      Done += Length;
    }
  }
  Block.Sense = F.Sense;
  Block.Extension = F.SrbExtension;
  Block.Original = F.Srb; // Opaque, and not NULL.
  abiBuildSrb(F.Srb, &Block);
}

void Port::dispatch(std::shared_ptr<Flight> F) {
  prepare(*F);
  ++unit(F->Request->Block.Lun).Outstanding;
  F->At = State::Building;
  F->TimedOut = false;
  Flights[reinterpret_cast<uint64_t>(F->Srb)] = F;
  M.acquire(F->Clock);
  M.acquire(Opened);
  watch(F);
  if (Scsi) {
    scsiStart(*F);
    return;
  }
  if (Routines.BuildIo &&
      !callDriver<uint8_t>("HwStorBuildIo", Routines.BuildIo, Extension,
                           F->Srb))
    return; // Complete, or about to be; its time runs.
  startIo(*F);
}

void Port::startIo(Flight &F) {
  uint8_t Old = M.active()->Level;
  SpinLock *Lock = &StartIoLock;
  if (Channels > 1) {
    F.Channel = M.active()->Number % Channels;
    Lock = ChannelLocks[F.Channel].get();
  }
  if (!Options.DumpMode)
    Lock->acquire(LockedBy::Port);
  if (!Config.FullDuplex && !Options.DumpMode) {
    M.raiseTo(deviceLevel());
    lockInterrupts(LockedBy::Port);
  }
  F.At = State::Given;
  void *Srb = F.Srb;
  uint64_t Number = F.Number;
  bool Taken =
      callDriver<uint8_t>("HwStorStartIo", Routines.StartIo, Extension, Srb);
  if (!Config.FullDuplex && !Options.DumpMode) {
    unlockInterrupts(LockedBy::Port);
    M.lowerTo(Old);
  }
  if (!Options.DumpMode && Lock->owner() == M.active())
    Lock->release();
  if (Taken)
    return;
  // Not started: it is the port's again, and tried again, unless it has been
  // completed on the way.
  auto Still = Flights.find(reinterpret_cast<uint64_t>(Srb));
  if (Still != Flights.end() && Still->second->Number == Number) {
    abiSetSrbStatus(Srb, SrbBusy);
    complete(Srb);
  }
}

/// Takes the request's memory away. Whoever touches it now is seen.
void Port::takeBack(Flight &F) {
  abiReadSrb(F.Srb, &F.Request->Result);
  // The buffer of an IOCTL is for both directions.
  if (F.Data && (!(F.Request->Block.Flags & SrbDataOut) ||
                 F.Request->Block.Function == SrbIoControl))
    memcpy(F.Request->Data.data(), F.Data, F.Request->Data.size());
  auto *Sense = static_cast<uint8_t *>(F.Sense);
  F.Request->Sense.assign(Sense, Sense + F.Request->Block.SenseBytes);
  for (void *Memory : {F.Srb, F.SrbExtension, F.SgList, F.Sense, F.Buffer})
    if (Memory)
      Ram.end(Memory, Shadow::Completed);
  F.SrbExtension = F.SgList = F.Buffer = nullptr;
  F.Data = nullptr;
}

void Port::complete(void *Srb) {
  auto Known = Flights.find(reinterpret_cast<uint64_t>(Srb));
  if (Known == Flights.end()) {
    uint64_t Address = reinterpret_cast<uint64_t>(Srb);
    const Piece *P = Ram.contains(Address) ? Ram.pieceAt(Address) : nullptr;
    if (P && P->Start == Address && P->Kind == MemoryKind::Request)
      M.fatal("double-completion",
              "an SRB is completed that was completed "
              "before",
              nullptr, &P->Ended);
    M.fatal("bad-completion", "what is completed is no SRB of the port's");
  }
  std::shared_ptr<Flight> F = Known->second;
  Flights.erase(Known);
  takeBack(*F);
  if ((F->Request->Result.SrbStatus & 0x3F) == SrbPending)
    M.report("bad-completion", "an SRB is completed with SRB_STATUS_PENDING");
  F->At = State::Done;
  M.release(F->Clock);
  Unit &U = unit(F->Request->Block.Lun);
  --U.Outstanding;
  if (U.BusyUntil)
    --U.BusyUntil;
  if (BusyUntil)
    --BusyUntil;
  if (Flights.empty())
    BusyUntil = 0;
  if (!U.Outstanding)
    U.BusyUntil = 0;
  Completed.push_back(std::move(F));
  if (Options.DumpMode)
    return;
  M.queueDpc(*M.active(), {0, [this] { runCompletions(); }});
}

/// In a DPC of the port.
void Port::runCompletions() {
  while (!Completed.empty()) {
    std::shared_ptr<Flight> F = std::move(Completed.front());
    Completed.pop_front();
    finish(std::move(F));
  }
  pump();
}

void Port::finish(std::shared_ptr<Flight> F) {
  M.acquire(F->Clock);
  uint8_t Status = F->Request->Result.SrbStatus & 0x3F;
  if (Status == SrbBusy && ++F->Busy < MostBusy) {
    F->At = State::Waiting;
    F->Number = NextFlight++;
    M.after(100 * Microsecond + M.random().below(Millisecond), [this, F] {
      Waiting.push_back(F);
      M.queueDpc(*M.processors()[0], {0, [this] { pump(); }});
    });
    return;
  }
  if (Status == SrbBusy)
    M.report("lost-request",
             "a request came back busy " + Twine(MostBusy) + " times");
  M.spend(500);
  if (Scsi && wantsSense(*F->Request)) {
    fetchSense(F);
    return;
  }
  if (F->Request->Done)
    F->Request->Done(*F->Request);
}

void Port::completeAll(uint8_t Path, uint8_t Target, uint8_t Lun,
                       uint8_t Status) {
  // SP_UNTAGGED, 0xFF, means any.
  std::vector<void *> Srbs;
  for (auto &[Address, F] : Flights) {
    const AbiRequest &Block = F->Request->Block;
    if ((Path == 0xFF || Block.Path == Path) &&
        (Target == 0xFF || Block.Target == Target) &&
        (Lun == 0xFF || Block.Lun == Lun) && F->At == State::Given)
      Srbs.push_back(F->Srb);
  }
  for (void *Srb : Srbs) {
    abiSetSrbStatus(Srb, Status);
    complete(Srb);
  }
}
