//===- Load.cpp - A workload on threads of the machine --------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "host/Load.h"
#include <cstring>

using namespace llvm;
using namespace miniport::simulator;

static WorkloadOptions optionsOf(Simulation &S, uint64_t Operations) {
  WorkloadOptions O;
  O.Seed = S.M.random().next();
  O.Operations = Operations;
  O.MaximumBytes =
      std::min<uint32_t>(S.ThePort->config().MaximumTransferBytes, 1u << 18);
  O.Units.resize(S.Options.Units);
  O.MayFail = S.Options.Port.FailCall != 0;
  return O;
}

Load::Load(Simulation &S, uint64_t Operations)
    : W(optionsOf(S, Operations),
        [&S](StringRef Mechanism, const Twine &Text) {
          S.M.report(Mechanism, Text);
        }),
      Current(S.Options.Threads) {
  T = std::make_unique<Traffic>(
      S, S.Options.Threads,
      [this](unsigned Index, IoRequest &R) { return fill(Index, R); },
      [this](unsigned Index, IoRequest &R) { check(Index, R); });
}

bool Load::fill(unsigned Index, IoRequest &R) {
  std::unique_ptr<Operation> &O = Current[Index];
  O = W.next();
  if (!O)
    return false;
  AbiRequest &B = R.Block;
  B.Lun = O->Lun;
  B.CdbBytes = O->CdbBytes;
  memcpy(B.Cdb, O->Cdb.data(), sizeof(B.Cdb));
  B.TimeOutSeconds = 10;
  B.Flags = O->Direction == Operation::Way::In    ? uint32_t(SrbDataIn)
            : O->Direction == Operation::Way::Out ? uint32_t(SrbDataOut)
                                                  : 0;
  R.Data = O->Data;
  R.BufferOffset = O->BufferOffset;
  return true;
}

void Load::check(unsigned Index, IoRequest &R) {
  constexpr uint8_t SenseValid = 0x80;
  OperationResult Result;
  Result.SrbStatus = R.Result.SrbStatus;
  Result.ScsiStatus = R.Result.ScsiStatus;
  Result.Transferred = R.Result.DataBytes;
  Result.Data = R.Data;
  if (R.Result.SrbStatus & SenseValid)
    Result.Sense = R.Sense;
  W.complete(*Current[Index], Result);
}

bool miniport::simulator::waitReady(Simulation &S, uint8_t Lun) {
  for (unsigned Try = 0; Try < 100; ++Try) {
    IoRequest R;
    R.Block.Lun = Lun;
    R.Block.CdbBytes = 6; // TEST UNIT READY is all zeros.
    R.Block.TimeOutSeconds = 10;
    S.issue(R);
    if ((R.Result.SrbStatus & 0x3F) == SrbSuccess)
      return true;
    if (!S.Options.Port.DumpMode)
      S.M.sleep(100 * Millisecond);
  }
  return false;
}
