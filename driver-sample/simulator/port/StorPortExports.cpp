//===- StorPortExports.cpp - Storport's routines of plain values ----------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Routines that pass or fill no structure; see port/abi/ for the others. The
// highest IRQL at which pool may be touched is the documented one: above it the
// routine answers STOR_STATUS_INVALID_IRQL.
//
//===----------------------------------------------------------------------===//

#include "kernel/Export.h"
#include "port/Port.h"
#include <cstring>

using namespace llvm;
using namespace miniport::simulator;

namespace {
/// The beginning of every routine: it costs, and others get their chance.
struct Entered {
  explicit Entered(Time Cost = 60) { machine().spend(Cost); }
};
} // namespace

static uint8_t level() { return machine().active()->Level; }

EXPORT void StorPortStallExecution(uint32_t Delay) {
  Entered E;
  Machine &M = machine();
  if (Delay > 100000)
    M.report("verifier-stall",
             "a stall of " + Twine(Delay) +
                 " us; Driver Verifier stops the system above 100 ms");
  // In pieces, so that others run and interrupts come in.
  for (uint64_t Left = uint64_t(Delay) * Microsecond; Left;) {
    uint64_t Part = std::min<uint64_t>(Left, 10 * Microsecond);
    if (Left > Millisecond)
      Part = Left / 100;
    M.spend(Part);
    Left -= Part;
  }
}

EXPORT void ScsiPortStallExecution(uint32_t Delay) {
  StorPortStallExecution(Delay);
}

EXPORT uint32_t StorPortDelayExecution(void *, uint32_t Delay) {
  Entered E;
  Machine &M = machine();
  if (level() >= DispatchLevel) {
    // Documented: it becomes a busy wait.
    StorPortStallExecution(Delay);
    return StorSuccess;
  }
  M.sleep(uint64_t(Delay) * Microsecond);
  return StorSuccess;
}

// Pool.

static bool poolLevel(const char *Name) {
  if (level() <= DispatchLevel)
    return true;
  machine().report("invalid-irql", Twine(Name) + " at IRQL " +
                                       Twine(unsigned(level())) +
                                       " answers STOR_STATUS_INVALID_IRQL");
  return false;
}

EXPORT uint32_t StorPortAllocatePool(void *, uint32_t Bytes, uint32_t,
                                     void **Buffer) {
  Entered E(200);
  *Buffer = nullptr;
  if (ThePort->Options.DumpMode)
    return StorNotImplemented;
  if (!poolLevel("StorPortAllocatePool"))
    return StorInvalidIrql;
  if (ThePort->failsNow("StorPortAllocatePool"))
    return StorInsufficientResources;
  *Buffer = TheMemory->allocate(Bytes, MemoryKind::Pool);
  return StorSuccess;
}

static uint32_t freePool(void *Buffer, const char *Name) {
  if (!poolLevel(Name))
    return StorInvalidIrql;
  uint64_t Address = reinterpret_cast<uint64_t>(Buffer);
  const Piece *P =
      TheMemory->contains(Address) ? TheMemory->pieceAt(Address) : nullptr;
  if (!P || P->Start != Address || P->Kind != MemoryKind::Pool) {
    machine().report("bad-free", "what is freed is no pool");
    return StorInvalidParameter;
  }
  if (TheMemory->shadowAt(Address) == Shadow::Freed) {
    machine().report("double-free", "pool is freed twice", nullptr, &P->Ended);
    return StorInvalidParameter;
  }
  TheMemory->end(Buffer, Shadow::Freed);
  return StorSuccess;
}

EXPORT uint32_t StorPortFreePool(void *, void *Buffer) {
  Entered E(150);
  return freePool(Buffer, "StorPortFreePool");
}

EXPORT uint32_t StorPortAllocateContiguousMemorySpecifyCacheNode(
    void *, uint64_t Bytes, uint64_t, uint64_t, uint64_t, uint32_t, uint32_t,
    void **Buffer) {
  Entered E(1000);
  *Buffer = nullptr;
  if (level() > DispatchLevel)
    return StorInvalidIrql;
  if (ThePort->failsNow("StorPortAllocateContiguousMemorySpecifyCacheNode"))
    return StorInsufficientResources;
  *Buffer = TheMemory->allocate(Bytes, MemoryKind::Pool, true, 4096);
  return StorSuccess;
}

EXPORT uint32_t StorPortFreeContiguousMemorySpecifyCache(void *, void *Buffer,
                                                         uint64_t, uint32_t) {
  Entered E(500);
  return freePool(Buffer, "StorPortFreeContiguousMemorySpecifyCache");
}

EXPORT uint32_t StorPortAllocateDmaMemory(void *Extension, uint64_t Bytes,
                                          uint64_t Low, uint64_t High,
                                          uint64_t Boundary, uint32_t Cache,
                                          uint32_t Node, void **Buffer,
                                          uint64_t *Physical) {
  uint32_t Status = StorPortAllocateContiguousMemorySpecifyCacheNode(
      Extension, Bytes, Low, High, Boundary, Cache, Node, Buffer);
  uint64_t Length;
  *Physical =
      *Buffer ? TheMemory->physical(reinterpret_cast<uint64_t>(*Buffer), Length)
              : 0;
  return Status;
}

EXPORT uint32_t StorPortFreeDmaMemory(void *, void *Buffer, uint64_t, uint32_t,
                                      uint64_t) {
  Entered E(500);
  return freePool(Buffer, "StorPortFreeDmaMemory");
}

static void *uncached(uint32_t Bytes) {
  if (!ThePort->InFindAdapter || ThePort->failsNow("GetUncachedExtension"))
    return nullptr;
  // A dump has what was set aside for it.
  if (ThePort->Options.DumpMode && Bytes > 64 * 1024)
    return nullptr;
  void *Memory = TheMemory->allocate(Bytes, MemoryKind::Uncached, true, 4096);
  memset(Memory, 0, Bytes);
  return Memory;
}

EXPORT void *StorPortGetUncachedExtension(void *, void *, uint32_t Bytes) {
  Entered E(1000);
  return uncached(Bytes);
}
EXPORT void *ScsiPortGetUncachedExtension(void *, void *, uint32_t Bytes) {
  Entered E(1000);
  return uncached(Bytes);
}

static uint64_t physicalAddress(void *Address, uint32_t *Length) {
  uint64_t Long = 0;
  uint64_t Physical =
      TheMemory->physical(reinterpret_cast<uint64_t>(Address), Long);
  *Length = uint32_t(std::min<uint64_t>(Long, ~0u));
  return Physical;
}

EXPORT uint64_t StorPortGetPhysicalAddress(void *, void *, void *Address,
                                           uint32_t *Length) {
  Entered E;
  return physicalAddress(Address, Length);
}
EXPORT uint64_t ScsiPortGetPhysicalAddress(void *, void *, void *Address,
                                           uint32_t *Length) {
  Entered E;
  return physicalAddress(Address, Length);
}
EXPORT void *StorPortGetVirtualAddress(void *, uint64_t Physical) {
  Entered E;
  return reinterpret_cast<void *>(TheMemory->virtualOf(Physical));
}
EXPORT void *ScsiPortGetVirtualAddress(void *, uint64_t Physical) {
  Entered E;
  return reinterpret_cast<void *>(TheMemory->virtualOf(Physical));
}

#define SAME(Name)                                                             \
  EXPORT uint64_t Name(uint64_t Value) { return Value; }
SAME(StorPortConvertPhysicalAddressToUlong64)
SAME(StorPortConvertUlong64ToPhysicalAddress)
SAME(StorPortConvertUlongToPhysicalAddress)
SAME(ScsiPortConvertUlongToPhysicalAddress)
SAME(ScsiPortConvertPhysicalAddressToULongPtr)
EXPORT uint32_t ScsiPortConvertPhysicalAddressToUlong(uint64_t Value) {
  return uint32_t(Value);
}

// The adapter's ranges and configuration space.

static void *deviceBase(uint64_t Address, uint32_t Bytes) {
  DeviceBus &Bus = ThePort->Bus;
  if (Address < Bus.physicalWindow() ||
      Address + Bytes > Bus.physicalWindow() + Bus.windowBytes() ||
      ThePort->failsNow("GetDeviceBase"))
    return nullptr;
  return reinterpret_cast<void *>(Bus.window() +
                                  (Address - Bus.physicalWindow()));
}

EXPORT void *StorPortGetDeviceBase(void *, uint32_t, uint32_t, uint64_t Address,
                                   uint32_t Bytes, uint8_t) {
  Entered E(1000);
  return deviceBase(Address, Bytes);
}
EXPORT void *ScsiPortGetDeviceBase(void *, uint32_t, uint32_t, uint64_t Address,
                                   uint32_t Bytes, uint8_t) {
  Entered E(1000);
  return deviceBase(Address, Bytes);
}
EXPORT void StorPortFreeDeviceBase(void *, void *) { Entered E; }
EXPORT void ScsiPortFreeDeviceBase(void *, void *) { Entered E; }
EXPORT uint8_t StorPortValidateRange(void *, uint32_t, uint32_t, uint64_t,
                                     uint32_t, uint8_t) {
  return 1;
}
EXPORT uint8_t ScsiPortValidateRange(void *, uint32_t, uint32_t, uint64_t,
                                     uint32_t, uint8_t) {
  return 1;
}

static uint32_t busData(uint32_t Type, void *Buffer, uint32_t Bytes) {
  constexpr uint32_t PciConfiguration = 4;
  if (Type != PciConfiguration || ThePort->Bus.removed())
    return 0;
  ArrayRef<uint8_t> Space = ThePort->Bus.device()->configuration();
  Bytes = std::min<uint32_t>(Bytes, Space.size());
  memcpy(Buffer, Space.data(), Bytes);
  return Bytes;
}

EXPORT uint32_t StorPortGetBusData(void *, uint32_t Type, uint32_t, uint32_t,
                                   void *Buffer, uint32_t Bytes) {
  Entered E(2000);
  return busData(Type, Buffer, Bytes);
}
EXPORT uint32_t ScsiPortGetBusData(void *, uint32_t Type, uint32_t, uint32_t,
                                   void *Buffer, uint32_t Bytes) {
  Entered E(2000);
  return busData(Type, Buffer, Bytes);
}
EXPORT uint32_t StorPortSetBusDataByOffset(void *, uint32_t, uint32_t, uint32_t,
                                           void *, uint32_t, uint32_t Bytes) {
  Entered E(2000);
  return Bytes;
}
EXPORT uint32_t ScsiPortSetBusDataByOffset(void *, uint32_t, uint32_t, uint32_t,
                                           void *, uint32_t, uint32_t Bytes) {
  Entered E(2000);
  return Bytes;
}
