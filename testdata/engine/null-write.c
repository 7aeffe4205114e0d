// A run that writes through a null pointer ends there (engine: calls and
// memory): some drivers stop the system in that way.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _PORT {
  ULONG Number, Queued;
} PORT;

static VOID Enqueue(PORT *Port, BOOLEAN IsLinked) {
  if (IsLinked) {
    Port = NULL;
    Port->Number++;
  }
}

// Quiet: what comes back from the call has written nothing.
HW_DPC_ROUTINE Complete;
VOID Complete(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  PORT *Port = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Port->Number == 7)
    StorPortAcquireSpinLock(Port, InterruptLock, NULL, &Lock);
  Enqueue(Port, A != NULL);
  if (Port->Number == 7)
    StorPortReleaseSpinLock(Port, &Lock);
}

// Quiet: nor is anything leaked behind it.
HW_TIMER Tick;
VOID Tick(PVOID Extension) {
  PORT *Port = Extension, *None = NULL;
  STOR_LOCK_HANDLE Lock = {0};
  StorPortAcquireSpinLock(Port, InterruptLock, NULL, &Lock);
  if (Port->Queued > 100) {
    None->Queued = 0;
    return;
  }
  StorPortReleaseSpinLock(Port, &Lock);
}

// Warn: this one writes where it may.
static VOID Renumber(PORT *Port, BOOLEAN IsLinked) {
  if (IsLinked)
    Port->Number++;
}
HW_DPC_ROUTINE Changed;
VOID Changed(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  PORT *Port = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Port->Number == 7)
    StorPortAcquireSpinLock(Port, InterruptLock, NULL, &Lock);
  Renumber(Port, A != NULL);
  if (Port->Number == 7)
    // CHECK: null-write.c:[[#@LINE+1]]:{{[0-9]+}}: error: a spin lock is released here, but is not held [miniport-lock-unpaired]
    StorPortReleaseSpinLock(Port, &Lock);
  // CHECK: null-write.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Changed' returns here [miniport-lock-unpaired]
}
// CHECK: {{^}}2 errors;
