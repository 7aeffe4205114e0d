#include <storport.h>

HW_STARTIO Start;

BOOLEAN Start(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  Srb->SrbStatus = SRB_STATUS_INVALID_REQUEST;
  StorPortNotification(RequestComplete, Extension, Srb);
  return TRUE;
}
