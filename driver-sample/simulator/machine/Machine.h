//===- Machine.h - Processors, threads, IRQL and virtual time ---*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A discrete-event simulation of a small multiprocessor. Each processor has a
// clock of its own; the one that is furthest behind runs, until it passes
// another one, so that whatever happens happens at the least time there is.
// Everything that a driver can do to the outside (a port call, a register
// access, now and then an access to memory) is a place where the processor may
// be overtaken and where interrupts come in. Costs vary with the seed; nothing
// else decides about the schedule.
//
// Interrupts and DPCs run on the stack of the thread that they interrupt, as
// they do in Windows. A thread changes only when it waits at PASSIVE_LEVEL.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_MACHINE_MACHINE_H
#define MINIPORT_SIMULATOR_MACHINE_MACHINE_H

#include "devices/Device.h"
#include "machine/Fiber.h"
#include "machine/VectorClock.h"
#include "records/Record.h"
#include <deque>
#include <map>
#include <memory>

namespace miniport::simulator {

enum Irql : uint8_t {
  PassiveLevel = 0,
  ApcLevel = 1,
  DispatchLevel = 2,
  DeviceLevel = 5, // Of the line, and of message 0; messages may be higher.
  HighLevel = 15
};

constexpr Time Microsecond = 1000;
constexpr Time Millisecond = 1000 * Microsecond;
constexpr Time Second = 1000 * Millisecond;

class SpinLock;
class Processor;

/// A small generator, the same everywhere (splitmix64).
class Random {
public:
  explicit Random(uint64_t Seed) : State(Seed) {}
  uint64_t next() {
    uint64_t Z = (State += 0x9E3779B97F4A7C15u);
    Z = (Z ^ (Z >> 30)) * 0xBF58476D1CE4E5B9u;
    Z = (Z ^ (Z >> 27)) * 0x94D049BB133111EBu;
    return Z ^ (Z >> 31);
  }
  uint64_t below(uint64_t Bound) { return next() % Bound; }
  bool oneIn(uint64_t N) { return below(N) == 0; }

private:
  uint64_t State;
};

/// A routine of the driver, in the role in which it was called.
struct RoleName {
  llvm::StringRef Role; // "HwStorInterrupt"
  const void *Routine = nullptr;
};

/// One call of a driver's routine by the port.
struct Invocation {
  RoleName Name;
  void *Frame; // Of the caller: driver frames are below.
  Invocation *Outer;
  Time Started;
  Time Nested = 0;    // Spent in what interrupted this.
  uint64_t Steps = 0; // Since the last port call: loops that call nothing.
  // How long it may take without what interrupts it; 0: no limit.
  Time Limit = 0;
  llvm::StringRef LimitMechanism;
  uint8_t ToldOf = 0;
};

struct Thread {
  std::string Name;
  std::unique_ptr<Fiber> Stack;
  Invocation *Top = nullptr;
  VectorClock Clock;
  bool Blocked = false;
  bool Done = false;
};

struct PendingInterrupt {
  uint8_t Level;
  uint64_t Identity; // Line or message.
  std::function<void()> Deliver;
};

struct PendingDpc {
  uint64_t Identity; // The object's address; 0 is the port's own.
  std::function<void()> Run;
};

class Processor {
public:
  unsigned Number = 0;
  Time Now = 0;
  uint8_t Level = PassiveLevel;
  Thread *Current = nullptr;
  Thread *Idle = nullptr;
  std::deque<Thread *> Ready;
  std::deque<PendingDpc> Dpcs;
  llvm::SmallVector<PendingInterrupt, 4> Interrupts;
  llvm::SmallVector<SpinLock *, 8> Held; // In the order of acquisition.
  SpinLock *WaitingFor = nullptr;
  uint64_t Waits = 0; // To tell one wait from the next.
  VectorClock Clock;
  Time AwayUntil = 0; // The end of its last absence.

  bool canTake(const PendingInterrupt &I) const { return I.Level > Level; }
  bool hasDeliverable() const;
};

class Machine : public RecordSink {
public:
  Machine(unsigned Processors, uint64_t Seed);
  ~Machine();

  /// Tells one machine of this process from the next.
  uint64_t id() const { return Id; }

  /// Changes whenever anything happens.
  uint64_t progress() const { return Steps + Passes; }

  // Time and events.
  Time now() const { return Active ? Active->Now : EventTime; }
  void at(Time When, std::function<void()> Action);
  void after(Time Delay, std::function<void()> Action) {
    at(now() + Delay, std::move(Action));
  }
  /// Runs until stopped, until there is nothing left to do, or to \p End:
  /// timers may go on for ever.
  void run(Time End);
  /// The end: never returns when called on a processor.
  void stop();
  bool stopped() const { return Stopped; }

  // Processors.
  llvm::ArrayRef<std::unique_ptr<Processor>> processors() const {
    return Processors;
  }
  Processor *active() const { return Active; }
  Thread *thread() const { return Active ? Active->Current : nullptr; }
  Random &random() { return Numbers; }
  /// Processors of a virtual machine are away now and then.
  void setLongestAway(Time Duration) { LongestAway = Duration; }

  /// The active processor works for \p Cost nanoseconds and may be overtaken
  /// and interrupted.
  void spend(Time Cost);
  /// A step that is too small for that: one access to memory.
  void step(Time Cost) {
    if (!Active)
      return;
    Active->Now += Cost;
    if (++Steps % 32 == 0)
      manySteps();
  }
  void raiseTo(uint8_t Level);
  /// To any level; below DISPATCH, DPCs run; below device levels, interrupts.
  void lowerTo(uint8_t Level);
  void interrupt(Processor &On, PendingInterrupt Interrupt);
  /// False: an equal one is queued already, on whichever processor.
  bool queueDpc(Processor &On, PendingDpc Dpc);
  /// True: it was queued, and is so no longer.
  bool cancelDpc(uint64_t Identity);
  /// Interrupts and DPCs that the present level lets in.
  void deliver();
  void waitFor(SpinLock &Lock);

  /// The longest that an interrupt routine has taken.
  void noteInterrupt(Time Taken) {
    LongestInterrupt = std::max(LongestInterrupt, Taken);
  }
  Time longestInterrupt() const { return LongestInterrupt; }
  /// Longer than that is a record.
  Time interruptLimit() const { return InterruptLimit; }
  void setInterruptLimit(Time Limit) { InterruptLimit = Limit; }

  // Threads.
  Thread *start(std::string Name, std::function<void()> Body);
  void sleep(Time Delay);
  void block();
  void wake(Thread &T);

  // Records.
  RawStack captureStack() const;
  /// From a frame of the running call-back.
  RawStack stackFrom(uint64_t *Frame) const {
    Invocation *I = invocation();
    return I && IsDriverCode ? walk(Frame, I) : RawStack();
  }
  /// Of a processor that is not the active one.
  RawStack captureStackOf(const Processor &P) const;
  /// The stack and the routine are those of the active processor unless given.
  void report(llvm::StringRef Mechanism, const llvm::Twine &Message,
              const RawStack *Stack = nullptr, const RawStack *Other = nullptr,
              const RoleName *Name = nullptr);
  /// Reports and stops: what would be a bug check or a dead machine.
  void fatal(llvm::StringRef Mechanism, const llvm::Twine &Message,
             const RawStack *Stack = nullptr, const RawStack *Other = nullptr,
             const RoleName *Name = nullptr);
  /// The innermost routine of the driver that runs on this processor.
  Invocation *invocation() const {
    Thread *T = thread();
    return T ? T->Top : nullptr;
  }
  RoleName currentRole() const {
    Invocation *I = invocation();
    return I ? I->Name : RoleName();
  }

  // The order between processors, for races.
  void acquire(const VectorClock &From);
  void release(VectorClock &Into);

  /// Turns addresses into names; set by the loader.
  std::function<std::vector<Frame>(const RawStack &)> Symbolize;
  std::function<std::string(const void *)> NameOf;
  std::function<bool(uint64_t)> IsDriverCode;

private:
  struct Event {
    Time When;
    uint64_t Order;
    bool operator<(const Event &Other) const {
      return When != Other.When ? When < Other.When : Order < Other.Order;
    }
  };

  RawStack walk(uint64_t *Frame, const Invocation *I) const;
  bool runnable(const Processor &P) const;
  Processor *furthestBehind() const;
  void runDpcs();
  void idle(Processor &P);
  void leave();
  void manySteps();
  void pass(Time Cost);
  void switchThread();
  void giveWay();
  void checkDuration(Invocation &I);
  void beAway(Time Duration);

  std::vector<std::unique_ptr<Processor>> Processors;
  std::vector<std::unique_ptr<Thread>> Threads;
  std::map<Event, std::function<void()>> Events;
  uint64_t Id;
  uint64_t Order = 0;
  uint64_t Steps = 0, Passes = 0;
  Time EventTime = 0;
  Time LongestInterrupt = 0;
  Time InterruptLimit = 400 * Microsecond;
  Time LongestAway = 15 * Microsecond;
  Processor *Active = nullptr;
  Random Numbers;
  bool Stopped = false;
};

/// The machine that runs. Drivers call C functions, so there is one.
Machine &machine();
extern Machine *TheMachine;

} // namespace miniport::simulator

#endif // MINIPORT_SIMULATOR_MACHINE_MACHINE_H
