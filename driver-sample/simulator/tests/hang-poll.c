// A poll that nothing ends.
// SIMULATE: --messages=0
// RECORD: hang Init
#define TINY_INIT Init
#include "tiny.h"

static VOID Init(PTINY T) {
  while (ReadReg(T, 0x20) == 0)
    StorPortStallExecution(500);
}
