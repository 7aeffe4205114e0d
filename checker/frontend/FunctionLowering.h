//===- FunctionLowering.h - One body, from CFG to blocks --------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The CFG is built with every expression an element, so that its order is the
// order of evaluation. Each element is lowered once in its block, and found
// again there by the expressions around it. An operand that was evaluated in
// an earlier block is looked up along the chain of dominators; hence registers
// dominate their uses by construction. What joins at a block (?:, &&, ||) goes
// through a local that the blocks before it write.
//
// Private to the room.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_FRONTEND_FUNCTIONLOWERING_H
#define MINIPORT_FRONTEND_FUNCTIONLOWERING_H

#include "BodyScan.h"
#include "Unit.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/Analyses/Dominators.h"
#include "clang/Analysis/CFG.h"

namespace miniport::frontend {

/// What an expression comes to.
struct Lowered {
  enum KindTy : uint8_t {
    Nothing,   ///< void, or not evaluated
    Scalar,    ///< V
    Object,    ///< the memory P: an lvalue, or an aggregate kept there
    Address,   ///< a pointer to P, computed when someone needs it
    Parameter, ///< an lvalue: a parameter that never changes, V
    Deferred,  ///< an initialiser; whoever owns the object evaluates it
  };
  KindTy Kind = Nothing;
  ir::Value V;
  ir::Place P;

  static Lowered nothing() { return {}; }
  static Lowered deferred() { return {Deferred, {}, {}}; }
  static Lowered scalar(ir::Value V) { return {Scalar, V, {}}; }
  static Lowered object(ir::Place P) { return {Object, {}, std::move(P)}; }
  static Lowered address(ir::Place P) { return {Address, {}, std::move(P)}; }
};

/// The expression without parentheses and wrappers that change nothing; what
/// the CFG's elements and the memo go by.
const clang::Expr *bareExpr(const clang::Expr *E);
/// Costs nothing wherever it is evaluated: not worth remembering.
bool isTrivialExpr(const clang::Expr *E);

class AssumptionMarks;

class FunctionLowering {
public:
  FunctionLowering(Unit &U, const clang::FunctionDecl *F, const BodyScan &Scan);

  /// Fills in Out, which is already declared, with the body; or says why not
  /// in Out.Degraded.
  void run(ir::Function &Out);

private:
  /// What an expression came to in a block. (The body of a __finally is there
  /// more than once, and so are its expressions.)
  struct MemoEntry {
    unsigned Block;
    uint32_t Next; ///< another block's, or None
    Lowered What;
  };

  // The graph (FunctionLowering.cpp).
  bool buildGraph();
  void prologue();
  void planJoins();
  void planAssumptions(const AssumptionMarks &Marks);
  void lowerBlock(const clang::CFGBlock &B);
  void element(const clang::CFGElement &E);
  void statement(const clang::Stmt *S);
  void finishBlock(const clang::CFGBlock &B);
  void setMade(uint32_t Flag, bool Made);
  void storeToJoin(const clang::CFGBlock &From, const clang::CFGBlock &To);
  void branch(const clang::CFGBlock &B);
  void switchOn(const clang::CFGBlock &B);
  void returnValue(const clang::CFGBlock &B);
  void returnStmt(const clang::ReturnStmt *S);
  void declaration(const clang::VarDecl *V);
  void assembly(const clang::AsmStmt *S);
  void cleanUp();
  void degrade(llvm::StringRef Why);
  void nameBlocks();
  /// Calls of _Analysis_assume_lock_held_ and its kin (Assumptions.cpp).
  void assumption(const AnnotationLog::Entry &E);
  const clang::VarDecl *lookUp(llvm::StringRef Name);
  std::optional<ir::Value> annotatedLock(llvm::StringRef Text);

  // Emission (Emission.cpp).
  ir::Instruction &emit(ir::Opcode Op);
  ir::Value result(ir::Instruction &I, ir::Type Ty);
  uint32_t newBlock();
  void startBlock(uint32_t Block) { Current = Block; }
  bool terminated() const;
  void jump(uint32_t Target);
  void branchTo(ir::Value Condition, uint32_t Then, uint32_t Else);
  void at(clang::SourceLocation L) { Here = L; }
  ir::Value load(ir::Place P, clang::QualType T);
  ir::Value load(ir::Place P, ir::Type Ty, bool Volatile = false);
  void store(ir::Value V, const ir::Place &P, clang::QualType T);
  void store(ir::Value V, const ir::Place &P, ir::Type Ty, bool Volatile);
  void copy(const ir::Place &To, const ir::Place &From, uint64_t Bytes);
  void zero(const ir::Place &To, uint64_t Bytes);
  ir::Value binary(ir::BinaryOp Op, ir::Value L, ir::Value R);
  ir::Value coerce(ir::Value V, ir::Type Ty);
  ir::Value toBool(ir::Value V);
  ir::Value opaque(ir::Type Ty, llvm::ArrayRef<ir::Value> From,
                   llvm::StringRef Why, bool Pure = false);
  ir::Value addressOf(const ir::Place &P);
  ir::Place place(ir::Value Pointer) { return {Pointer, {}}; }
  uint32_t newLocal(llvm::StringRef Name, ir::Type Ty,
                    clang::SourceLocation L = {});
  ir::Place localPlace(uint32_t Local) { return {ir::Value::local(Local), {}}; }
  ir::Value emitCall(ir::Value Callee, llvm::ArrayRef<ir::Value> Args,
                     ir::Type Result, const clang::Stmt *Text,
                     bool NoReturn = false);

  // Expressions (ExprLowering.cpp, Arithmetic.cpp).
  const Lowered *find(const clang::Expr *E);
  const MemoEntry *findHere(const clang::Expr *E);
  void remember(const clang::Expr *E, Lowered L);
  Lowered lower(const clang::Expr *E);
  Lowered compute(const clang::Expr *E);
  Lowered computeCxx(const clang::Expr *E);
  std::optional<Lowered> constant(const clang::Expr *E);
  Lowered unknown(const clang::Expr *E);
  Lowered castExpr(const clang::CastExpr *E);
  Lowered unary(const clang::UnaryOperator *E);
  Lowered increment(const clang::UnaryOperator *E);
  Lowered binaryExpr(const clang::BinaryOperator *E);
  Lowered pointerArithmetic(const clang::BinaryOperator *E);
  std::optional<Lowered> containerOf(const clang::BinaryOperator *E);
  Lowered pointerDifference(const clang::BinaryOperator *E);
  Lowered comparison(const clang::BinaryOperator *E);
  Lowered assignment(const clang::BinaryOperator *E);
  Lowered compoundAssignment(const clang::CompoundAssignOperator *E);
  ir::Value arithmetic(clang::BinaryOperatorKind Op, ir::Value L, ir::Value R,
                       clang::QualType T);
  Lowered logical(const clang::BinaryOperator *E);
  Lowered conditional(const clang::AbstractConditionalOperator *E);
  void storeArm(uint32_t Slot, ir::Type Ty, const clang::Expr *E,
                const clang::Expr *Arm);
  Lowered offset(Lowered Pointer, ir::Value Index, clang::QualType Pointee,
                 bool Negative);
  ir::Value value(const clang::Expr *E);
  /// As it came: the truth value of a comparison is not widened to int.
  ir::Value rawValue(const clang::Expr *E);
  ir::Value value(const Lowered &L, clang::QualType T);

  // Places (Places.cpp).
  Lowered declRef(const clang::DeclRefExpr *E);
  Lowered variable(const clang::VarDecl *V, clang::SourceLocation L);
  Lowered member(const clang::MemberExpr *E);
  Lowered subscript(const clang::ArraySubscriptExpr *E);
  // UnknownMembers.cpp.
  std::optional<Lowered> unknownMember(const clang::Expr *E);
  std::optional<Lowered> unknownElement(const clang::ArraySubscriptExpr *E);
  Lowered unknownOperation(const clang::BinaryOperator *E);
  ir::Value unknownOperand(const clang::Expr *E);
  ir::Place unknownRecord(const clang::Expr *Operand, bool IsArrow);
  ir::Place placeOf(const clang::Expr *E);
  ir::Place placeOf(Lowered L, clang::QualType T);
  ir::Place pointee(Lowered Pointer, clang::QualType PointerType);
  std::optional<ir::Place> capture(const clang::ValueDecl *V);
  uint32_t local(const clang::VarDecl *V);
  ir::Place temporary(const clang::Expr *E, clang::QualType T,
                      llvm::StringRef Name);

  // Objects (Objects.cpp).
  void initialize(const ir::Place &To, clang::QualType T, const clang::Expr *E,
                  bool Zeroed = false);
  void initializeList(const ir::Place &To, clang::QualType T,
                      const clang::InitListExpr *E, bool Zeroed);
  void construct(const ir::Place &To, const clang::CXXConstructExpr *E,
                 bool Zeroed);
  void lambda(const ir::Place &To, const clang::LambdaExpr *E);
  ir::Value argument(const clang::Expr *E, clang::QualType ParameterType);
  ir::Value aggregateValue(const clang::Expr *E);

  // Calls (Calls.cpp, Builtins.cpp).
  Lowered call(const clang::CallExpr *E);
  std::optional<Lowered> builtin(const clang::CallExpr *E,
                                 const clang::FunctionDecl *Callee);
  std::optional<Lowered> memoryRoutine(const clang::CallExpr *E,
                                       const clang::FunctionDecl *Callee);
  Lowered atomic(const clang::AtomicExpr *E);
  Lowered finishCall(const clang::CallExpr *E, ir::Value Callee,
                     llvm::SmallVectorImpl<ir::Value> &Args,
                     const clang::FunctionDecl *Direct);
  ir::Value virtualCallee(const clang::CXXMethodDecl *M, ir::Value This);
  void fitArguments(uint32_t Function, llvm::SmallVectorImpl<ir::Value> &Args);

  // C++ (CxxLowering.cpp).
  Lowered newExpr(const clang::CXXNewExpr *E);
  Lowered deleteExpr(const clang::CXXDeleteExpr *E);
  Lowered thisPointer();
  void memberInitializer(const clang::CXXCtorInitializer *I);
  void destructor(const clang::CFGElement &E);
  const clang::CXXBindTemporaryExpr *destroyedTemporary(const clang::Expr *E);
  void destroy(const ir::Place &Object, const clang::CXXDestructorDecl *D,
               clang::QualType T, bool Virtual = false);
  std::optional<ir::Place> basePath(ir::Place From, const clang::CastExpr *E);

  struct Join {
    const clang::Expr *E = nullptr;
    uint32_t Local = ir::None;
    bool IsAddress = false; ///< the local holds the address of an lvalue
  };

  Unit &U;
  clang::ASTContext &Context;
  const clang::FunctionDecl *F;
  const BodyScan &Scan;
  std::unique_ptr<clang::CFG> Graph;
  std::unique_ptr<clang::CFGDomTree> Dominators; ///< made when first needed
  const clang::CFGBlock *CurrentBlock = nullptr;

  std::deque<MemoEntry> Memo;
  llvm::DenseMap<const clang::Expr *, uint32_t> MemoHeads; ///< newest entry
  /// ?: without a value that the CFG has taken apart.
  llvm::DenseSet<const clang::Expr *> VoidConditionals;
  std::vector<clang::CFGBlock *> BlocksById;
  std::vector<uint32_t> BlockOf;        ///< CFG block -> IR block
  llvm::DenseMap<unsigned, Join> Joins; ///< by CFG block
  llvm::DenseMap<const clang::Expr *, uint32_t> Slots; ///< of joins, by value
  /// Temporaries that a CFG element destroys: made as soon as evaluated.
  llvm::DenseSet<const clang::Expr *> Destroyed;
  /// Whether a temporary that is made on some paths only is there, by what
  /// binds it.
  llvm::DenseMap<const clang::Stmt *, uint32_t> Taken;
  llvm::DenseMap<const clang::VarDecl *, uint32_t> LocalOf;
  llvm::DenseMap<const clang::VarDecl *, uint32_t> DirectParams;
  llvm::DenseMap<const clang::Expr *, uint32_t> Temporaries;
  llvm::DenseMap<const clang::ValueDecl *, const clang::FieldDecl *> Captures;
  const clang::FieldDecl *ThisCapture = nullptr;
  /// To be stated just before an element.
  llvm::DenseMap<const clang::Stmt *,
                 llvm::SmallVector<const AnnotationLog::Entry *, 1>>
      AssumptionsBefore;
  llvm::StringMap<unsigned> LocalNames;

  ir::Type ResultType;
  uint32_t ReturnLocal = ir::None;
  std::vector<ir::Parameter> Params;
  std::vector<ir::Local> Locals;
  std::vector<ir::Block> Blocks;
  uint32_t Current = 0, NextRegister = 0;
  clang::SourceLocation Here;
  std::string Why;           ///< reason for degrading, if any
  llvm::StringRef OuterName; ///< of the function itself
  /// What the current block's return statement gives; it has run, and what
  /// follows it in the block are destructors.
  std::optional<ir::Value> Returned;
  clang::SourceLocation ReturnLocation;
  /// Objects of no known owner: made here unless someone takes them.
  llvm::SmallVector<const clang::Expr *, 4> Unowned;
};

/// What a binary operator of C, but for assignment and logic, computes.
ir::BinaryOp operatorFor(clang::BinaryOperatorKind Op);

} // namespace miniport::frontend

#endif // MINIPORT_FRONTEND_FUNCTIONLOWERING_H
