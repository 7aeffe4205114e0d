//===- Coverage.cpp - Each access to memory, each edge --------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The call-backs of -fsanitize-coverage=trace-loads,trace-stores,trace-pc in
// the driver's code, which is how the simulator sees what the driver touches
// and which code it runs.
//
//===----------------------------------------------------------------------===//

#include "loader/Driver.h"

using namespace llvm;
using namespace miniport::simulator;

// In a cache mostly; a line that another processor or a device had last comes
// from there or from memory.
static constexpr Time AccessCost = 3;
static constexpr Time MissCost = 100;

static void invalid(uint64_t Address, bool Write) {
  Machine &M = machine();
  const Piece *P = TheMemory->pieceAt(Address);
  std::string What =
      P ? (describe(P->Kind) + " + 0x" + Twine::utohexstr(Address - P->Start))
              .str()
        : std::string("memory that is nobody's");
  const char *Verb = Write ? "writes to " : "reads ";
  const RawStack *Other = P && !P->Ended.empty() ? &P->Ended : nullptr;
  switch (TheMemory->shadowAt(Address)) {
  case Shadow::Completed:
    M.report("use-after-completion", Verb + What + " after its completion",
             nullptr, Other);
    break;
  case Shadow::Freed:
    M.report("use-after-free", Verb + What + " after it was freed", nullptr,
             Other);
    break;
  case Shadow::Ended:
    M.report("use-after-call", Verb + What + " which was lent for a call",
             nullptr, Other);
    break;
  default:
    M.report("out-of-bounds", Verb + What + ", beyond its end");
  }
}

static void access(uint64_t Address, unsigned Size, bool Write,
                   uint64_t Where) {
  Machine &M = machine();
  M.step(AccessCost);
  if (TheMemory->contains(Address)) {
    // One look: an access is no larger than two granules.
    if (TheMemory->shadowAt(Address) != Shadow::Valid ||
        TheMemory->shadowAt(Address + Size - 1) != Shadow::Valid) {
      invalid(TheMemory->shadowAt(Address) != Shadow::Valid
                  ? Address
                  : Address + Size - 1,
              Write);
      return;
    }
    if (M.active() && M.active()->Level >= DispatchLevel) {
      const Piece *P =
          TheMemory->hasPagedPool() ? TheMemory->pieceAt(Address) : nullptr;
      if (P && P->Kind == MemoryKind::PagedPool)
        M.report("page-fault", "touches paged pool at raised IRQL");
    }
    if (M.active() && TheMemory->takeLine(Address, M.active()->Number))
      M.step(MissCost);
    if (Write)
      TheMemory->wrote(Address, Size, Where);
    return;
  }
  if (Address < 0x10000)
    M.fatal("wild-access", Twine(Write ? "writes to" : "reads") +
                               " address 0x" + Twine::utohexstr(Address));
  if (Write)
    TheMemory->wrote(Address, Size, Where); // If it is the driver's data.
}

void miniport::simulator::checkAccess(const void *Address, uint64_t Size,
                                      bool Write) {
  uint64_t At = reinterpret_cast<uint64_t>(Address);
  uint64_t Where = reinterpret_cast<uint64_t>(Address);
  machine().step(Size / 16);
  if (!TheMemory->contains(At) || !Size)
    return;
  if (!TheMemory->valid(At, Size)) {
    uint64_t Bad = At;
    while (Bad < At + Size && TheMemory->shadowAt(Bad) == Shadow::Valid)
      Bad = (Bad | 7) + 1;
    invalid(Bad, Write);
    return;
  }
  if (Write) {
    RawStack Stack = machine().captureStack();
    if (!Stack.empty())
      Where = Stack.front();
    for (uint64_t Done = 0; Done < Size; Done += 8 - ((At + Done) & 7))
      TheMemory->wrote(At + Done,
                       std::min<uint64_t>(8 - ((At + Done) & 7), Size - Done),
                       Where);
  }
}

static void edge(uint64_t Where) {
  Machine &M = machine();
  M.step(1);
  Processor *P = M.active();
  if (P && P->Level >= DispatchLevel && TheDriver->isPageable(Where))
    M.report("page-fault",
             "pageable code runs at IRQL " + Twine(unsigned(P->Level)) +
                 ", where a page that is not present cannot be brought in");
  if (TheDriver->isDiscarded(Where))
    M.fatal("page-fault", "code of the INIT section, which is gone");
}

#define MS extern "C" __attribute__((ms_abi, used))
#define CALLER reinterpret_cast<uint64_t>(__builtin_return_address(0))

#define ACCESS(Bytes)                                                          \
  MS void __sanitizer_cov_load##Bytes(uint64_t Address) {                      \
    access(Address, Bytes, false, CALLER);                                     \
  }                                                                            \
  MS void __sanitizer_cov_store##Bytes(uint64_t Address) {                     \
    access(Address, Bytes, true, CALLER);                                      \
  }
ACCESS(1)
ACCESS(2)
ACCESS(4)
ACCESS(8)
ACCESS(16)

MS void __sanitizer_cov_trace_pc() { edge(CALLER); }
