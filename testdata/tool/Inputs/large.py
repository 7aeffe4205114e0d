"""Writes a source at the edge of what people write to standard output."""

import sys

HEAD = "#include <storport.h>\nHW_TIMER Tick;\nHW_INTERRUPT Line;\n"


def lines():
    print(HEAD + "typedef struct { ULONG A, B; } EXT;")
    print("void Tick(PVOID E) {\n  EXT *X = E;")
    for i in range(12500):
        print(f"  if (X->A == {i}) {{\n    X->B += {i};\n    X->A ^= X->B;\n  }}")
    print("}")


def nested():
    print(HEAD + "void Tick(PVOID E) {\n  ULONG *X = E;")
    for i in range(2000):
        print(f"if (X[{i}]) {{")
    print("StorPortStallExecution(1);")
    print("}" * 2000 + "\n}")


def codepage():
    text = HEAD + (
        "/* B\xfcro, 5 \xb5s */ static const char *Name = \"\xdcbung\";\n"
        "BOOLEAN Line(PVOID E) {\n"
        "  if (!*(char *)E) return FALSE;\n"
        "  /* \xe4\xf6 */ StorPortFreePool(E, E);\n"
        "  return Name[0] != 0;\n}\n"
    )
    sys.stdout.buffer.write(text.encode("cp1252"))


{"lines": lines, "nested": nested, "codepage": codepage}[sys.argv[1]]()
