// A pointer to nowhere, on a page that is not there.
// SIMULATE: --messages=0
// RECORD: wild-access StartIo
#define TINY_STARTIO StartIo
#include "tiny.h"

static BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  // The buffer of a read is not mapped with STOR_MAP_NON_READ_WRITE_BUFFERS.
  *(volatile UCHAR *)Srb->DataBuffer = 1;
  Complete((PTINY)Extension, Srb);
  return TRUE;
}
