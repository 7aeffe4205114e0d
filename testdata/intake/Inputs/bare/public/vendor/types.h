#include <wdm.h>
#include <storport.h>
typedef struct { ULONG Pending; } EXTENSION;
