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
static constexpr Time StarvedTime = 10 * Millisecond;

void InterruptLine::connect(unsigned Source, Handler H) {
  Handlers.emplace_back(Source, std::move(H));
  if (Sources)
    raise();
}

void InterruptLine::disconnect(unsigned Source) {
  erase_if(Handlers, [&](const auto &H) { return H.first == Source; });
}

void InterruptLine::drive(unsigned Source, bool Asserted) {
  unsigned Bit = 1u << Source;
  if (Asserted == bool(Sources & Bit))
    return;
  Sources ^= Bit;
  if (!Asserted) {
    if (!Sources)
      Unbroken = 0;
    return;
  }
  Since[Source] = M.now();
  raise();
}

void InterruptLine::spurious() {
  unsigned Kept = Sources;
  Sources |= 1u << 7;
  raise();
  Sources = Kept;
}

void InterruptLine::raise() {
  if (InService || Handlers.empty())
    return;
  InService = true;
  Processor &On = *M.processors()[M.random().below(M.processors().size())];
  M.interrupt(On, {DeviceLevel, ~uint64_t(0), [this] { deliver(); }});
}

void InterruptLine::deliver() {
  ++Deliveries;
  bool Claimed = false;
  // Copied: a handler may connect or disconnect.
  for (const auto &Entry : std::vector<std::pair<unsigned, Handler>>(Handlers))
    if (Entry.second()) {
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
  for (unsigned Source = 1; Source < 7; ++Source)
    if ((Sources >> Source & 1) && M.now() - Since[Source] > StarvedTime &&
        !StarvedTold) {
      StarvedTold = true;
      M.report("starved-neighbour",
               "a neighbour on the line has driven it for " +
                   Twine((M.now() - Since[Source]) / Microsecond) +
                   " us, and its interrupt routine is not reached");
    }
  if (Unbroken > StormDeliveries && M.now() - UnbrokenSince > StormTime)
    M.fatal("interrupt-storm",
            "the line was delivered " + Twine(Unbroken) +
                " times without being quiet in between; the last time it was " +
                (Claimed ? "claimed" : "claimed by nobody") +
                "; devices that drive it: " +
                (Sources & 1 ? "the adapter" : "neighbours only"));
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
