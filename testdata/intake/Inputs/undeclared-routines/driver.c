#include <ntddk.h>
#include <storport.h>

#include "dpc.h"

typedef struct _ADAPTER {
  STOR_DPC Dpc;
} ADAPTER;

HW_PASSIVE_INITIALIZE_ROUTINE Passive;
BOOLEAN Passive(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  ULONG Status = NotARoutine;
  StorPortInitializeDpc(Extension, &Adapter->Dpc, Complete);
  return Status + NotARoutine == 0;
}
