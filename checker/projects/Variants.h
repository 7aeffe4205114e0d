//===- Variants.h - Which of a project's variants to build ------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_PROJECTS_VARIANTS_H
#define MINIPORT_PROJECTS_VARIANTS_H

#include "projects/Plan.h"
#include <optional>

namespace miniport::projects {

/// A variant, and what its project says of it; names tell the rest.
struct KnownVariant {
  Variant Name;
  std::optional<bool> Debug; ///< UseDebugLibraries
  std::string TargetVersion; ///< "Windows10"; may be empty
};

/// As the public chooseVariants(), by what projects say before names.
std::vector<Variant> chooseVariants(llvm::ArrayRef<KnownVariant> Known,
                                    const PlanOptions &Options);

/// Without case, and "x86" is Win32, "amd64" is x64.
bool isSamePlatform(llvm::StringRef A, llvm::StringRef B);

/// Does a configuration's name say that it is a checked build?
bool isNamedDebug(llvm::StringRef Configuration);

} // namespace miniport::projects

#endif // MINIPORT_PROJECTS_VARIANTS_H
