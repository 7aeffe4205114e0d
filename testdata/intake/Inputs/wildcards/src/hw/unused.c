void unused_(void) {}
