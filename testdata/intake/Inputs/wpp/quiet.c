void Quiet(void) {}
