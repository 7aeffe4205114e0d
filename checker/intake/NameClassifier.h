//===- NameClassifier.h - What unknown names must be ----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_INTAKE_NAMECLASSIFIER_H
#define MINIPORT_INTAKE_NAMECLASSIFIER_H

#include "intake/StandIns.h"
#include "intake/TokenText.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringSet.h"

namespace miniport::intake {

/// Names with a declaration in the translation unit, in any scope.
struct DeclaredNames {
  llvm::DenseSet<const clang::IdentifierInfo *> All;
  llvm::DenseSet<const clang::IdentifierInfo *> Types; ///< of these
};

/// Decides what the unknown names of a file are, by how they are used there.
/// What one file tells holds for the next.
class NameClassifier {
public:
  NameClassifier(StandIns &Result, const TokenText &T, clang::Preprocessor &PP,
                 const DeclaredNames &Declared)
      : Result(Result), T(T), PP(PP), Declared(Declared) {}
  void run();

private:
  using Kind = StandIns::Kind;
  enum class Scope : uint8_t { File, Record, Enumeration, Code, Values };
  /// Declaration specifiers and one declarator.
  struct Words {
    llvm::SmallVector<ptrdiff_t, 8> BeforeStars, BehindStars;
    unsigned Stars = 0;
    bool HasKnownType = false;
    ptrdiff_t End = 0; ///< behind the last word
  };

  bool isUnknown(const clang::Token &Tok) const;
  bool isTypeName(const clang::Token &Tok) const;
  bool isSettled(llvm::StringRef Name) const;
  Scope scopeOpenedAt(ptrdiff_t I) const;
  bool isOldStyle(ptrdiff_t I) const;
  bool mayBeginDeclaration(ptrdiff_t I) const;
  Words readWords(ptrdiff_t I);
  bool declaration(ptrdiff_t I);
  bool cast(ptrdiff_t I);
  bool call(ptrdiff_t I);
  bool isBareMacro(ptrdiff_t I) const;
  bool isHandedOver(ptrdiff_t I) const;
  bool isCondition(ptrdiff_t I) const;
  void value(ptrdiff_t I);
  /// One use tells what the name is.
  void stands(ptrdiff_t I, StandIns::Kind K);
  void member(ptrdiff_t I);
  bool isAttributeCall(ptrdiff_t I) const;
  void close(ptrdiff_t I);
  void findFunctions();
  void type(llvm::StringRef Name, ptrdiff_t Declarator, bool IsRole);
  llvm::StringRef name(ptrdiff_t I) const {
    return T[I].is(clang::tok::identifier) ? T[I].getIdentifierInfo()->getName()
                                           : llvm::StringRef();
  }
  bool atStatement(ptrdiff_t I) const {
    return T[I - 1].isOneOf(clang::tok::semi, clang::tok::l_brace,
                            clang::tok::r_brace, clang::tok::eof);
  }

  StandIns &Result;
  const TokenText &T;
  clang::Preprocessor &PP;
  const DeclaredNames &Declared;
  std::vector<Scope> Scopes{Scope::File};
  llvm::StringSet<> Defined; ///< functions with a body in this file
  llvm::StringSet<> Here;    ///< declared in code that was lost
  std::map<std::string, std::string> TypeOf; ///< of variables and members
};

} // namespace miniport::intake

#endif // MINIPORT_INTAKE_NAMECLASSIFIER_H
