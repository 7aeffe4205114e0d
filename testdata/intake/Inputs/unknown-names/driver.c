/* Nothing of the vendor's own headers is in the tree. */
#include <storport.h>
#include "vendor.h"

VENDOR_MODULE(driver)

typedef struct _EXTENSION {
  VENDOR_STATE State;
  PVENDOR_QUEUE Queue;
  ULONG Pending;
} EXTENSION, *PEXTENSION;

VENDOR_ISR_TYPE Helper;

_Vendor_annotation_(x) VENDOR_API VENDOR_STATUS VENDOR_CALL
Helper(PEXTENSION Ext, VENDOR_ARGUMENT Argument) {
  VENDOR_STACK Stack;
  Stack.Depth = 3;
  Ext->Queue->Submit(Ext, Argument);
  if (Argument == VENDOR_NONE)
    return VENDOR_SUCCESS;
  VENDOR_TRACE_ENTRY(Ext)
  VENDOR_COUNT(Ext->Pending);
  return VENDOR_FAILURE;
}

/* Leaks on one way only: that of a name nobody declares. */
static void Take(PEXTENSION Ext, VENDOR_ARGUMENT Argument) {
  STOR_LOCK_HANDLE Lock;
  VENDOR_TABLE *Table = &((VENDOR_TABLE *)Ext->Queue)[2];
  StorPortAcquireSpinLock(Ext, DpcLock, NULL, &Lock);
  VENDOR_FOR_EACH(Ext) {
    Ext->Pending = sizeof(VENDOR_TABLE);
  }
  if (Table->Mode == VENDOR_BUSY)
    return;
  switch (Table->Kind) {
  case VENDOR_A:
    Helper(Ext, Argument);
    break;
  case VENDOR_B:
    break;
  }
  StorPortReleaseSpinLock(Ext, &Lock);
}

/* Pairs, whatever the names mean. */
static void Pair(PEXTENSION Ext, PVENDOR_QUEUE Queue) {
  STOR_LOCK_HANDLE Lock;
  VENDOR_LOOP Walk = {0};
  BOOLEAN Locked = FALSE;
  if (Queue->Flags & VENDOR_LOCKED) {
    StorPortAcquireSpinLock(Ext, DpcLock, NULL, &Lock);
    Locked = TRUE;
  }
  VENDOR_CHECK(Walk);
  if (Locked)
    StorPortReleaseSpinLock(Ext, &Lock);
}

OldStyle(Ext, Table) PEXTENSION Ext; VENDOR_TABLE *Table; {
  return Table->Mode + Ext->Pending;
}

HW_STARTIO Start;
HW_RESET_BUS NeverDefined;
BOOLEAN Start(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  PEXTENSION Ext = Extension;
  VENDOR_SCRATCH Scratch = {0};
  ASSERT(Ext->NoSuchMember == 3);
  NT_ASSERT(Ext->NorThis);
  VENDOR_PAGED()
  __try {
    Pair(Ext, (PVENDOR_QUEUE)Ext->Queue);
  } __except (VENDOR_FILTER(GetExceptionInformation())) {
  }
  Take(Ext, Scratch);
  return OldStyle(Ext, (VENDOR_TABLE *)Ext->Queue) != 0;
}
