//===- Workload.h - Operations on units, and their checks -------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A seeded generator of SCSI commands on several units, and the checks of what
// comes back: data against a reference, capacity, sense data, the form of what
// a unit says of itself. It knows no port driver: an Initiator carries the
// commands. Whoever has threads of its own calls next() and complete() instead
// of run().
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_HOST_WORKLOAD_H
#define MINIPORT_SIMULATOR_HOST_WORKLOAD_H

#include "host/ReferenceDisk.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/Twine.h"
#include <array>
#include <functional>
#include <memory>

namespace miniport::simulator {

/// One command on its way.
struct Operation {
  enum class Kind {
    Read,
    Write,
    Flush,
    Unmap,
    WriteZeroes,
    Verify,
    OutOfRange,
    Inquiry,
    VitalProductData,
    ReadCapacity10,
    ReadCapacity16,
    ModeSense6,
    ModeSense10,
    ReportLuns,
    TestUnitReady,
    StartStop,
    Unsupported
  };
  static constexpr unsigned Kinds = unsigned(Kind::Unsupported) + 1;
  enum class Way { None, In, Out };

  Kind What = Kind::TestUnitReady;
  uint8_t Lun = 0;
  std::array<uint8_t, 16> Cdb{};
  uint8_t CdbBytes = 6;
  Way Direction = Way::None;
  /// What goes out, or the room for what comes in.
  std::vector<uint8_t> Data;
  /// Where in its page the buffer shall begin; a multiple of 4.
  uint32_t BufferOffset = 0;

  // The workload's own.
  uint64_t Lba = 0;
  uint32_t Blocks = 0;
  bool Durable = false;
  ReferenceDisk::Ticket Ticket = 0;
};

llvm::StringRef name(Operation::Kind Kind);

/// What came of it.
struct OperationResult {
  uint8_t SrbStatus = 0; // With its two flags.
  uint8_t ScsiStatus = 0;
  uint32_t Transferred = 0;
  llvm::ArrayRef<uint8_t> Data;  // As long as the operation's.
  llvm::ArrayRef<uint8_t> Sense; // Empty: none.
};

/// Carries commands to units. Completions may come during submit().
class Initiator {
public:
  virtual ~Initiator() = default;
  /// \p O lives until \p Done was called.
  virtual void submit(Operation &O,
                      std::function<void(const OperationResult &)> Done) = 0;
};

struct WorkloadUnit {
  uint64_t Blocks = 1u << 16;
  unsigned BlockBytes = 512;
};

struct WorkloadOptions {
  uint64_t Seed = 1;
  uint64_t Operations = 1000;
  unsigned Depth = 16; // At a time, of run().
  std::vector<WorkloadUnit> Units{WorkloadUnit()};
  uint32_t MaximumBytes = 1u << 17;
  /// Blocks that are used: the fewer, the more commands overlap.
  uint64_t Span = 2048;
  bool Unmaps = true, WritesZeroes = true, Verifies = true;
  bool SixteenByteCommands = true; // Else none is longer than 12.
  /// The unit may refuse commands; their effect is unknown then.
  bool MayFail = false;
  /// How often each kind, of Operation::Kind; 0: never.
  std::array<unsigned, Operation::Kinds> Weights{
      300, 300, 20, 20, 20, 20, 8, 8, 12, 4, 4, 6, 6, 4, 8, 2, 6};
};

class Workload {
public:
  /// \p Mechanism: data-mismatch, capacity-mismatch, request-failed,
  /// sense-mismatch, bad-reply.
  using Reporter =
      std::function<void(llvm::StringRef Mechanism, const llvm::Twine &Text)>;

  Workload(WorkloadOptions Options, Reporter Report);
  ~Workload();

  /// Keeps Depth operations under way until all are done; returns at once if
  /// \p I completes later.
  void run(Initiator &I);
  bool done() const { return Issued == Options.Operations && Outstanding == 0; }
  uint64_t completed() const { return Completed; }
  /// What has not been issued will not be.
  void finish() { Options.Operations = Issued; }
  /// From now on commands may fail: a reset, a removal.
  void allowFailure(bool May = true) { Options.MayFail = May; }

  /// The next operation, whose effect begins now. Null: all are issued.
  std::unique_ptr<Operation> next();
  /// Every operation ends here, once.
  void complete(const Operation &O, const OperationResult &Result);

  ReferenceDisk &disk(unsigned Lun) { return Units[Lun]; }

private:
  uint64_t random(uint64_t Bound);
  void build(Operation &O);
  void place(Operation &O);
  void buildTransfer(Operation &O);
  void buildRange(Operation &O);
  void buildQuery(Operation &O);
  void refill(Initiator &I);

  bool succeeded(const Operation &O, const OperationResult &R);
  bool checkSense(const Operation &O, const OperationResult &R);
  void checkReply(const Operation &O, const OperationResult &R);
  void report(llvm::StringRef Mechanism, const Operation &O,
              const llvm::Twine &Text);

  WorkloadOptions Options;
  Reporter Report;
  std::vector<ReferenceDisk> Units;
  uint64_t State;
  uint64_t Issued = 0, Completed = 0;
  unsigned Outstanding = 0;
  bool Filling = false;
  uint32_t NextStamp = 1;
};

} // namespace miniport::simulator

#endif // MINIPORT_SIMULATOR_HOST_WORKLOAD_H
