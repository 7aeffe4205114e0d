// A function without a body that is handed the extension may write it: what was
// known of a field is open behind the call. But no path is shown that needs it to
// change what was tested before; nearly always it did not. Nor does one rest on
// what such a function answers; to leave without a release, it may.
// RUN: %exits 1 %miniport_tidy --strict %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  ULONG Pending;
} ADAPTER;

VOID VendorProbe(ADAPTER *Adapter);
BOOLEAN VendorIsDump(ADAPTER *Adapter), VendorIsReady(ADAPTER *Adapter);

// Quiet: it would have to count down.
HW_DPC_ROUTINE Probed;
VOID Probed(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Handle = {0};
  if (Adapter->Pending == 0)
    return;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Handle);
  VendorProbe(Adapter);
  if (Adapter->Pending == 0)
    return;
  StorPortReleaseSpinLock(Adapter, &Handle);
}

// Warn: nothing was known of it before.
HW_DPC_ROUTINE Open;
VOID Open(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Handle = {0};
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Handle);
  VendorProbe(Adapter);
  if (Adapter->Pending == 0)
    // CHECK-DAG: bodiless-calls.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Open' returns here [miniport-lock-unpaired]
    return;
  StorPortReleaseSpinLock(Adapter, &Handle);
}

// Warn: one answer is enough to leave.
HW_DPC_ROUTINE Leaving;
VOID Leaving(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  STOR_LOCK_HANDLE Handle = {0};
  StorPortAcquireSpinLock(Extension, InterruptLock, NULL, &Handle);
  if (VendorIsDump(NULL))
    // CHECK-DAG: bodiless-calls.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Leaving' returns here [miniport-lock-unpaired]
    return;
  StorPortReleaseSpinLock(Extension, &Handle);
}

// Quiet: perhaps it never says so here.
HW_TIMER Guarded;
VOID Guarded(PVOID Extension) {
  if (VendorIsDump(Extension))
    StorPortStallExecution(20000);
}

// Quiet: nor in a routine that answers for something else than an interrupt.
HW_STARTIO StartIo;
BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  if (VendorIsDump(Extension))
    StorPortStallExecution(20000);
  return TRUE;
}

// Warn: to wait for an answer is no answer.
HW_TIMER Polling;
VOID Polling(PVOID Extension) {
  while (!VendorIsReady(Extension))
    // CHECK-DAG: bodiless-calls.c:[[#@LINE+1]]:{{[0-9]+}}: {{warning|error}}: 'StorPortStallExecution' keeps 'HwStorTimer' busy for 2 ms a turn
    StorPortStallExecution(2000);
}
