//===- ScsiUnit.h - A logical unit without autosense ------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A disk of SPC-4 and SBC-3, as an old parallel one: after CHECK CONDITION the
// reason is kept until REQUEST SENSE asks for it; any other command but
// INQUIRY and REPORT LUNS loses it. Power-on and resets leave a unit attention.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_DEVICES_SCSIUNIT_H
#define MINIPORT_SIMULATOR_DEVICES_SCSIUNIT_H

#include "devices/Medium.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <string>
#include <vector>

namespace miniport::simulator {

struct ScsiSense {
  uint8_t Key = 0, Code = 0, Qualifier = 0;
};

class ScsiUnit {
public:
  enum Status : uint8_t { Good = 0, CheckCondition = 2, Busy = 8 };

  ScsiUnit(uint64_t Blocks, unsigned BlockShift, std::string Serial)
      : Disk(Blocks, BlockShift), Serial(std::move(Serial)) {
    attention();
  }

  struct Transfer {
    /// Data to the host, as much as the command has.
    std::vector<uint8_t> In;
    /// Data from the host; false: the host sends less than \p Bytes.
    llvm::function_ref<bool(llvm::MutableArrayRef<uint8_t>)> Out;
  };

  Status command(llvm::ArrayRef<uint8_t> Cdb, Transfer &T);

  /// As after power-on or a reset of the bus.
  void attention() { Attention = {6, 0x29, 0}; }
  /// The command fails with \p Why, as a planned error does.
  Status fail(ScsiSense Why) {
    Pending = Why;
    return CheckCondition;
  }
  void setUnits(unsigned Count) { Units = Count; }
  Medium &medium() { return Disk; }

private:
  Status refuse(uint8_t Code) { return fail({5, Code, 0}); }
  Status requestSense(llvm::ArrayRef<uint8_t> Cdb, Transfer &T);
  Status inquiry(llvm::ArrayRef<uint8_t> Cdb, Transfer &T);
  Status reportLuns(llvm::ArrayRef<uint8_t> Cdb, Transfer &T);
  Status modeSense(llvm::ArrayRef<uint8_t> Cdb, Transfer &T);
  Status unmap(llvm::ArrayRef<uint8_t> Cdb, Transfer &T);
  Status blocks(llvm::ArrayRef<uint8_t> Cdb, Transfer &T);
  Status capacity(llvm::ArrayRef<uint8_t> Cdb, Transfer &T);

  Medium Disk;
  std::string Serial;
  ScsiSense Pending, Attention;
  bool Stopped = false;
  unsigned Units = 1;
};

} // namespace miniport::simulator

#endif // MINIPORT_SIMULATOR_DEVICES_SCSIUNIT_H
