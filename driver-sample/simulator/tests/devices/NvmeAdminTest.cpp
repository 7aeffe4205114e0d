//===- NvmeAdminTest.cpp - Start, queues, admin commands -----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NvmeHost.h"

using namespace miniport::simulator;
using namespace miniport::simulator::nvme;

namespace {

TEST(NvmeRegisters, Capabilities) {
  NvmeConfig Config;
  Config.DoorbellStride = 2;
  NvmeHost H(8, Config);
  uint64_t Cap = H.Device.readRegister(CAP, 8);
  EXPECT_EQ(Cap & 0xFFFF, 1023u);
  EXPECT_TRUE(Cap >> 16 & 1);
  EXPECT_EQ(Cap >> 24 & 0xFF, 4u);
  EXPECT_EQ(Cap >> 32 & 0xF, 2u);
  EXPECT_TRUE(Cap >> 37 & 1);
  EXPECT_EQ(H.read(CAP + 4), Cap >> 32);
  EXPECT_EQ(H.read(VS), 0x10400u);
  EXPECT_TRUE(H.enable());
  EXPECT_TRUE(H.Misuses.empty());
}

TEST(NvmeRegisters, ReadyAfterAWhileOnly) {
  NvmeHost H(8);
  H.write(AQA, 0x000F000F);
  H.Device.writeRegister(ASQ, 8, H.sq(0));
  H.Device.writeRegister(ACQ, 8, H.cq(0));
  H.write(CC, 1 | 6 << 16 | 4 << 20);
  EXPECT_EQ(H.read(CSTS), 0u);
  H.TheBus.run(H.Device.config().TimeoutUnits * Second / 2);
  EXPECT_EQ(H.read(CSTS), 1u);
  H.write(CC, 0);
  EXPECT_EQ(H.read(CSTS), 1u);
  H.TheBus.run(Second);
  EXPECT_EQ(H.read(CSTS), 0u);
  EXPECT_TRUE(H.Misuses.empty());
}

TEST(NvmeRegisters, WrongConfigurationIsFatal) {
  NvmeHost H(8);
  H.write(CC, 1 | 6 << 16 | 4 << 20);
  EXPECT_TRUE(H.read(CSTS) & CSTS_CFS);
  EXPECT_EQ(H.Misuses, std::vector<Misuse>{Misuse::Configuration});
}

TEST(NvmeRegisters, Shutdown) {
  NvmeHost H(8);
  ASSERT_TRUE(H.enable());
  H.write(CC, H.read(CC) | 1 << 14);
  EXPECT_EQ(H.read(CSTS) >> 2 & 3, 1u);
  H.TheBus.run(Second);
  EXPECT_EQ(H.read(CSTS) >> 2 & 3, 2u);
}

TEST(NvmeRegisters, RemovedDeviceIsAllOnes) {
  NvmeHost H(8);
  bool Told = false;
  H.Device.setRemovalObserver([&] { Told = true; });
  H.Device.remove();
  EXPECT_TRUE(Told);
  EXPECT_EQ(H.read(CSTS), 0xFFFFFFFFu);
}

TEST(NvmeAdmin, IdentifyController) {
  NvmeConfig Config;
  Config.Namespaces.resize(3);
  NvmeHost H(8, Config);
  ASSERT_TRUE(H.enable());
  auto E = H.entry(Identify);
  E.Cdw10 = 1;
  ASSERT_EQ(H.status(0, E), Success);
  const uint8_t *Page = &H.TheBus.at<uint8_t>(H.Data);
  EXPECT_EQ(std::string(Page + 4, Page + 24), "MT0000000001        ");
  EXPECT_EQ(Page[77], 5);
  EXPECT_EQ(llvm::support::endian::read32le(Page + 516), 3u);
  EXPECT_EQ(Page[525] & 1, 1);
  EXPECT_EQ(H.TheBus.Messages, std::vector<unsigned>{0});
}

TEST(NvmeAdmin, IdentifyNamespaceAndList) {
  NvmeConfig Config;
  Config.Namespaces = {{1000, 9, ""}, {500, 12, ""}, {8, 9, ""}};
  NvmeHost H(8, Config);
  H.Device.attachNamespace(1, false);
  ASSERT_TRUE(H.enable());
  auto E = H.entry(Identify, 2);
  ASSERT_EQ(H.status(0, E), Success);
  const uint8_t *Page = &H.TheBus.at<uint8_t>(H.Data);
  EXPECT_EQ(llvm::support::endian::read64le(Page), 500u);
  EXPECT_EQ(Page[130], 12);
  E = H.entry(Identify, 1);
  ASSERT_EQ(H.status(0, E), Success);
  EXPECT_EQ(llvm::support::endian::read64le(Page), 0u);
  E = H.entry(Identify, 0);
  E.Cdw10 = 2;
  ASSERT_EQ(H.status(0, E), Success);
  EXPECT_EQ(llvm::support::endian::read32le(Page), 2u);
  EXPECT_EQ(llvm::support::endian::read32le(Page + 4), 3u);
  EXPECT_EQ(llvm::support::endian::read32le(Page + 8), 0u);
  E = H.entry(Identify, 4);
  EXPECT_EQ(H.status(0, E), InvalidNamespace | DoNotRetry);
  E = H.entry(Identify, 1);
  E.Cdw10 = 0x55;
  EXPECT_EQ(H.status(0, E), InvalidField | DoNotRetry);
}

TEST(NvmeAdmin, FewerQueuesThanAsked) {
  NvmeHost H(8);
  ASSERT_TRUE(H.enable());
  auto E = H.entry(SetFeatures);
  E.Cdw10 = NumberOfQueues;
  E.Cdw11 = 0x001F001F;
  ASSERT_EQ(H.status(0, E), Success);
  EXPECT_EQ(H.Result, 0x00030003u);
  EXPECT_EQ(H.createCq(5, 1), InvalidQueueId | DoNotRetry);
  ASSERT_TRUE(H.createQueue(1, 1));
  E.CommandId = H.NextId++;
  EXPECT_EQ(H.status(0, E), CommandSequence | DoNotRetry);
}

TEST(NvmeAdmin, QueueValidation) {
  NvmeHost H(8);
  ASSERT_TRUE(H.enable());
  EXPECT_EQ(H.createSq(1, 1), InvalidCompletionQueue | DoNotRetry);
  EXPECT_EQ(H.createCq(0, 1), InvalidQueueId | DoNotRetry);
  EXPECT_EQ(H.createCq(1, 99), InvalidInterruptVector | DoNotRetry);
  ASSERT_EQ(H.createCq(1, 1), Success);
  EXPECT_EQ(H.createCq(1, 1), InvalidQueueId | DoNotRetry);
  ASSERT_EQ(H.createSq(1, 1), Success);
  auto E = H.entry(DeleteCq);
  E.Cdw10 = 1;
  EXPECT_EQ(H.status(0, E), InvalidQueueDeletion | DoNotRetry);
  E = H.entry(DeleteSq);
  E.Cdw10 = 1;
  EXPECT_EQ(H.status(0, E), Success);
  E = H.entry(DeleteCq);
  E.Cdw10 = 1;
  EXPECT_EQ(H.status(0, E), Success);
  E = H.entry(CreateCq);
  E.Prp1 = H.cq(1) + 8;
  E.Cdw10 = 15 << 16 | 1;
  E.Cdw11 = 3;
  EXPECT_EQ(H.status(0, E), InvalidPrpOffset | DoNotRetry);
  E = H.entry(CreateCq);
  E.Cdw10 = 2000 << 16 | 1;
  E.Cdw11 = 3;
  EXPECT_EQ(H.status(0, E), InvalidQueueSize | DoNotRetry);
  E = H.entry(0x77);
  EXPECT_EQ(H.status(0, E), InvalidOpcode | DoNotRetry);
}

TEST(NvmeAdmin, LineTakesVectorZeroOnly) {
  NvmeHost H(0);
  ASSERT_TRUE(H.enable());
  EXPECT_EQ(H.createCq(1, 1), InvalidInterruptVector | DoNotRetry);
  EXPECT_EQ(H.createCq(1, 0), Success);
}

TEST(NvmeAdmin, DeleteSqAnswersWhatWasFetched) {
  NvmeConfig Config;
  Config.Faults.add({Fault::Effect::Lost, Fault::Queue::Io});
  NvmeHost H(8, Config);
  ASSERT_TRUE(H.enable());
  ASSERT_TRUE(H.createQueue(1, 1));
  H.submit(1, H.transfer(Read, 0, 1));
  H.TheBus.run(Milli);
  EXPECT_FALSE(H.take(1));
  auto E = H.entry(DeleteSq);
  E.Cdw10 = 1;
  EXPECT_EQ(H.status(0, E), Success);
  auto C = H.take(1);
  ASSERT_TRUE(C);
  EXPECT_EQ(C->Status >> 1, SqDeleted);
}

TEST(NvmeAdmin, AbortFindsALostCommand) {
  NvmeConfig Config;
  Config.Faults.add({Fault::Effect::Lost, Fault::Queue::Io});
  NvmeHost H(8, Config);
  ASSERT_TRUE(H.enable());
  ASSERT_TRUE(H.createQueue(1, 1));
  auto Lost = H.transfer(Read, 0, 1);
  H.submit(1, Lost);
  H.TheBus.run(Milli);
  auto E = H.entry(Abort);
  E.Cdw10 = uint32_t(Lost.CommandId) << 16 | 1;
  EXPECT_EQ(H.status(0, E), Success);
  EXPECT_EQ(H.Result & 1, 0u);
  auto C = H.take(1);
  ASSERT_TRUE(C);
  EXPECT_EQ(C->Status >> 1, AbortRequested);
  E.CommandId = H.NextId++;
  EXPECT_EQ(H.status(0, E), Success);
  EXPECT_EQ(H.Result & 1, 1u);
}

TEST(NvmeAdmin, EventsAreHeldAndMasked) {
  NvmeHost H(8);
  ASSERT_TRUE(H.enable());
  auto E = H.entry(SetFeatures);
  E.Cdw10 = AsyncEventConfig;
  E.Cdw11 = 0x11F;
  ASSERT_EQ(H.status(0, E), Success);
  EXPECT_EQ(H.status(0, H.entry(AsyncEventRequest)), 0xFFFF); // Held.
  H.Device.resizeNamespace(1, 4096);
  auto C = H.take(0);
  ASSERT_TRUE(C);
  EXPECT_EQ(C->Result, 2u | 0 << 8 | ChangedNamespaces << 16);
  // The next one of this type waits for the log page.
  EXPECT_EQ(H.status(0, H.entry(AsyncEventRequest)), 0xFFFF);
  H.Device.resizeNamespace(1, 8192);
  EXPECT_FALSE(H.take(0));
  E = H.entry(GetLogPage);
  E.Cdw10 = ChangedNamespaces | (1023u << 16);
  H.submit(0, E);
  H.TheBus.run(10 * Milli);
  C = H.take(0);
  ASSERT_TRUE(C);
  auto D = H.take(0);
  ASSERT_TRUE(D);
  EXPECT_EQ(llvm::support::endian::read32le(&H.TheBus.at<uint8_t>(H.Data)), 1u);
}

TEST(NvmeAdmin, EventLimit) {
  NvmeConfig Config;
  Config.AsyncEvents = 2;
  NvmeHost H(8, Config);
  ASSERT_TRUE(H.enable());
  EXPECT_EQ(H.status(0, H.entry(AsyncEventRequest)), 0xFFFF);
  EXPECT_EQ(H.status(0, H.entry(AsyncEventRequest)), 0xFFFF);
  EXPECT_EQ(H.status(0, H.entry(AsyncEventRequest)),
            AsyncEventLimitExceeded | DoNotRetry);
}

TEST(NvmeAdmin, HealthWarning) {
  NvmeHost H(8);
  ASSERT_TRUE(H.enable());
  auto E = H.entry(SetFeatures);
  E.Cdw10 = AsyncEventConfig;
  E.Cdw11 = 0x1F;
  ASSERT_EQ(H.status(0, E), Success);
  EXPECT_EQ(H.status(0, H.entry(AsyncEventRequest)), 0xFFFF);
  H.Device.raiseHealth(0x08);
  auto C = H.take(0);
  ASSERT_TRUE(C);
  EXPECT_EQ(C->Result & 7, HealthEvent);
  E = H.entry(GetLogPage, AllNamespaces);
  E.Cdw10 = HealthLog | (127u << 16);
  ASSERT_EQ(H.status(0, E), Success);
  EXPECT_EQ(H.TheBus.at<uint8_t>(H.Data), 0x08);
  ASSERT_TRUE(H.createQueue(1, 1));
  EXPECT_EQ(H.status(1, H.transfer(Write, 0, 1)), ReadOnlyRange | DoNotRetry);
}

TEST(NvmeAdmin, Features) {
  NvmeHost H(8);
  ASSERT_TRUE(H.enable());
  auto E = H.entry(GetFeatures);
  E.Cdw10 = VolatileWriteCache;
  ASSERT_EQ(H.status(0, E), Success);
  EXPECT_EQ(H.Result, 1u);
  E = H.entry(SetFeatures);
  E.Cdw10 = 0x80000000u | VolatileWriteCache;
  EXPECT_EQ(H.status(0, E), FeatureNotSaveable | DoNotRetry);
  E = H.entry(SetFeatures);
  E.Cdw10 = InterruptCoalescing;
  E.Cdw11 = 0x0A0A;
  EXPECT_EQ(H.status(0, E), Success);
  E = H.entry(SetFeatures);
  E.Cdw10 = 0x7E;
  EXPECT_EQ(H.status(0, E), InvalidField | DoNotRetry);
}

} // namespace
