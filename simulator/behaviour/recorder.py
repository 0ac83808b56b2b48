"""Recording into the arrangement: from when to when, by punching and looping, and the clips that it leaves.

A take begins where recording does and ends where it ends, at the punch-out, at the end of the arrangement's loop or
where the playhead jumps. On each armed track a clip grows meanwhile (takes.py) over what was there (covered_clips.py),
which enters the document when the take ends; with Song.arrangement_overdub on, notes are added to the MIDI clips that
are there instead. When the loop was recorded more than once, each round is kept on a take lane as well. What the
session plays meanwhile, on whatever track, is there as copies of its clips, also over what was recorded on an armed
track. All that a take leaves is one step of undo.
"""
from __future__ import annotations

from typing import Any, Dict, List, Optional

from .beat_time import tidy
from .session_stretches import SessionStretches
from .takes import Takes

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
        self.takes = Takes(song)
        # The last step of undo that there was when the take began, None without any.
        self.before: Any = None
        # The step of undo that overdubbed notes went into so far.
        self.step: Any = None

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
            self.before = self.song.history.newest()
            self.session.begin()
        elif not recording:
            self.end(here)
        if self.start is not None:
            self.takes.follow(here)

    @property
    def is_next_to_undo(self) -> bool:
        """Whether the take under way leaves clips, and nothing was changed since it began."""
        history = self.song.history
        leaves = self.session.under_way or self.session.done or any(take.alive for take in self.takes.rows)
        return bool(self.start is not None and leaves and history.pending is None
                    and history.newest() in (self.before, None))

    def undo(self) -> None:
        """The recording under way ends here and is the newest step of undo, unless it is too short to be one.

        Nothing records any more, as when a Session recording is undone: Song.record_mode is False, tracks stay armed
        and the Set plays on. What Live does here is not known.
        """
        self.song.transport.catch_up()
        self.song.store("record_mode", False)
        self.refresh()

    def end(self, here: float, wraps: bool = False) -> None:
        """The take is over: armed tracks have a clip of it. Each take is an undo step of its own.

        wraps: it ends where the loop goes back to its start.
        """
        if self.start is None:
            return
        self.cut_held(tidy(here))
        played, takes = self.session.end(here), self.takes.end(here)
        start, notes = self.start, self.notes
        self.start, self.notes = None, {}
        end = tidy(here)
        step, self.step = self.step, None
        if end - start <= SHORTEST:
            return
        self.rounds += bool(wraps or self.rounds)
        history = self.song.history
        history.close()
        if step is None:
            self.lay(takes, played, notes, start, end)
        else:
            history.within(step, lambda: self.lay(takes, played, notes, start, end))
        history.close()

    def lay(self, takes: Any, played: Any, notes: Any, start: float, end: float) -> None:
        """What the take leaves goes into the rows of clips, and where the loop came round into take lanes as well."""
        for take in takes:
            take.track.place_clip(take.clip, take.start, take.end - take.start)
        for track in self.song.values["tracks"]:
            # Take lanes are in the API of Live since 12.2, and only then have a class here.
            if self.rounds and track.get_can_be_armed() and track.values["arm"] and self.song.simulator.has("12.2"):
                whole = [take for take in takes if take.track is track]
                self.lay_lane(track, notes.get(track, ()), start, end, whole[0].clip.audio if whole else None)
        for laid in played:
            if laid.track.alive:
                laid.track.place_clip(laid.clip, laid.start, laid.end - laid.start)

    @staticmethod
    def lay_lane(track: Any, notes: Any, start: float, end: float, audio: Any) -> None:
        """A clip with all of the take on a lane of its own."""
        lane = track.call_create_take_lane()
        clip = track.make("Clip", canonical_parent=lane, kind=track.kind, beats=end - start, audio=audio)
        clip.values["looping"] = False
        if audio is not None:
            clip.keep_tempo_of_recording()
        for pitch, position, length, velocity in notes:
            clip.record_note(pitch, tidy(position - start), length, velocity, recorded=False)
        lane.place_clip(clip, start, end - start)

    def record_note(self, note: Any) -> None:
        """A note that was played from its beginning to its end within the take."""
        if self.start is not None and note.while_playing and note.take == self.take and note.position >= self.start:
            self.keep_note(note)

    def keep_note(self, note: Any) -> None:
        """The note goes into the clip that grows, or into the one that is there: all such in one step of undo."""
        length = note.end_beats - note.beats
        self.notes.setdefault(note.track, []).append((note.pitch, note.position, length, note.velocity))
        if self.takes.record_note(note) is None and self.takes.overdubs(note.track):
            clip = self.song.arrangement.clip_at(note.track, note.position)
            if clip is not None:
                history = self.song.history
                history.close()
                self.step = self.step or history.current_step()
                history.within(self.step, lambda: clip.record_note(
                    note.pitch, clip.arrangement_position(note.position), length, note.velocity))
                history.close()

    def cut_held(self, end: float) -> None:
        """Keys that are still down when the take ends: their notes end with it."""
        for (_, pitch), keys in self.song.midi_input.held.items():
            for key in keys:
                if key.while_playing and key.take == self.take and self.start <= key.position < end:
                    self.keep_note(key.until(pitch, end))
        # Nothing more comes of them.
        self.take += 1
