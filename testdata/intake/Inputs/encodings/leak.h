// Schloß
#define TAKE(e) StorPortAcquireSpinLock(e, StartIoLock, NULL, &H)
