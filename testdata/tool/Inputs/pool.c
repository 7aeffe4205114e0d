#include <storport.h>

HW_INTERRUPT Line;

BOOLEAN Line(PVOID Extension) {
  PVOID *Block = Extension;
  if (!*Block)
    return FALSE;
  StorPortFreePool(Extension, *Block);
  return TRUE;
}
