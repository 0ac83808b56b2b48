"""What the launcher keeps: presses that wait for their beat, the clips that play, and the buttons that are held."""
from __future__ import annotations

from typing import Any, Optional, Set

from .beat_time import NO_GRID, Grid

# Track.playing_slot_index beside the slots: the arrangement plays, or nothing does.
ARRANGEMENT, STOPPED = -1, -2
# Track.fired_slot_index beside the slots.
NOTHING_FIRED, STOP_FIRED = -1, -2
LAUNCH, RECORD, STOP = "launch", "record", "stop"
# Clip.LaunchMode.
TRIGGER, GATE, TOGGLE, REPEAT = range(4)


class Pending:
    """One thing that waits for its beat on one track (None: a scene's tempo and signature)."""

    def __init__(self, kind: Any, track: Any, slot: Any = None, grid: Grid = NO_GRID, legato: bool = False,
                 record_length: Optional[float] = None, scene: Any = None) -> None:
        self.kind, self.track, self.slot, self.grid = kind, track, slot, grid
        self.legato, self.record_length, self.scene = legato, record_length, scene
        self.due = float("inf")
        self.at_once = False
        self.repeats = False


class Playing:
    """A session clip that plays: where it was (in its own time) when so many beats were played."""

    def __init__(self, clip: Any, played: Any, position: float) -> None:
        self.clip, self.played, self.position = clip, played, position
        # As it was then: unwarped clips play seconds, whose length in beats changes with the tempo.
        self.in_seconds = clip.plays_seconds()
        self.record_end = None


class Buttons:
    """Launch buttons that are held down: gated clips stop when they come up, repeating ones begin again until then."""

    def __init__(self, song: Any) -> None:
        self.song = song
        self.held: Set[Any] = set()

    def press(self, slot: Any) -> None:
        """A slot's button goes down; its clip hears of it while it is held."""
        if slot.values["clip"] is not None:
            self.held.add(slot.values["clip"])
        self.song.launcher.fire_slot(slot)

    def release(self, slot: Any) -> None:
        """A slot's button comes up; it shows on the next tick, as pressing does."""
        self.song.simulator.defer(lambda: self.come_up(slot))

    def come_up(self, slot: Any) -> None:
        """A gated clip that still waits is not launched; one that plays stops on its own grid."""
        clip, launcher = slot.values["clip"], self.song.launcher
        self.held.discard(clip)
        if clip is None or not clip.alive:
            return
        mode, waiting = clip.values["launch_mode"], launcher.waiting(clip)
        if waiting is not None and (waiting.repeats or mode == GATE):
            launcher.give_up(waiting)
        if mode == GATE and launcher.is_playing(clip):
            stop = Pending(STOP, slot.track(), grid=launcher.grid_of(clip))
            stop.at_once = not self.song.transport.playing or not stop.grid.amount
            launcher.arrive(stop)

    def repetition(self, started: Pending) -> Optional[Pending]:
        """The next launch of a clip that has just begun, when its button is held and it repeats."""
        clip, grid = started.slot.values["clip"], self.song.launcher.grid_of(started.slot.values["clip"])
        if clip not in self.held or clip.values["launch_mode"] != REPEAT or not grid.amount:
            return None
        again = Pending(LAUNCH, started.track, started.slot, grid, started.legato)
        again.repeats = True
        return again
