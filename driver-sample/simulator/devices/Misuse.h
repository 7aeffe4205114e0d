//===- Misuse.h - What a host does wrong to a device ------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A device can tell that its host breaks the device's own rules, without any
// knowledge of the driver. It says so to one observer, at the moment when it
// notices: during the register access that is wrong, or later, when it fetches
// what was wrong in memory. The device goes on as its specification says.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_DEVICES_MISUSE_H
#define MINIPORT_SIMULATOR_DEVICES_MISUSE_H

#include "llvm/ADT/StringRef.h"
#include <functional>
#include <string>

namespace miniport::simulator {

enum class Misuse {
  RegisterAccess,    // Width, alignment, read-only or reserved register.
  RegisterOrder,     // CC.EN changed too early, ring addresses changed late.
  Configuration,     // Enabled with values that the device does not support.
  MaskWithMessages,  // INTMS or INTMC touched while MSI-X is in use.
  UnknownDoorbell,   // Of a queue that does not exist.
  DoorbellValue,     // Out of range, or more entries than there is room for.
  DoorbellRepeated,  // The value that it has already: nothing was submitted.
  DoorbellNotReady,  // While the device does not accept commands.
  EntryOverwritten,  // A submission entry changed between doorbell and fetch.
  CommandIdInUse,    // Two outstanding commands of one queue with one name.
  CompletionOverrun, // More completions acknowledged than were posted.
  VectorNotGranted,  // A queue's interrupt goes to a message nobody has.
  MemoryAccess,      // DMA to where no memory is.
  MailboxBusy,       // SimpleHba: a second command for a unit that has one.
};

llvm::StringRef name(Misuse Kind);

using MisuseObserver =
    std::function<void(Misuse Kind, const std::string &Text)>;

} // namespace miniport::simulator

#endif // MINIPORT_SIMULATOR_DEVICES_MISUSE_H
