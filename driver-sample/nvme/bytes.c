//===- bytes.c - Big endian -----------------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "driver.h"

_Use_decl_annotations_ ULONG BigEndian16(const UCHAR *From) {
  return ((ULONG)From[0] << 8) | From[1];
}

_Use_decl_annotations_ ULONG BigEndian32(const UCHAR *From) {
  return (BigEndian16(From) << 16) | BigEndian16(From + 2);
}

_Use_decl_annotations_ ULONG64 BigEndian64(const UCHAR *From) {
  return ((ULONG64)BigEndian32(From) << 32) | BigEndian32(From + 4);
}

_Use_decl_annotations_ VOID PutBigEndian(PUCHAR To, ULONG Bytes,
                                         ULONG64 Value) {
  while (Bytes != 0) {
    To[--Bytes] = (UCHAR)Value;
    Value >>= 8;
  }
}
