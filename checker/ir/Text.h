//===- Text.h - Driver IR as text -----------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The grammar is shown at the head of IR.h. Details:
//
//   Names       identifiers, or "quoted strings" where they are not (escapes:
//               \\, \" and two hexadecimal digits). '%#N' and '$#N' are
//               parameter and local number N, where there is no name; '@f#N' is
//               the N-th further global or function called f.
//   Types       void u1 u8 s32 u64 f64 ptr, agg BYTES [RECORD].
//   Integers    TYPE NUMBER ('s32 -1', 'ptr 0'); where an instruction names the
//               operand type ('ne u8 %1, 0'), the number alone. In an
//               initialiser a bare number has the type of the field. 0x numbers
//               name bits.
//   Places      BASE STEPS: '->RECORD.Field', '[VALUE x SIZE]',
//   '^RECORD.Field'.
//               The base '$x' is the local x itself, '@g' the global g itself.
//   Binary      %r = add|sub|mul|div|rem|and|or|xor|shl|shr|
//                    eq|ne|lt|le|gt|ge TYPE A, B
//   Others      %r = load [volatile] TYPE PLACE
//               store [volatile] TYPE VALUE, PLACE
//               %r = addr PLACE            copy BYTES, TO, FROM
//               zero BYTES, PLACE          %r = cast TYPE, VALUE
//               %r = opaque [pure] TYPE (ARGS) ["text"]
//               [%r =] call [noreturn] [TYPE] CALLEE(ARGS) ["text"]
//               end $x                     assume VALUE
//               goto L                     br VALUE, THEN, ELSE ["text"]
//               switch VALUE, DEFAULT { 1: L, 5..9: M } ["text"]
//               ret [TYPE VALUE]           unreachable
//   Functions   attributes after the result type: system noreturn internal
//               inline variadic role NAME sal NAME(ARGS) [param N] [when "..."]
//               [from TYPE] [at LOCATION] section NAME
//               degraded "why" [calls @A, @B] usr "..." source "..." hash N
//   Globals     attributes after the type: extern (not defined here) const
//               internal inline usr "..." source "..." init { OFFSET: VALUE,
//               ... }
//   Files       'file N "path" [system]', in order, before everything else.
//   Diagnostics 'diagnostic "text"'
//   Locations   '!FILE:LINE:COL' or '!FILE:LINE:COL~FILE:LINE:COL' (expansion,
//               then spelling) at the end of an instruction, local, global or
//               function head, and after the closing brace. Where a text gives
//               none, parse() with TextLocations uses the line of the text
//               itself, so that tests can name lines.
//   Comments    from ';' to the end of the line.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_IR_TEXT_H
#define MINIPORT_IR_TEXT_H

#include "ir/IR.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

namespace miniport::ir {

/// Prints the module so that parse() gives an equal one. Deterministic.
void print(const Module &M, llvm::raw_ostream &OS);
void print(const Module &M, const Function &F, llvm::raw_ostream &OS);
void print(const Module &M, const Value &V, const Function *F,
           llvm::raw_ostream &OS);
void print(const Module &M, const Place &P, const Function *F,
           llvm::raw_ostream &OS);

struct ParseOptions {
  /// Give instructions without a location the line of the text (file 0 is
  /// Name).
  bool TextLocations = false;
};

/// Reads the text form. Functions, globals and records may be used before they
/// are defined; a called function that is nowhere declared is an error.
/// The error says NAME:LINE:COLUMN: what was expected.
llvm::Expected<std::unique_ptr<Module>>
parse(llvm::StringRef Text, llvm::StringRef Name, ParseOptions Options = {});

} // namespace miniport::ir

#endif // MINIPORT_IR_TEXT_H
