"""Ends the process when it was asked to stop and a script does not let the main thread get there."""
from __future__ import annotations

import atexit
import os
import runpy
import select
import signal
import threading
import time
import traceback
from typing import Any, Callable

from .log import is_of_live

# Seconds that a script may keep the main thread, and between two looks.
GRACE = 5.0
LOOK = 0.25
EXIT_CODE = 1


class Watchdog:
    """Looks by a signal of the system's timer, which Python brings in between two steps of a script that never returns.

    Windows has no such timer: there only a second request ends a script that hangs. is_asked: whether the process is to
    stop. clean_up: called before it is ended.
    """

    def __init__(self, is_asked: Callable[[], bool], clean_up: Callable[[], None], file: Any, grace: float) -> None:
        self.is_asked = is_asked
        self.clean_up = clean_up
        self.file = file
        self.grace = grace
        self.last_progress = time.perf_counter()
        self.resting = False
        self.complaint = "a script did not return"
        if hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, self.look)
            signal.setitimer(signal.ITIMER_REAL, LOOK, LOOK)
            # Once all threads have ended Python forgets what handles a signal, and the next one would kill the process.
            atexit.register(signal.setitimer, signal.ITIMER_REAL, 0)

    def note_progress(self) -> None:
        """The main thread is where it should be."""
        self.last_progress = time.perf_counter()

    def look(self, _: int, frame: Any) -> None:
        """Ends the process when it is to stop and the main thread has stood still for the grace since."""
        still = time.perf_counter() - self.last_progress
        if self.resting or still < LOOK:
            return
        if not self.is_asked():
            self.note_progress()
        elif still >= self.grace:
            self.end("{} within {:g} s".format(self.complaint, self.grace), frame)

    def end(self, why: str, frame: Any) -> None:
        """Says where the main thread was, and ends the process at once."""
        stack = traceback.extract_stack(frame)
        frames = traceback.format_list([row for row in stack if not is_of_live(row) and not is_of_python(row)])
        lines = ["RemoteScriptError: " + line for text in frames for line in text.rstrip().splitlines()]
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
