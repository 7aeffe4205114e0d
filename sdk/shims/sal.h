//===- sal.h - annotations, for a kit without a compiler ------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A kit's own driverspecs.h and kernelspecs.h stand on names that its sal.h
// keeps for itself.
//

#ifndef MINIPORT_SHIMS_SAL_H
#define MINIPORT_SHIMS_SAL_H

#include "../include/sal.h"

#define _SA_annotes0(...)
#define _SA_annotes1(...)
#define _SA_annotes2(...)
#define _SA_annotes3(...)
#define _SAL1_Source_(...)
#define _SAL1_1_Source_(...)
#define _SAL2_Source_(...)
#define _SAL_L_Source_(...)
#define _SAL_nop_impl_
#define _USE_ATTRIBUTES_FOR_SAL 0
#define SA(...)
#define __AuToQuOtE
#define __In_impl_
#define __deferTypecheck
#define __inexpressible_writableTo(...)
#define __inner_control_entrypoint(...)
#define __nop_impl

#endif // MINIPORT_SHIMS_SAL_H
