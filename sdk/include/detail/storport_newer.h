//===- storport_newer.h - newer Storport types whose layout is not public ---===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_DETAIL_STORPORT_NEWER_H
#define MINIPORT_SDK_DETAIL_STORPORT_NEWER_H

#include "storport_types.h"

// A miniport hands pointers to these around; where no public document shows
// the members, the type stays incomplete.

#ifdef __cplusplus
extern "C" {
#endif

typedef enum _STORPORT_QUERY_CONFIGURATION_TYPE {
  StorportQueryConfigurationD3,
  StorportQueryConfigurationMax
} STORPORT_QUERY_CONFIGURATION_TYPE, *PSTORPORT_QUERY_CONFIGURATION_TYPE;

typedef ULONG STOR_TELEMETRY_CATEGORY, *PSTOR_TELEMETRY_CATEGORY;
typedef ULONG STOR_DRIVER_PROXY_ENDPOINT_FUNCTION_ID;
typedef struct _STOR_CRYPTO_KEY_INFO STOR_CRYPTO_KEY_INFO,
    *PSTOR_CRYPTO_KEY_INFO;
typedef struct _STOR_CRYPTO_CAPABILITIES_DATA STOR_CRYPTO_CAPABILITIES_DATA,
    *PSTOR_CRYPTO_CAPABILITIES_DATA;
typedef struct _STORPORT_CAPTURE_LIVEDUMP STORPORT_CAPTURE_LIVEDUMP,
    *PSTORPORT_CAPTURE_LIVEDUMP;
typedef struct _STOR_DRIVER_PROXY_EXTENSION STOR_DRIVER_PROXY_EXTENSION,
    *PSTOR_DRIVER_PROXY_EXTENSION;
typedef struct _STOR_DRIVER_PROXY_ENDPOINT_INFORMATION
    STOR_DRIVER_PROXY_ENDPOINT_INFORMATION,
    *PSTOR_DRIVER_PROXY_ENDPOINT_INFORMATION;
typedef struct _STOR_DPC_WATCHDOG_INFORMATION STOR_DPC_WATCHDOG_INFORMATION,
    *PSTOR_DPC_WATCHDOG_INFORMATION;

#ifdef __cplusplus
}
#endif

#endif // MINIPORT_SDK_DETAIL_STORPORT_NEWER_H
