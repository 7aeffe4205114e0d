#include "driver.h"

ULONG Known(ULONG Value);

VOID Forms(PHBA Hba) {
  ULONG Low = (ULONG)Hba->Config.Deep + 4;
  if (Hba->Regs->Deep.Low == NULL)
    return;
  Hba->Count.All += Low;
  switch (Hba->Mode.Now) {
  case 1:
    return;
  case 4:
    break;
  }
  *Hba->Where.Now = 5;
  Hba->Queues.All[3].Head = Low;
  Hba->Ops.Call(Hba, 5);
  Known(Hba->Queues.List[Low]);
}
