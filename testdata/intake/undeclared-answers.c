// What nothing declares may say one thing or another, but nobody knows whether
// it can say so here: no finding needs an answer of it. To leave without a
// release, a function may need one; two answers of one function agree.
// RUN: %exits 1 %miniport_tidy %s >%t -- -Wno-implicit-function-declaration %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <ntddk.h>
#include <storport.h>

#include "vendor.h"

HW_TIMER Guarded, Bounded, Declared, Plain;

// Quiet: perhaps nothing but a dump says yes.
VOID Guarded(PVOID Extension) {
  if (IsDumpMode(Extension))
    StorPortStallExecution(20000);
}

// Quiet: there is a limit, and its header says which.
VOID Bounded(PVOID Extension) {
  ULONG Limit = VENDOR_LIMIT;
  for (ULONG I = 0; I < Limit; ++I)
    StorPortStallExecution(10);
}

// Quiet: in a function that is whole all the same.
VOID Declared(PVOID Extension) {
  ULONG Limit = VENDOR_OTHER_LIMIT, Waited;
  for (Waited = 0; Waited < Limit; Waited += 10)
    StorPortStallExecution(10);
}

// Quiet: by way of a local, too.
HW_TIMER Indirect;
VOID Indirect(PVOID Extension) {
  BOOLEAN Wait = VendorMayWait(Extension);
  if (!Wait)
    return;
  StorPortStallExecution(20000);
}

// Warn: an interrupt routine finds out whether it is meant.
HW_INTERRUPT Interrupt;
BOOLEAN Interrupt(PVOID Extension) {
  if (!VendorIsMine(Extension))
    return FALSE;
  // CHECK-DAG: undeclared-answers.c:[[#@LINE+1]]:3: {{error|warning}}: 'StorPortStallExecution' keeps 'HwStorInterrupt' busy for up to 20 ms
  StorPortStallExecution(20000);
  return TRUE;
}

// Warn: whatever it says.
VOID Plain(PVOID Extension) {
  VendorCount(Extension);
  // CHECK-DAG: undeclared-answers.c:[[#@LINE+1]]:3: warning: 'StorPortStallExecution' keeps 'HwStorTimer' busy for up to 20 ms
  StorPortStallExecution(20000);
}

// Quiet: it says the same twice.
HW_STARTIO StartIo;
BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  STOR_LOCK_HANDLE Lock = {0};
  if (VendorUsesLines(1))
    StorPortAcquireSpinLock(Extension, InterruptLock, NULL, &Lock);
  VendorCount(2);
  if (VendorUsesLines(1))
    StorPortReleaseSpinLock(Extension, &Lock);
  return TRUE;
}

// Warn: one answer is enough.
HW_BUILDIO BuildIo;
BOOLEAN BuildIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  STOR_LOCK_HANDLE Lock = {0};
  StorPortAcquireSpinLock(Extension, StartIoLock, NULL, &Lock);
  if (VendorFailed(1))
    // CHECK-DAG: undeclared-answers.c:[[#@LINE+1]]:5: error: 'StartIoLock' is still held when 'BuildIo' returns here
    return FALSE;
  StorPortReleaseSpinLock(Extension, &Lock);
  return TRUE;
}
