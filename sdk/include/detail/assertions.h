//===- assertions.h - assertions and debug output -------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_DETAIL_ASSERTIONS_H
#define MINIPORT_SDK_DETAIL_ASSERTIONS_H

#include "../ntdef.h"

// In a checked build (DBG not zero) an assertion evaluates its condition and
// assumes nothing: both answers stay possible. In a free build its text is
// discarded, as in the original: drivers name members there that exist in
// checked builds only.
#if defined(DBG) && DBG
#define ASSERT(Condition) ((void)(Condition))
#define RTL_SOFT_ASSERT(Condition) ((void)(Condition))
#define NT_ASSERT(Condition) ((void)(Condition))
#define NT_ASSERT_ACTION(Condition) ((void)(Condition))
#define NT_ASSERT_ASSUME(Condition) ((void)(Condition))
#define PAGED_ASSERT(Condition) ((void)(Condition))
#define ASSERTMSG(Message, Condition) ((void)(Condition))
#define RTL_SOFT_ASSERTMSG(Message, Condition) ((void)(Condition))
#define NT_ASSERTMSG(Message, Condition) ((void)(Condition))
#define NT_ASSERTMSGW(Message, Condition) ((void)(Condition))
#define NT_ASSERTMSG_ASSUME(Message, Condition) ((void)(Condition))
#define NT_ASSERTMSGW_ASSUME(Message, Condition) ((void)(Condition))
#else
#define ASSERT(Condition) ((void)0)
#define RTL_SOFT_ASSERT(Condition) ((void)0)
#define NT_ASSERT(Condition) ((void)0)
#define NT_ASSERT_ACTION(Condition) ((void)0)
#define NT_ASSERT_ASSUME(Condition) ((void)0)
#define PAGED_ASSERT(Condition) ((void)0)
#define ASSERTMSG(Message, Condition) ((void)0)
#define RTL_SOFT_ASSERTMSG(Message, Condition) ((void)0)
#define NT_ASSERTMSG(Message, Condition) ((void)0)
#define NT_ASSERTMSGW(Message, Condition) ((void)0)
#define NT_ASSERTMSG_ASSUME(Message, Condition) ((void)0)
#define NT_ASSERTMSGW_ASSUME(Message, Condition) ((void)0)
#endif

// These are evaluated in every build.
#define NT_FRE_ASSERT(Condition) ((void)(Condition))
#define NT_FRE_ASSERTMSG(Message, Condition) ((void)(Condition))
#define RTL_VERIFY(Condition) ((Condition) ? TRUE : FALSE)
#define RTL_VERIFYMSG(Message, Condition) ((Condition) ? TRUE : FALSE)
#define NT_VERIFY(Condition) ((Condition) ? TRUE : FALSE)
#define NT_VERIFYMSG(Message, Condition) ((Condition) ? TRUE : FALSE)
#define NT_ANALYSIS_ASSUME(Condition) __assume(Condition)

#define PAGED_CODE()
#define PAGED_CODE_LOCKED()
#define NONPAGED_CODE()
#define ALLOC_PRAGMA 1

#ifdef __cplusplus
extern "C" {
#endif

ULONG __cdecl DbgPrint(PCSTR Format, ...);
ULONG __cdecl DbgPrintEx(ULONG ComponentId, ULONG Level, PCSTR Format, ...);
ULONG NTAPI vDbgPrintEx(ULONG ComponentId, ULONG Level, PCCH Format,
                        va_list Arguments);
ULONG NTAPI vDbgPrintExWithPrefix(PCCH Prefix, ULONG ComponentId, ULONG Level,
                                  PCCH Format, va_list Arguments);
VOID NTAPI DbgBreakPoint(VOID);
VOID NTAPI DbgBreakPointWithStatus(ULONG Status);
VOID __cdecl DbgRaiseAssertionFailure(VOID);
VOID NTAPI RtlAssert(PVOID FailedAssertion, PVOID FileName, ULONG LineNumber,
                     PSTR Message);
void __cdecl __debugbreak(void);

#ifdef __cplusplus
}
#endif

// KdPrint speaks in checked builds only, in the original too.
#if defined(DBG) && DBG
#define KdPrint(Arguments) DbgPrint Arguments
#define KdPrintEx(Arguments) DbgPrintEx Arguments
#define KdBreakPoint() DbgBreakPoint()
#else
#define KdPrint(Arguments)
#define KdPrintEx(Arguments)
#define KdBreakPoint()
#endif

#define DPFLTR_DEFAULT_ID 101
#define DPFLTR_IHVDRIVER_ID 77
#define DPFLTR_SCSIPORT_ID 19
#define DPFLTR_STORMINIPORT_ID 90
#define DPFLTR_STORPORT_ID 91
#define DPFLTR_ERROR_LEVEL 0
#define DPFLTR_WARNING_LEVEL 1
#define DPFLTR_TRACE_LEVEL 2
#define DPFLTR_INFO_LEVEL 3
#define DPFLTR_MASK 0x80000000

#endif // MINIPORT_SDK_DETAIL_ASSERTIONS_H
