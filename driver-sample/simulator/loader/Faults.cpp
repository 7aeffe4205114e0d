//===- Faults.cpp - A page that is not there ------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A driver that follows a wild pointer stops the system. Here it gets a signal,
// on a stack of its own; the record is made there, and the machine is left by a
// jump, because the fiber can not go on.
//
// An endless loop that the compiler has made so small that it neither touches
// memory nor calls anything is noticed by the host's clock, the only thing that
// is: two ticks of the processor's time without a step of the machine.
//
//===----------------------------------------------------------------------===//

#include "loader/Faults.h"
#include "loader/Driver.h"
#include <csetjmp>
#include <csignal>
#include <cstdlib>
#include <sys/time.h>
#include <ucontext.h>

using namespace llvm;
using namespace miniport::simulator;

static sigjmp_buf Outside;
static bool Armed;
static uint64_t LastProgress;

static void onFault(int Signal, siginfo_t *Info, void *Raw) {
  auto *Context = static_cast<ucontext_t *>(Raw);
  Machine *M = TheMachine;
  // Only what the driver does to itself; our own faults are to be seen.
  uint64_t Code = Context->uc_mcontext.gregs[REG_RIP];
  auto *Frame =
      reinterpret_cast<uint64_t *>(Context->uc_mcontext.gregs[REG_RBP]);
  if (!Armed || !M || !M->invocation()) {
    signal(Signal, SIG_DFL);
    return;
  }
  Armed = false;
  RawStack Stack;
  if (TheDriver->isCode(Code))
    Stack.push_back(Code + 1);
  Stack.append(M->stackFrom(Frame));
  if (Signal == SIGFPE)
    M->report("trap", "a division by zero, or what is like it", &Stack);
  else
    M->report("wild-access",
              "address 0x" +
                  Twine::utohexstr(reinterpret_cast<uint64_t>(Info->si_addr)) +
                  ", where no memory is; an unmapped data buffer, perhaps",
              &Stack);
  siglongjmp(Outside, 1);
}

static void onTick(int Signal, siginfo_t *, void *Raw) {
  auto *Context = static_cast<ucontext_t *>(Raw);
  Machine *M = TheMachine;
  if (!Armed || !M || !M->invocation())
    return;
  uint64_t Code = Context->uc_mcontext.gregs[REG_RIP];
  bool Stands = M->progress() == LastProgress;
  LastProgress = M->progress();
  if (!Stands || !TheDriver->isCode(Code))
    return;
  Armed = false;
  RawStack Stack{Code + 1};
  Stack.append(M->stackFrom(
      reinterpret_cast<uint64_t *>(Context->uc_mcontext.gregs[REG_RBP])));
  M->report("hang", "a loop without an end, which does nothing", &Stack);
  siglongjmp(Outside, 1);
}

void miniport::simulator::withFaults(function_ref<void()> Body) {
  static char Stack[64 * 1024];
  stack_t Alternate = {};
  Alternate.ss_sp = Stack;
  Alternate.ss_size = sizeof(Stack);
  sigaltstack(&Alternate, nullptr);
  struct sigaction Action = {};
  Action.sa_sigaction = onFault;
  Action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
  for (int Signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL})
    sigaction(Signal, &Action, nullptr);
  Action.sa_sigaction = onTick;
  sigaction(SIGVTALRM, &Action, nullptr);
  itimerval Ticks = {{0, 500000}, {0, 500000}};
  setitimer(ITIMER_VIRTUAL, &Ticks, nullptr);
  Armed = true;
  if (sigsetjmp(Outside, 1) == 0)
    Body();
  Armed = false;
  Ticks = {};
  setitimer(ITIMER_VIRTUAL, &Ticks, nullptr);
}
