// Busy with more requests than there are cannot last; a pause that is renewed
// for ever does.
// SIMULATE: --messages=0
// RECORD: queue-frozen
#define TINY_STARTIO StartIo
#include "tiny.h"

static VOID Again(PVOID Extension) {
  StorPortPause(Extension, 60);
  StorPortNotification(RequestTimerCall, Extension, Again, 10000000);
}

static BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  PTINY T = (PTINY)Extension;

  if (T->Counter++ == 10)
    StorPortBusy(T, 1000);
  if (T->Counter == 20)
    Again(T);
  Push(T, Srb);
  WriteReg(T, REG_RING, 1);
  return TRUE;
}
