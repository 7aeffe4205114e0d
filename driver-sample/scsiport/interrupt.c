//===- interrupt.c - The interrupt routine, and what it puts off ---------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The line is shared. EVENT says whose the interrupt is, and forgets what it
// said: whatever it holds is served at once, or is lost.
//
// The adapter's log is read a word at a time, up to 64 of them: too long for an
// interrupt routine. So the adapter is silenced, the port calls ReadLog at
// DISPATCH_LEVEL, and that asks for LogRead, which runs under the lock again
// and lets the adapter speak. While it is silenced it still works: what it
// finished meanwhile is in the mailboxes, and EVENT drives the line as soon as
// it may.
//
//===----------------------------------------------------------------------===//

#include "hba.h"

// CallDisableInterrupts: with the interrupt lock.
static BOOLEAN NTAPI LogRead(_In_ PVOID DeviceExtension) {
  PHBA_EXTENSION Ext = (PHBA_EXTENSION)DeviceExtension;

  if (Ext->LogReader.Troubles != 0) {
    Ext->Troubles += Ext->LogReader.Troubles;
    if (HBA_LOG_KIND(Ext->LogReader.Last) == HBA_LOG_FAULT)
      ScsiPortLogError(Ext, NULL, 0, 0, 0, SP_INTERNAL_ADAPTER_ERROR,
                       LOG_TROUBLE);
  }
  Ext->Silenced = FALSE;
  if (Ext->State == AdapterRunning)
    HbaSetInterrupts(Ext, TRUE);
  return TRUE;
}

// CallEnableInterrupts: at DISPATCH_LEVEL, without the lock.
static BOOLEAN NTAPI ReadLog(_In_ PVOID DeviceExtension) {
  PHBA_EXTENSION Ext = (PHBA_EXTENSION)DeviceExtension;

  Ext->LogReader.Entries = 0;
  Ext->LogReader.Troubles = 0;
  while (Ext->LogReader.Entries < HBA_LOG_ENTRIES) {
    ULONG Entry = HbaRead(Ext, HBA_LOG);

    if (Entry == 0 || Entry == ALL_ONES)
      break;
    Ext->LogReader.Entries++;
    if (HBA_LOG_KIND(Entry) != HBA_LOG_HEARTBEAT) {
      Ext->LogReader.Troubles++;
      Ext->LogReader.Last = Entry;
    }
  }
  // Nothing that anybody must be told.
  if (Ext->LogReader.Troubles == 0 && DEFECT(STAYS_DISABLED))
    return TRUE;
  ScsiPortNotification(CallDisableInterrupts, Ext, LogRead);
  return TRUE;
}

static VOID ServeEvents(_Inout_ PHBA_EXTENSION Ext, _In_ ULONG Event) {
  if (Event & HBA_EVENT_HEARTBEAT)
    Ext->MissedBeats = 0;
  if (Event & HBA_EVENT_REJECTED)
    ScsiPortLogError(Ext, NULL, 0, 0, 0, SP_PROTOCOL_ERROR, LOG_REJECTED);
  if (Event & HBA_EVENT_FAULT) {
    ScsiPortLogError(Ext, NULL, 0, 0, 0, SP_INTERNAL_ADAPTER_ERROR, LOG_FAULT);
    HbaBeginReset(Ext);
    return;
  }
  if (Event & HBA_EVENT_BUS_RESET) {
    if (!Ext->OwnBusReset)
      ScsiPortNotification(ResetDetected, Ext);
    Ext->OwnBusReset = FALSE;
  }
  if (Event & HBA_EVENT_UNIT_CHANGED)
    ScsiPortNotification(BusChangeDetected, Ext, 0);
  if (Event & HBA_EVENT_DONE)
    for (UCHAR Lun = 0; Lun < Ext->UnitCount; Lun++)
      HbaServeUnit(Ext, Lun);
  if ((Event & HBA_EVENT_LOG) && !Ext->Silenced && !Ext->DumpMode) {
    Ext->Silenced = TRUE;
    HbaSetInterrupts(Ext, FALSE);
    ScsiPortNotification(CallEnableInterrupts, Ext, ReadLog);
  }
}

_Use_decl_annotations_ BOOLEAN HbaInterrupt(PVOID DeviceExtension) {
  PHBA_EXTENSION Ext = (PHBA_EXTENSION)DeviceExtension;
  ULONG Event;

  // It cannot be ours; and EVENT must not be read behind ReadLog's back.
  if (Ext->State != AdapterRunning || Ext->Silenced)
    return FALSE;
  Event = HbaRead(Ext, HBA_EVENT);
  if (Event == 0 || Event == ALL_ONES) // Removed: the timer finds out.
    return FALSE;
  if (DEFECT(FALSE_AFTER_EVENT_READ) && Event != HBA_EVENT_DONE)
    return FALSE;
  ServeEvents(Ext, Event);
  return TRUE;
}
