static VOID TakeDpcLock(PVOID Extension, PSTOR_LOCK_HANDLE Handle) {
  StorPortFreePool(Extension, Extension);
  StorPortAcquireSpinLock(Extension, DpcLock, Extension, Handle);
}
