// RUN: %clang %winflags -fsyntax-only -Wall -Wextra -Werror %s

// srb.h and scsiwmi.h.
// Every routine is a function with the documented prototype. The checks are in
// terms of canonical types: a parameter that the document calls PVOID may not
// silently become a ULONG_PTR.

#include <scsiwmi.h>
#include <srb.h>

#define IS(Routine, Result, ...)                                               \
  _Static_assert(                                                              \
      __builtin_types_compatible_p(__typeof__(Routine), Result(__VA_ARGS__)),  \
      #Routine)

IS(ScsiDebugPrint, VOID, ULONG, PCCHAR, ...);
IS(ScsiPortCompleteRequest, VOID, PVOID, UCHAR, UCHAR, UCHAR, UCHAR);
IS(ScsiPortConvertPhysicalAddressToUlong, ULONG, SCSI_PHYSICAL_ADDRESS);
IS(ScsiPortConvertUlongToPhysicalAddress, SCSI_PHYSICAL_ADDRESS, ULONG_PTR);
IS(ScsiPortFlushDma, VOID, PVOID);
IS(ScsiPortFreeDeviceBase, VOID, PVOID, PVOID);
IS(ScsiPortGetBusData, ULONG, PVOID, ULONG, ULONG, ULONG, PVOID, ULONG);
IS(ScsiPortGetDeviceBase, PVOID, PVOID, INTERFACE_TYPE, ULONG,
   SCSI_PHYSICAL_ADDRESS, ULONG, BOOLEAN);
IS(ScsiPortGetLogicalUnit, PVOID, PVOID, UCHAR, UCHAR, UCHAR);
IS(ScsiPortGetPhysicalAddress, SCSI_PHYSICAL_ADDRESS, PVOID,
   PSCSI_REQUEST_BLOCK, PVOID, ULONG *);
IS(ScsiPortGetSrb, PSCSI_REQUEST_BLOCK, PVOID, UCHAR, UCHAR, UCHAR, LONG);
IS(ScsiPortGetUncachedExtension, PVOID, PVOID, PPORT_CONFIGURATION_INFORMATION,
   ULONG);
IS(ScsiPortGetVirtualAddress, PVOID, PVOID, SCSI_PHYSICAL_ADDRESS);
IS(ScsiPortInitialize, ULONG, PVOID, PVOID, struct _HW_INITIALIZATION_DATA *,
   PVOID);
IS(ScsiPortIoMapTransfer, VOID, PVOID, PSCSI_REQUEST_BLOCK, PVOID, ULONG);
IS(ScsiPortLogError, VOID, PVOID, PSCSI_REQUEST_BLOCK, UCHAR, UCHAR, UCHAR,
   ULONG, ULONG);
IS(ScsiPortMoveMemory, VOID, PVOID, PVOID, ULONG);
IS(ScsiPortNotification, VOID, SCSI_NOTIFICATION_TYPE, PVOID, ...);
IS(ScsiPortQuerySystemTime, VOID, PLARGE_INTEGER);
IS(ScsiPortSetBusDataByOffset, ULONG, PVOID, ULONG, ULONG, ULONG, PVOID, ULONG,
   ULONG);
IS(ScsiPortStallExecution, VOID, ULONG);
IS(ScsiPortValidateRange, BOOLEAN, PVOID, INTERFACE_TYPE, ULONG,
   SCSI_PHYSICAL_ADDRESS, ULONG, BOOLEAN);
IS(ScsiPortReadPortBufferUchar, VOID, PUCHAR, PUCHAR, ULONG);
IS(ScsiPortReadPortBufferUlong, VOID, PULONG, PULONG, ULONG);
IS(ScsiPortReadPortBufferUshort, VOID, PUSHORT, PUSHORT, ULONG);
IS(ScsiPortReadPortUchar, UCHAR, PUCHAR);
IS(ScsiPortReadPortUlong, ULONG, PULONG);
IS(ScsiPortReadPortUshort, USHORT, PUSHORT);
IS(ScsiPortReadRegisterBufferUchar, VOID, volatile UCHAR *, PUCHAR, ULONG);
IS(ScsiPortReadRegisterBufferUlong, VOID, volatile ULONG *, PULONG, ULONG);
IS(ScsiPortReadRegisterBufferUshort, VOID, volatile USHORT *, PUSHORT, ULONG);
IS(ScsiPortReadRegisterUchar, UCHAR, volatile UCHAR *);
IS(ScsiPortReadRegisterUlong, ULONG, volatile ULONG *);
IS(ScsiPortReadRegisterUshort, USHORT, volatile USHORT *);
IS(ScsiPortWritePortBufferUchar, VOID, PUCHAR, PUCHAR, ULONG);
IS(ScsiPortWritePortBufferUlong, VOID, PULONG, PULONG, ULONG);
IS(ScsiPortWritePortBufferUshort, VOID, PUSHORT, PUSHORT, ULONG);
IS(ScsiPortWritePortUchar, VOID, PUCHAR, UCHAR);
IS(ScsiPortWritePortUlong, VOID, PULONG, ULONG);
IS(ScsiPortWritePortUshort, VOID, PUSHORT, USHORT);
IS(ScsiPortWriteRegisterBufferUchar, VOID, volatile UCHAR *, PUCHAR, ULONG);
IS(ScsiPortWriteRegisterBufferUlong, VOID, volatile ULONG *, PULONG, ULONG);
IS(ScsiPortWriteRegisterBufferUshort, VOID, volatile USHORT *, PUSHORT, ULONG);
IS(ScsiPortWriteRegisterUchar, VOID, volatile UCHAR *, UCHAR);
IS(ScsiPortWriteRegisterUlong, VOID, volatile ULONG *, ULONG);
IS(ScsiPortWriteRegisterUshort, VOID, volatile USHORT *, USHORT);
IS(ScsiPortConvertPhysicalAddressToULongPtr, ULONG_PTR, SCSI_PHYSICAL_ADDRESS);
IS(ScsiPortWmiDispatchFunction, BOOLEAN, PSCSI_WMILIB_CONTEXT, UCHAR, PVOID,
   PSCSIWMI_REQUEST_CONTEXT, PVOID, ULONG, PVOID);
IS(ScsiPortWmiFireAdapterEvent, VOID, PVOID, LPGUID, ULONG, ULONG, PVOID);
IS(ScsiPortWmiFireLogicalUnitEvent, VOID, PVOID, UCHAR, UCHAR, UCHAR, LPGUID,
   ULONG, ULONG, PVOID);
IS(ScsiPortWmiGetInstanceName, PWCHAR, PSCSIWMI_REQUEST_CONTEXT);
IS(ScsiPortWmiGetReturnSize, ULONG, PSCSIWMI_REQUEST_CONTEXT);
IS(ScsiPortWmiGetReturnStatus, UCHAR, PSCSIWMI_REQUEST_CONTEXT);
IS(ScsiPortWmiPostProcess, VOID, PSCSIWMI_REQUEST_CONTEXT, UCHAR, ULONG);
IS(ScsiPortWmiSetData, PVOID, PSCSIWMI_REQUEST_CONTEXT, ULONG, ULONG, PULONG,
   PULONG);
IS(ScsiPortWmiSetInstanceCount, BOOLEAN, PSCSIWMI_REQUEST_CONTEXT, ULONG,
   PULONG, PULONG);
IS(ScsiPortWmiSetInstanceName, PWCHAR, PSCSIWMI_REQUEST_CONTEXT, ULONG, ULONG,
   PULONG, PULONG);
