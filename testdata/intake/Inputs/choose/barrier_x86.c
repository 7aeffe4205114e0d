void barrier_x86(void) {}
