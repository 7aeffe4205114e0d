//===- SarifLocation.cpp - Artifacts and places of a SARIF run ------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report/SarifLocation.h"
#include "report/Unicode.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SHA256.h"

using namespace llvm;

namespace miniport::report {

json::Object sarifContent(StringRef Text) {
  return json::Object{{"text", toValidUtf8(Text)}};
}

json::Object sarifMessage(StringRef Text) {
  bool HasLink = Text.contains("](");
  std::string Escaped;
  for (char C : Text) {
    if (C == '{' || C == '}')
      Escaped += C;
    else if (HasLink && (C == '[' || C == ']' || C == '\\'))
      Escaped += '\\';
    Escaped += C;
  }
  return sarifContent(Escaped);
}

void SarifLocations::use(uint32_t File) {
  if (std::string Uri = Sources.uri(File); !Uri.empty())
    ByUri.try_emplace(Uri, Artifact{File, 0});
}

void SarifLocations::use(const Finding &F) {
  auto UseBoth = [&](const ir::SourceLocation &At) {
    for (ir::SourcePoint P : {At.Expansion, At.Spelling})
      if (P.isValid())
        use(P.File);
  };
  UseBoth(F.Where);
  for (const PathNote &Step : F.Path)
    UseBoth(Step.Where);
  for (const FixIt &Fix : F.Fixes)
    UseBoth(Fix.Begin);
}

void SarifLocations::number() {
  size_t Next = 0;
  for (auto &[Uri, A] : ByUri)
    A.Index = Next++;
}

static StringRef sourceLanguage(StringRef Path) {
  return StringSwitch<StringRef>(sys::path::extension(Path))
      .CasesLower(".c", ".h", "c")
      .CasesLower(".cpp", ".cxx", ".cc", ".hpp", ".hxx", "cplusplus")
      .Default("");
}

json::Array SarifLocations::artifacts() const {
  json::Array Result;
  for (const auto &[Uri, A] : ByUri) {
    json::Object Object{{"location", artifactLocation(A.File)}};
    if (StringRef Language = sourceLanguage(Uri); !Language.empty())
      Object["sourceLanguage"] = Language;
    if (std::optional<StringRef> Text = Sources.contents(A.File)) {
      Object["length"] = static_cast<int64_t>(Text->size());
      Object["hashes"] = json::Object{
          {"sha-256", toHex(SHA256::hash(arrayRefFromStringRef(*Text)),
                            /*LowerCase=*/true)}};
    }
    Result.push_back(std::move(Object));
  }
  return Result;
}

json::Object SarifLocations::artifactLocation(uint32_t File) const {
  std::string Uri = Sources.uri(File);
  json::Object Result{{"uri", Uri}};
  if (Sources.isBelowRoot(File))
    Result["uriBaseId"] = "SRCROOT";
  if (auto It = ByUri.find(Uri); It != ByUri.end())
    Result["index"] = static_cast<int64_t>(It->second.Index);
  return Result;
}

json::Object SarifLocations::region(ir::SourcePoint Begin,
                                    ir::SourcePoint End) const {
  json::Object Result{{"startLine", Begin.Line}};
  if (!Begin.Column)
    return Result;
  Result["startColumn"] = Sources.utf16Column(Begin);
  if (End.Line != Begin.Line)
    Result["endLine"] = End.Line;
  Result["endColumn"] = Sources.utf16Column(End);
  return Result;
}

json::Object SarifLocations::region(ir::SourcePoint At) const {
  ir::SourcePoint End = Sources.tokenEnd(At);
  json::Object Result = region(At, End);
  // Nothing known about the end: let the region reach to the line's end, which
  // is what SARIF takes for a missing one.
  if (End == At)
    Result.erase("endColumn");
  return Result;
}

/// The line with two more on either side.
json::Object SarifLocations::contextRegion(ir::SourcePoint At) const {
  uint32_t First = At.Line > 2 ? At.Line - 2 : 1, Last = First;
  std::string Text;
  for (uint32_t Line = First; Line <= At.Line + 2; ++Line) {
    std::optional<StringRef> OfLine = Sources.line(At.File, Line);
    if (!OfLine)
      break;
    if (Line > First)
      Text += '\n';
    Text += *OfLine;
    Last = Line;
  }
  return json::Object{
      {"startLine", First}, {"endLine", Last}, {"snippet", sarifContent(Text)}};
}

json::Object SarifLocations::physicalLocation(ir::SourcePoint At,
                                              Context With) const {
  json::Object Region = region(At);
  json::Object Result{{"artifactLocation", artifactLocation(At.File)}};
  std::optional<StringRef> Line = Sources.line(At.File, At.Line);
  if (With == Context::Snippets && Line) {
    StringRef Snippet = *Line;
    if (std::optional<size_t> Index = Sources.indexInLine(At)) {
      size_t Length = Sources.tokenEnd(At).Column - At.Column;
      Snippet = Snippet.substr(*Index, Length ? Length : StringRef::npos);
    }
    Region["snippet"] = sarifContent(Snippet);
    Result["contextRegion"] = contextRegion(At);
  }
  Result["region"] = std::move(Region);
  return Result;
}

json::Object SarifLocations::location(ir::SourcePoint At, StringRef Function,
                                      Context With) const {
  json::Object Result;
  if (At.isValid())
    Result["physicalLocation"] = physicalLocation(At, With);
  if (!Function.empty())
    Result["logicalLocations"] = json::Array{json::Object{
        {"fullyQualifiedName", toValidUtf8(Function)}, {"kind", "function"}}};
  return Result;
}

} // namespace miniport::report
