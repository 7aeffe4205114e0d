void barrier_x64(void) {}
