//===- MSBuildStatics.cpp - $([Type]::Function(...)) ----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Those that real driver projects use. The registry and the environment say
// nothing here, and it is always the same hour: the same tree gives the same
// answer on every machine.
//
//===----------------------------------------------------------------------===//

#include "projects/MSBuildText.h"
#include "projects/Xml.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace miniport::projects {

using llvm::StringRef;
using Arguments = llvm::ArrayRef<std::string>;
using Result = std::optional<std::string>;

std::optional<std::vector<unsigned>> parseVersion(StringRef Text) {
  Text = Text.trim();
  if (Text.starts_with("v") || Text.starts_with("V"))
    Text = Text.drop_front();
  Text = Text.take_until([](char C) { return C == '-' || C == '+'; });
  std::vector<unsigned> Parts;
  for (StringRef Part : llvm::split(Text, '.')) {
    unsigned Number;
    if (Part.getAsInteger(10, Number))
      return std::nullopt;
    Parts.push_back(Number);
  }
  if (Parts.empty() || Parts.size() > 4)
    return std::nullopt;
  return Parts;
}

int compareVersions(llvm::ArrayRef<unsigned> A, llvm::ArrayRef<unsigned> B) {
  for (size_t I = 0; I < std::max(A.size(), B.size()); ++I) {
    unsigned X = I < A.size() ? A[I] : 0, Y = I < B.size() ? B[I] : 0;
    if (X != Y)
      return X < Y ? -1 : 1;
  }
  return 0;
}

static std::string truth(bool B) { return B ? "True" : "False"; }

static bool isSeparator(char C) { return C == '/' || C == '\\'; }

static bool isRooted(StringRef Path) {
  return (!Path.empty() && isSeparator(Path[0])) ||
         (Path.size() > 1 && Path[1] == ':');
}

static std::string withTrailingSlash(StringRef Path) {
  if (Path.empty() || isSeparator(Path.back()))
    return Path.str();
  return (Path + (Path.contains('\\') ? "\\" : "/")).str();
}

static std::string combine(Arguments A) {
  std::string Path;
  for (StringRef Part : A) {
    if (isRooted(Part))
      Path.clear();
    else if (!Path.empty() && !Part.empty() && !isSeparator(Path.back()))
      Path += '/';
    Path += Part;
  }
  return Path;
}

/// The folders from Start up to the root of the tree, and the first in which
/// File is.
static std::string folderOfFileAbove(StringRef Start, StringRef File,
                                     MSBuildScope &Scope) {
  std::string Folder = WindowsPaths::absolute(Start, Scope.folder());
  std::string Root = Scope.root();
  if (File.empty())
    return "";
  for (unsigned Depth = 0; Depth < 256; ++Depth) {
    if (Scope.paths().find(File, Folder))
      return Folder;
    StringRef Parent = llvm::sys::path::parent_path(Folder);
    if (Folder == Root || Parent.size() < Root.size() || Parent == Folder)
      break;
    Folder = Parent.str();
  }
  return "";
}

static Result callPath(StringRef Name, Arguments A, MSBuildScope &Scope) {
  if (Name == "directoryseparatorchar")
    return "\\";
  if (A.empty())
    return std::nullopt;
  if (Name == "combine" || Name == "join")
    return combine(A);
  StringRef Path = A[0];
  if (Name == "getfullpath")
    return WindowsPaths::absolute(Path, A.size() > 1 ? A[1] : Scope.folder());
  if (Name == "ispathrooted")
    return truth(isRooted(Path));
  size_t Slash = Path.find_last_of("/\\");
  StringRef File = Slash == StringRef::npos ? Path : Path.substr(Slash + 1);
  size_t Dot = File.rfind('.');
  StringRef Extension = Dot == StringRef::npos ? "" : File.substr(Dot);
  if (Name == "getdirectoryname")
    return Slash == StringRef::npos ? "" : Path.substr(0, Slash).str();
  if (Name == "getfilename")
    return File.str();
  if (Name == "getextension")
    return Extension.str();
  if (Name == "hasextension")
    return truth(Extension.size() > 1);
  if (Name == "getfilenamewithoutextension")
    return File.drop_back(Extension.size()).str();
  if (Name == "changeextension" && A.size() > 1)
    return (Path.drop_back(Extension.size()) +
            (A[1].empty() || A[1][0] == '.' ? "" : ".") + A[1])
        .str();
  if (Name == "getpathroot")
    return !isRooted(Path)             ? ""
           : isSeparator(Path.front()) ? Path.substr(0, 1).str()
                                       : Path.substr(0, 3).str();
  return std::nullopt;
}

static Result callArithmetic(StringRef Name, Arguments A) {
  double X, Y;
  if (A.size() != 2 || StringRef(A[0]).getAsDouble(X) ||
      StringRef(A[1]).getAsDouble(Y))
    return std::nullopt;
  bool Divides = Name == "divide" || Name == "modulo";
  // Whole numbers that are far from what a long holds stay whole.
  int64_t P, Q;
  bool Whole = !StringRef(A[0]).getAsInteger(10, P) &&
               !StringRef(A[1]).getAsInteger(10, Q) && P >= -(1ll << 31) &&
               P < (1ll << 31) && Q >= -(1ll << 31) && Q < (1ll << 31);
  if (!Whole || (Divides && Q == 0))
    return std::nullopt;
  int64_t Value = llvm::StringSwitch<int64_t>(Name)
                      .Case("add", P + Q)
                      .Case("subtract", P - Q)
                      .Case("multiply", P * Q)
                      .Case("divide", Divides ? P / Q : 0)
                      .Case("modulo", Divides ? P % Q : 0)
                      .Case("bitwiseor", P | Q)
                      .Case("bitwiseand", P & Q)
                      .Case("bitwisexor", P ^ Q)
                      .Default(INT64_MIN);
  if (Value == INT64_MIN)
    return std::nullopt;
  return llvm::itostr(Value);
}

static Result callVersions(StringRef Name, Arguments A) {
  if (A.size() != 2)
    return std::nullopt;
  auto V = parseVersion(A[0]), W = parseVersion(A[1]);
  if (!V || !W)
    return std::nullopt;
  int Order = compareVersions(*V, *W);
  return llvm::StringSwitch<Result>(Name)
      .Case("versionequals", truth(Order == 0))
      .Case("versionnotequals", truth(Order != 0))
      .Case("versiongreaterthan", truth(Order > 0))
      .Case("versiongreaterthanorequals", truth(Order >= 0))
      .Case("versionlessthan", truth(Order < 0))
      .Case("versionlessthanorequals", truth(Order <= 0))
      .Default(std::nullopt);
}

static std::string relativeTo(StringRef Folder, StringRef Path) {
  llvm::SmallVector<StringRef, 16> From, To;
  Folder.split(From, '/', -1, /*KeepEmpty=*/false);
  Path.split(To, '/', -1, /*KeepEmpty=*/false);
  size_t Common = 0;
  while (Common < From.size() && Common < To.size() &&
         From[Common] == To[Common])
    ++Common;
  std::string Result;
  for (size_t I = Common; I < From.size(); ++I)
    Result += "../";
  return Result + llvm::join(llvm::drop_begin(To, Common), "/");
}

static Result callMSBuild(StringRef Name, Arguments A, MSBuildScope &Scope) {
  if (Name.starts_with("getregistryvalue"))
    return "";
  if (Name == "isosunixlike")
    return "False";
  if (A.empty())
    return std::nullopt;
  if (Name == "isosplatform")
    return truth(StringRef(A[0]).equals_insensitive("Windows"));
  if (Name == "valueordefault" && A.size() == 2)
    return A[0].empty() ? A[1] : A[0];
  if (Name == "escape")
    return escape(A[0]);
  if (Name == "unescape")
    return unescape(A[0]);
  if (Name == "ensuretrailingslash")
    return withTrailingSlash(A[0]);
  if (Name == "normalizepath")
    return WindowsPaths::absolute(combine(A), Scope.folder());
  if (Name == "normalizedirectory")
    return withTrailingSlash(
        WindowsPaths::absolute(combine(A), Scope.folder()));
  if (Name == "makerelative" && A.size() == 2)
    return relativeTo(WindowsPaths::absolute(A[0], Scope.folder()),
                      WindowsPaths::absolute(A[1], Scope.folder()));
  if (Name == "getdirectorynameoffileabove" && A.size() == 2)
    return folderOfFileAbove(A[0], A[1], Scope);
  if (Name == "getpathoffileabove") {
    std::string Start =
        A.size() > 1 && !A[1].empty()
            ? A[1]
            : unescape(Scope.property("MSBuildThisFileDirectory"));
    std::string Folder = folderOfFileAbove(Start, A[0], Scope);
    return Folder.empty() ? "" : Folder + "/" + A[0];
  }
  if (Name.starts_with("version"))
    return callVersions(Name, A);
  return callArithmetic(Name, A);
}

/// A file of the tree, as text.
static std::string readFile(StringRef Name, MSBuildScope &Scope) {
  std::optional<std::string> Path = Scope.paths().find(Name, Scope.folder());
  std::string Root = Scope.root();
  uint64_t Size = 0;
  if (!Path || !isWithin(*Path, Root) ||
      llvm::sys::fs::file_size(*Path, Size) || Size > 1 << 20)
    return "";
  llvm::Expected<std::string> Text = readText(*Path);
  if (Text)
    return *Text;
  llvm::consumeError(Text.takeError());
  return "";
}

static Result callString(StringRef Name, Arguments A) {
  if (A.empty())
    return Name == "empty" || Name == "new" ? Result("") : std::nullopt;
  if (Name == "isnullorempty")
    return truth(A[0].empty());
  if (Name == "isnullorwhitespace")
    return truth(StringRef(A[0]).trim().empty());
  if (Name == "new" || Name == "copy")
    return A[0];
  if (Name == "concat")
    return llvm::join(A, "");
  if (Name == "join")
    return llvm::join(A.drop_front(), A[0]);
  if (Name == "format") {
    std::string Text = A[0];
    for (size_t I = 1; I < A.size(); ++I) {
      std::string Hole = "{" + llvm::utostr(I - 1) + "}";
      for (size_t At = 0; (At = Text.find(Hole, At)) != std::string::npos;
           At += A[I].size())
        Text.replace(At, Hole.size(), A[I]);
    }
    return Text;
  }
  if ((Name == "equals" || Name == "compare") && A.size() > 1) {
    int Order = StringRef(A[0]).compare(A[1]);
    return Name == "equals" ? truth(Order == 0) : llvm::itostr(Order);
  }
  return std::nullopt;
}

Result callStatic(StringRef Type, StringRef Name, Arguments A,
                  MSBuildScope &Scope) {
  std::string T = Type.lower(), N = Name.lower();
  StringRef Short = T;
  Short.consume_front("system.");
  if (Short == "msbuild")
    return callMSBuild(N, A, Scope);
  if (Short == "io.path")
    return callPath(N, A, Scope);
  if (Short == "string")
    return callString(N, A);
  if ((Short == "io.file" || Short == "io.directory") && N == "exists" &&
      !A.empty()) {
    std::optional<std::string> Found = Scope.paths().find(A[0], Scope.folder());
    return truth(!A[0].empty() && Found &&
                 llvm::sys::fs::is_directory(*Found) ==
                     (Short == "io.directory"));
  }
  if (Short == "io.file" && N == "readalltext" && !A.empty())
    return readFile(A[0], Scope);
  if (Short == "version" && !A.empty() && (N == "parse" || N == "new"))
    return A[0];
  if ((Short == "int32" || Short == "convert" || Short == "boolean") &&
      !A.empty() && (N == "parse" || N.compare(0, 2, "to") == 0))
    return A[0];
  if ((Short == "environment" && N == "getenvironmentvariable") ||
      Short == "datetime" || Short == "guid")
    return "";
  return std::nullopt;
}

} // namespace miniport::projects
