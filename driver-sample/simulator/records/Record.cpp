//===- Record.cpp - What Windows would suffer -----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "records/Record.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace miniport::simulator;

bool RecordSink::add(Record New) {
  std::string Key = New.Mechanism + "|" + New.Routine;
  // The same place: the innermost frame and the one that called it. A message
  // holds numbers that differ from time to time.
  for (size_t I = 0; I < New.Stack.size() && I < 2; ++I)
    Key += "|" + New.Stack[I].File + ":" + std::to_string(New.Stack[I].Line);
  auto [Place, Inserted] = Seen.try_emplace(Key, Records.size());
  if (!Inserted) {
    ++Records[Place->second].Count;
    return false;
  }
  Records.push_back(std::move(New));
  return true;
}

static void writeStack(json::OStream &J, ArrayRef<Frame> Stack) {
  for (const Frame &F : Stack)
    J.object([&] {
      J.attribute("function", F.Function);
      J.attribute("file", F.File);
      J.attribute("line", int64_t(F.Line));
    });
}

void RecordSink::printJson(raw_ostream &Out) const {
  for (const Record &R : Records) {
    json::OStream J(Out);
    J.object([&] {
      J.attribute("mechanism", R.Mechanism);
      J.attribute("routine", R.Routine);
      J.attribute("message", R.Message);
      J.attributeArray("stack", [&] { writeStack(J, R.Stack); });
      if (!R.Other.empty())
        J.attributeArray("other", [&] { writeStack(J, R.Other); });
      J.attribute("ns", int64_t(R.Nanoseconds));
      J.attribute("processor", int64_t(R.Processor));
      J.attribute("irql", int64_t(R.Irql));
      J.attribute("count", int64_t(R.Count));
    });
    Out << '\n';
  }
}

static void printStack(raw_ostream &Out, ArrayRef<Frame> Stack) {
  for (const Frame &F : Stack)
    Out << "    " << F.Function << "  " << sys::path::filename(F.File) << ':'
        << F.Line << '\n';
}

void RecordSink::printText(raw_ostream &Out) const {
  for (const Record &R : Records) {
    Out << R.Mechanism << ": " << R.Message;
    if (R.Count > 1)
      Out << " (" << R.Count << " times)";
    Out << "\n  in " << (R.Routine.empty() ? "no routine" : R.Routine)
        << ", processor " << R.Processor << ", IRQL " << R.Irql << ", at "
        << R.Nanoseconds / 1000 << " us\n";
    printStack(Out, R.Stack);
    if (!R.Other.empty()) {
      Out << "  other side:\n";
      printStack(Out, R.Other);
    }
  }
}
