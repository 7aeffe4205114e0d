//===- WorkloadTest.cpp - The generator, against units without a driver --===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "host/Workload.h"
#include "devices/ScsiUnit.h"
#include "gtest/gtest.h"
#include <deque>
#include <set>

using namespace miniport::simulator;

namespace {

/// Units that answer at once or later, in any order, and lie when told to.
class FakeInitiator : public Initiator {
public:
  explicit FakeInitiator(const WorkloadOptions &Options) {
    for (const WorkloadUnit &U : Options.Units) {
      unsigned Shift = U.BlockBytes == 512 ? 9 : 12;
      Units.push_back(std::make_unique<ScsiUnit>(U.Blocks, Shift, "SERIAL"));
      Units.back()->setUnits(Options.Units.size());
    }
  }

  void submit(Operation &O,
              std::function<void(const OperationResult &)> Done) override {
    Seen.insert(O.What);
    Opcodes.insert(O.Cdb[0]);
    Most = std::max(Most, O.Data.size());
    if (++Count % 3 == 0)
      finish(O, Done);
    else
      Waiting.push_back({&O, std::move(Done)});
  }

  /// Until nothing waits.
  void work() {
    while (!Waiting.empty()) {
      // The newest, the oldest, in turn.
      bool Last = ++Count % 2;
      auto Item = Last ? Waiting.back() : Waiting.front();
      if (Last)
        Waiting.pop_back();
      else
        Waiting.pop_front();
      finish(*Item.first, Item.second);
    }
  }

  std::set<Operation::Kind> Seen;
  std::set<uint8_t> Opcodes;
  size_t Most = 0;
  bool Corrupt = false, LoseWrites = false, NoSense = false;

private:
  void finish(Operation &O,
              const std::function<void(const OperationResult &)> &Done) {
    auto Out = [&](llvm::MutableArrayRef<uint8_t> Into) {
      if (O.Direction != Operation::Way::Out || O.Data.size() < Into.size())
        return false;
      std::copy_n(O.Data.begin(), Into.size(), Into.begin());
      return true;
    };
    ScsiUnit::Transfer T{{}, Out};
    OperationResult R;
    if (LoseWrites && O.What == Operation::Kind::Write) {
      R.SrbStatus = 1;
      R.Transferred = O.Data.size();
      return Done(R);
    }
    R.ScsiStatus = Units[O.Lun]->command(O.Cdb, T);
    R.SrbStatus = R.ScsiStatus ? 4 : 1;
    R.Transferred =
        O.Direction == Operation::Way::Out ? O.Data.size() : T.In.size();
    std::copy(T.In.begin(), T.In.end(), O.Data.begin());
    if (Corrupt && O.What == Operation::Kind::Read)
      O.Data.back() ^= 0x10;
    R.Data = O.Data;
    ScsiUnit::Transfer Ask{{}, Out};
    if (R.ScsiStatus == 2 && !NoSense) {
      Units[O.Lun]->command({3, 0, 0, 0, 18, 0}, Ask);
      R.Sense = Ask.In;
      R.SrbStatus |= 0x80;
    }
    Done(R);
  }

  std::vector<std::unique_ptr<ScsiUnit>> Units;
  std::deque<
      std::pair<Operation *, std::function<void(const OperationResult &)>>>
      Waiting;
  unsigned Count = 0;
};

struct Session {
  explicit Session(WorkloadOptions Options)
      : Initiator(Options),
        W(Options, [this](llvm::StringRef Mechanism, const llvm::Twine &Text) {
          Mechanisms.insert(Mechanism.str());
          First = First.empty() ? Text.str() : First;
        }) {}
  void go() {
    W.run(Initiator);
    Initiator.work();
    EXPECT_TRUE(W.done());
  }
  FakeInitiator Initiator;
  std::set<std::string> Mechanisms;
  std::string First;
  Workload W;
};

WorkloadOptions options() {
  WorkloadOptions O;
  O.Operations = 3000;
  O.Units = {{3000, 512}, {1u << 16, 4096}, {64, 512}};
  O.Span = 256;
  return O;
}

TEST(Workload, ACorrectUnitHasNothingToReport) {
  for (uint64_t Seed : {1, 2, 3}) {
    WorkloadOptions O = options();
    O.Seed = Seed;
    Session R(O);
    R.go();
    EXPECT_EQ(R.Mechanisms, std::set<std::string>()) << R.First;
    EXPECT_EQ(R.W.completed(), 3000u);
    EXPECT_EQ(R.Initiator.Seen.size(), Operation::Kinds);
    for (uint8_t Opcode :
         {0x08, 0x0A, 0x28, 0x2A, 0xA8, 0xAA, 0x88, 0x8A, 0x41, 0x93})
      EXPECT_TRUE(R.Initiator.Opcodes.count(Opcode)) << unsigned(Opcode);
    EXPECT_EQ(R.Initiator.Most, O.MaximumBytes);
  }
}

TEST(Workload, TheSameSeedIsTheSameRun) {
  WorkloadOptions O = options();
  Workload A(O, nullptr), B(O, nullptr);
  for (unsigned I = 0; I != 100; ++I) {
    auto X = A.next(), Y = B.next();
    EXPECT_EQ(X->Cdb, Y->Cdb);
    EXPECT_EQ(X->Data, Y->Data);
    EXPECT_EQ(X->Lun, Y->Lun);
  }
}

TEST(Workload, WrongDataIsSeen) {
  Session R(options());
  R.Initiator.Corrupt = true;
  R.go();
  EXPECT_EQ(R.Mechanisms, std::set<std::string>{"data-mismatch"});
}

TEST(Workload, ALostWriteIsSeen) {
  Session R(options());
  R.Initiator.LoseWrites = true;
  R.go();
  EXPECT_EQ(R.Mechanisms, std::set<std::string>{"data-mismatch"});
}

TEST(Workload, MissingSenseIsSeen) {
  Session R(options());
  R.Initiator.NoSense = true;
  R.go();
  EXPECT_EQ(R.Mechanisms, std::set<std::string>{"sense-mismatch"});
}

TEST(Workload, WrongCapacityIsSeen) {
  WorkloadOptions O = options();
  Session R(O);
  O.Units[1].Blocks += 1;
  Workload W(O, [&](llvm::StringRef Mechanism, const llvm::Twine &) {
    R.Mechanisms.insert(Mechanism.str());
  });
  W.run(R.Initiator);
  R.Initiator.work();
  EXPECT_TRUE(R.Mechanisms.count("capacity-mismatch"));
}

} // namespace
