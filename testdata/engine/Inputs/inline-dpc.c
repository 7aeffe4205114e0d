#define FREE_HERE
#include <storport.h>
#include "inline.h"

HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  Release((ADAPTER *)Extension);
  Same((ADAPTER *)Extension);
}
