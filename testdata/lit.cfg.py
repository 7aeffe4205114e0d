# How the tests of testdata/ are run. Each is a file with RUN: lines; a test
# belongs to the room its folder is named after. Run by scripts/test, or one:
#
#   scripts/test --filter=sarif -a

import os
import shutil
import subprocess

import lit.formats

config.name = "miniport-tidy"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".c", ".cpp", ".h", ".test", ".mir", ".py"]
# Inputs are read by tests; real/ holds the verdicts on public drivers.
config.excludes = ["Inputs", "lit.cfg.py", "CMakeLists.txt"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = os.path.join(config.build_root, "testdata")

# The tests see the tools of one LLVM, whatever else is installed, and no
# configuration of the user's.
config.environment["PATH"] = os.pathsep.join(
    [config.llvm_tools_dir, config.environment.get("PATH", os.environ["PATH"])]
)
for name in ("CLANG_TIDY", "NO_COLOR", "CLICOLOR_FORCE", "GITHUB_ACTIONS", "CI"):
    config.environment.pop(name, None)
for name in list(os.environ):
    # Sanitizers' options, and what git, npm and pre-commit need in order to
    # reach the network where that takes a proxy or certificates.
    if name.endswith("SAN_OPTIONS") or name.endswith(("_proxy", "_PROXY")):
        config.environment[name] = os.environ[name]


def built(*path):
    return os.path.join(config.build_root, *path)


def source(*path):
    return os.path.join(config.source_root, *path)


def versioned(name):
    """clang-19 from PATH, or clang from LLVM's own folder."""
    return shutil.which(name + "-" + config.llvm_major) or os.path.join(
        config.llvm_tools_dir, name
    )


winflags = (
    "--target=x86_64-pc-windows-msvc -fms-compatibility -fms-extensions "
    "-D_AMD64_ -D_WIN64 -isystem " + source("sdk", "include")
)
sarif_tool = source("build", "sarif-multitool")
sarif_validate = (
    source("scripts", "sarif-validate") + " --find-only --tool-dir " + sarif_tool
)
miniport_tidy = built("bin", "miniport-tidy")
plugin = built("lib", "MiniportTidyModule-" + config.llvm_major + ".so")
tidy_executable = built("bin", "miniport-clang-tidy")
pre_commit = shutil.which("pre-commit")

for name, value in [
    ("%miniport_tidy", miniport_tidy),
    ("%miniport_clang_tidy", tidy_executable),
    ("%miniport_plugin", plugin),
    ("%ir_dump", built("unittests", "ir-dump")),
    ("%report_sample", built("unittests", "report-sample")),
    ("%sarif_validate", sarif_validate),
    ("%clang_tidy", versioned("clang-tidy")),
    ("%clang", versioned("clang")),
    ("%winflags", winflags),
    ("%sdk", source("sdk", "include")),
    ("%sample", built("driver-sample")),
    ("%source_root", source()),
    ("%build_root", built()),
    ("%testdata", config.test_source_root),
    ("%llvm_include", config.llvm_include),
    ("%python", config.python),
    ("%exits", os.path.join(config.test_source_root, "Inputs", "exits.sh")),
    ("%pre_commit", pre_commit or "pre-commit"),
]:
    config.substitutions.append((name + r"\b", value.replace("\\", "\\\\")))

# PATH within an env command of a RUN line.
config.substitutions.append(("%{path}", config.environment["PATH"]))

# Features: what a machine has that a test needs. Programs that the build makes
# are features only as long as rooms may be switched off.
if shutil.which("npm") and shutil.which("node"):
    config.available_features.add("npm")
if os.path.isdir(sarif_tool) and not subprocess.call(
    sarif_validate.split(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
):
    config.available_features.add("sarif-multitool")
if pre_commit and shutil.which("git"):
    config.available_features.add("pre-commit")
if os.path.exists(versioned("clang-tidy")):
    config.available_features.add("clang-tidy")
if os.path.exists(plugin):
    config.available_features.add("plugin")
if os.path.exists(built("driver-sample", "nvmemini.sys")):
    config.available_features.add("driver-image")
if os.path.exists(built("bin", "miniport-simulate")):
    config.available_features.add("simulator")
if config.sanitize:
    config.available_features.add("sanitizer")
    for name in config.sanitize.split(","):
        config.available_features.add(name + "-sanitizer")
else:
    config.available_features.add("no-sanitizer")
