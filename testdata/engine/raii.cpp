// A lock class of C++: the constructor acquires, the destructor releases at every
// way out of its scope (engine: locks; scope end is an instruction). With a flag,
// with early returns, moved by pointer, and unlocked by hand.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired,miniport-isr-irql %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

struct ADAPTER {
  PVOID Buffer;
  ULONG Pending;
  BOOLEAN Shared;
};

class PortLock {
  PVOID Extension;
  STOR_LOCK_HANDLE Handle;
  bool Held;

public:
  explicit PortLock(PVOID Ext, bool Take = true)
      : Extension(Ext), Handle(), Held(false) {
    if (Take)
      Lock();
  }
  ~PortLock() {
    if (Held)
      Unlock();
  }
  PortLock(const PortLock &) = delete;
  void Lock() {
    StorPortAcquireSpinLock(Extension, InterruptLock, nullptr, &Handle);
    Held = true;
  }
  void Unlock() {
    StorPortReleaseSpinLock(Extension, &Handle);
    Held = false;
  }
};

// A class that forgets to look whether it holds anything.
class Careless {
  PVOID Extension;
  STOR_LOCK_HANDLE Handle;

public:
  Careless(PVOID Ext, bool Take) : Extension(Ext), Handle() {
    if (Take)
      StorPortAcquireSpinLock(Extension, InterruptLock, nullptr, &Handle);
  }
  ~Careless() {
    // Warn: taken only sometimes.
    // CHECK-DAG: raii.cpp:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is released here, but is not held [miniport-lock-unpaired]
    StorPortReleaseSpinLock(Extension, &Handle);
  }
};

extern "C" {
HW_STARTIO StartIo;
HW_BUILDIO BuildIo;
HW_TIMER Tick;
HW_RESET_BUS ResetBus;
}

// Quiet: early returns, an inner scope, a loop with a break.
BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  auto *Adapter = static_cast<ADAPTER *>(Extension);
  {
    PortLock Guard(Adapter);
    if (Adapter->Pending > 8)
      return FALSE;
    Adapter->Pending++;
  }
  StorPortFreePool(Adapter, Adapter->Buffer);
  for (ULONG I = 0; I < 4; I++) {
    PortLock Guard(Adapter, Adapter->Shared != FALSE);
    if (Adapter->Pending == I)
      break;
    Adapter->Pending--;
  }
  return TRUE;
}

// Quiet: given back by hand, and not once more at the end.
BOOLEAN BuildIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  auto *Adapter = static_cast<ADAPTER *>(Extension);
  PortLock Guard(Adapter);
  Adapter->Pending++;
  Guard.Unlock();
  StorPortFreePool(Adapter, Adapter->Buffer);
  if (Srb->Lun != 0)
    return FALSE;
  Guard.Lock();
  Adapter->Pending--;
  return TRUE;
}

// Warn: within the scope.
VOID Tick(PVOID Extension) {
  auto *Adapter = static_cast<ADAPTER *>(Extension);
  PortLock Guard(Adapter);
  Adapter->Pending++;
  // CHECK-DAG: raii.cpp:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
  StorPortFreePool(Adapter, Adapter->Buffer);
}

BOOLEAN ResetBus(PVOID Extension, ULONG Path) {
  auto *Adapter = static_cast<ADAPTER *>(Extension);
  Careless Guard(Adapter, Adapter->Shared != FALSE);
  Adapter->Pending = 0;
  return TRUE;
}

// CHECK: {{^}}2 errors;
