"""The time signature along the arrangement: it changes where the playhead passes a change, or jumps behind one.

The changes are automation of the main track, which Live's API does not show and only Sets bring. What a script, the
user or a scene sets meanwhile overrides them, as a tempo does, until automation is enabled again (a guess).
"""
from __future__ import annotations

from typing import Any, Iterable

from .bar_lines import DUST, BarLines, Change


class SignatureChanges:
    """What Song.values["signature_changes"] does: changes as BarLines has them, none where one signature holds."""

    def __init__(self, song: Any) -> None:
        self.song = song
        self.overridden = False
        self.known: Any = None
        self.known_lines = BarLines(((0.0, 4, 4),))

    def take(self, changes: Iterable[Change]) -> None:
        """These changes hold from now on; a single one is the signature of the whole song."""
        rows = tuple(changes)
        self.song.values["signature_changes"] = rows if len(rows) > 1 else ()
        self.overridden = False
        self.show(*rows[0][1:])
        self.follow()

    @property
    def rows(self) -> Any:
        """The changes that are heeded: the signature itself where there are none, or where they are overridden."""
        values = self.song.values
        changes = values["signature_changes"]
        if changes and not self.overridden:
            return changes
        return ((0.0, values["signature_numerator"], values["signature_denominator"]),)

    @property
    def lines(self) -> BarLines:
        """Bars and grids of the song as it is now."""
        rows = self.rows
        if rows != self.known:
            self.known, self.known_lines = rows, BarLines(rows)
        return self.known_lines

    def next_event(self) -> float:
        """Beats played when the signature changes next."""
        if self.overridden or not self.song.values["signature_changes"]:
            return float("inf")
        transport = self.song.transport
        here = transport.position
        ahead = next((time for time in self.lines.starts if time > here + DUST), None)
        return float("inf") if ahead is None else float(transport.played + ahead - here)

    def follow(self) -> None:
        """The signature of this place of the arrangement."""
        if self.song.values["signature_changes"] and not self.overridden:
            with self.song.history.unrecorded():
                self.show(*self.lines.signature_at(self.song.transport.position))

    def show(self, numerator: int, denominator: int) -> None:
        """It is this now."""
        self.song.store("signature_numerator", numerator)
        self.song.store("signature_denominator", denominator)

    def override(self) -> None:
        """A signature was set by hand, or by a scene."""
        if self.song.values["signature_changes"] and not self.overridden:
            self.overridden = True
            self.song.automation.tell_overridden()

    def enable(self) -> None:
        """The changes are heeded again."""
        self.overridden = False
        self.follow()
