//===- stdlib.h - conversions and little more -----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_STDLIB_H
#define MINIPORT_SDK_STDLIB_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

int __cdecl abs(int Value);
long __cdecl labs(long Value);
int __cdecl atoi(const char *Text);
long __cdecl atol(const char *Text);
__int64 __cdecl _atoi64(const char *Text);
long __cdecl strtol(const char *Text, char **End, int Base);
unsigned long __cdecl strtoul(const char *Text, char **End, int Base);
unsigned __int64 __cdecl _strtoui64(const char *Text, char **End, int Base);
int __cdecl rand(void);
void __cdecl srand(unsigned int Seed);
void __cdecl qsort(void *Base, size_t Count, size_t Width,
                   int(__cdecl *Compare)(const void *, const void *));
unsigned short __cdecl _byteswap_ushort(unsigned short Value);
unsigned long __cdecl _byteswap_ulong(unsigned long Value);
unsigned __int64 __cdecl _byteswap_uint64(unsigned __int64 Value);
unsigned int __cdecl _rotl(unsigned int Value, int Shift);
unsigned int __cdecl _rotr(unsigned int Value, int Shift);

// Not for a driver; the compiler's own intrinsic headers want them declared.
void *__cdecl malloc(size_t Size);
void *__cdecl calloc(size_t Count, size_t Size);
void *__cdecl realloc(void *Block, size_t Size);
void __cdecl free(void *Block);

#ifdef __cplusplus
}
#endif

#endif // MINIPORT_SDK_STDLIB_H
