//===- Misuse.cpp - What a host does wrong to a device --------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "devices/Misuse.h"
#include "llvm/Support/ErrorHandling.h"

namespace miniport::simulator {

llvm::StringRef name(Misuse Kind) {
  switch (Kind) {
  case Misuse::RegisterAccess:
    return "register-access";
  case Misuse::RegisterOrder:
    return "register-order";
  case Misuse::Configuration:
    return "configuration";
  case Misuse::MaskWithMessages:
    return "mask-with-messages";
  case Misuse::UnknownDoorbell:
    return "unknown-doorbell";
  case Misuse::DoorbellValue:
    return "doorbell-value";
  case Misuse::DoorbellRepeated:
    return "doorbell-repeated";
  case Misuse::DoorbellNotReady:
    return "doorbell-not-ready";
  case Misuse::EntryOverwritten:
    return "entry-overwritten";
  case Misuse::CommandIdInUse:
    return "command-id-in-use";
  case Misuse::CompletionOverrun:
    return "completion-overrun";
  case Misuse::VectorNotGranted:
    return "vector-not-granted";
  case Misuse::MemoryAccess:
    return "memory-access";
  case Misuse::MailboxBusy:
    return "mailbox-busy";
  }
  llvm_unreachable("not a kind of misuse");
}

} // namespace miniport::simulator
