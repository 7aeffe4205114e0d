//===- defects.h - Defects that can be switched on ------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each switch breaks one discipline, the way a driver really breaks it, and is
// a constant: -DDEFECT_<NAME>=1 turns it on, the default is a driver without
// defects. The code says `if (DEFECT(NAME))` at the place where it goes wrong,
// so that both drivers are one text. defects.md says what breaks and which
// check must say so.
//
//===----------------------------------------------------------------------===//

#pragma once

#define DEFECT(Name) (DEFECT_##Name != 0)

#ifndef DEFECT_ALWAYS_TRUE // 1
#define DEFECT_ALWAYS_TRUE 0
#endif
#ifndef DEFECT_MASK_BEFORE_OWNERSHIP // 2
#define DEFECT_MASK_BEFORE_OWNERSHIP 0
#endif
#ifndef DEFECT_LINE_NEVER_MASKED // 3
#define DEFECT_LINE_NEVER_MASKED 0
#endif
#ifndef DEFECT_ISR_RETURNS_ISSUE_DPC // 4
#define DEFECT_ISR_RETURNS_ISSUE_DPC 0
#endif
#ifndef DEFECT_FALSE_AFTER_ACK // 5, as far as NVMe can have it
#define DEFECT_FALSE_AFTER_ACK 0
#endif
#ifndef DEFECT_POOL_FREE_AT_DIRQL // 6
#define DEFECT_POOL_FREE_AT_DIRQL 0
#endif
#ifndef DEFECT_IRQL_IN_TRACE // 7
#define DEFECT_IRQL_IN_TRACE 0
#endif
#ifndef DEFECT_PAGED_ERROR // 8
#define DEFECT_PAGED_ERROR 0
#endif
#ifndef DEFECT_DRAIN_WITHOUT_QUOTA // 9
#define DEFECT_DRAIN_WITHOUT_QUOTA 0
#endif
#ifndef DEFECT_LIST_WALK_STUCK // 10
#define DEFECT_LIST_WALK_STUCK 0
#endif
#ifndef DEFECT_LONG_STALL // 11
#define DEFECT_LONG_STALL 0
#endif
#ifndef DEFECT_POLL_IN_STARTIO // 12
#define DEFECT_POLL_IN_STARTIO 0
#endif
#ifndef DEFECT_POLL_UNDER_LOCK // 13
#define DEFECT_POLL_UNDER_LOCK 0
#endif
#ifndef DEFECT_POLL_IGNORES_ALL_ONES // 14
#define DEFECT_POLL_IGNORES_ALL_ONES 0
#endif
#ifndef DEFECT_SLEEP_IN_TIMER // 15
#define DEFECT_SLEEP_IN_TIMER 0
#endif
#ifndef DEFECT_DELAY_IN_DPC // 16
#define DEFECT_DELAY_IN_DPC 0
#endif
#ifndef DEFECT_LEAK_ADMIN_LOCK // 17
#define DEFECT_LEAK_ADMIN_LOCK 0
#endif
#ifndef DEFECT_MESSAGE_MOVED // 18
#define DEFECT_MESSAGE_MOVED 0
#endif
#ifndef DEFECT_ONE_OLDIRQL // 19
#define DEFECT_ONE_OLDIRQL 0
#endif
#ifndef DEFECT_OLDIRQL_IN_HANDLE // 20
#define DEFECT_OLDIRQL_IN_HANDLE 0
#endif
#ifndef DEFECT_ISR_FLAG_LOST // 21
#define DEFECT_ISR_FLAG_LOST 0
#endif
#ifndef DEFECT_MSI_LOCK_ON_LINE // 22
#define DEFECT_MSI_LOCK_ON_LINE 0
#endif
#ifndef DEFECT_NESTED_ALL_LOCK // 23
#define DEFECT_NESTED_ALL_LOCK 0
#endif
#ifndef DEFECT_UNLOCKED_COUNTER // 24
#define DEFECT_UNLOCKED_COUNTER 0
#endif
#ifndef DEFECT_UNLOCK_BY_DUMP // 25
#define DEFECT_UNLOCK_BY_DUMP 0
#endif
#ifndef DEFECT_INTERRUPT_LOCK_IN_ISR // 26
#define DEFECT_INTERRUPT_LOCK_IN_ISR 0
#endif
#ifndef DEFECT_STARTIO_LOCK_IN_RESET // 27
#define DEFECT_STARTIO_LOCK_IN_RESET 0
#endif
#ifndef DEFECT_DPC_LOCK_ORDER // 28
#define DEFECT_DPC_LOCK_ORDER 0
#endif
#ifndef DEFECT_WRONG_RELEASE // 29
#define DEFECT_WRONG_RELEASE 0
#endif
#ifndef DEFECT_SYNC_UNDER_LOCK // 30
#define DEFECT_SYNC_UNDER_LOCK 0
#endif
#ifndef DEFECT_DPC_AFTER_START // 31
#define DEFECT_DPC_AFTER_START 0
#endif
#ifndef DEFECT_SRB_AS_DPC_ARGUMENT // 32
#define DEFECT_SRB_AS_DPC_ARGUMENT 0
#endif
#ifndef DEFECT_DPC_IN_DUMP // 33
#define DEFECT_DPC_IN_DUMP 0
#endif
#ifndef DEFECT_DPC_AT_RESTART // 34
#define DEFECT_DPC_AT_RESTART 0
#endif
#ifndef DEFECT_REGISTRY_IN_INITIALIZE // 35
#define DEFECT_REGISTRY_IN_INITIALIZE 0
#endif
#ifndef DEFECT_CLEAN_AFTER_COMPLETE // 36
#define DEFECT_CLEAN_AFTER_COMPLETE 0
#endif
#ifndef DEFECT_ABORT_COMPLETES // 37
#define DEFECT_ABORT_COMPLETES 0
#endif
#ifndef DEFECT_BUILDIO_SILENT // 38
#define DEFECT_BUILDIO_SILENT 0
#endif
#ifndef DEFECT_FOREIGN_HOLD // 41
#define DEFECT_FOREIGN_HOLD 0
#endif
#ifndef DEFECT_FAILURE_UNDER_LOCK // 42
#define DEFECT_FAILURE_UNDER_LOCK 0
#endif
#ifndef DEFECT_DISABLE_BEFORE_CLOSE // 43
#define DEFECT_DISABLE_BEFORE_CLOSE 0
#endif
#ifndef DEFECT_SPARE_PAGES // 44
#define DEFECT_SPARE_PAGES 0
#endif
#ifndef DEFECT_GROW_UNDER_LOCK // 45
#define DEFECT_GROW_UNDER_LOCK 0
#endif
#ifndef DEFECT_LOCK_AT_START // 46
#define DEFECT_LOCK_AT_START 0
#endif
#ifndef DEFECT_STALL_BY_TIMEOUT // 47
#define DEFECT_STALL_BY_TIMEOUT 0
#endif
#ifndef DEFECT_DUMP_CLOCK // 48
#define DEFECT_DUMP_CLOCK 0
#endif
#ifndef DEFECT_LIST_AFTER_SUBMIT // 49
#define DEFECT_LIST_AFTER_SUBMIT 0
#endif
#ifndef DEFECT_RESET_WITHOUT_WAIT // 50
#define DEFECT_RESET_WITHOUT_WAIT 0
#endif
