// DriverEntry of the tests about configurations: a physical miniport with the
// usual call-backs, which the including file declares and defines.
ULONG DriverEntry(PVOID DriverObject, PVOID RegistryPath) {
  HW_INITIALIZATION_DATA Data;
#ifdef ON_DRIVER_ENTRY
  ON_DRIVER_ENTRY;
#endif
  RtlZeroMemory(&Data, sizeof(Data));
  Data.HwInitializationDataSize = sizeof(Data);
  Data.AdapterInterfaceType = PCIBus;
  Data.HwFindAdapter = FindAdapter;
  Data.HwInitialize = Initialize;
  Data.HwStartIo = StartIo;
  Data.HwInterrupt = Isr;
  Data.HwResetBus = ResetBus;
  Data.DeviceExtensionSize = sizeof(ADAPTER);
  Data.NumberOfAccessRanges = 1;
  return StorPortInitialize(DriverObject, RegistryPath, &Data, NULL);
}
