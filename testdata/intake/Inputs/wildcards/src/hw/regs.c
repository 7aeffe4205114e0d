void regs_(void) {}
