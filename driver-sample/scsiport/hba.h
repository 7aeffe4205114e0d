//===- hba.h - The adapter, and the driver's data ------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Everything below is guarded by the port's interrupt lock, which SCSI port
// holds around StartIo, the interrupt routine, the timer, ResetBus and the
// call-back of CallDisableInterrupts. The exception is LogReader: while the
// adapter is silenced for it, it belongs to ReadLog, which runs at
// DISPATCH_LEVEL without the lock.
//
//===----------------------------------------------------------------------===//

#pragma once

#include <miniport.h>

#include <srb.h>

#include <scsi.h>

#include "defects.h"

// Registers, of 32 bits each.
#define HBA_ID 0x00
#define HBA_INFO 0x04
#define HBA_CONTROL 0x08
#define HBA_STATUS 0x0C
#define HBA_RING_LO 0x10
#define HBA_RING_HI 0x14
#define HBA_MAILBOXES 0x18
#define HBA_DOORBELL 0x1C
#define HBA_EVENT 0x20
#define HBA_ABORT 0x24
#define HBA_LOG 0x28
#define HBA_REGISTER_BYTES 0x2C

#define HBA_ID_VALUE 0x41424853u
#define HBA_INFO_UNITS(Info) ((Info) & 0xFFu)
#define HBA_INFO_MAILBOXES(Info) (((Info) >> 8) & 0xFFu)
#define HBA_INFO_RESET_MS(Info) ((Info) >> 16)

#define HBA_CONTROL_RUN 0x1u
#define HBA_CONTROL_INTERRUPTS 0x2u
#define HBA_CONTROL_RESET 0x4u
#define HBA_CONTROL_BUS_RESET 0x8u

#define HBA_STATUS_READY 0x1u
#define HBA_STATUS_FAULT 0x4u

#define HBA_EVENT_DONE 0x01u
#define HBA_EVENT_BUS_RESET 0x02u
#define HBA_EVENT_UNIT_CHANGED 0x04u
#define HBA_EVENT_FAULT 0x08u
#define HBA_EVENT_HEARTBEAT 0x10u
#define HBA_EVENT_REJECTED 0x20u
#define HBA_EVENT_LOG 0x40u

#define HBA_LOG_KIND(Entry) ((Entry) >> 24)
#define HBA_LOG_HEARTBEAT 1
#define HBA_LOG_FAULT 5
#define HBA_LOG_ENTRIES 64

// A read from a device that has left the bus.
#define ALL_ONES 0xFFFFFFFFu

#define MAILBOX_FREE 0
#define MAILBOX_READY 1
#define MAILBOX_DONE 3

#define DIRECTION_NONE 0
#define DIRECTION_IN 1
#define DIRECTION_OUT 2

#define HOST_OK 0
#define HOST_NO_UNIT 1
#define HOST_WRONG_LENGTH 2
#define HOST_ABORTED 3
#define HOST_BUS_RESET 4

typedef struct _HBA_MAILBOX {
  UCHAR State;
  UCHAR Lun;
  UCHAR CdbLength;
  UCHAR Direction;
  UCHAR HostStatus;
  UCHAR ScsiStatus;
  USHORT Segments;
  ULONG DataLength;
  ULONG Transferred;
  UCHAR Cdb[16];
  ULONG64 SegmentList;
  UCHAR Reserved[24];
} HBA_MAILBOX, *PHBA_MAILBOX;
C_ASSERT(sizeof(HBA_MAILBOX) == 64);

typedef struct _HBA_SEGMENT {
  ULONG64 Address;
  ULONG Length;
  ULONG Reserved;
} HBA_SEGMENT, *PHBA_SEGMENT;
C_ASSERT(sizeof(HBA_SEGMENT) == 16);

#define MAX_UNITS 8
#define MAX_TRANSFER (64u * 1024u)
#define MAX_SEGMENTS (MAX_TRANSFER / PAGE_SIZE + 1)
#define SENSE_BYTES 18

// Times. The adapter wants 25 us after a bus reset before the next doorbell.
#define BUS_SETTLE_US 25
#define RESET_TICK_US 1000
#define WATCH_TICK_US 1000000
#define MISSED_BEATS 5
#define DUMP_POLL_US 100

// What the adapter reads and writes: the uncached extension. Mailboxes come
// first, for their alignment.
typedef struct _HBA_COMMON {
  HBA_MAILBOX Mailbox[MAX_UNITS]; // One for each unit.
  HBA_SEGMENT Segment[MAX_UNITS][MAX_SEGMENTS];
  UCHAR Sense[MAX_UNITS][SENSE_BYTES];
} HBA_COMMON, *PHBA_COMMON;

typedef enum _UNIT_STATE {
  UnitIdle,
  UnitCommand, // The adapter has the request's command,
  UnitSense    // or the REQUEST SENSE that follows it.
} UNIT_STATE;

typedef struct _UNIT {
  UNIT_STATE State;
  PSCSI_REQUEST_BLOCK Srb; // Not NULL unless idle.
} UNIT, *PUNIT;

typedef enum _ADAPTER_STATE {
  AdapterResetting, // READY is awaited.
  AdapterRunning,
  AdapterStopped,
  AdapterFailed // Or removed: nothing more comes.
} ADAPTER_STATE;

// What ReadLog found.
typedef struct _LOG_READER {
  ULONG Entries;
  ULONG Troubles; // All but heartbeats.
  ULONG Last;     // Of the troubles.
} LOG_READER;

typedef struct _HBA_EXTENSION {
  PUCHAR Registers;
  PHBA_COMMON Common;
  ULONG64 CommonPhysical;
  ULONG UnitCount;
  ULONG ResetMs;
  BOOLEAN DumpMode;

  ADAPTER_STATE State;
  ULONG TicksLeft; // While resetting.
  ULONG Outstanding;
  ULONG MissedBeats;
  // Set from CallEnableInterrupts until the call-back of CallDisableInterrupts:
  // the adapter does not interrupt.
  BOOLEAN Silenced;
  BOOLEAN OwnBusReset; // The next BUS_RESET event is no news.
  UNIT Unit[MAX_UNITS];

  LOG_READER LogReader;
  ULONG Troubles; // Since the adapter was found.
} HBA_EXTENSION, *PHBA_EXTENSION;

// Unique ids of ScsiPortLogError.
#define LOG_START_TIMEOUT 1
#define LOG_FAULT 2
#define LOG_REJECTED 3
#define LOG_NO_HEARTBEAT 4
#define LOG_TROUBLE 5

// Call-backs of SCSI port, by role.
ULONG NTAPI DriverEntry(_In_ PVOID DriverObject, _In_ PVOID RegistryPath);
HW_FIND_ADAPTER HbaFindAdapter;
HW_INITIALIZE HbaInitialize;
HW_STARTIO HbaStartIo;
HW_INTERRUPT HbaInterrupt;
HW_RESET_BUS HbaResetBus;
HW_ADAPTER_CONTROL HbaAdapterControl;
HW_TIMER HbaTimer;

// hba.c
ULONG HbaRead(_In_ PHBA_EXTENSION Ext, _In_ ULONG Offset);
VOID HbaWrite(_In_ PHBA_EXTENSION Ext, _In_ ULONG Offset, _In_ ULONG Value);
VOID HbaBeginReset(_Inout_ PHBA_EXTENSION Ext);
VOID HbaFail(_Inout_ PHBA_EXTENSION Ext, _In_ ULONG UniqueId);
VOID HbaSetInterrupts(_In_ PHBA_EXTENSION Ext, _In_ BOOLEAN On);

// request.c: requests on their way, and the only place that hands them back.
VOID HbaServeUnit(_Inout_ PHBA_EXTENSION Ext, _In_ UCHAR Lun);
VOID HbaFlushUnits(_Inout_ PHBA_EXTENSION Ext, _In_ UCHAR SrbStatus);
