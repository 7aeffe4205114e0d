// A DPC that was never initialised.
// SIMULATE: --messages=0
// RECORD: raw-dpc StartIo
#define TINY_STARTIO StartIo
#include "tiny.h"

static STOR_DPC Raw;

static BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  UNREFERENCED_PARAMETER(Srb);
  StorPortIssueDpc(Extension, &Raw, NULL, NULL);
  return TRUE;
}
