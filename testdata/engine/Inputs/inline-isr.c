#include <storport.h>
#include "inline.h"

HW_INTERRUPT Isr;
BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (StorPortReadRegisterUlong(Adapter, Adapter->Status) == 0)
    return FALSE;
  Release(Adapter);
  Same(Adapter);
  return TRUE;
}
