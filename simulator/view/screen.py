"""A terminal on which only what changed is written, in one piece, so that nothing flickers."""
from __future__ import annotations

import shutil
from typing import List, TextIO, Tuple

# Another screen without a cursor, and back: what was in the terminal before is there again afterwards.
OPEN, CLOSE = "\x1b[?1049h\x1b[?25l\x1b[2J", "\x1b[?25h\x1b[?1049l"
LINE = "\x1b[{};1H{}"


class Screen:
    """The terminal behind a text file."""

    def __init__(self, file: TextIO) -> None:
        self.file = file
        self.shown: List[str] = []
        self.is_open = False

    @property
    def marks(self) -> str:
        """Which signs the terminal can show: unicode or ascii."""
        return "unicode" if (self.file.encoding or "").lower().replace("-", "").startswith("utf") else "ascii"

    def size(self) -> Tuple[int, int]:
        """Columns and lines."""
        size = shutil.get_terminal_size((80, 24))
        return size.columns, size.lines

    def show(self, lines: List[str]) -> None:
        """Shows these lines, top to bottom."""
        parts = [] if self.is_open else [OPEN]
        if len(lines) != len(self.shown) or lines and self.shown and len(lines[0]) != len(self.shown[0]):
            self.shown = [""] * len(lines)
        parts += [LINE.format(number, line) for number, (line, before) in enumerate(zip(lines, self.shown), 1)
                  if line != before]
        self.is_open, self.shown = True, list(lines)
        if parts:
            self.file.write("".join(parts))
            self.file.flush()

    def close(self) -> None:
        """The terminal as it was."""
        if self.is_open:
            self.is_open = False
            self.file.write(CLOSE)
            self.file.flush()
