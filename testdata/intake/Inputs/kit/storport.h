/* What a kit's headers expect of a compiler's. */
#include <crtdefs.h>
#include <excpt.h>
#include <sal.h>
#include <setjmp.h>
#include <vadefs.h>
#include <vcruntime.h>
#include <vcruntime_string.h>

_CRT_BEGIN_C_HEADER
_Success_(return != 0)
_VCRTIMP size_t __CRTDECL __vcrt_length(_In_z_ const char *String);
_CRT_END_C_HEADER

typedef EXCEPTION_DISPOSITION ROUTINE(_Inout_ void *Frame);

#include "port.h"
