//===- Fingerprint.cpp - The same finding in another revision -------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report/Fingerprint.h"
#include "report/Unicode.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SHA256.h"
#include <unordered_map>

using namespace llvm;

namespace miniport::report {

static std::string digest(const Finding &F, const SourceTable &Sources) {
  std::string InFile;
  if (F.Function.empty())
    InFile = "file " + Sources.rootRelativePath(F.Where.Expansion.File);
  SHA256 Hash;
  for (StringRef Part :
       {StringRef(F.Check), StringRef(F.Function.empty() ? InFile : F.Function),
        StringRef(F.FingerprintKey.empty() ? F.Message : F.FingerprintKey)}) {
    Hash.update(Part);
    Hash.update(StringRef("\0", 1));
  }
  return toHex(ArrayRef<uint8_t>(Hash.final()).take_front(16),
               /*LowerCase=*/true);
}

std::vector<std::string> stableFingerprints(ArrayRef<const Finding *> Findings,
                                            const SourceTable &Sources) {
  struct Entry {
    std::string Digest, Path;
    ir::SourceLocation Where;
    size_t Index;
  };
  std::vector<Entry> Entries;
  for (auto [Index, F] : enumerate(Findings))
    Entries.push_back({digest(*F, Sources),
                       Sources.rootRelativePath(F->Where.Expansion.File),
                       F->Where, Index});
  auto Position = [](const Entry &E) {
    ir::SourcePoint At = E.Where.Expansion, From = E.Where.Spelling;
    return std::make_tuple(StringRef(E.Digest), StringRef(E.Path), At.Line,
                           At.Column, From.Line, From.Column, E.Index);
  };
  sort(Entries, [&](const Entry &A, const Entry &B) {
    return Position(A) < Position(B);
  });

  std::vector<std::string> Result(Findings.size());
  unsigned Ordinal = 0;
  for (size_t I = 0; I < Entries.size(); ++I) {
    bool Again = I > 0 && Entries[I].Digest == Entries[I - 1].Digest;
    Ordinal = Again ? Ordinal + 1 : 1;
    Result[Entries[I].Index] = Entries[I].Digest + ":" + utostr(Ordinal);
  }
  return Result;
}

namespace {

/// A text as the line hash sees it: UTF-16 units without blanks and tabs, every
/// line end a '\n', closed by the unit 0xFFFF.
struct HashedText {
  std::vector<uint16_t> Units;
  std::vector<size_t> LineStarts; ///< indices into Units

  explicit HashedText(StringRef Text) {
    Units.reserve(Text.size() + 1);
    while (!Text.empty()) {
      uint32_t CodePoint = takeCharacter(Text).CodePoint.value_or(0xFFFD);
      if (CodePoint > 0xFFFF) {
        add(0xD800 + ((CodePoint - 0x10000) >> 10));
        add(0xDC00 + ((CodePoint - 0x10000) & 0x3FF));
      } else {
        add(CodePoint);
      }
    }
    add(0xFFFF);
  }

private:
  void add(uint16_t Unit) {
    bool EndsCrLf = AfterCr && Unit == '\n';
    AfterCr = false;
    if (Unit == ' ' || Unit == '\t' || EndsCrLf)
      return;
    if (Unit == '\r') {
      Unit = '\n';
      AfterCr = true;
    }
    if (AtLineStart)
      LineStarts.push_back(Units.size());
    AtLineStart = Unit == '\n';
    Units.push_back(Unit);
  }

  bool AtLineStart = true, AfterCr = false;
};

} // namespace

LineHashes::LineHashes(StringRef Text) {
  constexpr size_t Window = 100;
  HashedText Hashed(Text);
  Hashed.Units.resize(Hashed.Units.size() + Window);
  uint64_t Leaving = 1; // 37 to the power of Window
  for (size_t I = 0; I < Window; ++I)
    Leaving *= 37;
  uint64_t Hash = 0;
  for (size_t I = 0; I < Window; ++I)
    Hash = Hash * 37 + Hashed.Units[I];
  std::unordered_map<uint64_t, unsigned> Seen;
  size_t At = 0;
  for (size_t Start : Hashed.LineStarts) {
    for (; At != Start; ++At)
      Hash = Hash * 37 - Hashed.Units[At] * Leaving + Hashed.Units[At + Window];
    Lines.push_back({Hash, ++Seen[Hash]});
  }
}

std::string LineHashes::operator[](uint32_t Line) const {
  if (Line < 1 || Line > Lines.size())
    return "";
  auto [Hash, Count] = Lines[Line - 1];
  return utohexstr(Hash, /*LowerCase=*/true) + ":" + utostr(Count);
}

} // namespace miniport::report
