//===- InstructionVerifier.cpp - Faults of instructions -------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Verifier.h"

namespace miniport::ir {

void Verifier::uses(const Value &V) {
  std::string Name = ("%" + llvm::Twine(V.Index)).str();
  if (V.Index >= Definitions.size() || Definitions[V.Index].Block == None) {
    fault(Name + " is never assigned");
    return;
  }
  const Definition &D = Definitions[V.Index];
  if (D.Ty != V.Ty)
    fault(Name + " is used with another type than it has");
  bool Before = D.Block == BlockIndex
                    ? D.Instruction < Index
                    : Dominance->dominates(D.Block, BlockIndex);
  if (!Before && Dominance->isReachable(BlockIndex))
    fault("the assignment of " + Name + " does not dominate its use");
}

void Verifier::value(const Value &V) {
  auto Bound = [&](size_t Count, llvm::StringRef What) {
    if (V.Index >= Count)
      fault("no such " + What);
    return V.Index < Count;
  };
  switch (V.Kind) {
  case ValueKind::None:
    fault("an operand is missing");
    return;
  case ValueKind::Register:
    uses(V);
    return;
  case ValueKind::Param:
    if (Bound(F->Params.size(), "parameter") && F->Params[V.Index].Ty != V.Ty)
      fault("a parameter is used with another type than it has");
    return;
  case ValueKind::Int:
    if (!V.Ty.isInt() && !V.Ty.isPtr())
      fault("a number that is neither integer nor pointer");
    else if (Value::integer(V.Bits, V.Ty).Bits != V.Bits)
      fault("a number with bits beyond its width");
    return;
  case ValueKind::Local:
    Bound(F->Locals.size(), "local");
    break;
  case ValueKind::Global:
    Bound(M.Globals.size(), "global");
    break;
  case ValueKind::Function:
    Bound(M.Functions.size(), "function");
    break;
  }
  if (!V.Ty.isPtr())
    fault("an address that is no pointer");
}

void Verifier::place(const Place &P) {
  value(P.Base);
  if (!P.Base.Ty.isPtr())
    fault("a place whose base is no pointer");
  for (const Step &S : P.Steps) {
    if (S.Kind == StepKind::Index) {
      value(S.Index);
      if (!S.Index.Ty.isInt())
        fault("an index that is no integer");
    } else if (S.Record >= M.Records.size() ||
               S.Field >= M.Records[S.Record].Fields.size()) {
      fault("a step into a field that does not exist");
    }
  }
}

void Verifier::sameType(const Value &V, Type Ty, llvm::StringRef What) {
  if (V.Ty != Ty)
    fault(What + " has another type than the instruction");
}

void Verifier::count(size_t Args, size_t Targets) {
  if (I->Args.size() != Args)
    fault("expected " + llvm::Twine(Args) + " operands");
  if (I->isTerminator() && I->Targets.size() != Targets)
    fault("expected " + llvm::Twine(Targets) + " targets");
}

void Verifier::binary() {
  count(2, 0);
  for (const Value &V : I->Args)
    sameType(V, I->OperandType, "an operand");
  if (!I->OperandType.isInt() && !I->OperandType.isPtr())
    fault("operands that are neither integers nor pointers");
  if (I->Ty != (isComparison(I->Operator) ? Type::makeBool() : I->OperandType))
    fault("the result has the wrong type");
}

void Verifier::call() {
  if (I->Args.empty()) {
    fault("a call without callee");
    return;
  }
  const Value &Callee = I->Args[0];
  if (!Callee.Ty.isPtr())
    fault("the callee is no pointer");
  if (Callee.Kind != ValueKind::Function || Callee.Index >= M.Functions.size())
    return;
  const Function &Target = M.Functions[Callee.Index];
  size_t Given = I->Args.size() - 1;
  if (Target.Variadic ? Given < Target.Params.size()
                      : Given != Target.Params.size())
    fault("'" + Target.Name + "' takes " + llvm::Twine(Target.Params.size()) +
          " arguments, not " + llvm::Twine(Given));
  for (size_t N = 0; N < std::min(Given, Target.Params.size()); ++N)
    sameType(I->Args[N + 1], Target.Params[N].Ty, "an argument");
  if (I->Result != None && I->Ty != Target.Result)
    fault("the result has another type than '" + Target.Name + "' returns");
}

void Verifier::switchCases() {
  count(1, 1);
  if (I->Args.empty())
    return;
  Type Ty = I->Args[0].Ty;
  if (!Ty.isInt())
    fault("a switch on something that is no integer");
  for (const SwitchCase &Case : I->cases())
    if (Ty.Signed ? Case.Low > Case.High
                  : static_cast<uint64_t>(Case.Low) >
                        static_cast<uint64_t>(Case.High))
      fault("a case whose range is empty");
}

void Verifier::returns() {
  count(F->Result.isVoid() ? 0 : 1, 0);
  if (I->Ty != F->Result)
    fault("returns another type than the function");
  for (const Value &V : I->Args)
    sameType(V, I->Ty, "the returned value");
}

void Verifier::operands() {
  switch (I->Op) {
  case Opcode::Load:
  case Opcode::Addr:
    count(0, 0);
    place(I->Where);
    if (I->Op == Opcode::Addr && !I->Ty.isPtr())
      fault("an address that is no pointer");
    return;
  case Opcode::Store:
    count(1, 0);
    place(I->Where);
    for (const Value &V : I->Args)
      sameType(V, I->Ty, "the stored value");
    return;
  case Opcode::Copy:
    place(I->from());
    [[fallthrough]];
  case Opcode::Zero:
    count(0, 0);
    place(I->Where);
    return;
  case Opcode::ScopeEnd:
    count(0, 0);
    place(I->Where);
    if (I->Where.Base.Kind != ValueKind::Local || !I->Where.Steps.empty())
      fault("the end of something that is no local");
    return;
  case Opcode::Binary:
    binary();
    return;
  case Opcode::Call:
    call();
    return;
  case Opcode::Opaque:
    return;
  case Opcode::Cast:
  case Opcode::Assume:
    count(1, 0);
    return;
  case Opcode::Goto:
    count(0, 1);
    return;
  case Opcode::Branch:
    count(1, 2);
    if (!I->Args.empty() && !I->Args[0].Ty.isInt() && !I->Args[0].Ty.isPtr())
      fault("a condition that is neither integer nor pointer");
    return;
  case Opcode::Switch:
    switchCases();
    return;
  case Opcode::Return:
    returns();
    return;
  case Opcode::Unreachable:
    count(0, 0);
    return;
  }
}

void Verifier::result() {
  bool Needed = I->Op == Opcode::Load || I->Op == Opcode::Addr ||
                I->Op == Opcode::Binary || I->Op == Opcode::Cast ||
                I->Op == Opcode::Opaque;
  if (Needed && I->Result == None)
    fault("a result that goes nowhere");
  if (!Needed && I->Op != Opcode::Call && I->Result != None)
    fault("a result of an instruction that has none");
  type(I->Ty, "an instruction");
  if (I->Result != None && I->Ty.isVoid())
    fault("a result without type");
}

void Verifier::instruction() {
  for (const Value &V : I->Args)
    value(V);
  operands();
  result();
}

} // namespace miniport::ir
