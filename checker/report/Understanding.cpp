//===- Understanding.cpp - How much was understood, for people ------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report/Report.h"
#include "report/RunSummary.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <map>

using namespace llvm;

namespace miniport::report {

/// Names on one line; the rest is counted, and in the other reports.
static constexpr size_t MostNames = 8;

std::string nameOf(const LinkUnitSummary &Unit) {
  if (Unit.Name.empty())
    return "the link unit";
  return Unit.Variant.empty() ? Unit.Name
                              : Unit.Name + " (" + Unit.Variant + ")";
}

static std::string listOf(ArrayRef<std::string> Names) {
  std::string Result = join(Names.take_front(MostNames), ", ");
  if (Names.size() > MostNames)
    Result += ", " + std::to_string(Names.size() - MostNames) + " more";
  return Result;
}

static void writeUnit(const LinkUnitSummary &U, StringRef Prefix,
                      raw_ostream &OS) {
  OS << Prefix;
  if (!U.Name.empty())
    OS << nameOf(U) << ": ";
  OS << "read " << U.Sources - U.SourcesFailed << " of "
     << countOf(U.Sources, "source") << ", " << U.SourcesInPart
     << " with errors; followed " << U.Functions - U.Degraded << " of "
     << countOf(U.Functions, "function") << " from "
     << countOf(U.Entries.size(), "entry point");
  if (U.NotReached && !U.Entries.empty())
    OS << "; " << U.NotReached << " not reached from there";
  OS << '\n';
}

/// "HwStorInterrupt: Isr (registered)": a line for each role.
static void writeEntries(const LinkUnitSummary &U, StringRef Prefix,
                         raw_ostream &OS) {
  std::map<StringRef, std::vector<std::string>> ByRole;
  for (const EnteredFunction &E : U.Entries)
    ByRole[E.Role].push_back(E.Function + " (" + E.How + ")");
  for (const auto &[Role, Functions] : ByRole)
    OS << Prefix << "  " << Role << ": " << listOf(Functions) << '\n';
}

void writeUnderstanding(const RunSummary &Summary, StringRef Prefix,
                        raw_ostream &OS) {
  for (const LinkUnitSummary &U : Summary.Units) {
    writeUnit(U, Prefix, OS);
    // Variants of one driver are entered alike.
    if (&U == &Summary.Units.front() || U.Name != (&U)[-1].Name)
      writeEntries(U, Prefix, OS);
  }
  std::vector<std::string> Missing, Generated;
  for (const MissingInclude &M : Summary.MissingIncludes)
    (M.Generated ? Generated : Missing).push_back("'" + M.Name + "'");
  if (!Generated.empty())
    OS << Prefix << "made by a build, and not there: " << listOf(Generated)
       << '\n';
  if (!Missing.empty())
    OS << Prefix << "included, and not there: " << listOf(Missing) << '\n';
  std::vector<std::string> Unknown;
  for (const UnknownRoutine &R : Summary.UnknownRoutines)
    Unknown.push_back(R.Name + " (" + countOf(R.Calls, "call") + ")");
  if (!Unknown.empty())
    OS << Prefix << "no rule for " << countOf(Unknown.size(), "routine")
       << " (--rules can say what they do): " << listOf(Unknown) << '\n';
}

} // namespace miniport::report
