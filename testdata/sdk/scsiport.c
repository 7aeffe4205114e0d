// RUN: %clang %winflags -x c -fsyntax-only -Wall -Wextra -Werror %s
// RUN: %clang %winflags -x c++ -std=c++17 -fsyntax-only -Wall -Wextra -Werror %s
// RUN: not %clang %winflags -x c -fsyntax-only -DSTORPORT %s 2>&1 | FileCheck %s

// SCSI port's own flavour of the structures that the two port drivers lay out
// differently.

#include <miniport.h>
#include <scsi.h>
#include <srb.h>

#ifdef STORPORT
// CHECK: storport.h replaces srb.h
#include <storport.h>
#else
C_ASSERT(CallDisableInterrupts == 4 && CallEnableInterrupts == 5);
C_ASSERT(sizeof(SCSI_REQUEST_BLOCK) == 88);
// Ends where Storport's own members begin.
C_ASSERT(sizeof(PORT_CONFIGURATION_INFORMATION) == 0x98);
C_ASSERT(RTL_SIZEOF_THROUGH_FIELD(PORT_CONFIGURATION_INFORMATION,
                                  WmiDataProvider) == 0x94);
C_ASSERT(RTL_SIZEOF_THROUGH_FIELD(HW_INITIALIZATION_DATA, HwAdapterControl) ==
         sizeof(HW_INITIALIZATION_DATA));

#ifdef __cplusplus
extern "C" {
#endif
HW_INTERRUPT Enabled;
VOID Postpone(PVOID Extension) {
  ScsiPortNotification(CallEnableInterrupts, Extension, Enabled);
}
#ifdef __cplusplus
}
#endif
#endif
