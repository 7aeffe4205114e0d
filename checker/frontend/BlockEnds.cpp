//===- BlockEnds.cpp - Joins, branches, returns ---------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FunctionLowering.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace miniport::frontend {

using namespace clang;
using ir::Opcode;
using ir::Value;

//===----------------------------------------------------------------------===//
// Joins
//===----------------------------------------------------------------------===//

static const Expr *leaf(const Expr *E) {
  while (const auto *B = dyn_cast<BinaryOperator>(E->IgnoreParens())) {
    if (!B->isLogicalOp())
      break;
    E = B->getRHS();
  }
  return E->IgnoreParens();
}

void FunctionLowering::planJoins() {
  for (const CFGBlock *B : *Graph) {
    // Whether there is a temporary to destroy: noted where it is made.
    if (B->getTerminator().isTemporaryDtorsBranch() &&
        Taken.try_emplace(B->getTerminator().getStmt(), ir::None).second) {
      uint32_t Flag = newLocal("made", ir::Type::makeBool());
      Taken[B->getTerminator().getStmt()] = Flag;
      setMade(Flag, false);
    }
    for (const CFGElement &Element : *B) {
      if (auto Temporary = Element.getAs<CFGTemporaryDtor>())
        Destroyed.insert(Temporary->getBindTemporaryExpr());
      auto S = Element.getAs<CFGStmt>();
      const auto *E = S ? dyn_cast<Expr>(S->getStmt()) : nullptr;
      if (!E)
        continue;
      const auto *Binary = dyn_cast<BinaryOperator>(E);
      bool IsJoin = isa<AbstractConditionalOperator>(E) ||
                    (Binary && Binary->isLogicalOp());
      if (IsJoin && E->getType()->isVoidType())
        VoidConditionals.insert(E);
      if (!IsJoin || E->getType()->isVoidType())
        continue;
      // The body of a __finally is there more than once.
      if (auto It = Slots.find(E); It != Slots.end()) {
        Joins.try_emplace(B->getBlockID(), Join{E, It->second});
        continue;
      }
      ir::Type Ty = Binary           ? ir::Type::makeBool()
                    : E->isGLValue() ? ir::Type::makePtr()
                                     : U.type(E->getType());
      uint32_t Slot =
          newLocal(Binary ? "logical" : "conditional", Ty, E->getExprLoc());
      Slots[E] = Slot;
      Joins.try_emplace(B->getBlockID(), Join{E, Slot});
    }
  }
}

void FunctionLowering::setMade(uint32_t Flag, bool Made) {
  store(Value::integer(Made, ir::Type::makeBool()), localPlace(Flag),
        ir::Type::makeBool(), false);
}

void FunctionLowering::storeToJoin(const CFGBlock &From, const CFGBlock &To) {
  auto It = Joins.find(To.getBlockID());
  if (It == Joins.end())
    return;
  const Join J = It->second;
  const Stmt *End = From.getTerminatorStmt();
  ir::Type Ty = Locals[J.Local].Ty;
  if (const auto *Logical = dyn_cast<BinaryOperator>(J.E)) {
    const auto *Test = dyn_cast_or_null<BinaryOperator>(End);
    Value V = Test && Test->isLogicalOp()
                  ? Value::integer(Test->getOpcode() == BO_LOr, Ty)
                  : toBool(rawValue(leaf(Logical)));
    store(V, localPlace(J.Local), Ty, false);
    return;
  }
  const auto *Choice = cast<AbstractConditionalOperator>(J.E);
  if (const auto *Elvis = dyn_cast<BinaryConditionalOperator>(Choice);
      Elvis && End == Elvis)
    return storeArm(J.Local, Ty, J.E, Elvis->getTrueExpr());
  const Expr *Arms[] = {Choice->getTrueExpr(), Choice->getFalseExpr()};
  auto IsIn = [&](const Expr *Arm) {
    return llvm::any_of(From, [&](const CFGElement &E) {
      auto S = E.getAs<CFGStmt>();
      return S && S->getStmt() == Arm;
    });
  };
  for (const Expr *Arm : Arms)
    if (IsIn(bareExpr(Arm)))
      return storeArm(J.Local, Ty, J.E, Arm);
  for (const Expr *Arm : Arms)
    if (find(bareExpr(Arm)))
      return storeArm(J.Local, Ty, J.E, Arm);
  store(opaque(Ty, {}, "conditional"), localPlace(J.Local), Ty, false);
}

//===----------------------------------------------------------------------===//
// Block ends
//===----------------------------------------------------------------------===//

static llvm::SmallVector<const CFGBlock *, 4> reachable(const CFGBlock &B) {
  llvm::SmallVector<const CFGBlock *, 4> List;
  for (const CFGBlock::AdjacentBlock &S : B.succs())
    if (S.getReachableBlock())
      List.push_back(S.getReachableBlock());
  return List;
}

void FunctionLowering::branch(const CFGBlock &B) {
  uint32_t Then = BlockOf[(*B.succ_begin())->getBlockID()];
  uint32_t Else = BlockOf[(*std::next(B.succ_begin()))->getBlockID()];
  const Stmt *End = B.getTerminatorStmt();
  if (B.getTerminator().isTemporaryDtorsBranch()) {
    uint32_t Flag = Taken.lookup(End);
    Value V = Flag == ir::None ? opaque(ir::Type::makeBool(), {}, "temporary")
                               : load(localPlace(Flag), ir::Type::makeBool());
    return branchTo(V, Then, Else);
  }
  const Expr *Condition = nullptr;
  if (const auto *Logical = dyn_cast_or_null<BinaryOperator>(End))
    Condition = leaf(Logical->getLHS());
  else if (const Stmt *S = B.getTerminatorCondition())
    Condition = dyn_cast<Expr>(S);
  if (Condition) {
    // A logical operator that is no element was taken apart into branches.
    const auto *Op = dyn_cast<BinaryOperator>(bareExpr(Condition));
    if (Op && Op->isLogicalOp() && !find(Op))
      Condition = leaf(Op);
  }
  if (End)
    at(Condition ? Condition->getBeginLoc() : End->getBeginLoc());
  Value V = Condition ? rawValue(Condition)
                      : opaque(ir::Type::makeBool(), {}, "branch");
  if (Condition)
    at(Condition->getBeginLoc());
  branchTo(V, Then, Else);
  if (Condition)
    Blocks[Current].Instructions.back().setText(
        U.text(Condition->getSourceRange()));
}

void FunctionLowering::switchOn(const CFGBlock &B) {
  const auto *S = dyn_cast_or_null<SwitchStmt>(B.getTerminatorStmt());
  std::vector<ir::SwitchCase> Cases;
  // Which of many labels a computed goto takes is unknown: number them.
  Value V;
  uint32_t Default = ir::None;
  if (S) {
    V = value(S->getCond());
    at(S->getCond()->getBeginLoc());
  } else {
    V = opaque(ir::Type::makeInt(32, false), {}, "computed goto");
  }
  // What follows a switch may be a case of the switch around it.
  llvm::SmallPtrSet<const SwitchCase *, 16> Own;
  for (const SwitchCase *C = S ? S->getSwitchCaseList() : nullptr; C;
       C = C->getNextSwitchCase())
    Own.insert(C);
  int64_t Number = 0;
  for (const CFGBlock::AdjacentBlock &Succ : B.succs()) {
    const CFGBlock *To = Succ.getReachableBlock();
    if (!To)
      continue;
    uint32_t Target = BlockOf[To->getBlockID()];
    const auto *Case = dyn_cast_or_null<CaseStmt>(To->getLabel());
    if (!S) {
      if (Default == ir::None)
        Default = Target;
      else
        Cases.push_back({++Number, Number, Target});
    } else if (Case && Own.contains(Case)) {
      auto Bound = [&](const Expr *E) {
        llvm::APSInt N = E->EvaluateKnownConstInt(Context);
        return N.isSigned() ? N.getSExtValue()
                            : static_cast<int64_t>(N.getZExtValue());
      };
      if (Case->getLHS()->isValueDependent())
        continue;
      int64_t Low = Bound(Case->getLHS());
      Cases.push_back(
          {Low, Case->getRHS() ? Bound(Case->getRHS()) : Low, Target});
    } else {
      Default = Target;
    }
  }
  if (!V.Ty.isInt())
    V = coerce(V, ir::Type::makeInt(32, true));
  llvm::sort(Cases, [](const ir::SwitchCase &A, const ir::SwitchCase &B) {
    return std::tie(A.Low, A.High) < std::tie(B.Low, B.High);
  });
  // Every enumerator has its case, or nothing else can be.
  if (Default == ir::None) {
    Default = newBlock();
    uint32_t Here = Current;
    startBlock(Default);
    emit(Opcode::Unreachable);
    startBlock(Here);
  }
  ir::Instruction &I = emit(Opcode::Switch);
  I.Args.push_back(V);
  I.Targets = {Default};
  I.makeRare().Cases.append(Cases.begin(), Cases.end());
  if (S)
    I.setText(U.text(S->getCond()->getSourceRange()));
}

void FunctionLowering::returnValue(const CFGBlock &B) {
  at(Returned ? ReturnLocation : F->getEndLoc());
  Value V;
  if (!ResultType.isVoid()) {
    if (Returned)
      V = *Returned;
    else if (ReturnLocal != ir::None)
      V = load(localPlace(ReturnLocal), ResultType);
    else
      V = opaque(ResultType, {}, "no return value");
  }
  ir::Instruction &I = emit(Opcode::Return);
  I.Ty = ResultType;
  if (V)
    I.Args.push_back(V);
}

void FunctionLowering::finishBlock(const CFGBlock &B) {
  for (const Expr *E : llvm::SmallVector<const Expr *, 4>(Unowned))
    if (llvm::is_contained(Unowned, E))
      placeOf(E);
  Unowned.clear();
  if (terminated())
    return;
  if (B.hasNoReturnElement()) {
    emit(Opcode::Unreachable);
    return;
  }
  llvm::SmallVector<const CFGBlock *, 4> To = reachable(B);
  for (const CFGBlock *S : To)
    storeToJoin(B, *S);
  if (To.empty()) {
    emit(Opcode::Unreachable);
  } else if (To.size() == 1 && To[0] == &Graph->getExit()) {
    returnValue(B);
  } else if (isa_and_nonnull<SwitchStmt>(B.getTerminatorStmt()) &&
             To.size() > 1) {
    switchOn(B);
  } else if (To.size() == 1) {
    if (const Stmt *End = B.getTerminatorStmt())
      at(End->getBeginLoc());
    jump(BlockOf[To[0]->getBlockID()]);
  } else if (To.size() == 2 && B.succ_size() == 2 && B.getTerminatorStmt() &&
             !isa<IndirectGotoStmt, GCCAsmStmt>(B.getTerminatorStmt())) {
    branch(B);
  } else {
    switchOn(B);
  }
}

} // namespace miniport::frontend
