//===- storport.h - the Storport interface --------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_STORPORT_H
#define MINIPORT_SDK_STORPORT_H

#ifdef _NTSRB_
#error "storport.h replaces srb.h: include storport.h alone"
#endif
#define _NTSTORPORT_
#define _NTSRB_
#define _NTSCSI_

#include "miniport.h"
#include "scsi.h"
#include "detail/srb_block.h"
#include "detail/srbex.h"
#include "detail/storport_types.h"
#include "detail/storport_routines.h"
#include "detail/scsiport_access.h"

#if defined(DBG) && DBG
#define DebugPrint(Arguments) StorPortDebugPrint Arguments
#else
#define DebugPrint(Arguments)
#endif

#endif // MINIPORT_SDK_STORPORT_H
