//===- RuleFile.h - A rule file for the length of a test ------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_UNITTESTS_FACTS_RULEFILE_H
#define MINIPORT_UNITTESTS_FACTS_RULEFILE_H

#include "facts/Facts.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <string>

namespace miniport::facts {

/// Writes Yaml to a file of its own folder, and removes both.
class RuleFile {
public:
  explicit RuleFile(llvm::StringRef Yaml,
                    llvm::StringRef Name = "vendor.yaml") {
    (void)llvm::sys::fs::createUniqueDirectory("miniport-rules", Folder);
    File = Folder;
    llvm::sys::path::append(File, Name);
    std::error_code EC;
    llvm::raw_fd_ostream Out(File, EC);
    Out << Yaml;
  }
  ~RuleFile() {
    llvm::sys::fs::remove(File);
    llvm::sys::fs::remove(Folder);
  }

  llvm::StringRef path() const { return File; }
  /// Text with the folder taken out, so that a test can name whole messages.
  std::string withoutFolder(std::string Text) const {
    std::string Prefix = (Folder + llvm::sys::path::get_separator()).str();
    for (size_t At; (At = Text.find(Prefix)) != std::string::npos;)
      Text.erase(At, Prefix.size());
    return Text;
  }

private:
  llvm::SmallString<128> Folder, File;
};

/// The error of applying Yaml to the built-in rules; empty if there is none.
inline std::string errorOf(llvm::StringRef Yaml) {
  RuleFile File(Yaml);
  auto Rules = RuleBase::withOverrides({File.path()});
  if (Rules)
    return "";
  return File.withoutFolder(llvm::toString(Rules.takeError()));
}

} // namespace miniport::facts

#endif // MINIPORT_UNITTESTS_FACTS_RULEFILE_H
