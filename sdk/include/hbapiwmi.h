//===- hbapiwmi.h - WMI classes of Fibre Channel HBAs ---------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_HBAPIWMI_H
#define MINIPORT_SDK_HBAPIWMI_H

#include "basetsd.h"
#include "ntdef.h"

#ifdef __cplusplus
extern "C" {
#endif

// The blocks of data and statistics. Methods' arguments are not here: a source
// that uses these reads them as unknown structures.

typedef struct _MSFC_FCAdapterHBAAttributes {
  ULONGLONG UniqueAdapterId;
  ULONG HBAStatus;
  UCHAR NodeWWN[8];
  ULONG VendorSpecificID;
  ULONG NumberOfPorts;
  WCHAR Manufacturer[64 + 1];
  WCHAR SerialNumber[64 + 1];
  WCHAR Model[256 + 1];
  WCHAR ModelDescription[256 + 1];
  WCHAR NodeSymbolicName[256 + 1];
  WCHAR HardwareVersion[256 + 1];
  WCHAR DriverVersion[256 + 1];
  WCHAR OptionROMVersion[256 + 1];
  WCHAR FirmwareVersion[256 + 1];
  WCHAR DriverName[256 + 1];
  WCHAR MfgDomain[256 + 1];
} MSFC_FCAdapterHBAAttributes, *PMSFC_FCAdapterHBAAttributes;

typedef struct _MSFC_HBAPortAttributesResults {
  UCHAR NodeWWN[8];
  UCHAR PortWWN[8];
  ULONG PortFcId;
  ULONG PortType;
  ULONG PortState;
  ULONG PortSupportedClassofService;
  UCHAR PortSupportedFc4Types[32];
  UCHAR PortActiveFc4Types[32];
  ULONG PortSupportedSpeed;
  ULONG PortSpeed;
  ULONG PortMaxFrameSize;
  UCHAR FabricName[8];
  ULONG NumberofDiscoveredPorts;
} MSFC_HBAPortAttributesResults, *PMSFC_HBAPortAttributesResults;

typedef struct _MSFC_FibrePortHBAAttributes {
  ULONGLONG UniquePortId;
  ULONG HBAStatus;
  MSFC_HBAPortAttributesResults Attributes;
} MSFC_FibrePortHBAAttributes, *PMSFC_FibrePortHBAAttributes;

typedef struct _MSFC_HBAPortStatistics {
  LONGLONG SecondsSinceLastReset;
  LONGLONG TxFrames;
  LONGLONG TxWords;
  LONGLONG RxFrames;
  LONGLONG RxWords;
  LONGLONG LIPCount;
  LONGLONG NOSCount;
  LONGLONG ErrorFrames;
  LONGLONG DumpedFrames;
  LONGLONG LinkFailureCount;
  LONGLONG LossOfSyncCount;
  LONGLONG LossOfSignalCount;
  LONGLONG PrimitiveSeqProtocolErrCount;
  LONGLONG InvalidTxWordCount;
  LONGLONG InvalidCRCCount;
} MSFC_HBAPortStatistics, *PMSFC_HBAPortStatistics;

typedef struct _MSFC_FibrePortHBAStatistics {
  ULONGLONG UniquePortId;
  ULONG HBAStatus;
  MSFC_HBAPortStatistics Statistics;
} MSFC_FibrePortHBAStatistics, *PMSFC_FibrePortHBAStatistics;

typedef struct _HBAScsiID {
  ULONG ScsiBusNumber;
  ULONG ScsiTargetNumber;
  ULONG ScsiOSLun;
  WCHAR OSDeviceName[256 + 1];
} HBAScsiID, *PHBAScsiID;

typedef struct _HBAFCPID {
  ULONG Fcid;
  UCHAR NodeWWN[8];
  UCHAR PortWWN[8];
  ULONGLONG FcpLun;
} HBAFCPID, *PHBAFCPID;

typedef struct _HBAFCPScsiEntry {
  HBAFCPID FCPId;
  UCHAR Luid[256];
  HBAScsiID ScsiId;
} HBAFCPScsiEntry, *PHBAFCPScsiEntry;

#ifdef __cplusplus
}
#endif

#endif // MINIPORT_SDK_HBAPIWMI_H
