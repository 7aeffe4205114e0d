#include <storport.h>
#include "trace.h"
#include "driver.tmh"

static PVOID Free(PVOID Extension, PVOID Block) {
  StorPortFreePool(Extension, Block);
  return Block;
}

HW_INTERRUPT Isr;
BOOLEAN Isr(PVOID Extension) {
  PVOID *Block = Extension;
  ULONG Seen = 0;
  if (!*Block) {
    TraceEvents(TRACE_LEVEL_VERBOSE, DBG_IO, "not ours");
    return FALSE;
  }
  if (Seen)
    TraceError(DBG_IO, "%p", Free(Extension, *Block)); /* never */
  else
    TraceEvents(TRACE_LEVEL_ERROR, DBG_IO, "%p %u", Free(Extension, *Block),
                Seen);
  DoTraceMessage(DBG_IO, "%u", Seen);
  return TRUE;
}
