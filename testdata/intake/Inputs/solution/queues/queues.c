#include "queues.h"

void QueueRequest(void *Extension, void *Srb) {}
