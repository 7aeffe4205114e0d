//===- Unicode.h - Source bytes as characters -----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Source text is bytes that are UTF-8 most of the time. These walk over them
// and treat a byte that starts no valid character as a character of its own.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_REPORT_UNICODE_H
#define MINIPORT_REPORT_UNICODE_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <optional>
#include <string>

namespace miniport::report {

struct Character {
  llvm::StringRef Bytes;
  std::optional<uint32_t> CodePoint; ///< nothing for an invalid byte
};

/// Takes the first character off a text that is not empty.
Character takeCharacter(llvm::StringRef &Text);

/// Length in UTF-16 code units; invalid bytes count one (they become U+FFFD).
size_t utf16Length(llvm::StringRef Text);

/// Valid UTF-8 with U+FFFD for each invalid byte: what JSON may contain, and
/// in agreement with utf16Length.
std::string toValidUtf8(llvm::StringRef Text);

} // namespace miniport::report

#endif // MINIPORT_REPORT_UNICODE_H
