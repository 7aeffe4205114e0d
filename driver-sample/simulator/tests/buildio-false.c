// BuildIo answers FALSE and completes nothing.
// SIMULATE: --messages=0 --operations=50
// RECORD: request-timeout BuildIo
// RECORD: lost-request
#define TINY_BUILDIO BuildIo
#include "tiny.h"

static BOOLEAN BuildIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  UNREFERENCED_PARAMETER(Extension);
  UNREFERENCED_PARAMETER(Srb);
  return FALSE;
}
