"""Loading a remote script's folder as Live does: a top-level package by the name of the folder, with absolute path."""
from __future__ import annotations

import atexit
import importlib.util
import json
import os
import shutil
import sys
import tempfile
from types import ModuleType
from typing import Any, Dict, Iterable, List, Optional

SETTINGS_FILE = "settings.json"
# Packages in Live's MIDI Remote Scripts, and in its Python (live-runtime.md 1.1 and 3) with their names on PyPI.
LIVES_OWN = frozenset({"_Framework", "_Generic", "_MxDCore", "_Tools", "_UserScript", "_Userscript", "ableton",
                       "pushbase"})
LIVES_PACKAGES = {"future": "future", "past": "future"}
NOT_COPIED = shutil.ignore_patterns("__pycache__", "logs", ".git")


def load_script(folder: str) -> ModuleType:
    """The script's package, imported and entered in sys.modules under the folder's name.

    Raises FileNotFoundError when there is no package, AttributeError when it has no create_instance, and whatever the
    package raises while it is imported.
    """
    folder = os.path.abspath(folder)
    init = os.path.join(folder, "__init__.py")
    if not os.path.isfile(init):
        raise FileNotFoundError("{} is no remote script: it has no __init__.py".format(folder))
    name = os.path.basename(folder)
    spec = importlib.util.spec_from_file_location(name, init, submodule_search_locations=[folder])
    if spec is None or spec.loader is None:
        raise ImportError("{} cannot be imported".format(init))
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        sys.modules.pop(name, None)
        raise
    if not callable(getattr(module, "create_instance", None)):
        raise AttributeError("{} has no create_instance(c_instance)".format(init))
    return module


def advise(error: BaseException) -> Optional[str]:
    """What to do about an exception of a script that misses what Live's own scripts or Live's Python bring along."""
    each: Optional[BaseException] = error
    while each is not None:
        name = str(each.name or "").split(".")[0] if isinstance(each, ModuleNotFoundError) else ""
        if name in LIVES_OWN:
            return "{} belongs to Live's own scripts, which do not come with the simulator: --framework PATH names a " \
                   "folder that has them".format(name)
        if name in LIVES_PACKAGES:
            return "{} comes with Live's own Python, and not with this one: python3 -m pip install {}".format(
                name, LIVES_PACKAGES[name])
        each = each.__cause__ or each.__context__
    return None


def add_framework(folder: str) -> None:
    """Scripts can import what is in the folder, as what is in Live's own MIDI Remote Scripts. ValueError without it."""
    if not os.path.isdir(folder):
        raise ValueError("--framework must be a folder, got {}".format(folder))
    sys.path.append(os.path.abspath(folder))


def parse_setting(text: str) -> Any:
    """One `name=value` of the command line: JSON where it is JSON, text otherwise. Raises ValueError without `=`."""
    name, separator, value = text.partition("=")
    if not separator or not name:
        raise ValueError("a setting must look like name=value, got {!r}".format(text))
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


def read_stored(path: str) -> Dict[str, Any]:
    """The entries of a settings.json, none where there is no such file. ValueError for one that is no JSON object."""
    if not os.path.exists(path):
        return {}
    with open(path, encoding="utf-8") as file:
        try:
            stored = json.load(file)
        except (ValueError, RecursionError) as error:
            raise ValueError("--settings cannot be added to {}, which is no JSON: {}".format(path, error)) from None
    if not isinstance(stored, dict):
        raise ValueError("--settings cannot be added to {}: it must hold one JSON object".format(path))
    return stored


_copies: List[str] = []


def remove_copies() -> None:
    """Removes what with_settings() made."""
    while _copies:
        shutil.rmtree(_copies.pop(), ignore_errors=True)


def with_settings(folder: str, settings: Iterable[str]) -> str:
    """A temporary copy of the script's folder whose settings.json has these entries; removed when the process ends.

    The original stays as it is: a simulator never writes into somebody's script. Raises ValueError for a settings.json
    that has no entries to add to.
    """
    changes: Dict[str, Any] = dict(parse_setting(text) for text in settings)
    if not changes or not os.path.isdir(folder):
        # Where there is no script at all, load_script says so.
        return folder
    stored = read_stored(os.path.join(folder, SETTINGS_FILE))
    parent = tempfile.mkdtemp(prefix="simulated-live-")
    if not _copies:
        atexit.register(remove_copies)
    _copies.append(parent)
    copy = os.path.join(parent, os.path.basename(os.path.abspath(folder)))
    shutil.copytree(folder, copy, ignore=NOT_COPIED)
    path = os.path.join(copy, SETTINGS_FILE)
    stored.update(changes)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(stored, file, indent=2)
    return copy
