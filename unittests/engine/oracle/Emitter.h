//===- Emitter.h - Small structured drivers as driver IR ------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ORACLE_EMITTER_H
#define MINIPORT_ORACLE_EMITTER_H

#include "Program.h"
#include "llvm/Support/raw_ostream.h"

namespace miniport::oracle {

class Emitter {
public:
  Emitter(const Program &P, llvm::raw_ostream &OS) : P(P), OS(OS) {}
  void program();

private:
  void function(const FunctionDecl &Decl);
  void body(const Body &B);
  void statement(const Stmt &S);
  void conditional(const Stmt &S);
  void switchOn(const Stmt &S);
  void loop(const Stmt &S);
  void poll(const Stmt &S);
  void call(const Stmt &S);
  void routine(const Stmt &S);
  void lockStatement(const Stmt &S);
  void setField(const Stmt &S);
  void branch(const Expr &E, llvm::StringRef Then, llvm::StringRef Else);
  /// A u32: a number, or a register. Logical expressions get a temporary.
  std::string operand(const Expr &E);
  std::string binary(const Expr &E);
  std::string truth(const Expr &E);
  std::string typed(const Expr &E); ///< as a call argument
  std::string address(const Ref &R);
  std::string place(const Ref &R);
  std::string widened(std::string Register, unsigned Width);
  std::string fresh() { return "%" + std::to_string(Registers++); }
  std::string label(llvm::StringRef Stem) {
    return (Stem + llvm::Twine(Labels++)).str();
  }
  void open(llvm::StringRef Label) {
    OS << Label << ":\n";
    Closed = false;
  }
  void jump(llvm::StringRef Label) {
    if (!Closed)
      OS << "  goto " << Label << '\n';
    Closed = true;
  }
  std::string ext() const { return "%" + F->Params[F->Extension].Name; }
  std::string localName(unsigned I) const { return "$" + F->Locals[I].Name; }

  const Program &P;
  llvm::raw_ostream &OS;
  const FunctionDecl *F = nullptr;
  unsigned Registers = 0, Labels = 0, Temporaries = 0;
  bool Closed = false; ///< the block in hand has its end
  std::vector<std::pair<std::string, std::string>> Loops; ///< break, continue
  std::vector<std::string> Once; ///< register of each local of that kind
};

} // namespace miniport::oracle

#endif // MINIPORT_ORACLE_EMITTER_H
