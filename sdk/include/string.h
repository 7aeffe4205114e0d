//===- string.h - the string routines a driver may call -------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_STRING_H
#define MINIPORT_SDK_STRING_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

void *__cdecl memcpy(void *Destination, const void *Source, size_t Count);
void *__cdecl memmove(void *Destination, const void *Source, size_t Count);
void *__cdecl memset(void *Destination, int Value, size_t Count);
int __cdecl memcmp(const void *Left, const void *Right, size_t Count);
#ifndef __cplusplus
void *__cdecl memchr(const void *Buffer, int Value, size_t Count);
char *__cdecl strchr(const char *Text, int Character);
char *__cdecl strrchr(const char *Text, int Character);
char *__cdecl strstr(const char *Text, const char *Part);
char *__cdecl strpbrk(const char *Text, const char *Set);
wchar_t *__cdecl wcschr(const wchar_t *Text, wchar_t Character);
wchar_t *__cdecl wcsrchr(const wchar_t *Text, wchar_t Character);
wchar_t *__cdecl wcsstr(const wchar_t *Text, const wchar_t *Part);
#else
const void *__cdecl memchr(const void *Buffer, int Value, size_t Count);
const char *__cdecl strchr(const char *Text, int Character);
const char *__cdecl strrchr(const char *Text, int Character);
const char *__cdecl strstr(const char *Text, const char *Part);
const char *__cdecl strpbrk(const char *Text, const char *Set);
const wchar_t *__cdecl wcschr(const wchar_t *Text, wchar_t Character);
const wchar_t *__cdecl wcsrchr(const wchar_t *Text, wchar_t Character);
const wchar_t *__cdecl wcsstr(const wchar_t *Text, const wchar_t *Part);
#endif
size_t __cdecl strlen(const char *Text);
size_t __cdecl strnlen(const char *Text, size_t Maximum);
size_t __cdecl strspn(const char *Text, const char *Set);
size_t __cdecl strcspn(const char *Text, const char *Set);
int __cdecl strcmp(const char *Left, const char *Right);
int __cdecl strncmp(const char *Left, const char *Right, size_t Count);
int __cdecl _stricmp(const char *Left, const char *Right);
int __cdecl _strnicmp(const char *Left, const char *Right, size_t Count);
char *__cdecl strcpy(char *Destination, const char *Source);
char *__cdecl strncpy(char *Destination, const char *Source, size_t Count);
char *__cdecl strcat(char *Destination, const char *Source);
char *__cdecl strncat(char *Destination, const char *Source, size_t Count);
char *__cdecl strtok(char *Text, const char *Delimiters);
char *__cdecl _strlwr(char *Text);
char *__cdecl _strupr(char *Text);
char *__cdecl _strrev(char *Text);
size_t __cdecl wcslen(const wchar_t *Text);
size_t __cdecl wcsnlen(const wchar_t *Text, size_t Maximum);
int __cdecl wcscmp(const wchar_t *Left, const wchar_t *Right);
int __cdecl wcsncmp(const wchar_t *Left, const wchar_t *Right, size_t Count);
int __cdecl _wcsicmp(const wchar_t *Left, const wchar_t *Right);
int __cdecl _wcsnicmp(const wchar_t *Left, const wchar_t *Right, size_t Count);
wchar_t *__cdecl wcscpy(wchar_t *Destination, const wchar_t *Source);
wchar_t *__cdecl wcsncpy(wchar_t *Destination, const wchar_t *Source,
                         size_t Count);
wchar_t *__cdecl wcscat(wchar_t *Destination, const wchar_t *Source);
wchar_t *__cdecl wcsncat(wchar_t *Destination, const wchar_t *Source,
                         size_t Count);

typedef int errno_t;
errno_t __cdecl memcpy_s(void *Destination, size_t DestinationSize,
                         const void *Source, size_t Count);
errno_t __cdecl memmove_s(void *Destination, size_t DestinationSize,
                          const void *Source, size_t Count);
errno_t __cdecl strcpy_s(char *Destination, size_t Size, const char *Source);
errno_t __cdecl strncpy_s(char *Destination, size_t Size, const char *Source,
                          size_t Count);
errno_t __cdecl strcat_s(char *Destination, size_t Size, const char *Source);
errno_t __cdecl wcscpy_s(wchar_t *Destination, size_t Size,
                         const wchar_t *Source);
errno_t __cdecl wcscat_s(wchar_t *Destination, size_t Size,
                         const wchar_t *Source);

#ifdef __cplusplus
}
#endif

#endif // MINIPORT_SDK_STRING_H
