//===- VisualStudio.h - Projects and solutions of Visual Studio -*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_PROJECTS_VISUALSTUDIO_H
#define MINIPORT_PROJECTS_VISUALSTUDIO_H

#include "projects/MSBuildProject.h"
#include "projects/Variants.h"

namespace miniport::projects {

/// One .vcxproj, to be evaluated for several variants.
class VisualStudioProject {
public:
  /// File: absolute, as it is on disk. SolutionDir: as
  /// readVisualStudioProject(). Error: File cannot be read, or is no project.
  static llvm::Expected<VisualStudioProject> open(llvm::StringRef File,
                                                  llvm::StringRef SolutionDir,
                                                  llvm::StringRef UserRoot,
                                                  MSBuildFiles &Files);

  /// Its ProjectConfiguration items, in their order, without repetitions. A
  /// project without any has the one that it sets itself, else Release|x64.
  const std::vector<Variant> &variants() const { return Known; }
  /// The same, with what the project says of each.
  llvm::Expected<std::vector<KnownVariant>> describeVariants();
  llvm::Expected<Project> build(const Variant &V);
  /// The name, without extension, and the kind of what is built.
  llvm::Expected<std::pair<std::string, OutputKind>> output(const Variant &V);

private:
  VisualStudioProject(llvm::StringRef File, llvm::StringRef SolutionDir,
                      MSBuildFiles &Files)
      : File(File.str()), SolutionDir(SolutionDir.str()), Files(&Files) {}
  llvm::Expected<std::unique_ptr<MSBuildProject>>
  evaluate(const Variant *V) const;

  std::string File, SolutionDir, Root;
  bool RootIsCertain = false;
  bool IsGuessed = false; ///< the variant
  MSBuildFiles *Files;
  std::vector<Variant> Known;
  std::vector<std::string> DependsOn; ///< by solutions nearby
};

/// The root of the checkout that File is in: the nearest folder with .git (that
/// of a submodule's parent), and Certain; else the outermost of the candidates
/// that File is in, else its own folder.
std::string checkoutRoot(llvm::StringRef File,
                         llvm::ArrayRef<llvm::StringRef> Candidates,
                         bool &Certain);

} // namespace miniport::projects

#endif // MINIPORT_PROJECTS_VISUALSTUDIO_H
