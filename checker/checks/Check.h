//===- Check.h - What every check is --------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A check looks at what the engine saw happen, keeps no state of its own, and
// makes findings. What is common to them stands here: how a path becomes notes,
// which grade a root allows, what an option is.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_CHECKS_CHECK_H
#define MINIPORT_CHECKS_CHECK_H

#include "checks/Registry.h"
#include "engine/Engine.h"

namespace miniport {

class CheckContext {
public:
  CheckContext(engine::Engine &E, const facts::CheckInfo &Info,
               const CheckOptions &Options, CheckCount &Count,
               std::vector<Finding> &Out)
      : E(E), Info(Info), Options(Options), Count(Count), Out(Out) {}

  engine::Engine &engine() const { return E; }
  const ir::Module &module() const { return E.unit().module(); }
  const engine::Code &code() const { return E.code(); }
  CheckCount &count() { return Count; }

  /// The value of an option: the user's, else the default of rules/checks.yaml.
  std::string option(llvm::StringRef Name) const;
  uint64_t integerOption(llvm::StringRef Name) const;

  ir::SourceLocation locationOf(engine::SiteId Site) const {
    return code().instruction(Site).Loc;
  }
  const ir::Function &functionOf(engine::SiteId Site) const {
    return code().function(code().position(Site).Function);
  }

  /// A finding of this check at the site, below the root, along the path.
  Finding make(uint32_t Root, engine::SiteId Site, Severity Grade,
               std::string Message, const engine::Path &How);
  void report(Finding F) { Out.push_back(std::move(F)); }

private:
  engine::Engine &E;
  const facts::CheckInfo &Info;
  const CheckOptions &Options;
  CheckCount &Count;
  std::vector<Finding> &Out;
};

/// The notes that tell a path to a reader.
std::vector<PathNote> describe(const engine::Engine &E, uint32_t Root,
                               const engine::Path &How);
/// "'InterruptLock'"; "message lock" for MSI locks.
std::string lockName(facts::LockClass Class);
/// "DISPATCH_LEVEL", "DIRQL".
std::string levelName(engine::Level L);
/// "20 us", "1.5 ms".
std::string inWords(double Microseconds);
Severity demoted(Severity S);
/// What a finding rests on. Weak: reached only where a port routine failed, by
/// some call on the way (another way may not be), or in the function itself.
enum class Evidence { Strong, WeakWay, WeakSite };
Evidence evidenceOf(const engine::Code &C, const engine::Confirmation &How);

/// Of the ways to one place, tried from the worst on, the finding to report:
/// where the first rests on weak evidence, some more are tried.
class BestFinding {
public:
  /// Whether a way of that grade could still be the one.
  bool wants(Severity Grade) const {
    return !Found || (!Settled && Tries != 0 && Grade > Found->Grade);
  }
  /// Of that grade before its evidence was looked at.
  void offer(Finding F, Evidence Rests);
  void report(CheckContext &Ctx);

private:
  std::optional<Finding> Found;
  bool Settled = false;
  unsigned Tries = 2;
};

/// The highest level of the call is the driver's own word: an annotation of a
/// function whose body is there, or a statement.
bool isOwnLimit(const engine::Code &C, const engine::Event &E);

void checkIrqlAnnotation(CheckContext &Ctx);
void checkLockUnpaired(CheckContext &Ctx);
void checkMsiLockUnpaired(CheckContext &Ctx);
void checkIsrIrql(CheckContext &Ctx);
void checkIsrNeverFalse(CheckContext &Ctx);
void checkStallContext(CheckContext &Ctx);

} // namespace miniport

#endif // MINIPORT_CHECKS_CHECK_H
