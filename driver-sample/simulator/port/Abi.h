/*===- Abi.h - Between the simulator and a driver's structures -*- C -*-===*\
|*
|* Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
|* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
|*
|*===--------------------------------------------------------------------===*\
|*
|* The layouts of SRBs, configuration information and their kin are in sdk/ and
|* nowhere else. The C sources of abi/ are compiled for the Windows target
|* against sdk/, like a driver, and linked into the simulator; this header is
|* what both sides see. It holds fixed-width types and pointers only, which are
|* the same for both; calls across go by the System V convention.
|*
|* abi...(): implemented in abi/, called by the simulator.
|* sim...(): implemented by the simulator, called from abi/.
|*
\*===--------------------------------------------------------------------===*/

#ifndef MINIPORT_SIMULATOR_PORT_ABI_H
#define MINIPORT_SIMULATOR_PORT_ABI_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif
#define ABI __attribute__((sysv_abi))

/* What DriverEntry handed over (HW_INITIALIZATION_DATA). */
struct AbiRoutines {
  void *FindAdapter, *Initialize, *BuildIo, *StartIo, *Interrupt, *ResetBus;
  void *AdapterControl, *UnitControl, *TracingEnabled;
  uint32_t DeviceExtensionBytes, LuExtensionBytes, SrbExtensionBytes;
  uint32_t AccessRanges, SrbTypeFlags, FeatureSupport;
  uint8_t MapBuffers, TaggedQueuing, AutoRequestSense, MultipleRequestPerLu;
  uint8_t MustBeNull; /* A member was set that has to be NULL. */
};

/* PORT_CONFIGURATION_INFORMATION: what the port says, and what it hears. */
struct AbiConfig {
  uint64_t RangeStart;
  uint32_t RangeBytes;
  uint32_t RangeCount;
  uint32_t SlotNumber, InterruptLevel, InterruptVector;
  uint8_t DumpMode;
  uint64_t DumpRegionVirtual, DumpRegionPhysical;
  uint32_t DumpRegionBytes;
  /* Heard. */
  uint32_t MaximumTransferBytes, PhysicalBreaks, AlignmentMask;
  uint32_t Buses, Targets, LogicalUnits;
  uint32_t DeviceExtensionBytes, LuExtensionBytes, SrbExtensionBytes;
  uint32_t MaxIo, MaxIoPerLun, InitialLunDepth, DumpBufferBytes;
  void *MessageRoutine;
  uint8_t MessageMode; /* 0 none, 1 all, 2 per message */
  uint8_t FullDuplex;
  uint8_t SrbType; /* 1: STORAGE_REQUEST_BLOCK */
  uint8_t MapBuffers, MultipleRequestPerLu, VirtualDevice, ScatterGather;
  uint8_t Dma64;
  uint32_t Features;
};

struct AbiRequest {
  uint32_t Function;
  uint8_t Path, Target, Lun, Tag;
  uint8_t CdbBytes, SenseBytes, Extended;
  uint8_t Cdb[16];
  uint32_t Flags, DataBytes, TimeOutSeconds;
  uint32_t PowerState, PowerAction, PnpAction, PowerFlags;
  void *Data, *Sense, *Extension, *Original, *NextSrb;
};

struct AbiResult {
  uint8_t SrbStatus, ScsiStatus;
  uint32_t DataBytes;
};

struct AbiPerf {
  uint32_t Version, Bytes, Flags, Channels, FirstMessage, LastMessage;
};

/* Sizes of structures that the port allocates. */
enum AbiKind {
  AbiStorportConfig,
  AbiScsiPortConfig,
  AbiSrb,
  AbiExtendedSrb,
  AbiSgElement,
  AbiSgHeader,
  AbiLockHandle
};
ABI uint32_t abiBytes(enum AbiKind Kind);

ABI void abiReadStorportInit(const void *Data, struct AbiRoutines *Out);
ABI void abiFillStorportConfig(void *Config, void *Ranges,
                               const struct AbiRoutines *From,
                               const struct AbiConfig *In);
ABI void abiReadStorportConfig(const void *Config, struct AbiConfig *Out);
ABI void abiReadScsiPortInit(const void *Data, struct AbiRoutines *Out);
ABI void abiFillScsiPortConfig(void *Config, void *Ranges,
                               const struct AbiRoutines *From,
                               const struct AbiConfig *In);
ABI void abiReadScsiPortConfig(const void *Config, struct AbiConfig *Out);
ABI void abiBuildSrb(void *Srb, const struct AbiRequest *From);
ABI void abiReadSrb(const void *Srb, struct AbiResult *Out);
ABI void abiSetSrbStatus(void *Srb, uint8_t Status);
ABI void abiSetSgElement(void *List, uint32_t Index, uint64_t Physical,
                         uint32_t Bytes);
/* SCSI_SUPPORTED_CONTROL_TYPE_LIST. */
/* STOR_ADDR_BTL8; the parameters of ScsiAdapterPower and ScsiUnitPower, which
   point to one. */
ABI void abiFillAddress(void *Memory, uint8_t Path, uint8_t Target,
                        uint8_t Lun);
ABI void abiFillAdapterPower(void *Memory, void *Address, uint32_t Action,
                             uint32_t State);
ABI void abiFillUnitPower(void *Memory, void *Address, uint32_t Action,
                          uint32_t State);
ABI void abiFillTypeList(void *List, uint32_t Most);
ABI uint8_t abiTypeListed(const void *List, uint32_t Type);

/* The simulator's side. */
ABI uint32_t simStorPortInitialize(void *First, void *Second,
                                   const struct AbiRoutines *R, void *Context);
ABI uint32_t simScsiPortInitialize(void *First, void *Second,
                                   const struct AbiRoutines *R, void *Context);
ABI void simRequestComplete(void *Extension, void *Srb);
ABI void simNextRequest(void *Extension);
ABI void simNextLuRequest(void *Extension, uint8_t Path, uint8_t Target,
                          uint8_t Lun);
ABI void simResetDetected(void *Extension);
ABI void simTimerCall(void *Extension, void *Routine, uint32_t Microseconds);
ABI void simCallEnableInterrupts(void *Extension, void *Routine);
ABI void simCallDisableInterrupts(void *Extension, void *Routine);
ABI void simBusChange(void *Extension);
ABI uint8_t simEnablePassive(void *Extension, void *Routine);
ABI void simInitializeDpc(void *Extension, void *Dpc, void *Routine,
                          uint8_t Threaded);
ABI uint8_t simIssueDpc(void *Extension, void *Dpc, void *First, void *Second);
ABI uint8_t simAcquireSpinLock(void *Extension, uint32_t Kind, void *Context,
                               void *Handle, uint32_t *Failed);
ABI void simReleaseSpinLock(void *Extension, uint32_t Kind, void *Handle,
                            uint8_t OldIrql);
ABI uint32_t simMessageInfo(void *Extension, uint32_t Message, uint32_t *Level);
ABI uint32_t simPerfOpts(void *Extension, uint8_t Query, struct AbiPerf *Perf);
ABI uint32_t simStartIoParams(void *Extension, void *Srb, uint32_t *Channel,
                              uint32_t *Message);
ABI uint64_t simTickCount(void);
ABI void simPrint(const char *Text);
/* Charges a call and lets others in; also checks what the driver hands over. */
ABI void simCall(const char *Name);
ABI void simCheck(const void *Memory, uint64_t Bytes, uint8_t Write);

#ifdef __cplusplus
}
#endif

#endif /* MINIPORT_SIMULATOR_PORT_ABI_H */
