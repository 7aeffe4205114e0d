// SIMULATE: --messages=0
// RECORD: wait-at-raised-irql StartIo
// ALSO: lock-contention
#define TINY_STARTIO StartIo
#include "tiny.h"

static BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  UCHAR Buffer[4];
  ULONG Length = sizeof(Buffer);

  StorPortRegistryRead(Extension, (PUCHAR) "Depth", 1, MINIPORT_REG_DWORD,
                       Buffer, &Length);
  Complete((PTINY)Extension, Srb);
  return TRUE;
}
