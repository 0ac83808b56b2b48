"""The terminal: lines that may come at any moment, from any thread, above the line that is being typed."""
from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
from types import ModuleType
from typing import IO, Callable, Optional

try:
    import readline as _readline
except ImportError:  # Windows has none; lines are typed there without completion and history.
    READLINE: Optional[ModuleType] = None
else:
    READLINE = _readline

PROMPT = ">>> "
HISTORY_FILE = "~/.abletonosc_history"
HISTORY_LENGTH = 1000
UP_AND_CLEAR = "\033[A"
CLEAR_BELOW = "\r\033[J"


class Screen:
    """Where the console writes and, on a terminal, reads. `errors` and `notes` go to standard error when not on one."""

    def __init__(self, interactive: bool, output: Optional[IO[str]] = None, errors: Optional[IO[str]] = None) -> None:
        self.interactive = interactive
        self._output = output or sys.stdout
        self._errors = self._output if interactive else errors or sys.stderr
        self._lock = threading.RLock()
        self._typing = False
        self.abandoned = ""
        """What was typed when Ctrl-C came."""

    def show(self, text: str) -> None:
        """Write a line that was asked for, or a push."""
        self._write(text, self._output)

    def complain(self, text: str) -> None:
        """Write a line about something that went wrong, or about the console itself."""
        self._write(text, self._errors)

    def read_line(self) -> str:
        """Let a line be typed. Raises EOFError for Ctrl-D, KeyboardInterrupt for Ctrl-C."""
        self._typing = True
        before = signal.signal(signal.SIGINT, self._interrupt)
        try:
            return input(PROMPT)
        finally:
            signal.signal(signal.SIGINT, before)
            self._typing = False

    def _interrupt(self, *_: object) -> None:
        """Note what was typed, which readline forgets before the exception arrives."""
        self.abandoned = self.typed()
        raise KeyboardInterrupt

    def typed(self) -> str:
        """Give what stands on the line that is being typed."""
        return str(READLINE.get_line_buffer()) if READLINE is not None and self._typing else ""

    def before_cursor(self) -> str:
        """Give the part of it that Tab has to go on with."""
        return self.typed()[:READLINE.get_endidx()] if READLINE is not None else ""

    def _write(self, text: str, stream: IO[str]) -> None:
        with self._lock:
            try:
                if self._typing and self.interactive:
                    text = self._clear_line() + text
                stream.write(text + "\n")
                if self._typing and self.interactive:
                    stream.write(PROMPT + self.typed())
                stream.flush()
            except BrokenPipeError:
                # Who reads has left (`| head`): end quietly, and keep the interpreter from complaining at its end.
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def _clear_line(self) -> str:
        """Give what takes the prompt and the typed text away, over all rows that they take."""
        if os.environ.get("TERM", "dumb") == "dumb":
            return "\n"
        rows = (len(PROMPT) + len(self.typed())) // max(shutil.get_terminal_size().columns, 1)
        return UP_AND_CLEAR * rows + CLEAR_BELOW


def use_history(path: str = HISTORY_FILE) -> Callable[[], None]:
    """Read the history of earlier sessions, and give what writes it; without the file all else works."""
    if READLINE is None:
        return lambda: None
    history, file = READLINE, os.path.expanduser(path)
    try:
        history.read_history_file(file)
    except OSError:
        history.clear_history()

    def write() -> None:
        history.set_history_length(HISTORY_LENGTH)
        try:
            history.write_history_file(file)
        except OSError as error:
            sys.stderr.write("the history is not kept: %s\n" % error)

    return write


def use_completion(complete: Callable[[str, int], Optional[str]]) -> None:
    """Let Tab call `complete(word, index)` until it gives None."""
    if READLINE is None:
        return
    READLINE.set_completer(complete)
    READLINE.set_completer_delims(" \t")
    uses_editline = "libedit" in (READLINE.__doc__ or "")
    READLINE.parse_and_bind("bind ^I rl_complete" if uses_editline else "tab: complete")
