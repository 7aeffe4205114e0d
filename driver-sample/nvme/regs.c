//===- regs.c - Registers, polls and the error ring -----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "driver.h"

_Use_decl_annotations_ ULONG RegRead(PDEVICE_EXTENSION Ext, ULONG Offset) {
  return StorPortReadRegisterUlong(Ext, (PULONG)(Ext->Registers + Offset));
}

_Use_decl_annotations_ VOID RegWrite(PDEVICE_EXTENSION Ext, ULONG Offset,
                                     ULONG Value) {
  StorPortWriteRegisterUlong(Ext, (PULONG)(Ext->Registers + Offset), Value);
}

// 64-bit registers are written as two halves: the specification allows it, and
// it works on buses that split the access.
static VOID RegWrite64(PDEVICE_EXTENSION Ext, ULONG Offset, ULONG64 Value) {
  RegWrite(Ext, Offset, (ULONG)Value);
  RegWrite(Ext, Offset + 4, (ULONG)(Value >> 32));
}

// Any IRQL, under any lock: one read and one write.
_Use_decl_annotations_ VOID ControllerDisable(PDEVICE_EXTENSION Ext) {
  ULONG Cc = RegRead(Ext, NVME_REG_CC);

  if (Cc != NVME_ALL_ONES)
    RegWrite(Ext, NVME_REG_CC, Cc & ~(NVME_CC_EN | NVME_CC_SHN_MASK));
}

// Points the controller at fresh admin rings and switches it on. The caller
// has seen CSTS.RDY clear: before that the registers may not be written. The
// interrupt mask needs no care: a disabled controller forgets it.
_Use_decl_annotations_ VOID ControllerEnable(PDEVICE_EXTENSION Ext) {
  PNVME_QUEUE Admin = &Ext->Queue[0];
  ULONG Last = Admin->Depth - 1u;

  RegWrite(Ext, NVME_REG_AQA, (Last << 16) | Last);
  RegWrite64(Ext, NVME_REG_ASQ, Admin->SqPhysical);
  RegWrite64(Ext, NVME_REG_ACQ, Admin->CqPhysical);
  RegWrite(Ext, NVME_REG_CC, NVME_CC_ENTRY_SIZES | NVME_CC_EN);
}

// Waits until CSTS.RDY is as wanted; FALSE when the time is over, the
// controller reports a fatal status, or it is gone.
//
// It stalls, because dump mode has nothing else. So it is for passive
// initialisation (up to five seconds, with interrupts on, in a thread that has
// nothing else to do), for dump mode, and for ResetBus with a time that fits
// there. StartIo, the timer and DPCs look once and come back with the timer.
_Use_decl_annotations_ BOOLEAN WaitReady(PDEVICE_EXTENSION Ext, BOOLEAN Ready,
                                         ULONG Milliseconds) {
  ULONG Polls = Milliseconds * (1000 / READY_POLL_US);

  for (ULONG Poll = 0; DEFECT(POLL_IGNORES_ALL_ONES) || Poll < Polls; Poll++) {
    ULONG Csts = RegRead(Ext, NVME_REG_CSTS);

    if (Csts == NVME_ALL_ONES && !DEFECT(POLL_IGNORES_ALL_ONES))
      return FALSE;
    if (((Csts & NVME_CSTS_RDY) != 0) == (Ready != FALSE))
      return TRUE;
    if (Ready && (Csts & NVME_CSTS_CFS))
      return FALSE;
    StorPortStallExecution(READY_POLL_US);
  }
  return FALSE;
}

// Any IRQL and any context, the interrupt routine included, so it must stay in
// a segment that is never paged. The last sixteen codes are kept for a
// debugger.
_Use_decl_annotations_ VOID RecordError(PDEVICE_EXTENSION Ext, ULONG Code) {
  ULONG Count = (ULONG)InterlockedIncrement(&Ext->ErrorCount);

  Ext->ErrorLog[(Count - 1) % RTL_NUMBER_OF(Ext->ErrorLog)] = Code;
  TRACE(TRACE_ERROR, "error %08x\n", Code);
}

// PASSIVE_LEVEL: the thread really sleeps.
static VOID PassiveSleep(_In_ PDEVICE_EXTENSION Ext, _In_ ULONG Milliseconds) {
  if (DEFECT(SLEEP_IN_TIMER))
    StorPortStallExecution(1000 * Milliseconds);
  else
    StorPortDelayExecution(Ext, 1000 * Milliseconds);
}

// Dump mode: nothing else runs, and nothing could wake us.
static VOID DumpSleep(_In_ PDEVICE_EXTENSION Ext, _In_ ULONG Milliseconds) {
  UNREFERENCED_PARAMETER(Ext);
  for (ULONG Half = 0; Half < 2 * Milliseconds; Half++)
    StorPortStallExecution(500);
}

const ADAPTER_OPS NormalOps = {PassiveSleep};
const ADAPTER_OPS DumpOps = {DumpSleep};
