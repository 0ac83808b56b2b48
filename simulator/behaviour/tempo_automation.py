"""The tempo along the arrangement, which moves the very time that it is automated in."""
from __future__ import annotations

from typing import Any

from . import envelope_events as line
from .beat_time import as_float32
from .pace import Pace, Steady, pace_at, seconds_between

SAME_PLACE = 1e-9
MINUTE = 60.0


class TempoAutomation:
    """What the main track's envelope of the tempo does, for one Set; Automation says whether it is heeded."""

    def __init__(self, song: Any) -> None:
        self.song = song
        # The events that the transport counts with.
        self.known: Any = ()

    @property
    def parameter(self) -> Any:
        """The main track's parameter."""
        return self.song.values["master_track"].values["mixer_device"].values["song_tempo"]

    def events(self) -> Any:
        """The events of the arrangement's tempo; none when nothing or something else drives it."""
        automation = self.song.automation
        if not automation.driving:
            return ()
        parameter = self.parameter
        envelope, playing = automation.driving.get(parameter, (None, None))
        silent = envelope is None or playing is not None or parameter in automation.overridden or not envelope.alive
        return () if silent else envelope.values["events"]

    def pace(self, factor: float) -> Pace:
        """How fast beats pass from here on, times a factor."""
        events = self.events()
        if events:
            return pace_at(events, self.song.transport.position, factor)
        return Steady(float(self.song.values["tempo"]) * factor / MINUTE)

    def seconds_between(self, first: float, last: float) -> float:
        """Seconds from one place of the arrangement to another, without nudging."""
        events = self.events()
        if not events:
            return float((last - first) * MINUTE / self.song.values["tempo"])
        return seconds_between(events, first, last) if first <= last else -seconds_between(events, last, first)

    def next_event(self) -> float:
        """Beats played at the next event of the tempo: from there on another pace holds."""
        here = self.song.transport.position
        ahead = next((event[0] for event in self.events() if event[0] > here + SAME_PLACE), None)
        return float("inf") if ahead is None else float(self.song.transport.played + ahead - here)

    def refresh(self) -> None:
        """Something else drives the tempo from now on, or its envelope is another."""
        events = self.events()
        if events != self.known:
            self.known = events
            self.song.transport.speed_changed()

    def show(self) -> None:
        """The tempo of this place is told."""
        events = self.events()
        if events:
            tempo = as_float32(line.value_at(events, self.song.transport.position, False))
            with self.song.history.unrecorded():
                if self.song.store("tempo", tempo):
                    self.parameter.store("value", tempo)
                    self.song.tell_loopers()
