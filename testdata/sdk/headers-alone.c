// RUN: sh %S/Inputs/each-header.sh %clang %sdk | FileCheck %s
// RUN: sh %S/Inputs/each-header.sh %clang %source_root/sdk/shims | FileCheck --check-prefix=SHIMS %s

// Each header parses alone, as C and as C++, without a warning.

// CHECK-NOT: failed
// CHECK: {{[1-9][0-9]+}} headers

// SHIMS-NOT: failed
// SHIMS: 8 headers
