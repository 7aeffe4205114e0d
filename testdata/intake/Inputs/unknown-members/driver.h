#include <ntddk.h>
#include <storport.h>
#include "vendor/adapter.h"

// Known, but for some of its members.
typedef struct _HW {
  PVENDOR_REGS Regs;
  VENDOR_BOOL Msi;
  VENDOR_CONTEXT Context;
  ULONG Flags;
  STOR_DPC Dpc;
} HW, *PHW;

VOID Forget(PHW Hw);
