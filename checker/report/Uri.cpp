//===- Uri.cpp - Paths and the URIs that stand for them -------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report/Uri.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include <algorithm>

using namespace llvm;

namespace miniport::report {

static bool hasDrive(StringRef Path) {
  return Path.size() >= 3 && isAlpha(Path[0]) && Path[1] == ':' &&
         (Path[2] == '\\' || Path[2] == '/');
}

bool isWindowsAbsolute(StringRef Path) {
  return hasDrive(Path) || Path.starts_with("\\\\");
}

std::string normalPath(StringRef Absolute) {
  std::string Slashed = Absolute.str();
  bool Unc = Absolute.starts_with("\\\\");
  if (isWindowsAbsolute(Absolute))
    std::replace(Slashed.begin(), Slashed.end(), '\\', '/');
  // remove_dots would fold the two slashes of a UNC path.
  SmallString<256> Rest(StringRef(Slashed).drop_front(Unc ? 1 : 0));
  sys::path::remove_dots(Rest, /*remove_dot_dot=*/true,
                         sys::path::Style::posix);
  StringRef Trimmed = Rest;
  while (Trimmed.size() > 1 && Trimmed.ends_with("/"))
    Trimmed = Trimmed.drop_back();
  return (Unc ? "/" : "") + Trimmed.str();
}

std::optional<std::string> pathBelow(StringRef Root, StringRef File) {
  bool Windows = hasDrive(Root) || Root.starts_with("//") ||
                 (Root.size() == 2 && Root[1] == ':');
  bool Below =
      Windows ? File.starts_with_insensitive(Root) : File.starts_with(Root);
  if (!Below)
    return std::nullopt;
  StringRef Rest = File.drop_front(Root.size());
  if (!Root.ends_with("/") && !Rest.consume_front("/"))
    return std::nullopt;
  if (Rest.empty())
    return std::nullopt;
  return Rest.str();
}

std::string percentEncode(StringRef Path) {
  std::string Result;
  for (char C : Path) {
    if (isAlnum(C) || StringRef("-._~/").contains(C)) {
      Result += C;
      continue;
    }
    Result += '%';
    Result += toHex(StringRef(&C, 1));
  }
  return Result;
}

std::string fileUri(StringRef NormalAbsolute) {
  if (NormalAbsolute.starts_with("//"))
    return "file:" + percentEncode(NormalAbsolute);
  if (NormalAbsolute.size() >= 2 && NormalAbsolute[1] == ':')
    return "file:///" + NormalAbsolute.take_front(2).str() +
           percentEncode(NormalAbsolute.drop_front(2));
  return "file://" + percentEncode(NormalAbsolute);
}

} // namespace miniport::report
