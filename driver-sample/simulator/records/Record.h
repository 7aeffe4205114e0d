//===- Record.h - What Windows would suffer ---------------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A record is one consequence, seen by mechanism: {mechanism, routine, call
// stack, message}. The same consequence at the same place is one record, with
// a count. The names of the mechanisms are listed in docs/simulator.md.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_RECORDS_RECORD_H
#define MINIPORT_SIMULATOR_RECORDS_RECORD_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdint>
#include <string>
#include <vector>

namespace miniport::simulator {

/// Addresses in the driver, innermost first: the instruction, then the return
/// addresses. Only the driver's own frames, up to the port driver's call.
using RawStack = llvm::SmallVector<uint64_t, 12>;

struct Frame {
  std::string Function;
  std::string File;
  unsigned Line = 0;
};

struct Record {
  std::string Mechanism;
  std::string Routine; // The role, and the routine's name.
  std::string Message;
  std::vector<Frame> Stack;
  std::vector<Frame> Other; // Of the other side: who locked, freed, wrote.
  uint64_t Nanoseconds = 0;
  unsigned Processor = 0;
  unsigned Irql = 0;
  unsigned Count = 1;
};

/// Collects records and drops repetitions.
class RecordSink {
public:
  /// True: not seen before.
  bool add(Record New);
  llvm::ArrayRef<Record> records() const { return Records; }
  bool empty() const { return Records.empty(); }

  void printJson(llvm::raw_ostream &Out) const;
  void printText(llvm::raw_ostream &Out) const;

private:
  std::vector<Record> Records;
  llvm::StringMap<size_t> Seen;
};

} // namespace miniport::simulator

#endif // MINIPORT_SIMULATOR_RECORDS_RECORD_H
