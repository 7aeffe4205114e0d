//===- vcruntime.h - what the C library expects of a compiler -------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The universal C library of a kit (ucrt) stands on headers that come with
// Microsoft's compiler, not with a kit. These stand in for them, so that a kit
// alone will do. They come after the kit's folders: km/crt of a kit, or a
// compiler's own, wins.
//

#ifndef MINIPORT_SHIMS_VCRUNTIME_H
#define MINIPORT_SHIMS_VCRUNTIME_H

#include <sal.h>
#include <stdarg.h>

#ifdef __cplusplus
#define _CRT_BEGIN_C_HEADER extern "C" {
#define _CRT_END_C_HEADER }
#define _CRT_NOEXCEPT noexcept
typedef bool __vcrt_bool;
#else
#define _CRT_BEGIN_C_HEADER
#define _CRT_END_C_HEADER
#define _CRT_NOEXCEPT
typedef _Bool __vcrt_bool;
#endif

#define _CRT_CONCATENATE_(A, B) A##B
#define _CRT_CONCATENATE(A, B) _CRT_CONCATENATE_(A, B)
#define _CRT_UNPARENTHESIZE_(...) __VA_ARGS__
#define _CRT_UNPARENTHESIZE(...) _CRT_UNPARENTHESIZE_ __VA_ARGS__
#define _CRT_STRINGIZE_(Text) #Text
#define _CRT_STRINGIZE(Text) _CRT_STRINGIZE_(Text)
#define _CRT_WIDE_(Text) L##Text
#define _CRT_WIDE(Text) _CRT_WIDE_(Text)
#define _CRT_DEFER_MACRO(Macro, ...) Macro(__VA_ARGS__)

#define _CRTIMP
#define _VCRTIMP
#define _ACRTIMP
#define _MRTIMP
#define __CRTDECL __cdecl
#define __CLRCALL_OR_CDECL __cdecl
#define __CLRCALL_PURE_OR_CDECL __cdecl
#define _CRTNOALIAS
#define _CRTRESTRICT
#define _VCRT_ALLOCATOR
#define _CONST_RETURN
#define _CRT_GUARDOVERFLOW
#define _CRT_INSECURE_DEPRECATE(Replacement)
#define _CRT_INSECURE_DEPRECATE_MEMORY(Replacement)
#define _CRT_MANAGED_FP_DEPRECATE
#define _CRT_MANAGED_HEAP_DEPRECATE
#define _CRT_OBSOLETE(Replacement)
#define _CRT_DEPRECATE_TEXT(Text)
#define _CRT_WARNING_MESSAGE(Number, Text)
#define _CRT_ALIGN(Bytes) __declspec(align(Bytes))
#define _CRT_PACKING 8
#define _CRT_SECURE_NO_WARNINGS
#define _CRT_SECURE_NO_DEPRECATE
#define _CRT_NONSTDC_NO_WARNINGS
#define _CRT_INTERNAL_NONSTDC_NAMES 0
#define _W64
#define _HAS_NODISCARD 0
#define _NODISCARD
#define _UNALIGNED __unaligned
#define _VCRUNTIME_DISABLED_WARNINGS 4514

typedef __SIZE_TYPE__ size_t;
typedef __PTRDIFF_TYPE__ ptrdiff_t;
typedef __INTPTR_TYPE__ intptr_t;
typedef __UINTPTR_TYPE__ uintptr_t;
#if !defined(__cplusplus) && !defined(_WCHAR_T_DEFINED)
#define _WCHAR_T_DEFINED
typedef unsigned short wchar_t;
#endif

#ifndef NULL
#ifdef __cplusplus
#define NULL 0
#else
#define NULL ((void *)0)
#endif
#endif

#define __crt_countof(Array) (sizeof(Array) / sizeof(Array[0]))
#define __crt_va_start(List, Last) va_start(List, Last)
#define __crt_va_arg(List, Type) va_arg(List, Type)
#define __crt_va_end(List) va_end(List)

#endif // MINIPORT_SHIMS_VCRUNTIME_H
