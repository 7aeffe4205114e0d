//===- Interlocked.cpp - Interlocked operations ---------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each one may be overtaken before it, is atomic, and orders: whoever touches
// the same place later has seen what came before. The variants without a fence
// order as well; on x64 they do.
//
//===----------------------------------------------------------------------===//

#include "kernel/Export.h"
#include "loader/Driver.h"
#include "llvm/ADT/DenseMap.h"

using namespace miniport::simulator;

/// The clocks of the places that were operated on.
static void order(volatile void *Place, uint64_t Size) {
  static llvm::DenseMap<uint64_t, VectorClock> Clocks;
  static uint64_t Of = 0;
  Machine &M = machine();
  if (Of != M.id())
    Clocks.clear();
  Of = M.id();
  M.spend(20);
  const void *Address = const_cast<const void *>(Place);
  // Validity only: an interlocked write races with nothing.
  if (TheMemory->contains(reinterpret_cast<uint64_t>(Address)))
    checkAccess(Address, Size, false);
  VectorClock &Clock = Clocks[reinterpret_cast<uint64_t>(Address)];
  M.acquire(Clock);
  M.release(Clock);
}

#define ONE(Name, Type, Result, Parameters, Body)                              \
  EXPORT Type Name Parameters {                                                \
    order(Place, sizeof(*Place));                                              \
    Type Old = *Place;                                                         \
    Body;                                                                      \
    return Result;                                                             \
  }
#define FOUR(Name, Suffix, Type, Result, Parameters, Body)                     \
  ONE(Name##Suffix, Type, Result, Parameters, Body)                            \
  ONE(Name##Acquire##Suffix, Type, Result, Parameters, Body)                   \
  ONE(Name##Release##Suffix, Type, Result, Parameters, Body)                   \
  ONE(Name##NoFence##Suffix, Type, Result, Parameters, Body)
#define COMMON(Suffix, Type)                                                   \
  FOUR(InterlockedIncrement, Suffix, Type, Old + 1, (volatile Type * Place),   \
       *Place = Old + 1)                                                       \
  FOUR(InterlockedDecrement, Suffix, Type, Old - 1, (volatile Type * Place),   \
       *Place = Old - 1)                                                       \
  FOUR(InterlockedExchange, Suffix, Type, Old,                                 \
       (volatile Type * Place, Type Value), *Place = Value)                    \
  FOUR(InterlockedCompareExchange, Suffix, Type, Old,                          \
       (volatile Type * Place, Type Value, Type Comparand),                    \
       if (Old == Comparand) *Place = Value)
#define LOGIC(Suffix, Type)                                                    \
  FOUR(InterlockedOr, Suffix, Type, Old, (volatile Type * Place, Type Value),  \
       *Place = Old | Value)                                                   \
  FOUR(InterlockedAnd, Suffix, Type, Old, (volatile Type * Place, Type Value), \
       *Place = Old & Value)                                                   \
  FOUR(InterlockedXor, Suffix, Type, Old, (volatile Type * Place, Type Value), \
       *Place = Old ^ Value)
#define ADDITION(Suffix, Type)                                                 \
  FOUR(InterlockedExchangeAdd, Suffix, Type, Old,                              \
       (volatile Type * Place, Type Value), *Place = Old + Value)              \
  FOUR(InterlockedAdd, Suffix, Type, Old + Value,                              \
       (volatile Type * Place, Type Value), *Place = Old + Value)
#define BITS(Suffix, Type)                                                     \
  EXPORT uint8_t InterlockedBitTestAndSet##Suffix(volatile Type *Place,        \
                                                  Type Bit) {                  \
    order(Place, sizeof(*Place));                                              \
    uint8_t Old = *Place >> Bit & 1;                                           \
    *Place = *Place | Type(1) << Bit;                                          \
    return Old;                                                                \
  }                                                                            \
  EXPORT uint8_t InterlockedBitTestAndReset##Suffix(volatile Type *Place,      \
                                                    Type Bit) {                \
    order(Place, sizeof(*Place));                                              \
    uint8_t Old = *Place >> Bit & 1;                                           \
    *Place = *Place & ~(Type(1) << Bit);                                       \
    return Old;                                                                \
  }

COMMON(, int32_t)
COMMON(64, int64_t)
COMMON(16, int16_t)
LOGIC(, int32_t)
LOGIC(64, int64_t)
LOGIC(16, int16_t)
LOGIC(8, int8_t)
ADDITION(, int32_t)
ADDITION(64, int64_t)
BITS(, int32_t)
BITS(64, int64_t)

using Pointer = void *;
FOUR(InterlockedExchangePointer, , Pointer, Old,
     (Pointer volatile * Place, Pointer Value), *Place = Value)
FOUR(InterlockedCompareExchangePointer, , Pointer, Old,
     (Pointer volatile * Place, Pointer Value, Pointer Comparand),
     if (Old == Comparand) *Place = Value)

#define ACCESSORS(Name, Type)                                                  \
  EXPORT Type Read##Name##Acquire(const volatile Type *Place) {                \
    order(const_cast<volatile Type *>(Place), sizeof(*Place));                 \
    return *Place;                                                             \
  }                                                                            \
  EXPORT Type Read##Name##NoFence(const volatile Type *Place) {                \
    order(const_cast<volatile Type *>(Place), sizeof(*Place));                 \
    return *Place;                                                             \
  }                                                                            \
  EXPORT Type Read##Name##Raw(const volatile Type *Place) { return *Place; }   \
  EXPORT void Write##Name##Release(volatile Type *Place, Type Value) {         \
    order(Place, sizeof(*Place));                                              \
    *Place = Value;                                                            \
  }                                                                            \
  EXPORT void Write##Name##NoFence(volatile Type *Place, Type Value) {         \
    order(Place, sizeof(*Place));                                              \
    *Place = Value;                                                            \
  }                                                                            \
  EXPORT void Write##Name##Raw(volatile Type *Place, Type Value) {             \
    *Place = Value;                                                            \
  }
ACCESSORS(UChar, uint8_t)
ACCESSORS(Char, int8_t)
ACCESSORS(Short, int16_t)
ACCESSORS(UShort, uint16_t)
ACCESSORS(ULong, uint32_t)
ACCESSORS(Long, int32_t)
ACCESSORS(Long64, int64_t)
ACCESSORS(ULong64, uint64_t)
ACCESSORS(Boolean, uint8_t)
ACCESSORS(Pointer, Pointer)
