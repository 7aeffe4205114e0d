//===- Threads.cpp - What waits at PASSIVE_LEVEL --------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "machine/Machine.h"

using namespace llvm;
using namespace miniport::simulator;

void Machine::idle(Processor &P) {
  for (;;) {
    deliver();
    if (!P.Ready.empty())
      switchThread();
    else
      leave();
  }
}

/// On the idle thread: lets the first ready thread have the processor.
void Machine::switchThread() {
  Processor &P = *Active;
  Thread *Next = P.Ready.front();
  P.Ready.pop_front();
  P.Clock.join(Next->Clock);
  P.Now += 500; // A switch of context.
  P.Current = Next;
  // The processor now resumes Next; idle goes on when that one waits.
  P.Idle->Stack->leave();
}

Thread *Machine::start(std::string Name, std::function<void()> Body) {
  Threads.push_back(std::make_unique<Thread>());
  Thread *T = Threads.back().get();
  T->Name = std::move(Name);
  if (Active)
    release(T->Clock);
  T->Blocked = true;
  T->Stack = std::make_unique<Fiber>([this, T, Body = std::move(Body)] {
    Body();
    T->Done = true;
    block();
  });
  wake(*T);
  return T;
}

void Machine::block() {
  Processor &P = *Active;
  Thread *T = P.Current;
  if (P.Level >= DispatchLevel)
    fatal("wait-at-raised-irql",
          "a wait at DISPATCH_LEVEL or above: the processor has no thread "
          "that could be set aside");
  T->Blocked = true;
  release(T->Clock);
  P.Current = P.Idle;
  T->Stack->leave();
  // Back, perhaps on another processor.
}

/// The end of a time slice.
void Machine::giveWay() {
  Processor &P = *Active;
  Thread *T = P.Current;
  release(T->Clock);
  P.Ready.push_back(T);
  P.Current = P.Idle;
  T->Stack->leave();
}

void Machine::wake(Thread &T) {
  if (!T.Blocked || T.Done)
    return;
  T.Blocked = false;
  if (Active)
    release(T.Clock);
  // Any processor, rather an idle one: the threads spread.
  Processor *Best = Processors[Numbers.below(Processors.size())].get();
  for (size_t I = 0; I < 2; ++I)
    if (Best->Current != Best->Idle || !Best->Ready.empty())
      Best = Processors[Numbers.below(Processors.size())].get();
  if (Best->Current == Best->Idle)
    Best->Now = std::max(Best->Now, now());
  Best->Ready.push_back(&T);
}

void Machine::sleep(Time Delay) {
  Thread *T = thread();
  after(Delay, [this, T] { wake(*T); });
  block();
}
