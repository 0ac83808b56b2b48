"""Puts the remote script where Live looks for it, and keeps what belongs to its user there."""
from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from typing import List, Optional

from AbletonOSC.version import NAME, VERSION

MARKER = "version.py"
"""The file that says whose folder it is."""

KEPT = ("settings.json", "logs")
"""What the user and the script write into the installed folder; it stays when the script is replaced."""

NOT_COPIED = shutil.ignore_patterns("__pycache__", "*.pyc", ".*", *KEPT)

NEXT_STEPS = """If Live is running, restart it. Then in Live: Settings (Preferences in Live 11), Link, Tempo & MIDI.
Choose {name} as a Control Surface, and leave Input and Output at None. The status bar says on which port it listens."""


class InstallFailed(Exception):
    """The script was not installed, and everything is as it was; the text says why."""


def script_folder() -> str:
    """Give the folder of the remote script that is installed."""
    import AbletonOSC

    return os.path.dirname(os.path.abspath(AbletonOSC.__file__))


def documents_folder() -> str:
    """Give the user's Documents folder on Windows, which may have been moved (to OneDrive, to another disk)."""
    if sys.platform == "win32":
        import winreg

        where = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, where) as key:
                return os.path.expandvars(str(winreg.QueryValueEx(key, "Personal")[0]))
        except OSError:
            return os.path.expanduser(r"~\Documents")
    return os.path.expanduser("~/Documents")


def remote_scripts_folder(platform: str = sys.platform) -> str:
    """Give the folder in which Live looks for scripts of the user. Raises InstallFailed where Live does not run."""
    if platform == "darwin":
        library = os.path.expanduser("~/Music/Ableton/User Library")
    elif platform == "win32":
        library = os.path.join(documents_folder(), "Ableton", "User Library")
    else:
        raise InstallFailed("Live runs on macOS and Windows only; name the folder with --to DIR")
    if not os.path.isdir(library):
        raise InstallFailed("%s is not there: start Live once, or, if its User Library is elsewhere, name the folder "
                            "`Remote Scripts` in it with --to DIR" % library)
    return os.path.join(library, "Remote Scripts")


def version_of(folder: str) -> Optional[str]:
    """Give the version of our script in a folder; None when the folder is not ours."""
    try:
        with open(os.path.join(folder, MARKER), encoding="utf-8") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError):
        return None
    name = re.search(r'^NAME = "(.*)"$', text, re.MULTILINE)
    version = re.search(r'^VERSION = "(.*)"$', text, re.MULTILINE)
    ours = name is not None and name.group(1) == NAME and os.path.isdir(os.path.join(folder, "handlers"))
    return version.group(1) if ours and version is not None else None


def install(to: Optional[str] = None, source: Optional[str] = None) -> str:
    """Copy the script into the folder `to` (default: Live's Remote Scripts) and give a text for the user.

    The new folder is made ready beside the old one and then takes its place, so there is never half a script; files
    that the new version has no more are gone. Raises InstallFailed.
    """
    source = source or script_folder()
    parent = os.path.abspath(os.path.expanduser(to)) if to else remote_scripts_folder()
    target = os.path.join(parent, NAME)
    before = _check(source, parent, target)
    try:
        os.makedirs(parent, exist_ok=True)
        working = tempfile.mkdtemp(prefix=".%s-" % NAME, dir=parent)
    except OSError as error:
        raise InstallFailed("%s cannot be written to: %s" % (parent, error.strerror)) from error
    try:
        made = os.path.join(working, "new")
        shutil.copytree(source, made, ignore=NOT_COPIED)
        kept = _keep(target, made) if before else []
        _swap(made, target, os.path.join(working, "old"))
    except (OSError, shutil.Error) as error:
        raise InstallFailed("%s could not be installed, what was there is unchanged: %s. If Live runs, quit it and try "
                            "again" % (target, error)) from error
    finally:
        shutil.rmtree(working, ignore_errors=True)
    done = "%s %s is installed in %s" % (NAME, VERSION, target)
    if before:
        done += " in place of %s" % before + (", with its %s" % " and ".join(kept) if kept else "")
    return "%s.\n%s" % (done, NEXT_STEPS.format(name=NAME))


def _check(source: str, parent: str, target: str) -> Optional[str]:
    """Refuse to overwrite what is not ours; give the version that is there, None when nothing is."""
    if os.path.exists(parent) and not os.path.isdir(parent):
        raise InstallFailed("%s is not a folder" % parent)
    if os.path.exists(target) and os.path.samefile(source, target):
        raise InstallFailed("%s is this very script: there is nothing to install" % target)
    if os.path.islink(target):
        raise InstallFailed("%s is a link to %s; remove it if you want a copy" % (target, os.path.realpath(target)))
    if not os.path.exists(target):
        return None
    before = version_of(target)
    if before is None:
        raise InstallFailed("%s is not a folder of this project (another script of that name?): move it away first"
                            % target)
    return before


def _keep(old: str, made: str) -> List[str]:
    """Copy what belongs to the user into the new folder, and give the names."""
    kept = []
    for name in KEPT:
        path = os.path.join(old, name)
        if os.path.isdir(path):
            shutil.copytree(path, os.path.join(made, name))
        elif os.path.exists(path):
            shutil.copy2(path, os.path.join(made, name))
        else:
            continue
        kept.append(name)
    return kept


def _swap(made: str, target: str, old: str) -> None:
    """Put the new folder in the place of the old one; when that fails, put the old one back."""
    if not os.path.exists(target):
        os.rename(made, target)
        return
    os.rename(target, old)
    try:
        os.rename(made, target)
    except OSError:
        os.rename(old, target)
        raise
