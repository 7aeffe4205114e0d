//===- Interrupts.cpp - The shared line, and messages ---------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "machine/Interrupts.h"

using namespace llvm;
using namespace miniport::simulator;

/// A line that has not been quiet for so many deliveries, nor for so long, is
/// not going to be: nothing else runs on that processor any more.
static constexpr uint64_t StormDeliveries = 2000;
static constexpr Time StormTime = 2 * Millisecond;
/// A device that drives the line and is not served within this time starves.
static constexpr Time StarvedTime = Millisecond;

void InterruptLine::connect(unsigned Source, RoleName Name, Handler H) {
  Handlers.push_back({Source, Name, std::move(H)});
  if (Sources)
    raise();
}

void InterruptLine::disconnect(unsigned Source) {
  erase_if(Handlers, [&](const Connection &C) { return C.Source == Source; });
}

void InterruptLine::drive(unsigned Source, bool Asserted) {
  unsigned Bit = 1u << Source;
  if (Asserted == bool(Sources & Bit))
    return;
  Sources ^= Bit;
  if (!Asserted) {
    if (!Sources)
      Unbroken = 0;
    if (Asked == int(Source) && M.active() && M.active() == AskedOn)
      Quieted = true;
    return;
  }
  Since[Source] = M.now();
  raise();
}

void InterruptLine::spurious() {
  unsigned Kept = Sources; // It is gone when somebody looks.
  Sources |= 1u << 7;
  raise();
  Sources = Kept;
}

void InterruptLine::raise() {
  if (InService || Handlers.empty())
    return;
  InService = true;
  M.interrupt(*M.processors()[Target],
              {DeviceLevel, ~uint64_t(0), [this] { deliver(); }});
}

/// One device's routine. If that quiets its own device and then says that the
/// interrupt was somebody else's, nobody has served it.
bool InterruptLine::ask(const Connection &C) {
  Asked = int(C.Source);
  AskedOn = M.active();
  Quieted = false;
  bool Driven = Sources >> C.Source & 1;
  bool Mine = C.Ask();
  Asked = -1;
  if (Driven && Quieted && !Mine) {
    RawStack Nothing;
    M.report("interrupt-disowned",
             "the device drove the line, the routine quieted it, and answers "
             "FALSE",
             &Nothing, nullptr, &C.Name);
  }
  return Mine;
}

void InterruptLine::deliver() {
  ++Deliveries;
  bool Claimed = false;
  // Copied: a handler may connect or disconnect.
  for (const Connection &C : std::vector<Connection>(Handlers))
    if (ask(C)) {
      Claimed = true;
      break;
    }
  InService = false;
  if (!Sources) {
    Unbroken = 0;
    return;
  }
  if (Unbroken++ == 0)
    UnbrokenSince = M.now();
  checkStorm(Claimed);
  raise();
}

void InterruptLine::checkStorm(bool Claimed) {
  RawStack Nothing;
  RoleName First = Handlers.empty() ? RoleName() : Handlers.front().Name;
  for (unsigned Source = 1; Source < 7; ++Source)
    if ((Sources >> Source & 1) && M.now() - Since[Source] > StarvedTime &&
        !StarvedTold) {
      StarvedTold = true;
      M.report("starved-neighbour",
               "a neighbour on the line has driven it for " +
                   Twine((M.now() - Since[Source]) / Microsecond) +
                   " us, and its interrupt routine is not reached",
               &Nothing, nullptr, &First);
    }
  if (Unbroken > StormDeliveries && M.now() - UnbrokenSince > StormTime)
    M.fatal("interrupt-storm",
            "the line was delivered " + Twine(Unbroken) +
                " times without being quiet in between; the last time it was " +
                (Claimed ? "claimed" : "claimed by nobody") +
                "; devices that drive it: " +
                (Sources & 1 ? "the adapter" : "neighbours only"),
            &Nothing, nullptr, &First);
}

void Messages::send(unsigned Vector, const VectorClock &From) {
  if (Vector >= Granted || !Connected)
    return;
  Processor &On = *M.processors()[targetOf(Vector)];
  VectorClock At = From;
  M.interrupt(On, {levelOf(Vector), Vector, [this, Vector, At] {
                     M.acquire(At);
                     if (Connected)
                       Connected(Vector);
                   }});
}
