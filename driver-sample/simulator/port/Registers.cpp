//===- Registers.cpp - Access to registers and ports ----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The same routine under the names of Storport, of SCSI port and of the kernel.
//
//===----------------------------------------------------------------------===//

#include "kernel/Export.h"
#include "port/Port.h"

using namespace llvm;
using namespace miniport::simulator;

static uint64_t readAt(const volatile void *Register, unsigned Bytes) {
  uint64_t Address = reinterpret_cast<uint64_t>(Register);
  if (ThePort && ThePort->Bus.covers(Address))
    return ThePort->Bus.read(Address, Bytes);
  machine().fatal("wild-register", "reads register 0x" +
                                       Twine::utohexstr(Address) +
                                       ", which is none of the adapter's");
  return 0;
}

static void writeAt(volatile void *Register, unsigned Bytes, uint64_t Value) {
  uint64_t Address = reinterpret_cast<uint64_t>(Register);
  if (ThePort && ThePort->Bus.covers(Address))
    return ThePort->Bus.write(Address, Bytes, Value);
  machine().fatal("wild-register", "writes register 0x" +
                                       Twine::utohexstr(Address) +
                                       ", which is none of the adapter's");
}

// A buffer routine of a port repeats one address; that of a register goes on.
#define WIDTH(Name, Type)                                                      \
  EXPORT Type StorPortReadRegister##Name(void *, volatile Type *R) {           \
    return readAt(R, sizeof(Type));                                            \
  }                                                                            \
  EXPORT void StorPortWriteRegister##Name(void *, volatile Type *R, Type V) {  \
    writeAt(R, sizeof(Type), V);                                               \
  }                                                                            \
  EXPORT void StorPortReadRegisterBuffer##Name(void *, volatile Type *R,       \
                                               Type *Buffer, uint32_t Count) { \
    for (uint32_t I = 0; I < Count; ++I)                                       \
      Buffer[I] = readAt(R + I, sizeof(Type));                                 \
  }                                                                            \
  EXPORT void StorPortWriteRegisterBuffer##Name(                               \
      void *, volatile Type *R, Type *Buffer, uint32_t Count) {                \
    for (uint32_t I = 0; I < Count; ++I)                                       \
      writeAt(R + I, sizeof(Type), Buffer[I]);                                 \
  }
#define PORT_WIDTH(Name, Type)                                                 \
  EXPORT Type StorPortReadPort##Name(void *, Type *R) {                        \
    return readAt(R, sizeof(Type));                                            \
  }                                                                            \
  EXPORT void StorPortWritePort##Name(void *, Type *R, Type V) {               \
    writeAt(R, sizeof(Type), V);                                               \
  }                                                                            \
  EXPORT void StorPortReadPortBuffer##Name(void *, Type *R, Type *Buffer,      \
                                           uint32_t Count) {                   \
    for (uint32_t I = 0; I < Count; ++I)                                       \
      Buffer[I] = readAt(R, sizeof(Type));                                     \
  }                                                                            \
  EXPORT void StorPortWritePortBuffer##Name(void *, Type *R, Type *Buffer,     \
                                            uint32_t Count) {                  \
    for (uint32_t I = 0; I < Count; ++I)                                       \
      writeAt(R, sizeof(Type), Buffer[I]);                                     \
  }                                                                            \
  EXPORT Type ScsiPortReadPort##Name(Type *R) {                                \
    return readAt(R, sizeof(Type));                                            \
  }                                                                            \
  EXPORT void ScsiPortWritePort##Name(Type *R, Type V) {                       \
    writeAt(R, sizeof(Type), V);                                               \
  }                                                                            \
  EXPORT Type ScsiPortReadRegister##Name(volatile Type *R) {                   \
    return readAt(R, sizeof(Type));                                            \
  }                                                                            \
  EXPORT void ScsiPortWriteRegister##Name(volatile Type *R, Type V) {          \
    writeAt(R, sizeof(Type), V);                                               \
  }                                                                            \
  EXPORT void ScsiPortReadPortBuffer##Name(Type *R, Type *Buffer,              \
                                           uint32_t Count) {                   \
    for (uint32_t I = 0; I < Count; ++I)                                       \
      Buffer[I] = readAt(R, sizeof(Type));                                     \
  }                                                                            \
  EXPORT void ScsiPortWritePortBuffer##Name(Type *R, Type *Buffer,             \
                                            uint32_t Count) {                  \
    for (uint32_t I = 0; I < Count; ++I)                                       \
      writeAt(R, sizeof(Type), Buffer[I]);                                     \
  }                                                                            \
  EXPORT void ScsiPortReadRegisterBuffer##Name(volatile Type *R, Type *Buffer, \
                                               uint32_t Count) {               \
    for (uint32_t I = 0; I < Count; ++I)                                       \
      Buffer[I] = readAt(R + I, sizeof(Type));                                 \
  }                                                                            \
  EXPORT void ScsiPortWriteRegisterBuffer##Name(                               \
      volatile Type *R, Type *Buffer, uint32_t Count) {                        \
    for (uint32_t I = 0; I < Count; ++I)                                       \
      writeAt(R + I, sizeof(Type), Buffer[I]);                                 \
  }
#define KERNEL_WIDTH(Name, Type)                                               \
  EXPORT Type READ_REGISTER_##Name(volatile Type *R) {                         \
    return readAt(R, sizeof(Type));                                            \
  }                                                                            \
  EXPORT void WRITE_REGISTER_##Name(volatile Type *R, Type V) {                \
    writeAt(R, sizeof(Type), V);                                               \
  }

WIDTH(Uchar, uint8_t)
WIDTH(Ushort, uint16_t)
WIDTH(Ulong, uint32_t)
WIDTH(Ulong64, uint64_t)
PORT_WIDTH(Uchar, uint8_t)
PORT_WIDTH(Ushort, uint16_t)
PORT_WIDTH(Ulong, uint32_t)
KERNEL_WIDTH(UCHAR, uint8_t)
KERNEL_WIDTH(USHORT, uint16_t)
KERNEL_WIDTH(ULONG, uint32_t)
KERNEL_WIDTH(ULONG64, uint64_t)
