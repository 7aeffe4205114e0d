void old(void) {}
