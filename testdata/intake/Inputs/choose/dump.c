void dump(void) {}
