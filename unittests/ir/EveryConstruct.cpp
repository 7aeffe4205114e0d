//===- EveryConstruct.cpp - A text with every construct -------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Texts.h"

namespace miniport::ir {

// clang-format off: the lines below are what print() writes
const char *const EveryConstruct = R"ir(file 0 "src/isr.c"
file 1 "C:\\kit\\storport \"x\".h" system
diagnostic "isr.c:3: no such file\0Amissing.h"
record ADAPTER size 72 {
  Msix: u8 @0
  Ready: u1 @1
  Flags: agg 4 FLAGS @4
  Queue: ptr @8 x 4
  PerPort: u32 @40 bits 3 1
  Whole: s64 @48
  Rate: f64 @56
  "odd name": s16 @64
  Tail: u8 @72 x 0
}
union WORD size 4 {
  Word: u32 @0
  Bytes: u8 @0 x 4
}
record FLAGS size 4 {
  Bits: u32 @0
}
record init size 8 {
  Next: ptr @0
}
record "struct (unnamed)" size 8 {
  Link: agg 8 "init" @0
}
record OPS size 16 {
  Sleep: ptr @0
  Retries: s32 @8
}
global @Table: agg 16 OPS const internal init { 0: @Sleep, 8: -5, 12: u16 7 }
global @Elsewhere: s32 extern !0:4:1
global @Config: agg 4 FLAGS usr "c:@Config" source "src/isr.c" init { 0: 4294967295 }
global @Self: ptr init { 0: @Self }
global @"a b": u8 inline
declare @StorPortIssueDpc(ptr, ptr, %a: ptr, ptr) -> u8 system
declare @Trace(ptr) -> void system variadic
declare @Bug() -> void noreturn
declare @Take(%lock: ptr) -> void sal _Acquires_lock_("*lock") param 0 when "lock != 0" sal _IRQL_raises_(DISPATCH_LEVEL, "2") from "ODD ROLE" at !0:4:2 sal _Must_inspect_result_
declare @Fill(agg 4 FLAGS) -> agg 16 OPS
declare @"a b"#1(%"odd name": s32) -> void
func @Sleep(%ext: ptr) -> void internal section PAGE usr "c:@F@Sleep" source "src/isr.c" !0:9:1 {
entry:
  ret
} !0:12:1
func @Isr(%ext: ptr, s32, %"2": u64) -> u8 role HW_INTERRUPT role "ODD ROLE" !0:14:1~1:2:3 {
  local $old: u32 !0:15:3
  local $lock: agg 24
  local $ops: agg 16 OPS
  local $"two words": u8
entry:
  %1 = load u8 %ext->ADAPTER.Msix !0:16:7
  %2 = ne u8 %1, 0
  br %2, masked, done "ext->Msix \"now\"" !0:17:3~1:20:9
masked:
  %3 = addr $lock
  %5 = addr %3^"struct (unnamed)".Link
  %4 = load ptr %ext->ADAPTER.Queue[%1 x 8]
  %6 = load volatile u32 %4->ADAPTER.Flags->FLAGS.Bits
  store u32 7, $old
  store volatile u32 %6, %ext->ADAPTER.PerPort
  store u8 255, %ext->ADAPTER.Tail[s64 -1 x 1]
  store ptr @Sleep, $ops->OPS.Sleep
  store u16 3, ptr 65536
  copy 16, $ops, @Table
  zero 24, $lock
  %7 = add s32 %#1, -3
  %8 = sub ptr %4, %3
  %9 = mul u64 %"2", 18446744073709551615
  %10 = div s32 %7, s16 2
  %11 = rem s32 %7, 2
  %12 = and u32 %6, 4080
  %13 = or u32 %6, %12
  %14 = xor u32 %6, %12
  %15 = shl u32 %6, 1
  %16 = shr u32 %6, 1
  %17 = eq ptr %4, 0
  %18 = lt s32 %7, -2147483648
  %19 = le s32 %7, 2147483647
  %20 = gt s32 %7, 0
  %21 = ge s32 %7, 0
  %22 = cast u8, %6
  %23 = cast s64, u8 255
  %24 = opaque f64() "float"
  %25 = opaque pure s32(%6, ptr 0, s8 -128, @Table, $old) "hash"
  %26 = call @StorPortIssueDpc(%ext, %3, ptr 0, ptr 0) "StorPortIssueDpc(a, b, c, d)" !0:20:3
  call @Trace(@"a b", s32 3)
  %27 = load ptr $ops->OPS.Sleep
  call %27(%ext)
  %28 = call s32 %27(%ext)
  %29 = call @Fill(s32 0)
  %30 = call ptr @Fill(s32 0)
  call u8 %27()
  end $lock
  assume %20
  goto done
done:
  %31 = load u8 $"two words"
  switch %31, "odd label" { 1: ok, 5..9: ok, -1: bug, 9223372036854775807: bug } "kind"
ok:
  ret u8 %31
bug:
  call noreturn @Bug()
  unreachable
"odd label":
  br u1 1, bug, ok
} !0:40:1
func @Half() -> void degraded "inline assembly" calls @Sleep, @"a b"#1 hash 18446744073709551615 {
}
func @Sleep#1() -> void internal {
entry:
  call @Sleep#1()
  call @Sleep(ptr 0)
  ret
}
func @Shared() -> void inline {
here:
  ret
}
)ir";
// clang-format on

} // namespace miniport::ir
