//===- Fiber.cpp - A stack of its own, switched by hand -------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "machine/Fiber.h"
#include "llvm/Support/ErrorHandling.h"
#include <sys/mman.h>

#ifndef __x86_64__
#error "drivers are compiled for x86-64, and run where they are compiled for"
#endif

// void miniport_switch_stack(void **Save, void *To)
asm(R"(
    .text
    .globl miniport_switch_stack
    .type miniport_switch_stack, @function
miniport_switch_stack:
    pushq %rbp
    pushq %rbx
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    movq %rsp, (%rdi)
    movq %rsi, %rsp
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbx
    popq %rbp
    ret
    .size miniport_switch_stack, .-miniport_switch_stack
)");
extern "C" void miniport_switch_stack(void **Save, void *To);

using namespace miniport::simulator;

static Fiber *Starting;

Fiber::Fiber(std::function<void()> Body) : Body(std::move(Body)) {
  constexpr size_t Guard = 4096;
  char *Memory = static_cast<char *>(
      mmap(nullptr, StackBytes + Guard, PROT_READ | PROT_WRITE,
           MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0));
  if (Memory == MAP_FAILED)
    llvm::report_fatal_error("no memory for a fiber's stack");
  mprotect(Memory, Guard, PROT_NONE);
  Stack = Memory + Guard;
  // Six registers, the address of enter(), and a return address of 0, where
  // whoever walks the frames stops. enter() is entered as by a call: with a
  // stack pointer that is eight off a multiple of sixteen.
  auto *Top = reinterpret_cast<void **>(Stack + StackBytes);
  *--Top = nullptr;
  *--Top = reinterpret_cast<void *>(&Fiber::enter);
  for (int Register = 0; Register < 6; ++Register)
    *--Top = nullptr;
  Pointer = Top;
}

Fiber::~Fiber() { munmap(Stack - 4096, StackBytes + 4096); }

void Fiber::enter() {
  Starting->Body();
  llvm::report_fatal_error("a fiber's body returned");
}

void Fiber::resume() {
  Starting = this;
  miniport_switch_stack(&Outside, Pointer);
}

void Fiber::leave() { miniport_switch_stack(&Pointer, Outside); }
