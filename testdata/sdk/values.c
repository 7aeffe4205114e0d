// RUN: %clang %winflags -x c -fsyntax-only -Wall -Wextra -Werror %s
// RUN: %clang %winflags -x c++ -std=c++17 -fsyntax-only -Wall -Wextra -Werror %s

// Numbers and layouts (x64) that public documents state.

#include <storport.h>

C_ASSERT(sizeof(ULONG) == 4);
C_ASSERT(sizeof(ULONG_PTR) == 8);
C_ASSERT(sizeof(WCHAR) == 2);
C_ASSERT(sizeof(BOOLEAN) == 1);

C_ASSERT(DpcLock == 1 && StartIoLock == 2 && InterruptLock == 3);
C_ASSERT(ThreadedDpcLock == 4 && DpcLevelLock == 5);
C_ASSERT(StorSynchronizeHalfDuplex == 0 && StorSynchronizeFullDuplex == 1);
C_ASSERT(InterruptSupportNone == 0 && InterruptSynchronizeAll == 1 &&
         InterruptSynchronizePerMessage == 2);
C_ASSERT(StorNotificationEvent == 0 && StorSynchronizationEvent == 1);

C_ASSERT(RequestComplete == 0 && RequestTimerCall == 6 && LinkDown == 11);
C_ASSERT(GetExtendedFunctionTable == 15);
C_ASSERT(EnablePassiveInitialization == 0x1000 && InitializeDpc == 0x1001 &&
         IssueDpc == 0x1002 && AcquireSpinLock == 0x1003 &&
         ReleaseSpinLock == 0x1004);
C_ASSERT(StorMQControllerStartInitialization == 0x1010);

C_ASSERT(ExtFunctionAllocatePool == 0 && ExtFunctionAcquireMSISpinLock == 11);
C_ASSERT(ExtFunctionReleaseMSISpinLock == 12 && ExtFunctionRequestTimer == 33);
C_ASSERT(ExtFunctionGetCurrentProcessorIndex == 0x5C);
C_ASSERT(ExtFunctionAcquireSpinLock == 93 && ExtFunctionQueueWorkItemToNode == 136);

C_ASSERT(ScsiStopAdapter == 1 && ScsiRestartAdapter == 2);
C_ASSERT(ScsiAdapterSurpriseRemoval == 16 &&
         ScsiAdapterNvmeofAdapterOperation == 28);
C_ASSERT(ScsiUnitUsage == 1 && ScsiUnitSurpriseRemoval == 10);
C_ASSERT(ScsiAdapterControlUnsuccessful == 1 && ScsiUnitControlUnsuccessful == 1);
C_ASSERT(StorSurpriseRemoval == 0x17 && StorPowerActionWarmEject == 7);
C_ASSERT(StorPowerDeviceD3 == 4 && StorBusSpecificReset == 2);
C_ASSERT(SP_RETURN_FOUND == 1 && SP_RETURN_BAD_CONFIG == 3);
C_ASSERT(SRB_TYPE_FLAG_STORAGE_REQUEST_BLOCK == 2 &&
         ADDRESS_TYPE_FLAG_BTL8 == 1);
C_ASSERT(SRB_STATUS(SRB_STATUS_BUSY | SRB_STATUS_QUEUE_FROZEN) ==
         SRB_STATUS_BUSY);
C_ASSERT(SRB_FUNCTION_STORAGE_REQUEST_BLOCK == 0x28);
C_ASSERT((ULONG)STOR_STATUS_BUSY == 0xC100000C);
C_ASSERT(STOR_PERF_CONCURRENT_CHANNELS == 2 &&
         STOR_PERF_DPC_REDIRECTION_CURRENT_CPU == 0x20);
C_ASSERT(PASSIVE_LEVEL == 0 && APC_LEVEL == 1 && DISPATCH_LEVEL == 2 &&
         HIGH_LEVEL == 15);

C_ASSERT(sizeof(SCSI_REQUEST_BLOCK) == 88);
C_ASSERT(FIELD_OFFSET(SCSI_REQUEST_BLOCK, DataBuffer) == 0x18);
C_ASSERT(FIELD_OFFSET(SCSI_REQUEST_BLOCK, OriginalRequest) == 0x30);
C_ASSERT(FIELD_OFFSET(SCSI_REQUEST_BLOCK, Cdb) == 0x48);
C_ASSERT(sizeof(SCSI_PNP_REQUEST_BLOCK) == 88);
C_ASSERT(sizeof(SCSI_POWER_REQUEST_BLOCK) == 88);

// The guard of the extended block lies where the older block keeps the
// original request, and both have the function code in the third byte.
C_ASSERT(FIELD_OFFSET(STORAGE_REQUEST_BLOCK, Function) ==
         FIELD_OFFSET(SCSI_REQUEST_BLOCK, Function));
C_ASSERT(FIELD_OFFSET(STORAGE_REQUEST_BLOCK, SrbStatus) ==
         FIELD_OFFSET(SCSI_REQUEST_BLOCK, SrbStatus));
C_ASSERT(FIELD_OFFSET(STORAGE_REQUEST_BLOCK, ZeroGuard1) ==
         FIELD_OFFSET(SCSI_REQUEST_BLOCK, OriginalRequest));
C_ASSERT(SRB_SIGNATURE == 0x53524258);

C_ASSERT(FIELD_OFFSET(PORT_CONFIGURATION_INFORMATION, SynchronizationModel) ==
         0x94);
C_ASSERT(FIELD_OFFSET(PORT_CONFIGURATION_INFORMATION, HwMSInterruptRoutine) ==
         0x98);
C_ASSERT(FIELD_OFFSET(PORT_CONFIGURATION_INFORMATION,
                      InterruptSynchronizationMode) == 0xA0);
C_ASSERT(FIELD_OFFSET(PORT_CONFIGURATION_INFORMATION, DumpRegion) == 0xA8);
C_ASSERT(FIELD_OFFSET(PORT_CONFIGURATION_INFORMATION, VirtualDevice) == 0xC4);
C_ASSERT(FIELD_OFFSET(PORT_CONFIGURATION_INFORMATION, DumpMode) == 0xC5);
C_ASSERT(FIELD_OFFSET(PORT_CONFIGURATION_INFORMATION, DmaAddressWidth) == 0xC6);
C_ASSERT(FIELD_OFFSET(PORT_CONFIGURATION_INFORMATION, MaxNumberOfIO) == 0xCC);
C_ASSERT(FIELD_OFFSET(PORT_CONFIGURATION_INFORMATION, FeatureSupport) == 0xDC);

C_ASSERT(sizeof(STOR_SCATTER_GATHER_LIST) == 16);
C_ASSERT(sizeof(STOR_SCATTER_GATHER_ELEMENT) == 24);
C_ASSERT(sizeof(LARGE_INTEGER) == 8 && sizeof(LIST_ENTRY) == 16);
C_ASSERT(sizeof(GROUP_AFFINITY) == 16);
C_ASSERT(sizeof(INQUIRYDATA) == 104);
C_ASSERT(sizeof(READ_CAPACITY_DATA) == 8 && sizeof(READ_CAPACITY16_DATA) == 32);
C_ASSERT(sizeof(PCI_COMMON_HEADER) == 64 && sizeof(PCI_COMMON_CONFIG) == 256);
C_ASSERT(sizeof(CDB) == 16);
