//===- Machine.cpp - Virtual time and who runs next -----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "machine/Machine.h"
#include "machine/SpinLock.h"
#include "llvm/Support/ErrorHandling.h"

using namespace llvm;
using namespace miniport::simulator;

Machine *miniport::simulator::TheMachine;

Machine &miniport::simulator::machine() {
  assert(TheMachine && "no machine runs");
  return *TheMachine;
}

/// A routine that makes so many steps without calling the port hangs: it is
/// hundreds of times what a whole ring takes.
static constexpr uint64_t HangSteps = 20'000'000;
/// A call-back that runs for so long is taken to wait for ever.
static constexpr Time HangTime = 100 * Second;
/// What Windows gives a DPC before it stops (DPC_WATCHDOG_VIOLATION): half a
/// second without an end, for all that runs at DISPATCH_LEVEL or above.
static constexpr Time WatchdogTime = 500 * Millisecond;

Machine::Machine(unsigned Count, uint64_t Seed) : Numbers(Seed) {
  assert(Count >= 1 && Count < MaxProcessors);
  TheMachine = this;
  static uint64_t Machines = 0;
  Id = ++Machines;
  for (unsigned Number = 0; Number < Count; ++Number) {
    Processors.push_back(std::make_unique<Processor>());
    Processor &P = *Processors.back();
    P.Number = Number;
    P.Clock.Ticks[Number] = 1;
    Threads.push_back(std::make_unique<Thread>());
    P.Idle = P.Current = Threads.back().get();
    P.Idle->Name = "idle";
    P.Idle->Stack = std::make_unique<Fiber>([this, &P] { idle(P); });
  }
}

Machine::~Machine() { TheMachine = nullptr; }

void Machine::at(Time When, std::function<void()> Action) {
  Events.emplace(Event{When, Order++}, std::move(Action));
}

bool Processor::hasDeliverable() const {
  return any_of(Interrupts,
                [&](const PendingInterrupt &I) { return canTake(I); });
}

bool Machine::runnable(const Processor &P) const {
  if (P.WaitingFor)
    return P.WaitingFor->isFree() || P.hasDeliverable();
  if (P.Current != P.Idle)
    return true;
  return !P.Ready.empty() || !P.Dpcs.empty() || P.hasDeliverable() ||
         P.Level >= DispatchLevel || P.Current->Top;
}

Processor *Machine::furthestBehind() const {
  Processor *Best = nullptr;
  for (const std::unique_ptr<Processor> &P : Processors)
    if (runnable(*P) && (!Best || P->Now < Best->Now))
      Best = P.get();
  return Best;
}

void Machine::run(Time End) {
  while (!Stopped && EventTime < End) {
    Processor *P = furthestBehind();
    if (!Events.empty() && (!P || Events.begin()->first.When <= P->Now)) {
      EventTime = std::max(EventTime, Events.begin()->first.When);
      std::function<void()> Action = std::move(Events.begin()->second);
      Events.erase(Events.begin());
      Action();
      continue;
    }
    if (!P)
      return;
    EventTime = std::max(EventTime, P->Now);
    Active = P;
    P->Current->Stack->resume();
    Active = nullptr;
  }
}

void Machine::leave() {
  Fiber &Stack = *Active->Current->Stack;
  Stack.leave();
}

void Machine::stop() {
  Stopped = true;
  if (Active)
    for (;;)
      leave();
}

void Machine::spend(Time Cost) {
  if (!Active)
    return;
  if (Active->Current->Top)
    Active->Current->Top->Steps = 0;
  pass(Cost);
}

void Machine::pass(Time Cost) {
  ++Passes;
  Processor &P = *Active;
  // Costs vary by a quarter; rarely the processor is away for longer, as a
  // virtual one is, or a real one in system management mode.
  P.Now += Cost - Cost / 8 + Numbers.below(Cost / 4 + 1);
  if (Numbers.oneIn(400))
    beAway(Numbers.below(Numbers.oneIn(4) ? LongestAway : LongestAway / 10));
  if (P.Current->Top)
    checkDuration(*P.Current->Top);
  Processor *Next = furthestBehind();
  if ((Next != &P && Next && Next->Now < P.Now) ||
      (!Events.empty() && Events.begin()->first.When <= P.Now))
    leave();
  deliver();
  if (P.Level == PassiveLevel && !P.Ready.empty() && P.Current != P.Idle &&
      Numbers.oneIn(64))
    giveWay();
}

/// What a routine cannot help is not counted as its own time.
void Machine::beAway(Time Duration) {
  Active->Now += Duration;
  Active->AwayUntil = Active->Now;
  for (Invocation *I = Active->Current->Top; I; I = I->Outer)
    I->Nested += Duration;
}

void Machine::checkDuration(Invocation &I) {
  Time Taken =
      Active->Now - I.Started - std::min(I.Nested, Active->Now - I.Started);
  if (I.Limit && Taken > I.Limit && I.ToldOf < 1) {
    I.ToldOf = 1;
    report(I.LimitMechanism, "the routine has run for more than " +
                                 Twine(I.Limit / Microsecond) +
                                 " us, here in particular");
  }
  if (I.Limit && Taken > WatchdogTime && I.ToldOf < 2) {
    I.ToldOf = 2;
    report("dpc-watchdog", "at DISPATCH_LEVEL or above for more than " +
                               Twine(WatchdogTime / Millisecond) + " ms");
  }
  if (Taken > HangTime)
    fatal("hang", "the routine has been running for " +
                      Twine(HangTime / Second) + " s");
}

void Machine::manySteps() {
  if (Invocation *I = Active->Current->Top) {
    I->Steps += 32;
    if (I->Steps > HangSteps)
      fatal("hang", "a loop without an end, which calls nothing");
  }
  // A processor is overtaken between two accesses as well.
  if (Numbers.oneIn(4))
    pass(1);
}

void Machine::waitFor(SpinLock &Lock) {
  Active->WaitingFor = &Lock;
  leave();
  Active->WaitingFor = nullptr;
  deliver();
}

void Machine::raiseTo(uint8_t Level) { Active->Level = Level; }

void Machine::lowerTo(uint8_t Level) {
  Active->Level = Level;
  deliver();
}

void Machine::interrupt(Processor &On, PendingInterrupt Interrupt) {
  for (const PendingInterrupt &I : On.Interrupts)
    if (I.Identity == Interrupt.Identity)
      return; // An edge on top of one that was not taken yet is the same.
  On.Interrupts.push_back(std::move(Interrupt));
  // Whoever waits gets it now; whoever runs, at its next chance.
  if (On.Current == On.Idle || On.WaitingFor)
    On.Now = std::max(On.Now, now());
}

void Machine::deliver() {
  Processor &P = *Active;
  for (;;) {
    size_t Best = P.Interrupts.size();
    for (size_t I = 0; I < P.Interrupts.size(); ++I)
      if (P.canTake(P.Interrupts[I]) &&
          (Best == P.Interrupts.size() ||
           P.Interrupts[I].Level > P.Interrupts[Best].Level))
        Best = I;
    if (Best == P.Interrupts.size())
      break;
    PendingInterrupt Taken = std::move(P.Interrupts[Best]);
    P.Interrupts.erase(P.Interrupts.begin() + Best);
    uint8_t Old = P.Level;
    P.Now += 300 + Numbers.below(700); // From the pin to the first instruction.
    Invocation *Interrupted = P.Current->Top;
    Time Began = P.Now;
    raiseTo(Taken.Level);
    Taken.Deliver();
    P.Level = Old;
    if (Interrupted)
      Interrupted->Nested += P.Now - Began;
  }
  if (P.Level < DispatchLevel && !P.Dpcs.empty())
    runDpcs();
}

bool Machine::queueDpc(Processor &On, PendingDpc Dpc) {
  if (Dpc.Identity)
    for (const std::unique_ptr<Processor> &P : Processors)
      for (const PendingDpc &Queued : P->Dpcs)
        if (Queued.Identity == Dpc.Identity)
          return false;
  On.Dpcs.push_back(std::move(Dpc));
  if (On.Current == On.Idle)
    On.Now = std::max(On.Now, now());
  return true;
}

bool Machine::cancelDpc(uint64_t Identity) {
  for (const std::unique_ptr<Processor> &P : Processors)
    for (auto Dpc = P->Dpcs.begin(); Dpc != P->Dpcs.end(); ++Dpc)
      if (Dpc->Identity == Identity) {
        P->Dpcs.erase(Dpc);
        return true;
      }
  return false;
}

void Machine::runDpcs() {
  Processor &P = *Active;
  uint8_t Old = P.Level;
  raiseTo(DispatchLevel);
  while (!P.Dpcs.empty()) {
    PendingDpc Dpc = std::move(P.Dpcs.front());
    P.Dpcs.pop_front();
    // From here on it can be queued anew, and run on another processor.
    spend(200);
    Dpc.Run();
  }
  P.Level = Old;
}

void Machine::acquire(const VectorClock &From) {
  if (Active)
    Active->Clock.join(From);
}

void Machine::release(VectorClock &Into) {
  if (!Active)
    return;
  Into.join(Active->Clock);
  ++Active->Clock.Ticks[Active->Number];
}
