//===- Equal.cpp - Comparison of modules ----------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Texts.h"
#include <tuple>

namespace miniport::ir {

// One tuple of everything in an entity; the comparison of a new member is a
// matter of adding it here.
static auto members(const Step &S) {
  return std::tuple(S.Kind, S.Record, S.Field, S.Index, S.ElementSize);
}
static auto members(const SwitchCase &C) {
  return std::tuple(C.Low, C.High, C.Target);
}
static auto members(const RecordField &F) {
  return std::tuple(F.Name, F.Ty, F.Offset, F.Count, F.BitOffset, F.BitWidth);
}
static auto members(const Initializer &I) {
  return std::tuple(I.Offset, I.Init);
}
static auto members(const Annotation &A) {
  return std::tuple(A.Name, A.Args, A.Param, A.When, A.From, A.Loc);
}
static auto members(const Parameter &P) { return std::tuple(P.Name, P.Ty); }
static auto members(const Local &L) { return std::tuple(L.Name, L.Ty, L.Loc); }
static auto members(const SourceFile &F) {
  return std::tuple(F.Path, F.IsSystem);
}

template <typename List> static bool sameList(const List &A, const List &B) {
  return std::equal(
      A.begin(), A.end(), B.begin(), B.end(),
      [](const auto &X, const auto &Y) { return members(X) == members(Y); });
}

static bool same(const Place &A, const Place &B) {
  return A.Base == B.Base && sameList(A.Steps, B.Steps);
}

static bool same(const Instruction &A, const Instruction &B) {
  auto Plain = [](const Instruction &I) {
    return std::tuple(
        I.Op, I.Operator, I.Volatile, I.NoReturn, I.Pure, I.Result, I.Ty,
        I.Op == Opcode::Binary ? I.OperandType : Type(),
        I.movesBlock() ? I.Bytes : 0, I.Args,
        I.isTerminator() ? I.Targets : TargetList(), I.text(), I.Loc);
  };
  return Plain(A) == Plain(B) && same(A.Where, B.Where) &&
         same(A.from(), B.from()) && sameList(A.cases(), B.cases());
}

static bool same(const Record &A, const Record &B) {
  return std::tuple(A.Name, A.Size, A.IsUnion) ==
             std::tuple(B.Name, B.Size, B.IsUnion) &&
         sameList(A.Fields, B.Fields);
}

static bool same(const Global &A, const Global &B) {
  auto Plain = [](const Global &G) {
    return std::tuple(G.Name, G.Usr, G.Source, G.Ty, G.Link, G.IsConst,
                      G.IsDefined, G.Loc);
  };
  return Plain(A) == Plain(B) && sameList(A.Initializers, B.Initializers);
}

static bool sameHead(const Function &A, const Function &B) {
  auto Plain = [](const Function &F) {
    return std::tuple(F.Name, F.Usr, F.Source, F.Result, F.Variadic, F.Link,
                      F.IsSystem, F.IsUndeclared, F.NoReturn, F.RoleTypes, F.Section,
                      F.Degraded, F.DegradedCalls, F.HasBody, F.NumRegisters,
                      F.Loc, F.End, F.BodyHash);
  };
  return Plain(A) == Plain(B) && sameList(A.Params, B.Params) &&
         sameList(A.Annotations, B.Annotations) && sameList(A.Locals, B.Locals);
}

static ::testing::AssertionResult equalBlocks(const Function &A,
                                              const Function &B) {
  if (A.Blocks.size() != B.Blocks.size())
    return ::testing::AssertionFailure() << "blocks of " << A.Name.str();
  for (size_t I = 0; I < A.Blocks.size(); ++I) {
    const Block &X = A.Blocks[I], &Y = B.Blocks[I];
    if (X.Name != Y.Name || X.Instructions.size() != Y.Instructions.size())
      return ::testing::AssertionFailure()
             << "block " << I << " of " << A.Name.str();
    for (size_t N = 0; N < X.Instructions.size(); ++N)
      if (!same(X.Instructions[N], Y.Instructions[N]))
        return ::testing::AssertionFailure()
               << "instruction " << N << " of block " << X.Name.str() << " of "
               << A.Name.str();
  }
  return ::testing::AssertionSuccess();
}

template <typename Entity>
static ::testing::AssertionResult equalAll(const std::vector<Entity> &A,
                                           const std::vector<Entity> &B) {
  if (A.size() != B.size())
    return ::testing::AssertionFailure() << "numbers of entities differ";
  for (size_t I = 0; I < A.size(); ++I)
    if (!same(A[I], B[I]))
      return ::testing::AssertionFailure() << A[I].Name.str() << " differs";
  return ::testing::AssertionSuccess();
}

::testing::AssertionResult equal(const Module &A, const Module &B) {
  if (!sameList(A.Files, B.Files) || A.Diagnostics != B.Diagnostics)
    return ::testing::AssertionFailure() << "files or diagnostics differ";
  if (auto Result = equalAll(A.Records, B.Records); !Result)
    return Result;
  if (auto Result = equalAll(A.Globals, B.Globals); !Result)
    return Result;
  if (A.Functions.size() != B.Functions.size())
    return ::testing::AssertionFailure() << "numbers of functions differ";
  for (size_t I = 0; I < A.Functions.size(); ++I) {
    if (!sameHead(A.Functions[I], B.Functions[I]))
      return ::testing::AssertionFailure()
             << "head of " << A.Functions[I].Name.str() << " differs";
    if (auto Result = equalBlocks(A.Functions[I], B.Functions[I]); !Result)
      return Result;
  }
  return ::testing::AssertionSuccess();
}

} // namespace miniport::ir
