// SAL as every compiler but Microsoft's sees it, with one annotation that is
// made of another.
#define _Inout_
#define _Out_
#define _At_(t, a)
#define _Curr_
#define _IRQL_requires_max_(irql)
#define _IRQL_requires_(irql)
#define _IRQL_saves_
#define _IRQL_saves_global_(kind, param)
#define _Function_class_(c)
#define _Requires_lock_not_held_(l)
#define _Acquires_lock_(l)
#define _Releases_lock_(l)
#define _When_(c, a)
#define __drv_maxIRQL(irql) _IRQL_requires_max_(irql)
#define _Analysis_assume_lock_held_(l)
#define _Analysis_assume_lock_acquired_(l)
#define _Analysis_assume_lock_released_(l)
