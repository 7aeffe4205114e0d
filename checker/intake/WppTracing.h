//===- WppTracing.h - Trace headers that were never made --------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The WPP preprocessor writes one .tmh file for each source of a build. It
// defines the trace functions that the project's configuration names: on its
// command line (-func), or in comments of sources,
//
//   // begin_wpp config
//   // FUNC TraceEvents{LEVEL=TRACE_LEVEL_INFORMATION}(FLAGS, MSG, ...);
//   // end_wpp
//
// (https://learn.microsoft.com/windows-hardware/drivers/devtest/
//  what-are-the-wpp-extensions-). In a checkout there is none. In its place
// stands text that defines the same names as macros. They evaluate what is
// traced, if tracing is on, which nobody knows; and do nothing else. So a call
// in a trace's argument is seen, and tracing costs nothing.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_INTAKE_WPPTRACING_H
#define MINIPORT_INTAKE_WPPTRACING_H

#include "projects/SourceCommand.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace clang {
class Preprocessor;
} // namespace clang

namespace miniport::intake {

/// A trace function, as the configuration declares it.
struct WppFunction {
  std::string Name;
  std::vector<std::string> Parameters; ///< "FLAGS", "MSG", "..."
};

/// Reads "TraceEvents{LEVEL=x}(FLAGS, MSG, ...)", as behind FUNC or -func:.
/// Nothing if it is malformed.
std::optional<WppFunction> parseWppFunction(llvm::StringRef Text);

/// The FUNC lines between "begin_wpp config" and "end_wpp" in a text of which
/// comment marks may still be part. Open: whether the text begins within such a
/// block, and then, whether it ends within one.
std::vector<WppFunction> parseWppConfiguration(llvm::StringRef Text,
                                               bool &Open);

/// What stands for a .tmh file.
std::string wppStandIn(llvm::ArrayRef<WppFunction> Functions);

/// Watches the comments that PP reads, and enters wppStandIn() where a .tmh
/// file is included that is not there. The project's part of the configuration:
/// see projects::SourceCommand.
void standInForTraceHeaders(clang::Preprocessor &PP,
                            const projects::SourceCommand &Command);

} // namespace miniport::intake

#endif // MINIPORT_INTAKE_WPPTRACING_H
