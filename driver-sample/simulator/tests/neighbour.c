// A neighbour that is let through, and interrupts that are not the adapter's.
// SIMULATE: --messages=0 --neighbour=100
// SIMULATE: --messages=0 --neighbour=20 --seed=5
// SILENT
#include "tiny.h"
