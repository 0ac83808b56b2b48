"""The vendored packages are what VENDORED.md says, load under any name of the folder, and import nothing forbidden."""
import ast
import hashlib
import importlib.util
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

VENDOR = Path(__file__).resolve().parents[2] / "AbletonOSC" / "vendor"
FORBIDDEN = {"threading", "_thread", "asyncio", "subprocess", "ctypes", "multiprocessing", "concurrent", "socket",
             "socketserver", "ssl", "select", "selectors", "queue"}
"""Modules that no vendored code may import: no threads or processes inside Live, and only server.py has sockets."""

MODULES = sorted(path.relative_to(VENDOR).as_posix() for path in VENDOR.glob("*/**/*.py"))

specification = importlib.util.spec_from_file_location("vendor_update", str(VENDOR / "update.py"))
update = importlib.util.module_from_spec(specification)
specification.loader.exec_module(update)


@pytest.mark.parametrize("path", MODULES)
def test_vendored_module_imports_only_what_may_run_inside_live(path):
    imported = set()
    for node in ast.walk(ast.parse((VENDOR / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            imported.add(node.module.split(".")[0])
    assert imported & FORBIDDEN == set()
    assert imported & {package.folder for package in update.PACKAGES} == set()


def test_vendored_md_is_written_from_the_table():
    assert (VENDOR / "VENDORED.md").read_text(encoding="utf-8") == update.document(update.PACKAGES)


@pytest.mark.parametrize("package", update.PACKAGES, ids=lambda package: package.name)
def test_vendored_package_is_complete(package):
    assert (VENDOR / package.folder / "LICENSE").stat().st_size > 0
    assert not [path for path, _ in package.left_out if (VENDOR / path).exists()]


def test_codec_loads_under_any_name_of_the_script_folder_and_from_no_other_place(tmp_path):
    shutil.copytree(str(VENDOR.parent), str(tmp_path / "Renamed_Script"),
                    ignore=shutil.ignore_patterns("__pycache__", "logs"))
    program = (
        "import sys\n"
        "before = list(sys.path)\n"
        "from Renamed_Script.vendor.pythonosc.osc_bundle_builder import OscBundleBuilder, IMMEDIATELY\n"
        "from Renamed_Script.vendor.pythonosc.osc_message_builder import OscMessageBuilder\n"
        "from Renamed_Script.vendor.pythonosc.osc_packet import OscPacket\n"
        "from Renamed_Script.osc.packet import decode, encode_message\n"
        "bundle = OscBundleBuilder(IMMEDIATELY)\n"
        "bundle.add_content(OscMessageBuilder('/live/test').build())\n"
        "assert decode(bundle.build().dgram).elements[0].address == '/live/test'\n"
        "assert OscPacket(encode_message('/live/test')).messages[0].message.address == '/live/test'\n"
        "assert not [name for name in sys.modules if name.split('.')[0] in ('pythonosc', 'AbletonOSC')]\n"
        "assert sys.path == before\n")
    subprocess.run([sys.executable, "-c", program], cwd=str(tmp_path), check=True, timeout=20)


# The script itself, on a wheel made here, since tests do not download.

SOURCES = {
    "toy/__init__.py": "from toy.inner import leaf\n",
    "toy/top.py": ("import os\nfrom toy import inner\nfrom toy.inner.leaf import (\n    VALUE,\n)\n"
                   "toybox = 'from toy import x'\n"),
    "toy/inner/__init__.py": "",
    "toy/inner/leaf.py": "from toy.other import NAME\nVALUE = 1\n",
    "toy/other.py": "NAME = 'other'\n\n\ndef later():\n    from toy import top\n    return top\n",
    "toy/dropped.py": "import socket\n",
    "toy/data.bin": "not code",
    "toy-1.0.dist-info/LICENSE.txt": "Do what you want.\n",
}


def make_wheel(folder, **changes):
    """A wheel of SOURCES in the folder, and its row of the table."""
    path = folder / "toy-1.0-py3-none-any.whl"
    with zipfile.ZipFile(str(path), "w") as archive:
        for name, source in dict(SOURCES, **changes).items():
            archive.writestr(zipfile.ZipInfo(name), source)  # without the time, which would be in the checksum
    return update.Package(
        name="toy", version="1.0", sha256=hashlib.sha256(path.read_bytes()).hexdigest(), folder="toy", license="None",
        license_file="LICENSE.txt", source="nowhere", used_for="Tests.", why_not_newer="There is no newer one.",
        left_out=(("toy/dropped.py", "opens sockets"),))


@pytest.fixture
def run_update(tmp_path, monkeypatch, capsys):
    """Run the script on a toy wheel; give its status and what it printed."""
    (tmp_path / "wheels").mkdir()

    def run(*arguments, package=None, **changes):
        row = make_wheel(tmp_path / "wheels", **changes)
        monkeypatch.setattr(update, "PACKAGES", (package(row) if package else row,))
        status = update.main(["--wheels", str(tmp_path / "wheels"), "--to", str(tmp_path / "vendor"), *arguments])
        return status, capsys.readouterr().out.splitlines()

    return run


def test_update_writes_the_package_with_relative_imports(run_update, tmp_path):
    assert run_update()[0] == 0
    written = {path.relative_to(tmp_path / "vendor").as_posix(): path.read_text()
               for path in (tmp_path / "vendor").rglob("*") if path.is_file()}
    assert set(written) == {"VENDORED.md", "toy/LICENSE", "toy/__init__.py", "toy/top.py", "toy/inner/__init__.py",
                            "toy/inner/leaf.py", "toy/other.py"}
    assert written["toy/__init__.py"] == "from .inner import leaf\n"
    assert written["toy/top.py"] == (
        "import os\nfrom . import inner\nfrom .inner.leaf import (\n    VALUE,\n)\ntoybox = 'from toy import x'\n")
    assert written["toy/inner/leaf.py"] == "from ..other import NAME\nVALUE = 1\n"
    assert "    from . import top\n" in written["toy/other.py"]


def test_update_is_idempotent(run_update):
    assert len(run_update()[1]) == 7
    assert run_update() == (0, [])
    assert run_update("--check") == (0, [])


def test_check_finds_a_changed_a_missing_and_a_surplus_file_and_writes_nothing(run_update, tmp_path):
    run_update()
    (tmp_path / "vendor/toy/other.py").write_text("NAME = 'mine'\n")
    (tmp_path / "vendor/toy/top.py").unlink()
    (tmp_path / "vendor/toy/dropped.py").write_text("")
    found = (1, ["differs: toy/dropped.py", "differs: toy/other.py", "differs: toy/top.py"])
    assert run_update("--check") == found
    assert run_update("--check") == found
    assert run_update() == (0, ["writing: toy/dropped.py", "writing: toy/other.py", "writing: toy/top.py"])
    assert run_update("--check") == (0, [])


def test_wheel_with_another_sha256_is_refused(run_update):
    with pytest.raises(SystemExit, match="has sha256 .* expected 00"):
        run_update(package=lambda row: row._replace(sha256="00"))


@pytest.mark.parametrize("source", ["import toy.other\n", "from toy import dropped\n", "from toy.dropped import x\n",
                                    "from toy import other, dropped\n"])
def test_import_that_cannot_be_made_relative_or_is_left_out_stops_the_update(run_update, source):
    with pytest.raises(SystemExit, match="toy/top.py imports toy/"):
        run_update(**{"toy/top.py": source})
