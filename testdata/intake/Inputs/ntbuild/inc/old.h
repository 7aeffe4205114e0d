#include <storport.h>
typedef struct { ULONG Pending; } OLD;
void Take(OLD *Old, STOR_LOCK_HANDLE *Lock);
ULONG Fast(OLD *Old);
