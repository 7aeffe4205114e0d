// A request is forgotten; the bus reset brings it back.
// SIMULATE: --messages=0 --operations=50
// RECORD: request-timeout StartIo
#define TINY_STARTIO StartIo
#include "tiny.h"

static BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  PTINY T = (PTINY)Extension;

  if (Srb->Function != SRB_FUNCTION_EXECUTE_SCSI) {
    Srb->SrbStatus = SRB_STATUS_INVALID_REQUEST;
    StorPortNotification(RequestComplete, T, Srb);
    return TRUE;
  }
  if (++T->Counter == 20)
    return TRUE;
  Push(T, Srb);
  WriteReg(T, REG_RING, 1);
  return TRUE;
}
