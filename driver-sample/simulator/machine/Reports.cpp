//===- Reports.cpp - From what the machine sees to a record ---------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Both sides are compiled with frame pointers, so the chain of frames leads
// from here through the port's routine into the driver, up to the call-back.
//
//===----------------------------------------------------------------------===//

#include "machine/Machine.h"

using namespace llvm;
using namespace miniport::simulator;

RawStack Machine::walk(uint64_t *Frame, const Invocation *I) const {
  RawStack Stack;
  while (Frame && Frame < I->Frame && Stack.size() < 32) {
    if (IsDriverCode(Frame[1]))
      Stack.push_back(Frame[1]);
    auto *Next = reinterpret_cast<uint64_t *>(Frame[0]);
    if (Next <= Frame)
      break;
    Frame = Next;
  }
  return Stack;
}

RawStack Machine::captureStack() const {
  Invocation *I = invocation();
  if (!I || !IsDriverCode)
    return RawStack();
  return walk(static_cast<uint64_t *>(__builtin_frame_address(0)), I);
}

RawStack Machine::captureStackOf(const Processor &P) const {
  if (!P.Current->Top || !IsDriverCode || &P == Active)
    return RawStack();
  return walk(P.Current->Stack->savedFrame(), P.Current->Top);
}

void Machine::report(StringRef Mechanism, const Twine &Message,
                     const RawStack *Stack, const RawStack *Other,
                     const RoleName *Name) {
  Record R;
  R.Mechanism = Mechanism.str();
  R.Message = Message.str();
  RoleName Role = Name ? *Name : currentRole();
  R.Routine = Role.Role.str();
  if (Role.Routine && NameOf)
    R.Routine += " " + NameOf(Role.Routine);
  if (Symbolize) {
    R.Stack = Symbolize(Stack ? *Stack : captureStack());
    if (Other)
      R.Other = Symbolize(*Other);
  }
  R.Nanoseconds = now();
  if (Active) {
    R.Processor = Active->Number;
    R.Irql = Active->Level;
  }
  add(std::move(R));
}

void Machine::fatal(StringRef Mechanism, const Twine &Message,
                    const RawStack *Stack, const RawStack *Other,
                    const RoleName *Name) {
  report(Mechanism, Message, Stack, Other, Name);
  stop();
}
