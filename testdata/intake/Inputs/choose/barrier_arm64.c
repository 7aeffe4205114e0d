void barrier_arm64(void) {}
