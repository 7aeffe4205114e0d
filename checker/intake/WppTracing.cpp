//===- WppTracing.cpp - Trace headers that were never made ----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "intake/WppTracing.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace miniport::intake {

using llvm::StringLiteral;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// The configuration
//===----------------------------------------------------------------------===//

static bool isName(StringRef Text) {
  return !Text.empty() && !llvm::isDigit(Text.front()) &&
         llvm::all_of(Text,
                      [](char C) { return llvm::isAlnum(C) || C == '_'; });
}

std::optional<WppFunction> parseWppFunction(StringRef Text) {
  WppFunction F;
  size_t NameEnd = Text.find_first_of("({");
  if (NameEnd == StringRef::npos)
    return std::nullopt;
  F.Name = Text.take_front(NameEnd).trim().str();
  Text = Text.drop_front(NameEnd);
  // {LEVEL=x,...}: parameters that a call does not have.
  if (Text.consume_front("{")) {
    size_t End = Text.find('}');
    if (End == StringRef::npos)
      return std::nullopt;
    Text = Text.drop_front(End + 1).ltrim();
  }
  if (!isName(F.Name) || !Text.consume_front("("))
    return std::nullopt;
  size_t End = Text.find(')');
  if (End == StringRef::npos)
    return std::nullopt;
  llvm::SmallVector<StringRef, 8> Parameters;
  Text.take_front(End).split(Parameters, ',', -1, /*KeepEmpty=*/false);
  for (StringRef P : Parameters) {
    P = P.trim();
    bool IsRest = P == "...";
    if (P.empty() && Parameters.size() == 1)
      break;
    // "..." comes last, as in C.
    if ((!IsRest && !isName(P)) ||
        (!F.Parameters.empty() && F.Parameters.back() == "..."))
      return std::nullopt;
    F.Parameters.push_back(P.str());
  }
  return F;
}

std::vector<WppFunction> parseWppConfiguration(StringRef Text, bool &Open) {
  std::vector<WppFunction> Functions;
  while (!Text.empty()) {
    StringRef Line;
    std::tie(Line, Text) = Text.split('\n');
    Line = Line.trim(" \t\r/*");
    if (Line.starts_with("begin_wpp")) {
      // Other blocks (enum, func) describe types for the messages.
      Open = Line.drop_front(9).trim().starts_with("config");
    } else if (Line.starts_with("end_wpp")) {
      Open = false;
    } else if (Open && Line.consume_front("FUNC") && !Line.empty() &&
               llvm::isSpace(Line.front())) {
      if (auto F = parseWppFunction(Line))
        Functions.push_back(std::move(*F));
    }
  }
  return Functions;
}

//===----------------------------------------------------------------------===//
// The stand-in
//===----------------------------------------------------------------------===//

/// Only what is formatted is evaluated: flags and levels are names that nothing
/// but the real file declares.
static std::string macroFor(const WppFunction &F) {
  std::string Traced;
  bool IsBehindMessage = false;
  for (StringRef P : F.Parameters) {
    if (P == "...")
      Traced += ", ##__VA_ARGS__";
    else if (IsBehindMessage)
      Traced += (", " + P).str();
    IsBehindMessage |= P == "MSG";
  }
  return "#ifndef " + F.Name + "\n#define " + F.Name + "(" +
         llvm::join(F.Parameters, ", ") +
         ") ((void)(WppTracingIsOn_ && ((void)0" + Traced + ", 1)))\n#endif\n";
}

/// What every .tmh file has, whatever the configuration: see the public page of
/// each of these names.
static constexpr StringLiteral Common = R"(
#ifndef WPP_TRACING_STAND_IN
#define WPP_TRACING_STAND_IN
#if __has_include(<evntrace.h>)
#include <evntrace.h>
#endif
extern const volatile int WppTracingIsOn_;
#ifndef WPP_INIT_TRACING
#define WPP_INIT_TRACING(...) ((void)0)
#endif
#ifndef WPP_CLEANUP
#define WPP_CLEANUP(...) ((void)0)
#endif
#ifndef WPP_RECORDER_CONFIGURE
#define WPP_RECORDER_CONFIGURE(...) ((void)0)
#endif
#ifndef WPP_LEVEL_ENABLED
#define WPP_LEVEL_ENABLED(Flags) (WppTracingIsOn_)
#endif
#ifndef WPP_FLAG_ENABLED
#define WPP_FLAG_ENABLED(Flags) (WppTracingIsOn_)
#endif
#endif
)";

std::string wppStandIn(llvm::ArrayRef<WppFunction> Functions) {
  std::string Text = Common.str();
  for (const WppFunction &F : Functions)
    Text += macroFor(F);
  // The one that needs no configuration.
  return Text + macroFor({"DoTraceMessage", {"FLAGS", "MSG", "..."}});
}

namespace {

class TraceHeaders : public clang::PPCallbacks, public clang::CommentHandler {
public:
  TraceHeaders(clang::Preprocessor &PP, const projects::SourceCommand &Command)
      : PP(PP) {
    for (StringRef Text : Command.WppFunctions)
      if (auto F = parseWppFunction(Text))
        Functions.push_back(std::move(*F));
    for (const std::string &File : Command.WppScanned)
      if (auto Text = PP.getFileManager().getBufferForFile(File)) {
        bool IsOpen = false;
        llvm::append_range(
            Functions, parseWppConfiguration((*Text)->getBuffer(), IsOpen));
      }
    PP.addCommentHandler(this);
  }

  bool HandleComment(clang::Preprocessor &,
                     clang::SourceRange Comment) override;
  void InclusionDirective(clang::SourceLocation Hash, const clang::Token &,
                          StringRef Name, bool, clang::CharSourceRange,
                          clang::OptionalFileEntryRef File, StringRef,
                          StringRef, const clang::Module *, bool,
                          clang::SrcMgr::CharacteristicKind) override;

private:
  clang::Preprocessor &PP;
  std::vector<WppFunction> Functions;
  bool Open = false; ///< within a block of line comments
};

} // namespace

bool TraceHeaders::HandleComment(clang::Preprocessor &,
                                 clang::SourceRange Comment) {
  const clang::SourceManager &SM = PP.getSourceManager();
  bool Invalid = false;
  const char *Begin = SM.getCharacterData(Comment.getBegin(), &Invalid);
  if (Invalid)
    return false;
  StringRef Text(Begin, SM.getFileOffset(Comment.getEnd()) -
                            SM.getFileOffset(Comment.getBegin()));
  if (Open || Text.contains("begin_wpp"))
    llvm::append_range(Functions, parseWppConfiguration(Text, Open));
  return false;
}

void TraceHeaders::InclusionDirective(
    clang::SourceLocation Hash, const clang::Token &, StringRef Name, bool,
    clang::CharSourceRange, clang::OptionalFileEntryRef File, StringRef,
    StringRef, const clang::Module *, bool, clang::SrcMgr::CharacteristicKind) {
  if (File || !Name.ends_with_insensitive(".tmh"))
    return;
  clang::FileID ID = PP.getSourceManager().createFileID(
      llvm::MemoryBuffer::getMemBufferCopy(wppStandIn(Functions),
                                           "<trace header>"),
      clang::SrcMgr::C_System, 0, 0, Hash);
  PP.EnterSourceFile(ID, nullptr, Hash);
}

void standInForTraceHeaders(clang::Preprocessor &PP,
                            const projects::SourceCommand &Command) {
  PP.addPPCallbacks(std::make_unique<TraceHeaders>(PP, Command));
}

} // namespace miniport::intake
