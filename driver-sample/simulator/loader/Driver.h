//===- Driver.h - A driver in a shared object -------------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A driver is compiled for Windows into ELF objects and linked into a shared
// object (docs/simulator.md). Before it is loaded, whatever it imports must be
// found in the simulator; what is not is named.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_LOADER_DRIVER_H
#define MINIPORT_SIMULATOR_LOADER_DRIVER_H

#include "machine/Memory.h"
#include "llvm/DebugInfo/Symbolize/Symbolize.h"
#include "llvm/Support/Error.h"

namespace miniport::simulator {

class Driver {
public:
  static llvm::Expected<std::unique_ptr<Driver>> load(llvm::StringRef Path);
  ~Driver();

  const std::string &path() const { return Path; }
  uint64_t base() const { return Base; }
  void *entry() const { return Entry; }
  bool isCode(uint64_t Address) const { return Address - Start < Bytes; }
  /// Sections whose name begins with PAGE.
  bool isPageable(uint64_t Address) const;
  /// INIT, which is gone after DriverEntry.
  bool isDiscarded(uint64_t Address) const;
  void discardInit() { InitGone = true; }
  /// Has its data watched for races.
  void watchData(Memory &Ram) const;

  std::vector<Frame> symbolize(const RawStack &Stack);
  std::string nameOf(const void *Routine);

private:
  Driver() = default;
  struct Section {
    std::string Name;
    uint64_t Start, Bytes;
    bool Writable;
  };

  std::string Path;
  void *Handle = nullptr;
  void *Entry = nullptr;
  uint64_t Base = 0, Start = 0, Bytes = 0;
  std::vector<Section> Sections;
  llvm::SmallVector<std::pair<uint64_t, uint64_t>, 2> Pageable, Init;
  bool InitGone = false;
  std::unique_ptr<llvm::symbolize::LLVMSymbolizer> Symbols;
};

/// The driver that runs; accesses of its code are checked against it.
extern Driver *TheDriver;
extern Memory *TheMemory;

/// What the port does with the driver's memory on its behalf (RtlCopyMemory,
/// a structure that a routine fills) is checked like the driver's own access.
void checkAccess(const void *Address, uint64_t Size, bool Write);

} // namespace miniport::simulator

#endif // MINIPORT_SIMULATOR_LOADER_DRIVER_H
