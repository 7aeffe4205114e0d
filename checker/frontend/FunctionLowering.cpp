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
  Options.AddLifetime = true;
  // Cleanup functions are destructors, too.
  Options.AddImplicitDtors = true;
  Options.AddInitializers = Context.getLangOpts().CPlusPlus;
  Options.AddTemporaryDtors = Context.getLangOpts().CPlusPlus;
  Options.AddRichCXXConstructors = Context.getLangOpts().CPlusPlus;
  Graph = CFG::buildCFG(F, F->getBody(), &Context, Options);
  return Graph != nullptr;
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
    if (!isTrivialExpr(E) && !findHere(bareExpr(E)))
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
    BlocksById.resize(Graph->getNumBlockIDs());
    BlockOf.resize(Graph->getNumBlockIDs());
    for (CFGBlock *B : *Graph)
      BlocksById[B->getBlockID()] = B;
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
