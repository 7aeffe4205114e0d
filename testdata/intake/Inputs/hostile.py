"""Makes trees that nobody wrote by hand. hostile.py KIND FOLDER"""
import os
import sys

PROJECT = """<Project DefaultTargets="Build" xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
<ItemGroup><ProjectConfiguration Include="Release|x64"><Configuration>Release</Configuration><Platform>x64</Platform></ProjectConfiguration></ItemGroup>
<PropertyGroup><ConfigurationType>Driver</ConfigurationType><PlatformToolset>WindowsKernelModeDriver10.0</PlatformToolset></PropertyGroup>
%s
</Project>
"""
SOURCE = """#include <wdm.h>
#include <storport.h>
HW_STARTIO Start;
BOOLEAN Start(PVOID E, PSCSI_REQUEST_BLOCK S) { return S != NULL; }
"""


def write(folder, name, text):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as f:
        f.write(text if isinstance(text, bytes) else text.encode())


def item(*names):
    return "<ItemGroup>%s</ItemGroup>" % "".join(
        '<ClCompile Include="%s" />' % n for n in names)


def main(kind, folder):
    if kind == "cycle":
        write(folder, "a.c", SOURCE)
        write(folder, "d.vcxproj", PROJECT % ('<Import Project="a.props"/>' + item("a.c")))
        write(folder, "a.props", '<Project><Import Project="b.props"/></Project>')
        write(folder, "b.props", '<Project><Import Project="a.props"/></Project>')
    elif kind == "outside":
        os.makedirs(os.path.join(folder, "tree", ".git"))
        write(folder, "secret.props", '<Project><PropertyGroup><X>leaked.c</X></PropertyGroup></Project>')
        write(folder, "tree/a.c", SOURCE + '#include "../../../../../../../../etc/passwd_"\n')
        write(folder, "tree/d.vcxproj", PROJECT % (
            '<Import Project="..\\secret.props"/>' + item("a.c", "$(X)", "..\\secret.c")))
        write(folder, "secret.c", "leaked secret;")
        write(folder, "tree/old/sources", "TARGETNAME=o\nTARGETTYPE=DRIVER\nSOURCES=b.c ..\\..\\secret.c\n")
        write(folder, "tree/old/b.c", SOURCE)
    elif kind == "many":
        for i in range(10000):
            write(folder, "d%d/f%d.c" % (i % 100, i), "int X%d;\n" % i)
        write(folder, "a.c", SOURCE)
    elif kind == "many-items":
        write(folder, "a.c", SOURCE)
        write(folder, "d.vcxproj", PROJECT % item("a.c", *["gone%d.c" % i for i in range(10000)]))
    elif kind == "links":
        write(folder, "sub/a.c", SOURCE)
        os.symlink("..", os.path.join(folder, "sub", "up"))
        os.symlink("self", os.path.join(folder, "sub", "self"))
        os.symlink("gone.c", os.path.join(folder, "sub", "broken.c"))
    elif kind == "unreadable":
        write(folder, "a.c", SOURCE)
        write(folder, "closed/b.c", SOURCE)
        write(folder, "sources", b"\0" * 64)
        os.chmod(os.path.join(folder, "closed"), 0)
    elif kind == "deep":
        write(folder, "/".join(["d"] * 200).lstrip("/") + "/a.c", SOURCE)
        write(folder, "a.c", SOURCE)
    elif kind == "garbage":
        write(folder, "d.vcxproj", bytes(range(256)) * 64)
    elif kind == "laughs":
        entities = "".join('<!ENTITY l%d "%s">' % (i, "&l%d;" % (i - 1) * 10) for i in range(1, 12))
        write(folder, "a.c", SOURCE)
        write(folder, "d.vcxproj", '<!DOCTYPE x [<!ENTITY l0 "ha">%s]>' % entities + PROJECT % (
            "<PropertyGroup><L>&l11;</L></PropertyGroup>" + item("a.c")))
    elif kind == "growing":
        grow = "".join("<P%d>$(P%d)$(P%d)</P%d>" % (i, i - 1, i - 1, i) for i in range(1, 64))
        write(folder, "a.c", SOURCE)
        write(folder, "d.vcxproj", PROJECT % (
            "<PropertyGroup><P0>x</P0>%s</PropertyGroup>" % grow + item("a.c")))
    elif kind == "nested":
        write(folder, "d.vcxproj", "<a>" * 100000)
    else:
        sys.exit("unknown kind " + kind)


main(*sys.argv[1:])
