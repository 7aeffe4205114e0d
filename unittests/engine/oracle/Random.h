//===- Random.h - Reproducible choices ------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ORACLE_RANDOM_H
#define MINIPORT_ORACLE_RANDOM_H

#include "llvm/ADT/ArrayRef.h"
#include <random>

namespace miniport::oracle {

/// The same choices on every platform: the distributions of the standard
/// library are not, its engines are. Two choices never stand among the
/// arguments of one call, whose order is the compiler's.
class Random {
public:
  explicit Random(uint64_t Seed) : Engine(Seed) {}

  uint64_t bits() { return Engine(); }
  /// 0 <= result < Bound; Bound is far below 2^64, so the bias is none to care
  /// about.
  uint64_t below(uint64_t Bound) { return Bound < 2 ? 0 : Engine() % Bound; }
  /// First <= result <= Last.
  uint64_t between(uint64_t First, uint64_t Last) {
    return First + below(Last - First + 1);
  }
  bool percent(unsigned Chance) { return below(100) < Chance; }
  template <typename T> const T &pick(llvm::ArrayRef<T> List) {
    return List[below(List.size())];
  }
  template <typename T> const T &pick(const std::vector<T> &List) {
    return List[below(List.size())];
  }

private:
  std::mt19937_64 Engine;
};

} // namespace miniport::oracle

#endif // MINIPORT_ORACLE_RANDOM_H
