//===- vcruntime_string.h - memory and strings ----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SHIMS_VCRUNTIME_STRING_H
#define MINIPORT_SHIMS_VCRUNTIME_STRING_H

#include "vcruntime.h"

#ifdef __cplusplus
extern "C" {
#endif

void *__cdecl memchr(void const *Buffer, int Value, size_t Size);
int __cdecl memcmp(void const *Left, void const *Right, size_t Size);
void *__cdecl memcpy(void *Destination, void const *Source, size_t Size);
void *__cdecl memmove(void *Destination, void const *Source, size_t Size);
void *__cdecl memset(void *Destination, int Value, size_t Size);

char *__cdecl strchr(char const *String, int Value);
char *__cdecl strrchr(char const *String, int Value);
char *__cdecl strstr(char const *String, char const *Wanted);
wchar_t *__cdecl wcschr(wchar_t const *String, wchar_t Value);
wchar_t *__cdecl wcsrchr(wchar_t const *String, wchar_t Value);
wchar_t *__cdecl wcsstr(wchar_t const *String, wchar_t const *Wanted);

#ifdef __cplusplus
}
#endif

#endif // MINIPORT_SHIMS_VCRUNTIME_STRING_H
