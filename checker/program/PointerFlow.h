//===- PointerFlow.h - Where addresses go ----------------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An inclusion-based points-to analysis (Andersen 1994), flow- and
// context-insensitive, field-based: record.field is one cell whatever the
// object, as C drivers reach nearly everything through structure pointers of
// the right type. What is left (scalars, arrays of pointers, memory used
// without a type) has one cell an object; elements of arrays are not told
// apart, but a constant table is read by offset where its place says which.
//
// Everything that can hold an address is a node, numbered; some nodes are also
// places an address can point to. A set of places is a set of node numbers.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_PROGRAM_POINTERFLOW_H
#define MINIPORT_PROGRAM_POINTERFLOW_H

#include "facts/Facts.h"
#include "ir/IR.h"
#include "program/Program.h"
#include "llvm/ADT/SparseBitVector.h"
#include <deque>
#include <map>
#include <set>
#include <vector>

namespace miniport {

class PointerFlow {
public:
  using Set = llvm::SparseBitVector<>;

  enum class NodeKind : uint8_t {
    Function, ///< A: function. A place only
    Global,   ///< A: global
    Field,    ///< A: record, B: field
    Record,   ///< A: record: some object of that type
    Local,    ///< A: function, B: local
    Param,    ///< A: function, B: parameter
    Result,   ///< A: function
    Register, ///< A: function, B: register
    Unknown,  ///< A: node: what the outside put there, or a call returned
  };
  struct Node {
    NodeKind Kind;
    uint32_t A = 0, B = 0;
  };

  /// More callees than this make an unknown call.
  static constexpr size_t MaxTargets = 24;

  PointerFlow(const ir::Module &M, const facts::RuleBase &Rules);

  /// What the value may point to. Functions are nodes below numFunctions().
  Set pointsTo(uint32_t Function, const ir::Value &V) const;
  const Set &contents(uint32_t Node) const { return points(Node); }
  const Node &node(uint32_t N) const { return Nodes[N]; }
  uint32_t numFunctions() const { return M.Functions.size(); }
  uint32_t fieldNode(FieldRef F) const { return Fields[F.Record] + F.Field; }
  uint32_t globalNode(uint32_t Global) const { return Globals + Global; }
  uint32_t paramNode(uint32_t Function, uint32_t Param) const {
    return Params[Function] + Param;
  }
  /// What the outside passes as this parameter, or None if only the driver
  /// calls the function.
  uint32_t outsideParam(uint32_t Function, uint32_t Param) const;

  /// The places that Place names: the field it ends in, or what its base may
  /// point to. Unions keep all their scalars in one cell, that of the first.
  Set placesOf(uint32_t Function, const ir::Place &P) const;

  /// Records that an object at such a place is used as, sorted.
  std::vector<uint32_t> recordsAt(uint32_t Place) const;

  /// What an indirect call may call; resolved by create().
  const std::map<CallSite, LinkUnit::Targets> &targets() const {
    return Targets;
  }
  const llvm::BitVector &addressTaken() const { return AddressTaken; }

private:
  /// Which bytes a place may stand for within an object, for constant tables:
  /// Offset, or Offset plus multiples of Stride; anything if Any.
  struct Extent {
    uint64_t Offset = 0, Stride = 0;
    bool Any = false;
    bool contains(uint64_t Byte) const {
      if (Any || Stride == 0)
        return Any || Byte == Offset;
      return (Byte % Stride) == (Offset % Stride);
    }
  };
  /// A place, as the solver sees it.
  struct Access {
    bool IsField = false;          ///< a field, whatever the base
    FieldRef Field;                ///< the field
    uint32_t Container = ir::None; ///< a record reached by CONTAINING_RECORD
    bool Indexed = false;          ///< another element may be meant
    Extent Bytes;                  ///< from the base, if the base is a table
    Extent Through;                ///< the same through a pointer into a table
  };
  struct Deref {
    uint32_t Other; ///< the node read to, or written from
    bool Store;
    Access At;
  };
  /// What is known of a node; most have nothing.
  struct NodeFlow {
    Set Points;
    std::set<uint32_t> Edges;    ///< what includes it
    std::vector<Deref> Derefs;   ///< of which it is the base
    std::vector<uint32_t> Blobs; ///< indices of Blobs
    std::vector<uint32_t> Calls; ///< indices of Calls, whose callee it is
  };
  struct BlobCopy {
    uint32_t To, From; ///< nodes whose contents are the two places
  };
  struct IndirectCall {
    CallSite Site;
    const ir::Instruction *Call;
  };

  // PointerFlow.cpp
  void number();
  uint32_t addNode(NodeKind Kind, uint32_t A, uint32_t B = 0);
  const Set &points(uint32_t Node) const { return Flows[FlowOf[Node]].Points; }
  NodeFlow &flow(uint32_t Node);
  uint32_t unknown(uint32_t Of);
  uint32_t nodeOf(uint32_t Function, const ir::Value &V) const;
  uint32_t cellOf(FieldRef F) const;
  Access accessOf(const ir::Place &P) const;
  // PointerFlowConstraints.cpp
  void addInitializers();
  void addLeaf(uint32_t Record, uint64_t Offset, const ir::Value &V);
  void addFunction(uint32_t Function);
  void addInstruction(CallSite Site, const ir::Instruction &I);
  void addCall(CallSite Site, const ir::Instruction &I);
  void addRoutineCall(CallSite Site, const ir::Instruction &I);
  void addDeref(uint32_t Function, const ir::Place &P, uint32_t Other,
                bool Store);
  void addAddress(uint32_t Function, const ir::Place &P, uint32_t Result);
  void addValue(uint32_t To, uint32_t Function, const ir::Value &V);
  uint32_t addressNode(uint32_t Function, const ir::Place &P);
  uint32_t valueNode(uint32_t Function, const ir::Value &V);
  void addOutsideParams();
  // PointerFlowSolver.cpp
  void solve();
  void addPoint(uint32_t Node, uint32_t Place);
  void addPoints(uint32_t Node, const Set &Places);
  void addEdge(uint32_t From, uint32_t To);
  void resolve(uint32_t Base, const Deref &D);
  void copyBlobs(uint32_t To, uint32_t From);
  void bind(const IndirectCall &C, uint32_t Callee);
  bool accepts(const IndirectCall &C, uint32_t Callee) const;
  std::vector<uint32_t> cellsAt(uint32_t Place, bool Any) const;
  void leaves(uint32_t Record, uint64_t Base, uint64_t First, uint64_t Last,
              std::vector<std::pair<uint64_t, uint32_t>> &Out) const;
  void addTableEntries(uint32_t Global, const Extent &E, uint32_t To);
  uint32_t recordOf(uint32_t Place) const;
  void addUnwrittenFields();
  bool registersIn(uint32_t Record) const;
  void bindBySignature();
  void finishTargets();
  void collectUses();

  const ir::Module &M;
  const facts::RuleBase &Rules;
  std::vector<Node> Nodes;
  uint32_t Globals = 0;
  std::vector<uint32_t> Fields, Records, Locals, Params, Results, Registers;
  std::map<uint32_t, uint32_t> Unknowns; ///< by the node they are unknown of
  std::vector<uint32_t> FlowOf; ///< by node: index of Flows, 0 for an empty one
  std::deque<NodeFlow> Flows;
  std::vector<BlobCopy> Blobs;
  std::vector<IndirectCall> Calls;
  std::vector<std::set<uint32_t>> Bound; ///< by call: bound so far
  std::set<uint32_t> Work;
  llvm::BitVector AddressTaken;
  llvm::BitVector Candidates;   ///< address taken, and not to register it
  llvm::BitVector LoadedFields; ///< nodes of fields that are read as pointers
  std::map<uint32_t, std::set<uint32_t>> Uses; ///< place -> records
  std::map<CallSite, LinkUnit::Targets> Targets;
};

} // namespace miniport

#endif // MINIPORT_PROGRAM_POINTERFLOW_H
