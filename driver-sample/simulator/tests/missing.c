// What the simulator does not have is named before anything runs.
// REFUSED: StorPortNobodyHasThis
#define TINY_STARTIO StartIo
#include "tiny.h"

VOID StorPortNobodyHasThis(PVOID Extension);

static BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  UNREFERENCED_PARAMETER(Srb);
  StorPortNobodyHasThis(Extension);
  return TRUE;
}
