//===- Plan.h - What a driver tree builds, and how --------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// planBuild() reads whatever says how drivers are built (projects of Visual
// Studio, of the NT DDK's BUILD, tracking logs, compile databases, or nothing
// but a folder of sources) and answers with link units: the sources of one
// binary, each with its compiler command, a static library's sources in every
// link unit that links it.
//
//   paths --readers--> Projects --assemble()--> link units
//
// Nothing here runs a build, needs Windows, or leaves the file system as it
// was found. Nothing here knows Clang.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_PROJECTS_PLAN_H
#define MINIPORT_PROJECTS_PLAN_H

#include "projects/SourceCommand.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace miniport::projects {

/// One way a project can be built: "Win10 Release|x64". Names of platforms are
/// MSBuild's: x64, Win32, ARM64, ARM. Names of configurations are free.
struct Variant {
  std::string Configuration;
  std::string Platform;

  /// "Win10 Release|x64"; the platform alone if that is all there is.
  std::string str() const {
    return Configuration.empty() ? Platform : Configuration + "|" + Platform;
  }
  friend bool operator==(const Variant &A, const Variant &B) {
    return A.Configuration == B.Configuration && A.Platform == B.Platform;
  }
};

enum class OutputKind : uint8_t {
  Driver,  ///< a .sys: a link unit
  Library, ///< a static library: part of the link units that name it
  Other    ///< a program, a user-mode DLL, a package: not analysed
};

/// Something the user should know about how the tree was understood: an import
/// that is not there, a folder that was guessed. Never a reason to stop.
struct Remark {
  std::string File; ///< where, as the user can open it; may be empty
  unsigned Line = 0;
  std::string Text;
  /// Is it a guess of ours, where the tree says nothing?
  bool IsGuess = false;
};

/// One project in one variant, as its file says, before libraries are joined to
/// the drivers that link them. Paths are absolute, as found on disk.
struct Project {
  std::string File; ///< the project's file, or the guessed one's folder
  std::string Name; ///< of the output, without extension: "viostor"
  OutputKind Kind = OutputKind::Driver;
  Variant Built;
  /// The variant of the solution that it is built in; Built without a solution.
  /// A library belongs to the drivers that are built in the same.
  Variant Within;
  std::vector<SourceCommand> Commands;
  /// Project files that this one links: ProjectReference, solution dependency.
  std::vector<std::string> References;
  /// Libraries that it links, as written after expansion: "virtiolib.lib",
  /// "..\\lib\\amd64\\x.lib". Those of the kit are among them.
  std::vector<std::string> Libraries;
  std::vector<Remark> Remarks;
};

/// One driver binary in one variant. Units of the same project in several
/// variants stand side by side.
struct UnitPlan {
  std::string Name;    ///< of the image, without extension: "viostor"
  std::string Project; ///< its file, or folder if guessed; absolute
  Variant Built;       ///< both empty if nothing told (database, file list)
  std::vector<SourceCommand> Commands;
};

struct Plan {
  /// By project file, then variant, in an order that does not depend on the
  /// file system's. Never empty.
  std::vector<UnitPlan> Units;
  std::vector<Remark> Remarks;
};

struct PlanOptions {
  /// Every configuration and platform, instead of the default: the newest
  /// release configuration for x64 (see chooseVariants()).
  bool AllVariants = false;
  /// If not empty, only variants of this name, compared without case. A name
  /// that no project has is an error that lists those there are.
  std::string Configuration, Platform;
  /// The outermost folder that the user gave, absolute; planBuild() sets it. A
  /// search upwards (Directory.Build.props) ends there, where no .git tells the
  /// checkout's root.
  std::string Root;
};

/// Finds out what Paths build. A path is a .vcxproj, a .sln, a 'sources' or
/// 'dirs' file, a tracking log (CL.command.1.tlog), a compile_commands.json, or
/// a folder, which is searched for all of these (projects first; then a
/// database; then bare sources, with guesses that the remarks name).
///
/// Errors: no such path, a file that is none of these, a malformed one, no
/// source in the folder, no such configuration. Bounded on hostile trees.
llvm::Expected<Plan> planBuild(llvm::ArrayRef<std::string> Paths,
                               const PlanOptions &Options);

/// Is this a path for planBuild() rather than one C or C++ source?
bool isPlanInput(llvm::StringRef Path);

/// Joins libraries to the drivers that link them, by References and by the
/// names of Libraries; libraries of the kit are nobody's. A library that no
/// driver of the tree links is a link unit of its own only if there is no
/// driver at all, with a remark that says so.
Plan assemble(std::vector<Project> Projects);

/// The variants to build, of those that a project has. Without options: of the
/// x64 ones (else of the first platform there is) the release configuration for
/// the newest Windows. Empty if none has the name that is asked for.
std::vector<Variant> chooseVariants(llvm::ArrayRef<Variant> Known,
                                    const PlanOptions &Options);

} // namespace miniport::projects

#endif // MINIPORT_PROJECTS_PLAN_H
