// NextRequest is missing once: nothing is handed over any more.
// SIMULATE: --messages=0
// RECORD: queue-frozen
#define SCSI_FORGETS 20
#include "scsi.h"
