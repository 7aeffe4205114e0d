typedef struct _ADAPTER {
  ULONG Pending;
  BOOLEAN Messages;
} ADAPTER;

VOID Lock(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Handle);
VOID Unlock(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Handle);
