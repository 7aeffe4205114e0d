#include "driver.h"

// Of an unknown structure, one level down and in an array.
HW_STARTIO StartIo;
BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  UNREFERENCED_PARAMETER(Srb);
  if (Adapter->Messages)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (Adapter->Messages)
    StorPortReleaseSpinLock(Adapter, &Lock);
  if (Adapter->Config.Messages && Adapter->Mode[1] == 4)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Count++;
  if (Adapter->Config.Messages && Adapter->Mode[1] == 4)
    StorPortReleaseSpinLock(Adapter, &Lock);
  return TRUE;
}

// An unknown member of a known structure, and one behind an unknown pointer.
HW_BUILDIO BuildIo;
BOOLEAN BuildIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  PHW Hw = (PHW)Extension;
  STOR_LOCK_HANDLE Lock = {0};
  UNREFERENCED_PARAMETER(Srb);
  if (Hw->Msi && (Hw->Regs->Status & 4))
    StorPortAcquireSpinLock(Hw, StartIoLock, NULL, &Lock);
  if (Hw->Msi && (Hw->Regs->Status & 4))
    StorPortReleaseSpinLock(Hw, &Lock);
  if (Hw->Unknown)
    StorPortAcquireSpinLock(Hw, StartIoLock, NULL, &Lock);
  if (Hw->Unknown)
    StorPortReleaseSpinLock(Hw, &Lock);
  return TRUE;
}

// Not the same member, not the same element, and one written in between.
HW_RESET_BUS ResetBus;
BOOLEAN ResetBus(PVOID Extension, ULONG Path) {
  PHW Hw = (PHW)Extension;
  STOR_LOCK_HANDLE Lock = {0};
  UNREFERENCED_PARAMETER(Path);
  if (Hw->Busy)
    StorPortAcquireSpinLock(Hw, StartIoLock, NULL, &Lock);
  if (Hw->Idle)
    StorPortReleaseSpinLock(Hw, &Lock);
  return TRUE;
}

HW_TIMER Timer;
VOID Timer(PVOID Extension) {
  PHW Hw = (PHW)Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Hw->Regs->Status == 1)
    StorPortAcquireSpinLock(Hw, InterruptLock, NULL, &Lock);
  Hw->Regs->Status = 0;
  if (Hw->Regs->Status == 1)
    StorPortReleaseSpinLock(Hw, &Lock);
}

// Written by another source, which uses other members: it lies elsewhere there,
// if anywhere at all.
HW_INITIALIZE Initialize;
BOOLEAN Initialize(PVOID Extension) {
  PHW Hw = (PHW)Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Hw->Flags || Hw->Context.Open)
    return FALSE;
  Forget(Hw);
  if (Hw->Flags || Hw->Context.Open)
    StorPortAcquireSpinLock(Hw, InterruptLock, NULL, &Lock);
  if (Hw->Flags || Hw->Context.Open)
    StorPortReleaseSpinLock(Hw, &Lock);
  Forget(Hw);
  if (Hw->Flags)
    StorPortAcquireSpinLock(Hw, InterruptLock, NULL, &Lock);
  return TRUE;
}
