//===- stdio.h - formatted output to memory -------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_STDIO_H
#define MINIPORT_SDK_STDIO_H

#include <stdarg.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

int __cdecl sprintf(char *Buffer, const char *Format, ...);
int __cdecl vsprintf(char *Buffer, const char *Format, va_list Arguments);
int __cdecl snprintf(char *Buffer, size_t Count, const char *Format, ...);
int __cdecl vsnprintf(char *Buffer, size_t Count, const char *Format,
                      va_list Arguments);
int __cdecl _snprintf(char *Buffer, size_t Count, const char *Format, ...);
int __cdecl _vsnprintf(char *Buffer, size_t Count, const char *Format,
                       va_list Arguments);
int __cdecl sprintf_s(char *Buffer, size_t Size, const char *Format, ...);
int __cdecl swprintf(wchar_t *Buffer, size_t Count, const wchar_t *Format, ...);
int __cdecl _snwprintf(wchar_t *Buffer, size_t Count, const wchar_t *Format,
                       ...);
int __cdecl _vsnwprintf(wchar_t *Buffer, size_t Count, const wchar_t *Format,
                        va_list Arguments);
int __cdecl sscanf(const char *Buffer, const char *Format, ...);

#ifdef __cplusplus
}
#endif

#endif // MINIPORT_SDK_STDIO_H
