// A place is a base, a range of bytes and a range of bits (engine: places). A
// store forgets every place that it overlaps, under whatever name, and no other.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef union _STATUS {
  struct {
    ULONG Ready : 1;
    ULONG Shared : 1;
    ULONG Error : 6;
    ULONG Queue : 8;
    ULONG Spare : 16;
  } ST;
  ULONG AsUlong;
} STATUS;

typedef struct _ADAPTER {
  PULONG Register;
  STATUS Cached;
  struct {
    UCHAR Line : 1;
    UCHAR Stopping : 1;
    UCHAR Depth : 6;
  } Mode;
  ULONG Done;
} ADAPTER;

// Quiet: its neighbours in the byte are written.
HW_DPC_ROUTINE Neighbours;
VOID Neighbours(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Adapter->Mode.Line)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Mode.Stopping = 1;
  Adapter->Mode.Depth = 5;
  if (Adapter->Mode.Line)
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Quiet: the word and its bits are one place.
HW_DPC_ROUTINE Word;
VOID Word(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  STATUS Status;
  Status.AsUlong = StorPortReadRegisterUlong(Adapter, Adapter->Register);
  if (Status.ST.Shared)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Done++;
  if (Status.ST.Shared)
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Quiet: the bit that was stored is the bit that is read.
HW_DPC_ROUTINE Stored;
VOID Stored(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Cached.AsUlong = 0;
  Adapter->Cached.ST.Error = 3;
  Adapter->Cached.ST.Ready = 1;
  if (Adapter->Cached.ST.Ready)
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Warn: the whole word is replaced, its bits with it.
HW_DPC_ROUTINE Replaced;
VOID Replaced(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  STATUS Status;
  Status.AsUlong = StorPortReadRegisterUlong(Adapter, Adapter->Register);
  if (!Status.ST.Ready)
    return;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Status.AsUlong = StorPortReadRegisterUlong(Adapter, Adapter->Register);
  if (!Status.ST.Ready)
    // CHECK-DAG: unions-and-bit-fields.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Replaced' returns here [miniport-lock-unpaired]
    return;
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// Warn: the bit is stored through a byte of the same union.
HW_DPC_ROUTINE ByByte;
VOID ByByte(PSTOR_DPC Self, PVOID Extension, PVOID First, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Adapter->Cached.ST.Ready)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  *(PUCHAR)&Adapter->Cached.AsUlong = 0;
  if (Adapter->Cached.ST.Ready)
    StorPortReleaseSpinLock(Adapter, &Lock);
  // CHECK-DAG: unions-and-bit-fields.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'ByByte' returns here [miniport-lock-unpaired]
}

// CHECK: {{^}}2 errors;
