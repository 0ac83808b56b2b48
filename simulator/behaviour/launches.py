"""What the launcher keeps: presses that wait for their beat, and the clips that play."""
from __future__ import annotations

from typing import Any, Optional


class Pending:
    """One thing that waits for its beat on one track (None: a scene's tempo and signature)."""

    def __init__(self, kind: Any, track: Any, slot: Any = None, grid: float = 0.0, legato: bool = False,
                 record_length: Optional[float] = None, scene: Any = None) -> None:
        self.kind, self.track, self.slot, self.grid = kind, track, slot, grid
        self.legato, self.record_length, self.scene = legato, record_length, scene
        self.due = float("inf")
        self.at_once = False


class Playing:
    """A session clip that plays: where it was (in its own time) when so many beats were played."""

    def __init__(self, clip: Any, played: Any, position: float) -> None:
        self.clip, self.played, self.position = clip, played, position
        # As it was then: unwarped clips play seconds, whose length in beats changes with the tempo.
        self.beats_per_unit = clip.beats_per_unit()
        self.record_end = None
