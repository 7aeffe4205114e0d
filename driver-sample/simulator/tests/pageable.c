// Code of the PAGE section in a DPC's time.
// SIMULATE: --messages=0
// RECORD: page-fault Helper
#define TINY_STARTIO StartIo
#include "tiny.h"

__declspec(noinline) VOID Helper(PTINY T);
#pragma alloc_text(PAGE, Helper)
VOID Helper(PTINY T) { T->Counter++; }

static BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  Helper((PTINY)Extension);
  Complete((PTINY)Extension, Srb);
  return TRUE;
}
