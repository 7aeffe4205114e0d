// A miniport's roles and routines with the bundled headers.
// RUN: %ir_dump --sdk=%sdk --known=StorPortGetPhysicalAddress %s | FileCheck %s
#include <ntddk.h>
#include <storport.h>

typedef struct _EXTENSION {
  STOR_LOCK_HANDLE Handle;
  PVOID Registers;
} EXTENSION, *PEXTENSION;

HW_INTERRUPT Isr;
HW_FIND_ADAPTER FindAdapter;

// CHECK: func @Isr(%Extension: ptr) -> u8 role HW_INTERRUPT
BOOLEAN Isr(_In_ PVOID Extension) {
  PEXTENSION E = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  // CHECK: zero [[N:[0-9]+]], $Lock
  // CHECK: call @StorPortAcquireSpinLock(%{{[0-9]+}}, s32 3, ptr 0, $Lock)
  StorPortAcquireSpinLock(E, InterruptLock, NULL, &Lock);
  RtlZeroMemory(E, sizeof(*E));
  StorPortReleaseSpinLock(E, &Lock);
  return TRUE;
}

// CHECK: func @FindAdapter({{.*}}) -> u32 {{.*}}role HW_FIND_ADAPTER
ULONG FindAdapter(PVOID E, PVOID Context, PVOID Bus, PCHAR Arguments,
                  PPORT_CONFIGURATION_INFORMATION Config, PBOOLEAN Again) {
  ULONG Length;
  Config->InterruptSynchronizationMode = InterruptSynchronizePerMessage;
  // CHECK: store s32 {{[0-9]+}}, {{%[A-Za-z0-9]+}}->PORT_CONFIGURATION_INFORMATION.InterruptSynchronizationMode
  // CHECK: call @StorPortGetPhysicalAddress(
  STOR_PHYSICAL_ADDRESS A = StorPortGetPhysicalAddress(E, NULL, E, &Length);
  return A.QuadPart ? SP_RETURN_FOUND : SP_RETURN_NOT_FOUND;
}
// CHECK: declare @StorPortGetPhysicalAddress({{.*}}) -> agg 8 {{.*}} system
