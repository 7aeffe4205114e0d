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
//===----------------------------------------------------------------------===//

#include "loader/Faults.h"
#include "loader/Driver.h"
#include <csetjmp>
#include <csignal>
#include <cstdlib>
#include <ucontext.h>

using namespace llvm;
using namespace miniport::simulator;

static sigjmp_buf Outside;
static bool Armed;

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
  Armed = true;
  if (sigsetjmp(Outside, 1) == 0)
    Body();
  Armed = false;
}
