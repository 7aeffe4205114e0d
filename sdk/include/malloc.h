//===- malloc.h - aligned allocation, for the intrinsic headers of the compiler ---===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_MALLOC_H
#define MINIPORT_SDK_MALLOC_H

#include <stdlib.h>

#ifdef __cplusplus
extern "C" {
#endif

void *__cdecl _aligned_malloc(size_t Size, size_t Alignment);
void __cdecl _aligned_free(void *Block);
void *__cdecl _alloca(size_t Size);

#ifdef __cplusplus
}
#endif

#endif // MINIPORT_SDK_MALLOC_H
