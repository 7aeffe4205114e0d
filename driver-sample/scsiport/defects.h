//===- defects.h - Defects that can be switched on -----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// As in ../nvme/defects.h: each switch breaks one discipline of a correct
// driver, in the one text that both are. README.md says what breaks.
//
//===----------------------------------------------------------------------===//

#pragma once

#define DEFECT(Name) (DEFECT_##Name != 0)

#ifndef DEFECT_FALSE_AFTER_EVENT_READ // 5
#define DEFECT_FALSE_AFTER_EVENT_READ 0
#endif
#ifndef DEFECT_NO_NEXT_AFTER_CHECK // 39
#define DEFECT_NO_NEXT_AFTER_CHECK 0
#endif
#ifndef DEFECT_STAYS_DISABLED // 40
#define DEFECT_STAYS_DISABLED 0
#endif
