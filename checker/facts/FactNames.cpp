//===- FactNames.cpp - The words of rules/ and the enumerations they name -===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/FactNames.h"

using namespace llvm;

namespace miniport::facts {
namespace {

constexpr Word Irqls[] = {{"PASSIVE", "Passive"},
                          {"APC", "Apc"},
                          {"DISPATCH", "Dispatch"},
                          {"DIRQL", "Dirql"},
                          {"HIGH", "High"}};

constexpr Word Bases[] = {
    {"documented", "Documented"}, {"derived", "Derived"}, {"hint", "Hint"}};

constexpr Word Directions[] = {
    {"in", "In"}, {"out", "Out"}, {"inout", "InOut"}};

#define MINIPORT_SAME(Name) {#Name, #Name}
constexpr Word LockClasses[] = {
    MINIPORT_SAME(None),         MINIPORT_SAME(StorDpc),
    MINIPORT_SAME(StorStartIo),  MINIPORT_SAME(StorInterrupt),
    MINIPORT_SAME(StorMessage),  MINIPORT_SAME(StorThreadedDpc),
    MINIPORT_SAME(StorDpcLevel), MINIPORT_SAME(KernelSpin),
    MINIPORT_SAME(KernelQueued), MINIPORT_SAME(KernelInterrupt),
    MINIPORT_SAME(KernelCancel), MINIPORT_SAME(ExSpin),
    MINIPORT_SAME(FastMutex),    MINIPORT_SAME(Resource),
    MINIPORT_SAME(GuardedMutex), MINIPORT_SAME(Mutex),
    MINIPORT_SAME(WdfSpin),      MINIPORT_SAME(WdfWait),
    MINIPORT_SAME(WdfInterrupt), MINIPORT_SAME(WdfObject)};
#undef MINIPORT_SAME

constexpr Word EffectKinds[] = {{"acquire_lock", "AcquireLock"},
                                {"release_lock", "ReleaseLock"},
                                {"raise_irql", "RaiseIrql"},
                                {"lower_irql", "LowerIrql"},
                                {"limit_irql", "LimitIrql"},
                                {"query_irql", "QueryIrql"},
                                {"stall", "Stall"},
                                {"wait", "Wait"},
                                {"register_read", "RegisterRead"},
                                {"register_write", "RegisterWrite"},
                                {"run_callback", "RunCallback"},
                                {"register_callback", "RegisterCallback"},
                                {"register_table", "RegisterTable"},
                                {"complete_request", "CompleteRequest"},
                                {"request_next", "RequestNext"},
                                {"issue_dpc", "IssueDpc"},
                                {"initialize_dpc", "InitializeDpc"},
                                {"allocate", "Allocate"},
                                {"free", "Free"},
                                {"copy_memory", "CopyMemory"},
                                {"fill_memory", "FillMemory"},
                                {"write_object", "WriteObject"},
                                {"log", "Log"},
                                {"debug_print", "DebugPrint"},
                                {"no_return", "NoReturn"},
                                {"assume", "Assume"},
                                {"assume_lock", "AssumeLock"},
                                {"assert", "Assert"},
                                {"atomic", "Atomic"},
                                {"other", "Other"}};

constexpr Word Severities[] = {
    {"note", "Note"}, {"warning", "Warning"}, {"error", "Error"}};

constexpr Word Profiles[] = {
    {"default", "Default"}, {"review", "Review"}, {"sdv", "Sdv"}};

constexpr StringLiteral Cases[] = {
    "full-duplex",  "half-duplex", "concurrent-channels", "virtual", "dump",
    "all-messages", "per-message", "restart-unsupported"};

constexpr StringLiteral ReturnDuties[] = {
    "claims-interrupt", "find-adapter-status",
    "initialized",      "passes-request-on",
    "request-started",  "bus-was-reset",
    "control-status",   "port-initialize-result",
    "srb-status",       "saved",
    "passed-through",   "none"};

constexpr StringLiteral Ports[] = {"storport", "scsiport", "kernel"};

static_assert(std::size(LockClasses) == unsigned(LockClass::WdfObject) + 1);
static_assert(std::size(EffectKinds) == unsigned(EffectKind::Other) + 1);
static_assert(std::size(Irqls) == unsigned(Irql::High) + 1);

} // namespace

ArrayRef<Word> irqlWords() { return Irqls; }
ArrayRef<Word> basisWords() { return Bases; }
ArrayRef<Word> directionWords() { return Directions; }
ArrayRef<Word> lockClassWords() { return LockClasses; }
ArrayRef<Word> effectKindWords() { return EffectKinds; }
ArrayRef<Word> checkSeverityWords() { return Severities; }
ArrayRef<Word> checkProfileWords() { return Profiles; }
ArrayRef<StringLiteral> caseWords() { return Cases; }
ArrayRef<StringLiteral> returnDutyWords() { return ReturnDuties; }
ArrayRef<StringLiteral> portWords() { return Ports; }

std::optional<unsigned> findWord(ArrayRef<Word> Words, StringRef Spelling) {
  for (unsigned I = 0; I != Words.size(); ++I)
    if (Words[I].Spelling == Spelling)
      return I;
  return std::nullopt;
}

} // namespace miniport::facts
