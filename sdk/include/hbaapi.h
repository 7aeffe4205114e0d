//===- hbaapi.h - types of the Fibre Channel HBA interface ----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_HBAAPI_H
#define MINIPORT_SDK_HBAAPI_H

#include "basetsd.h"
#include "ntdef.h"

#ifdef __cplusplus
extern "C" {
#endif

// FC-HBA (INCITS 386): what a miniport that answers for an HBA speaks of.

typedef unsigned char HBA_UINT8;
typedef unsigned short HBA_UINT16;
typedef ULONG HBA_UINT32;
typedef ULONGLONG HBA_UINT64;
typedef LONGLONG HBA_INT64;
typedef UCHAR HBA_BOOLEAN;

typedef HBA_UINT32 HBA_HANDLE;
typedef HBA_UINT32 HBA_STATUS;

#define HBA_STATUS_OK 0
#define HBA_STATUS_ERROR 1
#define HBA_STATUS_ERROR_NOT_SUPPORTED 2
#define HBA_STATUS_ERROR_INVALID_HANDLE 3
#define HBA_STATUS_ERROR_ARG 4
#define HBA_STATUS_ERROR_ILLEGAL_WWN 5
#define HBA_STATUS_ERROR_ILLEGAL_INDEX 6
#define HBA_STATUS_ERROR_MORE_DATA 7
#define HBA_STATUS_ERROR_STALE_DATA 8
#define HBA_STATUS_SCSI_CHECK_CONDITION 9
#define HBA_STATUS_ERROR_BUSY 10
#define HBA_STATUS_ERROR_TRY_AGAIN 11
#define HBA_STATUS_ERROR_UNAVAILABLE 12
#define HBA_STATUS_ERROR_ELS_REJECT 13
#define HBA_STATUS_ERROR_INVALID_LUN 14
#define HBA_STATUS_ERROR_INCOMPATIBLE 15
#define HBA_STATUS_ERROR_AMBIGUOUS_WWN 16
#define HBA_STATUS_ERROR_LOCAL_BUS 17
#define HBA_STATUS_ERROR_LOCAL_TARGET 18
#define HBA_STATUS_ERROR_LOCAL_LUN 19
#define HBA_STATUS_ERROR_LOCAL_SCSIID_BOUND 20
#define HBA_STATUS_ERROR_TARGET_FCID 21
#define HBA_STATUS_ERROR_TARGET_NODE_WWN 22
#define HBA_STATUS_ERROR_TARGET_PORT_WWN 23
#define HBA_STATUS_ERROR_TARGET_LUN 24
#define HBA_STATUS_ERROR_TARGET_LUN_ID 25
#define HBA_STATUS_ERROR_NO_SUCH_BINDING 26
#define HBA_STATUS_ERROR_NOT_A_TARGET 27
#define HBA_STATUS_ERROR_UNSUPPORTED_FC4 28
#define HBA_STATUS_ERROR_INCAPABLE 29
#define HBA_STATUS_ERROR_TARGET_BUSY 30

typedef HBA_UINT32 HBA_PORTTYPE;
#define HBA_PORTTYPE_UNKNOWN 1
#define HBA_PORTTYPE_OTHER 2
#define HBA_PORTTYPE_NOTPRESENT 3
#define HBA_PORTTYPE_NPORT 5
#define HBA_PORTTYPE_NLPORT 6
#define HBA_PORTTYPE_FLPORT 7
#define HBA_PORTTYPE_FPORT 8
#define HBA_PORTTYPE_EPORT 9
#define HBA_PORTTYPE_GPORT 10
#define HBA_PORTTYPE_LPORT 20
#define HBA_PORTTYPE_PTP 21

typedef HBA_UINT32 HBA_PORTSTATE;
#define HBA_PORTSTATE_UNKNOWN 1
#define HBA_PORTSTATE_ONLINE 2
#define HBA_PORTSTATE_OFFLINE 3
#define HBA_PORTSTATE_BYPASSED 4
#define HBA_PORTSTATE_DIAGNOSTICS 5
#define HBA_PORTSTATE_LINKDOWN 6
#define HBA_PORTSTATE_ERROR 7
#define HBA_PORTSTATE_LOOPBACK 8

typedef HBA_UINT32 HBA_PORTSPEED;
#define HBA_PORTSPEED_UNKNOWN 0
#define HBA_PORTSPEED_1GBIT 1
#define HBA_PORTSPEED_2GBIT 2
#define HBA_PORTSPEED_10GBIT 4
#define HBA_PORTSPEED_4GBIT 8
#define HBA_PORTSPEED_NOT_NEGOTIATED 32768

typedef HBA_UINT32 HBA_COS;

typedef struct HBA_fc4types {
  HBA_UINT8 bits[32];
} HBA_FC4TYPES, *PHBA_FC4TYPES;

typedef struct HBA_wwn {
  HBA_UINT8 wwn[8];
} HBA_WWN, *PHBA_WWN;

typedef struct HBA_AdapterAttributes {
  char Manufacturer[64];
  char SerialNumber[64];
  char Model[256];
  char ModelDescription[256];
  HBA_WWN NodeWWN;
  char NodeSymbolicName[256];
  char HardwareVersion[256];
  char DriverVersion[256];
  char OptionROMVersion[256];
  char FirmwareVersion[256];
  HBA_UINT32 VendorSpecificID;
  HBA_UINT32 NumberOfPorts;
  char DriverName[256];
} HBA_ADAPTERATTRIBUTES, *PHBA_ADAPTERATTRIBUTES;

typedef struct HBA_PortAttributes {
  HBA_WWN NodeWWN;
  HBA_WWN PortWWN;
  HBA_UINT32 PortFcId;
  HBA_PORTTYPE PortType;
  HBA_PORTSTATE PortState;
  HBA_COS PortSupportedClassofService;
  HBA_FC4TYPES PortSupportedFc4Types;
  HBA_FC4TYPES PortActiveFc4Types;
  char PortSymbolicName[256];
  char OSDeviceName[256];
  HBA_PORTSPEED PortSupportedSpeed;
  HBA_PORTSPEED PortSpeed;
  HBA_UINT32 PortMaxFrameSize;
  HBA_WWN FabricName;
  HBA_UINT32 NumberofDiscoveredPorts;
} HBA_PORTATTRIBUTES, *PHBA_PORTATTRIBUTES;

typedef struct HBA_PortStatistics {
  HBA_INT64 SecondsSinceLastReset;
  HBA_INT64 TxFrames;
  HBA_INT64 TxWords;
  HBA_INT64 RxFrames;
  HBA_INT64 RxWords;
  HBA_INT64 LIPCount;
  HBA_INT64 NOSCount;
  HBA_INT64 ErrorFrames;
  HBA_INT64 DumpedFrames;
  HBA_INT64 LinkFailureCount;
  HBA_INT64 LossOfSyncCount;
  HBA_INT64 LossOfSignalCount;
  HBA_INT64 PrimitiveSeqProtocolErrCount;
  HBA_INT64 InvalidTxWordCount;
  HBA_INT64 InvalidCRCCount;
} HBA_PORTSTATISTICS, *PHBA_PORTSTATISTICS;

typedef struct HBA_FcpId {
  HBA_UINT32 FcId;
  HBA_WWN NodeWWN;
  HBA_WWN PortWWN;
  HBA_UINT64 FcpLun;
} HBA_FCPID, *PHBA_FCPID;

typedef struct HBA_LUID {
  char buffer[256];
} HBA_LUID, *PHBA_LUID;

typedef struct HBA_ScsiId {
  char OSDeviceName[256];
  HBA_UINT32 ScsiBusNumber;
  HBA_UINT32 ScsiTargetNumber;
  HBA_UINT32 ScsiOSLun;
} HBA_SCSIID, *PHBA_SCSIID;

typedef struct HBA_FcpScsiEntry {
  HBA_SCSIID ScsiId;
  HBA_FCPID FcpId;
} HBA_FCPSCSIENTRY, *PHBA_FCPSCSIENTRY;

typedef struct HBA_FCPTargetMapping {
  HBA_UINT32 NumberOfEntries;
  HBA_FCPSCSIENTRY entry[1];
} HBA_FCPTARGETMAPPING, *PHBA_FCPTARGETMAPPING;

typedef enum HBA_fcpbindingtype {
  TO_D_ID,
  TO_WWN,
  TO_OTHER
} HBA_FCPBINDINGTYPE;

typedef struct HBA_FCPBindingEntry {
  HBA_FCPBINDINGTYPE type;
  HBA_SCSIID ScsiId;
  HBA_FCPID FcpId;
  HBA_UINT32 FcId;
} HBA_FCPBINDINGENTRY, *PHBA_FCPBINDINGENTRY;

typedef struct HBA_MgmtInfo {
  HBA_WWN wwn;
  HBA_UINT32 unittype;
  HBA_UINT32 PortId;
  HBA_UINT32 NumberOfAttachedNodes;
  HBA_UINT16 IPVersion;
  HBA_UINT16 UDPPort;
  HBA_UINT8 IPAddress[16];
  HBA_UINT16 reserved;
  HBA_UINT16 TopologyDiscoveryFlags;
} HBA_MGMTINFO, *PHBA_MGMTINFO;

#ifdef __cplusplus
}
#endif

#endif // MINIPORT_SDK_HBAAPI_H
