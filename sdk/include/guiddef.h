//===- guiddef.h - GUID and the macros that define one --------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_GUIDDEF_H
#define MINIPORT_SDK_GUIDDEF_H

#ifndef GUID_DEFINED
#define GUID_DEFINED
typedef struct _GUID {
  unsigned long Data1;
  unsigned short Data2;
  unsigned short Data3;
  unsigned char Data4[8];
} GUID;
#endif

typedef GUID *LPGUID;
typedef const GUID *LPCGUID;
typedef GUID CLSID, IID;

#ifdef __cplusplus
#define MINIPORT_SDK_GUID_LINKAGE extern "C"
#define REFGUID const GUID &
#define REFIID const GUID &
#else
#define MINIPORT_SDK_GUID_LINKAGE extern
#define REFGUID const GUID *
#define REFIID const GUID *
#endif

#define EXTERN_GUID(Name, L, W1, W2, B1, B2, B3, B4, B5, B6, B7, B8)           \
  MINIPORT_SDK_GUID_LINKAGE const GUID Name

#endif // MINIPORT_SDK_GUIDDEF_H

// As in the original, this part is read again on every inclusion: a source
// that includes initguid.h first gets definitions, any other declarations.
#undef DEFINE_GUID
#ifdef INITGUID
#ifdef __cplusplus
#define DEFINE_GUID(Name, L, W1, W2, B1, B2, B3, B4, B5, B6, B7, B8)           \
  extern "C" const __declspec(selectany) GUID Name = {                         \
      L, W1, W2, {B1, B2, B3, B4, B5, B6, B7, B8}}
#else
#define DEFINE_GUID(Name, L, W1, W2, B1, B2, B3, B4, B5, B6, B7, B8)           \
  const __declspec(selectany) GUID Name = {                                    \
      L, W1, W2, {B1, B2, B3, B4, B5, B6, B7, B8}}
#endif
#else
#define DEFINE_GUID(Name, L, W1, W2, B1, B2, B3, B4, B5, B6, B7, B8)           \
  MINIPORT_SDK_GUID_LINKAGE const GUID Name
#endif
