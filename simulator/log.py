"""Live's log and status bar as lists of lines, and the way of Python's `logging` into them."""
from __future__ import annotations

import logging
from typing import Any, Callable, List, Optional

# A server may run for weeks: so many entries are kept, older ones are dropped when twice as many are there.
MOST_ENTRIES = 10000


class Newest(List[Any]):
    """A list that keeps its newest entries."""

    def append(self, entry: Any) -> None:
        """Adds an entry."""
        super().append(entry)
        if len(self) > 2 * MOST_ENTRIES:
            del self[:-MOST_ENTRIES]


class Lines(Newest):
    """The newest lines; `watcher` is called with each line as it is added."""

    watcher: Optional[Callable[[str], None]] = None

    def append(self, entry: str) -> None:
        """Adds a line."""
        super().append(entry)
        if self.watcher is not None:
            self.watcher(entry)


class PythonLog(logging.Handler):
    """Writes what scripts give to `logging` as Live's Log.txt shows it."""

    def __init__(self, lines: Lines) -> None:
        super().__init__()
        self.lines = lines
        self.level_before: Optional[int] = None
        self.setFormatter(logging.Formatter("Python: %(levelname)s:%(name)s:%(lineno)d - %(message)s"))

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
