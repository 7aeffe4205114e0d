//===- WorkloadCheck.cpp - What must come of the operations --------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "host/Workload.h"
#include "llvm/Support/Endian.h"

namespace miniport::simulator {

using namespace llvm::support::endian;
using Kind = Operation::Kind;

namespace {
enum : uint8_t {
  SrbSuccess = 0x01,
  SrbAborted = 0x02,
  SrbError = 0x04,
  SrbBusy = 0x05,
  SrbTimeout = 0x09,
  SrbCommandTimeout = 0x0B,
  SrbBusReset = 0x0E,
  SrbDataOverrun = 0x12,
  SrbFlushed = 0x16,
  SrbSenseValid = 0x80
};

struct Sense {
  uint8_t Key = 0, Code = 0, Qualifier = 0;
};
} // namespace

/// Fixed or descriptor format; false: neither.
static bool decode(llvm::ArrayRef<uint8_t> Data, Sense &Out) {
  if (Data.size() < 8)
    return false;
  switch (Data[0] & 0x7F) {
  case 0x70:
  case 0x71:
    if (Data.size() < 14)
      return false;
    Out = {uint8_t(Data[2] & 0xF), Data[12], Data[13]};
    return true;
  case 0x72:
  case 0x73:
    Out = {uint8_t(Data[1] & 0xF), Data[2], Data[3]};
    return true;
  default:
    return false;
  }
}

void Workload::report(llvm::StringRef Mechanism, const Operation &O,
                      const llvm::Twine &Text) {
  if (!Report)
    return;
  Report(Mechanism, name(O.What) + " of unit " + llvm::Twine(unsigned(O.Lun)) +
                        ": " + Text);
}

void Workload::complete(const Operation &O, const OperationResult &R) {
  ++Completed;
  --Outstanding;
  ReferenceDisk &D = Units[O.Lun];
  bool Good = succeeded(O, R);
  switch (O.What) {
  case Kind::Read: {
    auto Wrong = D.endRead(O.Ticket, Good ? R.Data : llvm::ArrayRef<uint8_t>());
    if (Wrong)
      report("data-mismatch", O, *Wrong);
    break;
  }
  case Kind::Write:
  case Kind::WriteZeroes:
    D.endWrite(O.Ticket, Good, O.Durable);
    break;
  case Kind::Unmap:
    // A unit may leave blocks as they are.
    D.endWrite(O.Ticket, false);
    break;
  case Kind::Flush:
    if (Good)
      D.endFlush(O.Ticket);
    break;
  default:
    if (Good && O.Direction == Operation::Way::In)
      checkReply(O, R);
    break;
  }
}

/// The statuses fit each other and the operation. True: it was done.
bool Workload::succeeded(const Operation &O, const OperationResult &R) {
  bool MustFail = O.What == Kind::OutOfRange || O.What == Kind::Unsupported;
  uint8_t Status = R.SrbStatus & 0x3F;
  switch (Status) {
  case SrbSuccess:
  case SrbDataOverrun: // Less came than there was room for.
    if (R.ScsiStatus != 0) {
      report("bad-reply", O,
             "SRB status " + llvm::Twine(unsigned(Status)) +
                 " with SCSI status " + llvm::Twine(unsigned(R.ScsiStatus)));
      return false;
    }
    if (MustFail) {
      report("bad-reply", O, "was accepted");
      return false;
    }
    if (R.Transferred > O.Data.size() ||
        ((O.What == Kind::Read || O.What == Kind::Write) &&
         R.Transferred != O.Data.size())) {
      report("bad-reply", O,
             llvm::Twine(R.Transferred) + " bytes of " +
                 llvm::Twine(O.Data.size()) + " are said to be transferred");
      return false;
    }
    return true;
  case SrbError:
    if (R.ScsiStatus == 2)
      return checkSense(O, R);
    break;
  case 0x06: // Invalid request: some miniports refuse so, without sense.
    if (MustFail)
      return false;
    break;
  default:
    break;
  }
  if (!Options.MayFail)
    report("request-failed", O,
           "SRB status " + llvm::Twine(unsigned(Status)) + ", SCSI status " +
               llvm::Twine(unsigned(R.ScsiStatus)));
  return false;
}

/// Always false: a CHECK CONDITION is no success.
bool Workload::checkSense(const Operation &O, const OperationResult &R) {
  Sense S;
  if (!(R.SrbStatus & SrbSenseValid) || !decode(R.Sense, S)) {
    report("sense-mismatch", O, "CHECK CONDITION without sense data");
    return false;
  }
  bool Attention = S.Key == 6; // May come with any command.
  if (Attention)
    return false;
  bool Expected;
  if (O.What == Kind::Unsupported)
    Expected = S.Key == 5 && S.Code == 0x20;
  else if (O.What == Kind::OutOfRange)
    Expected = S.Key == 5 && S.Code == 0x21;
  else
    Expected = false;
  // A device that fails on purpose has reasons of its own.
  if (Expected || Options.MayFail)
    return false;
  bool MustFail = O.What == Kind::Unsupported || O.What == Kind::OutOfRange;
  report(MustFail ? "sense-mismatch" : "request-failed", O,
         "sense key " + llvm::Twine(unsigned(S.Key)) + ", code 0x" +
             llvm::Twine::utohexstr(S.Code));
  return false;
}

/// What a unit says of itself, as far as it came.
void Workload::checkReply(const Operation &O, const OperationResult &R) {
  llvm::ArrayRef<uint8_t> Data =
      R.Data.take_front(std::min<size_t>(R.Transferred, R.Data.size()));
  ReferenceDisk &D = Units[O.Lun];
  auto Short = [&](size_t Least) {
    if (Data.size() >= std::min(Least, O.Data.size()))
      return false;
    report("bad-reply", O, llvm::Twine(Data.size()) + " bytes only");
    return true;
  };
  switch (O.What) {
  case Kind::ReadCapacity10: {
    if (Short(8))
      return;
    uint64_t Last = std::min<uint64_t>(D.blocks() - 1, 0xFFFFFFFF);
    if (read32be(&Data[0]) != Last || read32be(&Data[4]) != D.blockBytes())
      report("capacity-mismatch", O,
             "last block " + llvm::Twine(read32be(&Data[0])) + " of " +
                 llvm::Twine(read32be(&Data[4])) + " bytes, not " +
                 llvm::Twine(Last));
    return;
  }
  case Kind::ReadCapacity16:
    if (Short(12))
      return;
    if (read64be(&Data[0]) != D.blocks() - 1 ||
        read32be(&Data[8]) != D.blockBytes())
      report("capacity-mismatch", O,
             "last block " + llvm::Twine(read64be(&Data[0])) + " of " +
                 llvm::Twine(read32be(&Data[8])) + " bytes, not " +
                 llvm::Twine(D.blocks() - 1));
    return;
  case Kind::Inquiry:
    if (!Short(5) && (Data[0] & 0x1F) != 0)
      report("bad-reply", O, "not a disk");
    return;
  case Kind::VitalProductData:
    if (!Short(4) && (Data[1] != O.Cdb[2] || (Data[0] & 0x1F) != 0))
      report("bad-reply", O, "another page");
    return;
  case Kind::ModeSense6:
    // The length in the header is that of all there is.
    if (!Short(4) && Data[0] + 1u < std::min<size_t>(Data.size(), 256))
      report("bad-reply", O, "more than its own length");
    return;
  case Kind::ModeSense10:
    if (!Short(8) && read16be(&Data[0]) + 2u < Data.size())
      report("bad-reply", O, "more than its own length");
    return;
  case Kind::ReportLuns: {
    if (Short(8))
      return;
    uint32_t Count = read32be(&Data[0]) / 8;
    if (Count != Units.size())
      report("bad-reply", O,
             llvm::Twine(Count) + " units of " + llvm::Twine(Units.size()));
    return;
  }
  default:
    return;
  }
}

} // namespace miniport::simulator
