//===- PointerFlowSolver.cpp - The least solution -------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The least solution is unique, so the order of work cannot show in it.
//
//===----------------------------------------------------------------------===//

#include "program/PointerFlow.h"
#include "program/RoutineCall.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::ir;

void PointerFlow::addPoint(uint32_t Node, uint32_t Place) {
  if (flow(Node).Points.test_and_set(Place))
    Work.insert(Node);
}

void PointerFlow::addPoints(uint32_t Node, const Set &Places) {
  if (Places.empty())
    return;
  if (bool Changed = flow(Node).Points |= Places; Changed)
    Work.insert(Node);
}

void PointerFlow::addEdge(uint32_t From, uint32_t To) {
  if (From == To)
    return;
  NodeFlow &Flow = flow(From);
  if (Flow.Edges.insert(To).second)
    addPoints(To, Flow.Points);
}

/// The scalar fields of Record, placed at Base, that begin in [First, Last).
void PointerFlow::leaves(
    uint32_t Record, uint64_t Base, uint64_t First, uint64_t Last,
    std::vector<std::pair<uint64_t, uint32_t>> &Out) const {
  const std::vector<RecordField> &All = M.Records[Record].Fields;
  for (uint32_t F = 0; F < All.size(); ++F) {
    uint64_t At = Base + All[F].Offset;
    if (At >= Last)
      continue;
    if (uint32_t Inner = All[F].Ty.record(); Inner != None && Inner != Record) {
      uint64_t Size = std::max<uint64_t>(M.Records[Inner].Size, 1);
      // Elements of an array share their cells, so one element says it all,
      // but each has offsets of its own.
      for (uint64_t E = 0, N = std::max<uint64_t>(All[F].Count, 1);
           E < std::min<uint64_t>(N, 64); ++E)
        leaves(Inner, At + E * Size, First, Last, Out);
    } else if (At >= First) {
      Out.emplace_back(At, cellOf({Record, F}));
    }
  }
}

/// The cells that an untyped access to the place may mean.
std::vector<uint32_t> PointerFlow::cellsAt(uint32_t Place, bool Any) const {
  const Node &N = Nodes[Place];
  if (N.Kind == NodeKind::Function)
    return {};
  uint32_t R = recordOf(Place);
  if (R == None)
    return {N.Kind == NodeKind::Field ? cellOf({N.A, N.B}) : Place};
  std::vector<std::pair<uint64_t, uint32_t>> Leaves;
  leaves(R, 0, 0, Any ? M.Records[R].Size : 1, Leaves);
  std::vector<uint32_t> Cells;
  for (auto [Offset, Cell] : Leaves)
    Cells.push_back(Cell);
  return Cells;
}

void PointerFlow::addTableEntries(uint32_t Global, const Extent &E,
                                  uint32_t To) {
  for (const Initializer &I : M.Globals[Global].Initializers)
    if (!I.Init.isInt() && E.contains(I.Offset))
      addValue(To, None, I.Init);
}

void PointerFlow::resolve(uint32_t Place, const Deref &D) {
  bool Static = D.At.IsField || D.At.Container != None;
  if (!Static)
    for (uint32_t Cell : cellsAt(Place, D.At.Indexed))
      addEdge(D.Store ? D.Other : Cell, D.Store ? Cell : D.Other);
  if (!D.Store && Nodes[Place].Kind == NodeKind::Global &&
      recordOf(Place) == None)
    addTableEntries(Nodes[Place].A, D.At.Through, D.Other);
}

/// Copies one object to another. Between records of one type nothing moves:
/// their fields are the same cells. Between two types, by offset.
void PointerFlow::copyBlobs(uint32_t To, uint32_t From) {
  using Leaves = std::vector<std::pair<uint64_t, uint32_t>>;
  uint32_t RecordTo = recordOf(To), RecordFrom = recordOf(From);
  if ((RecordTo != None && RecordTo == RecordFrom) ||
      Nodes[To].Kind == NodeKind::Function ||
      Nodes[From].Kind == NodeKind::Function)
    return;
  bool Table = Nodes[From].Kind == NodeKind::Global && RecordFrom == None;
  Leaves LeavesTo, LeavesFrom;
  if (RecordTo != None)
    leaves(RecordTo, 0, 0, M.Records[RecordTo].Size, LeavesTo);
  else
    LeavesTo.emplace_back(0, cellsAt(To, true).front());
  if (RecordFrom != None)
    leaves(RecordFrom, 0, 0, M.Records[RecordFrom].Size, LeavesFrom);
  else
    LeavesFrom.emplace_back(0, cellsAt(From, true).front());
  // Memory of no type holds what was stored by other types' fields in theirs.
  if ((RecordTo == None) != (RecordFrom == None) &&
      (Nodes[To].Kind == NodeKind::Unknown ||
       Nodes[From].Kind == NodeKind::Unknown))
    return;
  for (auto [OffsetTo, CellTo] : LeavesTo) {
    for (auto [OffsetFrom, CellFrom] : LeavesFrom)
      if (RecordTo == None || RecordFrom == None || OffsetTo == OffsetFrom)
        addEdge(CellFrom, CellTo);
    if (Table)
      addTableEntries(Nodes[From].A,
                      {OffsetTo,
                       RecordTo == None ? 0 : M.Records[RecordTo].Size,
                       RecordTo == None},
                      CellTo);
  }
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

bool PointerFlow::accepts(const IndirectCall &C, uint32_t Callee) const {
  const Function &F = M.Functions[Callee];
  size_t Args = C.Call->Args.size() - 1;
  return Args == F.Params.size() || (F.Variadic && Args > F.Params.size());
}

void PointerFlow::bind(const IndirectCall &C, uint32_t Callee) {
  const Function &F = M.Functions[Callee];
  const uint32_t Caller = C.Site.Function;
  size_t Args = std::min(C.Call->Args.size() - 1, F.Params.size());
  for (size_t A = 0; A < Args; ++A)
    addValue(Params[Callee] + A, Caller, C.Call->Args[A + 1]);
  if (C.Call->Result == None)
    return;
  uint32_t Result = Registers[Caller] + C.Call->Result;
  addEdge(Results[Callee], Result);
  if (C.Call->Ty.isPtr() && (!F.HasBody || routineOf(Rules, F)))
    addPoint(Result, unknown(Result));
}

void PointerFlow::solve() {
  while (!Work.empty()) {
    uint32_t N = *Work.begin();
    Work.erase(Work.begin());
    const NodeFlow &Flow = flow(N); // grows below
    Set Now = Flow.Points;
    for (uint32_t Place : Now) {
      for (size_t D = 0; D < Flow.Derefs.size(); ++D)
        resolve(Place, Deref(Flow.Derefs[D]));
      if (Place >= M.Functions.size())
        continue;
      for (uint32_t C : Flow.Calls)
        if (accepts(Calls[C], Place) && Bound[C].insert(Place).second)
          bind(Calls[C], Place);
    }
    for (uint32_t B : Flow.Blobs)
      for (uint32_t To : Set(points(Blobs[B].To)))
        for (uint32_t From : Set(points(Blobs[B].From)))
          copyBlobs(To, From);
    for (uint32_t To : Flow.Edges)
      addPoints(To, Flow.Points);
  }
}

/// Fields that the driver reads and only others write (what Storport puts into
/// an SRB) hold pointers to memory that nobody here has named.
void PointerFlow::addUnwrittenFields() {
  for (unsigned N : LoadedFields.set_bits())
    if (points(N).empty())
      addPoint(N, unknown(N));
}

//===----------------------------------------------------------------------===//
// Targets
//===----------------------------------------------------------------------===//

static bool sameSignature(const Instruction &Call, const Function &F) {
  if (F.Variadic || Call.Args.size() - 1 != F.Params.size())
    return false;
  for (size_t P = 0; P < F.Params.size(); ++P)
    if (Call.Args[P + 1].Ty != F.Params[P].Ty)
      return false;
  return Call.Result == None || Call.Ty == F.Result;
}

/// Calls that no address reaches: address-taken functions of the signature, but
/// for call-backs of the port driver, whose addresses are taken for that.
void PointerFlow::bindBySignature() {
  for (const IndirectCall &C : Calls) {
    const Value &Callee = C.Call->Args[0];
    if (Callee.Kind == ValueKind::Function)
      continue;
    Set Places = pointsTo(C.Site.Function, Callee);
    if (!Places.empty() && Places.find_first() < int(M.Functions.size()))
      continue;
    LinkUnit::Targets T;
    T.BySignature = true;
    for (unsigned F : Candidates.set_bits())
      if (M.Functions[F].RoleTypes.empty() &&
          sameSignature(*C.Call, M.Functions[F]))
        T.Functions.push_back(F);
    if (T.Functions.size() <= MaxTargets)
      for (uint32_t F : T.Functions)
        bind(C, F);
    Targets[C.Site] = std::move(T);
  }
}

void PointerFlow::finishTargets() {
  for (const IndirectCall &C : Calls) {
    const Value &Callee = C.Call->Args[0];
    if (Callee.Kind == ValueKind::Function)
      continue;
    LinkUnit::Targets Flow;
    llvm::SmallVector<uint32_t, 4> Others;
    for (uint32_t Place : pointsTo(C.Site.Function, Callee)) {
      if (Place >= M.Functions.size())
        break;
      (accepts(C, Place) ? Flow.Functions : Others).push_back(Place);
    }
    // Fields of one name may hold functions of another kind; only if nothing
    // fits is a call with another number of arguments believed.
    if (Flow.Functions.empty())
      Flow.Functions = std::move(Others);
    LinkUnit::Targets &T = Targets[C.Site];
    if (!Flow.Functions.empty())
      T = std::move(Flow);
    if (T.Functions.empty())
      T.BySignature = false;
    if (T.Functions.size() > MaxTargets) {
      T.Functions.clear();
      T.Overflow = true;
    }
  }
}
