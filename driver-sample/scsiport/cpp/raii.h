//===- raii.h - The adapter, and locks that are objects -----------*- C++
//-*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Included by raii.cpp only, so everything may be its own.
//
//===----------------------------------------------------------------------===//

#pragma once

#include <miniport.h>

#include <storport.h>

#include <scsi.h>

namespace {

enum Register : ULONG {
  Id = 0x00,
  Info = 0x04,
  Control = 0x08,
  Status = 0x0C,
  RingLow = 0x10,
  RingHigh = 0x14,
  Mailboxes = 0x18,
  Doorbell = 0x1C,
  Event = 0x20
};

constexpr ULONG IdValue = 0x41424853;
constexpr ULONG ControlRun = 1, ControlInterrupts = 2, ControlReset = 4;
constexpr ULONG StatusReady = 1;
constexpr ULONG EventDone = 0x01, EventFault = 0x08;
constexpr ULONG AllOnes = 0xFFFFFFFF;
constexpr UCHAR MailboxFree = 0, MailboxReady = 1, MailboxDone = 3;
constexpr UCHAR HostOk = 0, HostNoUnit = 1, HostWrongLength = 2;

constexpr ULONG MaxUnits = 8;
constexpr ULONG MaxTransfer = 64 * 1024;
constexpr ULONG MaxSegments = MaxTransfer / PAGE_SIZE + 1;
constexpr ULONG SenseBytes = 18;
constexpr ULONG ResetTick = 1000;    // us.
constexpr ULONG WatchTick = 1000000; // us.
constexpr ULONG PollStall = 100;     // us; dump mode only.

struct Mailbox {
  UCHAR State;
  UCHAR Lun;
  UCHAR CdbLength;
  UCHAR Direction; // 1 in, 2 out.
  UCHAR HostStatus;
  UCHAR ScsiStatus;
  USHORT Segments;
  ULONG DataLength;
  ULONG Transferred;
  UCHAR Cdb[16];
  ULONG64 SegmentList;
  UCHAR Reserved[24];
};
static_assert(sizeof(Mailbox) == 64, "the adapter's layout");

struct Segment {
  ULONG64 Address;
  ULONG Length;
  ULONG Reserved;
};

struct Common {
  Mailbox Box[MaxUnits];
  Segment List[MaxUnits][MaxSegments];
  UCHAR Sense[MaxUnits][SenseBytes];
};

enum class UnitState : UCHAR { Idle, Command, Sense };

struct Unit {
  UnitState State;
  PSCSI_REQUEST_BLOCK Srb;
};

enum class AdapterState : UCHAR { Resetting, Running, Stopped, Failed };

// What is to be completed once the lock is given back.
class FinishedList {
public:
  void add(PSCSI_REQUEST_BLOCK Srb, UCHAR SrbStatus) {
    Srb->SrbStatus = SrbStatus;
    Srbs[Count++] = Srb;
  }
  void complete(PVOID Extension) {
    for (ULONG I = 0; I < Count; I++)
      StorPortNotification(RequestComplete, Extension, Srbs[I]);
    Count = 0;
  }

private:
  PSCSI_REQUEST_BLOCK Srbs[MaxUnits];
  ULONG Count = 0;
};

struct Adapter {
  PUCHAR Registers;
  Common *Shared;
  ULONG64 SharedPhysical;
  ULONG UnitCount;
  ULONG ResetMilliseconds;
  ULONG TicksLeft;
  bool DumpMode;
  bool DpcReady;
  AdapterState State;
  STOR_DPC Dpc;
  Unit Units[MaxUnits];

  ULONG read(Register R) {
    return StorPortReadRegisterUlong(this, (PULONG)(Registers + R));
  }
  void write(Register R, ULONG Value) {
    StorPortWriteRegisterUlong(this, (PULONG)(Registers + R), Value);
  }
  ULONG64 physical(PVOID Part) const {
    return SharedPhysical + (ULONG)((PUCHAR)Part - (PUCHAR)Shared);
  }
};

void ring(Adapter &A, UCHAR Lun) {
  A.Shared->Box[Lun].State = MailboxReady;
  A.write(Doorbell, Lun);
}

void run(Adapter &A) {
  for (Mailbox &Box : A.Shared->Box)
    Box.State = MailboxFree;
  A.write(RingLow, (ULONG)A.SharedPhysical);
  A.write(RingHigh, (ULONG)(A.SharedPhysical >> 32));
  A.write(Mailboxes, MaxUnits);
  A.State = AdapterState::Running;
  A.write(Control, ControlRun | (A.DumpMode ? 0 : ControlInterrupts));
}

void beginReset(Adapter &A) {
  A.State = AdapterState::Resetting;
  A.TicksLeft = 2 * A.ResetMilliseconds + 1;
  A.write(Control, ControlReset);
}

// In a dump, and nowhere else: there is no timer.
bool pollReady(Adapter &A) {
  for (ULONG Polls = (A.ResetMilliseconds + 1) * 10; Polls; Polls--) {
    ULONG Now = A.read(Status);
    if (Now == AllOnes)
      return false;
    if (Now & StatusReady)
      return true;
    StorPortStallExecution(PollStall);
  }
  return false;
}

// InterruptLock, unless the caller needs none.
class InterruptGuard {
public:
  InterruptGuard(Adapter &A, bool Needed) : A(A), Held(Needed) {
    if (Held)
      StorPortAcquireSpinLock(&A, InterruptLock, nullptr, &Handle);
  }
  ~InterruptGuard() { release(); }
  InterruptGuard(const InterruptGuard &) = delete;
  InterruptGuard &operator=(const InterruptGuard &) = delete;

  void release() {
    if (!Held)
      return;
    Held = false;
    StorPortReleaseSpinLock(&A, &Handle);
  }

private:
  Adapter &A;
  bool Held;
  STOR_LOCK_HANDLE Handle = {};
};

// One pass over completions at a time: the DPC may run twice.
class DpcGuard {
public:
  DpcGuard(Adapter &A, PSTOR_DPC Dpc) : A(A) {
    StorPortAcquireSpinLock(&A, DpcLock, Dpc, &Handle);
  }
  ~DpcGuard() { StorPortReleaseSpinLock(&A, &Handle); }
  DpcGuard(const DpcGuard &) = delete;
  DpcGuard &operator=(const DpcGuard &) = delete;

private:
  Adapter &A;
  STOR_LOCK_HANDLE Handle = {};
};

} // namespace
