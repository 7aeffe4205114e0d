// StorPortDelayExecution at DISPATCH_LEVEL is a busy wait.
// SIMULATE: --messages=0 --operations=5
// RECORD: dispatch-duration StartIo
// ALSO: lock-contention
#define TINY_STARTIO StartIo
#include "tiny.h"

static BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  StorPortDelayExecution(Extension, 20000);
  Complete((PTINY)Extension, Srb);
  return TRUE;
}
