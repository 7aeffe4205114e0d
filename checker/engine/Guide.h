//===- Guide.h - A way that a replay follows ------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ENGINE_GUIDE_H
#define MINIPORT_ENGINE_GUIDE_H

#include "engine/Simulator.h"
#include "llvm/ADT/DenseSet.h"

namespace miniport::engine {

/// The steps from block to block that a witness took, in every function that it
/// passed through. A run that takes no others where the search told the ways
/// apart is short.
class Guide {
public:
  /// How closely: the very blocks; any where the search did not tell them
  /// apart; any.
  enum Freedom : uint8_t { Strict, Relaxed, Free };
  /// Of a way that the simulation found.
  Guide(Simulator &Searched, Freedom Allowed)
      : S(Searched), Allowed(Allowed),
        Told(Searched.code().module().Functions.size()) {}

  /// Adds the way to the node, through the cases of the calls on it, and one
  /// iteration of the loops that it passes.
  void add(ContextId In, uint32_t Node) { add(S, In, Node); }
  /// The same, of a run of a survey.
  void add(const Simulator &Of, ContextId In, uint32_t Node);
  /// Before add: where it goes to From in the context, it shall go to To.
  void divert(ContextId In, uint32_t From, uint32_t To) {
    Diversion = {In, From, To};
  }
  /// A step of a way that no simulation found. What told its ways apart is R.
  void addStep(uint32_t F, uint32_t From, uint32_t To, const Relevance &R) {
    Told[F] = &R;
    Steps.insert({{F, From}, To});
  }
  /// The stalls on the way are added up, each times what Turns says of it or of
  /// the call it is in, with what is known of the parameters there.
  using TurnsOf =
      std::function<double(SiteId Site, llvm::ArrayRef<ValueId> Params)>;
  void addUp(TurnsOf T) { Turns = std::move(T); }
  const TurnsOf &turns() const { return Turns; }
  bool allows(uint32_t F, uint32_t From, uint32_t To) const;
  Simulator &searched() const { return S; }

  /// The calls shall not be entered aside, but followed in every way. True if
  /// that is new for one of them.
  bool open(llvm::ArrayRef<SiteId> Calls) {
    bool Any = false;
    for (SiteId Call : Calls)
      Any |= Opened.insert(Call).second;
    return Any;
  }
  bool isOpened(SiteId Call) const { return Opened.contains(Call); }

private:
  struct {
    ContextId In = NoId;
    uint32_t From = NoId, To = NoId;
  } Diversion;
  Simulator &S;
  TurnsOf Turns;
  const Freedom Allowed;
  using Point = std::pair<std::pair<const Simulator *, ContextId>, uint32_t>;
  llvm::DenseSet<Point> Added, Iterated;
  llvm::DenseSet<SiteId> Opened;
  /// By function of whose steps something is known: what told its ways apart.
  std::vector<const Relevance *> Told;
  llvm::DenseSet<std::pair<std::pair<uint32_t, uint32_t>, uint32_t>> Steps;
};

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_GUIDE_H
