//===- Undeclared.cpp - Decisions on what nothing declares ----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Undeclared.h"
#include "engine/Engine.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;
using ir::Opcode;
using ir::ValueKind;

bool UndeclaredNames::isUndeclared(const ir::Function &F) const {
  return F.IsUndeclared && !F.HasBody && !C.unit().rules().routine(F.Name);
}

ir::Value UndeclaredNames::decides(SiteId Branch) const {
  const uint32_t Function = C.position(Branch).Function;
  llvm::SmallVector<ir::Value, 16> Open;
  llvm::append_range(Open, C.instruction(Branch).Args);
  llvm::DenseSet<uint32_t> Registers, Locals;
  while (!Open.empty()) {
    ir::Value Next = Open.pop_back_val();
    if (Next.Kind != ValueKind::Register ||
        !Registers.insert(Next.Index).second)
      continue;
    const ir::Instruction *I = C.definition(Function, Next.Index);
    if (!I)
      continue;
    const ir::Value &From = I->Where.Base;
    switch (I->Op) {
    case Opcode::Call:
      if (I->Args[0].Kind == ValueKind::Function &&
          isUndeclared(C.function(I->Args[0].Index)))
        return I->Args[0];
      break;
    case Opcode::Load:
      // A constant of a header, or of a source, that is not there.
      if (From.Kind == ValueKind::Global &&
          !C.module().Globals[From.Index].IsDefined &&
          C.module().Globals[From.Index].IsConst)
        return From;
      if (From.Kind == ValueKind::Local && Locals.insert(From.Index).second)
        for (const ir::Instruction *Store : C.stores(Function, From.Index))
          Open.push_back(Store->Args[0]);
      break;
    case Opcode::Binary:
    case Opcode::Cast:
    case Opcode::Opaque:
      llvm::append_range(Open, I->Args);
      break;
    default:
      break;
    }
  }
  return {};
}

/// Does the path need an answer of what nothing declares?
bool Engine::restsOnUndeclared(const Path &How) const {
  UndeclaredNames Names(*TheCode);
  return llvm::any_of(How, [&](const PathStep &P) {
    return (P.Kind == PathKind::Assume || P.Kind == PathKind::Case) &&
           Names.decides(P.Site);
  });
}

/// Does it need two answers?
bool Engine::restsOnUndeclaredTwice(const Path &How) const {
  UndeclaredNames Names(*TheCode);
  std::vector<ir::Value> Asked;
  for (const PathStep &P : How)
    if (P.Kind == PathKind::Assume || P.Kind == PathKind::Case)
      if (ir::Value V = Names.decides(P.Site)) {
        if (llvm::is_contained(Asked, V))
          return true;
        Asked.push_back(V);
      }
  return false;
}
