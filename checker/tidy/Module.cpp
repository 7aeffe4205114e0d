//===- Module.cpp - The module that clang-tidy loads ----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "clang-tidy/ClangTidyModule.h"
#include "clang-tidy/ClangTidyModuleRegistry.h"
#include "facts/CheckTable.h"
#include "tidy/HostVersion.h"
#include "tidy/MiniportCheck.h"
#include "clang/Basic/Version.h"
#include <cstdio>
#include <cstdlib>

namespace miniport::tidy {
namespace {

/// First of this module's constructors, before anything of it registers with
/// the host. clang-tidy goes on, and exits with 0, after a module that could
/// not be loaded; so the end of the process is the only error that is seen.
struct VersionGuard {
  VersionGuard() {
    std::string Wrong =
        hostMismatch(clang::getClangFullVersion(), CLANG_VERSION_STRING);
    if (Wrong.empty())
      return;
    std::fprintf(stderr, "error: MiniportTidyModule-%d: %s\n",
                 CLANG_VERSION_MAJOR, Wrong.c_str());
    std::fflush(nullptr);
    std::_Exit(2);
  }
};
const VersionGuard Guard;

class MiniportModule : public clang::tidy::ClangTidyModule {
public:
  void
  addCheckFactories(clang::tidy::ClangTidyCheckFactories &Factories) override {
    // The checks of one translation unit live and die together; what they share
    // lives as long as one of them.
    auto Current = std::make_shared<std::weak_ptr<Analysis>>();
    for (const facts::CheckInfo &Info : facts::allChecks())
      Factories.registerCheckFactory(
          Info.Id, [&Info, Current](llvm::StringRef,
                                    clang::tidy::ClangTidyContext *Context) {
            std::shared_ptr<Analysis> Shared = Current->lock();
            if (!Shared)
              *Current = Shared = std::make_shared<Analysis>();
            return std::make_unique<MiniportCheck>(Info, Context,
                                                   std::move(Shared));
          });
  }
};

const clang::tidy::ClangTidyModuleRegistry::Add<MiniportModule>
    Registered("miniport", "interrupt, IRQL, spin-lock and timing discipline "
                           "of Windows storage miniports");

} // namespace
} // namespace miniport::tidy
