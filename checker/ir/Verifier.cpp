//===- Verifier.cpp - Faults of driver IR ---------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Dominators.h"
#include "TextNames.h"
#include "ir/Text.h"
#include "llvm/ADT/StringSet.h"

namespace miniport::ir {
namespace {

class Verifier {
public:
  explicit Verifier(const Module &M) : M(M) {}

  void module();
  void function(const Function &F);
  std::vector<std::string> Faults;

private:
  void fault(const llvm::Twine &What);
  void type(Type Ty, const llvm::Twine &Owner);
  void record(const Record &R);
  void global(const Global &G);
  void head();
  void blocks();
  void definitions();
  void instruction();
  void operands();
  void result();
  void place(const Place &P);
  void value(const Value &V);
  void uses(const Value &V);
  void sameType(const Value &V, Type Ty, llvm::StringRef What);
  void count(size_t Args, size_t Targets);
  void call();
  void binary();
  void switchCases();
  void returns();

  const Module &M;
  const Function *F = nullptr;
  uint32_t BlockIndex = 0, Index = 0; ///< of the instruction in hand
  const Instruction *I = nullptr;
  std::unique_ptr<Dominators> Dominance;
  struct Definition {
    uint32_t Block = None, Instruction = None;
    Type Ty;
  };
  std::vector<Definition> Definitions; ///< by register
};

void Verifier::fault(const llvm::Twine &What) {
  std::string Line;
  llvm::raw_string_ostream OS(Line);
  if (F) {
    OS << "function '" << F->Name << "'";
    if (I)
      OS << ", block '" << F->Blocks[BlockIndex].Name << "', instruction "
         << Index;
    OS << ": ";
  }
  OS << What;
  Faults.push_back(std::move(Line));
}

void Verifier::type(Type Ty, const llvm::Twine &Owner) {
  if (Ty.isAggregate()) {
    if (Ty.Record != None && Ty.Record >= M.Records.size())
      fault("no such record in the type of " + Owner);
    return;
  }
  if ((Ty.isInt() || Ty.Kind == TypeKind::Float) && Ty.Width == 0)
    fault("no width in the type of " + Owner);
}

void Verifier::record(const Record &R) {
  llvm::StringSet<> Names;
  for (const RecordField &Field : R.Fields) {
    std::string Owner = (R.Name + "." + Field.Name).str();
    if (!Names.insert(Field.Name).second)
      fault("two fields " + Owner);
    type(Field.Ty, Owner);
    if (Field.Ty.isVoid())
      fault("no type for " + Owner);
    if (Field.BitWidth &&
        (!Field.Ty.isInt() ||
         Field.BitOffset + Field.BitWidth > Field.Ty.sizeInBytes() * 8))
      fault("the bits of " + Owner + " do not fit its unit");
    uint64_t Bytes = Field.Ty.sizeInBytes();
    if (Field.Count && Bytes &&
        (Field.Offset > R.Size ||
         Field.Count > (R.Size - Field.Offset) / Bytes))
      fault(Owner + " does not fit its record");
  }
}

void Verifier::global(const Global &G) {
  type(G.Ty, G.Name);
  if (G.Ty.isVoid() && G.IsDefined)
    fault("no type for '" + G.Name + "'");
  for (const Initializer &Init : G.Initializers) {
    const Value &V = Init.Init;
    bool Known =
        V.isInt() ||
        (V.Kind == ValueKind::Global && V.Index < M.Globals.size()) ||
        (V.Kind == ValueKind::Function && V.Index < M.Functions.size());
    if (!Known)
      fault("an initialiser of '" + G.Name + "' is no constant");
    else if (Init.Offset > G.Ty.sizeInBytes() ||
             V.Ty.sizeInBytes() > G.Ty.sizeInBytes() - Init.Offset)
      fault("an initialiser of '" + G.Name + "' lies outside");
  }
}

void Verifier::head() {
  for (const Parameter &P : F->Params) {
    type(P.Ty, "parameter '" + P.Name + "'");
    if (P.Ty.isVoid())
      fault("no type for parameter '" + P.Name + "'");
  }
  type(F->Result, "the result");
  for (uint32_t Callee : F->DegradedCalls)
    if (Callee >= M.Functions.size())
      fault("a call that names no function");
  for (const Annotation &A : F->Annotations)
    if (A.Param != None && A.Param >= F->Params.size())
      fault("annotation '" + A.Name + "' names no parameter");
  llvm::StringSet<> Names;
  for (const Local &L : F->Locals) {
    type(L.Ty, "local '" + L.Name + "'");
    if (L.Ty.isVoid())
      fault("no type for local '" + L.Name + "'");
    if (!Names.insert(L.Name).second)
      fault("two locals '" + L.Name + "'");
  }
}

/// Block ends and where they lead. Without these there is no graph.
void Verifier::blocks() {
  if (!F->HasBody && !F->Blocks.empty())
    fault("blocks, but no body");
  if (F->HasBody && F->Blocks.empty() && F->Degraded.empty())
    fault("a body without blocks");
  llvm::StringSet<> Names;
  for (const Block &B : F->Blocks) {
    if (!Names.insert(B.Name).second)
      fault("two blocks '" + B.Name + "'");
    if (B.Instructions.empty() || !B.terminator().isTerminator())
      fault("block '" + B.Name + "' has no end");
    for (size_t N = 0; N + 1 < B.Instructions.size(); ++N)
      if (B.Instructions[N].isTerminator())
        fault("block '" + B.Name + "' ends before its last instruction");
    for (uint32_t Target : successors(B)) {
      if (Target >= F->Blocks.size())
        fault("block '" + B.Name + "' leads to no block");
      else if (Target == 0)
        fault("block '" + B.Name + "' leads to the entry");
    }
  }
}

void Verifier::definitions() {
  Definitions.assign(F->NumRegisters, {});
  for (uint32_t B = 0; B < F->Blocks.size(); ++B) {
    const std::vector<Instruction> &List = F->Blocks[B].Instructions;
    for (uint32_t N = 0; N < List.size(); ++N) {
      uint32_t Register = List[N].Result;
      if (Register == None)
        continue;
      if (Register >= F->NumRegisters)
        fault("%" + llvm::Twine(Register) + " is beyond the last register");
      else if (Definitions[Register].Block != None)
        fault("%" + llvm::Twine(Register) + " is assigned twice");
      else
        Definitions[Register] = {B, N, List[N].Ty};
    }
  }
}

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
  if (I->Targets.size() != Targets)
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
  for (const SwitchCase &Case : I->Cases)
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
    place(I->From);
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

void Verifier::function(const Function &Function) {
  F = &Function;
  head();
  size_t Before = Faults.size();
  blocks();
  if (Faults.size() == Before && !F->Blocks.empty()) {
    definitions();
    Dominance = std::make_unique<Dominators>(*F);
    for (BlockIndex = 0; BlockIndex < F->Blocks.size(); ++BlockIndex) {
      const Block &B = F->Blocks[BlockIndex];
      for (Index = 0; Index < B.Instructions.size(); ++Index) {
        I = &B.Instructions[Index];
        instruction();
      }
    }
    I = nullptr;
  }
  F = nullptr;
}

void Verifier::module() {
  llvm::StringSet<> Names;
  for (const Record &R : M.Records) {
    if (!Names.insert(R.Name).second)
      fault("two records '" + R.Name + "'");
    record(R);
  }
  for (const Global &G : M.Globals)
    global(G);
  for (const Function &Function : M.Functions)
    function(Function);
}

} // namespace

std::vector<std::string> verify(const Module &M) {
  Verifier V(M);
  V.module();
  return std::move(V.Faults);
}

std::vector<std::string> verify(const Module &M, const Function &F) {
  Verifier V(M);
  V.function(F);
  return std::move(V.Faults);
}

} // namespace miniport::ir
