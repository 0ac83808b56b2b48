"""Ends the process when it was asked to stop and a script does not let the main thread get there."""
from __future__ import annotations

import os
import runpy
import select
import sys
import threading
import time
import traceback
from typing import Any, Callable

from .log import is_of_live

# Seconds that a script may keep the main thread, and between two looks.
GRACE = 5.0
LOOK = 0.1
EXIT_CODE = 1


class Watchdog:
    """Looks from a thread of its own, since the main thread may be in a script that never returns.

    It touches nothing of Live. is_asked: whether the process is to stop. clean_up: called before it ends the process.
    """

    def __init__(self, is_asked: Callable[[], bool], clean_up: Callable[[], None], file: Any, grace: float) -> None:
        self.is_asked = is_asked
        self.clean_up = clean_up
        self.file = file
        self.grace = grace
        self.main = threading.get_ident()
        self.last_progress = time.perf_counter()
        self.resting = False
        self.complaint = "a script did not return"
        threading.Thread(target=self.watch, name="watchdog", daemon=True).start()

    def note_progress(self) -> None:
        """The main thread is where it should be."""
        self.last_progress = time.perf_counter()

    def watch(self) -> None:
        """Waits until the process is to stop, and then the grace after the main thread's last progress."""
        while not self.is_asked():
            time.sleep(LOOK)
        self.note_progress()
        while self.resting or time.perf_counter() - self.last_progress < self.grace:
            time.sleep(LOOK)
        self.end("{} within {:g} s".format(self.complaint, self.grace))

    def end(self, why: str) -> None:
        """Says where the main thread was, and ends the process at once."""
        stack = traceback.extract_stack(sys._current_frames()[self.main])
        frames = traceback.format_list([frame for frame in stack if not is_of_live(frame) and not is_of_python(frame)])
        lines = ["RemoteScriptError: " + line for frame in frames for line in frame.rstrip().splitlines()]
        try:
            self.clean_up()
            write_now(self.file, "\n".join(lines + [why + ": the process ends at once"]) + "\n")
        finally:
            os._exit(EXIT_CODE)


def is_of_python(frame: Any) -> bool:
    """Whether a frame belongs to Python's own start and end of a program."""
    return str(frame.filename).startswith("<frozen") or frame.filename in (runpy.__file__, threading.__file__)


def write_now(file: Any, text: str) -> None:
    """Writes past the file's lock and buffer, unless nobody reads: the main thread may be stuck in writing."""
    try:
        descriptor = file.fileno()
        if os.name != "posix" or select.select([], [descriptor], [], 0)[1]:
            os.write(descriptor, text.encode("utf-8", "replace"))
    except (OSError, ValueError):
        return
