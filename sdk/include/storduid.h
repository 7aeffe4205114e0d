//===- storduid.h - the unique identifier of a storage device -------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_STORDUID_H
#define MINIPORT_SDK_STORDUID_H

#include "ntddstor.h"

#ifdef __cplusplus
extern "C" {
#endif

#define DUID_HARDWARE_IDS_ONLY 0
#define DUID_INCLUDE_SOFTWARE_IDS 1

#define DUID_VERSION_1 1

typedef enum _DUID_MATCH_STATUS {
  DuidExactMatch = 0,
  DuidSubIdMatch,
  DuidNoMatch,
  DuidErrorGeneral = 100,
  DuidErrorMissingDuid,
  DuidErrorVersionMismatch,
  DuidErrorInvalidDuid,
  DuidErrorInvalidDeviceIdDescSize,
  DuidErrorInvalidDeviceDescSize,
  DuidErrorInvalidLayoutSigSize,
  DuidErrorInvalidLayoutSigVersion,
  DuidErrorMaximum
} DUID_MATCH_STATUS;

typedef struct _STORAGE_DEVICE_UNIQUE_IDENTIFIER {
  ULONG Version;
  ULONG Size;
  ULONG StorageDeviceIdOffset;
  ULONG StorageDeviceOffset;
  ULONG DriveLayoutSignatureOffset;
} STORAGE_DEVICE_UNIQUE_IDENTIFIER, *PSTORAGE_DEVICE_UNIQUE_IDENTIFIER;

typedef struct _STORAGE_DEVICE_LAYOUT_SIGNATURE {
  ULONG Version;
  ULONG Size;
  BOOLEAN Mbr;
  union {
    ULONG MbrSignature;
    GUID GptDiskId;
  } DeviceSpecific;
} STORAGE_DEVICE_LAYOUT_SIGNATURE, *PSTORAGE_DEVICE_LAYOUT_SIGNATURE;

#ifdef __cplusplus
}
#endif

#endif // MINIPORT_SDK_STORDUID_H
