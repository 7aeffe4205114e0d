//===- Machine.cpp - A concrete run of driver IR --------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Execution.h"

namespace miniport::oracle {

llvm::StringRef toString(FaultKind Kind) {
  switch (Kind) {
  case FaultKind::LeakedLock:
    return "leaked lock";
  case FaultKind::ReleasedUnheld:
    return "released unheld";
  case FaultKind::DoubleAcquire:
    return "double acquire";
  case FaultKind::CeilingExceeded:
    return "ceiling exceeded";
  }
  return "";
}

Subject::Subject(const ir::Module &M, Environment E, llvm::StringRef Extension)
    : M(M), E(E), Extension(M.findRecord(Extension)), Stores(M) {
  for (const ir::Function &F : M.Functions)
    Routines.push_back(findRoutine(F.Name));
}

static constexpr uint64_t BlankBytes = 256; // for objects of no known record

uint64_t Machine::recordObject(llvm::StringRef Name, uint64_t AtLeast) {
  uint32_t Record = S.M.findRecord(Name);
  uint64_t Bytes = Record == ir::None ? AtLeast : S.M.Records[Record].Size;
  return Mem.allocate(std::max(Bytes, AtLeast));
}

/// The extension's own STOR_DPC, if it has one.
uint64_t Machine::dpcObject() {
  if (S.Extension != ir::None)
    for (const ir::RecordField &Field : S.M.Records[S.Extension].Fields)
      if (Field.Ty.isAggregate() && Field.Ty.record() != ir::None &&
          S.M.Records[Field.Ty.record()].Name == "STOR_DPC")
        return Extension + Field.Offset;
  return recordObject("STOR_DPC", BlankBytes);
}

Machine::Machine(const Subject &S, Inputs &In) : S(S) {
  for (const ir::Global &G : S.M.Globals) {
    Globals.push_back(Mem.allocate(std::max<uint64_t>(G.Ty.sizeInBytes(), 8)));
    if (!G.IsDefined && G.Ty.isInt())
      Mem.write(Globals.back(), G.Ty.sizeInBytes(), In.next(G.Ty.width()));
  }
  for (uint32_t I = 0; I < S.M.Globals.size(); ++I)
    for (const ir::Initializer &Init : S.M.Globals[I].Initializers)
      Mem.write(Globals[I] + Init.Offset, Init.Init.Ty.sizeInBytes(),
                Execution::constant(*this, Init.Init));
  uint64_t Bytes =
      S.Extension == ir::None ? BlankBytes : S.M.Records[S.Extension].Size;
  Extension = Mem.allocate(Bytes);
  Request = recordObject("SCSI_REQUEST_BLOCK", BlankBytes);
  Configuration = recordObject("PORT_CONFIGURATION_INFORMATION", BlankBytes);
  Other = Mem.allocate(BlankBytes);
  Dpc = dpcObject();
}

/// Gives integers of a record some value: those that run-time call-backs may
/// store, or all. Lock handles are Storport's.
void Machine::randomize(uint64_t Address, uint32_t Record, Inputs &In,
                        bool All) {
  const ir::Record &R = S.M.Records[Record];
  if (R.Name == "STOR_LOCK_HANDLE")
    return;
  for (uint32_t I = 0; I < R.Fields.size(); ++I) {
    const ir::RecordField &Field = R.Fields[I];
    uint64_t Bytes = Field.Ty.sizeInBytes();
    for (uint64_t N = 0; N < Field.Count; ++N) {
      uint64_t At = Address + Field.Offset + N * Bytes;
      if (Field.Ty.isAggregate() && Field.Ty.record() != ir::None)
        randomize(At, Field.Ty.record(), In, All);
      if (!Field.Ty.isInt() || (!All && !S.Stores.mayStore(Record, I)))
        continue;
      if (Field.BitWidth == 0) {
        Mem.write(At, Bytes, In.next(Field.Ty.width()));
        continue;
      }
      uint64_t Unit = 0, Mask = ((uint64_t(1) << Field.BitWidth) - 1)
                                << Field.BitOffset;
      Mem.read(At, Bytes, Unit);
      uint64_t New = In.next(Field.BitWidth) << Field.BitOffset;
      Mem.write(At, Bytes, (Unit & ~Mask) | (New & Mask));
    }
  }
}

void Machine::forgetRunTimeState(Inputs &In) {
  if (S.Extension != ir::None)
    randomize(Extension, S.Extension, In, false);
  for (uint32_t I = 0; I < Globals.size(); ++I) {
    ir::Type Ty = S.M.Globals[I].Ty;
    if (!S.Stores.mayStore(I))
      continue;
    if (Ty.isInt())
      Mem.write(Globals[I], Ty.sizeInBytes(), In.next(Ty.width()));
    else if (Ty.isAggregate() && Ty.record() != ir::None)
      randomize(Globals[I], Ty.record(), In, false);
  }
}

RunResult Machine::run(uint32_t Function, const EntryRole &Role, Inputs &In,
                       Coverage &Seen) {
  if (uint32_t Record = S.M.findRecord("SCSI_REQUEST_BLOCK");
      Record != ir::None)
    randomize(Request, Record, In, true);
  EntryState Entry = entryState(Role, S.E);
  Execution E(*this, In, Seen);
  return E.enter(Function, Role, Entry);
}

} // namespace miniport::oracle
