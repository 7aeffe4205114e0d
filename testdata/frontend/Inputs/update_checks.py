#!/usr/bin/env python3
"""Writes the CHECK lines of this folder's tests anew from what ir-dump prints.

    update_checks.py IR_DUMP FILE...

Read the difference before you commit it: the script believes the front end.
Lines that begin with '// CHECK' are replaced by the whole output, at the end.
"""

import re
import shlex
import subprocess
import sys


def output(dump, path, text):
    run = re.search(r"// RUN: %ir_dump (.*?) \|", text).group(1)
    run = run.replace("2>&1", "")
    folder = path.rsplit("/", 1)[0] if "/" in path else "."
    args = [a.replace("%s", path).replace("%S", folder) for a in shlex.split(run)]
    result = subprocess.run([dump] + args, capture_output=True, text=True)
    if result.returncode:
        sys.exit(f"{path}: {result.stderr}")
    return result.stdout


def parts(ir):
    """The lines of every entity."""
    block = []
    for line in ir.splitlines():
        if line.startswith(("file ", "diagnostic ")):
            continue
        block.append(line)
        is_alone = len(block) == 1 and not line.endswith("{")
        if line == "}" or is_alone:
            yield block
            block = []


def check(lines):
    first = "// CHECK-LABEL: " if lines[0].startswith("func") else "// CHECK: "
    return [first + lines[0]] + ["// CHECK-NEXT: " + l for l in lines[1:]]


def main():
    dump, files = sys.argv[1], sys.argv[2:]
    for path in files:
        text = open(path).read()
        lines = [l for l in text.splitlines() if not l.startswith("// CHECK")]
        while lines and not lines[-1].strip():
            lines.pop()
        tail = []
        for block in parts(output(dump, path, text)):
            tail += [""] + check(block)
        open(path, "w").write("\n".join(lines + tail) + "\n")


main()
