//===- nvme_ioctl.h - What the miniport answers by IOCTL ------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// For programs and the driver alike. IOCTL_SCSI_MINIPORT with the signature
// below; the data that the control code asks for follows the SRB_IO_CONTROL.
//
//===----------------------------------------------------------------------===//

#pragma once

#define NVME_CONTROL_SIGNATURE "MPTNVME "

#define NVME_CONTROL_STATISTICS 1u // NVME_CONTROL_STATISTICS_DATA.
#define NVME_CONTROL_GET_LOG 2u    // NVME_CONTROL_LOG_DATA.
#define NVME_CONTROL_IDENTIFY 3u   // The controller's 4096 bytes.

// SRB_IO_CONTROL.ReturnCode.
#define NVME_CONTROL_SUCCESS 0u
#define NVME_CONTROL_BAD_CODE 1u
#define NVME_CONTROL_BAD_LENGTH 2u
#define NVME_CONTROL_BAD_PARAMETER 3u
#define NVME_CONTROL_BUSY 4u
#define NVME_CONTROL_FAILED 5u // Or 0x10000 and the NVMe status.

typedef struct _NVME_CONTROL_STATISTICS_DATA {
  ULONG Size;
  ULONG State;
  ULONG Phase;
  ULONG MessageCount;
  ULONG IoQueues;
  ULONG Channels;
  ULONG InFlight;
  ULONG Resets;
  ULONG Errors;
  ULONG ErrorLog[16];
} NVME_CONTROL_STATISTICS_DATA, *PNVME_CONTROL_STATISTICS_DATA;

// In: all but Data. Out: Data.
typedef struct _NVME_CONTROL_LOG_DATA {
  ULONG Log;
  ULONG NamespaceId;
  ULONG Bytes; // A multiple of four, at most 4096.
  ULONG Reserved;
  UCHAR Data[1];
} NVME_CONTROL_LOG_DATA, *PNVME_CONTROL_LOG_DATA;
