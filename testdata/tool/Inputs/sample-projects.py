# The project files of the sample driver name the sources that CMake builds.
#
#   sample-projects.py SOURCES DATABASE
import json
import pathlib
import re
import sys

root, database = map(pathlib.Path, sys.argv[1:])
built = {str(pathlib.Path(e["file"]).relative_to(root)) for e in json.loads(database.read_text())}
named = set()
for project in root.rglob("*.vcxproj"):
    for name in re.findall(r'<ClCompile Include="([^"]+)"', project.read_text()):
        named.add(str((project.parent / name).relative_to(root)))
for name in sorted(built ^ named):
    print(f"{name}: {'not in a project file' if name in built else 'not built by CMake'}")
sys.exit(1 if built != named else 0)
