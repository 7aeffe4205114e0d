//===- Readers.h - One reader for each way to say how to build --*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The room's inside: what planBuild() asks, one function for each format. A
// reader answers with projects, one for each variant that the options select;
// its errors name file and line. Readers do not read what a project refers to,
// other than its imports.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_PROJECTS_READERS_H
#define MINIPORT_PROJECTS_READERS_H

#include "projects/Plan.h"

namespace miniport::projects {

/// None of what a file describes has the name that PlanOptions ask for. Of
/// several files, one that has it is enough.
class UnknownVariant : public llvm::ErrorInfo<UnknownVariant> {
public:
  static char ID;
  UnknownVariant(llvm::StringRef File, const PlanOptions &Wanted,
                 std::vector<Variant> Known)
      : File(File.str()), Wanted(Wanted), Known(std::move(Known)) {}

  /// "'x.vcxproj' has no configuration 'Foo|x64'; it has: ...".
  void log(llvm::raw_ostream &OS) const override;
  std::error_code convertToErrorCode() const override {
    return llvm::inconvertibleErrorCode();
  }

  const std::string File;
  const PlanOptions Wanted;
  const std::vector<Variant> Known;
};

/// A .vcxproj. SolutionDir is what $(SolutionDir) stands for, with a slash at
/// its end; empty: the folder of the nearest solution that names the project,
/// else the project's own, as MSBuild does.
llvm::Expected<std::vector<Project>>
readVisualStudioProject(llvm::StringRef File, llvm::StringRef SolutionDir,
                        const PlanOptions &Options);

/// A .sln: its C and C++ projects, with the solution's dependencies among their
/// References, each in the variant that the solution maps.
llvm::Expected<std::vector<Project>> readSolution(llvm::StringRef File,
                                                  const PlanOptions &Options);

/// A 'sources' file of the NT DDK's BUILD, or a 'dirs' file that names some.
llvm::Expected<std::vector<Project>> readNtBuild(llvm::StringRef File,
                                                 const PlanOptions &Options);

/// CL.command.*.tlog: the command lines of a build that ran.
llvm::Expected<std::vector<Project>> readTrackingLog(llvm::StringRef File);

/// A folder that says nothing: sources, include folders and link units are
/// guessed, and the remarks say so.
llvm::Expected<std::vector<Project>> guessProjects(llvm::StringRef Folder,
                                                   const PlanOptions &Options);

} // namespace miniport::projects

#endif // MINIPORT_PROJECTS_READERS_H
