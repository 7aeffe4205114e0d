void BuildSense(void) {}
