"""Writes the vendored packages and VENDORED.md from the table below: `python3 AbletonOSC/vendor/update.py [--check]`.

Each wheel comes from PyPI by pip and must have the sha256 of its row. The only change to its files is that imports of
the package itself become relative: inside Live all scripts share `sys.modules`, and the folder of the script may have
any name. `--check` writes nothing and fails if a file here is not what this would write. Nothing that runs in Live
imports this file.
"""
from __future__ import annotations

import argparse
import ast
import hashlib
import re
import runpy
import sys
import tempfile
from pathlib import Path
from typing import Dict, List, NamedTuple, Sequence, Tuple
from zipfile import ZipFile

HERE = Path(__file__).resolve().parent


class Package(NamedTuple):
    """A package to vendor. left_out: (file or folder of the wheel, why). license_file: a name in the dist-info."""

    name: str
    version: str
    sha256: str
    folder: str
    license: str
    license_file: str
    source: str
    used_for: str
    why_not_newer: str
    left_out: Tuple[Tuple[str, str], ...]


PACKAGES = (
    Package(
        name="python-osc",
        version="1.8.3",
        sha256="6fa7e5cf7690057712c26e5f67a747126e6a5f481a40792aad0f25ac3edee815",
        folder="pythonosc",
        license="Unlicense (public domain)",
        license_file="LICENSE.txt",
        source="https://pypi.org/project/python-osc/1.8.3/",
        used_for="Our own encoder and decoder are held against it by tests; the benchmarks' floor is made of it.",
        why_not_newer="1.8.3 is the last release that runs under Python 3.7, which Live 11 and 12.0 embed.",
        left_out=(
            ("pythonosc/dispatcher.py", "only of use to its server; matches patterns in exponential time"),
            ("pythonosc/osc_server.py", "imports asyncio and socketserver, and starts threads"),
            ("pythonosc/udp_client.py", "opens a socket; in the script only the server.py files do"),
            ("pythonosc/test", "its tests"),
        ),
    ),
)


def main(arguments: Sequence[str]) -> int:
    """Update or check; give the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing, fail if a file differs")
    parser.add_argument("--wheels", type=Path, help="take the wheels from this folder instead of PyPI")
    parser.add_argument("--to", type=Path, default=HERE, help="the folder to write to")
    options = parser.parse_args(arguments)
    files = {"VENDORED.md": document(PACKAGES).encode()}
    with tempfile.TemporaryDirectory() as folder:
        for package in PACKAGES:
            wheel = fetch(package, options.wheels or Path(folder), download=options.wheels is None)
            files.update(vendored_files(package, wheel))
    differing = differences(options.to, files)
    for path in differing:
        print(("differs: " if options.check else "writing: ") + path)
        if not options.check:
            write(options.to / path, files.get(path))
    return 1 if options.check and differing else 0


def fetch(package: Package, folder: Path, download: bool) -> Path:
    """Give the path of the package's wheel in the folder, downloaded by pip, its sha256 proved."""
    if download:
        pip("download", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:",
            "--dest", str(folder), f"{package.name}=={package.version}")
    name = "{}-{}-py3-none-any.whl".format(package.name.replace("-", "_"), package.version)
    wheel = folder / name
    found = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if found != package.sha256:
        raise SystemExit(f"{name} has sha256 {found}, expected {package.sha256}")
    return wheel


def pip(*arguments: str) -> None:
    """Run pip in this process; no module of the script's folder may start another one."""
    before = sys.argv
    sys.argv = ["pip", *arguments]
    try:
        runpy.run_module("pip", run_name="__main__")
    except SystemExit as done:
        if done.code:
            raise
    finally:
        sys.argv = before


def vendored_files(package: Package, wheel: Path) -> Dict[str, bytes]:
    """Give the files to write, by their path below the folder of this script."""
    files = {}
    left_out = [path for path, _ in package.left_out]
    with ZipFile(str(wheel)) as archive:
        for path in archive.namelist():
            if path.endswith(".dist-info/" + package.license_file):
                files[package.folder + "/LICENSE"] = archive.read(path)
            elif (path.startswith(package.folder + "/") and path.endswith((".py", "py.typed"))
                  and not any(path == left or path.startswith(left + "/") for left in left_out)):
                files[path] = archive.read(path)
    for path in files:
        if path.endswith(".py"):
            source = with_relative_imports(files[path].decode("utf-8"), path, package.folder)
            prove_imports(source, path, package)
            files[path] = source.encode("utf-8")
    return files


def with_relative_imports(source: str, path: str, folder: str) -> str:
    """Give the source with `from folder...` made relative to the file at this path."""
    dots = "." * path.count("/")
    source = re.sub(rf"(?m)^(\s*from ){re.escape(folder)}( import )", rf"\g<1>{dots}\g<2>", source)
    return re.sub(rf"(?m)^(\s*from ){re.escape(folder)}\.(?=\w)", rf"\g<1>{dots}", source)


def prove_imports(source: str, path: str, package: Package) -> None:
    """Stop if the file still imports its package by name, or a module that is left out."""
    left_out = {left[:-len(".py")] if left.endswith(".py") else left for left, _ in package.left_out}
    for node in ast.walk(ast.parse(source)):
        imported: List[str] = []
        if isinstance(node, ast.Import):
            imported = [alias.name.replace(".", "/") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            around = path.split("/")[:-node.level] if node.level else []
            module = "/".join(around + (node.module.split(".") if node.module else []))
            imported = [module] + [module + "/" + alias.name for alias in node.names]
            if node.level:
                imported = [name for name in imported if name in left_out]
        for name in imported:
            if name.split("/")[0] == package.folder:
                raise SystemExit(f"{path} imports {name} by name, or it is left out")


def differences(folder: Path, files: Dict[str, bytes]) -> List[str]:
    """Give the paths that are missing, surplus or other than they should be."""
    roots = {path.split("/")[0] for path in files if "/" in path}
    present = {path.relative_to(folder).as_posix() for root in roots for path in (folder / root).rglob("*")
               if path.is_file() and "__pycache__" not in path.parts}
    changed = {path for path, content in files.items()
               if not (folder / path).is_file() or (folder / path).read_bytes() != content}
    return sorted(changed | (present - set(files)))


def write(path: Path, content: "bytes | None") -> None:
    """Write the file, or remove it when there is no content for it."""
    if content is None:
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def document(packages: Sequence[Package]) -> str:
    """Give the text of VENDORED.md."""
    lines = ["# Vendored packages", "",
             "Written by `update.py`, which downloads them, proves their sha256 and makes their imports relative.",
             "Nothing else is changed; do not edit them here. `python3 AbletonOSC/vendor/update.py --check` proves it."]
    for package in packages:
        lines += ["", f"## {package.name} {package.version}", "",
                  f"- Folder: `{package.folder}/`",
                  f"- Licence: {package.license}, in `{package.folder}/LICENSE`",
                  f"- Source: <{package.source}>",
                  f"- sha256 of the wheel: `{package.sha256}`",
                  f"- Used for: {package.used_for}",
                  f"- Why not newer: {package.why_not_newer}",
                  "- Left out:"]
        lines += ["  - `{}`: {}".format(*row) for row in package.left_out]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
