"""Standard input without a thread and without waiting: notices its end, and gathers its lines."""
from __future__ import annotations

import os
import select
import sys
from typing import Any, List

POSIX = os.name == "posix"
PIECE = 4096
LONGEST_LINE = 65536


class StandardInput:
    """Whether the other end of standard input is still there, and the lines that came from it."""

    def __init__(self) -> None:
        self.reading = False
        self.closed = sys.stdin is None or sys.stdin.closed
        self.descriptor = -1 if self.closed else sys.stdin.fileno()
        self.unfinished = b""
        self.lines: List[str] = []

    def is_closed(self) -> bool:
        """Takes in what has come; True once there is nothing more to come. A signal may ask while it is asked."""
        if not self.closed and not self.reading:
            self.reading = True
            try:
                self.closed = self.has_ended_posix() if POSIX else self.has_ended_windows()
            finally:
                self.reading = False
        return self.closed

    def take_lines(self) -> List[str]:
        """The lines that have come since the last time."""
        self.is_closed()
        taken, self.lines = self.lines, []
        return taken

    def receive(self) -> bool:
        """Reads what is there; False at the end."""
        data = os.read(self.descriptor, PIECE)
        *finished, self.unfinished = (self.unfinished + data).split(b"\n")
        if not data and self.unfinished or len(self.unfinished) > LONGEST_LINE:
            finished, self.unfinished = finished + [self.unfinished], b""
        self.lines.extend(line.decode("utf-8", "replace").strip() for line in finished)
        return bool(data)

    def has_ended_posix(self) -> bool:
        """Reads what is there; nothing at all means the end."""
        readable, _, _ = select.select([self.descriptor], [], [], 0)
        return bool(readable) and not self.receive()

    def has_ended_windows(self) -> bool:
        """Asks the pipe, since select takes sockets only there; a console never ends."""
        import ctypes
        import msvcrt
        loader: Any = ctypes
        runtime: Any = msvcrt
        if os.isatty(self.descriptor):
            return False
        waiting = ctypes.c_ulong(0)
        peek = loader.windll.kernel32.PeekNamedPipe
        if not peek(runtime.get_osfhandle(self.descriptor), None, 0, None, ctypes.byref(waiting), None):
            return True
        if waiting.value:
            self.receive()
        return False
