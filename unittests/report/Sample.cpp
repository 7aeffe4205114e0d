//===- Sample.cpp - Findings of a driver that does not exist --------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Sample.h"

namespace miniport::report {

static constexpr char Isr[] = R"(#include "adapter.h"

«role»BOOLEAN «interrupt»HwInterrupt(PVOID Extension) {
	PADAPTER adapter = Extension;
	STOR_LOCK_HANDLE lock;

	«acquire»StorPortAcquireSpinLock(adapter, InterruptLock, NULL, &lock);
	if («ready»!adapter->Ready)
		«leak»return FALSE;
	/* Gerät «badbyte»)"
                              "\xE9"
                              R"( */ «stall»StorPortStallExecution(2000);
	«drain»DrainQueue(adapter);
	«wrong»StorPortReleaseSpinLock«wrongend»(adapter, &lock);
	return TRUE;
}

VOID «timer»HwTimer(PVOID Extension) {
	«timercall»StorPortStallExecution(5000); // NOLINT(miniport-stall-*, miniport-role-type): the firmware needs it
	// NOLINTBEGIN(miniport-lock-*)
}
)";

static constexpr char Queue[] = R"(#include "adapter.h"

VOID DrainQueue(PADAPTER adapter) {
	«lockuse»LOCK_ADAPTER(adapter);
	UNLOCK_ADAPTER(adapter);
}
)";

static constexpr char Header[] = R"(#define LOCK_ADAPTER(a) \
  «lockspelled»StorPortAcquireSpinLock((a), InterruptLock, NULL, &(a)->Handle)
)";

static const RuleDescription AllRules[] = {
    {"miniport-stall-context",
     "A processor is stalled for longer than its context allows.",
     "At DIRQL every microsecond of StorPortStallExecution keeps all other "
     "work "
     "off the processor.",
     "https://learn.microsoft.com/windows-hardware/drivers/ddi/storport/"
     "nf-storport-storportstallexecution",
     Severity::Warning, Precision::High},
    {"miniport-lock-unpaired", "A spin lock is not released on every path.",
     "A lock that is held when a routine returns is never released: the next "
     "acquire of it hangs the processor.",
     "https://learn.microsoft.com/windows-hardware/drivers/ddi/storport/"
     "nf-storport-storportacquirespinlock",
     Severity::Error, Precision::VeryHigh},
    {"miniport-lock-recursive", "A spin lock is acquired while it is held.", "",
     "https://learn.microsoft.com/windows-hardware/drivers/storage/",
     Severity::Error, Precision::VeryHigh},
    {"miniport-role-type", "A call-back is not declared with its role type.",
     "Without the role type, no tool can tell { what a routine is called as }.",
     "https://learn.microsoft.com/windows-hardware/drivers/storage/",
     Severity::Note, Precision::Medium},
};

static Finding unpaired(const MarkedSources &At) {
  Finding F = makeFinding(
      "miniport-lock-unpaired", Severity::Error,
      "'InterruptLock' must be released before 'HwInterrupt' returns, but is "
      "still held here",
      At.at("leak"));
  F.EntryPoint = "HwInterrupt";
  F.Role = "HW_INTERRUPT";
  F.Path = {
      {At.at("interrupt"), "entered at DIRQL as HwStorInterrupt", "HwInterrupt",
       0},
      {At.at("acquire"), "'InterruptLock' is acquired here", "HwInterrupt", 0},
      {At.at("ready"), "assuming 'adapter->Ready' is false", "HwInterrupt", 0},
      {At.at("leak"), "returns here, still held", "HwInterrupt", 0}};
  F.Evidence = "1 of 2 paths releases it";
  F.EvidenceRank = 2;
  F.FingerprintKey = "acquire InterruptLock; return";
  return F;
}

static Finding recursive(const MarkedSources &At) {
  Finding F = makeFinding("miniport-lock-recursive", Severity::Error,
                          "'InterruptLock' is acquired while it is held",
                          At.at("lockuse", "lockspelled"), "DrainQueue");
  F.EntryPoint = "HwInterrupt";
  F.Role = "HW_INTERRUPT";
  F.Path = {
      {At.at("interrupt"), "entered at DIRQL as HwStorInterrupt", "HwInterrupt",
       0},
      {At.at("acquire"), "'InterruptLock' is acquired here", "HwInterrupt", 0},
      {At.at("drain"), "calls 'DrainQueue'", "HwInterrupt", 0}};
  F.EvidenceRank = 1;
  F.FingerprintKey = "acquire InterruptLock; acquire InterruptLock";
  return F;
}

static Finding wrongRelease(const MarkedSources &At) {
  Finding F =
      makeFinding("miniport-lock-kind", Severity::Warning,
                  "Locks[0](a, 100%) is no 'STOR_LOCK_HANDLE'", At.at("wrong"));
  F.Fixes = {{At.at("wrong"), At.at("wrongend"), "StorPortReleaseMSISpinLock"},
             {At.at("role"), At.at("role"), "HW_INTERRUPT HwInterrupt;\n"}};
  F.HelpUri = "https://learn.microsoft.com/windows-hardware/drivers/storage/";
  F.FingerprintKey = "release";
  return F;
}

Sample::Sample() : Sources("/src/mini port") {
  Sources.add("/src/mini port/driver/isr.c", Isr, "driver/isr.c");
  Sources.add("/src/mini port/driver/queue.c", Queue, "driver/queue.c");
  uint32_t Adapter = Sources.add("/kit/adapter.h", Header);

  Findings = {wrongRelease(Sources), recursive(Sources), unpaired(Sources)};
  Findings.push_back(unpaired(Sources));
  Findings.back().EntryPoint = "HwMessageInterrupt";
  for (auto [Mark, Time, Function] :
       {std::tuple("stall", "2000", "HwInterrupt"),
        std::tuple("timercall", "5000", "HwTimer")}) {
    Finding F = makeFinding("miniport-stall-context", Severity::Warning,
                            std::string("stalls for ") + Time +
                                " µs, but at most 50 µs are allowed here",
                            Sources.at(Mark), Function);
    F.FingerprintKey = "stall";
    Findings.push_back(F);
  }
  Finding Role =
      makeFinding("miniport-role-type", Severity::Note,
                  "'HwTimer' is registered as HW_TIMER, but not declared so",
                  Sources.at("timer"), "HwTimer");
  Role.Path = {
      {Sources.at("timercall"), "this note is silenced", "HwTimer", 0}};
  Findings.push_back(Role);

  Summary.FunctionsAnalysed = 41;
  Summary.ExitCode = 1;
  Summary.Degraded = {{"AdapterInlines",
                       {{Adapter, 1, 1}, {Adapter, 1, 1}},
                       "inline assembly"}};
  Rules.assign(std::begin(AllRules), std::end(AllRules));
}

} // namespace miniport::report
