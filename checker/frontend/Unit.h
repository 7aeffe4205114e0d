//===- Unit.h - A translation unit being lowered ----------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the functions of a translation unit share: types and records, entities,
// source positions, and the list of bodies still to be lowered. Private to the
// room.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_FRONTEND_UNIT_H
#define MINIPORT_FRONTEND_UNIT_H

#include "frontend/Frontend.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include <deque>

namespace clang {
class Token;
} // namespace clang

namespace miniport::frontend {

class Unit {
public:
  Unit(clang::ASTContext &Context, const LowerOptions &Options);

  std::unique_ptr<ir::Module> run();

  clang::ASTContext &context() { return Context; }
  const clang::SourceManager &sources() { return SM; }
  const LowerOptions &options() const { return Options; }
  ir::Module &module() { return *M; }

  // Types (Types.cpp).
  ir::Type type(clang::QualType T);
  /// As a parameter or argument: a C++ object with its own copy constructor or
  /// destructor is passed by address.
  ir::Type argumentType(clang::QualType T);
  static bool isPassedByAddress(clang::QualType T);
  /// Bytes of an object of this type; 1 for void and what has no size.
  uint64_t sizeOf(clang::QualType T);
  uint32_t record(const clang::RecordDecl *R);
  /// A step into (or, Container, out of) a field or base class. None if the
  /// declaration is broken and has no layout.
  std::optional<ir::Step> fieldStep(const clang::FieldDecl *F,
                                    ir::StepKind Kind = ir::StepKind::Field);
  /// A step to a member of which nothing but the name is known.
  ir::Step unknownMember(const clang::RecordDecl *Parent,
                         llvm::StringRef Member, ir::StepKind Kind);
  std::optional<ir::Step> baseStep(const clang::CXXRecordDecl *Derived,
                                   const clang::CXXRecordDecl *Base,
                                   ir::StepKind Kind);
  std::optional<ir::Step> vtableStep(const clang::CXXRecordDecl *Class);

  // Entities (Entities.cpp).
  uint32_t function(const clang::FunctionDecl *F);
  /// A function that no declaration stands for (__atomic_fetch_add, delete).
  uint32_t pseudoFunction(llvm::StringRef Name, ir::Type Result);
  uint32_t global(const clang::VarDecl *V);
  uint32_t string(const clang::StringLiteral *S);
  /// An unnamed global: a compound literal at file scope.
  uint32_t literal(const clang::CompoundLiteralExpr *E);
  void addInitializers(uint32_t Global, const clang::Expr *Init);
  void nameLambda(const clang::CXXMethodDecl *Operator, llvm::StringRef Outer);
  /// Where the declarator's annotations may begin: the end of the declaration
  /// before it.
  clang::SourceLocation regionStart(const clang::NamedDecl *D) const {
    return RegionStarts.lookup(D);
  }
  std::optional<int64_t> enumerator(llvm::StringRef Name) const;

  // Positions (Positions.cpp).
  ir::SourceLocation location(clang::SourceLocation L);
  ir::SourceLocation location(clang::SourceLocation L,
                              clang::SourceLocation SpellingOf);
  /// The source of a range, white space normalised, at most 80 characters.
  llvm::StringRef text(clang::SourceRange R);
  llvm::StringRef save(llvm::StringRef S) { return M->save(S); }
  bool isSystem(clang::SourceLocation L);

private:
  void collect(const clang::DeclContext *DC);
  void collectOne(const clang::Decl *D);
  void startRegion(const clang::NamedDecl *D);
  void endedAt(clang::SourceLocation L);
  void addNamesInSource(const clang::FunctionDecl *F, ir::Function &Out);
  void lowerBody(const clang::FunctionDecl *Definition, uint32_t Index);
  bool wantsBody(const clang::FunctionDecl *Definition, llvm::StringRef Name);

  std::string recordName(const clang::RecordDecl *R);
  std::optional<ir::Step> layoutStep(const clang::FieldDecl *F,
                                     ir::StepKind Kind);
  /// Do its offsets depend on what nothing declares?
  bool isGuessed(const clang::RecordDecl *R);
  bool hasGuessedSize(clang::QualType T);
  void nameInnerRecords(const clang::RecordDecl *R, llvm::StringRef Name);
  void layOut(const clang::RecordDecl *R, uint32_t Index);
  void addField(const clang::FieldDecl *F, uint64_t BitOffset, uint32_t Record,
                unsigned &Unnamed);

  std::string functionName(const clang::FunctionDecl *F);
  std::string uniqueName(std::string Name, const clang::FunctionDecl *F);
  void describe(const clang::FunctionDecl *F, ir::Function &Out);
  void addRedeclarationFacts(const clang::FunctionDecl *F, ir::Function &Out);
  // Declarations.cpp.
  void addRoleTypes(const clang::FunctionDecl *Redecl, ir::Function &Out);
  void annotate(const clang::FunctionDecl *Redecl, ir::Function &Out);
  void annotate(const clang::TypedefNameDecl *Type, ir::Function &Out);
  void annotate(const clang::NamedDecl *D, clang::SourceLocation End,
                llvm::ArrayRef<clang::ParmVarDecl *> Params,
                llvm::StringRef From, ir::Function &Out);
  clang::SourceLocation endOfDeclarator(const clang::Token &From);
  uint32_t addGlobal(ir::Global G);
  void addInitializer(uint32_t Global, uint64_t Offset, const clang::Expr *E,
                      clang::QualType T);
  void addScalar(uint32_t Global, uint64_t Offset, const clang::Expr *E,
                 clang::QualType T);
  void addBits(uint32_t Global, uint64_t Offset, const clang::FieldDecl *F,
               const clang::Expr *E);
  void addValue(uint32_t Global, uint64_t Offset, const clang::APValue &V,
                clang::QualType T);
  std::optional<ir::Value> addressConstant(const clang::APValue &V);
  uint32_t file(clang::FileID ID);
  ir::SourcePoint point(clang::SourceLocation FileLocation);

  clang::ASTContext &Context;
  const clang::SourceManager &SM;
  const LowerOptions &Options;
  std::unique_ptr<ir::Module> M;

  llvm::DenseMap<const clang::RecordDecl *, uint32_t> Records;
  llvm::DenseMap<const clang::RecordDecl *, std::string> InnerNames;
  llvm::DenseMap<const clang::RecordDecl *, const clang::TypedefNameDecl *>
      Typedefs; ///< by the record a typedef names directly
  llvm::DenseMap<const clang::FieldDecl *, uint32_t> Fields;
  llvm::DenseMap<
      std::pair<const clang::RecordDecl *, const clang::RecordDecl *>,
      uint32_t>
      Bases; ///< (class, base); (class, null): its table of virtual functions
  llvm::DenseMap<const clang::RecordDecl *, bool> Guessed;
  llvm::StringMap<uint32_t> UnknownMembers; ///< to records
  llvm::StringSet<> RecordNames, FunctionNames, GlobalNames;

  llvm::DenseMap<const clang::FunctionDecl *, uint32_t> Functions;
  llvm::StringMap<uint32_t> PseudoFunctions, CFunctions;
  llvm::DenseMap<const clang::NamedDecl *, clang::SourceLocation> RegionStarts;
  /// Where the last declaration so far ends, by file; for RegionStarts.
  llvm::DenseMap<clang::FileID, clang::SourceLocation> PreviousEnds;
  llvm::DenseMap<const clang::CXXMethodDecl *, std::string> LambdaNames;
  llvm::DenseMap<const clang::VarDecl *, uint32_t> Globals;
  llvm::DenseMap<const clang::Expr *, uint32_t> Literals;
  /// Definitions of the main file, and used ones; in order of discovery.
  std::deque<std::pair<const clang::FunctionDecl *, uint32_t>> Bodies;
  std::vector<const clang::FunctionDecl *> Roots;
  std::vector<const clang::VarDecl *> RootGlobals;
  llvm::DenseMap<clang::FileID, uint32_t> Files;
  llvm::StringMap<uint32_t> FilesByName;
};

} // namespace miniport::frontend

#endif // MINIPORT_FRONTEND_UNIT_H
