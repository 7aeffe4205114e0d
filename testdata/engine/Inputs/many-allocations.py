# many-allocations.py N [late]: a function with N conditional allocations, which
# are freed under the same conditions afterwards; 'late': under a lock, where
# freeing is not allowed.
import sys

count = int(sys.argv[1])
late = "late" in sys.argv
print("#include <storport.h>")
print("typedef struct _ADAPTER {")
for i in range(count):
    print(f"  BOOLEAN Want{i};")
print("  ULONG Done;\n} ADAPTER;")
print("HW_DPC_ROUTINE Dpc;")
print("VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {")
print("  ADAPTER *Adapter = Extension;\n  STOR_LOCK_HANDLE Lock = {0};")
for i in range(count):
    print(f"  PVOID Block{i} = NULL;")
for i in range(count):
    print(f"  if (Adapter->Want{i})")
    print(f"    StorPortAllocatePool(Adapter, 64, 'yrrM', &Block{i});")
print("  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);")
print("  Adapter->Done++;")
if not late:
    print("  StorPortReleaseSpinLock(Adapter, &Lock);")
for i in range(count):
    print(f"  if (Adapter->Want{i} && Block{i} != NULL)")
    print(f"    StorPortFreePool(Adapter, Block{i});")
if late:
    print("  StorPortReleaseSpinLock(Adapter, &Lock);")
print("}")
