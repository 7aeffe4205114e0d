// Layouts that public documents give, on each processor, in C and C++.
// RUN: %clang --target=x86_64-pc-windows-msvc -D_AMD64_ -fms-extensions -fsyntax-only -isystem %sdk %s
// RUN: %clang --target=i686-pc-windows-msvc -D_X86_ -fms-extensions -fsyntax-only -isystem %sdk %s
// RUN: %clang --target=aarch64-pc-windows-msvc -D_ARM64_ -fms-extensions -fsyntax-only -isystem %sdk %s
// RUN: %clang --target=x86_64-pc-windows-msvc -D_AMD64_ -x c++ -std=c++17 -fms-extensions -fsyntax-only -isystem %sdk %s
// RUN: %clang --target=i686-pc-windows-msvc -D_X86_ -x c++ -std=c++17 -fms-extensions -fsyntax-only -isystem %sdk %s
#include <wdm.h>
#include <storport.h>
#include <ata.h>
#include <ntdddisk.h>
#include <ntddscsi.h>
#include <nvme.h>
#include <wmistr.h>

#ifdef _WIN64
#define BY_POINTER(Wide, Narrow) (Wide)
#else
#define BY_POINTER(Wide, Narrow) (Narrow)
#endif
#define AT(Type, Member, Offset) C_ASSERT(FIELD_OFFSET(Type, Member) == (Offset))

// Basic types.
C_ASSERT(sizeof(PVOID) == BY_POINTER(8, 4));
C_ASSERT(sizeof(LARGE_INTEGER) == 8 && sizeof(ULONG) == 4 && sizeof(WCHAR) == 2);
C_ASSERT(sizeof(LIST_ENTRY) == 2 * sizeof(PVOID));
C_ASSERT(sizeof(UNICODE_STRING) == BY_POINTER(16, 8));
C_ASSERT(sizeof(GUID) == 16);

// SCSI: commands, inquiry and sense data (SPC).
C_ASSERT(sizeof(CDB) == 16);
C_ASSERT(sizeof(SENSE_DATA) == 18);
AT(SENSE_DATA, AdditionalSenseCode, 12);
AT(SENSE_DATA, AdditionalSenseCodeQualifier, 13);
AT(INQUIRYDATA, VendorId, 8);
AT(INQUIRYDATA, ProductId, 16);
AT(INQUIRYDATA, ProductRevisionLevel, 32);
C_ASSERT(sizeof(READ_CAPACITY_DATA) == 8);

// The request block (srb.h): its size is in every request.
C_ASSERT(sizeof(SCSI_REQUEST_BLOCK) == BY_POINTER(88, 64));
AT(SCSI_REQUEST_BLOCK, SrbStatus, 3);
AT(SCSI_REQUEST_BLOCK, PathId, 5);
AT(SCSI_REQUEST_BLOCK, SrbFlags, 12);
AT(SCSI_REQUEST_BLOCK, DataTransferLength, 16);
AT(SCSI_REQUEST_BLOCK, DataBuffer, 24);
AT(SCSI_REQUEST_BLOCK, Cdb, BY_POINTER(72, 48));
C_ASSERT(sizeof(STORAGE_REQUEST_BLOCK) == BY_POINTER(128, 96));
AT(STORAGE_REQUEST_BLOCK, Function, 2);
AT(STORAGE_REQUEST_BLOCK, Signature, 8);
AT(STORAGE_REQUEST_BLOCK, SrbFunction, 20);
AT(STORAGE_REQUEST_BLOCK, RequestTag, 32);
AT(STORAGE_REQUEST_BLOCK, SystemStatus, 44);
AT(STORAGE_REQUEST_BLOCK, ZeroGuard1, 48);
AT(STORAGE_REQUEST_BLOCK, AddressOffset, 52);
AT(STORAGE_REQUEST_BLOCK, DataBuffer, 64);
AT(STORAGE_REQUEST_BLOCK, OriginalRequest, BY_POINTER(80, 72));
AT(STORAGE_REQUEST_BLOCK, SrbExDataOffset, BY_POINTER(120, 92));
C_ASSERT(sizeof(STORAGE_REQUEST_BLOCK_HEADER) == BY_POINTER(8, 4));
C_ASSERT(sizeof(STOR_ADDRESS) == BY_POINTER(16, 12));
C_ASSERT(sizeof(SRBEX_DATA_SCSI_CDB16) == BY_POINTER(40, 36));
C_ASSERT(sizeof(SRBEX_DATA_IO_INFO) == 32);

// What a miniport is told of its adapter, and tells of itself.
AT(PORT_CONFIGURATION_INFORMATION, InterruptMode, 20);
AT(PORT_CONFIGURATION_INFORMATION, MaximumTransferLength, 24);
AT(PORT_CONFIGURATION_INFORMATION, AccessRanges, 56);
AT(PORT_CONFIGURATION_INFORMATION, NumberOfBuses, BY_POINTER(72, 64));
AT(PORT_CONFIGURATION_INFORMATION, SlotNumber, BY_POINTER(100, 92));
AT(PORT_CONFIGURATION_INFORMATION, DeviceExtensionSize, BY_POINTER(132, 124));
AT(HW_INITIALIZATION_DATA, HwInterrupt, BY_POINTER(24, 16));

// Commands of readers of CDs, requests of 32-bit programs, SMART.
C_ASSERT(sizeof(((CDB *)0)->READ_CD_MSF) == 12);
#ifdef _AMD64_ // Clang has no narrow pointers for other processors
C_ASSERT(sizeof(SCSI_PASS_THROUGH_DIRECT32) == 44);
C_ASSERT(sizeof(ATA_PASS_THROUGH_DIRECT32) == 40);
#endif
C_ASSERT(sizeof(IDEREGS) == 8 && sizeof(SENDCMDOUTPARAMS) == 17);
AT(SENDCMDINPARAMS, bBuffer, 32);
C_ASSERT(sizeof(WNODE_HEADER) == 48);

// ATA: a sector of identify data.
C_ASSERT(sizeof(IDENTIFY_DEVICE_DATA) == 512);
AT(IDENTIFY_DEVICE_DATA, SerialNumber, 20);
AT(IDENTIFY_DEVICE_DATA, ModelNumber, 54);

// NVM Express 1.4.
C_ASSERT(sizeof(NVME_COMMAND) == 64);
AT(NVME_COMMAND, NSID, 4);
AT(NVME_COMMAND, PRP1, 24);
AT(NVME_COMMAND, PRP2, 32);
AT(NVME_COMMAND, u, 40);
C_ASSERT(sizeof(NVME_COMPLETION_ENTRY) == 16);
AT(NVME_COMPLETION_ENTRY, DW3, 12);
C_ASSERT(sizeof(NVME_COMMAND_STATUS) == 2);
C_ASSERT(sizeof(NVME_POWER_STATE_DESC) == 32);
C_ASSERT(sizeof(NVME_IDENTIFY_CONTROLLER_DATA) == 4096);
AT(NVME_IDENTIFY_CONTROLLER_DATA, MDTS, 77);
AT(NVME_IDENTIFY_CONTROLLER_DATA, OACS, 256);
AT(NVME_IDENTIFY_CONTROLLER_DATA, SQES, 512);
AT(NVME_IDENTIFY_CONTROLLER_DATA, NN, 516);
AT(NVME_IDENTIFY_CONTROLLER_DATA, VWC, 525);
AT(NVME_IDENTIFY_CONTROLLER_DATA, SGLS, 536);
AT(NVME_IDENTIFY_CONTROLLER_DATA, SUBNQN, 768);
AT(NVME_IDENTIFY_CONTROLLER_DATA, PDS, 2048);
C_ASSERT(sizeof(NVME_IDENTIFY_NAMESPACE_DATA) == 4096);
AT(NVME_IDENTIFY_NAMESPACE_DATA, FLBAS, 26);
AT(NVME_IDENTIFY_NAMESPACE_DATA, NGUID, 104);
AT(NVME_IDENTIFY_NAMESPACE_DATA, EUI64, 120);
AT(NVME_IDENTIFY_NAMESPACE_DATA, LBAF, 128);
C_ASSERT(sizeof(NVME_HEALTH_INFO_LOG) == 512);
C_ASSERT(sizeof(NVME_LBA_RANGE) == 16);
AT(NVME_CONTROLLER_REGISTERS, CC, 0x14);
AT(NVME_CONTROLLER_REGISTERS, CSTS, 0x1C);
AT(NVME_CONTROLLER_REGISTERS, AQA, 0x24);
AT(NVME_CONTROLLER_REGISTERS, ASQ, 0x28);
AT(NVME_CONTROLLER_REGISTERS, ACQ, 0x30);
AT(NVME_CONTROLLER_REGISTERS, CMBSZ, 0x3C);
AT(NVME_CONTROLLER_REGISTERS, Doorbells, 0x1000);
