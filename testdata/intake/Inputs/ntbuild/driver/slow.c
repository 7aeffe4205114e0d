ULONG Fast(void *Old) { return 0; }
