// __finally runs at the normal end, at __leave, at a return and at a goto out of
// the body (engine: __finally is lowered, not given up).
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  ULONG Pending, Done;
  BOOLEAN Shared;
} ADAPTER;

// Quiet: every way out goes through the release.
HW_STARTIO EveryWay;
BOOLEAN EveryWay(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  __try {
    if (Srb->DataTransferLength == 0)
      __leave;
    if (Srb->Lun != 0)
      return FALSE;
    if (Srb->TargetId != 0)
      goto Out;
    Adapter->Pending++;
  } __finally {
    StorPortReleaseSpinLock(Adapter, &Lock);
  }
  Adapter->Done++;
Out:
  return TRUE;
}

// Quiet: released where it was taken, by the flag.
HW_STARTIO ByFlag;
BOOLEAN ByFlag(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  BOOLEAN Held = FALSE;
  __try {
    if (Srb->Lun != 0)
      __leave;
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
    Held = TRUE;
    if (Adapter->Shared)
      __leave;
    Adapter->Pending++;
  } __finally {
    if (Held)
      StorPortReleaseSpinLock(Adapter, &Lock);
  }
  return TRUE;
}

// Quiet: one in another, the inner one left by a return.
HW_STARTIO Nested;
BOOLEAN Nested(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  __try {
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
    __try {
      if (Srb->Lun != 0)
        return FALSE;
      Adapter->Pending++;
    } __finally {
      Adapter->Done++;
    }
  } __finally {
    StorPortReleaseSpinLock(Adapter, &Lock);
  }
  return TRUE;
}

// Warn: the flag is set only behind a way out.
HW_STARTIO LateFlag;
BOOLEAN LateFlag(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  BOOLEAN Held = FALSE;
  __try {
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
    if (Srb->Lun != 0)
      __leave;
    Held = TRUE;
    Adapter->Pending++;
  } __finally {
    if (Held)
      StorPortReleaseSpinLock(Adapter, &Lock);
  }
  // CHECK-DAG: finally.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'LateFlag' returns here [miniport-lock-unpaired]
  return TRUE;
}

// Warn: released in the body and in the handler.
HW_STARTIO Twice;
BOOLEAN Twice(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  __try {
    if (Srb->Lun != 0) {
      StorPortReleaseSpinLock(Adapter, &Lock);
      return FALSE;
    }
  } __finally {
    // CHECK-DAG: finally.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is released here, but is not held [miniport-lock-unpaired]
    StorPortReleaseSpinLock(Adapter, &Lock);
  }
  return TRUE;
}

// CHECK: {{^}}2 errors;
