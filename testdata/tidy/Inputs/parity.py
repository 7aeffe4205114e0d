#!/usr/bin/env python3
"""Do the two doors say the same?

    parity.py --command=... --clang-tidy=... --plugin=... --winflags=... FOLDER...

Reads the RUN lines of every lit test below the folders. Each one that has the
command analyse one source is run again through both doors, with the same checks,
options and flags, and the findings must be equal: place, check, grade, message,
and the notes of the path. One difference is meant: what stands in the argument of
a macro is there for clang-tidy, as for Clang, and at the macro for the command; so
of places in macros only the line is compared. What cannot be compared at all must
stand in NOT_COMPARED.
"""

import argparse
import json
import os
import re
import shlex
import subprocess
import sys

# Tests with a RUN line of the command that is not compared: why.
NOT_COMPARED = {
    "conditional-allocations.test": "analyses generated sources",
    "correlated-ifs.test": "analyses generated sources",
    "frozen.c": "what initialisation fixes is known of a whole driver only",
    "init-ways.c": "what initialisation fixes is known of a whole driver only",
    "inline-functions.test": "analyses two sources as one driver",
    "two-sources.test": "analyses two sources as one driver",
}

# Words of the command that change nothing of what is found.
SILENT = ("--strict", "--stats", "--quiet")

MESSAGE = re.compile(
    r"(?:(?P<file>/.*?):(?P<line>\d+):(?P<column>\d+): )?"
    r"(?P<level>warning|error|remark|note): "
    r"(?P<text>.*?)(?: \[(?P<check>[-\w.,]+)\])?$"
)
# How a grade of the command looks in clang-tidy.
LEVELS = {"error": "warning", "warning": "warning", "note": "remark"}


def run_lines(test):
    """The RUN lines of a test, continued ones joined, cut into words."""
    text = ""
    with open(test, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            _, found, rest = line.partition("RUN:")
            if not found:
                continue
            text += rest.strip()
            if text.endswith("\\"):
                text = text[:-1]
                continue
            yield text
            text = ""


class Run:
    """What one RUN line asks of the command."""

    def __init__(self, line, test, winflags):
        self.checks, self.options, self.sources = "", {}, []
        self.problem = None
        line = re.sub(r"\s(2?>|\|)\s.*", "", line.split("%miniport_tidy", 1)[1])
        line = line.replace("%winflags", winflags)
        line = re.sub(r"%s\b", test, line)
        line = re.sub(r"%S\b", os.path.dirname(test), line)
        words = shlex.split(line)
        self.flags = words[words.index("--") + 1 :] if "--" in words else None
        words = iter(words[: words.index("--")] if "--" in words else words)
        for word in words:
            option, _, value = word.partition("=")
            if option == "--checks":
                self.checks = value
            elif option == "--config-option":
                key, _, setting = value.partition("=")
                self.options[key] = setting
            elif option == "-o":
                next(words)
            elif option == "--fail-on" or word in SILENT:
                pass
            elif word.startswith("-"):
                self.problem = "has the option " + word
            else:
                self.sources.append(word)
        if len(self.sources) != 1:
            self.problem = "analyses %d sources" % len(self.sources)
        elif not os.path.exists(self.sources[0]):
            self.problem = "analyses a generated source"

    def through_command(self, program):
        command = [program, "--quiet", "--format=json", "--fail-on=never", "--root=/"]
        command += ["--checks=" + self.checks] if self.checks else []
        command += ["--config-option=%s=%s" % o for o in sorted(self.options.items())]
        command += self.sources + ([] if self.flags is None else ["--"] + self.flags)
        done = subprocess.run(command, capture_output=True, text=True)
        # 3: nothing to analyse, which is no difference by itself.
        if done.returncode not in (0, 3):
            sys.exit("%s: exit status %d\n%s" % (command, done.returncode, done.stderr))

        def point(at):
            file = os.path.realpath(os.path.join("/", at["file"]))
            return (file, at["line"], at["column"])

        def place(location):
            """Where clang-tidy may have it; a column of None is any."""
            if not location.get("line"):
                return (None,)
            if "spelling" in location:
                return (point(location)[:2] + (None,), point(location["spelling"]))
            return (point(location),)

        findings = []
        for f in json.loads(done.stdout)["findings"]:
            at = place(f["location"])
            notes = [(at, f["evidence"])] if f["evidence"] else []
            notes += [(place(s["location"]), s["message"]) for s in f["path"]]
            head = (at, f["check"], LEVELS[f["severity"]], f["message"])
            findings.append((head, tuple(notes)))
        return findings

    def through_clang_tidy(self, program, plugin):
        checks = self.checks or "-*,miniport-*"
        command = [program, "--load=" + plugin, "--checks=" + checks]
        command += ["--config=" + json.dumps({"CheckOptions": self.options})]
        command += ["--header-filter=.*", "--quiet"] + self.sources
        command += [] if self.flags is None else ["--"] + self.flags
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode not in (0, 1):
            sys.exit("%s: exit status %d\n%s" % (command, done.returncode, done.stderr))
        findings, notes = [], None
        for line in done.stdout.splitlines():
            m = MESSAGE.match(line)
            if not m:
                continue
            at = (None,)
            if m["file"]:
                file = os.path.realpath(m["file"])
                at = ((file, int(m["line"]), int(m["column"])),)
            if m["level"] != "note":
                notes = []
                if (m["check"] or "").startswith("miniport-"):
                    head = (at, m["check"], m["level"], m["text"])
                    findings.append((head, notes))
            # The command draws this one with the text, not into the path.
            elif not m["text"].startswith("expanded from macro"):
                notes.append((at, m["text"]))
        return [(head, tuple(notes)) for head, notes in findings]


def is_at(point, places):
    return any(p == point or (p and point and p == point[:2] + (None,)) for p in places)


def same(ours, theirs):
    (at, *what), notes = ours
    ((at2,), *what2), notes2 = theirs
    return (
        what == what2
        and is_at(at2, at)
        and len(notes) == len(notes2)
        and all(t == t2 and is_at(p2, p) for (p, t), ((p2,), t2) in zip(notes, notes2))
    )


def differences(ours, theirs):
    """What only one of the two has; each finding answers for one."""
    missing, extra = [], list(theirs)
    for f in ours:
        partner = next((g for g in extra if same(f, g)), None)
        if partner:
            extra.remove(partner)
        else:
            missing.append(f)
    return missing, extra


def show(finding):
    def one(at, *words):
        return "%s:%s:%s: " % (at[0] or ("?", 0, 0)) + " ".join(words)

    (at, check, level, text), notes = finding
    lines = [one(at, level, text, "[" + check + "]")]
    return "\n".join("    " + l for l in lines + [one(p, "note", t) for p, t in notes])


def main():
    parser = argparse.ArgumentParser()
    for option in ("--command", "--clang-tidy", "--plugin", "--winflags"):
        parser.add_argument(option, required=True)
    parser.add_argument("folders", nargs="+")
    args = parser.parse_args()

    runs = total = 0
    excused, wrong = set(), []
    for folder in args.folders:
        for where, folders, names in os.walk(folder):
            folders[:] = sorted(f for f in folders if f != "Inputs")
            for name in sorted(names):
                test = os.path.join(where, name)
                for line in run_lines(test):
                    if "%miniport_tidy" not in line:
                        continue
                    run = Run(line, test, args.winflags)
                    if name in NOT_COMPARED or run.problem:
                        excused.add(name)
                        if name not in NOT_COMPARED:
                            wrong.append("%s %s; say so" % (test, run.problem))
                        continue
                    ours = run.through_command(args.command)
                    theirs = run.through_clang_tidy(args.clang_tidy, args.plugin)
                    runs += 1
                    total += len(ours)
                    missing, extra = differences(ours, theirs)
                    for which, list_ in (("command", missing), ("plugin", extra)):
                        for f in list_:
                            wrong.append(
                                "%s: only the %s says\n%s" % (line, which, show(f))
                            )
    for message in wrong:
        print(message)
    print(
        "%d runs compared, %d findings, %d differences; not compared: %s"
        % (runs, total, len(wrong), ", ".join(sorted(excused)) or "none")
    )
    sys.exit(1 if wrong or not total else 0)


if __name__ == "__main__":
    main()
