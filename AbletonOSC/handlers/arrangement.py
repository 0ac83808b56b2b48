"""Clips in the Arrangement and take lanes. LOM classes Track, Clip and TakeLane.

Everything of `/live/clip` works on them, by their index on the track in the order of Live's list.
"""

from __future__ import annotations

from typing import Any, Optional, Tuple

from ..errors import NoSuchObject
from ..lom.path import index_of, pick, read_path
from ..lom.spec import Count, Handler, Names, arg, command, ro, rw
from .clip import ClipHandler

CLIP_SLOTS, = read_path("clip_slots[clip_id]")
ARRANGEMENT_CLIPS, = read_path("arrangement_clips[clip_id]")
CLIP_ID = arg("clip_id", int, "which clip", 0)
START_TIME = arg("start_time", float, "in beats")


class ArrangementClipHandler(ClipHandler):
    """A clip in the Arrangement."""

    address, ids, lives_in = "arrangement_clip", ("track_id", "clip_id"), "tracks[track_id].arrangement_clips[clip_id]"

    @command("delete", "Delete the clip.", uses=("Track.delete_clip",))
    def delete(self, clip: Any) -> None:
        clip.canonical_parent.delete_clip(clip)

    @command("duplicate", "Copy the clip to another place on its track.", arg("destination_time", float, "in beats", 0),
             replies=("new_clip_id",), uses=("Track.duplicate_clip_to_arrangement",))
    def duplicate(self, clip: Any, destination_time: float) -> Tuple[Optional[int]]:
        track = clip.canonical_parent
        copy = track.duplicate_clip_to_arrangement(clip, destination_time)
        return (index_of(track.arrangement_clips, copy),)

    @command("move", "Move the clip, over what is there; it is made anew.",
             arg("destination_time", float, "in beats", 0),
             replies=("new_clip_id",), uses=("Track.duplicate_clip_to_arrangement", "Track.delete_clip"))
    def move(self, clip: Any, destination_time: float) -> Tuple[Optional[int]]:
        track = clip.canonical_parent
        moved = track.duplicate_clip_to_arrangement(clip, destination_time)
        # A clip that overlaps its copy may be gone already.
        if index_of(track.arrangement_clips, clip) is not None and clip != moved:
            track.delete_clip(clip)
        return (index_of(track.arrangement_clips, moved),)


class TakeLaneHandler(Handler):
    """A take lane of a track."""

    address, ids, lives_in = "take_lane", ("track_id", "take_lane_id"), "tracks[track_id].take_lanes[take_lane_id]"

    properties = (
        rw("name", str, "Take lane name."),
        ro("num_clips", Count(), "How many clips there are.", path="arrangement_clips"),
        ro("clips/name", Names(), "Names of the clips; pushed with the list.", path="arrangement_clips"),
        ro("clips/start_time", float, "Positions of the clips, in beats.", path="arrangement_clips[*].start_time",
           listen=False),
        ro("clips/length", float, "Lengths of the clips, in beats.", path="arrangement_clips[*].length", listen=False),
    )

    @command("create_midi_clip", "Create a MIDI clip.", START_TIME, arg("length", float, "in beats"),
             replies=("clip_id",))
    def create_midi_clip(self, lane: Any, start_time: float, length: float) -> Tuple[Optional[int]]:
        clip = lane.create_midi_clip(start_time, length)
        return (index_of(lane.arrangement_clips, clip),)

    @command("create_audio_clip", "Create an audio clip from a file.", arg("file_path", str, "absolute path"),
             START_TIME,
             replies=("clip_id",))
    def create_audio_clip(self, lane: Any, file_path: str, start_time: float) -> Tuple[Optional[int]]:
        clip = lane.create_audio_clip(file_path, start_time)
        return (index_of(lane.arrangement_clips, clip),)


class TakeLaneClipHandler(ClipHandler):
    """A clip in a take lane."""

    address, ids = "take_lane/clip", ("track_id", "take_lane_id", "clip_id")
    lives_in = "tracks[track_id].take_lanes[take_lane_id].arrangement_clips[clip_id]"


class ArrangementHandler(Handler):
    """The clips of a track in the Arrangement, as forks of AbletonOSC have them; what is done is answered."""

    address, ids, lives_in = "arrangement", ("track_id",), "tracks[track_id]"

    @command("get/clips", "The clips of the track.", replies=("(name, start_time, length) ...",),
             uses=("arrangement_clips", "Clip.name", "Clip.start_time", "Clip.length"))
    def read_clips(self, track: Any) -> Tuple[Any, ...]:
        return tuple(value for clip in track.arrangement_clips
                     for value in (str(clip.name), float(clip.start_time), float(clip.length)))

    @command("duplicate_clip", "Copy the clip of a slot to the Arrangement.", CLIP_ID,
             arg("destination_time", float, "in beats", 0), replies=("clip_id", "destination_time"),
             uses=("duplicate_clip_to_arrangement", "clip_slots", "ClipSlot.clip"))
    def duplicate_clip(self, track: Any, clip_id: int, destination_time: float) -> Tuple[int, float]:
        clip = pick(track, CLIP_SLOTS, "clip_id", clip_id).clip
        if clip is None:
            raise NoSuchObject(f"clip_id {clip_id}: there is no clip")
        track.duplicate_clip_to_arrangement(clip, destination_time)
        return clip_id, destination_time

    @command("delete_clip", "Delete one clip.", CLIP_ID, replies=("clip_id",),
             uses=("arrangement_clips", "Track.delete_clip"))
    def delete_clip(self, track: Any, clip_id: int) -> Tuple[int]:
        track.delete_clip(pick(track, ARRANGEMENT_CLIPS, "clip_id", clip_id))
        return (clip_id,)

    @command("clear_track", "Delete all clips of the track; the reply says how many.", replies=("count",),
             uses=("arrangement_clips", "delete_clip"))
    def clear_track(self, track: Any) -> Tuple[int]:
        clips = list(track.arrangement_clips)
        for clip in clips:
            track.delete_clip(clip)
        return (len(clips),)


HANDLERS = (ArrangementHandler, ArrangementClipHandler, TakeLaneHandler, TakeLaneClipHandler)
