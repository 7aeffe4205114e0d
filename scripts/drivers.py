"""The public development drivers: where they come from, and running the tool on them.

Used by scripts/real-drivers, scripts/mutate and bench/run. testdata/real/verdicts.yaml
says which commits, sources and flags; nothing of the drivers is in this repository.
"""

import dataclasses
import glob
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
VERDICTS = ROOT / "testdata" / "real" / "verdicts.yaml"
TOOL = ROOT / "build" / "release" / "bin" / "miniport-tidy"

# The five checks that the verdicts, the labels and the mutants are about.
CHECKS = (
    "miniport-isr-irql",
    "miniport-isr-never-false",
    "miniport-lock-unpaired",
    "miniport-msi-lock-unpaired",
    "miniport-stall-context",
)

# What Microsoft's compiler lets pass, and a free x64 build (sdk/README.md).
FLAGS = (
    "--target=x86_64-pc-windows-msvc -fms-compatibility -fms-extensions "
    "-D_AMD64_ -D_WIN64 -DDBG=0 -w "
    "-Wno-error=incompatible-function-pointer-types "
    "-Wno-error=implicit-function-declaration -Wno-error=implicit-int "
    "-Wno-error=int-conversion"
).split()


@dataclasses.dataclass
class Driver:
    name: str
    root: pathlib.Path  # where its repository lies; commands run there
    sources: list  # relative to root
    flags: list
    project: str = ""  # a folder, relative to root, that says what is built

    def command(self, tool, *options):
        return [str(tool), *options, *self.sources, "--", *self.flags]

    def project_command(self, tool, *options):
        return [str(tool), *options, self.project]


def read_rows(path):
    """The sections of a YAML file whose entries are all written as flow mappings,
    - {key: value, key: "quoted value"}, possibly over several lines."""
    text = pathlib.Path(path).read_text()
    text = re.sub(r"^\s*#.*$", "", text, flags=re.M)
    sections = {}
    pair = re.compile(r'\s*([\w-]+):\s*("(?:[^"\\]|\\.)*"|[^,}"]*[^,}"\s])\s*([,}])')
    for section in re.finditer(r"^(\w+):\s*$(.*?)(?=^\w+:|\Z)", text, re.M | re.S):
        rows = sections.setdefault(section[1], [])
        body, at = section[2], 0
        while True:
            start = re.compile(r"\s*- \{").match(body, at)
            if not start:
                if body[at:].strip():
                    sys.exit(f"{path}: not understood: {body[at:].strip()[:60]}")
                break
            row, at = {}, start.end()
            while True:
                m = pair.match(body, at)
                if not m:
                    sys.exit(f"{path}: not understood: {body[at:].strip()[:60]}")
                value = m[2]
                if value.startswith('"'):
                    value = re.sub(r"\\(.)", r"\1", value[1:-1])
                row[m[1]] = value
                at = m.end()
                if m[3] == "}":
                    break
            rows.append(row)
    return sections


def driver(row, root):
    """A driver of the verdicts' section 'drivers', checked out at root."""
    root = pathlib.Path(root).resolve()
    sources = []
    for pattern in row["sources"].split():
        found = sorted(glob.glob(pattern, root_dir=root))
        if not found:
            sys.exit(f"{root} holds no {pattern}: no checkout of {row['repository']}?")
        sources += found
    return Driver(
        row["name"], root, sources, FLAGS + ["-I" + d for d in row["include"].split()],
        row["folders"].split()[0],
    )


def is_whole(path):
    """Was a checkout finished? One that was broken off is taken up again."""
    return (path / ".git").is_dir() and (path / ".finished").exists()


def fetch(row, folder):
    """Checks out the folders of one driver at its commit; returns the place."""
    place = folder / row["name"]
    if is_whole(place):
        return place

    def git(*arguments):
        if subprocess.run(["git", "-C", str(place), *arguments]).returncode:
            sys.exit(
                f"cannot fetch {row['repository']}; "
                f"give a checkout of {row['commit']} with --{row['name']} DIR"
            )

    place.mkdir(parents=True, exist_ok=True)
    git("init", "-q")  # once more does no harm
    git("config", "remote.origin.url", "https://github.com/" + row["repository"])
    git("config", "remote.origin.promisor", "true")
    git("config", "remote.origin.partialclonefilter", "blob:none")
    git("sparse-checkout", "set", "--no-cone", *["/" + f for f in row["folders"].split()])
    git("fetch", "-q", "--depth=1", "--filter=blob:none", "origin", row["commit"])
    git("checkout", "-q", "FETCH_HEAD")
    (place / ".finished").touch()
    return place


def add_options(parser):
    """Where the drivers are. Names of options are those of the drivers."""
    for row in read_rows(VERDICTS)["drivers"]:
        parser.add_argument(
            "--" + row["name"],
            metavar="DIR",
            help=f"a checkout of {row['repository']} at {row['commit'][:12]}; without, it is fetched",
        )
    parser.add_argument(
        "--cache",
        metavar="DIR",
        default=os.path.join(
            os.environ.get("XDG_CACHE_HOME", os.path.expanduser("~/.cache")),
            "miniport-tidy",
        ),
        help="where drivers are fetched to (default: %(default)s)",
    )
    parser.add_argument("--tool", default=str(TOOL), help="the command (default: build/release)")
    parser.add_argument("--only", metavar="DRIVER", help="one driver only")


def chosen(arguments):
    """The drivers that the options name, fetched if need be."""
    rows = read_rows(VERDICTS)["drivers"]
    if arguments.only:
        rows = [row for row in rows if row["name"] == arguments.only]
        if not rows:
            sys.exit(f"no driver is called '{arguments.only}'")
    result = []
    for row in rows:
        place = getattr(arguments, row["name"])
        result.append(driver(row, place or fetch(row, pathlib.Path(arguments.cache))))
    if not os.access(arguments.tool, os.X_OK):
        sys.exit(f"no command at {arguments.tool}: run scripts/setup first")
    arguments.tool = os.path.abspath(arguments.tool)
    return result


def analyse(tool, where, *options, timeout=600, by_project=False):
    """The JSON report of a driver, with the tool's words on stderr; no report if there
    is none, no words either if it took too long. By its sources and our flags, or as it
    lies there."""
    command = where.project_command if by_project else where.command
    try:
        done = subprocess.run(
            command(tool, "--format=json", "--fail-on=never", "-j1", *options),
            cwd=where.root,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=timeout,
        )
    except subprocess.TimeoutExpired:
        return None, ""
    if done.returncode != 0 or not done.stdout.strip():
        return None, done.stderr
    return json.loads(done.stdout), done.stderr
