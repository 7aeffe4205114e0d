#!/usr/bin/env python3
"""Runs the simulator's own tests: tiny drivers, each with one mechanism.

A source says in comments how it is run and what must come of it:

    // SIMULATE: ARGUMENTS     one run; several lines are several runs
    // RECORD: MECHANISM [FUNCTION]   must be recorded, with FUNCTION in its stack
    // ALSO: MECHANISM         may be recorded as a consequence
    // SILENT                  nothing may be recorded
    // REFUSED: TEXT           must not be loaded, and TEXT be said

usage: run.py SIMULATE SOURCES-FOLDER DRIVERS-FOLDER [NAME...]
"""

import json
import pathlib
import subprocess
import sys
import tempfile


def wanted(source):
    marks = {"SIMULATE": [], "RECORD": [], "ALSO": [], "SILENT": [], "REFUSED": []}
    for line in source.read_text().splitlines():
        for mark in marks:
            if line.startswith("// " + mark):
                marks[mark].append(line[len("// " + mark):].lstrip(":").strip())
    return marks


def run_one(simulate, driver, marks, arguments):
    """The complaints about one run."""
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as out:
        words = [simulate, str(driver), "--device=doorbell", "--scenario=raw",
                 "--operations=400", "--quiet", "--records=" + out.name]
        # The last word wins.
        chosen = {a.split("=")[0] for a in arguments}
        words = [w for w in words if w.split("=")[0] not in chosen] + arguments
        done = subprocess.run(words, capture_output=True, text=True, timeout=120)
        if marks["REFUSED"]:
            missing = [t for t in marks["REFUSED"] if t not in done.stderr]
            if done.returncode != 2 or missing:
                return [f"not refused with {missing}: {done.stderr}"]
            return []
        if done.returncode not in (0, 1):
            return [f"exit status {done.returncode}: {done.stderr}{done.stdout}"]
        records = [json.loads(line) for line in out.read().decode().splitlines()]
    complaints = []
    expected = [r.split() for r in marks["RECORD"]]
    allowed = {e[0] for e in expected} | set(marks["ALSO"])
    for mechanism, *function in expected:
        hits = [r for r in records if r["mechanism"] == mechanism and (
            not function or any(f["function"] == function[0]
                                for f in r["stack"] + r.get("other", []))
            or (function and r["routine"].endswith(" " + function[0])))]
        if not hits:
            complaints.append(f"no record {mechanism} {' '.join(function)}")
    for record in records:
        if record["mechanism"] not in allowed:
            complaints.append(f"unexpected: {json.dumps(record)}")
    return complaints


def main():
    simulate, sources, drivers, *names = sys.argv[1:]
    failed = count = 0
    for source in sorted(pathlib.Path(sources).glob("*.c*")):
        if names and source.stem not in names:
            continue
        marks = wanted(source)
        for arguments in marks["SIMULATE"] or [""]:
            count += 1
            driver = pathlib.Path(drivers) / ("test-" + source.stem + ".so")
            complaints = run_one(simulate, driver, marks, arguments.split())
            for complaint in complaints:
                print(f"{source.name} [{arguments}]: {complaint}")
            failed += bool(complaints)
    print(f"simulator: {count - failed} of {count} runs as expected")
    return 1 if failed or not count else 0


sys.exit(main())
