// CallDisableInterrupts is missing once: the adapter stays silent.
// SIMULATE: --messages=0
// RECORD: request-timeout StartIo
// ALSO: lost-request
// ALSO: request-failed
#define SCSI_DEFERS
#define SCSI_STAYS_SILENT 20
#include "scsi.h"
