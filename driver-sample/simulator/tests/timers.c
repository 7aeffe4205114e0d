// Both kinds of timer, a work item, interlocked lists: silent.
// SIMULATE: --messages=2
// SIMULATE: --messages=0 --seed=4
// SILENT
#define TINY_INIT Init
#include "tiny.h"

static PVOID Timer, Worker;
static LONG volatile Ticks;

static VOID Work(PVOID Extension, PVOID Context, PVOID Mine) {
  UNREFERENCED_PARAMETER(Context);
  InterlockedIncrement(&Ticks);
  StorPortDelayExecution(Extension, 100);
  StorPortFreeWorker(Extension, Mine);
}

static VOID Tick(PVOID Extension) {
  InterlockedIncrement(&Ticks);
  StorPortNotification(RequestTimerCall, Extension, Tick, 1000);
}

static VOID TickEx(PVOID Extension, PVOID Context) {
  InterlockedIncrement((LONG volatile *)Context);
  StorPortRequestTimer(Extension, Timer, TickEx, Context, 500, 0);
}

static VOID Init(PTINY T) {
  StorPortInitializeTimer(T, &Timer);
  StorPortRequestTimer(T, Timer, TickEx, (PVOID)&Ticks, 500, 0);
  StorPortInitializeWorker(T, &Worker);
  StorPortQueueWorkItem(T, Work, Worker, NULL);
  StorPortNotification(RequestTimerCall, T, Tick, 1000);
}
