// SIMULATE: --messages=0
// SILENT
#define SCSI_DEFERS
#include "scsi.h"
