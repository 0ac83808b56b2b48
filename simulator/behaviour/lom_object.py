"""What every simulated object can do besides: take part in undo, and speak the words of its version of Live."""
from __future__ import annotations

import re
from typing import Any

from ..classes import LiveObject, behaviour
from ..ranges import make_check


@behaviour("LomObject")
class LomObjectBehaviour(LiveObject):
    """Hooks of undo.py, and what depends on Live's version."""

    def restored(self, name: str) -> None:
        """Undo or redo put a value back: tell those that derive something from it."""

    def revived(self) -> None:
        """Undo or redo made this object anew from one that had died."""

    @property
    def main_word(self) -> str:
        """What Live calls the track at the end of the mixer: Main, in Live 11 Master."""
        return "Main" if self.simulator.has("12.0") else "Master"

    def refuse(self, text: str) -> None:
        """Raises Live's refusal, in the words of this version."""
        if not self.simulator.has("12.0"):
            text = re.sub(r"\bMain\b", "Master", text).replace("main track", "master track")
        raise RuntimeError(text)

    def check_range(self, name: str, value: Any) -> None:
        """Raises the refusal of live-api.json for a value out of the property's range."""
        check = make_check(self.properties[name], self.simulator.types.schema.enums)
        if check is not None:
            check(value)

    def item(self, name: str, index: int) -> Any:
        """Element of a list that a method's index argument names; IndexError when there is none."""
        items = self.values[name]
        if not 0 <= index < len(items):
            raise IndexError("Index out of range")
        return items[index]
