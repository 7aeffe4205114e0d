// 20 ms at DISPATCH_LEVEL, 0.6 s in another routine, one stall of 200 ms.
// SIMULATE: --messages=0 --operations=20
// RECORD: dispatch-duration StartIo
// RECORD: dpc-watchdog StartIo
// RECORD: verifier-stall StartIo
// ALSO: lock-contention
#define TINY_STARTIO StartIo
#include "tiny.h"

static BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  PTINY T = (PTINY)Extension;

  if (T->Counter++ == 0)
    for (ULONG I = 0; I < 3; I++)
      StorPortStallExecution(200000);
  Complete(T, Srb);
  return TRUE;
}
