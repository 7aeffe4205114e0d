static BOOLEAN Start(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  STOR_LOCK_HANDLE Lock;
  Take(Extension, &Lock);
  return TRUE;
}
