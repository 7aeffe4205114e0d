# Each defect of the sample driver whose check exists is found by that check, at
# the line that defects.md names, with a path through the line of its switch.
#
#   sample-defects.py TOOL SOURCES DATABASES
import functools
import pathlib
import re
import subprocess
import sys

# Defect, check, source, what the line says.
ROWS = """
ALWAYS_TRUE         isr-never-false    interrupt.c   BOOLEAN IntxIsr(
POOL_FREE_AT_DIRQL  isr-irql           transfer.c    StorPortFreePool(
POLL_IN_STARTIO     stall-context      wait.c        StorPortStallExecution(DEFECT(STALL_BY_TIMEOUT)
POLL_UNDER_LOCK     stall-context      wait.c        StorPortStallExecution(DEFECT(STALL_BY_TIMEOUT)
SLEEP_IN_TIMER      stall-context      wait.c        StorPortStallExecution(1000 * Milliseconds)
DELAY_IN_DPC        stall-context      dpc.c         StorPortDelayExecution(
LEAK_ADMIN_LOCK     lock-unpaired      admin.c       return FALSE;
LEAK_ADMIN_LOCK     msi-lock-unpaired  admin.c       return FALSE;
MESSAGE_MOVED       msi-lock-unpaired  watch.c       StorPortReleaseMSISpinLock(
UNLOCK_BY_DUMP      lock-unpaired      lock.c        StorPortReleaseSpinLock(
UNLOCK_BY_DUMP      msi-lock-unpaired  lock.c        StorPortReleaseMSISpinLock(
WRONG_RELEASE       msi-lock-unpaired  lock.c        StorPortReleaseMSISpinLock(
REGISTRY_IN_INITIALIZE isr-irql        initialize.c  StorPortRegistryRead(
GROW_UNDER_LOCK     isr-irql           admin.c       StorPortAllocatePool(
"""
# Where the tool follows the switch without a word: a routine as a whole, and
# conditions that leave no choice.
NO_PATH = {"ALWAYS_TRUE", "UNLOCK_BY_DUMP", "WRONG_RELEASE", "MESSAGE_MOVED"}
PLACE = re.compile(r"^(\S+?):(\d+):\d+: (error|warning|note): (.*)$", re.M)


@functools.cache
def findings(tool, database):
    """(check, [(file, line), ...]) for each; the first place is its own."""
    out = subprocess.run(
        [tool, "--color", "never", "-p", database], capture_output=True, text=True
    ).stdout
    found = []
    for path, line, _, message in PLACE.findall(out):
        check = re.search(r"\[miniport-([a-z-]+)\]$", message)
        if check:
            found.append((check[1], []))
        found[-1][1].append((pathlib.Path(path).name, int(line)))
    return found


def line_of(sources, place):
    name, line = place
    return (sources / name).read_text().splitlines()[line - 1]


def switch_near(sources, place, defect):
    name, line = place
    lines = (sources / name).read_text().splitlines()
    return any(f"DEFECT({defect})" in text for text in lines[max(0, line - 6) : line + 1])


def main():
    tool, sources, databases = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
    missed = 0
    for row in ROWS.split("\n"):
        if not row:
            continue
        defect, check, name, text = row.split(None, 3)
        hits = [
            places
            for its_check, places in findings(tool, f"{databases}/{defect}")
            if its_check == check
            and places[0][0] == name
            and text in line_of(sources, places[0])
        ]
        if defect not in NO_PATH:
            hits = [h for h in hits if any(switch_near(sources, p, defect) for p in h)]
        if not hits:
            print(f"{defect}: not found by miniport-{check} at '{text}' in {name}")
            missed += 1
    return 1 if missed else 0


sys.exit(main())
