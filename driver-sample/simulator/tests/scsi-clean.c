// SIMULATE: --messages=0
// SIMULATE: --messages=4 --seed=3
// SILENT
#include "scsi.h"
