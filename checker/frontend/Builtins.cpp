//===- Builtins.cpp - What the compiler itself provides -------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "clang/Basic/Builtins.h"
#include "FunctionLowering.h"
#include "clang/Basic/TargetBuiltins.h"

namespace miniport::frontend {

using namespace clang;
using ir::Opcode;
using ir::Value;

static std::optional<uint64_t> constantSize(const Expr *E,
                                            ASTContext &Context) {
  Expr::EvalResult R;
  if (E->isValueDependent() || !E->EvaluateAsInt(R, Context))
    return std::nullopt;
  return R.Val.getInt().getZExtValue();
}

/// Different variables do not overlap, whatever is done to their addresses.
static bool areApart(const ir::Place &A, const ir::Place &B) {
  auto IsVariable = [](const Value &V) {
    return V.Kind == ir::ValueKind::Local || V.Kind == ir::ValueKind::Global;
  };
  if (IsVariable(A.Base) && IsVariable(B.Base))
    return !(A.Base == B.Base);
  return false;
}

/// memset to zero and memcpy of a known size are zero and copy; anything else
/// stays a call, whose effect the rule base knows.
std::optional<Lowered>
FunctionLowering::memoryRoutine(const CallExpr *E, const FunctionDecl *Callee) {
  unsigned Kind = Callee->getMemoryFunctionKind();
  if (E->getNumArgs() != 3 ||
      (Kind != Builtin::BImemset && Kind != Builtin::BImemcpy &&
       Kind != Builtin::BImemmove))
    return std::nullopt;
  std::optional<uint64_t> Size = constantSize(E->getArg(2), Context);
  if (!Size)
    return std::nullopt;
  ir::Place To = pointee(lower(E->getArg(0)), E->getArg(0)->getType());
  at(E->getBeginLoc());
  if (Kind == Builtin::BImemset) {
    Value Fill = value(E->getArg(1));
    if (!Fill.isInt() || (Fill.Bits & 0xFF) != 0)
      return std::nullopt;
    zero(To, *Size);
    return Lowered::address(To);
  }
  ir::Place From = pointee(lower(E->getArg(1)), E->getArg(1)->getType());
  if (Kind == Builtin::BImemmove && !areApart(To, From))
    return std::nullopt;
  copy(To, From, *Size);
  return Lowered::address(To);
}

std::optional<Lowered> FunctionLowering::builtin(const CallExpr *E,
                                                 const FunctionDecl *Callee) {
  unsigned ID = Callee->getBuiltinID();
  if (std::optional<Lowered> L = memoryRoutine(E, Callee))
    return L;
  switch (ID) {
  case 0:
    return std::nullopt;
  case Builtin::BI__builtin_expect:
  case Builtin::BI__builtin_expect_with_probability:
    return Lowered::scalar(rawValue(E->getArg(0)));
  case Builtin::BI__builtin_assume:
  case Builtin::BI__assume: {
    Value V = rawValue(E->getArg(0));
    if (V.isInt() && V.Bits == 0) {
      emit(Opcode::Unreachable);
    } else if (V && !V.isInt()) {
      if (!V.Ty.isInt() && !V.Ty.isPtr())
        V = toBool(V);
      emit(Opcode::Assume).Args.push_back(V);
    }
    return Lowered::nothing();
  }
  case Builtin::BI__builtin_assume_aligned:
  case Builtin::BI__builtin_launder:
    return lower(E->getArg(0));
  case Builtin::BI__builtin_addressof:
  case Builtin::BI__addressof:
  case Builtin::BIaddressof:
    return Lowered::address(placeOf(E->getArg(0)));
  case Builtin::BI__builtin_unreachable:
    emit(Opcode::Unreachable);
    return Lowered::nothing();
  case Builtin::BI__noop: // its arguments are not evaluated
    return Lowered::scalar(Value::integer(0, U.type(E->getType())));
  default:
    break;
  }
  if (std::optional<Lowered> C = constant(E))
    return C;
  // A function of its arguments alone: equal arguments, equal results.
  ir::Type Ty = U.type(E->getType());
  if (Context.BuiltinInfo.isConst(ID) && (Ty.isInt() || Ty.isPtr())) {
    llvm::SmallVector<Value, 4> Args;
    for (const Expr *Arg : E->arguments())
      if (Value V = argument(Arg, QualType()))
        Args.push_back(V);
    return Lowered::scalar(opaque(Ty, Args, Callee->getName(), true));
  }
  return std::nullopt;
}

/// __atomic_ and __c11_atomic_ operations are calls by name; the width is part
/// of it, as in the library's own names.
Lowered FunctionLowering::atomic(const AtomicExpr *E) {
  ir::Type Ty = U.type(E->getType());
  llvm::SmallVector<Value, 6> Args;
  for (unsigned I = 0; I < E->getNumSubExprs(); ++I)
    if (Value V = argument(E->getSubExprs()[I], QualType()))
      Args.push_back(V);
  std::string Name = E->getOpAsString().str();
  if (!Ty.isVoid())
    Name += "_" + std::to_string(Ty.sizeInBytes());
  uint32_t Callee = U.pseudoFunction(Name, Ty);
  Value V = emitCall(Value::function(Callee), Args,
                     U.module().Functions[Callee].Result, E);
  return V ? Lowered::scalar(coerce(V, Ty)) : Lowered::nothing();
}

} // namespace miniport::frontend
