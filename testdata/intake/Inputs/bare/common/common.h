#include <vendor/types.h>
void Take(EXTENSION *Ext, STOR_LOCK_HANDLE *Lock);
