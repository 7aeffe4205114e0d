//===- HostVersion.h - Is the host the Clang that we were built for? ------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A module that is loaded into a clang-tidy of another version may well link,
// and even list its checks, before it dies in a structure that is laid out
// differently. What stands here therefore touches nothing of LLVM's or Clang's
// but one function that has always returned a std::string.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_TIDY_HOSTVERSION_H
#define MINIPORT_TIDY_HOSTVERSION_H

#include <string>

namespace miniport::tidy {

/// What is wrong if a module built for Clang BuiltFor ("19.1.7") runs in the
/// Clang that calls itself Host ("Debian clang version 18.1.8 (...)"); empty if
/// nothing is. Patch releases fit each other.
std::string hostMismatch(const std::string &Host, const std::string &BuiltFor);

} // namespace miniport::tidy

#endif // MINIPORT_TIDY_HOSTVERSION_H
