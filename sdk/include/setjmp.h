//===- setjmp.h - jumps, for the intrinsic headers of the compiler --------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_SETJMP_H
#define MINIPORT_SDK_SETJMP_H

#ifdef __cplusplus
extern "C" {
#endif

#ifdef _M_X64
typedef struct _SETJMP_FLOAT128 {
  unsigned __int64 Part[2];
} SETJMP_FLOAT128;
typedef SETJMP_FLOAT128 jmp_buf[16];
#else
typedef int jmp_buf[64];
#endif

int __cdecl _setjmp(jmp_buf Environment);
__declspec(noreturn) void __cdecl longjmp(jmp_buf Environment, int Value);
#define setjmp _setjmp

#ifdef __cplusplus
}
#endif

#endif // MINIPORT_SDK_SETJMP_H
