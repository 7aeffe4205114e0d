// RUN: %clang %winflags -x c -fsyntax-only -Wall -Wextra -Werror -Wno-missing-field-initializers -Wno-missing-braces %s
// RUN: %clang %winflags -x c++ -std=c++17 -fsyntax-only -Wall -Wextra -Werror -Wno-missing-field-initializers -Wno-missing-braces %s
// RUN: %clang %winflags -x c -O1 -S -emit-llvm %s -o - | FileCheck %s

// What the accessors answer for a request of either kind.

#include <storport.h>
#include <srbhelper.h>

#ifdef __cplusplus
extern "C" {
#endif

// CHECK-LABEL: @OfScsiRequest
// CHECK: ret i32 4096
ULONG OfScsiRequest(VOID) {
  SCSI_REQUEST_BLOCK Srb = {0};
  Srb.Function = SRB_FUNCTION_EXECUTE_SCSI;
  Srb.DataTransferLength = 512;
  SrbSetDataTransferLength(&Srb, SrbGetDataTransferLength(&Srb) * 8);
  return SrbGetDataTransferLength(&Srb);
}

// CHECK-LABEL: @OfStorageRequest
// CHECK: ret i32 3
ULONG OfStorageRequest(VOID) {
  struct {
    STORAGE_REQUEST_BLOCK Srb;
    STOR_ADDR_BTL8 Address;
  } Request = {0};
  Request.Srb.Function = SRB_FUNCTION_STORAGE_REQUEST_BLOCK;
  Request.Srb.SrbFunction = SRB_FUNCTION_EXECUTE_SCSI;
  Request.Srb.AddressOffset =
      (ULONG)((PUCHAR)&Request.Address - (PUCHAR)&Request.Srb);
  Request.Address.Type = STOR_ADDRESS_TYPE_BTL8;
  Request.Address.Target = 3;
  return SrbGetTargetId(&Request.Srb) + SrbGetLun(&Request.Srb);
}

#ifdef __cplusplus
}
#endif
