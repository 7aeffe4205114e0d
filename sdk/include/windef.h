//===- windef.h - types of user mode that some miniports use --------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_WINDEF_H
#define MINIPORT_SDK_WINDEF_H

#include "ntdef.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef unsigned long DWORD;
typedef int BOOL;
typedef unsigned char BYTE;
typedef unsigned short WORD;
typedef float FLOAT;
typedef int INT;
typedef unsigned int UINT;
typedef BOOL *PBOOL, *LPBOOL;
typedef BYTE *PBYTE, *LPBYTE;
typedef INT *PINT, *LPINT;
typedef WORD *PWORD, *LPWORD;
typedef DWORD *PDWORD, *LPDWORD;
typedef UINT *PUINT;
typedef void *LPVOID;
typedef const void *LPCVOID;

#define MAX_PATH 260

#ifndef MAKEWORD
#define MAKEWORD(Low, High)                                                    \
  ((WORD)(((BYTE)(Low)) | ((WORD)((BYTE)(High))) << 8))
#define MAKELONG(Low, High)                                                    \
  ((LONG)(((WORD)(Low)) | ((DWORD)((WORD)(High))) << 16))
#define LOWORD(Value) ((WORD)((ULONG_PTR)(Value) & 0xffff))
#define HIWORD(Value) ((WORD)((ULONG_PTR)(Value) >> 16))
#define LOBYTE(Value) ((BYTE)((ULONG_PTR)(Value) & 0xff))
#define HIBYTE(Value) ((BYTE)(((ULONG_PTR)(Value) >> 8) & 0xff))
#endif

#ifdef __cplusplus
}
#endif

#endif // MINIPORT_SDK_WINDEF_H
