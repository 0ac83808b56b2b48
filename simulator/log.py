"""Live's log and status bar as lists of lines, and the way of Python's `logging` into them."""
from __future__ import annotations

import io
import logging
import os
import traceback
from threading import RLock
from typing import Any, Callable, List, Optional

# A server may run for weeks: so many entries are kept, older ones are dropped when twice as many are there.
MOST_ENTRIES = 10000
LONGEST_LINE = 10000


# Frames in these files are Live's, which is no Python: Log.txt does not show them.
LIVE = os.path.dirname(os.path.abspath(__file__)) + os.sep
IMPORTING = "<frozen importlib"
TITLE = "Traceback (most recent call last):\n"


def is_of_live(frame: Any) -> bool:
    """Whether a frame of a traceback is the simulator's own."""
    return frame.filename.startswith(IMPORTING) or os.path.abspath(frame.filename).startswith(LIVE)


def script_traceback(error: BaseException) -> str:
    """The traceback of an exception and of those behind it, as far as it goes through scripts."""
    waiting: List[Any] = [traceback.TracebackException.from_exception(error)]
    first = waiting[0]
    while waiting:
        each = waiting.pop()
        each.stack[:] = [frame for frame in each.stack if not is_of_live(frame)]
        waiting += [other for other in (each.__cause__, each.__context__) if other is not None]
    text = "".join(first.format())
    # Newer Pythons leave the title out where no frame is left.
    return text if text.startswith(TITLE) else TITLE + text


class Newest(List[Any]):
    """A list that keeps its newest entries; `watcher` is called with each as it is added. Any thread may add one."""

    watcher: Optional[Callable[[Any], None]] = None

    def __init__(self) -> None:
        super().__init__()
        # A watcher may add an entry itself, such as a line about what it could not do.
        self.lock = RLock()

    def append(self, entry: Any) -> None:
        """Adds an entry."""
        with self.lock:
            super().append(entry)
            if len(self) > 2 * MOST_ENTRIES:
                del self[:-MOST_ENTRIES]
            if self.watcher is not None:
                self.watcher(entry)


class Lines(Newest):
    """The newest lines."""


class PrintedLines(io.TextIOBase):
    """A text file that writes what scripts print into the log, line by line; from any thread."""

    def __init__(self, lines: Lines) -> None:
        super().__init__()
        self.lines = lines
        self.lock = RLock()
        self.unfinished = ""

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, text: str) -> int:
        """Adds the lines that are finished; a line without an end waits for it."""
        with self.lock:
            *finished, self.unfinished = (self.unfinished + text).split("\n")
            for line in finished:
                self.lines.append(line)
            # A script that never ends its line must not fill the memory.
            if len(self.unfinished) > LONGEST_LINE:
                self.lines.append(self.unfinished)
                self.unfinished = ""
        return len(text)


class PythonLog(logging.Handler):
    """Writes what scripts give to `logging` as Live's Log.txt shows it."""

    def __init__(self, lines: Lines) -> None:
        super().__init__()
        self.lines = lines
        self.level_before: Optional[int] = None
        self.setFormatter(logging.Formatter("info: Python: %(levelname)s:%(name)s:%(lineno)d - %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Adds a record, one line each."""
        for line in self.format(record).splitlines():
            self.lines.append(line)

    def install(self) -> None:
        """Listens to the root logger, from INFO on."""
        if self.level_before is None:
            root = logging.getLogger()
            self.level_before = root.level
            if root.level == logging.NOTSET or root.level > logging.INFO:
                root.setLevel(logging.INFO)
            root.addHandler(self)

    def uninstall(self) -> None:
        """Leaves the root logger as it was."""
        if self.level_before is not None:
            root = logging.getLogger()
            root.removeHandler(self)
            root.setLevel(self.level_before)
            self.level_before = None
