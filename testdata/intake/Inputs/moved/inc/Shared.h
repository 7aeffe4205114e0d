#define SHARED(e) ((void)(e))
