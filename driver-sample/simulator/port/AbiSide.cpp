//===- AbiSide.cpp - The simulator's side of Abi.h ------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "port/Port.h"

using namespace llvm;
using namespace miniport::simulator;

static constexpr Time CallCost = 60;

extern "C" {

void simCall(const char *) { machine().spend(CallCost); }

void simCheck(const void *Memory, uint64_t Bytes, uint8_t Write) {
  // What the port itself reads and writes is checked for validity; it orders
  // what it does by itself, so it takes no part in races.
  (void)Write;
  checkAccess(Memory, Bytes, false);
}

void simPrint(const char *Text) {
  if (getenv("MINIPORT_TRACE"))
    errs() << machine().now() / 1000 << " us: " << Text;
}

uint32_t simStorPortInitialize(void *, void *, const AbiRoutines *R,
                               void *Context) {
  return ThePort->initialize(*R, Context, false);
}
uint32_t simScsiPortInitialize(void *, void *, const AbiRoutines *R,
                               void *Context) {
  return ThePort->initialize(*R, Context, true);
}
void simRequestComplete(void *, void *Srb) { ThePort->complete(Srb); }
void simNextRequest(void *) { ThePort->nextRequest(); }
void simNextLuRequest(void *, uint8_t, uint8_t, uint8_t Lun) {
  ThePort->nextLuRequest(Lun);
}
void simResetDetected(void *) { ThePort->resetDetected(); }
void simTimerCall(void *, void *Routine, uint32_t Microseconds) {
  ThePort->requestTimer(Routine, Microseconds);
}
void simCallEnableInterrupts(void *, void *Routine) {
  ThePort->callEnableInterrupts(Routine);
}
void simCallDisableInterrupts(void *, void *Routine) {
  ThePort->callDisableInterrupts(Routine);
}
void simBusChange(void *) {}
uint8_t simEnablePassive(void *, void *Routine) {
  return ThePort->enablePassive(Routine);
}
void simInitializeDpc(void *, void *Dpc, void *Routine, uint8_t) {
  ThePort->initializeDpc(Dpc, Routine);
}
uint8_t simIssueDpc(void *, void *Dpc, void *First, void *Second) {
  return ThePort->issueDpc(Dpc, First, Second);
}
uint8_t simAcquireSpinLock(void *, uint32_t Kind, void *Context, void *Handle,
                           uint32_t *Failed) {
  bool Refused = false;
  uint8_t Old = ThePort->acquireLock(Kind, Context, Handle, Refused);
  *Failed = Refused;
  return Old;
}
void simReleaseSpinLock(void *, uint32_t, void *Handle, uint8_t OldIrql) {
  ThePort->releaseLock(Handle, OldIrql);
}
uint32_t simMessageInfo(void *, uint32_t Message, uint32_t *Level) {
  if (ThePort->isScsiPort() || !ThePort->config().MessageRoutine ||
      !ThePort->config().MessageMode || Message >= ThePort->Vectors.granted())
    return 0xC1000006;
  *Level = ThePort->Vectors.levelOf(Message);
  return 0;
}
uint32_t simPerfOpts(void *, uint8_t Query, AbiPerf *Perf) {
  return ThePort->perfOpts(Query, *Perf) ? 0 : 0xC1000001;
}
uint32_t simStartIoParams(void *, void *Srb, uint32_t *Channel,
                          uint32_t *Message) {
  return ThePort->startIoParams(Srb, *Channel, *Message) ? 0 : 0xC1000001;
}
uint64_t simTickCount() { return machine().now() / (15 * Millisecond); }
uint32_t simProcessorNumber() { return machine().active()->Number; }
}
