"""The clips of a recording into the arrangement while it lasts: there from its start, growing, taking notes in.

They are no part of the document yet, and so in no row of clips: a track shows them beside its row
(`values["arrangement_takes"]`), and saving and undo pass over them. When the take ends the recorder puts them in.
"""
from __future__ import annotations

from typing import Any, Dict, List, Optional

from .beat_time import tidy
from .covered_clips import CoveredClips
from .launches import ARRANGEMENT
from .recorded_audio import new_recording

SHORTEST = 1e-6


class Take:
    """One clip that is being recorded, on one track; end: where it ended, None while it grows."""

    def __init__(self, track: Any, start: float) -> None:
        self.track, self.start = track, start
        self.end: Optional[float] = None
        audio = new_recording(track, SHORTEST) if track.kind == "audio" else None
        self.clip = track.make("Clip", canonical_parent=track, kind=track.kind, beats=SHORTEST, audio=audio)
        self.clip.values.update(looping=False, is_recording=True, start_time=start, end_time=start)

    @property
    def alive(self) -> bool:
        """Whether it was not deleted meanwhile, nor its track."""
        return bool(self.track.alive and self.clip.alive)

    def grow(self, here: float) -> None:
        """It has come so far."""
        if self.alive and self.end is None and here - self.start > SHORTEST:
            with self.track.song.history.unrecorded():
                self.clip.store("end_time", tidy(here))
            self.clip.grow(tidy(here - self.start))

    def finish(self, here: float) -> None:
        """It ends here, unless it has ended before."""
        if self.alive and self.end is None:
            self.grow(here)
            self.end = tidy(here)
            self.clip.end_recording(max(tidy(self.end - self.start), SHORTEST))
            self.clip.notify("playing_status")


class Takes:
    """The clips of the recording under way, for one Set."""

    def __init__(self, song: Any) -> None:
        self.song = song
        self.rows: List[Take] = []
        # Since when each armed track takes part.
        self.since: Dict[Any, float] = {}

    def overdubs(self, track: Any) -> bool:
        """Whether notes go into the clips that are there."""
        return bool(track.kind == "midi" and self.song.values["arrangement_overdub"])

    def growing_on(self, track: Any) -> Optional[Take]:
        """The one that grows on a track."""
        return next((take for take in self.rows if take.track is track and take.end is None and take.alive), None)

    def follow(self, here: float) -> None:
        """The playhead is here: tracks that are armed record, where nothing is that they overdub."""
        for take in self.rows:
            if take.end is None and not (take.alive and take.track.values["arm"]):
                take.finish(here)
                self.since.pop(take.track, None)
        for track in self.song.values["tracks"]:
            if track.get_can_be_armed() and track.values["arm"]:
                self.follow_track(track, here)
        before = self.song.get_song_length()
        for take in self.rows:
            if take.end is None and take.alive:
                take.grow(here)
                self.cover(take, here)
        if self.song.get_song_length() != before:
            self.song.notify("song_length")

    def follow_track(self, track: Any, here: float) -> None:
        """A clip begins where an armed track has none, and ends where it comes to one that is overdubbed."""
        first, take = self.since.setdefault(track, here), self.growing_on(track)
        under = self.song.arrangement.clip_at(track, here) if self.overdubs(track) else None
        if under is not None:
            if take is not None:
                take.finish(max(under.values["start_time"], take.start))
        elif take is None and not self.was_deleted(track):
            ended = [each.end for each in self.rows if each.track is track and each.end is not None]
            if self.overdubs(track):
                ends = ended + [clip.values["end_time"] for clip in track.values["arrangement_clips"]]
                self.begin(track, max([first] + [end for end in ends if end <= here]))
            else:
                self.begin(track, here if ended else first)

    def was_deleted(self, track: Any) -> bool:
        """Whether the clip that a track recorded into was deleted: no other comes in its place."""
        return any(take.track is track and take.end is None and not take.alive for take in self.rows)

    def begin(self, track: Any, start: float) -> None:
        """A clip on a track."""
        self.rows.append(Take(track, tidy(start)))
        track.values["arrangement_takes"] = track.values["arrangement_takes"] + [self.rows[-1].clip]
        self.cover(self.rows[-1], tidy(start))
        track.notify("arrangement_clips")

    @staticmethod
    def cover(take: Take, here: float) -> None:
        """What the clip goes over is cut as far as it has come."""
        if take.track.covered is None:
            take.track.covered = CoveredClips(take.track)
        take.track.covered.cover(take.start, here)

    def cover_anew(self, track: Any) -> None:
        """The row of clips of a track is another."""
        for take in self.rows:
            if take.track is track and take.alive:
                self.cover(take, take.clip.values["end_time"])

    def record_note(self, note: Any) -> Any:
        """A note that was played goes into the clip that it began in; gives that, None when it is in a row already."""
        length = note.end_beats - note.beats
        for take in self.rows:
            if take.track is note.track and take.alive and take.start <= note.position and (
                    take.end is None or note.position < take.end):
                take.clip.record_note(note.pitch, tidy(note.position - take.start), length, note.velocity,
                                      recorded=False)
                return take.clip
        return None

    def end(self, here: float) -> List[Take]:
        """The take is over: its clips, which no track shows any more until they are in its row; too short ones die."""
        found, self.rows, self.since = self.rows, [], {}
        for take in found:
            take.finish(here)
            if take.track.covered is not None:
                take.track.covered.put_back()
                take.track.covered = None
            if take.track.alive:
                take.track.values["arrangement_takes"] = []
            if take.alive and take.end is not None and take.end - take.start <= SHORTEST:
                take.clip.kill()
                take.track.notify("arrangement_clips")
        return [take for take in found if take.alive]


def shown_clips(track: Any) -> List[Any]:
    """The clips of a track's row and those that are being recorded, in order of time."""
    row: List[Any] = track.values["arrangement_clips"]
    if not track.values["arrangement_takes"]:
        return row
    living = [clip for clip in track.values["arrangement_takes"] if clip.alive]
    others = row if track.covered is None else track.covered.shown()
    return sorted(living + others, key=lambda clip: (clip.values["start_time"], clip not in living))


def recording_clip(track: Any) -> Any:
    """The clip that is being recorded on a track that is not away from the arrangement, or None."""
    if track.values["playing_slot_index"] != ARRANGEMENT:
        return None
    takes = track.values["arrangement_takes"]
    return next((clip for clip in takes if clip.alive and clip.values["is_recording"]), None)
