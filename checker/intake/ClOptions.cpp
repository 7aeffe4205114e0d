//===- ClOptions.cpp - What of cl's options matters to a reader -----------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "intake/ClOptions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace miniport::intake {

using llvm::StringRef;

namespace {

enum class Form : uint8_t {
  Alone,    ///< /TC
  Joined,   ///< /Zp8: something may follow
  Separable ///< /Ifolder or /I folder
};

struct ClOption {
  llvm::StringLiteral Name;
  Form Shape;
};

} // namespace

/// Everything else of cl's is about diagnostics, code generation, outputs,
/// precompiled headers or other programs.
/// https://learn.microsoft.com/cpp/build/reference/compiler-options-listed-by-category
static constexpr ClOption Meaningful[] = {
    {"I", Form::Separable},
    {"external:I", Form::Separable},
    {"imsvc", Form::Separable},
    {"D", Form::Separable},
    {"U", Form::Separable},
    {"u", Form::Alone},
    {"FI", Form::Separable},
    {"X", Form::Alone},
    {"TC", Form::Alone},
    {"TP", Form::Alone},
    {"std:", Form::Joined},
    {"permissive-", Form::Alone},
    {"Zc:", Form::Joined}, // the language's, all of them
    {"Zp", Form::Joined},
    {"Za", Form::Alone},
    {"Ze", Form::Alone},
    {"J", Form::Alone},
    {"Gd", Form::Alone},
    {"Gr", Form::Alone},
    {"Gv", Form::Alone},
    {"Gz", Form::Alone},
    {"GR", Form::Joined},
    {"EH", Form::Joined},
    {"kernel", Form::Alone},
    {"arch:", Form::Joined},
    {"vm", Form::Joined},
    {"utf-8", Form::Alone},
    {"source-charset:", Form::Joined},
    {"clang:", Form::Joined},
    // These define macros, which headers ask for.
    {"MD", Form::Joined}, // /MD, /MDd
    {"MT", Form::Joined},
    {"LD", Form::Joined},
    {"openmp", Form::Joined},
};

/// Of Clang's own options those with an argument behind them.
static constexpr llvm::StringLiteral ClangSeparate[] = {
    "-Xclang",    "-include", "-isystem", "-iquote",
    "-idirafter", "-imacros", "-target",  "-mllvm",
};

/// Options that both drivers understand, or Clang alone.
static bool isClangs(StringRef Option) {
  return Option.starts_with("--") || Option.starts_with("-f") ||
         Option.starts_with("-W") || Option == "-w" || Option == "-m32" ||
         Option == "-m64" || Option.starts_with("-resource-dir") ||
         Option.starts_with("-nostd") || Option.starts_with("-ivfsoverlay");
}

static const ClOption *find(StringRef Option) {
  if (!Option.consume_front("/") && !Option.consume_front("-"))
    return nullptr;
  const ClOption *Best = nullptr;
  for (const ClOption &O : Meaningful) {
    bool Is =
        O.Shape == Form::Alone ? Option == O.Name : Option.starts_with(O.Name);
    if (Is && (!Best || O.Name.size() > Best->Name.size()))
      Best = &O;
  }
  return Best;
}

bool isMeaningfulClOption(StringRef Option) { return find(Option); }

/// A forced header that only the kit has and that says nothing of the driver.
static bool isKitHeader(StringRef Header) {
  StringRef Name =
      llvm::sys::path::filename(Header, llvm::sys::path::Style::windows);
  return Name.equals_insensitive("warning.h") ||
         Name.equals_insensitive("suppress.h");
}

std::vector<std::string> readerOptions(llvm::ArrayRef<std::string> Arguments) {
  std::vector<std::string> Kept;
  for (size_t I = 0; I < Arguments.size(); ++I) {
    StringRef Option = Arguments[I];
    if (Option.equals_insensitive("/link") || Option == "-link")
      break;
    bool HasDash = Option.starts_with("/") || Option.starts_with("-");
    if (!HasDash || Option.starts_with("@")) {
      Kept.push_back(Option.str());
      continue;
    }
    if (llvm::is_contained(ClangSeparate, Option)) {
      Kept.push_back(Option.str());
      if (I + 1 < Arguments.size())
        Kept.push_back(Arguments[++I]);
      continue;
    }
    if (isClangs(Option)) {
      Kept.push_back(Option.str());
      continue;
    }
    // "/Users/x/driver.c" is a path here, whatever /U is there.
    if (Option.starts_with("/") && llvm::sys::fs::exists(Option)) {
      Kept.push_back(Option.str());
      continue;
    }
    const ClOption *Known = find(Option);
    if (!Known)
      continue;
    StringRef Value = Option.drop_front(1 + Known->Name.size());
    bool IsSeparate = Known->Shape == Form::Separable && Value.empty();
    if (IsSeparate && I + 1 == Arguments.size())
      continue; // nothing follows: Clang would take it for an error
    if (IsSeparate)
      Value = Arguments[++I];
    if (Known->Name == "FI" && isKitHeader(Value))
      continue;
    Kept.push_back(Option.str());
    if (IsSeparate)
      Kept.push_back(Value.str());
  }
  return Kept;
}

} // namespace miniport::intake
