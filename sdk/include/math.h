//===- math.h - absolute values and square roots --------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_MATH_H
#define MINIPORT_SDK_MATH_H

#ifdef __cplusplus
extern "C" {
#endif

double __cdecl fabs(double Value);
double __cdecl floor(double Value);
double __cdecl ceil(double Value);
double __cdecl sqrt(double Value);
double __cdecl pow(double Base, double Exponent);

#ifdef __cplusplus
}
#endif

#endif // MINIPORT_SDK_MATH_H
