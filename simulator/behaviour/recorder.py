"""Recording into the arrangement: from when to when, by punching and looping, and the clips that it leaves.

A take begins where recording does and ends where it ends, at the punch-out, at the end of the arrangement's loop or
where the playhead jumps. When it ends, each armed track has a clip from its start to its end, over what was there.
"""
from __future__ import annotations

from typing import Any, Dict, List, Optional

from .beat_time import tidy

SHORTEST = 1e-6


class Recorder:
    """The take under way, for one Set."""

    def __init__(self, song: Any) -> None:
        self.song = song
        self.start: Optional[float] = None
        self.notes: Dict[Any, List[Any]] = {}

    @property
    def wanted(self) -> bool:
        """Whether Live records wherever punching lets it."""
        return bool(self.song.values["record_mode"] and self.song.transport.playing)

    def punches(self) -> Any:
        """From where to where recording is let."""
        values = self.song.values
        first = values["loop_start"] if values["punch_in"] else float("-inf")
        last = values["loop_start"] + values["loop_length"] if values["punch_out"] else float("inf")
        return first, last

    def next_event(self) -> float:
        """Beats played when a take begins or ends by itself."""
        if not self.wanted:
            return float("inf")
        transport, (first, last) = self.song.transport, self.punches()
        place = first if self.start is None else last
        ahead = place - transport.position
        return float(transport.played + ahead) if ahead > SHORTEST else float("inf")

    def refresh(self) -> None:
        """Begins or ends a take, as the present position and the switches ask."""
        here = self.song.transport.position
        first, last = self.punches()
        recording = self.wanted and first - SHORTEST <= here < last - SHORTEST
        if recording and self.start is None:
            self.start = here
        elif not recording:
            self.end(here)

    def end(self, here: float) -> None:
        """The take is over: armed tracks have a clip of it. Each take is an undo step of its own."""
        if self.start is None:
            return
        start, notes = self.start, self.notes
        self.start, self.notes = None, {}
        end = tidy(here)
        if end - start <= SHORTEST:
            return
        history = self.song.history
        history.close()
        for track in self.song.values["tracks"]:
            if track.get_can_be_armed() and track.values["arm"]:
                clip = track.make("Clip", canonical_parent=track, kind=track.kind, beats=end - start)
                clip.values["looping"] = False
                for pitch, position, length, velocity in notes.get(track, ()):
                    clip.record_note(pitch, tidy(position - start), length, velocity, recorded=False)
                track.place_clip(clip, start, end - start)
        history.close()

    def record_note(self, note: Any) -> None:
        """A note that was played from its beginning to its end within the take."""
        if self.start is not None and note.while_playing and note.position >= self.start:
            length = note.end_beats - note.beats
            self.notes.setdefault(note.track, []).append((note.pitch, note.position, length, note.velocity))
