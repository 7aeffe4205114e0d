//===- Configurations.cpp - The ways Storport can run the driver ----------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Read off what the driver stores to PORT_CONFIGURATION_INFORMATION and
// PERF_CONFIGURATION_DATA, and which routines it registers. What it asks for is
// not always what it gets: a line interrupt may be granted instead of messages,
// and concurrent channels may be one. A mode that could not be read is never
// taken to be the stricter one.
//
//===----------------------------------------------------------------------===//

#include "program/Builder.h"
#include "program/ConstantTrace.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::ir;

std::string Configuration::name() const {
  if (Virtual)
    return Dump ? "virtual, dump" : "virtual";
  std::string Name;
  switch (Interrupt) {
  case InterruptGrant::None:
    Name = "no interrupt";
    break;
  case InterruptGrant::Line:
    Name = "line";
    break;
  case InterruptGrant::MessagesAll:
    Name = "all messages";
    break;
  case InterruptGrant::PerMessage:
    Name = "per message";
    break;
  }
  if (Dump)
    return Name + ", dump";
  Name += HalfDuplex ? ", half duplex" : ", full duplex";
  if (ConcurrentChannels)
    Name += ", concurrent channels";
  return Name;
}

namespace {
class Configurations {
public:
  Configurations(const Module &M, const facts::RuleBase &Rules,
                 const PointerFlow &Flow, llvm::ArrayRef<EntryPoint> Entries,
                 llvm::StringRef Port)
      : M(M), Rules(Rules), Flow(Flow), Entries(Entries), Port(Port),
        Trace(M, Rules, Flow) {}

  std::vector<Configuration> list();

private:
  ConstantSet stored(llvm::StringRef Record, llvm::StringRef Field);
  int64_t constant(llvm::StringRef Name, int64_t Default) const;
  bool hasRoutine(llvm::StringRef Routine, bool Registered = false) const;
  bool isVirtual(bool &AlsoPhysical);
  std::vector<InterruptGrant> grants();
  void duplex(bool &Full, bool &Half);
  bool concurrentChannels();
  bool configInfoEscapes() const;
  bool knowsDump() const;
  PointerFlow::Set outsideParams(llvm::ArrayRef<llvm::StringRef> Routines,
                                 llvm::StringRef Name) const;
  bool isTested(const PointerFlow::Set &Places, bool OrRead) const;
  bool readsField(llvm::StringRef Record, llvm::StringRef Field) const;
  bool looksAtArguments(const Instruction &I) const;

  const Module &M;
  const facts::RuleBase &Rules;
  const PointerFlow &Flow;
  llvm::ArrayRef<EntryPoint> Entries;
  llvm::StringRef Port;
  ConstantTrace Trace;
};
} // namespace

constexpr llvm::StringLiteral ConfigInfo = "PORT_CONFIGURATION_INFORMATION";
constexpr llvm::StringRef FindAdapters[] = {
    "HwStorFindAdapter", "VirtualHwStorFindAdapter", "HwScsiFindAdapter"};

//===----------------------------------------------------------------------===//
// Questions
//===----------------------------------------------------------------------===//

ConstantSet Configurations::stored(llvm::StringRef Record,
                                   llvm::StringRef Field) {
  ConstantSet S;
  for (uint32_t R = 0; R < M.Records.size(); ++R) {
    if (plainRecordName(M.Records[R].Name) != Record)
      continue;
    for (uint32_t F = 0; F < M.Records[R].Fields.size(); ++F)
      if (M.Records[R].Fields[F].Name == Field)
        S.add(Trace.storedTo({R, F}));
  }
  return S;
}

int64_t Configurations::constant(llvm::StringRef Name, int64_t Default) const {
  const facts::Constant *C = Rules.constant(Name);
  return C ? C->Value : Default;
}

/// Whether a function plays the role of that routine; Registered: for certain,
/// by the table or a call.
bool Configurations::hasRoutine(llvm::StringRef Routine,
                                bool Registered) const {
  return llvm::any_of(Entries, [&](const EntryPoint &E) {
    return E.Role->Routine == Routine &&
           (!Registered || E.Evidence == EntryEvidence::Registration);
  });
}

bool Configurations::isVirtual(bool &AlsoPhysical) {
  ConstantSet Asked = stored(ConfigInfo, "VirtualDevice");
  bool Virtual = llvm::any_of(Asked.Values, [](int64_t V) { return V != 0; }) ||
                 llvm::any_of(Entries, [](const EntryPoint &E) {
                   return E.Role->Virtual;
                 });
  // An interrupt routine shows a physical adapter, unless each that is found
  // says that it is virtual.
  bool AllSaySo = !Asked.Values.empty() && !hasRoutine("HwStorFindAdapter");
  AlsoPhysical = !Virtual || Asked.Unknown || Asked.Values.count(0) ||
                 (!AllSaySo && (hasRoutine("HwStorInterrupt") ||
                                hasRoutine("HwMSInterruptRoutine")));
  return Virtual;
}

/// Whether the configuration is handed to driver code that we do not see.
bool Configurations::configInfoEscapes() const {
  PointerFlow::Set Infos = outsideParams(FindAdapters, "ConfigInfo");
  for (uint32_t F = 0; F < M.Functions.size(); ++F)
    for (const Block &B : M.Functions[F].Blocks)
      for (const Instruction &I : B.Instructions) {
        if (I.Op != Opcode::Call)
          continue;
        const Function *Callee = I.Args[0].Kind == ValueKind::Function
                                     ? &M.Functions[I.Args[0].Index]
                                     : nullptr;
        if (Callee && (Callee->isAnalyzable() || Callee->IsSystem ||
                       routineOf(Rules, *Callee)))
          continue;
        for (const Value &V : llvm::drop_begin(I.Args))
          if (Flow.pointsTo(F, V).intersects(Infos))
            return true;
      }
  return false;
}

PointerFlow::Set
Configurations::outsideParams(llvm::ArrayRef<llvm::StringRef> Routines,
                              llvm::StringRef Name) const {
  PointerFlow::Set Places;
  for (const EntryPoint &E : Entries) {
    if (!llvm::is_contained(Routines, E.Role->Routine))
      continue;
    size_t Params = M.Functions[E.Function].Params.size();
    for (size_t P = 0; P < std::min(Params, E.Role->Parameters.size()); ++P)
      if (E.Role->Parameters[P].Name == Name || Name.empty())
        if (uint32_t Place = Flow.outsideParam(E.Function, P); Place != None)
          Places.set(Place);
  }
  return Places;
}

/// A call of code outside the unit that may decide something for the driver.
bool Configurations::looksAtArguments(const Instruction &I) const {
  if (I.Op != Opcode::Call || I.Args[0].Kind != ValueKind::Function)
    return false;
  const Function &Callee = M.Functions[I.Args[0].Index];
  const facts::Routine *R = routineOf(Rules, Callee);
  if (R)
    return !R->has(facts::EffectKind::DebugPrint) &&
           !R->has(facts::EffectKind::Log);
  return !Callee.HasBody && I.Result != None;
}

/// Whether code depends on such a pointer: compares it, branches on it or, if
/// OrRead, looks at what it points to or hands it to another to look at.
bool Configurations::isTested(const PointerFlow::Set &Places,
                              bool OrRead) const {
  if (Places.empty())
    return false;
  for (uint32_t F = 0; F < M.Functions.size(); ++F)
    for (const Block &B : M.Functions[F].Blocks)
      for (const Instruction &I : B.Instructions) {
        auto IsOne = [&](const Value &V) {
          return Flow.pointsTo(F, V).intersects(Places);
        };
        bool Compares = I.Op == Opcode::Binary && isComparison(I.Operator);
        bool Reads = OrRead && looksAtArguments(I);
        if ((Compares || Reads || I.Op == Opcode::Branch) &&
            llvm::any_of(I.Args, IsOne))
          return true;
        if (OrRead && I.Op == Opcode::Load && IsOne(I.Where.Base))
          return true;
      }
  return false;
}

bool Configurations::readsField(llvm::StringRef Record,
                                llvm::StringRef Field) const {
  std::set<FieldRef> Fields;
  for (uint32_t R = 0; R != M.Records.size(); ++R)
    for (uint32_t F = 0; F != M.Records[R].Fields.size(); ++F)
      if (M.Records[R].Fields[F].Name == Field &&
          plainRecordName(M.Records[R].Name) == Record)
        Fields.insert({R, F});
  auto Named = [&](const Step &S) {
    return S.Kind == StepKind::Field && Fields.count({S.Record, S.Field});
  };
  for (const Function &F : M.Functions)
    for (const Block &B : F.Blocks)
      for (const Instruction &I : B.Instructions)
        if (!Fields.empty() && I.Op == Opcode::Load &&
            llvm::any_of(I.Where.Steps, Named))
          return true;
  return false;
}

//===----------------------------------------------------------------------===//
// Dimensions
//===----------------------------------------------------------------------===//

std::vector<InterruptGrant> Configurations::grants() {
  const bool Isr =
      hasRoutine("HwStorInterrupt") || hasRoutine("HwScsiInterrupt");
  const bool Messages = hasRoutine("HwMSInterruptRoutine");
  // With its table before us, what is not registered is not there.
  const bool Whole = llvm::any_of(FindAdapters, [&](llvm::StringRef R) {
    return hasRoutine(R, /*Registered=*/true);
  });
  if (!Isr && !Messages)
    return {Whole ? InterruptGrant::None : InterruptGrant::Line};
  std::vector<InterruptGrant> Result;
  if (Isr || !Whole)
    Result.push_back(InterruptGrant::Line);
  if (!Messages)
    return Result;
  ConstantSet Modes = stored(ConfigInfo, "InterruptSynchronizationMode");
  const int64_t All = constant("InterruptSynchronizeAll", 1);
  const int64_t Each = constant("InterruptSynchronizePerMessage", 2);
  // Without a store the mode stays InterruptSupportNone, if all is before us.
  bool Unread =
      Modes.Unknown || (Modes.None && (!Whole || configInfoEscapes()));
  if (Unread || Modes.Values.count(All))
    Result.push_back(InterruptGrant::MessagesAll);
  if (Unread || Modes.Values.count(Each))
    Result.push_back(InterruptGrant::PerMessage);
  if (Result.empty())
    Result.push_back(InterruptGrant::None);
  return Result;
}

void Configurations::duplex(bool &Full, bool &Half) {
  ConstantSet Models = stored(ConfigInfo, "SynchronizationModel");
  const bool FindsAdapter = hasRoutine("HwStorFindAdapter");
  // Half duplex is what Storport does unless told otherwise.
  if (Models.None) {
    Half = Port == "storport" && FindsAdapter && !configInfoEscapes();
    Full = !Half;
    return;
  }
  Half = Models.Values.count(constant("StorSynchronizeHalfDuplex", 0));
  Full = Models.Unknown || !Half ||
         Models.Values.count(constant("StorSynchronizeFullDuplex", 1));
}

/// Storport grants what it likes, so one channel stays possible.
bool Configurations::concurrentChannels() {
  ConstantSet Channels =
      stored("PERF_CONFIGURATION_DATA", "ConcurrentChannels");
  ConstantSet Flags = stored("PERF_CONFIGURATION_DATA", "Flags");
  const int64_t Flag = constant("STOR_PERF_CONCURRENT_CHANNELS", 2);
  bool Asks =
      Flags.None || Flags.Unknown ||
      llvm::any_of(Flags.Values, [&](int64_t V) { return (V & Flag) != 0; });
  bool Several = Channels.Unknown ||
                 llvm::any_of(Channels.Values, [](int64_t V) { return V > 1; });
  return Asks && Several;
}

/// A driver can tell that it writes a dump by three signs: DriverEntry's
/// arguments are null, the configuration says so, or the argument string does.
bool Configurations::knowsDump() const {
  return readsField(ConfigInfo, "DumpMode") ||
         isTested(outsideParams({"DriverEntry"}, ""), /*OrRead=*/false) ||
         isTested(outsideParams(FindAdapters, "ArgumentString"),
                  /*OrRead=*/true);
}

std::vector<Configuration> Configurations::list() {
  std::vector<Configuration> Result;
  auto Add = [&](Configuration C) { Result.push_back(C); };
  bool Physical = true;
  if (isVirtual(Physical)) {
    Configuration C;
    C.Interrupt = InterruptGrant::None;
    C.Virtual = true;
    Add(C);
  }
  if (!Physical)
    return Result;
  const std::vector<InterruptGrant> Grants = grants();
  bool Full = true, Half = false;
  duplex(Full, Half);
  const bool Channels = concurrentChannels();
  for (bool HalfDuplex : {false, true}) {
    if (HalfDuplex ? !Half : !Full)
      continue;
    for (InterruptGrant Grant : Grants) {
      // Documented nowhere: with message locks, which lock would exclude
      // StartIo from the interrupt?
      if (HalfDuplex && Grant == InterruptGrant::PerMessage)
        continue;
      Configuration C;
      C.Interrupt = Grant;
      C.HalfDuplex = HalfDuplex;
      Add(C);
      // Channels need full duplex.
      if (Channels && !HalfDuplex) {
        C.ConcurrentChannels = true;
        Add(C);
      }
    }
  }
  if (Result.empty()) { // half duplex with message locks, and nothing else
    Configuration C;
    C.HalfDuplex = true;
    Add(C);
  }
  if (knowsDump()) {
    Configuration C;
    C.Interrupt = llvm::is_contained(Grants, InterruptGrant::Line)
                      ? InterruptGrant::Line
                      : InterruptGrant::None;
    C.Dump = true;
    Add(C);
  }
  return Result;
}

void LinkUnitBuilder::findConfigurations() {
  U.Configs = Configurations(M, Rules, Flow, U.Entries, Port).list();
}
