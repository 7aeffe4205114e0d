//===- Variants.cpp - Which of a project's variants to build --------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "projects/Variants.h"
#include "projects/Readers.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/raw_ostream.h"
#include <tuple>

namespace miniport::projects {

using llvm::StringRef;

char UnknownVariant::ID;

void UnknownVariant::log(llvm::raw_ostream &OS) const {
  OS << "'" << File << "' has no ";
  if (Wanted.Platform.empty())
    OS << "configuration '" << Wanted.Configuration << "'";
  else if (Wanted.Configuration.empty())
    OS << "platform '" << Wanted.Platform << "'";
  else
    OS << "configuration '" << Wanted.Configuration << "|" << Wanted.Platform
       << "'";
  OS << "; it has: ";
  llvm::interleaveComma(Known, OS, [&](const Variant &V) { OS << V.str(); });
}

static std::string platformName(StringRef Name) {
  std::string Lower = Name.trim().lower();
  return llvm::StringSwitch<std::string>(Lower)
      .Case("x86", "win32")
      .Case("amd64", "x64")
      .Default(Lower);
}

bool isSamePlatform(StringRef A, StringRef B) {
  return platformName(A) == platformName(B);
}

/// A name's words: "Win8.1 Release" is "win8.1", "release"; so is
/// "Win8.1Release".
static std::vector<std::string> wordsOf(StringRef Name) {
  std::vector<std::string> Words(1);
  char Before = 0;
  for (char C : Name) {
    bool Separates = !llvm::isAlnum(C) && C != '.';
    bool Begins =
        llvm::isUpper(C) && llvm::isAlnum(Before) && !llvm::isUpper(Before);
    if ((Separates || Begins) && !Words.back().empty())
      Words.emplace_back();
    if (!Separates)
      Words.back() += llvm::toLower(C);
    Before = C;
  }
  if (Words.back().empty())
    Words.pop_back();
  return Words;
}

bool isNamedDebug(StringRef Configuration) {
  return llvm::any_of(wordsOf(Configuration), [](StringRef Word) {
    return Word == "debug" || Word == "dbg" || Word == "chk" ||
           Word == "checked" || Word.ends_with("debug");
  });
}

/// Ten times the version of Windows that a word names; 0 if it names none.
static unsigned windowsOf(StringRef Word) {
  for (StringRef Prefix : {"windows", "win", "w"})
    if (Word.consume_front(Prefix))
      break;
  return llvm::StringSwitch<unsigned>(Word)
      .Cases("11", "server2022", "2025", 110)
      .Cases("10", "server2016", "server2019", 100)
      .Cases("8.1", "81", "blue", "v6.3", 63)
      .Cases("8", "server2012", 62)
      .Cases("7", "server2008r2", 61)
      .Cases("vista", "lh", "server2008", 60)
      .Cases("net", "server2003", "2003", 52)
      .Case("xp", 51)
      .Cases("2k", "2000", 50)
      .Default(0);
}

/// By name, or by TargetVersion; a plain "Release" is for what is current.
static unsigned windowsOf(const KnownVariant &V) {
  std::vector<std::string> Words = wordsOf(V.Name.Configuration);
  for (size_t I = 0; I < Words.size(); ++I) {
    if (unsigned Named = windowsOf(StringRef(Words[I])))
      return Named;
    // "Windows 7 Release".
    if ((Words[I] == "windows" || Words[I] == "win") && I + 1 < Words.size())
      if (unsigned Named = windowsOf(StringRef(Words[I + 1])))
        return Named;
  }
  unsigned Target = windowsOf(StringRef(StringRef(V.TargetVersion).lower()));
  return Target ? Target : 100;
}

static bool isDebug(const KnownVariant &V) {
  return V.Debug.value_or(false) || isNamedDebug(V.Name.Configuration);
}

/// How many words a name has beside "release" and a Windows.
static size_t strangeWords(const KnownVariant &V) {
  return llvm::count_if(wordsOf(V.Name.Configuration), [](StringRef Word) {
    return Word != "release" && Word != "free" && Word != "fre" &&
           Word != "windows" && Word != "win" && !windowsOf(Word);
  });
}

std::vector<Variant> chooseVariants(llvm::ArrayRef<KnownVariant> Known,
                                    const PlanOptions &Options) {
  std::vector<const KnownVariant *> Left;
  for (const KnownVariant &V : Known)
    if ((Options.Configuration.empty() ||
         StringRef(V.Name.Configuration)
             .equals_insensitive(Options.Configuration)) &&
        (Options.Platform.empty() ||
         isSamePlatform(V.Name.Platform, Options.Platform)))
      Left.push_back(&V);
  std::vector<Variant> Chosen;
  if (Options.AllVariants) {
    for (const KnownVariant *V : Left)
      Chosen.push_back(V->Name);
    return Chosen;
  }
  if (Left.empty())
    return Chosen;
  std::string Platform = Left.front()->Name.Platform;
  for (const KnownVariant *V : Left)
    if (isSamePlatform(V->Name.Platform, "x64"))
      Platform = V->Name.Platform;
  auto Rank = [&](const KnownVariant *V) {
    return std::make_tuple(!isSamePlatform(V->Name.Platform, Platform),
                           isDebug(*V), -int(windowsOf(*V)), strangeWords(*V));
  };
  auto Best = llvm::min_element(
      Left, [&](const auto *A, const auto *B) { return Rank(A) < Rank(B); });
  Chosen.push_back((*Best)->Name);
  return Chosen;
}

std::vector<Variant> chooseVariants(llvm::ArrayRef<Variant> Known,
                                    const PlanOptions &Options) {
  std::vector<KnownVariant> All;
  for (const Variant &V : Known)
    All.push_back({V, std::nullopt, ""});
  return chooseVariants(llvm::ArrayRef<KnownVariant>(All), Options);
}

} // namespace miniport::projects
