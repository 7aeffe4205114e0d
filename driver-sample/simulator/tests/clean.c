// A driver without a defect is silent: by the line and by messages.
// SIMULATE: --messages=0
// SIMULATE: --messages=4
// SIMULATE: --messages=4 --nested-messages --seed=7
// SILENT
#include "tiny.h"
