// Two sources include this. What the body is depends on FREE_HERE.
typedef struct _ADAPTER {
  PULONG Status;
  PVOID Buffer;
  STOR_DPC Dpc;
} ADAPTER;

static __inline VOID Same(ADAPTER *Adapter) {
  StorPortFreePool(Adapter, Adapter->Buffer);
}

static __inline VOID Release(ADAPTER *Adapter) {
#ifdef FREE_HERE
  StorPortFreePool(Adapter, Adapter->Buffer);
#else
  StorPortIssueDpc(Adapter, &Adapter->Dpc, Adapter->Buffer, NULL);
#endif
}
