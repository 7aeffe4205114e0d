void try_(void) {}
