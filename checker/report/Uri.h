//===- Uri.h - Paths and the URIs that stand for them ---------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A report may be written on another machine than the one the summary was made
// on, so the style of a path (POSIX, or Windows with a drive letter or a UNC
// prefix) is read off the path and not off the host.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_REPORT_URI_H
#define MINIPORT_REPORT_URI_H

#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>

namespace miniport::report {

/// "C:\x", "C:/x" or "\\server\share".
bool isWindowsAbsolute(llvm::StringRef Path);

/// Forward slashes for a Windows path; "." and ".." resolved by name, without
/// asking the file system; no trailing slash.
std::string normalPath(llvm::StringRef Absolute);

/// The path of File below Root, both normal; nothing if it lies elsewhere.
/// Windows paths compare without case.
std::optional<std::string> pathBelow(llvm::StringRef Root,
                                     llvm::StringRef File);

/// RFC 3986: all but unreserved characters and '/' as %XX of their bytes.
std::string percentEncode(llvm::StringRef Path);

/// The file: URI of a normal absolute path.
std::string fileUri(llvm::StringRef NormalAbsolute);

} // namespace miniport::report

#endif // MINIPORT_REPORT_URI_H
