//===- srb.h - the SCSI port interface ------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_SRB_H
#define MINIPORT_SDK_SRB_H

// storport.h includes everything of SRBs that this header has. The structures
// that the two port drivers lay out differently are defined by whichever of
// the two headers comes first.

#include "miniport.h"
#include "detail/srb_block.h"
#include "detail/srbex.h"

#ifndef _NTSTORPORT_
#define _NTSRB_
#include "detail/scsiport_types.h"
#endif
#include "detail/scsiport_routines.h"
#include "detail/scsiport_access.h"

#endif // MINIPORT_SDK_SRB_H
