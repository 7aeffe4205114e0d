//===- Printer.cpp - Driver IR to text ------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Printer.h"
#include "TextNames.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"

namespace miniport::ir {

void Printer::string(llvm::StringRef S) {
  OS << '"';
  for (unsigned char C : S) {
    if (C == '"' || C == '\\')
      OS << '\\' << C;
    else if (C < 0x20 || C == 0x7f)
      OS << '\\' << llvm::hexdigit(C >> 4) << llvm::hexdigit(C & 15);
    else
      OS << C;
  }
  OS << '"';
}

void Printer::name(llvm::StringRef Name) {
  if (isPlainName(Name))
    OS << Name;
  else
    string(Name);
}

void Printer::type(Type Ty) {
  switch (Ty.Kind) {
  case TypeKind::Void:
    OS << "void";
    return;
  case TypeKind::Int:
    OS << (Ty.Signed ? 's' : 'u') << Ty.width();
    return;
  case TypeKind::Float:
    OS << 'f' << Ty.width();
    return;
  case TypeKind::Ptr:
    OS << "ptr";
    return;
  case TypeKind::Aggregate:
    OS << "agg " << Ty.bytes();
    if (Ty.record() >= M.Records.size())
      return;
    OS << ' ';
    llvm::StringRef Name = M.Records[Ty.record()].Name;
    if (isReserved(Name))
      string(Name);
    else
      name(Name);
    return;
  }
}

void Printer::number(uint64_t Bits, Type Ty) {
  if (!Ty.isInt() || !Ty.Signed) {
    OS << Bits;
    return;
  }
  unsigned Unused = Ty.width() < 64 ? 64 - Ty.width() : 0;
  OS << (static_cast<int64_t>(Bits << Unused) >> Unused);
}

void Printer::symbol(llvm::StringRef Name, bool IsFunction, uint32_t Index) {
  OS << '@';
  name(Name);
  if (Ordinals.empty()) {
    llvm::StringMap<uint32_t> Seen;
    for (const Global &G : M.Globals)
      Ordinals.push_back(Seen[G.Name]++);
    for (const Function &F : M.Functions)
      Ordinals.push_back(Seen[F.Name]++);
  }
  if (uint32_t N = Ordinals[(IsFunction ? M.Globals.size() : 0) + Index])
    OS << '#' << N;
}

void Printer::value(const Value &V, const Function *F) {
  switch (V.Kind) {
  case ValueKind::None:
    OS << "none";
    return;
  case ValueKind::Register:
    OS << '%' << V.Index;
    return;
  case ValueKind::Param: {
    OS << '%';
    if (!F || V.Index >= F->Params.size() || F->Params[V.Index].Name.empty())
      OS << '#' << V.Index;
    else
      name(F->Params[V.Index].Name);
    return;
  }
  case ValueKind::Int:
    type(V.Ty);
    OS << ' ';
    number(V.Bits, V.Ty);
    return;
  case ValueKind::Local:
    OS << '$';
    if (!F || V.Index >= F->Locals.size())
      OS << '#' << V.Index;
    else
      name(F->Locals[V.Index].Name);
    return;
  case ValueKind::Global:
    if (V.Index < M.Globals.size())
      symbol(M.Globals[V.Index].Name, false, V.Index);
    else
      OS << "none";
    return;
  case ValueKind::Function:
    if (V.Index < M.Functions.size())
      symbol(M.Functions[V.Index].Name, true, V.Index);
    else
      OS << "none";
    return;
  }
}

/// Where the instruction names the type, an integer of that type is bare.
void Printer::operand(const Value &V, Type Expected, const Function *F) {
  if (V.isInt() && V.Ty == Expected)
    number(V.Bits, V.Ty);
  else
    value(V, F);
}

void Printer::fieldOf(const Step &S) {
  if (S.Record >= M.Records.size() ||
      S.Field >= M.Records[S.Record].Fields.size()) {
    OS << "none.none";
    return;
  }
  name(M.Records[S.Record].Name);
  OS << '.';
  name(M.Records[S.Record].Fields[S.Field].Name);
}

void Printer::place(const Place &P, const Function *F) {
  value(P.Base, F);
  for (const Step &S : P.Steps) {
    switch (S.Kind) {
    case StepKind::Field:
      OS << "->";
      fieldOf(S);
      break;
    case StepKind::Container:
      OS << '^';
      fieldOf(S);
      break;
    case StepKind::Index:
      OS << '[';
      value(S.Index, F);
      OS << " x " << S.ElementSize << ']';
      break;
    }
  }
}

void Printer::point(SourcePoint P) {
  OS << P.File << ':' << P.Line << ':' << P.Column;
}

void Printer::location(const SourceLocation &Loc) {
  if (Loc == SourceLocation())
    return;
  OS << " !";
  point(Loc.Expansion);
  if (Loc.isMacro()) {
    OS << '~';
    point(Loc.Spelling);
  }
}

void Printer::attributes(const Function &F) {
  if (F.IsSystem)
    OS << " system";
  if (F.IsUndeclared)
    OS << " undeclared";
  if (F.NoReturn)
    OS << " noreturn";
  if (F.Link != Linkage::External)
    OS << (F.Link == Linkage::Internal ? " internal" : " inline");
  if (F.Variadic)
    OS << " variadic";
  for (llvm::StringRef Role : F.RoleTypes) {
    OS << " role ";
    name(Role);
  }
  auto Quoted = [&](llvm::StringRef Key, llvm::StringRef S) {
    if (S.empty())
      return;
    OS << ' ' << Key << ' ';
    string(S);
  };
  for (const Annotation &A : F.Annotations) {
    OS << " sal ";
    name(A.Name);
    if (!A.Args.empty()) {
      OS << '(';
      llvm::ListSeparator Comma;
      for (llvm::StringRef Arg : A.Args) {
        OS << Comma;
        name(Arg);
      }
      OS << ')';
    }
    if (A.Param != None)
      OS << " param " << A.Param;
    Quoted("when", A.When);
    if (!A.From.empty()) {
      OS << " from ";
      name(A.From);
    }
    if (A.Loc.isValid()) {
      OS << " at";
      location(A.Loc);
    }
  }
  if (!F.Section.empty()) {
    OS << " section ";
    name(F.Section);
  }
  Quoted("degraded", F.Degraded);
  if (!F.DegradedCalls.empty()) {
    OS << " calls ";
    llvm::ListSeparator Comma;
    for (uint32_t Callee : F.DegradedCalls) {
      OS << Comma;
      value(Value::function(Callee), &F);
    }
  }
  Quoted("usr", F.Usr);
  Quoted("source", F.Source);
  if (F.BodyHash)
    OS << " hash " << F.BodyHash;
}

void Printer::head(const Function &F) {
  OS << (F.HasBody ? "func " : "declare ");
  symbol(F.Name, true, static_cast<uint32_t>(&F - M.Functions.data()));
  OS << '(';
  llvm::ListSeparator Comma;
  for (const Parameter &P : F.Params) {
    OS << Comma;
    if (!P.Name.empty()) {
      OS << '%';
      name(P.Name);
      OS << ": ";
    }
    type(P.Ty);
  }
  OS << ") -> ";
  type(F.Result);
  attributes(F);
}

void Printer::function(const Function &F) {
  head(F);
  location(F.Loc);
  if (!F.HasBody) {
    OS << '\n';
    return;
  }
  OS << " {\n";
  for (const Local &L : F.Locals) {
    OS << "  local $";
    name(L.Name);
    OS << ": ";
    type(L.Ty);
    location(L.Loc);
    OS << '\n';
  }
  for (const Block &B : F.Blocks) {
    name(B.Name);
    OS << ":\n";
    for (const Instruction &I : B.Instructions)
      instruction(I, F);
  }
  OS << '}';
  location(F.End);
  OS << '\n';
}

void Printer::record(const Record &R) {
  OS << (R.IsUnion ? "union " : "record ");
  name(R.Name);
  OS << " size " << R.Size << " {\n";
  for (const RecordField &Field : R.Fields) {
    OS << "  ";
    name(Field.Name);
    OS << ": ";
    type(Field.Ty);
    OS << " @" << Field.Offset;
    if (Field.Count != 1)
      OS << " x " << Field.Count;
    if (Field.BitWidth)
      OS << " bits " << Field.BitOffset << ' ' << Field.BitWidth;
    OS << '\n';
  }
  OS << "}\n";
}

void Printer::global(const Global &G) {
  OS << "global ";
  symbol(G.Name, false, static_cast<uint32_t>(&G - M.Globals.data()));
  OS << ": ";
  type(G.Ty);
  if (!G.IsDefined)
    OS << " extern";
  if (G.IsConst)
    OS << " const";
  if (G.Link != Linkage::External)
    OS << (G.Link == Linkage::Internal ? " internal" : " inline");
  if (!G.Usr.empty()) {
    OS << " usr ";
    string(G.Usr);
  }
  if (!G.Source.empty()) {
    OS << " source ";
    string(G.Source);
  }
  if (!G.Initializers.empty()) {
    OS << " init {";
    llvm::ListSeparator Comma(",");
    for (const Initializer &Init : G.Initializers) {
      OS << Comma << ' ' << Init.Offset << ": ";
      operand(Init.Init, scalarAt(M, G.Ty, Init.Offset), nullptr);
    }
    OS << " }";
  }
  location(G.Loc);
  OS << '\n';
}

void Printer::module() {
  for (uint32_t I = 0; I < M.Files.size(); ++I) {
    OS << "file " << I << ' ';
    string(M.Files[I].Path);
    OS << (M.Files[I].IsSystem ? " system\n" : "\n");
  }
  for (const std::string &Diagnostic : M.Diagnostics) {
    OS << "diagnostic ";
    string(Diagnostic);
    OS << '\n';
  }
  for (const MissingInclude &I : M.MissingIncludes) {
    OS << "missing ";
    string(I.Name);
    OS << ' ';
    string(I.File);
    OS << ' ' << I.Line << (I.IsGenerated ? " generated\n" : "\n");
  }
  for (const Record &R : M.Records)
    record(R);
  for (const Global &G : M.Globals)
    global(G);
  for (const Function &F : M.Functions)
    function(F);
}

void print(const Module &M, llvm::raw_ostream &OS) { Printer(M, OS).module(); }

void print(const Module &M, const Function &F, llvm::raw_ostream &OS) {
  Printer(M, OS).function(F);
}

void print(const Module &M, const Value &V, const Function *F,
           llvm::raw_ostream &OS) {
  Printer(M, OS).value(V, F);
}

void print(const Module &M, const Place &P, const Function *F,
           llvm::raw_ostream &OS) {
  Printer(M, OS).place(P, F);
}

} // namespace miniport::ir
