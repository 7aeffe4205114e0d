void Library(void) {}
