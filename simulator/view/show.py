"""The view of a running simulator: draws it as it changes, at most ten times a second."""
from __future__ import annotations

from typing import Any, TextIO

from .look import look
from .picture import draw
from .screen import Screen
from .traffic import Traffic

SECONDS_BETWEEN = 0.1


class View:
    """Draws into a file that has to be a terminal; `is_possible` says whether it is."""

    def __init__(self, simulator: Any, file: TextIO) -> None:
        self.simulator = simulator
        self.is_possible = file.isatty()
        self.screen = Screen(file)
        self.traffic = Traffic()
        self.due = 0.0
        if self.is_possible:
            self.traffic.install()

    def refresh(self) -> None:
        """Draws what changed, when it is time to."""
        now = self.simulator.now()
        if now >= self.due:
            self.due = now + SECONDS_BETWEEN
            width, height = self.screen.size()
            self.screen.show(draw(look(self.simulator, self.traffic.messages), width, height, self.screen.marks))

    def close(self) -> None:
        """The terminal as it was."""
        self.screen.close()
        self.traffic.uninstall()
