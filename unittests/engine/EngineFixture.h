//===- EngineFixture.h - Running the engine on textual IR -----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_UNITTESTS_ENGINE_ENGINEFIXTURE_H
#define MINIPORT_UNITTESTS_ENGINE_ENGINEFIXTURE_H

#include "engine/Engine.h"
#include "llvm/ADT/StringRef.h"
#include <memory>
#include <string>

namespace miniport {

/// A driver in textual IR with the declarations of the routines it calls put in
/// front, linked and simulated.
struct Simulated {
  explicit Simulated(llvm::StringRef Text);
  ~Simulated();

  /// What went wrong, one line each, sorted:
  ///   leak CLASS acquired FUNCTION returned FUNCTION (blamed, in any root)
  ///   unheld CLASS in FUNCTION
  ///   relock CLASS in FUNCTION
  ///   ceiling ROUTINE in FUNCTION
  ///   stall N in FUNCTION
  std::string faults();
  /// The total of steps over all contexts.
  unsigned steps() const;

  std::unique_ptr<LinkUnit> Unit;
  std::unique_ptr<engine::Engine> E;
  unsigned Refuted = 0, Undecided = 0;
};

/// faults() of the text.
std::string faultsOf(llvm::StringRef Text);

/// The record EXT, which drivers of the tests have for a device extension.
std::string extRecord();
/// It, then Before, then HwStorStartIo with that body.
std::string startIo(const std::string &Body, const std::string &Before = "");

} // namespace miniport

#endif // MINIPORT_UNITTESTS_ENGINE_ENGINEFIXTURE_H
