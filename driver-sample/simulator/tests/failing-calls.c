// A driver that does not look at the answer of StorPortAllocatePool.
// SIMULATE: --messages=0 --fail-each
// RECORD: wild-access Init
#define TINY_INIT Init
#include "tiny.h"

static VOID Init(PTINY T) {
  PVOID Buffer;

  StorPortAllocatePool(T, 64, 'ynit', &Buffer);
  *(volatile ULONG *)Buffer = 1;
  StorPortFreePool(T, Buffer);
}
