// RUN: %clang %winflags -x c -fsyntax-only -Wall -Wextra -Werror %s
// RUN: %clang %winflags -x c++ -std=c++17 -fsyntax-only -Wall -Wextra -Werror %s

// Every role is a function type: it declares a call-back, and its pointer type
// is the type of the member or the argument that registers it.

#include <storport.h>

#ifdef __cplusplus
extern "C" {
#endif

sp_DRIVER_INITIALIZE DriverEntry;
HW_FIND_ADAPTER FindAdapter;
VIRTUAL_HW_FIND_ADAPTER VirtualFindAdapter;
HW_INITIALIZE Initialize;
HW_PASSIVE_INITIALIZE_ROUTINE PassiveInitialize;
HW_BUILDIO BuildIo;
HW_STARTIO StartIo;
HW_INTERRUPT Interrupt;
HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE MessageInterrupt;
HW_DPC_ROUTINE Dpc;
STOR_SYNCHRONIZED_ACCESS Synchronized;
HW_TIMER Timer;
HW_TIMER_EX TimerEx;
HW_RESET_BUS ResetBus;
HW_ADAPTER_CONTROL AdapterControl;
HW_UNIT_CONTROL UnitControl;
HW_STATE_CHANGE StateChange;
HW_WORKITEM WorkItem;
POST_SCATTER_GATHER_EXECUTE Scattered;
HW_TRACING_ENABLED TracingEnabled;
HW_INITIALIZE_TRACING InitializeTracing;
HW_CLEANUP_TRACING CleanupTracing;
HW_FREE_ADAPTER_RESOURCES FreeAdapterResources;
HW_PROCESS_SERVICE_REQUEST ProcessServiceRequest;
HW_COMPLETE_SERVICE_IRP CompleteServiceIrp;
HW_REGISTRY_NOTIFICATION_ROUTINE RegistryChanged;
STOR_THREAD_START_ROUTINE Thread;

ULONG DriverEntry(PVOID DriverObject, PVOID RegistryPath) {
  HW_INITIALIZATION_DATA Data;
  RtlZeroMemory(&Data, sizeof(Data));
  Data.HwInitializationDataSize = sizeof(HW_INITIALIZATION_DATA);
  Data.AdapterInterfaceType = PCIBus;
  Data.HwInitialize = Initialize;
  Data.HwStartIo = StartIo;
  Data.HwInterrupt = Interrupt;
  Data.HwFindAdapter = (PVOID)FindAdapter;
  Data.HwResetBus = ResetBus;
  Data.HwAdapterControl = AdapterControl;
  Data.HwBuildIo = BuildIo;
  Data.HwTracingEnabled = TracingEnabled;
  Data.HwUnitControl = UnitControl;
  Data.MapBuffers = STOR_MAP_NON_READ_WRITE_BUFFERS;
  return StorPortInitialize(DriverObject, RegistryPath, &Data, NULL);
}

VOID RegisterVirtual(PVIRTUAL_HW_INITIALIZATION_DATA Data) {
  Data->HwFindAdapter = (PVOID)VirtualFindAdapter;
  Data->HwFreeAdapterResources = FreeAdapterResources;
  Data->HwProcessServiceRequest = ProcessServiceRequest;
  Data->HwCompleteServiceIrp = CompleteServiceIrp;
  Data->HwInitializeTracing = InitializeTracing;
  Data->HwCleanupTracing = CleanupTracing;
}

VOID Register(PVOID Extension, PPORT_CONFIGURATION_INFORMATION Config,
              PSTOR_DPC DpcObject, PVOID Handle, PVOID Mdl,
              STOR_THREAD_PRIORITY Priority) {
  PVOID Context = NULL;
  UCHAR List[sizeof(STOR_SCATTER_GATHER_LIST)];
  Config->HwMSInterruptRoutine = MessageInterrupt;
  StorPortInitializeDpc(Extension, DpcObject, Dpc);
  StorPortEnablePassiveInitialization(Extension, PassiveInitialize);
  StorPortSynchronizeAccess(Extension, Synchronized, NULL);
  StorPortNotification(RequestTimerCall, Extension, Timer, 1000);
  StorPortRequestTimer(Extension, Handle, TimerEx, NULL, 1000, 0);
  StorPortQueueWorkItem(Extension, WorkItem, Handle, NULL);
  StorPortStateChangeDetected(Extension, STATE_CHANGE_BUS, NULL, 0, StateChange,
                              NULL);
  StorPortBuildScatterGatherList(Extension, Mdl, NULL, 512, Scattered, NULL,
                                 TRUE, List, sizeof(List));
  StorPortEnableRegistryKeyNotification(Extension, RegistryChanged);
  StorPortCreateSystemThread(Extension, Thread, NULL, &Priority, &Context);
}

// A port routine is declared, never defined: a test may bring its own.
VOID StorPortAcquireSpinLock(PVOID DeviceExtension, STOR_SPINLOCK SpinLock,
                             PVOID LockContext, PSTOR_LOCK_HANDLE LockHandle) {
  UNREFERENCED_PARAMETER(DeviceExtension);
  UNREFERENCED_PARAMETER(LockContext);
  LockHandle->Lock = SpinLock;
}

#ifdef __cplusplus
}
#endif
