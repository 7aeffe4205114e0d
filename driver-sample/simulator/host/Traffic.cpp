//===- Traffic.cpp - Threads that issue requests --------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "host/Traffic.h"
#include <utility>

using namespace llvm;
using namespace miniport::simulator;

/// How often a request is tried that resets take away.
static constexpr unsigned Retries = 16;

Traffic::Traffic(Simulation &S, unsigned Threads, Next Fill, Check Look)
    : S(S), Fill(std::move(Fill)), Look(std::move(Look)), Left(Threads) {
  for (unsigned Index = 0; Index < Threads; ++Index)
    S.M.start("traffic " + std::to_string(Index), [this, Index] {
      work(Index);
      if (--Left == 0 && Joining)
        this->S.M.wake(*Joining);
    });
}

static bool again(uint8_t Status) {
  switch (Status & 0x3F) {
  case SrbAborted:
  case SrbBusReset:
  case SrbTimeout:
  case SrbRequestFlushed:
    return true;
  default:
    return false;
  }
}

void Traffic::work(unsigned Index) {
  IoRequest Request;
  for (;;) {
    while (Held) {
      Waiting.push_back(S.M.thread());
      S.M.block();
    }
    if (!Fill(Index, Request))
      return;
    ++Active;
    for (unsigned Try = 0; Try < Retries; ++Try) {
      S.issue(Request);
      if (!again(Request.Result.SrbStatus))
        break;
      S.M.sleep(10 * Millisecond);
    }
    --Active;
    ++Completed;
    Look(Index, Request);
    // Sometimes a thread thinks.
    if (S.M.random().oneIn(8))
      S.M.sleep(S.M.random().below(200 * Microsecond));
    Request = IoRequest();
  }
}

void Traffic::join() {
  Joining = S.M.thread();
  while (Left)
    S.M.block();
  Joining = nullptr;
}

void Traffic::hold() {
  Held = true;
  while (Active)
    S.M.sleep(100 * Microsecond);
}

void Traffic::release() {
  Held = false;
  for (Thread *T : std::exchange(Waiting, {}))
    S.M.wake(*T);
}
