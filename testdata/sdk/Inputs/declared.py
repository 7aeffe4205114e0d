"""declared.py RULES: a source that takes the address of each routine of a file of
rules; a macro will do, too. Not of Clang's own builtins and intrinsics, nor of
KMDF, which is not part of sdk/."""

import re
import sys

INCLUDES = """#include <ntifs.h>
#include <storport.h>
#include <ntstrsafe.h>
#include <ctype.h>
#include <evntrace.h>
#include <iointex.h>
#include <stdio.h>
#include <stdlib.h>
#include <wdmsec.h>
#include <wmilib.h>
"""

routines = re.findall(
    r"^  - name: (\S+)\n(?:    (?!header:).*\n)*(?:    header: (\S+)\n)?",
    open(sys.argv[1]).read(),
    re.M,
)
wanted = [n for n, header in routines
          if header and header != "intrin.h" and not header.startswith("wdf")]
print(INCLUDES)
for name in wanted:
    print(f"#ifndef {name}\nvoid *Address_{name} = (void *)&{name};\n#endif")
print(f"// {len(wanted)} routines")
