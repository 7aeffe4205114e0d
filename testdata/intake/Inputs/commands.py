"""Prints a compile database, one line a source: its options, without those that
say how Clang is run. Paths are relative to the folder that is given."""

import json
import os
import sys

root = os.path.abspath(sys.argv[1]) + os.sep
for entry in json.load(sys.stdin):
    options = [
        a
        for a in entry["arguments"]
        if a.startswith("--target=")
        or (a.startswith("/") and not os.path.exists(a))
    ]
    print("{}: {}".format(entry["file"], " ".join(options)).replace(root, ""))
