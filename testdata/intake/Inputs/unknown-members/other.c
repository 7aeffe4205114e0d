#include "driver.h"

VOID Forget(PHW Hw) {
  Hw->Context.First = Hw->Context.Second;
  Hw->Flags = Hw->Context.Third;
  Hw->Context.Open = Hw->Flags;
}
