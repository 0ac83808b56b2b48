"""Recording into the arrangement: from when to when, by punching and looping, and the clips that it leaves.

A take begins where recording does and ends where it ends, at the punch-out, at the end of the arrangement's loop or
where the playhead jumps. When it ends, each armed track has a clip from its start to its end, over what was there; with
Song.arrangement_overdub on, notes are added to the MIDI clips that are there instead. When the loop was recorded more
than once, each round is kept on a take lane as well. What the session plays meanwhile, on whatever track, is there as
copies of its clips, also over what was recorded on an armed track. All that a take leaves is one step of undo.
"""
from __future__ import annotations

from typing import Any, Dict, List, Optional

from .beat_time import tidy
from .recorded_audio import new_recording
from .session_stretches import SessionStretches

SHORTEST = 1e-6


class Recorder:
    """The take under way, for one Set."""

    def __init__(self, song: Any) -> None:
        self.song = song
        self.start: Optional[float] = None
        self.notes: Dict[Any, List[Any]] = {}
        # Counts the takes: a key that is held across the end of one sounds in that one alone.
        self.take = 0
        # Rounds of the loop in the recording under way that were laid on take lanes.
        self.rounds = 0
        self.session = SessionStretches(song)

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
        if not self.wanted:
            self.end(here)
            self.rounds = 0
        if recording and self.start is None:
            self.start = here
            self.take += 1
            self.session.begin()
        elif not recording:
            self.end(here)

    def end(self, here: float, wraps: bool = False) -> None:
        """The take is over: armed tracks have a clip of it. Each take is an undo step of its own.

        wraps: it ends where the loop goes back to its start.
        """
        if self.start is None:
            return
        self.cut_held(tidy(here))
        played = self.session.end(here)
        start, notes = self.start, self.notes
        self.start, self.notes = None, {}
        end = tidy(here)
        if end - start <= SHORTEST:
            return
        self.rounds += bool(wraps or self.rounds)
        history = self.song.history
        history.close()
        for track in self.song.values["tracks"]:
            if track.get_can_be_armed() and track.values["arm"]:
                audio = new_recording(track, end - start) if track.kind == "audio" else None
                if track.kind == "midi" and self.song.values["arrangement_overdub"]:
                    self.overdub(track, notes.get(track, ()), start, end)
                else:
                    self.lay(track, track, notes.get(track, ()), start, end, audio)
                # Take lanes are in the API of Live since 12.2, and only then have a class here.
                if self.rounds and self.song.simulator.has("12.2"):
                    self.lay(track, track.call_create_take_lane(), notes.get(track, ()), start, end, audio)
        for laid in played:
            if laid.track.alive:
                laid.track.place_clip(laid.clip, laid.start, laid.end - laid.start)
        history.close()

    @staticmethod
    def lay(track: Any, row: Any, notes: Any, start: float, end: float, audio: Any = None) -> None:
        """A new clip in a row of clips: that of a track, or one of its take lanes."""
        clip = track.make("Clip", canonical_parent=row, kind=track.kind, beats=end - start, audio=audio)
        clip.values["looping"] = False
        if audio is not None:
            clip.keep_tempo_of_recording()
        for pitch, position, length, velocity in notes:
            clip.record_note(pitch, tidy(position - start), length, velocity, recorded=False)
        row.place_clip(clip, start, end - start)

    def overdub(self, track: Any, notes: Any, start: float, end: float) -> None:
        """Notes go into the clips that are there, and into new ones where there is none."""
        gaps, here = [], start
        for clip in list(track.values["arrangement_clips"]):
            if clip.values["start_time"] < end and clip.values["end_time"] > start:
                gaps.append((here, clip.values["start_time"]))
                here = clip.values["end_time"]
                for pitch, position, length, velocity in notes:
                    if clip.values["start_time"] <= position < clip.values["end_time"]:
                        clip.record_note(pitch, clip.arrangement_position(position), length, velocity)
        for first, last in gaps + [(here, end)]:
            if last - first > SHORTEST:
                self.lay(track, track, [note for note in notes if first <= note[1] < last], first, last)

    def record_note(self, note: Any) -> None:
        """A note that was played from its beginning to its end within the take."""
        if self.start is not None and note.while_playing and note.take == self.take and note.position >= self.start:
            length = note.end_beats - note.beats
            self.notes.setdefault(note.track, []).append((note.pitch, note.position, length, note.velocity))

    def cut_held(self, end: float) -> None:
        """Keys that are still down when the take ends: their notes end with it."""
        for (_, pitch), keys in self.song.midi_input.held.items():
            for key in keys:
                if key.while_playing and key.take == self.take and self.start <= key.position < end:
                    row = pitch, key.position, end - key.position, key.velocity
                    self.notes.setdefault(key.track, []).append(row)
        # Nothing more comes of them.
        self.take += 1
