"""What the session plays while the arrangement records: copies of its clips go where they played.

A stretch begins where a session clip begins to play, where its loop or its position are changed by hand, and where the
take begins; it ends where the next begins, the clip stops or the take ends.
"""
from __future__ import annotations

from typing import Any, Dict, List, NamedTuple, Optional

from .beat_time import tidy

SHORTEST = 1e-6


class Laid(NamedTuple):
    """A copy of a clip, in no row yet, and from where to where of the arrangement it goes."""

    track: Any
    clip: Any
    start: float
    end: float


class Stretch:
    """One that is under way."""

    def __init__(self, playing: Any, start: float, played: float) -> None:
        self.playing, self.start, self.played = playing, start, played
        self.position: Optional[float] = None

    def settle(self) -> float:
        """Where in its own time the clip was when the stretch began; to be asked before that is counted anew."""
        if self.position is None:
            playing = self.playing
            units = playing.clip.song.transport.units_of(playing, self.played)
            self.position = playing.clip.fold(playing.position, playing.position + units)
        return self.position


class SessionStretches:
    """The stretches of the take under way, for one Set."""

    def __init__(self, song: Any) -> None:
        self.song = song
        self.running = False
        self.under_way: Dict[Any, Stretch] = {}
        self.done: List[Laid] = []

    def begin(self) -> None:
        """A take begins: what plays, plays in it."""
        self.running = True
        for track, playing in self.song.launcher.playing.items():
            self.enter(track, playing)

    def end(self, here: float) -> List[Laid]:
        """The take is over; all that was played in it."""
        for track in list(self.under_way):
            self.leave(track, here)
        found, self.done, self.running = self.done, [], False
        return found

    def enter(self, track: Any, playing: Any) -> None:
        """A clip plays from here on; one that records does when it plays what it recorded."""
        self.leave(track)
        if self.running and not playing.clip.values["is_recording"]:
            transport = self.song.transport
            self.under_way[track] = Stretch(playing, transport.position, transport.played)

    def leave(self, track: Any, here: Optional[float] = None) -> None:
        """It plays no more; where it did, a copy of it as it is now goes."""
        stretch = self.under_way.pop(track, None)
        end = tidy(self.song.transport.position if here is None else here)
        if stretch is None or not track.alive or end - stretch.start <= SHORTEST:
            return
        clip = stretch.playing.clip.copy_into(track)
        begin_at(clip, stretch.settle(), clip.units_between(stretch.start, end))
        self.done.append(Laid(track, clip, stretch.start, end))

    def settle(self, playing: Any) -> None:
        """A clip's position is about to be counted anew."""
        stretch = self.under_way.get(playing.clip.track())
        if stretch is not None and stretch.playing is playing:
            stretch.settle()

    def split(self, playing: Any) -> None:
        """A clip's position or loop is about to change by hand."""
        track = playing.clip.track()
        if track in self.under_way:
            self.enter(track, playing)


def begin_at(clip: Any, position: float, units: float) -> None:
    """A copy begins where the clip was; without a loop it ends after so many units of its time."""
    values = clip.values
    end = values["end_marker"] if values["looping"] else tidy(position + units)
    if end <= position:
        # The end marker is nothing that a loop heeds; but it is behind the start marker.
        end = values["loop_end"] if position < values["loop_end"] else tidy(position + units)
    values.update(start_marker=position, end_marker=end)
