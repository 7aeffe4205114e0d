#!/usr/bin/env python3
"""Runs the miniport with each defect, and says what was recorded.

A row is {defect: runs, records one of which must be there}. The clean driver has
every run, and must be silent. docs/simulator.md names the mechanisms.

usage: defects.py [--json FILE] [--work FOLDER] SIMULATE [DEFECT...]
"""

import argparse
import concurrent.futures
import json
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
DRIVER = HERE.parent / "nvme"
FOLDERS = [DRIVER, DRIVER / "lib"]

IO = ["--scenario=io"]
LINE = ["--scenario=line"]
RESET = ["--scenario=reset"]
EVENTS = ["--scenario=events"]
ERRORS = ["--scenario=errors", "--streams=40"]
POWER = ["--scenario=power"]
ADMIN = ["--scenario=admin"]
FAULTS = ["--scenario=faults"]
UNITS = ["--scenario=units"]
EARLY = ["--scenario=early-removal"]
DUMP = ["--scenario=dump"]
NO_MESSAGE = ["--messages=0"]
ONE_MESSAGE = ["--messages=1"]
NO_DPC = ["--refuse-passive"]
DEADLOCK = ["self-deadlock", "deadlock"]
SEEDS = range(1, 9)

# Defect: the runs, each with as many seeds as it takes, and what may show it.
ROWS = {
    "ALWAYS_TRUE": ([LINE], ["starved-neighbour", "interrupt-storm"]),
    "MASK_BEFORE_OWNERSHIP": ([LINE], ["request-timeout", "interrupt-disowned"]),
    "LINE_NEVER_MASKED": ([IO + NO_MESSAGE, LINE], ["interrupt-storm"]),
    "ISR_RETURNS_ISSUE_DPC": (
        [IO + NO_MESSAGE + ["--operations=150000"]], ["interrupt-disowned"]),
    "FALSE_AFTER_ACK": ([IO + NO_MESSAGE + ["--operations=20000"]],
                        ["interrupt-disowned"]),
    "POOL_FREE_AT_DIRQL": ([IO + NO_DPC, IO + NO_DPC + NO_MESSAGE],
                           ["invalid-irql"]),
    "IRQL_IN_TRACE": ([IO + ["--registry=TraceLevel=3"]],
                      ["rule-prohibited-routine"]),  # A rule, and nothing else.
    "PAGED_ERROR": ([FAULTS, EVENTS], ["page-fault"]),
    "DRAIN_WITHOUT_QUOTA": (
        [UNITS + ["--units=8", "--messages=2", "--streams=600",
                  "--operations=30000", "--away=3000", "--isr-limit=50"]],
        ["isr-duration"]),  # Rings of 128 entries do not last for 400 us.
    "LIST_WALK_STUCK": ([UNITS + ["--streams=40"]], ["hang"]),
    "LONG_STALL": ([POWER], ["verifier-stall"]),
    "POLL_IN_STARTIO": ([RESET], ["dispatch-duration", "dpc-watchdog"]),
    "POLL_UNDER_LOCK": ([EVENTS], ["lock-contention", "dispatch-duration"]),
    "POLL_IGNORES_ALL_ONES": ([EARLY], ["hang", "dpc-watchdog"]),
    "SLEEP_IN_TIMER": ([FAULTS, RESET], ["dispatch-duration"]),
    "DELAY_IN_DPC": ([EVENTS], ["dispatch-duration"]),
    "LEAK_ADMIN_LOCK": ([ADMIN, ADMIN + NO_MESSAGE],
                        DEADLOCK + ["lock-held-at-exit"]),
    "MESSAGE_MOVED": ([RESET, IO + ["--operations=40000"]], ["unheld-release"]),
    "ONE_OLDIRQL": ([RESET, IO + ["--operations=40000"]],
                    ["irql-at-exit", "irql-below-lock"]),
    "OLDIRQL_IN_HANDLE": ([IO], ["narrow-write"]),
    "ISR_FLAG_LOST": ([IO], ["self-deadlock"]),
    "MSI_LOCK_ON_LINE": ([IO + NO_MESSAGE], ["data-race", "data-mismatch"]),
    "NESTED_ALL_LOCK": ([EVENTS], DEADLOCK),
    "UNLOCKED_COUNTER": ([IO], ["data-race"]),
    "UNLOCK_BY_DUMP": ([IO, DUMP], ["unheld-release", "mismatched-release"]
                       + DEADLOCK),
    "INTERRUPT_LOCK_IN_ISR": ([IO + NO_DPC, IO + NO_DPC + NO_MESSAGE],
                              ["self-deadlock"]),
    "STARTIO_LOCK_IN_RESET": ([RESET], ["self-deadlock"]),
    "DPC_LOCK_ORDER": ([IO, IO + NO_MESSAGE, IO + ["--perf=none"]], DEADLOCK),
    "WRONG_RELEASE": ([IO + ONE_MESSAGE], DEADLOCK + ["mismatched-release"]),
    "SYNC_UNDER_LOCK": ([RESET, FAULTS], ["self-deadlock"]),
    "DPC_AFTER_START": ([IO, IO + NO_MESSAGE], ["raw-dpc"]),
    "SRB_AS_DPC_ARGUMENT": ([ERRORS], ["request-timeout"]),
    "DPC_IN_DUMP": ([DUMP], ["dump-request-lost", "raw-dpc"]),
    "DPC_AT_RESTART": ([POWER], ["raw-dpc"]),
    "REGISTRY_IN_INITIALIZE": ([IO], ["page-fault", "wait-at-raised-irql"]),
    "CLEAN_AFTER_COMPLETE": ([IO, ERRORS], ["use-after-completion"]),
    "ABORT_COMPLETES": ([FAULTS, RESET],
                        ["double-completion", "use-after-completion"]),
    "BUILDIO_SILENT": ([IO + ["--fail-each", "--operations=60"]],
                       ["request-timeout"]),
}


class Builder:
    """Objects are shared: a defect is in a source or two."""

    def __init__(self, work):
        self.work = pathlib.Path(work)
        self.sources = sorted(s for f in FOLDERS for s in f.glob("*.c"))
        self.flags = ["--"] + ["-I" + str(f) for f in FOLDERS] + ["-w"]
        self.clean = {}

    def run(self, *words):
        subprocess.run([str(HERE / "build-driver"), *map(str, words)], check=True)

    def compile(self, source, name, define):
        target = self.work / f"{source.stem}-{name}.o"
        self.run("--object", target, source, *self.flags, *define)
        return target

    def driver(self, defect):
        objects = []
        for source in self.sources:
            uses = defect and re.search(rf"DEFECT[_(]{defect}\b", source.read_text())
            if uses:
                objects.append(self.compile(source, defect,
                                            [f"-DDEFECT_{defect}=1"]))
                continue
            if source not in self.clean:
                self.clean[source] = self.compile(source, "clean", [])
            objects.append(self.clean[source])
        target = self.work / f"{defect or 'clean'}.so"
        self.run(target, *objects)
        return target


def simulate(command, driver, words):
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as out:
        done = subprocess.run(
            [command, str(driver), "--quiet", "--records=" + out.name, *words],
            capture_output=True, text=True, timeout=600)
        if done.returncode not in (0, 1):
            return [{"mechanism": "no-result", "routine": "", "stack": [],
                     "message": done.stderr.strip()}]
        return [json.loads(line) for line in out.read().decode().splitlines()]


def run_row(command, driver, runs, wanted):
    """Seed by seed, until a run shows what is wanted."""
    seen = []
    for seed in SEEDS:
        for words in runs:
            records = simulate(command, driver, words + [f"--seed={seed}"])
            seen += [dict(r, run=" ".join(words + [f"--seed={seed}"]))
                     for r in records]
            if any(r["mechanism"] in wanted for r in records):
                return seen
        if not wanted:
            break
    return seen


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--json")
    parser.add_argument("--work")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("simulate")
    parser.add_argument("defects", nargs="*")
    args = parser.parse_args()
    work = args.work or tempfile.mkdtemp(prefix="miniport-defects-")
    pathlib.Path(work).mkdir(parents=True, exist_ok=True)
    builder = Builder(work)
    chosen = {d: ROWS[d] for d in args.defects or ROWS}
    drivers = {d: builder.driver(d) for d in chosen}
    clean = builder.driver("")
    result, missing = {}, []
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        rows = {d: pool.submit(run_row, args.simulate, drivers[d], *chosen[d])
                for d in chosen}
        every = [json.loads(w) for w in sorted(
            {json.dumps(w) for runs, _ in chosen.values() for w in runs})]
        silent = {" ".join(w): pool.submit(simulate, args.simulate, clean, w)
                  for w in every}
        for defect, row in rows.items():
            seen = result[defect] = row.result()
            wanted = chosen[defect][1]
            names = sorted({r["mechanism"] for r in seen})
            found = [n for n in names if n in wanted]
            if wanted and not found:
                missing.append(defect)
            print(f"{defect:24} {'-' if not wanted else 'yes' if found else 'NO':4}"
                  f" {', '.join(names)}", flush=True)
        loud = {w: r.result() for w, r in silent.items() if r.result()}
    for words, records in loud.items():
        print(f"clean, {words}: {sorted({r['mechanism'] for r in records})}")
    if args.json:
        result["clean"] = [r for records in loud.values() for r in records]
        pathlib.Path(args.json).write_text(json.dumps(result, indent=1))
    print(f"{len(chosen) - len(missing)} of {len(chosen)} defects as expected; "
          f"clean driver {'silent' if not loud else 'not silent'}")
    return 1 if missing or loud else 0


sys.exit(main())
