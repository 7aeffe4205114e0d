// The SRB, its extension and its list, after the completion.
// SIMULATE: --messages=0
// RECORD: use-after-completion TouchSrb
// RECORD: use-after-completion TouchExtension
// RECORD: use-after-completion TouchList
#define TINY_STARTIO StartIo
#include "tiny.h"

static ULONG Sink;

__declspec(noinline) static VOID TouchSrb(PSCSI_REQUEST_BLOCK Srb) {
  Sink = Srb->DataTransferLength;
}
__declspec(noinline) static VOID TouchExtension(PVOID Extension) {
  RtlZeroMemory(Extension, 16);
}
__declspec(noinline) static VOID TouchList(PSTOR_SCATTER_GATHER_LIST List) {
  Sink += List->NumberOfElements;
}

static BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  PVOID SrbExtension = Srb->SrbExtension;
  PSTOR_SCATTER_GATHER_LIST List = StorPortGetScatterGatherList(Extension, Srb);

  Complete((PTINY)Extension, Srb);
  TouchSrb(Srb);
  TouchExtension(SrbExtension);
  TouchList(List);
  return TRUE;
}
