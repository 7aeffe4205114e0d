/* Straße, Übergröße */
#include <storport.h>
#include "leak.h"

HW_INTERRUPT Isr;
BOOLEAN Isr(PVOID Extension) {
  STOR_LOCK_HANDLE H;
  TAKE(Extension);
  return FALSE;
}
