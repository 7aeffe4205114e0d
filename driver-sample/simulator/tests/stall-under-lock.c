// Others spin for what is done with the lock held.
// SIMULATE: --messages=0 --operations=40
// RECORD: lock-contention StartIo
#define TINY_STARTIO StartIo
#include "tiny.h"

static BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  PTINY T = (PTINY)Extension;

  StorPortStallExecution(2000);
  Push(T, Srb);
  WriteReg(T, REG_RING, 1);
  return TRUE;
}
