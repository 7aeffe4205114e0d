//===- Symbols.h - Symbolic values and places -----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Values and places as the engine sees them, interned: equal ids are equal
// terms. All terms of one function's simulation are over that function's entry:
// its parameters and what memory held when it was entered.
//
// A value made by an instruction is named by its site. When the site runs
// again, the value of the earlier run is aged: it becomes one and the same
// "old" value, of which nothing is known any more. Without this, a polling
// loop that read 0 once would read 0 for ever.
//
// Memory has versions. A place that nobody has written has the value
// Initial(place). A write that may hit it (from another base, by an unknown
// function) gives its alias key a new stamp; from then on it has the value
// Unknown(stamp, place), the same one at every read until the next stamp.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ENGINE_SYMBOLS_H
#define MINIPORT_ENGINE_SYMBOLS_H

#include "engine/Constraint.h"
#include "engine/InternTable.h"
#include "ir/IR.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/FunctionExtras.h"
#include "llvm/ADT/Hashing.h"
#include "llvm/Support/raw_ostream.h"
#include <functional>
#include <optional>
#include <utility>

namespace miniport::engine {

using ValueId = uint32_t;
using ChainId = uint32_t; ///< an address: a base and steps from it
using PlaceId = uint32_t; ///< some bits at an address
using AliasKey = uint32_t;

/// Parts of a lock held at entry, as EntryLock values.
enum EntryPart : uint32_t { KeyPart, HandlePart, TokenPart };
/// An instruction of the module, or (above all of them) a block, where values
/// come into being.
using SiteId = uint32_t;

constexpr uint32_t NoId = ~0U;

enum class SymbolKind : uint8_t {
  Int,        ///< Bits of Width
  Param,      ///< A: index
  Initial,    ///< A: place; what it held at entry
  Unknown,    ///< A: stamp (a value), B: place
  Unless,     ///< A: value, B: its place, Bits: another, written since
  Fresh,      ///< Site; A: ordinal, where a site makes several
  FromCall,   ///< Site; A: case, B: the callee's name for it
  Phi,        ///< Site: block; A: what is joined (place, register, key)
  Old,        ///< A: the value that was aged
  Binary,     ///< Op, A, B
  Cast,       ///< A, from FromWidth, by sign Signed
  LocalAddr,  ///< A: local
  GlobalAddr, ///< A: global
  FuncAddr,   ///< A: function
  Address,    ///< A: chain with at least one step
  Token,      ///< Site; the old level or handle that an acquire wrote
  EntryLock,  ///< A: index of a lock held at entry
};

struct Symbol {
  SymbolKind Kind = SymbolKind::Int;
  ir::BinaryOp Op = ir::BinaryOp::Add;
  bool Signed = false; ///< of the operands of a Binary, or of what is cast
  uint8_t Width = 64;  ///< bits of the value
  uint8_t FromWidth = 0;
  uint8_t Size = 1; ///< nodes of the term, saturating
  uint32_t A = NoId, B = NoId;
  SiteId Site = NoId;
  uint64_t Bits = 0;
  uint64_t Sites = 0; ///< Bloom set of the sites that occur in it
};

/// One step of a chain, or its base (Parent == NoId).
struct Chain {
  ChainId Parent = NoId;
  ValueId Base = NoId; ///< of the whole chain
  ir::StepKind Kind = ir::StepKind::Field;
  uint32_t Record = ir::None, Field = ir::None;
  ValueId Index = NoId;
  uint64_t ElementSize = 0;
  bool HasOffset = true; ///< no symbolic index on the way
  int64_t OffsetBits = 0;
  uint32_t BitWidth = 0; ///< last step is a bit-field of this width
  uint32_t Depth = 0;    ///< steps
  uint64_t Sites = 0;
};

struct PlaceInfo {
  ChainId Where = NoId;
  uint64_t Bits = 0; ///< how many
  AliasKey Key = NoId;
  // Of the chain, at hand:
  ValueId Base = NoId;
  bool HasOffset = false;
  int64_t Offset = 0; ///< bits
};

class Symbols {
public:
  explicit Symbols(const ir::Module &M);

  // Making values. Binary and cast fold what they can; they give NoId for a
  // term that grows too large (and for NoId operands).
  ValueId integer(uint64_t Bits, unsigned Width);
  ValueId boolean(bool B) { return integer(B, 1); }
  ValueId param(uint32_t Index, unsigned Width);
  ValueId initial(PlaceId P);
  ValueId unknown(ValueId Stamp, PlaceId P);
  /// What P held before Written was, which may be a name of P.
  ValueId unless(ValueId Before, PlaceId P, PlaceId Written, ValueId Stamp);
  ValueId fresh(SiteId Site, unsigned Width, uint32_t Ordinal = 0);
  ValueId fromCall(SiteId Site, uint32_t Case, ValueId Inner);
  ValueId phi(SiteId Block, uint32_t What, unsigned Width);
  ValueId token(SiteId Site, unsigned Width);
  ValueId entryLock(uint32_t Index, uint32_t Part);
  ValueId localAddress(uint32_t Local);
  ValueId globalAddress(uint32_t Global);
  ValueId functionAddress(uint32_t Function);
  ValueId binary(ir::BinaryOp Op, ValueId A, ValueId B, unsigned Width,
                 bool Signed);
  ValueId cast(ValueId V, unsigned Width, bool FromSigned);
  /// Logical negation of a truth value.
  ValueId negate(ValueId V) {
    if (V == NoId)
      return NoId;
    return binary(ir::BinaryOp::Eq, V, integer(0, symbol(V).Width), 1, false);
  }
  ValueId address(ChainId C);

  // Making places.
  ChainId base(ValueId Pointer);
  ChainId step(ChainId C, ir::StepKind Kind, uint32_t Record, uint32_t Field,
               ValueId Index, uint64_t ElementSize);
  PlaceId place(ChainId C, uint64_t Bits);

  /// What is known of an entry value (a parameter, or what memory held) was
  /// asked for: the simulation depends on it.
  void noteUse(ValueId Leaf) const {
    if (Uses)
      Uses->insert(Leaf);
  }
  /// The constant that a parameter is known to be was used.
  static constexpr ValueId ParamUse = 0x80000000U;
  void noteParam(uint32_t Index) const { noteUse(ParamUse | Index); }
  /// Where uses go from here on, or null; gives what that was before.
  llvm::DenseSet<ValueId> *trackUses(llvm::DenseSet<ValueId> *In) {
    return std::exchange(Uses, In);
  }

  /// The constraint, as long as the symbols live; equal ones alike.
  const Constraint *keep(const Constraint &C) { return Constraints.keep(C); }

  const Symbol &symbol(ValueId V) const { return Values[V]; }
  const Chain &chain(ChainId C) const { return Chains[C]; }
  const PlaceInfo &info(PlaceId P) const { return Places[P]; }

  std::optional<uint64_t> asInteger(ValueId V) const;
  std::optional<uint32_t> asFunction(ValueId V) const;
  ValueId stripCasts(ValueId V) const;
  /// Where a leaf came into being: through calls and turns of loops, and, of
  /// what memory may have been given by a write, that write.
  ValueId origin(ValueId Leaf) const;
  /// Is one of those that the leaves of a term came from accepted?
  bool anyOrigin(ValueId V, llvm::function_ref<bool(ValueId)> Accept) const;
  /// The local whose own storage the chain is in, or None.
  uint32_t localOf(ChainId C) const;
  uint32_t globalOf(ChainId C) const;

  bool mentions(ValueId V, SiteId Site) const;
  bool mentionsChain(ChainId C, SiteId Site) const;
  /// V with every value of Site aged.
  ValueId age(ValueId V, SiteId Site);
  ChainId ageChain(ChainId C, SiteId Site);
  PlaceId agePlace(PlaceId P, SiteId Site);

  /// V as a term and a constant that is added to it.
  std::pair<ValueId, uint64_t> offset(ValueId V) const;
  /// The token that V carries, whatever its width, or NoId.
  ValueId asToken(ValueId V);
  /// Calls Visit with every leaf of a term, those inside places included.
  void forEachLeaf(ValueId V, llvm::function_ref<void(ValueId)> Visit) const;
  bool anyLeaf(ValueId V, llvm::function_ref<bool(ValueId)> Accept) const;

  /// Rewrites the leaves of a term (Param, Initial, Unknown, Fresh, ...); Leaf
  /// gets a leaf and returns its replacement, or NoId to give up.
  using LeafMap = llvm::function_ref<ValueId(ValueId)>;
  ValueId rewrite(ValueId V, LeafMap Leaf);
  ChainId rewriteChain(ChainId C, LeafMap Leaf);
  PlaceId rewritePlace(PlaceId P, LeafMap Leaf);

  // Aliasing.
  AliasKey localKey(uint32_t Local) const { return FirstLocalKey + Local; }
  AliasKey globalKey(uint32_t Global) const { return FirstGlobalKey + Global; }
  /// The key of an IR place, read or written with so many bits.
  AliasKey keyOf(const ir::Place &P, uint64_t Bits) const;
  AliasKey fieldKey(uint32_t Record, uint32_t Field) const;
  AliasKey scalarKey(uint64_t Bits) const;
  bool isScalarKey(AliasKey K) const {
    return K >= FirstScalarKey && K < FirstGlobalKey;
  }
  bool isLocalKey(AliasKey K) const { return K >= FirstLocalKey; }
  uint32_t numFixedKeys() const { return FirstLocalKey; }
  /// One object may have several places of the key: its record is a part of
  /// others.
  bool mayRecur(AliasKey K) const {
    return K < FirstScalarKey && Recurring.test(K);
  }
  /// Every key of the fields inside the record, nested ones included; sorted.
  llvm::ArrayRef<AliasKey> keysOf(uint32_t Record) const;

  void print(ValueId V, llvm::raw_ostream &OS) const;
  void printChain(ChainId C, llvm::raw_ostream &OS) const;
  void printPlace(PlaceId P, llvm::raw_ostream &OS) const;

  const ir::Module &module() const { return M; }
  /// For printing the names of parameters and locals.
  void setFunction(const ir::Function *F) { Names = F; }

private:
  ValueId intern(Symbol S);
  bool mentionsUncached(const Symbol &S, SiteId Site) const;
  AliasKey keyFor(ChainId C, uint64_t Bits) const;
  void buildKeys();
  uint32_t numberKeys();

  const ir::Module &M;
  const ir::Function *Names = nullptr;
  llvm::DenseSet<ValueId> *Uses = nullptr;
  std::vector<Symbol> Values;
  std::vector<Chain> Chains;
  std::vector<PlaceInfo> Places;
  InternTable ValueIndex, ChainIndex;
  llvm::DenseMap<std::pair<uint32_t, uint64_t>, uint32_t> PlaceIndex;
  ConstraintTable Constraints;
  /// Terms share parts: what was asked of a part is not asked again.
  mutable llvm::DenseMap<std::pair<ValueId, SiteId>, bool> Mentioned;
  mutable llvm::DenseMap<std::pair<ChainId, SiteId>, bool> MentionedInChain;
  llvm::DenseMap<std::pair<ValueId, SiteId>, ValueId> Aged;

  std::vector<uint32_t> FirstFieldKey; ///< per record
  std::vector<AliasKey> FieldClass;    ///< after unions are merged
  std::vector<std::vector<AliasKey>> RecordKeys;
  llvm::BitVector Recurring; ///< by field key
  AliasKey FirstScalarKey = 0, FirstGlobalKey = 0, FirstLocalKey = 0;
};

/// Sends the uses of entry values elsewhere, or nowhere, for a while.
class UseTracking {
public:
  UseTracking(Symbols &S, llvm::DenseSet<ValueId> *In)
      : S(S), Before(S.trackUses(In)) {}
  ~UseTracking() { S.trackUses(Before); }
  UseTracking(const UseTracking &) = delete;
  UseTracking &operator=(const UseTracking &) = delete;

private:
  Symbols &S;
  llvm::DenseSet<ValueId> *Before;
};

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_SYMBOLS_H
