void old_entry_(void) {}
