//===- nvme_spec.h - What the NVM Express specification fixes -------------===//
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
#define NVME_CAP_CQR 0x10000u // Low half: rings must be one piece. They are.
#define NVME_CAP_HI_MPSMIN(Hi) (((Hi) >> 16) & 0xFu)

// CC [3.1.5]: 64-byte submission entries, 16-byte completion entries.
#define NVME_CC_EN 0x1u
#define NVME_CC_SHN_MASK 0xC000u
#define NVME_CC_SHN_NORMAL 0x4000u
#define NVME_CC_SHN_ABRUPT 0x8000u
#define NVME_CC_ENTRY_SIZES 0x00460000u

// CSTS [3.1.6].
#define NVME_CSTS_RDY 0x1u
#define NVME_CSTS_CFS 0x2u
#define NVME_CSTS_SHST_MASK 0xCu
#define NVME_CSTS_SHST_DONE 0x8u
#define NVME_CSTS_PAUSED 0x20u // PP: processing is paused, not gone.

// Vector 0, the only one of a line interrupt, in INTMS and INTMC [3.1.3].
#define NVME_LINE_VECTOR 0x1u

// Operation codes [5], [6].
#define NVME_ADMIN_DELETE_SQ 0x00
#define NVME_ADMIN_CREATE_SQ 0x01
#define NVME_ADMIN_GET_LOG_PAGE 0x02
#define NVME_ADMIN_DELETE_CQ 0x04
#define NVME_ADMIN_CREATE_CQ 0x05
#define NVME_ADMIN_IDENTIFY 0x06
#define NVME_ADMIN_ABORT 0x08
#define NVME_ADMIN_SET_FEATURES 0x09
#define NVME_ADMIN_GET_FEATURES 0x0A
#define NVME_ADMIN_ASYNC_EVENT 0x0C
#define NVME_IO_FLUSH 0x00
#define NVME_IO_WRITE 0x01
#define NVME_IO_READ 0x02
#define NVME_IO_WRITE_ZEROES 0x08
#define NVME_IO_DATASET 0x09
#define NVME_IO_VERIFY 0x0C

#define NVME_CNS_NAMESPACE 0x0
#define NVME_CNS_CONTROLLER 0x1

// Features [5.21.1].
#define NVME_FEATURE_WRITE_CACHE 0x06
#define NVME_FEATURE_QUEUE_COUNT 0x07
#define NVME_FEATURE_EVENTS 0x0B
#define NVME_WRITE_CACHE_ENABLE 0x1u

// Asynchronous Event Configuration [5.21.1.11]: the critical warnings of the
// health log, namespace attribute notices and firmware activation notices.
#define NVME_EVENTS_HEALTH 0x1Fu
#define NVME_EVENTS_NAMESPACE 0x100u
#define NVME_EVENTS_FIRMWARE 0x200u

// Log pages [5.14.1].
#define NVME_LOG_ERROR 0x01
#define NVME_LOG_HEALTH 0x02
#define NVME_LOG_FIRMWARE 0x03
#define NVME_LOG_CHANGED_NAMESPACES 0x04
#define NVME_HEALTH_LOG_BYTES 512u
#define NVME_CHANGED_LIST_OVERFLOW 0xFFFFFFFFu
#define NVME_ALL_NAMESPACES 0xFFFFFFFFu

// Bits of the health log's first byte, the critical warning.
#define NVME_HEALTH_SPARE_LOW 0x01u
#define NVME_HEALTH_READ_ONLY 0x08u

#define NVME_QUEUE_CONTIGUOUS 0x1u // PC, in both create commands.
#define NVME_QUEUE_INTERRUPTS 0x2u // IEN, in Create I/O Completion Queue.
#define NVME_RW_FUA 0x40000000u    // CDW12 of read, write and write zeroes.
#define NVME_ZEROES_DEALLOCATE 0x02000000u // CDW12 of write zeroes.
#define NVME_DATASET_DEALLOCATE 0x4u       // CDW11 of dataset management.
#define NVME_BLOCKS_MAX 0x10000u           // NLB has sixteen bits, 0 is one.
#define NVME_DATASET_RANGES_MAX 256u

// ONCS, the optional commands [5.15.2.2].
#define NVME_ONCS_DATASET 0x04u
#define NVME_ONCS_WRITE_ZEROES 0x08u
#define NVME_ONCS_VERIFY 0x80u

// DW0 of the completion of Abort [5.1]: the command was not aborted.
#define NVME_ABORT_FAILED 0x1u

// Completion status, without the phase tag [4.6.1].
#define NVME_STATUS_CODE(Status) ((Status) & 0xFFu)
#define NVME_STATUS_TYPE(Status) (((Status) >> 8) & 0x7u)
#define NVME_STATUS_DO_NOT_RETRY 0x4000u
#define NVME_TYPE_GENERIC 0
#define NVME_TYPE_COMMAND 1
#define NVME_TYPE_MEDIA 2
#define NVME_GENERIC_SUCCESS 0x00
#define NVME_GENERIC_INVALID_OPCODE 0x01
#define NVME_GENERIC_INVALID_FIELD 0x02
#define NVME_GENERIC_ID_CONFLICT 0x03
#define NVME_GENERIC_DATA_TRANSFER 0x04
#define NVME_GENERIC_POWER_LOSS 0x05
#define NVME_GENERIC_INTERNAL 0x06
#define NVME_GENERIC_ABORTED 0x07
#define NVME_GENERIC_SQ_DELETED 0x08
#define NVME_GENERIC_INVALID_NAMESPACE 0x0B
#define NVME_GENERIC_SANITIZING 0x1D
#define NVME_GENERIC_WRITE_PROTECTED 0x20
#define NVME_GENERIC_LBA_RANGE 0x80
#define NVME_GENERIC_CAPACITY 0x81
#define NVME_GENERIC_NOT_READY 0x82
#define NVME_GENERIC_RESERVED 0x83
#define NVME_GENERIC_FORMATTING 0x84
#define NVME_COMMAND_READ_ONLY 0x82
#define NVME_MEDIA_WRITE_FAULT 0x80
#define NVME_MEDIA_READ_ERROR 0x81
#define NVME_MEDIA_GUARD 0x82
#define NVME_MEDIA_APPLICATION_TAG 0x83
#define NVME_MEDIA_REFERENCE_TAG 0x84
#define NVME_MEDIA_COMPARE 0x85
#define NVME_MEDIA_ACCESS_DENIED 0x86
#define NVME_MEDIA_DEALLOCATED 0x87

// Type of an asynchronous event, in DW0 of its completion [5.2].
#define NVME_EVENT_TYPE(Result) ((Result) & 0x7u)
#define NVME_EVENT_INFO(Result) (((Result) >> 8) & 0xFFu)
#define NVME_EVENT_LOG(Result) (((Result) >> 16) & 0xFFu)
#define NVME_EVENT_ERROR 0
#define NVME_EVENT_HEALTH 1
#define NVME_EVENT_NOTICE 2
#define NVME_NOTICE_NAMESPACE 0
#define NVME_NOTICE_FIRMWARE 1

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
  UCHAR Reserved1[178];
  USHORT OptionalAdmin;
  UCHAR AbortLimit; // ACL: how many aborts at a time, minus one.
  UCHAR EventLimit; // AERL: how many event requests at a time, minus one.
  UCHAR Reserved2[256];
  ULONG NamespaceCount;
  USHORT OptionalCommands; // ONCS.
  UCHAR Reserved3[3];
  UCHAR VolatileWriteCache;
  UCHAR Reserved4[3570];
} NVME_IDENTIFY_CONTROLLER, *PNVME_IDENTIFY_CONTROLLER;
C_ASSERT(FIELD_OFFSET(NVME_IDENTIFY_CONTROLLER, MaximumTransfer) == 77);
C_ASSERT(FIELD_OFFSET(NVME_IDENTIFY_CONTROLLER, AbortLimit) == 258);
C_ASSERT(FIELD_OFFSET(NVME_IDENTIFY_CONTROLLER, NamespaceCount) == 516);
C_ASSERT(FIELD_OFFSET(NVME_IDENTIFY_CONTROLLER, OptionalCommands) == 520);
C_ASSERT(FIELD_OFFSET(NVME_IDENTIFY_CONTROLLER, VolatileWriteCache) == 525);
C_ASSERT(sizeof(NVME_IDENTIFY_CONTROLLER) == NVME_PAGE_SIZE);

typedef struct _NVME_IDENTIFY_NAMESPACE { // [5.15.2.1]
  ULONG64 Size;                           // In logical blocks.
  UCHAR Reserved0[16];
  UCHAR Features; // NSFEAT; bit 0: thin provisioning.
  UCHAR FormatCount;
  UCHAR FormattedFormat; // Low nibble: the index into Format.
  UCHAR Reserved1[77];
  UCHAR Guid[16];   // NGUID, zero if there is none.
  UCHAR Eui64[8];   // Big endian; zero if there is none.
  ULONG Format[16]; // LBADS, the sector shift, in bits 23:16.
  UCHAR Reserved2[3904];
} NVME_IDENTIFY_NAMESPACE, *PNVME_IDENTIFY_NAMESPACE;
C_ASSERT(FIELD_OFFSET(NVME_IDENTIFY_NAMESPACE, FormattedFormat) == 26);
C_ASSERT(FIELD_OFFSET(NVME_IDENTIFY_NAMESPACE, Guid) == 104);
C_ASSERT(FIELD_OFFSET(NVME_IDENTIFY_NAMESPACE, Eui64) == 120);
C_ASSERT(FIELD_OFFSET(NVME_IDENTIFY_NAMESPACE, Format) == 128);
C_ASSERT(sizeof(NVME_IDENTIFY_NAMESPACE) == NVME_PAGE_SIZE);

typedef struct _NVME_DATASET_RANGE { // [6.7]
  ULONG Attributes;
  ULONG Blocks;
  ULONG64 Lba;
} NVME_DATASET_RANGE, *PNVME_DATASET_RANGE;
C_ASSERT(sizeof(NVME_DATASET_RANGE) == 16);
