// A walk that does not get ahead.
// SIMULATE: --messages=0
// RECORD: hang StartIo
// ALSO: dispatch-duration
// ALSO: lock-contention
#define TINY_STARTIO StartIo
#include "tiny.h"

static BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  PTINY T = (PTINY)Extension;

  UNREFERENCED_PARAMETER(Srb);
  while (*(volatile ULONG *)&T->Counter == 0)
    continue;
  return TRUE;
}
