// TRUE, and the line is not quieted.
// SIMULATE: --messages=0
// RECORD: interrupt-storm
#define TINY_ISR Isr
#include "tiny.h"

static BOOLEAN Isr(PVOID Extension) {
  UNREFERENCED_PARAMETER(Extension);
  return TRUE;
}
