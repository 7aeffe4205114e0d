//===- SymbolPrinter.cpp - Values and places as text ----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Symbols.h"
#include "llvm/Support/MathExtras.h"

using namespace miniport;
using namespace miniport::engine;
using ir::StepKind;

void Symbols::printChain(ChainId C, llvm::raw_ostream &OS) const {
  const Chain &L = Chains[C];
  if (L.Parent == NoId)
    return print(L.Base, OS);
  printChain(L.Parent, OS);
  if (L.Kind == StepKind::Index) {
    OS << '[';
    print(L.Index, OS);
    OS << ']';
    return;
  }
  OS << (L.Kind == StepKind::Field ? "->" : "^")
     << M.Records[L.Record].Fields[L.Field].Name;
}

void Symbols::printPlace(PlaceId P, llvm::raw_ostream &OS) const {
  if (Chains[Places[P].Where].Parent == NoId)
    OS << '*';
  printChain(Places[P].Where, OS);
}

void Symbols::print(ValueId V, llvm::raw_ostream &OS) const {
  static const char *const Spelling[] = {
      "+",  "-",  "*",  "/",  "%", "&",  "|", "^",
      "<<", ">>", "==", "!=", "<", "<=", ">", ">="};
  if (V == NoId) {
    OS << '?';
    return;
  }
  const Symbol &S = Values[V];
  switch (S.Kind) {
  case SymbolKind::Int:
    OS << (S.Width == 1 ? S.Bits : llvm::SignExtend64(S.Bits, S.Width));
    return;
  case SymbolKind::Param:
    if (Names && S.A < Names->Params.size())
      OS << Names->Params[S.A].Name;
    else
      OS << "param" << S.A;
    return;
  case SymbolKind::Initial:
    return printPlace(S.A, OS);
  case SymbolKind::Unknown:
    printPlace(S.B, OS);
    OS << '\'';
    return;
  case SymbolKind::Unless:
    print(S.A, OS);
    OS << "?";
    return;
  case SymbolKind::Fresh:
    OS << "fresh" << S.Site;
    return;
  case SymbolKind::FromCall:
    OS << "call" << S.Site << '.' << S.A;
    return;
  case SymbolKind::Phi:
    OS << "phi" << S.Site << '.' << S.A;
    return;
  case SymbolKind::Old:
    OS << "old(";
    print(S.A, OS);
    OS << ')';
    return;
  case SymbolKind::Binary:
    OS << '(';
    print(S.A, OS);
    OS << ' ' << Spelling[static_cast<unsigned>(S.Op)] << ' ';
    print(S.B, OS);
    OS << ')';
    return;
  case SymbolKind::Cast:
    OS << (S.Signed ? 's' : 'u') << unsigned(S.Width) << '(';
    print(S.A, OS);
    OS << ')';
    return;
  case SymbolKind::LocalAddr:
    OS << '&';
    if (Names && S.A < Names->Locals.size())
      OS << Names->Locals[S.A].Name;
    else
      OS << "local" << S.A;
    return;
  case SymbolKind::GlobalAddr:
    OS << '&' << M.Globals[S.A].Name;
    return;
  case SymbolKind::FuncAddr:
    OS << M.Functions[S.A].Name;
    return;
  case SymbolKind::Address:
    OS << '&';
    printChain(S.A, OS);
    return;
  case SymbolKind::Token:
    OS << "token" << S.Site;
    return;
  case SymbolKind::EntryLock:
    OS << "entry-lock" << S.A;
    return;
  }
}
