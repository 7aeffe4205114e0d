//===- ReferenceDisk.cpp - What each block must hold ---------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "host/ReferenceDisk.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Endian.h"
#include <algorithm>
#include <cassert>

namespace miniport::simulator {

namespace endian = llvm::support::endian;

/// Bytes that repeat neither inside a block nor from block to block, so that
/// data which is shifted, or of another block, does not pass.
static uint64_t word(uint64_t Lba, uint32_t Value, unsigned Index) {
  uint64_t Z = (Lba << 32 ^ Value) + (Index + 1) * 0x9E3779B97F4A7C15u;
  Z = (Z ^ (Z >> 30)) * 0xBF58476D1CE4E5B9u;
  Z = (Z ^ (Z >> 27)) * 0x94D049BB133111EBu;
  return Z ^ (Z >> 31);
}

void ReferenceDisk::fill(uint64_t Lba, Stamp Value,
                         llvm::MutableArrayRef<uint8_t> Into) const {
  assert(Into.size() % BlockBytes == 0);
  if (Value == 0) {
    std::fill(Into.begin(), Into.end(), 0);
    return;
  }
  for (; !Into.empty(); Into = Into.drop_front(BlockBytes), ++Lba) {
    // Who looks at a wrong block sees whose it is.
    endian::write64le(&Into[0], Lba);
    endian::write64le(&Into[8], Value);
    for (unsigned At = 16; At != BlockBytes; At += 8)
      endian::write64le(&Into[At], word(Lba, Value, At / 8));
  }
}

bool ReferenceDisk::holds(uint64_t Lba, Stamp Value,
                          llvm::ArrayRef<uint8_t> Data) const {
  if (Value == 0)
    return llvm::all_of(Data, [](uint8_t B) { return B == 0; });
  if (endian::read64le(&Data[0]) != Lba || endian::read64le(&Data[8]) != Value)
    return false;
  for (unsigned At = 16; At != BlockBytes; At += 8)
    if (endian::read64le(&Data[At]) != word(Lba, Value, At / 8))
      return false;
  return true;
}

void ReferenceDisk::add(Set &To, Stamp Value) {
  if (!llvm::is_contained(To, Value))
    To.push_back(Value);
}

ReferenceDisk::Block &ReferenceDisk::block(uint64_t Lba) {
  Block &B = Content[Lba];
  if (B.History.empty())
    B.History.push_back({0, {0}});
  return B;
}

void ReferenceDisk::settle(uint64_t Lba, const Set &Values, bool Durable) {
  Block &B = block(Lba);
  if (Durable) {
    B.History.clear();
    Volatile.erase(Lba);
  } else {
    Volatile.insert(Lba);
  }
  B.History.push_back({Epoch, Values});
}

ReferenceDisk::Ticket ReferenceDisk::beginWrite(uint64_t Lba, uint64_t Count,
                                                Stamp Value) {
  Writes[Next] = {Lba, Count, Value, {}};
  for (auto &[Id, R] : Reads)
    for (uint64_t At = std::max(Lba, R.Lba);
         At < std::min(Lba + Count, R.Lba + R.Count); ++At)
      add(R.Allowed[At - R.Lba], Value);
  return Next++;
}

void ReferenceDisk::endWrite(Ticket Id, bool Certain, bool Durable) {
  auto Found = Writes.find(Id);
  assert(Found != Writes.end());
  Write W = std::move(Found->second);
  Writes.erase(Found);
  for (uint64_t Lba = W.Lba; Lba != W.Lba + W.Count; ++Lba) {
    Set Values{W.Value};
    auto Rivals = W.Rivals.find(Lba);
    if (Rivals != W.Rivals.end())
      for (Stamp S : Rivals->second)
        add(Values, S);
    if (!Certain)
      for (Stamp S : block(Lba).History.back().Values)
        add(Values, S);
    settle(Lba, Values, Durable && Certain);
    for (auto &[Other, V] : Writes)
      if (Lba >= V.Lba && Lba < V.Lba + V.Count)
        add(V.Rivals[Lba], W.Value);
  }
}

ReferenceDisk::Ticket ReferenceDisk::beginRead(uint64_t Lba, uint64_t Count) {
  Read R{Lba, Count, {}};
  R.Allowed.reserve(Count);
  for (uint64_t At = Lba; At != Lba + Count; ++At) {
    auto Found = Content.find(At);
    R.Allowed.push_back(
        Found == Content.end() ? Set{0} : Found->second.History.back().Values);
  }
  for (auto &[Id, W] : Writes)
    for (uint64_t At = std::max(Lba, W.Lba);
         At < std::min(Lba + Count, W.Lba + W.Count); ++At)
      add(R.Allowed[At - Lba], W.Value);
  Reads[Next] = std::move(R);
  return Next++;
}

std::optional<std::string>
ReferenceDisk::endRead(Ticket Id, llvm::ArrayRef<uint8_t> Data) {
  auto Found = Reads.find(Id);
  assert(Found != Reads.end());
  Read R = std::move(Found->second);
  Reads.erase(Found);
  for (uint64_t At = 0; At != R.Count && !Data.empty();
       ++At, Data = Data.drop_front(BlockBytes)) {
    llvm::ArrayRef<uint8_t> Block = Data.take_front(BlockBytes);
    if (llvm::any_of(R.Allowed[At],
                     [&](Stamp S) { return holds(R.Lba + At, S, Block); }))
      continue;
    std::string Text = "block " + std::to_string(R.Lba + At) + " (" +
                       std::to_string(At) + " of " + std::to_string(R.Count) +
                       ") should hold";
    for (Stamp S : R.Allowed[At])
      Text += (S == R.Allowed[At].front() ? " stamp " : " or stamp ") +
              std::to_string(S);
    Text += "; it has block " + std::to_string(endian::read64le(&Block[0])) +
            ", stamp " + std::to_string(endian::read64le(&Block[8])) +
            " in its head";
    return Text;
  }
  return std::nullopt;
}

/// What had settled in an epoch before the flush began is durable.
void ReferenceDisk::endFlush(Ticket Flush) {
  for (auto I = Volatile.begin(); I != Volatile.end();) {
    auto &History = Content[*I].History;
    size_t Keep = 0;
    for (size_t V = 0; V != History.size(); ++V)
      if (History[V].Epoch < Flush)
        Keep = V;
    History.erase(History.begin(), History.begin() + Keep);
    if (History.size() == 1 && History.front().Epoch < Flush)
      I = Volatile.erase(I);
    else
      ++I;
  }
}

void ReferenceDisk::losePower() {
  assert(Writes.empty() && Reads.empty());
  for (uint64_t Lba : Volatile) {
    auto &History = Content[Lba].History;
    Set All;
    for (const Version &V : History)
      for (Stamp S : V.Values)
        add(All, S);
    History.assign(1, {Epoch, All});
  }
  Volatile.clear();
}

std::vector<ReferenceDisk::Stamp> ReferenceDisk::possible(uint64_t Lba) const {
  auto Found = Content.find(Lba);
  if (Found == Content.end())
    return {0};
  const Set &Values = Found->second.History.back().Values;
  std::vector<Stamp> Result(Values.begin(), Values.end());
  llvm::sort(Result);
  return Result;
}

} // namespace miniport::simulator
