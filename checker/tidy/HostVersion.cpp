//===- HostVersion.cpp - Is the host the Clang that we were built for? ----===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tidy/HostVersion.h"

/// "19.1" of "19.1.7" or of "19.1.7 (...)"; empty if it is no version.
static std::string release(const std::string &Version) {
  size_t End = Version.find_first_not_of("0123456789.");
  std::string Numbers = Version.substr(0, End);
  size_t Minor = Numbers.find('.');
  if (Minor == 0 || Minor == std::string::npos)
    return {};
  return Numbers.substr(0, Numbers.find('.', Minor + 1));
}

std::string miniport::tidy::hostMismatch(const std::string &Host,
                                         const std::string &BuiltFor) {
  static const std::string Word = "version ";
  size_t At = Host.find(Word);
  std::string Version =
      At == std::string::npos ? Host : Host.substr(At + Word.size());
  if (!release(Version).empty() && release(Version) == release(BuiltFor))
    return {};
  return "this clang-tidy is '" + Host +
         "', but the module was built for clang " + BuiltFor +
         ": load the module of the same release";
}
