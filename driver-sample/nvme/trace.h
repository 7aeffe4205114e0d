//===- trace.h - The driver's own trace macros ----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A message costs a comparison unless its level is switched on, so that traces
// may stand in interrupt routines. Arguments are evaluated only when the level
// is on: never put a call with an effect into one.
//
// A build with the trace preprocessor (NVME_WPP) reads the configuration below
// and sends the messages to WPP. Every other build sends them to the debugger:
// StorPortDebugPrint may be called at any IRQL.
//
//===----------------------------------------------------------------------===//

#pragma once

#define TRACE_ERROR 1u
#define TRACE_STATE 2u
#define TRACE_REQUEST 3u

// Set by a debugger, or by the registry value TraceLevel.
extern ULONG TraceLevel;

#if defined(NVME_WPP)

#define WPP_CONTROL_GUIDS                                                      \
  WPP_DEFINE_CONTROL_GUID(                                                     \
      NvmeMiniportTrace, (6f0e7a52, 3c1d, 4b7e, 9a64, 1d2f90c55b38),           \
      WPP_DEFINE_BIT(TraceFlagDriver) WPP_DEFINE_BIT(TraceFlagRequest))

#define WPP_LEVEL_ENABLED(Level)                                               \
  (WPP_LEVEL_ENABLED_BASE(TraceFlagDriver) && (Level) <= TraceLevel)
#define WPP_LEVEL_LOGGER(Level) WPP_CONTROL(WPP_BIT_TraceFlagDriver).Logger,

// begin_wpp config
//
// FUNC TRACE(LEVEL, MSG, ...);
// FUNC TraceState{LEVEL=TRACE_STATE}(MSG, ...);
// FUNC TraceRequest{LEVEL=TRACE_REQUEST}(MSG, ...);
// USEPREFIX(TRACE, "%!STDPREFIX! %!FUNC!: ");
//
// CUSTOM_TYPE(AdapterState, ItemListLong(Stopped, Starting, Running, Failed,
// Removed));
//
// end_wpp

#else

#define TRACE(Level, ...)                                                      \
  do {                                                                         \
    if ((Level) <= TraceLevel)                                                 \
      StorPortDebugPrint((Level), "nvme: " __VA_ARGS__);                       \
  } while (0)
#define TraceState(...) TRACE(TRACE_STATE, __VA_ARGS__)
#define TraceRequest(...) TRACE(TRACE_REQUEST, __VA_ARGS__)

#endif
