//===- scsi_newer.h - SCSI parameter data of newer standards --------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_DETAIL_SCSI_NEWER_H
#define MINIPORT_SDK_DETAIL_SCSI_NEWER_H

#include "../ntdef.h"

#ifdef __cplusplus
extern "C" {
#endif

#define VPD_ATA_INFORMATION 0x89
#define VPD_THIRD_PARTY_COPY 0x8F
#define VPD_BLOCK_LIMITS 0xB0
#define VPD_BLOCK_DEVICE_CHARACTERISTICS 0xB1
#define VPD_LOGICAL_BLOCK_PROVISIONING 0xB2
#define VPD_ZONED_BLOCK_DEVICE_CHARACTERISTICS 0xB6

#define PROVISIONING_TYPE_UNKNOWN 0x0
#define PROVISIONING_TYPE_RESOURCE 0x1
#define PROVISIONING_TYPE_THIN 0x2

#define VER_DESCRIPTOR_SBC_3 0x04C0
#define VER_DESCRIPTOR_1667_NOVERSION 0xFFC0

#define SCSI_SENSE_ERRORCODE_FIXED_CURRENT 0x70
#define SCSI_SENSE_ERRORCODE_FIXED_DEFERRED 0x71
#define SCSI_SENSE_ERRORCODE_DESCRIPTOR_CURRENT 0x72
#define SCSI_SENSE_ERRORCODE_DESCRIPTOR_DEFERRED 0x73

#define SCSI_SENSE_DESCRIPTOR_TYPE_INFORMATION 0x00
#define SCSI_SENSE_DESCRIPTOR_TYPE_BLOCK_COMMAND 0x05
#define SCSI_SENSE_DESCRIPTOR_TYPE_ATA_STATUS_RETURN 0x09

#define SCSI_ADSENSE_SERVO_ERROR 0x09
#define SCSI_ADSENSE_WARNING 0x0B
#define SCSI_ADSENSE_COPY_TARGET_DEVICE_ERROR 0x0D
#define SCSI_ADSENSE_CRC_OR_ECC_ERROR 0x10
#define SCSI_ADSENSE_UNRECOVERED_ERROR 0x11
#define SCSI_ADSENSE_DEFECT_LIST_ERROR 0x19
#define SCSI_ADSENSE_MISCOMPARE_DURING_VERIFY_OPERATION 0x1D
#define SCSI_ADSENSE_INVALID_TOKEN 0x23
#define SCSI_ADSENSE_DEFECT_LIST 0x32
#define SCSI_ADSENSE_LB_PROVISIONING 0x38
#define SCSI_ADSENSE_LOGICAL_UNIT_ERROR 0x3E
#define SCSI_ADSENSE_DATA_PATH_FAILURE 0x41
#define SCSI_ADSENSE_POWER_ON_SELF_TEST_FAILURE 0x42
#define SCSI_ADSENSE_INTERNAL_TARGET_FAILURE 0x44
#define SCSI_ADSENSE_DATA_TRANSFER_ERROR 0x4B
#define SCSI_ADSENSE_LUN_FAILED_SELF_CONFIGURATION 0x4C
#define SCSI_ADSENSE_RESOURCE_FAILURE 0x55
#define SCSI_SENSEQ_SPACE_ALLOC_FAILED_WRITE_PROTECT 0x07
#define SCSI_SENSEQ_CAPACITY_DATA_CHANGED 0x09

#define SCSI_WRITE_BUFFER_MODE_0D_MODE_SPECIFIC_VSE_ACT 0x01
#define SCSI_WRITE_BUFFER_MODE_0D_MODE_SPECIFIC_HR_ACT 0x02
#define SCSI_WRITE_BUFFER_MODE_0D_MODE_SPECIFIC_PO_ACT 0x04

#define READ_BUFFER_MODE_ERROR_HISTORY 0x1C
#define BUFFER_ID_RETURN_ERROR_HISTORY_DIRECTORY 0x00
#define BUFFER_ID_RETURN_ERROR_HISTORY_MINIMUM_THRESHOLD 0x10
#define BUFFER_ID_RETURN_ERROR_HISTORY_MAXIMUM_THRESHOLD 0xEF
#define BUFFER_FORMAT_CURRENT_INTERNAL_STATUS_DATA 0x1
#define BUFFER_SOURCE_CREATED_DUE_TO_CURRENT_COMMAND 0x3

#pragma pack(push, 1)

typedef struct _READ_CAPACITY16_DATA {
  LARGE_INTEGER LogicalBlockAddress;
  ULONG BytesPerBlock;
  UCHAR ProtectionEnable : 1;
  UCHAR ProtectionType : 3;
  UCHAR RcBasis : 2;
  UCHAR Reserved : 2;
  UCHAR LogicalPerPhysicalExponent : 4;
  UCHAR ProtectionInfoExponent : 4;
  UCHAR LowestAlignedBlock_MSB : 6;
  UCHAR LBPRZ : 1;
  UCHAR LBPME : 1;
  UCHAR LowestAlignedBlock_LSB;
  UCHAR Reserved3[16];
} READ_CAPACITY16_DATA, *PREAD_CAPACITY16_DATA;

typedef struct _UNMAP_BLOCK_DESCRIPTOR {
  UCHAR StartingLba[8];
  UCHAR LbaCount[4];
  UCHAR Reserved[4];
} UNMAP_BLOCK_DESCRIPTOR, *PUNMAP_BLOCK_DESCRIPTOR;

typedef struct _UNMAP_LIST_HEADER {
  UCHAR DataLength[2];
  UCHAR BlockDescrDataLength[2];
  UCHAR Reserved[4];
  UNMAP_BLOCK_DESCRIPTOR Descriptors[0];
} UNMAP_LIST_HEADER, *PUNMAP_LIST_HEADER;

typedef struct _VPD_EXTENDED_INQUIRY_DATA_PAGE {
  UCHAR DeviceType : 5;
  UCHAR DeviceTypeQualifier : 3;
  UCHAR PageCode;
  UCHAR PageLength[2];
  UCHAR RefChk : 1;
  UCHAR AppChk : 1;
  UCHAR GrdChk : 1;
  UCHAR Spt : 3;
  UCHAR ActivateMicrocode : 2;
  UCHAR SimpSup : 1;
  UCHAR OrdSup : 1;
  UCHAR HeadSup : 1;
  UCHAR PriorSup : 1;
  UCHAR GroupSup : 1;
  UCHAR UaskSup : 1;
  UCHAR Reserved0 : 2;
  UCHAR VSup : 1;
  UCHAR NvSup : 1;
  UCHAR Obsolete0 : 1;
  UCHAR WuSup : 1;
  UCHAR Reserved1 : 4;
  UCHAR LuiClr : 1;
  UCHAR Reserved2 : 3;
  UCHAR PiiSup : 1;
  UCHAR NoPiChk : 1;
  UCHAR Reserved3 : 2;
  UCHAR Obsolete1 : 1;
  UCHAR HssRelef : 1;
  UCHAR Reserved4 : 1;
  UCHAR RtdSup : 1;
  UCHAR RSup : 1;
  UCHAR LuCollectionType : 3;
  UCHAR Multi_i_t_Nexus_Microcode_Download : 4;
  UCHAR Reserved5 : 4;
  UCHAR ExtendedSelfTestCompletionMinutes[2];
  UCHAR Reserved6 : 5;
  UCHAR VsaSup : 1;
  UCHAR HraSup : 1;
  UCHAR PoaSup : 1;
  UCHAR MaxSupportedSenseDataLength;
  UCHAR Reserved7[50];
} VPD_EXTENDED_INQUIRY_DATA_PAGE, *PVPD_EXTENDED_INQUIRY_DATA_PAGE;

typedef struct _VPD_ATA_INFORMATION_PAGE {
  UCHAR DeviceType : 5;
  UCHAR DeviceTypeQualifier : 3;
  UCHAR PageCode;
  UCHAR PageLength[2];
  UCHAR Reserved0[4];
  UCHAR VendorId[8];
  UCHAR ProductId[16];
  UCHAR ProductRevisionLevel[4];
  UCHAR DeviceSignature[20];
  UCHAR CommandCode;
  UCHAR Reserved1[3];
  UCHAR IdentifyDeviceData[512];
} VPD_ATA_INFORMATION_PAGE, *PVPD_ATA_INFORMATION_PAGE;

typedef struct _VPD_BLOCK_LIMITS_PAGE {
  UCHAR DeviceType : 5;
  UCHAR DeviceTypeQualifier : 3;
  UCHAR PageCode;
  UCHAR PageLength[2];
  union {
    struct {
      UCHAR Reserved0;
      UCHAR MaximumCompareAndWriteLength;
      UCHAR OptimalTransferLengthGranularity[2];
      UCHAR MaximumTransferLength[4];
      UCHAR OptimalTransferLength[4];
      UCHAR MaxPrefetchXDReadXDWriteTransferLength[4];
      UCHAR MaximumUnmapLBACount[4];
      UCHAR MaximumUnmapBlockDescriptorCount[4];
      UCHAR OptimalUnmapGranularity[4];
      union {
        struct {
          UCHAR UGAlignmentByte3 : 7;
          UCHAR UGAValid : 1;
          UCHAR UGAlignmentByte2;
          UCHAR UGAlignmentByte1;
          UCHAR UGAlignmentByte0;
        };
        UCHAR UnmapGranularityAlignment[4];
      };
      UCHAR Reserved1[28];
    };
    UCHAR Descriptors[1];
  };
} VPD_BLOCK_LIMITS_PAGE, *PVPD_BLOCK_LIMITS_PAGE;

typedef struct _VPD_BLOCK_DEVICE_CHARACTERISTICS_PAGE {
  UCHAR DeviceType : 5;
  UCHAR DeviceTypeQualifier : 3;
  UCHAR PageCode;
  UCHAR Reserved0;
  UCHAR PageLength;
  UCHAR MediumRotationRateMsb;
  UCHAR MediumRotationRateLsb;
  UCHAR MediumProductType;
  UCHAR NominalFormFactor : 4;
  UCHAR WACEREQ : 2;
  UCHAR WABEREQ : 2;
  UCHAR VBULS : 1;
  UCHAR FUAB : 1;
  UCHAR BOCS : 1;
  UCHAR Reserved1 : 1;
  UCHAR ZONED : 2;
  UCHAR Reserved2 : 2;
  UCHAR Reserved3[3];
  UCHAR DepopulationTime[4];
  UCHAR Reserved4[48];
} VPD_BLOCK_DEVICE_CHARACTERISTICS_PAGE,
    *PVPD_BLOCK_DEVICE_CHARACTERISTICS_PAGE;

typedef struct _VPD_LOGICAL_BLOCK_PROVISIONING_PAGE {
  UCHAR DeviceType : 5;
  UCHAR DeviceTypeQualifier : 3;
  UCHAR PageCode;
  UCHAR PageLength[2];
  UCHAR ThresholdExponent;
  UCHAR DP : 1;
  UCHAR ANC_SUP : 1;
  UCHAR LBPRZ : 1;
  UCHAR Reserved0 : 2;
  UCHAR LBPWS10 : 1;
  UCHAR LBPWS : 1;
  UCHAR LBPU : 1;
  UCHAR ProvisioningType : 3;
  UCHAR Reserved1 : 5;
  UCHAR Reserved2;
  UCHAR ProvisioningGroupDescr[0];
} VPD_LOGICAL_BLOCK_PROVISIONING_PAGE, *PVPD_LOGICAL_BLOCK_PROVISIONING_PAGE;

typedef struct _DESCRIPTOR_SENSE_DATA {
  UCHAR ErrorCode : 7;
  UCHAR Reserved1 : 1;
  UCHAR SenseKey : 4;
  UCHAR Reserved2 : 4;
  UCHAR AdditionalSenseCode;
  UCHAR AdditionalSenseCodeQualifier;
  UCHAR Reserved3[3];
  UCHAR AdditionalSenseLength;
  UCHAR DescriptorBuffer[ANYSIZE_ARRAY];
} DESCRIPTOR_SENSE_DATA, *PDESCRIPTOR_SENSE_DATA;

typedef struct _SCSI_SENSE_DESCRIPTOR_HEADER {
  UCHAR DescriptorType;
  UCHAR AdditionalLength;
} SCSI_SENSE_DESCRIPTOR_HEADER, *PSCSI_SENSE_DESCRIPTOR_HEADER;

typedef struct _SCSI_SENSE_DESCRIPTOR_INFORMATION {
  SCSI_SENSE_DESCRIPTOR_HEADER Header;
  UCHAR Valid : 1;
  UCHAR Reserved1 : 7;
  UCHAR Reserved2;
  UCHAR Information[8];
} SCSI_SENSE_DESCRIPTOR_INFORMATION, *PSCSI_SENSE_DESCRIPTOR_INFORMATION;

typedef struct _SCSI_SENSE_DESCRIPTOR_ATA_STATUS_RETURN {
  SCSI_SENSE_DESCRIPTOR_HEADER Header;
  UCHAR Extend : 1;
  UCHAR Reserved1 : 7;
  UCHAR Error;
  UCHAR SectorCount15_8;
  UCHAR SectorCount7_0;
  UCHAR LbaLow15_8;
  UCHAR LbaLow7_0;
  UCHAR LbaMid15_8;
  UCHAR LbaMid7_0;
  UCHAR LbaHigh15_8;
  UCHAR LbaHigh7_0;
  UCHAR Device;
  UCHAR Status;
} SCSI_SENSE_DESCRIPTOR_ATA_STATUS_RETURN,
    *PSCSI_SENSE_DESCRIPTOR_ATA_STATUS_RETURN;

typedef struct _PHYSICAL_ELEMENT_STATUS_DATA_DESCRIPTOR {
  UCHAR Reserved1[4];
  UCHAR ElementIdentifier[4];
  UCHAR Reserved2[6];
  UCHAR PhysicalElementType;
  UCHAR PhysicalElementHealth;
  UCHAR AssociatedCapacity[8];
  UCHAR Reserved3[8];
} PHYSICAL_ELEMENT_STATUS_DATA_DESCRIPTOR,
    *PPHYSICAL_ELEMENT_STATUS_DATA_DESCRIPTOR;

typedef struct _PHYSICAL_ELEMENT_STATUS_PARAMETER_DATA {
  UCHAR DescriptorCount[4];
  UCHAR ReturnedDescriptorCount[4];
  UCHAR ElementIdentifierBeingDepoped[4];
  UCHAR Reserved[20];
  PHYSICAL_ELEMENT_STATUS_DATA_DESCRIPTOR Descriptors[ANYSIZE_ARRAY];
} PHYSICAL_ELEMENT_STATUS_PARAMETER_DATA,
    *PPHYSICAL_ELEMENT_STATUS_PARAMETER_DATA;

typedef struct _ERROR_HISTORY_DIRECTORY_ENTRY {
  UCHAR SupportedBufferId;
  UCHAR BufferFormat;
  UCHAR BufferSource : 4;
  UCHAR Reserved0 : 4;
  UCHAR Reserved1;
  UCHAR MaxAvailableLength[4];
} ERROR_HISTORY_DIRECTORY_ENTRY, *PERROR_HISTORY_DIRECTORY_ENTRY;

typedef struct _ERROR_HISTORY_DIRECTORY {
  UCHAR T10VendorId[8];
  UCHAR ErrorHistoryVersion;
  UCHAR ClearSupport : 1;
  UCHAR ErrorHistorySource : 2;
  UCHAR ErrorHistoryRetrieved : 2;
  UCHAR Reserved0 : 3;
  UCHAR Reserved1[20];
  UCHAR DirectoryLength[2];
  ERROR_HISTORY_DIRECTORY_ENTRY ErrorHistoryDirectoryList[ANYSIZE_ARRAY];
} ERROR_HISTORY_DIRECTORY, *PERROR_HISTORY_DIRECTORY;

typedef struct _CURRENT_INTERNAL_STATUS_PARAMETER_DATA {
  UCHAR Reserved0[4];
  UCHAR IEEECompanyId[4];
  UCHAR CurrentInternalStatusDataSetOneLength[2];
  UCHAR CurrentInternalStatusDataSetTwoLength[2];
  UCHAR CurrentInternalStatusDataSetThreeLength[2];
  UCHAR CurrentInternalStatusDataSetFourLength[4];
  UCHAR Reserved1[364];
  UCHAR NewSavedDataAvailable;
  UCHAR SavedDataGenerationNumber;
  UCHAR CurrentReasonIdentifier[128];
  UCHAR CurrentInternalStatusData[ANYSIZE_ARRAY];
} CURRENT_INTERNAL_STATUS_PARAMETER_DATA,
    *PCURRENT_INTERNAL_STATUS_PARAMETER_DATA;

#pragma pack(pop)

#ifdef __cplusplus
}
#endif

#endif // MINIPORT_SDK_DETAIL_SCSI_NEWER_H
