//===- nvme.h - NVM Express, by the names of the kit ----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Layouts and values are those of the NVM Express Base Specification 1.4
// (nvmexpress.org); names are those that the public reference of nvme.h gives
// them (learn.microsoft.com/windows/win32/api/nvme).
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_NVME_H
#define MINIPORT_SDK_NVME_H

#include "ntdef.h"

#ifdef __cplusplus
extern "C" {
#endif

#pragma pack(push, 1)

//===----------------------------------------------------------------------===//
// Controller registers (section 3.1)
//===----------------------------------------------------------------------===//

typedef enum {
  NVME_AMS_ROUND_ROBIN = 0,
  NVME_AMS_WEIGHTED_ROUND_ROBIN_URGENT = 1
} NVME_AMS_OPTION;

typedef union {
  struct {
    ULONGLONG MQES : 16; // queue entries at most, less one
    ULONGLONG CQR : 1;
    ULONGLONG AMS_WeightedRoundRobinWithUrgent : 1;
    ULONGLONG AMS_VendorSpecific : 1;
    ULONGLONG Reserved0 : 5;
    ULONGLONG TO : 8; // units of 500 ms
    ULONGLONG DSTRD : 4;
    ULONGLONG NSSRS : 1;
    ULONGLONG CSS_NVM : 1;
    ULONGLONG CSS_Reserved0 : 1;
    ULONGLONG CSS_Reserved1 : 1;
    ULONGLONG CSS_Reserved2 : 1;
    ULONGLONG CSS_Reserved3 : 1;
    ULONGLONG CSS_Reserved4 : 1;
    ULONGLONG CSS_MultipleIo : 1;
    ULONGLONG CSS_AdminOnly : 1;
    ULONGLONG Reserved2 : 3;
    ULONGLONG MPSMIN : 4;
    ULONGLONG MPSMAX : 4;
    ULONGLONG Reserved3 : 8;
  } DUMMYSTRUCTNAME;
  ULONGLONG AsUlonglong;
} NVME_CONTROLLER_CAPABILITIES, *PNVME_CONTROLLER_CAPABILITIES;

typedef union {
  struct {
    ULONG TER : 8;
    ULONG MNR : 8;
    ULONG MJR : 16;
  } DUMMYSTRUCTNAME;
  ULONG AsUlong;
} NVME_VERSION, *PNVME_VERSION;

typedef enum {
  NVME_CC_SHN_NO_NOTIFICATION = 0,
  NVME_CC_SHN_NORMAL_SHUTDOWN = 1,
  NVME_CC_SHN_ABRUPT_SHUTDOWN = 2
} NVME_CC_SHN_SHUTDOWN_NOTIFICATIONS;

typedef enum {
  NVME_CSS_NVM_COMMAND_SET = 0,
  NVME_CSS_ALL_SUPPORTED_IO_COMMAND_SET = 6,
  NVME_CSS_ADMIN_COMMAND_SET_ONLY = 7
} NVME_CSS_COMMAND_SETS;

typedef union {
  struct {
    ULONG EN : 1;
    ULONG Reserved0 : 3;
    ULONG CSS : 3;
    ULONG MPS : 4;
    ULONG AMS : 3;
    ULONG SHN : 2;
    ULONG IOSQES : 4;
    ULONG IOCQES : 4;
    ULONG Reserved1 : 8;
  } DUMMYSTRUCTNAME;
  ULONG AsUlong;
} NVME_CONTROLLER_CONFIGURATION, *PNVME_CONTROLLER_CONFIGURATION;

typedef enum {
  NVME_CSTS_SHST_NO_SHUTDOWN = 0,
  NVME_CSTS_SHST_SHUTDOWN_IN_PROCESS = 1,
  NVME_CSTS_SHST_SHUTDOWN_COMPLETED = 2
} NVME_CSTS_SHST_SHUTDOWN_STATUS;

typedef union {
  struct {
    ULONG RDY : 1;
    ULONG CFS : 1;
    ULONG SHST : 2;
    ULONG NSSRO : 1;
    ULONG PP : 1;
    ULONG Reserved0 : 26;
  } DUMMYSTRUCTNAME;
  ULONG AsUlong;
} NVME_CONTROLLER_STATUS, *PNVME_CONTROLLER_STATUS;

typedef struct _NVME_NVM_SUBSYSTEM_RESET {
  ULONG NSSRC; // 0x4E564D65 ("NVMe") resets
} NVME_NVM_SUBSYSTEM_RESET, *PNVME_NVM_SUBSYSTEM_RESET;

typedef union {
  struct {
    ULONG ASQS : 12;
    ULONG Reserved0 : 4;
    ULONG ACQS : 12;
    ULONG Reserved1 : 4;
  } DUMMYSTRUCTNAME;
  ULONG AsUlong;
} NVME_ADMIN_QUEUE_ATTRIBUTES, *PNVME_ADMIN_QUEUE_ATTRIBUTES;

typedef union {
  struct {
    ULONGLONG Reserved0 : 12;
    ULONGLONG ASQB : 52;
  } DUMMYSTRUCTNAME;
  ULONGLONG AsUlonglong;
} NVME_ADMIN_SUBMISSION_QUEUE_BASE_ADDRESS,
    *PNVME_ADMIN_SUBMISSION_QUEUE_BASE_ADDRESS;

typedef union {
  struct {
    ULONGLONG Reserved0 : 12;
    ULONGLONG ACQB : 52;
  } DUMMYSTRUCTNAME;
  ULONGLONG AsUlonglong;
} NVME_ADMIN_COMPLETION_QUEUE_BASE_ADDRESS,
    *PNVME_ADMIN_COMPLETION_QUEUE_BASE_ADDRESS;

typedef union {
  struct {
    ULONG BIR : 3;
    ULONG Reserved : 9;
    ULONG OFST : 20;
  } DUMMYSTRUCTNAME;
  ULONG AsUlong;
} NVME_CONTROLLER_MEMORY_BUFFER_LOCATION,
    *PNVME_CONTROLLER_MEMORY_BUFFER_LOCATION;

typedef union {
  struct {
    ULONG SQS : 1;
    ULONG CQS : 1;
    ULONG LISTS : 1;
    ULONG RDS : 1;
    ULONG WDS : 1;
    ULONG Reserved : 3;
    ULONG SZU : 4;
    ULONG SZ : 20;
  } DUMMYSTRUCTNAME;
  ULONG AsUlong;
} NVME_CONTROLLER_MEMORY_BUFFER_SIZE, *PNVME_CONTROLLER_MEMORY_BUFFER_SIZE;

typedef union {
  struct {
    ULONG SQT : 16;
    ULONG Reserved0 : 16;
  } DUMMYSTRUCTNAME;
  ULONG AsUlong;
} NVME_SUBMISSION_QUEUE_TAIL_DOORBELL, *PNVME_SUBMISSION_QUEUE_TAIL_DOORBELL;

typedef union {
  struct {
    ULONG CQH : 16;
    ULONG Reserved0 : 16;
  } DUMMYSTRUCTNAME;
  ULONG AsUlong;
} NVME_COMPLETION_QUEUE_HEAD_DOORBELL, *PNVME_COMPLETION_QUEUE_HEAD_DOORBELL;

typedef struct {
  NVME_CONTROLLER_CAPABILITIES CAP;             // 0x00
  NVME_VERSION VS;                              // 0x08
  ULONG INTMS;                                  // 0x0C
  ULONG INTMC;                                  // 0x10
  NVME_CONTROLLER_CONFIGURATION CC;             // 0x14
  ULONG Reserved0;                              // 0x18
  NVME_CONTROLLER_STATUS CSTS;                  // 0x1C
  NVME_NVM_SUBSYSTEM_RESET NSSR;                // 0x20
  NVME_ADMIN_QUEUE_ATTRIBUTES AQA;              // 0x24
  NVME_ADMIN_SUBMISSION_QUEUE_BASE_ADDRESS ASQ; // 0x28
  NVME_ADMIN_COMPLETION_QUEUE_BASE_ADDRESS ACQ; // 0x30
  NVME_CONTROLLER_MEMORY_BUFFER_LOCATION CMBLOC; // 0x38
  NVME_CONTROLLER_MEMORY_BUFFER_SIZE CMBSZ;     // 0x3C
  ULONG Reserved2[944];                         // 0x40
  ULONG Reserved3[64];                          // 0xF00
  ULONG Doorbells[1];                           // 0x1000
} NVME_CONTROLLER_REGISTERS, *PNVME_CONTROLLER_REGISTERS;

//===----------------------------------------------------------------------===//
// Queue entries (sections 4.2, 4.6)
//===----------------------------------------------------------------------===//

typedef enum {
  NVME_STATUS_TYPE_GENERIC_COMMAND = 0,
  NVME_STATUS_TYPE_COMMAND_SPECIFIC = 1,
  NVME_STATUS_TYPE_MEDIA_ERROR = 2,
  NVME_STATUS_TYPE_VENDOR_SPECIFIC = 7
} NVME_STATUS_TYPES;

typedef enum {
  NVME_STATUS_SUCCESS_COMPLETION = 0x00,
  NVME_STATUS_INVALID_COMMAND_OPCODE = 0x01,
  NVME_STATUS_INVALID_FIELD_IN_COMMAND = 0x02,
  NVME_STATUS_COMMAND_ID_CONFLICT = 0x03,
  NVME_STATUS_DATA_TRANSFER_ERROR = 0x04,
  NVME_STATUS_COMMAND_ABORTED_DUE_TO_POWER_LOSS_NOTIFICATION = 0x05,
  NVME_STATUS_INTERNAL_DEVICE_ERROR = 0x06,
  NVME_STATUS_COMMAND_ABORT_REQUESTED = 0x07,
  NVME_STATUS_COMMAND_ABORTED_DUE_TO_SQ_DELETION = 0x08,
  NVME_STATUS_COMMAND_ABORTED_DUE_TO_FAILED_FUSED_COMMAND = 0x09,
  NVME_STATUS_COMMAND_ABORTED_DUE_TO_FAILED_MISSING_COMMAND = 0x0A,
  NVME_STATUS_INVALID_NAMESPACE_OR_FORMAT = 0x0B,
  NVME_STATUS_COMMAND_SEQUENCE_ERROR = 0x0C,
  NVME_STATUS_NVM_LBA_OUT_OF_RANGE = 0x80,
  NVME_STATUS_NVM_CAPACITY_EXCEEDED = 0x81,
  NVME_STATUS_NVM_NAMESPACE_NOT_READY = 0x82,
  NVME_STATUS_NVM_RESERVATION_CONFLICT = 0x83,
  NVME_STATUS_FORMAT_IN_PROGRESS = 0x84
} NVME_STATUS_GENERIC_COMMAND_CODES;

typedef union {
  struct {
    USHORT P : 1;
    USHORT SC : 8;
    USHORT SCT : 3;
    USHORT Reserved : 2;
    USHORT M : 1;
    USHORT DNR : 1;
  } DUMMYSTRUCTNAME;
  USHORT AsUshort;
} NVME_COMMAND_STATUS, *PNVME_COMMAND_STATUS;

typedef struct {
  union {
    ULONG CommandSpecific;
    ULONG AsUlong;
  } DW0;
  ULONG DW1;
  union {
    struct {
      USHORT SQHD;
      USHORT SQID;
    } DUMMYSTRUCTNAME;
    ULONG AsUlong;
  } DW2;
  union {
    struct {
      USHORT CID;
      NVME_COMMAND_STATUS Status;
    } DUMMYSTRUCTNAME;
    ULONG AsUlong;
  } DW3;
} NVME_COMPLETION_ENTRY, *PNVME_COMPLETION_ENTRY;

typedef enum {
  NVME_ADMIN_COMMAND_DELETE_IO_SQ = 0x00,
  NVME_ADMIN_COMMAND_CREATE_IO_SQ = 0x01,
  NVME_ADMIN_COMMAND_GET_LOG_PAGE = 0x02,
  NVME_ADMIN_COMMAND_DELETE_IO_CQ = 0x04,
  NVME_ADMIN_COMMAND_CREATE_IO_CQ = 0x05,
  NVME_ADMIN_COMMAND_IDENTIFY = 0x06,
  NVME_ADMIN_COMMAND_ABORT = 0x08,
  NVME_ADMIN_COMMAND_SET_FEATURES = 0x09,
  NVME_ADMIN_COMMAND_GET_FEATURES = 0x0A,
  NVME_ADMIN_COMMAND_ASYNC_EVENT_REQUEST = 0x0C,
  NVME_ADMIN_COMMAND_NAMESPACE_MANAGEMENT = 0x0D,
  NVME_ADMIN_COMMAND_FIRMWARE_ACTIVATE = 0x10,
  NVME_ADMIN_COMMAND_FIRMWARE_COMMIT = 0x10,
  NVME_ADMIN_COMMAND_FIRMWARE_IMAGE_DOWNLOAD = 0x11,
  NVME_ADMIN_COMMAND_DEVICE_SELF_TEST = 0x14,
  NVME_ADMIN_COMMAND_NAMESPACE_ATTACHMENT = 0x15,
  NVME_ADMIN_COMMAND_DIRECTIVE_SEND = 0x19,
  NVME_ADMIN_COMMAND_DIRECTIVE_RECEIVE = 0x1A,
  NVME_ADMIN_COMMAND_DOORBELL_BUFFER_CONFIG = 0x7C,
  NVME_ADMIN_COMMAND_FORMAT_NVM = 0x80,
  NVME_ADMIN_COMMAND_SECURITY_SEND = 0x81,
  NVME_ADMIN_COMMAND_SECURITY_RECEIVE = 0x82,
  NVME_ADMIN_COMMAND_SANITIZE = 0x84
} NVME_ADMIN_COMMANDS;

typedef enum {
  NVME_NVM_COMMAND_FLUSH = 0x00,
  NVME_NVM_COMMAND_WRITE = 0x01,
  NVME_NVM_COMMAND_READ = 0x02,
  NVME_NVM_COMMAND_WRITE_UNCORRECTABLE = 0x04,
  NVME_NVM_COMMAND_COMPARE = 0x05,
  NVME_NVM_COMMAND_WRITE_ZEROES = 0x08,
  NVME_NVM_COMMAND_DATASET_MANAGEMENT = 0x09,
  NVME_NVM_COMMAND_RESERVATION_REGISTER = 0x0D,
  NVME_NVM_COMMAND_RESERVATION_REPORT = 0x0E,
  NVME_NVM_COMMAND_RESERVATION_ACQUIRE = 0x11,
  NVME_NVM_COMMAND_RESERVATION_RELEASE = 0x15
} NVME_NVM_COMMANDS;

typedef union {
  struct {
    ULONG OPC : 8;
    ULONG FUSE : 2;
    ULONG Reserved0 : 5;
    ULONG PSDT : 1;
    ULONG CID : 16;
  } DUMMYSTRUCTNAME;
  ULONG AsUlong;
} NVME_COMMAND_DWORD0, *PNVME_COMMAND_DWORD0;

typedef union {
  struct {
    ULONG CNS : 8;
    ULONG Reserved : 8;
    ULONG CNTID : 16;
  } DUMMYSTRUCTNAME;
  ULONG AsUlong;
} NVME_CDW10_IDENTIFY, *PNVME_CDW10_IDENTIFY;

typedef union {
  struct {
    ULONG QID : 16;
    ULONG QSIZE : 16;
  } DUMMYSTRUCTNAME;
  ULONG AsUlong;
} NVME_CDW10_CREATE_IO_QUEUE, *PNVME_CDW10_CREATE_IO_QUEUE;

typedef union {
  struct {
    ULONG PC : 1;
    ULONG IEN : 1;
    ULONG Reserved0 : 14;
    ULONG IV : 16;
  } DUMMYSTRUCTNAME;
  ULONG AsUlong;
} NVME_CDW11_CREATE_IO_CQ, *PNVME_CDW11_CREATE_IO_CQ;

typedef union {
  struct {
    ULONG PC : 1;
    ULONG QPRIO : 2;
    ULONG Reserved0 : 13;
    ULONG CQID : 16;
  } DUMMYSTRUCTNAME;
  ULONG AsUlong;
} NVME_CDW11_CREATE_IO_SQ, *PNVME_CDW11_CREATE_IO_SQ;

typedef union {
  struct {
    ULONG SQID : 16;
    ULONG CID : 16;
  } DUMMYSTRUCTNAME;
  ULONG AsUlong;
} NVME_CDW10_ABORT, *PNVME_CDW10_ABORT;

typedef union {
  struct {
    ULONG NLB : 16;
    ULONG Reserved0 : 4;
    ULONG DTYPE : 4;
    ULONG Reserved1 : 2;
    ULONG PRINFO : 4;
    ULONG FUA : 1;
    ULONG LR : 1;
  } DUMMYSTRUCTNAME;
  ULONG AsUlong;
} NVME_CDW12_READ_WRITE, *PNVME_CDW12_READ_WRITE;

typedef union {
  struct {
    ULONGLONG P : 2;
    ULONGLONG PBAO : 62;
  } DUMMYSTRUCTNAME;
  ULONGLONG AsUlonglong;
} NVME_PRP_ENTRY, *PNVME_PRP_ENTRY;

typedef struct {
  NVME_COMMAND_DWORD0 CDW0;
  ULONG NSID;
  ULONG Reserved0[2];
  ULONGLONG MPTR;
  ULONGLONG PRP1;
  ULONGLONG PRP2;
  union {
    struct {
      ULONG CDW10;
      ULONG CDW11;
      ULONG CDW12;
      ULONG CDW13;
      ULONG CDW14;
      ULONG CDW15;
    } GENERAL;
    struct {
      NVME_CDW10_IDENTIFY CDW10;
      ULONG CDW11;
      ULONG CDW12;
      ULONG CDW13;
      ULONG CDW14;
      ULONG CDW15;
    } IDENTIFY;
    struct {
      NVME_CDW10_ABORT CDW10;
      ULONG CDW11;
      ULONG CDW12;
      ULONG CDW13;
      ULONG CDW14;
      ULONG CDW15;
    } ABORT;
    struct {
      NVME_CDW10_CREATE_IO_QUEUE CDW10;
      NVME_CDW11_CREATE_IO_CQ CDW11;
      ULONG CDW12;
      ULONG CDW13;
      ULONG CDW14;
      ULONG CDW15;
    } CREATEIOCQ;
    struct {
      NVME_CDW10_CREATE_IO_QUEUE CDW10;
      NVME_CDW11_CREATE_IO_SQ CDW11;
      ULONG CDW12;
      ULONG CDW13;
      ULONG CDW14;
      ULONG CDW15;
    } CREATEIOSQ;
    struct {
      ULONG LBALOW;
      ULONG LBAHIGH;
      NVME_CDW12_READ_WRITE CDW12;
      ULONG CDW13;
      ULONG CDW14;
      ULONG CDW15;
    } READWRITE;
  } u;
} NVME_COMMAND, *PNVME_COMMAND;

//===----------------------------------------------------------------------===//
// Identify (section 5.15)
//===----------------------------------------------------------------------===//

typedef enum {
  NVME_IDENTIFY_CNS_SPECIFIC_NAMESPACE = 0,
  NVME_IDENTIFY_CNS_CONTROLLER = 1,
  NVME_IDENTIFY_CNS_ACTIVE_NAMESPACES = 2,
  NVME_IDENTIFY_CNS_DESCRIPTOR_NAMESPACE = 3
} NVME_IDENTIFY_CNS_CODES;

typedef struct {
  USHORT MP; // maximum power
  UCHAR Reserved0;
  UCHAR MPS : 1;
  UCHAR NOPS : 1;
  UCHAR Reserved1 : 6;
  ULONG ENLAT; // microseconds
  ULONG EXLAT; // microseconds
  UCHAR RRT : 5;
  UCHAR Reserved2 : 3;
  UCHAR RRL : 5;
  UCHAR Reserved3 : 3;
  UCHAR RWT : 5;
  UCHAR Reserved4 : 3;
  UCHAR RWL : 5;
  UCHAR Reserved5 : 3;
  USHORT IDLP;
  UCHAR Reserved6 : 6;
  UCHAR IPS : 2;
  UCHAR Reserved7;
  USHORT ACTP;
  UCHAR APW : 3;
  UCHAR Reserved8 : 3;
  UCHAR APS : 2;
  UCHAR Reserved9[9];
} NVME_POWER_STATE_DESC, *PNVME_POWER_STATE_DESC;

typedef struct {
  USHORT VID;       // 0
  USHORT SSVID;     // 2
  UCHAR SN[20];     // 4
  UCHAR MN[40];     // 24
  UCHAR FR[8];      // 64
  UCHAR RAB;        // 72
  UCHAR IEEE[3];    // 73
  UCHAR CMIC;       // 76
  UCHAR MDTS;       // 77
  USHORT CNTLID;    // 78
  ULONG VER;        // 80
  ULONG RTD3R;      // 84, microseconds
  ULONG RTD3E;      // 88, microseconds
  ULONG OAES;       // 92
  ULONG CTRATT;     // 96
  UCHAR Reserved0[156];
  USHORT OACS;      // 256
  UCHAR ACL;        // 258
  UCHAR AERL;       // 259
  UCHAR FRMW;       // 260
  UCHAR LPA;        // 261
  UCHAR ELPE;       // 262
  UCHAR NPSS;       // 263
  UCHAR AVSCC;      // 264
  UCHAR APSTA;      // 265
  USHORT WCTEMP;    // 266
  USHORT CCTEMP;    // 268
  USHORT MTFA;      // 270
  ULONG HMPRE;      // 272
  ULONG HMMIN;      // 276
  UCHAR TNVMCAP[16]; // 280
  UCHAR UNVMCAP[16]; // 296
  ULONG RPMBS;      // 312
  UCHAR Reserved1[196];
  UCHAR SQES;       // 512
  UCHAR CQES;       // 513
  USHORT MAXCMD;    // 514
  ULONG NN;         // 516
  USHORT ONCS;      // 520
  USHORT FUSES;     // 522
  UCHAR FNA;        // 524
  UCHAR VWC;        // 525
  USHORT AWUN;      // 526
  USHORT AWUPF;     // 528
  UCHAR NVSCC;      // 530
  UCHAR Reserved2;  // 531
  USHORT ACWU;      // 532
  UCHAR Reserved3[2];
  ULONG SGLS;       // 536
  UCHAR Reserved4[228];
  UCHAR SUBNQN[256]; // 768
  UCHAR Reserved5[1024];
  NVME_POWER_STATE_DESC PDS[32]; // 2048
  UCHAR VS[1024];   // 3072
} NVME_IDENTIFY_CONTROLLER_DATA, *PNVME_IDENTIFY_CONTROLLER_DATA;

typedef union {
  struct {
    ULONG MS : 16;
    ULONG LBADS : 8; // a power of two
    ULONG RP : 2;
    ULONG Reserved0 : 6;
  } DUMMYSTRUCTNAME;
  ULONG AsUlong;
} NVME_LBA_FORMAT, *PNVME_LBA_FORMAT;

typedef struct {
  ULONGLONG NSZE; // 0
  ULONGLONG NCAP; // 8
  ULONGLONG NUSE; // 16
  UCHAR NSFEAT;   // 24
  UCHAR NLBAF;    // 25
  struct {
    UCHAR LbaFormatIndex : 4;
    UCHAR MetadataInExtendedDataLBA : 1;
    UCHAR Reserved : 3;
  } FLBAS;        // 26
  UCHAR MC;       // 27
  UCHAR DPC;      // 28
  UCHAR DPS;      // 29
  UCHAR NMIC;     // 30
  UCHAR RESCAP;   // 31
  UCHAR FPI;      // 32
  UCHAR DLFEAT;   // 33
  USHORT NAWUN;   // 34
  USHORT NAWUPF;  // 36
  USHORT NACWU;   // 38
  USHORT NABSN;   // 40
  USHORT NABO;    // 42
  USHORT NABSPF;  // 44
  USHORT NOIOB;   // 46
  UCHAR NVMCAP[16]; // 48
  UCHAR Reserved0[40];
  UCHAR NGUID[16]; // 104
  UCHAR EUI64[8];  // 120
  NVME_LBA_FORMAT LBAF[16]; // 128
  UCHAR Reserved1[192];
  UCHAR VS[3712];  // 384
} NVME_IDENTIFY_NAMESPACE_DATA, *PNVME_IDENTIFY_NAMESPACE_DATA;

//===----------------------------------------------------------------------===//
// Log pages and features (sections 5.14, 5.21)
//===----------------------------------------------------------------------===//

typedef enum {
  NVME_LOG_PAGE_ERROR_INFO = 0x01,
  NVME_LOG_PAGE_HEALTH_INFO = 0x02,
  NVME_LOG_PAGE_FIRMWARE_SLOT_INFO = 0x03,
  NVME_LOG_PAGE_CHANGED_NAMESPACE_LIST = 0x04,
  NVME_LOG_PAGE_COMMAND_EFFECTS = 0x05,
  NVME_LOG_PAGE_DEVICE_SELF_TEST = 0x06,
  NVME_LOG_PAGE_RESERVATION_NOTIFICATION = 0x80,
  NVME_LOG_PAGE_SANITIZE_STATUS = 0x81
} NVME_LOG_PAGES;

typedef struct {
  UCHAR CriticalWarning;
  UCHAR Temperature[2]; // kelvin
  UCHAR AvailableSpare;
  UCHAR AvailableSpareThreshold;
  UCHAR PercentageUsed;
  UCHAR Reserved0[26];
  UCHAR DataUnitRead[16];
  UCHAR DataUnitWritten[16];
  UCHAR HostReadCommands[16];
  UCHAR HostWrittenCommands[16];
  UCHAR ControllerBusyTime[16];
  UCHAR PowerCycle[16];
  UCHAR PowerOnHours[16];
  UCHAR UnsafeShutdowns[16];
  UCHAR MediaErrors[16];
  UCHAR ErrorInfoLogEntryCount[16];
  ULONG WarningCompositeTemperatureTime;
  ULONG CriticalCompositeTemperatureTime;
  USHORT TemperatureSensor1;
  USHORT TemperatureSensor2;
  USHORT TemperatureSensor3;
  USHORT TemperatureSensor4;
  USHORT TemperatureSensor5;
  USHORT TemperatureSensor6;
  USHORT TemperatureSensor7;
  USHORT TemperatureSensor8;
  UCHAR Reserved1[296];
} NVME_HEALTH_INFO_LOG, *PNVME_HEALTH_INFO_LOG;

typedef enum {
  NVME_FEATURE_ARBITRATION = 0x01,
  NVME_FEATURE_POWER_MANAGEMENT = 0x02,
  NVME_FEATURE_LBA_RANGE_TYPE = 0x03,
  NVME_FEATURE_TEMPERATURE_THRESHOLD = 0x04,
  NVME_FEATURE_ERROR_RECOVERY = 0x05,
  NVME_FEATURE_VOLATILE_WRITE_CACHE = 0x06,
  NVME_FEATURE_NUMBER_OF_QUEUES = 0x07,
  NVME_FEATURE_INTERRUPT_COALESCING = 0x08,
  NVME_FEATURE_INTERRUPT_VECTOR_CONFIG = 0x09,
  NVME_FEATURE_WRITE_ATOMICITY = 0x0A,
  NVME_FEATURE_ASYNC_EVENT_CONFIG = 0x0B,
  NVME_FEATURE_AUTONOMOUS_POWER_STATE_TRANSITION = 0x0C,
  NVME_FEATURE_HOST_MEMORY_BUFFER = 0x0D
} NVME_FEATURES;

typedef struct {
  ULONG Attributes;
  ULONG LogicalBlockCount;
  ULONGLONG StartingLBA;
} NVME_LBA_RANGE, *PNVME_LBA_RANGE;

#pragma pack(pop)

#ifdef __cplusplus
}
#endif

#endif // MINIPORT_SDK_NVME_H
