"""Notices that standard input was closed, without a thread and without waiting."""
from __future__ import annotations

import os
import select
import sys
from typing import Any

POSIX = os.name == "posix"


class StandardInput:
    """Whether the other end of standard input is still there; what is typed is thrown away."""

    def __init__(self) -> None:
        self.closed = sys.stdin is None or sys.stdin.closed
        self.descriptor = -1 if self.closed else sys.stdin.fileno()

    def is_closed(self) -> bool:
        """True once there is nothing more to come."""
        if not self.closed:
            self.closed = self.has_ended_posix() if POSIX else self.has_ended_windows()
        return self.closed

    def has_ended_posix(self) -> bool:
        """Reads what is there; nothing at all means the end."""
        readable, _, _ = select.select([self.descriptor], [], [], 0)
        return bool(readable) and not os.read(self.descriptor, 4096)

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
            os.read(self.descriptor, waiting.value)
        return False
