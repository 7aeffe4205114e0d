//===- FunctionLowering.cpp - One body, from CFG to blocks ----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FunctionLowering.h"
#include "AssumptionMarks.h"
#include "Finally.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace miniport::frontend {

using namespace clang;
using ir::Opcode;
using ir::Value;

FunctionLowering::FunctionLowering(Unit &U, const FunctionDecl *F,
                                   const BodyScan &Scan)
    : U(U), Context(U.context()), F(F), Scan(Scan) {}

bool FunctionLowering::buildGraph() {
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  Options.AddInitializers = true;
  Options.AddImplicitDtors = true;
  Options.AddTemporaryDtors = true;
  Options.AddLifetime = true;
  Options.AddRichCXXConstructors = true;
  Graph = CFG::buildCFG(F, F->getBody(), &Context, Options);
  return Graph != nullptr;
}

/// Costs nothing wherever it is evaluated: not worth remembering.
static bool isTrivial(const Expr *E) {
  if (const auto *Cast = dyn_cast<CastExpr>(E))
    return Cast->getCastKind() == CK_FunctionToPointerDecay ||
           Cast->getCastKind() == CK_BuiltinFnToFnPtr;
  return isa<DeclRefExpr, IntegerLiteral, CharacterLiteral, StringLiteral>(E);
}

/// Parameters that never change are values; the others get a slot.
void FunctionLowering::prologue() {
  at(F->getBody()->getBeginLoc());
  const auto *Method = dyn_cast<CXXMethodDecl>(F);
  uint32_t Index = 0;
  if (Method && Method->isImplicitObjectMemberFunction())
    ++Index;
  if (Method && Method->getParent()->isLambda()) {
    llvm::DenseMap<const ValueDecl *, FieldDecl *> Fields;
    FieldDecl *This = nullptr;
    Method->getParent()->getCaptureFields(Fields, This);
    for (const auto &[V, Field] : Fields)
      Captures[V] = Field;
    ThisCapture = This;
  }
  for (const ParmVarDecl *P : F->parameters()) {
    if (Index >= Params.size())
      return;
    ir::Type Ty = Params[Index].Ty;
    if (!Ty.isAggregate() && !Scan.Changed.contains(P)) {
      DirectParams[P] = Index++;
      continue;
    }
    if (U.isPassedByAddress(P->getType())) {
      DirectParams[P] = Index++;
      continue;
    }
    uint32_t Slot = newLocal(P->getName(), Ty, P->getLocation());
    LocalOf[P->getCanonicalDecl()] = Slot;
    store(Value::param(Index, Ty), localPlace(Slot), Ty, false);
    ++Index;
  }
}

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
      if (!isTrivial(E))
        Elements.insert(E);
      const auto *Binary = dyn_cast<BinaryOperator>(E);
      bool IsJoin = isa<AbstractConditionalOperator>(E) ||
                    (Binary && Binary->isLogicalOp());
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
// Elements
//===----------------------------------------------------------------------===//

void FunctionLowering::element(const CFGElement &E) {
  switch (E.getKind()) {
  case CFGElement::Statement:
  case CFGElement::Constructor:
  case CFGElement::CXXRecordTypedCall: {
    const Stmt *S = E.castAs<CFGStmt>().getStmt();
    statement(S);
    if (isa<CXXConstructExpr>(S) && E.getKind() == CFGElement::Statement)
      Unowned.push_back(cast<Expr>(S));
    return;
  }
  case CFGElement::Initializer:
    return memberInitializer(E.castAs<CFGInitializer>().getInitializer());
  case CFGElement::LifetimeEnds: {
    // At the end of the function everything ends; that need not be said.
    if (CurrentBlock->succ_size() == 1 &&
        *CurrentBlock->succ_begin() == &Graph->getExit())
      return;
    auto It = LocalOf.find(
        E.castAs<CFGLifetimeEnds>().getVarDecl()->getCanonicalDecl());
    if (It == LocalOf.end())
      return;
    if (const Stmt *Trigger = E.castAs<CFGLifetimeEnds>().getTriggerStmt())
      at(Trigger->getEndLoc());
    emit(Opcode::ScopeEnd).Where = localPlace(It->second);
    return;
  }
  case CFGElement::AutomaticObjectDtor:
  case CFGElement::DeleteDtor:
  case CFGElement::BaseDtor:
  case CFGElement::MemberDtor:
  case CFGElement::TemporaryDtor:
    return destructor(E);
  case CFGElement::CleanupFunction: {
    auto Cleanup = E.castAs<CFGCleanupFunction>();
    const VarDecl *V = Cleanup.getVarDecl();
    at(V->getLocation());
    uint32_t Callee = U.function(Cleanup.getFunctionDecl());
    llvm::SmallVector<Value, 1> Args = {
        addressOf(variable(V, V->getLocation()).P)};
    fitArguments(Callee, Args);
    emitCall(Value::function(Callee), Args, U.module().Functions[Callee].Result,
             nullptr);
    return;
  }
  case CFGElement::NewAllocator:
  case CFGElement::ScopeBegin:
  case CFGElement::ScopeEnd:
  case CFGElement::LoopExit:
    return;
  }
}

void FunctionLowering::statement(const Stmt *S) {
  if (auto It = AssumptionsBefore.find(S); It != AssumptionsBefore.end())
    for (const AnnotationLog::Entry *E : It->second)
      assumption(*E);
  if (const auto *E = dyn_cast<Expr>(S)) {
    // An operand that a fallback evaluated already in this block stays.
    if (!isTrivial(E) && !Memo[CurrentBlock->getBlockID()].count(bareExpr(E)))
      lower(E);
    return;
  }
  at(S->getBeginLoc());
  if (const auto *Return = dyn_cast<ReturnStmt>(S))
    return returnStmt(Return);
  if (const auto *Declaration = dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : Declaration->decls())
      if (const auto *V = dyn_cast<VarDecl>(D))
        declaration(V);
    return;
  }
  if (const auto *Asm = dyn_cast<AsmStmt>(S))
    return assembly(Asm);
}

void FunctionLowering::declaration(const VarDecl *V) {
  if (V->hasGlobalStorage()) {
    if (V->isStaticLocal())
      U.global(V);
    return;
  }
  at(V->getLocation());
  ir::Place P = localPlace(local(V));
  if (const Expr *Init = V->getInit())
    initialize(P, V->getType(), Init);
  if (const auto *Decomposed = dyn_cast<DecompositionDecl>(V))
    for (const BindingDecl *B : Decomposed->bindings())
      if (const VarDecl *Holder = B->getHoldingVar())
        declaration(Holder);
}

void FunctionLowering::returnStmt(const ReturnStmt *S) {
  const Expr *E = S->getRetValue();
  Value V;
  if (E && F->getReturnType()->isReferenceType())
    V = addressOf(placeOf(E));
  else if (E && !ResultType.isVoid())
    V = ResultType.isAggregate() ? aggregateValue(E) : rawValue(E);
  else if (E)
    lower(E);
  if (!ResultType.isVoid())
    V = coerce(V, ResultType);
  Returned = V;
  ReturnLocation = S->getBeginLoc();
  bool LeadsToExit = CurrentBlock->succ_size() == 1 &&
                     *CurrentBlock->succ_begin() == &Graph->getExit();
  if (LeadsToExit || ResultType.isVoid())
    return;
  if (ReturnLocal == ir::None)
    ReturnLocal = newLocal("result", ResultType);
  store(V, localPlace(ReturnLocal), ResultType, false);
}

/// Registers and flags are nothing to us; what it writes becomes unknown.
void FunctionLowering::assembly(const AsmStmt *S) {
  llvm::SmallVector<Value, 4> Inputs;
  for (unsigned I = 0; I < S->getNumInputs(); ++I) {
    const Expr *E = S->getInputExpr(I);
    Inputs.push_back(E->isGLValue() ? addressOf(placeOf(E)) : value(E));
  }
  at(S->getBeginLoc());
  for (unsigned I = 0; I < S->getNumOutputs(); ++I) {
    const Expr *E = S->getOutputExpr(I);
    QualType T = E->getType();
    store(opaque(U.type(T), Inputs, "asm"), placeOf(E), T);
  }
  if (S->getNumOutputs() == 0)
    opaque(ir::Type::makeInt(32, true), Inputs, "asm");
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
    Blocks[Current].Instructions.back().Text =
        U.text(Condition->getSourceRange());
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
  I.Targets.push_back(Default);
  I.Cases.append(Cases.begin(), Cases.end());
  if (S)
    I.Text = U.text(S->getCond()->getSourceRange());
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

/// Blocks that the entry reaches. (LLVM's iterator does not expect the null
/// successors that stand for edges found dead.)
static std::vector<const CFGBlock *> postOrder(const CFG &Graph) {
  std::vector<const CFGBlock *> Order;
  std::vector<std::pair<const CFGBlock *, CFGBlock::const_succ_iterator>> Stack;
  llvm::DenseSet<const CFGBlock *> Seen;
  auto Push = [&](const CFGBlock *B) {
    if (B && Seen.insert(B).second)
      Stack.push_back({B, B->succ_begin()});
  };
  Push(&Graph.getEntry());
  while (!Stack.empty()) {
    auto &[B, Next] = Stack.back();
    if (Next == B->succ_end()) {
      Order.push_back(B);
      Stack.pop_back();
      continue;
    }
    const CFGBlock *Succ = *Next++;
    Push(Succ);
  }
  return Order;
}

void FunctionLowering::lowerBlock(const CFGBlock &B) {
  CurrentBlock = &B;
  startBlock(BlockOf[B.getBlockID()]);
  Returned.reset();
  if (&B == &Graph->getExit()) {
    returnValue(B);
    return;
  }
  for (const CFGElement &E : B)
    element(E);
  finishBlock(B);
}

void FunctionLowering::degrade(llvm::StringRef Reason) {
  if (Why.empty())
    Why = Reason.str();
}

void FunctionLowering::run(ir::Function &Out) {
  OuterName = Out.Name;
  ResultType = Out.Result;
  Params = Out.Params;
  if (Scan.Lost.isValid()) {
    ir::SourceLocation L = U.location(Scan.Lost);
    degrade("a statement at line " + std::to_string(L.Expansion.Line) +
            " could not be read");
  }
  if (Scan.HasAsmJump)
    degrade("assembly with a jump");
  AssumptionMarks Marks(Context, F, U.options().Annotations);
  FinallyRewriter Finally(Context, F, Scan.HasFinally);
  if (!Finally.failure().empty())
    degrade(Finally.failure());
  bool HasGraph = buildGraph();
  if (!HasGraph)
    degrade("no control-flow graph");
  if (HasGraph) {
    Memo.resize(Graph->getNumBlockIDs());
    BlockOf.resize(Graph->getNumBlockIDs());
    for (const CFGBlock *B : *Graph)
      BlockOf[B->getBlockID()] = ir::None;
    BlockOf[Graph->getEntry().getBlockID()] = newBlock();
    for (const CFGBlock *B : *Graph)
      if (B != &Graph->getEntry())
        BlockOf[B->getBlockID()] = newBlock();
    prologue();
    planJoins();
    planAssumptions(Marks);
    std::vector<const CFGBlock *> Order = postOrder(*Graph);
    for (const CFGBlock *B : llvm::reverse(Order))
      lowerBlock(*B);
    nameBlocks();
    cleanUp();
  }
  Out.Degraded = U.save(Why);
  Out.HasBody = true;
  Out.NumRegisters = NextRegister;
  Out.Locals = std::move(Locals);
  Out.Blocks = std::move(Blocks);
}

} // namespace miniport::frontend
