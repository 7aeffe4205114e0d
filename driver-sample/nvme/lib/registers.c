//===- registers.c - The controller's registers ---------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nvmelib.h"

_Use_decl_annotations_ ULONG NvmeRead(const NVME_REGISTERS *Registers,
                                      ULONG Offset) {
  return StorPortReadRegisterUlong(Registers->HwDeviceExtension,
                                   (PULONG)(Registers->Base + Offset));
}

_Use_decl_annotations_ VOID NvmeWrite(const NVME_REGISTERS *Registers,
                                      ULONG Offset, ULONG Value) {
  StorPortWriteRegisterUlong(Registers->HwDeviceExtension,
                             (PULONG)(Registers->Base + Offset), Value);
}

// 64-bit registers are written as two halves: the specification allows it, and
// it works on buses that split the access.
static VOID NvmeWrite64(_In_ const NVME_REGISTERS *Registers, _In_ ULONG Offset,
                        _In_ ULONG64 Value) {
  NvmeWrite(Registers, Offset, (ULONG)Value);
  NvmeWrite(Registers, Offset + 4, (ULONG)(Value >> 32));
}

// FALSE: gone, or a controller that no driver of ours can drive.
_Use_decl_annotations_ BOOLEAN NvmeReadCapabilities(
    const NVME_REGISTERS *Registers, PNVME_CAPABILITIES Capabilities) {
  ULONG Low = NvmeRead(Registers, NVME_REG_CAP_LO);
  ULONG High = NvmeRead(Registers, NVME_REG_CAP_HI);
  ULONG Stride = 4u << NVME_CAP_HI_DSTRD(High);

  RtlZeroMemory(Capabilities, sizeof(*Capabilities));
  if (Low == NVME_ALL_ONES || !(High & NVME_CAP_HI_NVM) ||
      NVME_CAP_HI_MPSMIN(High) != 0)
    return FALSE;
  if (Registers->Bytes <= NVME_REG_DOORBELLS)
    return FALSE;
  Capabilities->RingEntries = NVME_CAP_LO_MQES(Low) + 1;
  Capabilities->DoorbellStride = Stride;
  Capabilities->QueuePairs =
      (Registers->Bytes - NVME_REG_DOORBELLS) / (2 * Stride);
  // TO 0 means "at once"; a controller that says so still gets its half second.
  Capabilities->ReadyTimeoutMs = 500 * (NVME_CAP_LO_TO(Low) + 1);
  return Capabilities->RingEntries >= 2 && Capabilities->QueuePairs >= 2;
}

// Any IRQL, under any lock: one read and at most one write.
_Use_decl_annotations_ VOID NvmeDisable(const NVME_REGISTERS *Registers) {
  ULONG Cc = NvmeRead(Registers, NVME_REG_CC);

  if (Cc != NVME_ALL_ONES && (Cc & (NVME_CC_EN | NVME_CC_SHN_MASK)) != 0)
    NvmeWrite(Registers, NVME_REG_CC, Cc & ~(NVME_CC_EN | NVME_CC_SHN_MASK));
}

// Points the controller at fresh admin rings and switches it on. The caller
// has seen CSTS.RDY clear: before that the registers may not be written. The
// interrupt mask needs no care: a disabled controller forgets it.
_Use_decl_annotations_ VOID NvmeEnable(const NVME_REGISTERS *Registers,
                                       const NVME_RING *Admin) {
  ULONG Last = Admin->Depth - 1u;

  NvmeWrite(Registers, NVME_REG_AQA, (Last << 16) | Last);
  NvmeWrite64(Registers, NVME_REG_ASQ, Admin->SqPhysical);
  NvmeWrite64(Registers, NVME_REG_ACQ, Admin->CqPhysical);
  NvmeWrite(Registers, NVME_REG_CC, NVME_CC_ENTRY_SIZES | NVME_CC_EN);
}

// Tells the controller that power goes away: NVME_CC_SHN_NORMAL while there is
// time to save its cache, NVME_CC_SHN_ABRUPT when there is none. FALSE: there
// is nobody to tell. CSTS.SHST says when it is done [7.6.2].
_Use_decl_annotations_ BOOLEAN
NvmeNotifyShutdown(const NVME_REGISTERS *Registers, ULONG Kind) {
  ULONG Cc = NvmeRead(Registers, NVME_REG_CC);

  if (Cc == NVME_ALL_ONES || !(Cc & NVME_CC_EN))
    return FALSE;
  NvmeWrite(Registers, NVME_REG_CC, (Cc & ~NVME_CC_SHN_MASK) | Kind);
  return TRUE;
}

_Use_decl_annotations_ BOOLEAN NvmeShutdownDone(ULONG Status) {
  return (Status & NVME_CSTS_SHST_MASK) == NVME_CSTS_SHST_DONE;
}
