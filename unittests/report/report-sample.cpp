//===- report-sample.cpp - Write the sample findings in a format ----------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// For tests only: what the writers make of Sample.h, so that FileCheck and
// SARIF validators can look at it.
//
//===----------------------------------------------------------------------===//

#include "Sample.h"
#include "report/Suppression.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/WithColor.h"
#include <algorithm>

using namespace llvm;
using namespace miniport;
using namespace miniport::report;

static cl::opt<std::string> FormatName("format", cl::init("text"));
static cl::opt<ColorMode>
    Color("ansi", cl::init(ColorMode::Auto),
          cl::values(clEnumValN(ColorMode::Auto, "auto", ""),
                     clEnumValN(ColorMode::Enable, "always", ""),
                     clEnumValN(ColorMode::Disable, "never", "")));
static cl::opt<bool> Suppressed("suppressed",
                                cl::desc("write suppressed findings, too"));
static cl::opt<bool> NoFindings("no-findings",
                                cl::desc("report a run without findings"));
static cl::opt<bool> Reversed("reversed",
                              cl::desc("hand the findings over backwards"));
static cl::opt<unsigned> Copies("copies", cl::init(1),
                                cl::desc("each finding with N messages"));

int main(int Argc, char **Argv) {
  cl::ParseCommandLineOptions(Argc, Argv);
  std::optional<Format> As = parseFormat(FormatName);
  if (!As) {
    WithColor::error() << "unknown format '" << FormatName << "'\n";
    return 2;
  }
  Sample Given;
  std::vector<Finding> Findings;
  for (unsigned Copy = 0; Copy < Copies && !NoFindings; ++Copy)
    for (Finding F : Given.Findings) {
      if (Copy)
        F.Message += " (" + std::to_string(Copy) + ")";
      Findings.push_back(std::move(F));
    }
  if (Reversed)
    std::reverse(Findings.begin(), Findings.end());
  if (NoFindings)
    Given.Summary.Degraded.clear();

  SuppressionResult Left =
      applySuppressions(std::move(Findings), Given.Sources.table());
  ReportOptions Options;
  Options.ToolVersion = "0.1.0";
  Options.InformationUri = "https://example.org/miniport-tidy";
  Options.Rules = Given.Rules;
  Options.Suppressed = Left.Suppressed;
  Options.WriteSuppressed = Suppressed;
  Options.Color = Color;
  writeReport(*As, Left.Kept, Given.Sources.table(), Given.Summary, Options,
              outs());
  return 0;
}
