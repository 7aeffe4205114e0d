//===- Medium.cpp - Blocks that keep their content ------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "devices/Medium.h"
#include "llvm/Support/FileSystem.h"
#include <cassert>
#include <cstring>
#include <unistd.h>

namespace miniport::simulator {

Medium::Medium(uint64_t Blocks, unsigned BlockShift)
    : Blocks(Blocks), BlockShift(BlockShift) {}

Medium::~Medium() {
  if (File >= 0)
    ::close(File);
}

llvm::Expected<std::unique_ptr<Medium>>
Medium::inFile(llvm::StringRef Path, uint64_t Blocks, unsigned BlockShift) {
  auto Result = std::make_unique<Medium>(Blocks, BlockShift);
  if (std::error_code EC = llvm::sys::fs::openFileForReadWrite(
          Path, Result->File, llvm::sys::fs::CD_OpenAlways,
          llvm::sys::fs::OF_None))
    return llvm::createStringError(EC, "cannot open the medium '%s'",
                                   Path.str().c_str());
  return std::move(Result);
}

void Medium::loadDurable(uint64_t Lba, uint8_t *Into) const {
  if (File >= 0) {
    // Behind the end of the file are blocks that were never written.
    ssize_t Got = ::pread(File, Into, blockBytes(), Lba << BlockShift);
    if (Got < 0)
      Got = 0;
    std::memset(Into + Got, 0, blockBytes() - Got);
    return;
  }
  auto Found = Store.find(Lba);
  if (Found == Store.end())
    std::memset(Into, 0, blockBytes());
  else
    std::memcpy(Into, Found->second.get(), blockBytes());
}

void Medium::storeDurable(uint64_t Lba, const uint8_t *From) {
  if (File >= 0) {
    static const std::vector<uint8_t> Zeros(1u << 16);
    assert(blockBytes() <= Zeros.size());
    ssize_t Put = ::pwrite(File, From ? From : Zeros.data(), blockBytes(),
                           Lba << BlockShift);
    if (Put != ssize_t(blockBytes()))
      llvm::report_fatal_error("cannot write to the medium's file");
    return;
  }
  if (!From) {
    Store.erase(Lba);
    return;
  }
  Block &B = Store[Lba];
  if (!B)
    B.reset(new uint8_t[blockBytes()]);
  std::memcpy(B.get(), From, blockBytes());
}

void Medium::store(uint64_t Lba, const uint8_t *From, bool Durable) {
  if (Durable) {
    storeDurable(Lba, From);
    // What the cache has of this block is older.
    Cache.erase(Lba);
    return;
  }
  Block &B = Cache[Lba];
  if (!From) {
    B.reset();
    return;
  }
  if (!B)
    B.reset(new uint8_t[blockBytes()]);
  std::memcpy(B.get(), From, blockBytes());
}

void Medium::read(uint64_t Lba, llvm::MutableArrayRef<uint8_t> Into) const {
  assert(contains(Lba, Into.size() >> BlockShift));
  for (size_t At = 0; At < Into.size(); At += blockBytes(), ++Lba) {
    auto Found = Cache.find(Lba);
    if (Found == Cache.end())
      loadDurable(Lba, Into.data() + At);
    else if (Found->second)
      std::memcpy(Into.data() + At, Found->second.get(), blockBytes());
    else
      std::memset(Into.data() + At, 0, blockBytes());
  }
}

void Medium::write(uint64_t Lba, llvm::ArrayRef<uint8_t> From, bool Durable) {
  assert(contains(Lba, From.size() >> BlockShift));
  for (size_t At = 0; At < From.size(); At += blockBytes(), ++Lba)
    store(Lba, From.data() + At, Durable);
}

void Medium::zero(uint64_t Lba, uint64_t Count, bool Durable) {
  assert(contains(Lba, Count));
  for (; Count; --Count, ++Lba)
    store(Lba, nullptr, Durable);
}

void Medium::flush() {
  for (const auto &Entry : Cache)
    storeDurable(Entry.first, Entry.second.get());
  Cache.clear();
}

} // namespace miniport::simulator
