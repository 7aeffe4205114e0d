//===- Memory.h - Memory of a concrete run --------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ORACLE_MEMORY_H
#define MINIPORT_ORACLE_MEMORY_H

#include <cstdint>
#include <vector>

namespace miniport::oracle {

/// Objects of bytes. An address is a number: the upper half names the object,
/// the lower half the byte. Accesses outside an object fail.
class Memory {
public:
  /// Zeroed.
  uint64_t allocate(uint64_t Bytes) {
    Objects.emplace_back(Bytes);
    return uint64_t(Objects.size()) << 32;
  }
  static bool isSameObject(uint64_t A, uint64_t B) {
    return A >> 32 == B >> 32;
  }
  uint64_t mark() const { return Objects.size(); }
  /// Ends the life of everything allocated since mark().
  void releaseTo(uint64_t Mark) { Objects.resize(Mark); }

  /// Little-endian, at most 8 bytes. False if outside.
  bool read(uint64_t Address, unsigned Bytes, uint64_t &Value) const;
  bool write(uint64_t Address, unsigned Bytes, uint64_t Value);
  bool copy(uint64_t To, uint64_t From, uint64_t Bytes);
  bool zero(uint64_t Address, uint64_t Bytes);

private:
  /// The byte at Address, if Bytes lie inside its object.
  uint8_t *at(uint64_t Address, uint64_t Bytes);

  std::vector<std::vector<uint8_t>> Objects;
};

} // namespace miniport::oracle

#endif // MINIPORT_ORACLE_MEMORY_H
