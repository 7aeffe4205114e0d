//===- stortrce.h - tracing of miniports ----------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_STORTRCE_H
#define MINIPORT_SDK_STORTRCE_H

// A trace message is an expansion that a preprocessor of its own generates
// into a .tmh file; see generic.tmh.

#include "ntdef.h"
#include "evntrace.h"
#include "generic.tmh"

#ifdef __cplusplus
extern "C" {
#endif

typedef VOID NTAPI STORAGE_TRACE_CLEANUP_ROUTINE(PVOID Argument);
typedef STORAGE_TRACE_CLEANUP_ROUTINE *PSTORAGE_TRACE_CLEANUP_ROUTINE;

// Members as public drivers use them; their order is not documented.
typedef struct _STORAGE_TRACE_INIT_INFO {
  ULONG Size;
  PVOID DriverObject;
  ULONG NumErrorLogRecords;
  PSTORAGE_TRACE_CLEANUP_ROUTINE TraceCleanupRoutine;
  PVOID TraceContext;
} STORAGE_TRACE_INIT_INFO, *PSTORAGE_TRACE_INIT_INFO;

#ifdef __cplusplus
}
#endif

#endif // MINIPORT_SDK_STORTRCE_H
