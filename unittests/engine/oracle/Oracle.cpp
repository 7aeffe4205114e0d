//===- Oracle.cpp - What an analysis must find, and must not --------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Oracle.h"
#include "Generator.h"
#include "ir/Text.h"

namespace miniport::oracle {

bool rebuild(Scenario &S) {
  S.Text = emit(S.Tree);
  ir::ParseOptions Options;
  Options.TextLocations = true;
  llvm::Expected<std::unique_ptr<ir::Module>> M =
      ir::parse(S.Text, "scenario.ir", Options);
  S.Module = nullptr;
  if (!M) {
    llvm::consumeError(M.takeError());
    return false;
  }
  if (ir::verify(**M).empty())
    S.Module = std::move(*M);
  return S.Module != nullptr;
}

Scenario Scenario::make(uint64_t Seed, unsigned SpoilPercent) {
  Scenario S;
  S.Seed = Seed;
  Generator G(Seed);
  S.Tree = G.run();
  // A choice of its own, so that the driver is the same with and without.
  Random Rng(Seed + 0x5eed);
  if (Rng.percent(SpoilPercent))
    S.Spoilt = mutate(S.Tree, Rng);
  S.Environments.emplace_back();
  if (G.usesMessages()) {
    S.Environments.emplace_back();
    S.Environments.back().Interrupt = InterruptGrant::PerMessage;
  }
  bool Valid = rebuild(S);
  assert(Valid && "the generator makes valid driver IR");
  (void)Valid;
  return S;
}

static llvm::StringRef name(InterruptGrant G) {
  switch (G) {
  case InterruptGrant::Line:
    return "line interrupt";
  case InterruptGrant::MessagesAll:
    return "one lock for all messages";
  case InterruptGrant::PerMessage:
    return "a lock for each message";
  }
  return "";
}

void print(const Scenario &S, llvm::raw_ostream &OS) {
  OS << "; seed " << S.Seed;
  if (S.Spoilt)
    OS << ", spoilt: " << toString(*S.Spoilt);
  OS << '\n';
  for (const Environment &E : S.Environments) {
    OS << "; with " << name(E.Interrupt) << ":\n";
    std::string Seen;
    llvm::raw_string_ostream Lines(Seen);
    if (S.Module)
      print(observe(*S.Module, E), *S.Module, Lines);
    llvm::SmallVector<llvm::StringRef, 16> Split;
    llvm::StringRef(Seen).split(Split, '\n', -1, false);
    for (llvm::StringRef Line : Split)
      OS << ";   " << Line << '\n';
  }
  OS << "; line numbers count from here\n" << S.Text;
}

} // namespace miniport::oracle
