// SIMULATE: --messages=0
// RECORD: bad-completion StartIo
#define TINY_STARTIO StartIo
#include "tiny.h"

static BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  UNREFERENCED_PARAMETER(Srb);
  StorPortNotification(RequestComplete, Extension, Extension);
  return TRUE;
}
