//===- ctype.h - character classes ----------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_CTYPE_H
#define MINIPORT_SDK_CTYPE_H

#ifdef __cplusplus
extern "C" {
#endif

int __cdecl isalnum(int Character);
int __cdecl isalpha(int Character);
int __cdecl isdigit(int Character);
int __cdecl islower(int Character);
int __cdecl isprint(int Character);
int __cdecl isspace(int Character);
int __cdecl isupper(int Character);
int __cdecl isxdigit(int Character);
int __cdecl tolower(int Character);
int __cdecl toupper(int Character);

#ifdef __cplusplus
}
#endif

#endif // MINIPORT_SDK_CTYPE_H
