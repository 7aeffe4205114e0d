//===- NvmeController.h - A model of an NVMe controller ---------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A controller of the NVM Express Base Specification 1.4, as strict as the
// specification lets a controller be: entries are fetched some time after the
// doorbell, commands end in any order, data moves as late as it may, a queue's
// message is sent once for each completion and never repeated.
//
// Left out, as optional: SGLs, metadata, fused commands, several controllers,
// namespace management, firmware download, Format, power states but one.
//
//   NvmeController.cpp  registers, start, stop
//   NvmeQueues.cpp      doorbells, fetch, completion, interrupts
//   NvmeAdmin.cpp       admin commands; features
//   NvmeIdentify.cpp    Identify data and log pages
//   NvmeIo.cpp          I/O commands
//   NvmeData.cpp        PRPs, data to and from the host
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_DEVICES_NVMECONTROLLER_H
#define MINIPORT_SIMULATOR_DEVICES_NVMECONTROLLER_H

#include "devices/Device.h"
#include "devices/FaultPlan.h"
#include "devices/Medium.h"
#include "devices/Misuse.h"
#include "devices/Nvme.h"
#include "llvm/ADT/SmallVector.h"
#include <array>
#include <deque>
#include <map>
#include <memory>
#include <string>

namespace miniport::simulator {

struct NvmeNamespaceConfig {
  uint64_t Blocks = 1u << 16;
  unsigned BlockShift = 9;
  std::string File; // Empty: in memory.
};

struct NvmeConfig {
  // CAP.
  unsigned MaxQueueEntries = 1024; // MQES + 1.
  unsigned TimeoutUnits = 4;       // TO, of 500 ms.
  unsigned DoorbellStride = 0;     // DSTRD: 4 << DSTRD bytes.
  unsigned MpsMin = 0, MpsMax = 4; // 4 KB << n.

  // Identify.
  std::string Serial = "MT0000000001";
  std::string Model = "miniport-tidy simulated NVMe controller";
  std::string Firmware = "1.0";
  unsigned Mdts = 5;        // Smallest pages << Mdts; 0: no limit.
  unsigned AbortLimit = 4;  // ACL + 1.
  unsigned AsyncEvents = 4; // AERL + 1.
  bool WriteCache = true;   // VWC.
  uint32_t OptionalCommands = nvme::OncsCompare | nvme::OncsDataset |
                              nvme::OncsWriteZeroes | nvme::OncsVerify;
  std::vector<NvmeNamespaceConfig> Namespaces{NvmeNamespaceConfig()};

  unsigned IoQueues = 4; // Most it grants.
  unsigned Vectors = 16; // Of its MSI-X table.
  bool PlainMsi = false; // MSI instead of MSI-X: INTMS and INTMC work.

  // Latencies: between Min and Max, or up to Max, by the bus's random numbers.
  Time ReadyMax = 40 * 1000 * 1000;
  Time ResetMax = 10 * 1000 * 1000;
  Time ShutdownMax = 20 * 1000 * 1000;
  Time FetchMax = 2 * 1000;
  Time CommandMin = 10 * 1000;
  Time CommandMax = 120 * 1000;

  FaultPlan Faults;
};

class NvmeController : public Device {
public:
  NvmeController(Bus &TheBus, NvmeConfig Config);
  ~NvmeController() override;

  uint64_t registerBytes() const override;
  uint64_t readRegister(uint64_t Offset, unsigned Bytes) override;
  void writeRegister(uint64_t Offset, unsigned Bytes, uint64_t Value) override;
  llvm::ArrayRef<uint8_t> configuration() const override { return PciConfig; }
  void reset() override;

  // What a test or a scenario does to the device from outside.
  void setMisuseObserver(MisuseObserver O) { Observer = std::move(O); }
  /// Is called when the plan removes the device; the machine then removes it.
  void setRemovalObserver(std::function<void()> O) { OnRemoval = std::move(O); }
  void addFault(const Fault &F) { Config.Faults.add(F); }
  void remove();
  void setFatal();
  void raiseHealth(uint8_t CriticalWarning);
  void resizeNamespace(uint32_t Id, uint64_t Blocks);
  /// A namespace that is not attached is inactive, and keeps its medium.
  void attachNamespace(uint32_t Id, bool Attached);
  void losePower();

  bool removed() const { return Removed; }
  Medium *medium(uint32_t Id);
  const NvmeConfig &config() const { return Config; }
  /// Commands answered since power-on.
  uint64_t commandsCompleted() const { return Completed; }
  size_t commandsOutstanding() const { return InFlight.size(); }

private:
  enum class State { Off, Starting, Ready, Stopping };

  struct SubmissionQueue {
    uint16_t Id = 0;
    uint16_t CqId = 0;
    uint64_t Base = 0;
    uint32_t Size = 0;
    uint32_t Head = 0; // Next to fetch.
    uint32_t Tail = 0;
    bool Fetching = false;
    /// What stood in [Head, Tail) when the doorbell rang.
    std::deque<nvme::SubmissionEntry> Rung;
  };
  struct CompletionQueue {
    uint16_t Id = 0;
    uint64_t Base = 0;
    uint32_t Size = 0;
    uint32_t Head = 0;
    uint32_t Tail = 0; // Next to post.
    bool Phase = true;
    bool Interrupts = false;
    uint16_t Vector = 0;
    std::deque<nvme::CompletionEntry> Held; // There was no room.
  };
  struct Command {
    nvme::SubmissionEntry Entry;
    uint16_t SqId;
    uint16_t Injected; // Status of a planned failure, or 0.
  };
  struct Namespace {
    std::unique_ptr<Medium> Blocks;
    bool Attached = true;
  };
  struct Outcome {
    uint16_t Status = nvme::Success;
    uint32_t Result = 0;
    bool Hold = false; // Answered later, or by whoever took it over.
  };
  struct AsyncEvent {
    uint8_t Type, Info, Page;
  };
  struct Piece {
    uint64_t Address;
    uint32_t Bytes;
  };

  // NvmeController.cpp
  uint32_t readDword(uint64_t Offset);
  void writeDword(uint64_t Offset, uint32_t Value);
  void writeConfiguration(uint32_t Value);
  void enable();
  void disable();
  void becomeReady();
  void shutdown(bool Abrupt);
  bool startable() const;
  uint64_t capabilities() const;
  void dropEverything();
  void buildPciConfig();
  void misuse(Misuse Kind, const llvm::Twine &Text);
  /// Runs after \p Delay unless the controller was reset meanwhile.
  void later(Time Delay, std::function<void()> Action);
  uint32_t pageBytes() const { return 4096u << ((Cc >> 7) & 0xF); }

  // NvmeQueues.cpp
  void writeDoorbell(uint64_t Offset, uint32_t Value);
  void ringSubmission(SubmissionQueue &Q, uint32_t Tail);
  void ringCompletion(CompletionQueue &Q, uint32_t Head);
  void fetch(uint16_t QueueId);
  void begin(const Command &C);
  void finish(uint64_t Serial);
  void answer(const Command &C, const Outcome &Result);
  void post(CompletionQueue &Q, nvme::CompletionEntry Entry);
  void interrupt(const CompletionQueue &Q);
  void updateLine();
  bool usesLine() const { return TheBus.grantedMessages() == 0; }
  bool masksApply() const { return usesLine() || Config.PlainMsi; }
  void raiseEvent(AsyncEvent Event);
  void deliverEvents();
  void noteError(const Command &C, uint16_t Status);

  // NvmeAdmin.cpp
  Outcome execute(const Command &C);
  Outcome executeAdmin(const Command &C);
  Outcome createCq(const nvme::SubmissionEntry &E);
  Outcome createSq(const nvme::SubmissionEntry &E);
  Outcome deleteCq(const nvme::SubmissionEntry &E);
  Outcome deleteSq(const nvme::SubmissionEntry &E);
  Outcome abort(const nvme::SubmissionEntry &E);
  Outcome holdEventRequest(const Command &C);
  Outcome setFeatures(const nvme::SubmissionEntry &E);
  Outcome getFeatures(const nvme::SubmissionEntry &E);
  void resetFeatures();
  bool ioQueuesExist() const;

  // NvmeIdentify.cpp
  Outcome identify(const nvme::SubmissionEntry &E);
  Outcome getLogPage(const nvme::SubmissionEntry &E);
  std::vector<uint8_t> identifyController() const;
  std::vector<uint8_t> identifyNamespace(uint32_t Id) const;
  std::vector<uint8_t> healthLog() const;

  // NvmeIo.cpp
  Outcome executeIo(const nvme::SubmissionEntry &E);
  uint16_t readOrCompare(const nvme::SubmissionEntry &E, Medium &M);
  uint16_t write(const nvme::SubmissionEntry &E, Medium &M);
  uint16_t writeZeroes(const nvme::SubmissionEntry &E, Medium &M);
  uint16_t dataset(const nvme::SubmissionEntry &E, Medium &M);
  uint16_t flush(uint32_t NamespaceId);
  bool durable(const nvme::SubmissionEntry &E) const;

  // NvmeData.cpp
  uint16_t collectPrps(const nvme::SubmissionEntry &E, uint64_t Bytes,
                       llvm::SmallVectorImpl<Piece> &Pieces);
  uint16_t toHost(const nvme::SubmissionEntry &E, llvm::ArrayRef<uint8_t> From);
  uint16_t fromHost(const nvme::SubmissionEntry &E,
                    llvm::MutableArrayRef<uint8_t> Into);

  Bus &TheBus;
  NvmeConfig Config;
  std::array<uint8_t, 256> PciConfig{};
  MisuseObserver Observer;
  std::function<void()> OnRemoval;
  bool Removed = false;

  // Registers.
  uint32_t Cc = 0, Csts = 0, Aqa = 0, InterruptMask = 0;
  uint64_t Asq = 0, Acq = 0;

  State Now = State::Off;
  uint64_t Generation = 0; // Of what `later` waits for.
  std::map<uint16_t, SubmissionQueue> Submission;
  std::map<uint16_t, CompletionQueue> Completion;
  uint64_t NextSerial = 0;
  std::map<uint64_t, Command> InFlight;
  bool LineDriven = false;
  unsigned AbortsRunning = 0;

  std::array<uint32_t, 16> Features{};
  unsigned QueuesGranted = 0; // I/O queue pairs; until asked, all there are.
  std::deque<Command> EventRequests;
  std::deque<AsyncEvent> Events;
  uint8_t MaskedEvents = 0; // Types that wait for their log page to be read.

  std::vector<Namespace> Namespaces;
  std::deque<nvme::ErrorLogEntry> Errors;
  std::vector<uint32_t> Changed; // Namespaces; as in the log page.
  uint64_t ErrorCount = 0;
  uint64_t Completed = 0;
  uint64_t Reads = 0, Writes = 0, BlocksRead = 0, BlocksWritten = 0;
  uint64_t PowerCycles = 1;
  uint8_t CriticalWarning = 0;
  bool ReadOnly = false;
};

} // namespace miniport::simulator

#endif // MINIPORT_SIMULATOR_DEVICES_NVMECONTROLLER_H
