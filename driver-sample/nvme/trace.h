//===- trace.h - The driver's own trace macros ----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A message costs a comparison unless its level is switched on, so that traces
// may stand in interrupt routines. StorPortDebugPrint may be called at any
// IRQL. Arguments are evaluated only when the level is on: never put a call
// with an effect into one.
//
//===----------------------------------------------------------------------===//

#pragma once

#define TRACE_ERROR 1u
#define TRACE_STATE 2u
#define TRACE_REQUEST 3u

// Set by a debugger, or by the registry value TraceLevel.
extern ULONG TraceLevel;

#define TRACE(Level, ...)                                                      \
  do {                                                                         \
    if ((Level) <= TraceLevel)                                                 \
      StorPortDebugPrint((Level), "nvme: " __VA_ARGS__);                       \
  } while (0)
