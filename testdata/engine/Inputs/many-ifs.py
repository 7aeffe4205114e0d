# many-ifs.py N [leak]: a DPC with N correlated pairs of ifs in a row, each of
# which takes and gives back a lock under a flag of its own.
import sys

count = int(sys.argv[1])
leak = "leak" in sys.argv
print("#include <storport.h>")
print("typedef struct _ADAPTER {")
for i in range(count):
    print(f"  BOOLEAN Flag{i};")
print("  ULONG Done;\n} ADAPTER;")
print("HW_DPC_ROUTINE Dpc;")
print("VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {")
print("  ADAPTER *Adapter = Extension;\n  STOR_LOCK_HANDLE Lock = {0};")
for i in range(count):
    print(f"  if (Adapter->Flag{i})")
    print("    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);")
    print("  Adapter->Done++;")
    condition = f"Adapter->Flag{i}"
    if leak and i == count - 1:
        condition += f" && Adapter->Flag0"
    print(f"  if ({condition})")
    print("    StorPortReleaseSpinLock(Adapter, &Lock);")
print("}")
