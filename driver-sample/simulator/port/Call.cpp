//===- Call.cpp - Calling a driver's routine ------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "port/Call.h"

using namespace llvm;
using namespace miniport::simulator;

// The documents ask for 50 us in an interrupt routine and about 100 us in a
// DPC. What is recorded is far beyond, unless told otherwise: the consequences,
// not the manners.
static constexpr Time DispatchLimit = 10 * Millisecond;

CallScope::CallScope(StringRef Role, const void *Routine, void *Frame) {
  Machine &M = machine();
  Processor &P = *M.active();
  M.spend(50);
  Here.Name = {Role, Routine};
  Here.Frame = Frame;
  Here.Outer = P.Current->Top;
  Here.Started = P.Now;
  Level = P.Level;
  Held = P.Held.size();
  if (Role == "HwStorInterrupt" || Role == "HwMSInterruptRoutine" ||
      Role == "HwScsiInterrupt" || Role == "StorSynchronizedAccess") {
    Here.Limit = M.interruptLimit();
    Here.LimitMechanism = "isr-duration";
  } else if (Role == "HwStorDpcRoutine" || Role == "HwStorBuildIo" ||
             Role == "HwStorStartIo" || Role == "HwStorTimer" ||
             Role == "StorPortRequestTimer" || Role == "HwScsiStartIo" ||
             Role == "HwScsiTimer") {
    Here.Limit = DispatchLimit;
    Here.LimitMechanism = "dispatch-duration";
  } else if (Level >= DispatchLevel && Level < HighLevel) {
    // Bus reset and control: only the watchdog looks.
    Here.Limit = 500 * Millisecond;
    Here.LimitMechanism = "dispatch-duration";
  }
  P.Current->Top = &Here;
}

CallScope::~CallScope() {
  Machine &M = machine();
  Processor &P = *M.active(); // A thread may have moved.
  M.step(1);
  if (Here.LimitMechanism == "isr-duration") {
    Time Taken = P.Now - Here.Started;
    M.noteInterrupt(Taken - std::min(Here.Nested, Taken));
  }
  for (size_t I = Held; I < P.Held.size(); ++I) {
    SpinLock *Lock = P.Held[I];
    M.report("lock-held-at-exit",
             "the routine returns with " + Lock->name() + " held",
             &Lock->acquiredAt());
    Lock->abandon();
  }
  if (P.Level != Level) {
    RawStack Nothing;
    M.report("irql-at-exit", "called at IRQL " + Twine(unsigned(Level)) +
                                 ", returns at IRQL " +
                                 Twine(unsigned(P.Level)));
    P.Level = Level;
  }
  P.Current->Top = Here.Outer;
}
