//===- wait.c - Polls, sleeps and the error ring --------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "driver.h"

#if defined(NVME_WPP)
#include "wait.tmh"
#endif

#if DEFECT_PAGED_ERROR
#pragma alloc_text(PAGE, RecordError)
#endif

// All-ones reads as ready.
static BOOLEAN IsReady(_In_ ULONG Csts) { return (Csts & NVME_CSTS_RDY) != 0; }

// Waits until CSTS.RDY is as wanted; FALSE when the time is over, the
// controller reports a fatal status, or it is gone.
//
// It stalls, because dump mode has nothing else. So it is for passive
// initialisation (up to five seconds, with interrupts on, in a thread that has
// nothing else to do), for dump mode, and for ResetBus with a time that fits
// there. StartIo, the timer and DPCs look once and come back with the timer.
_Use_decl_annotations_ BOOLEAN WaitReady(PDEVICE_EXTENSION Ext, BOOLEAN Ready,
                                         ULONG Microseconds) {
  ULONG Polls = DEFECT(STALL_BY_TIMEOUT) ? 20 : Microseconds / READY_POLL_US;
  ULONG Last;

  for (ULONG Poll = 0; DEFECT(POLL_IGNORES_ALL_ONES) || Poll < Polls; Poll++) {
    ULONG Csts = NvmeRead(&Ext->Registers, NVME_REG_CSTS);

    if (Csts == NVME_ALL_ONES && !DEFECT(POLL_IGNORES_ALL_ONES))
      return FALSE;
    if (IsReady(Csts) == (Ready != FALSE))
      return TRUE;
    if (Ready && (Csts & NVME_CSTS_CFS))
      return FALSE;
    StorPortStallExecution(DEFECT(STALL_BY_TIMEOUT) ? Microseconds / 20
                                                    : READY_POLL_US);
  }
  Last = NvmeRead(&Ext->Registers, NVME_REG_CSTS);
  return Last != NVME_ALL_ONES && IsReady(Last) == (Ready != FALSE);
}

// Any IRQL. A controller that has failed takes no doorbells, so a line that it
// drives stays as it is until the reset.
_Use_decl_annotations_ BOOLEAN HasFailed(PDEVICE_EXTENSION Ext) {
  ULONG Csts = NvmeRead(&Ext->Registers, NVME_REG_CSTS);

  return Csts != NVME_ALL_ONES && (Csts & NVME_CSTS_CFS) != 0;
}

// Any IRQL and any context, the interrupt routine included, so it must stay in
// a segment that is never paged. The last sixteen codes are kept for a
// debugger, and for whoever asks by IOCTL.
_Use_decl_annotations_ VOID RecordError(PDEVICE_EXTENSION Ext, ULONG Code) {
  ULONG Count = (ULONG)InterlockedIncrement(&Ext->ErrorCount);
  ULONG Index = (Count - 1) % RTL_NUMBER_OF(Ext->ErrorLog);

  WriteULongRelease(&Ext->ErrorLog[Index], Code);
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
  LARGE_INTEGER Begin;
  LARGE_INTEGER Now;

  UNREFERENCED_PARAMETER(Ext);
  if (DEFECT(DUMP_CLOCK)) {
    StorPortQuerySystemTime(&Begin);
    do {
      StorPortStallExecution(500);
      StorPortQuerySystemTime(&Now);
    } while (Now.QuadPart - Begin.QuadPart < 10000ll * Milliseconds);
    return;
  }
  for (ULONG Half = 0; Half < 2 * Milliseconds; Half++)
    StorPortStallExecution(500);
}

const ADAPTER_OPS NormalOps = {PassiveSleep};
const ADAPTER_OPS DumpOps = {DumpSleep};
