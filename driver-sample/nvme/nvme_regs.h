//===- nvme_regs.h - What the NVM Express specification fixes -------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Registers, queue entries and identify data, as far as the driver uses them.
// Names and numbers are those of the NVM Express Base Specification 1.4;
// sections are cited as [3.1.5].
//
//===----------------------------------------------------------------------===//

#pragma once

// Controller registers, as byte offsets from BAR0 [3.1].
#define NVME_REG_CAP_LO 0x00
#define NVME_REG_CAP_HI 0x04
#define NVME_REG_INTMS 0x0C
#define NVME_REG_INTMC 0x10
#define NVME_REG_CC 0x14
#define NVME_REG_CSTS 0x1C
#define NVME_REG_AQA 0x24
#define NVME_REG_ASQ 0x28
#define NVME_REG_ACQ 0x30
#define NVME_REG_DOORBELLS 0x1000

// A read from a device that has left the bus.
#define NVME_ALL_ONES 0xFFFFFFFFu

// CAP [3.1.1].
#define NVME_CAP_LO_MQES(Lo) ((Lo) & 0xFFFFu)
#define NVME_CAP_LO_TO(Lo) ((Lo) >> 24) // Units of 500 ms.
#define NVME_CAP_HI_DSTRD(Hi) ((Hi) & 0xFu)
#define NVME_CAP_HI_NVM 0x20u // CSS bit 0: the NVM command set.
#define NVME_CAP_HI_MPSMIN(Hi) (((Hi) >> 16) & 0xFu)

// CC [3.1.5]: 64-byte submission entries, 16-byte completion entries.
#define NVME_CC_EN 0x1u
#define NVME_CC_SHN_MASK 0xC000u
#define NVME_CC_SHN_NORMAL 0x4000u
#define NVME_CC_ENTRY_SIZES 0x00460000u

// CSTS [3.1.6].
#define NVME_CSTS_RDY 0x1u
#define NVME_CSTS_CFS 0x2u
#define NVME_CSTS_SHST_MASK 0xCu
#define NVME_CSTS_SHST_DONE 0x8u

// Vector 0, the only one of a line interrupt, in INTMS and INTMC [3.1.3].
#define NVME_LINE_VECTOR 0x1u

// Operation codes [5], [6].
#define NVME_ADMIN_CREATE_SQ 0x01
#define NVME_ADMIN_CREATE_CQ 0x05
#define NVME_ADMIN_IDENTIFY 0x06
#define NVME_ADMIN_SET_FEATURES 0x09
#define NVME_ADMIN_ASYNC_EVENT 0x0C
#define NVME_IO_FLUSH 0x00
#define NVME_IO_WRITE 0x01
#define NVME_IO_READ 0x02

#define NVME_CNS_NAMESPACE 0x0
#define NVME_CNS_CONTROLLER 0x1
#define NVME_FEATURE_QUEUE_COUNT 0x07

#define NVME_QUEUE_CONTIGUOUS 0x1u // PC, in both create commands.
#define NVME_QUEUE_INTERRUPTS 0x2u // IEN, in Create I/O Completion Queue.
#define NVME_RW_FUA 0x40000000u    // CDW12 of read and write.

// Completion status, without the phase tag [4.6.1].
#define NVME_STATUS_CODE(Status) ((Status) & 0xFFu)
#define NVME_STATUS_TYPE(Status) (((Status) >> 8) & 0x7u)
#define NVME_STATUS_DO_NOT_RETRY 0x4000u
#define NVME_TYPE_GENERIC 0
#define NVME_TYPE_MEDIA 2
#define NVME_GENERIC_INVALID_OPCODE 0x01
#define NVME_GENERIC_INVALID_FIELD 0x02
#define NVME_GENERIC_DATA_TRANSFER 0x04
#define NVME_GENERIC_ABORTED 0x07
#define NVME_GENERIC_INVALID_NAMESPACE 0x0B
#define NVME_GENERIC_LBA_RANGE 0x80
#define NVME_GENERIC_NOT_READY 0x82
#define NVME_MEDIA_WRITE_FAULT 0x80
#define NVME_MEDIA_READ_ERROR 0x81

// Type of an asynchronous event, in DW0 of its completion [5.2].
#define NVME_EVENT_TYPE(Result) ((Result) & 0x7u)
#define NVME_EVENT_ERROR 0

#define NVME_PAGE_SIZE 4096u
#define NVME_PAGE_MASK (NVME_PAGE_SIZE - 1)
#define NVME_SECTOR_SHIFT_MIN 9

typedef struct _NVME_COMMAND { // Submission queue entry [4.2].
  UCHAR Opcode;
  UCHAR Flags;
  USHORT CommandId;
  ULONG NamespaceId;
  ULONG Reserved[4];
  ULONG64 Prp1;
  ULONG64 Prp2;
  ULONG Cdw10;
  ULONG Cdw11;
  ULONG Cdw12;
  ULONG Cdw13;
  ULONG Cdw14;
  ULONG Cdw15;
} NVME_COMMAND, *PNVME_COMMAND;
C_ASSERT(sizeof(NVME_COMMAND) == 64);

typedef struct _NVME_COMPLETION { // Completion queue entry [4.6].
  ULONG Result;
  ULONG Reserved;
  USHORT SqHead;
  USHORT SqId;
  USHORT CommandId;
  USHORT Status; // Bit 0 is the phase tag.
} NVME_COMPLETION, *PNVME_COMPLETION;
C_ASSERT(sizeof(NVME_COMPLETION) == 16);

typedef struct _NVME_IDENTIFY_CONTROLLER { // [5.15.2.2]
  USHORT VendorId;
  USHORT SubsystemVendorId;
  CHAR SerialNumber[20];
  CHAR ModelNumber[40];
  CHAR FirmwareRevision[8];
  UCHAR Reserved0[5];
  UCHAR MaximumTransfer; // MDTS: a power of two, in units of CAP.MPSMIN; 0: no
                         // limit.
  UCHAR Reserved1[438];
  ULONG NamespaceCount;
  UCHAR Reserved2[5];
  UCHAR VolatileWriteCache;
  UCHAR Reserved3[3570];
} NVME_IDENTIFY_CONTROLLER, *PNVME_IDENTIFY_CONTROLLER;
C_ASSERT(FIELD_OFFSET(NVME_IDENTIFY_CONTROLLER, MaximumTransfer) == 77);
C_ASSERT(FIELD_OFFSET(NVME_IDENTIFY_CONTROLLER, NamespaceCount) == 516);
C_ASSERT(FIELD_OFFSET(NVME_IDENTIFY_CONTROLLER, VolatileWriteCache) == 525);
C_ASSERT(sizeof(NVME_IDENTIFY_CONTROLLER) == NVME_PAGE_SIZE);

typedef struct _NVME_IDENTIFY_NAMESPACE { // [5.15.2.1]
  ULONG64 Size;                           // In logical blocks.
  UCHAR Reserved0[18];
  UCHAR FormattedFormat; // Low nibble: the index into Format.
  UCHAR Reserved1[101];
  ULONG Format[16]; // LBADS, the sector shift, in bits 23:16.
  UCHAR Reserved2[3904];
} NVME_IDENTIFY_NAMESPACE, *PNVME_IDENTIFY_NAMESPACE;
C_ASSERT(FIELD_OFFSET(NVME_IDENTIFY_NAMESPACE, FormattedFormat) == 26);
C_ASSERT(FIELD_OFFSET(NVME_IDENTIFY_NAMESPACE, Format) == 128);
C_ASSERT(sizeof(NVME_IDENTIFY_NAMESPACE) == NVME_PAGE_SIZE);
