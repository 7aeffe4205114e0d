//===- Driver.cpp - A driver in a shared object ---------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "loader/Driver.h"
#include "llvm/Object/ELFObjectFile.h"
#include "llvm/Support/FileSystem.h"
#include <dlfcn.h>

using namespace llvm;
using namespace miniport::simulator;

Driver *miniport::simulator::TheDriver;
Memory *miniport::simulator::TheMemory;

static Error refuse(const Twine &Why) {
  return createStringError(inconvertibleErrorCode(), Why.str().c_str());
}

/// What the simulator lacks, one name a line.
static std::string missingImports(const object::ELFObjectFileBase &File) {
  std::string Missing;
  for (const object::ELFSymbolRef &Symbol : File.getDynamicSymbolIterators()) {
    Expected<uint32_t> Flags = Symbol.getFlags();
    Expected<StringRef> Name = Symbol.getName();
    if (!Flags || !Name) {
      consumeError(Flags.takeError());
      consumeError(Name.takeError());
      continue;
    }
    if (!(*Flags & object::SymbolRef::SF_Undefined) || Name->empty() ||
        (*Flags & object::SymbolRef::SF_Weak))
      continue;
    if (!dlsym(RTLD_DEFAULT, Name->str().c_str()))
      Missing += "\n  " + Name->str();
  }
  return Missing;
}

Expected<std::unique_ptr<Driver>> Driver::load(StringRef Path) {
  std::unique_ptr<Driver> D(new Driver);
  SmallString<128> Absolute(Path);
  sys::fs::make_absolute(Absolute);
  D->Path = Absolute.str().str();
  Expected<object::OwningBinary<object::ObjectFile>> Owner =
      object::ObjectFile::createObjectFile(D->Path);
  if (!Owner)
    return Owner.takeError();
  auto *File = dyn_cast<object::ELFObjectFileBase>(Owner->getBinary());
  if (!File)
    return refuse(Path + " is not an ELF shared object");
  std::string Missing = missingImports(*File);
  if (!Missing.empty())
    return refuse(Path + " calls what the simulator does not have:" + Missing);

  D->Handle = dlopen(D->Path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!D->Handle)
    return refuse(dlerror());
  D->Entry = dlsym(D->Handle, "DriverEntry");
  if (!D->Entry)
    return refuse(Path + " has no DriverEntry");
  Dl_info Info;
  if (!dladdr(D->Entry, &Info))
    return refuse(dlerror());
  D->Base = reinterpret_cast<uint64_t>(Info.dli_fbase);
  uint64_t Low = ~0ull, High = 0;
  for (const object::SectionRef &S : File->sections()) {
    object::ELFSectionRef E(S);
    if (!(E.getFlags() & ELF::SHF_ALLOC) || !S.getSize())
      continue;
    std::string Name = cantFail(S.getName()).str();
    uint64_t At = D->Base + S.getAddress();
    bool Writable = E.getFlags() & ELF::SHF_WRITE;
    D->Sections.push_back({Name, At, S.getSize(), Writable});
    if (E.getFlags() & ELF::SHF_EXECINSTR) {
      Low = std::min(Low, At);
      High = std::max(High, At + S.getSize());
      if (StringRef(Name).starts_with("PAGE"))
        D->Pageable.emplace_back(At, S.getSize());
      if (Name == "INIT")
        D->Init.emplace_back(At, S.getSize());
    }
  }
  D->Start = Low;
  D->Bytes = High - Low;
  symbolize::LLVMSymbolizer::Options Options;
  Options.Demangle = false;
  D->Symbols = std::make_unique<symbolize::LLVMSymbolizer>(Options);
  return D;
}

Driver::~Driver() {
  if (Handle)
    dlclose(Handle);
}

static bool within(ArrayRef<std::pair<uint64_t, uint64_t>> Ranges,
                   uint64_t Address) {
  for (auto [Start, Size] : Ranges)
    if (Address - Start < Size)
      return true;
  return false;
}

bool Driver::isPageable(uint64_t Address) const {
  return within(Pageable, Address);
}

bool Driver::isDiscarded(uint64_t Address) const {
  return InitGone && within(Init, Address);
}

void Driver::watchData(Memory &Ram) const {
  uint64_t Low = ~0ull, High = 0;
  for (const Section &S : Sections)
    if (S.Name == ".data" || S.Name == ".bss") {
      Low = std::min(Low, S.Start);
      High = std::max(High, S.Start + S.Bytes);
    }
  if (High)
    Ram.watch(Low, High - Low);
}

std::vector<Frame> Driver::symbolize(const RawStack &Stack) {
  std::vector<Frame> Frames;
  for (uint64_t Address : Stack) {
    if (!isCode(Address))
      continue;
    // Of a return address the call before is meant.
    Expected<DIInliningInfo> Info = Symbols->symbolizeInlinedCode(
        Path, {Address - 1 - Base, object::SectionedAddress::UndefSection});
    if (!Info) {
      consumeError(Info.takeError());
      continue;
    }
    for (uint32_t I = 0; I < Info->getNumberOfFrames(); ++I) {
      const DILineInfo &Line = Info->getFrame(I);
      Frames.push_back({Line.FunctionName, Line.FileName, Line.Line});
    }
  }
  return Frames;
}

std::string Driver::nameOf(const void *Routine) {
  RawStack Stack{reinterpret_cast<uint64_t>(Routine) + 1};
  std::vector<Frame> Frames = symbolize(Stack);
  return Frames.empty() ? "?" : Frames.back().Function;
}
