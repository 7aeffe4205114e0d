#!/usr/bin/env python3
"""Prints a source of one extreme shape: generate.py SHAPE COUNT."""

import random
import sys

shape, count = sys.argv[1], int(sys.argv[2])
if shape == "binary":
    random.seed(1)
    sys.stdout.buffer.write(bytes(random.randrange(256) for _ in range(count)))
    sys.exit()

print("int f(int);")
print("int g(int a, int b) {")
if shape == "ifs":
    print("if (a) {\n" * count + "f(a);\n" + "}\n" * count)
elif shape == "else":
    print("".join(f"if (a == {i}) f({i}); else\n" for i in range(count)) + "f(b);")
elif shape == "parentheses":
    print("return " + "(" * count + "a" + ")" * count + ";")
elif shape == "sum":
    print("return " + " + ".join(["a"] * count) + ";")
elif shape == "and":
    print("if (" + " && ".join(f"f({i})" for i in range(count)) + ") f(b);")
    print("return " + " || ".join(f"f({i})" for i in range(count)) + ";")
elif shape == "lines":
    print("".join(f"b = f(a + {i});\n" for i in range(count)))
elif shape == "cases":
    print("switch (a) {")
    print("".join(f"case {i}: f({i}); {'break;' if i % 2 else ''}\n" for i in range(count)))
    print("}")
print("return a;\n}")
