"""Track and TakeLane: the clips of the arrangement."""
from __future__ import annotations

from typing import Any

from ..classes import behaviour
from .audio_file import read_audio_file
from .beat_time import bounded, tidy
from .clip_slot import NO_LENGTH, NOT_ON_AUDIO, NOT_ON_MIDI
from .lom_object import LomObjectBehaviour

NEGATIVE_TIME = "The start time must not be negative"
NOT_ON_TRACK = "The clip is not on this track"
INCOMPATIBLE = "Incompatible track types for clip duplication"


class ClipLane(LomObjectBehaviour):
    """A row of clips that never overlap: a new one takes the place of what is under it."""

    def lane_track(self) -> Any:
        """The track whose kind decides what fits."""
        return self

    def call_create_midi_clip(self, start_time: float, length: float) -> Any:
        """An empty MIDI clip of so many beats."""
        if self.lane_track().kind != "midi":
            raise RuntimeError(NOT_ON_AUDIO)
        if not bounded("length", length) > 0:
            raise RuntimeError(NO_LENGTH)
        self.check_start(start_time)
        clip = self.make("Clip", canonical_parent=self, kind="midi", beats=length)
        return self.place_clip(clip, start_time, length)

    def call_create_audio_clip(self, file_path: str, position: float) -> Any:
        """A clip that plays an audio file from end to end."""
        if self.lane_track().kind != "audio":
            raise RuntimeError(NOT_ON_MIDI)
        self.check_start(position)
        clip = self.make("Clip", canonical_parent=self, kind="audio", audio=read_audio_file(file_path))
        return self.place_clip(clip, position, clip.get_length())

    @staticmethod
    def check_start(start_time: Any) -> None:
        """Raises before the start of the arrangement."""
        if bounded("start_time", start_time) < 0:
            raise RuntimeError(NEGATIVE_TIME)

    def place_clip(self, clip: Any, start_time: Any, length: float) -> Any:
        """Puts a clip into the row, in order of time; what it covers is cut or goes."""
        start, end = tidy(start_time), tidy(start_time + length)
        clip.values.update(start_time=start, end_time=end)
        kept, gone = [], []
        for other in self.values["arrangement_clips"]:
            other_start, other_end = other.values["start_time"], other.values["end_time"]
            if other_start >= end or other_end <= start:
                kept.append(other)
            elif other_start < start:
                if other_end > end:
                    rest = other.copy_into(self)
                    rest.trim(end, other_end)
                    kept.append(rest)
                other.trim(other_start, start)
                kept.append(other)
            elif other_end > end:
                other.trim(end, other_end)
                kept.append(other)
            else:
                gone.append(other)
        clips = sorted(kept + [clip], key=lambda each: each.values["start_time"])
        self.store("arrangement_clips", clips)
        for other in gone:
            other.kill()
        self.song.notify("song_length")
        self.song.recorder.takes.cover_anew(self)
        return clip


@behaviour("Track")
class TrackArrangement(ClipLane):
    """The track's own row of arrangement clips, and its take lanes."""

    def restored(self, name: str) -> None:
        """Undo puts clips back, perhaps to where something is being recorded."""
        super().restored(name)
        if name == "arrangement_clips":
            self.song.recorder.takes.cover_anew(self)

    def call_delete_clip(self, clip: Any) -> None:
        """A session or arrangement clip of this track."""
        owner = clip.values["canonical_parent"]
        if clip.track() is not self:
            raise RuntimeError(NOT_ON_TRACK)
        if clip.in_session():
            owner.put(None)
            return
        if clip.values["is_recording"]:
            clip.kill()
            owner.notify("arrangement_clips")
        owner.store("arrangement_clips", [each for each in owner.values["arrangement_clips"] if each is not clip])
        clip.kill()
        self.song.forget_dead()
        self.song.notify("song_length")

    def call_duplicate_clip_to_arrangement(self, clip: Any, destination_time: float) -> Any:
        """Copies a clip to a place of the arrangement."""
        if clip.kind != self.kind:
            raise RuntimeError(INCOMPATIBLE)
        self.check_start(destination_time)
        return self.place_clip(clip.copy_into(self), destination_time, clip.get_length())

    def call_create_take_lane(self) -> Any:
        """An empty lane below the others."""
        lane = self.make("TakeLane", canonical_parent=self, name="")
        self.store("take_lanes", self.values["take_lanes"] + [lane])
        return lane


@behaviour("TakeLane")
class TakeLaneBehaviour(ClipLane):
    """One lane of takes."""

    def initialise(self) -> None:
        """Empty."""
        super().initialise()
        self.values["arrangement_clips"] = []

    def lane_track(self) -> Any:
        """The lane's track."""
        return self.values["canonical_parent"]

    def get_name(self) -> str:
        """Its own name, or its number."""
        lanes = self.values["canonical_parent"].values["take_lanes"]
        number = lanes.index(self) + 1 if self in lanes else len(lanes) + 1
        return self.values["name"] or "Take {}".format(number)
