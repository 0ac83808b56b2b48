"""The log: a rotating file beside the script where that can be, and Live's own Log.txt for what a user must see."""
from __future__ import annotations

import logging
import logging.handlers
import os
import time
from typing import Any, Callable, Dict, Tuple

FILE_NAME = "abletonosc.log"
FILE_SIZE = 1000000
FILES_KEPT = 3
LEVELS = ("debug", "info", "warning", "error", "critical")
REPEAT_SECONDS = 5.0


class Unrepeated(logging.Filter):
    """Lets the same kind of message through once in a few seconds, and then says how many were held back.

    When debugging, all go through.
    """

    MOST_KINDS = 256

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        super().__init__()
        self.clock = clock
        self.seen: Dict[Any, Tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.INFO:
            return True
        kind, now = (record.levelno, record.msg), self.clock()
        since, held_back = self.seen.get(kind, (None, 0))
        if since is not None and now - since < REPEAT_SECONDS:
            self.seen[kind] = (since, held_back + 1)
            return False
        if held_back:
            record.msg = f"{record.msg} ({held_back} more like this in {now - since:.0f} s)"
        if len(self.seen) >= self.MOST_KINDS:
            self.seen.clear()
        self.seen[kind] = (now, 0)
        return True


class LiveLog(logging.Handler):
    """Hands warnings and errors to Live, which writes them into its Log.txt."""

    def __init__(self, write: Callable[[str], Any]) -> None:
        super().__init__(logging.WARNING)
        self.write = write

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self.write(f"{record.levelname}: {self.format(record)}")
        except Exception:
            self.handleError(record)  # as Python's own handlers do: told on stderr, the one who logs goes on


class Logger(logging.Logger):
    """A logger outside of Python's tree, which clears the caches of levels: this one asks for its level each time."""

    def isEnabledFor(self, level: int) -> bool:
        return level >= self.level


class Log:
    """One logger of one script instance. A folder that cannot be written costs the file, never the script."""

    def __init__(self, folder: str, write_to_live: Callable[[str], Any], level: str = "info") -> None:
        self.logger = Logger("AbletonOSC")
        self.logger.addFilter(Unrepeated())
        self.logger.addHandler(LiveLog(write_to_live))
        try:
            os.makedirs(folder, exist_ok=True)
            file = logging.handlers.RotatingFileHandler(
                os.path.join(folder, FILE_NAME), maxBytes=FILE_SIZE, backupCount=FILES_KEPT, encoding="utf-8",
                delay=False)
        except OSError as error:
            self.logger.warning(f"no log file, the folder cannot be written: {error}")
        else:
            file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
            self.logger.addHandler(file)
        self.level = level
        self.set_level(level)

    def set_level(self, level: str) -> None:
        """Choose what is written: one of `LEVELS`; raises `ValueError` otherwise."""
        if level.lower() not in LEVELS:
            raise ValueError(f"log_level must be one of {', '.join(LEVELS)}, got {level!r}")
        self.level = level.lower()
        self.logger.setLevel(self.level.upper())

    def close(self) -> None:
        """Close the file; nothing is written afterwards."""
        for handler in list(self.logger.handlers):
            self.logger.removeHandler(handler)
            handler.close()
