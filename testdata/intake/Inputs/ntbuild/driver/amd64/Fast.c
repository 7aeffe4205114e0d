#include "old.h"
ULONG Fast(OLD *Old) { return Old->Pending; }
