// C++, with a lock that its scope releases.
// SIMULATE: --messages=0
// SIMULATE: --messages=4
// SILENT
#define TINY_STARTIO StartIo
#include "tiny.h"

class ScopedLock {
public:
  ScopedLock(PVOID Extension, STOR_SPINLOCK Kind) : Extension(Extension) {
    StorPortAcquireSpinLock(Extension, Kind, NULL, &Handle);
  }
  ~ScopedLock() { StorPortReleaseSpinLock(Extension, &Handle); }

private:
  PVOID Extension;
  STOR_LOCK_HANDLE Handle;
};

static BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  PTINY T = (PTINY)Extension;
  ScopedLock Lock(Extension, InterruptLock);

  Push(T, Srb);
  WriteReg(T, REG_RING, 1);
  return TRUE;
}
