// SIMULATE: --messages=0
// RECORD: double-completion StartIo
#define TINY_STARTIO StartIo
#include "tiny.h"

static BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  Srb->SrbStatus = SRB_STATUS_SUCCESS;
  StorPortNotification(RequestComplete, Extension, Srb);
  StorPortNotification(RequestComplete, Extension, Srb);
  return TRUE;
}
