"""Clip slots: `/live/clip_slot/...`. Source: LOM class ClipSlot."""

from __future__ import annotations

from typing import Any, Optional

from ..lom.path import follow, read_path
from ..lom.spec import POLLED, Enumeration, Handler, arg, call, command, ro, rw
from .ids import TrackId

SLOT = read_path("tracks[target_track_id].clip_slots[target_clip_id]")


class ClipSlotHandler(Handler):
    """A place for a clip in Session View, whether there is one or not."""

    address, ids, lives_in = "clip_slot", ("track_id", "clip_id"), "tracks[track_id].clip_slots[clip_id]"

    properties = (
        ro("has_clip", bool, "Holds a clip."),
        rw("has_stop_button", bool, "Stops the track when it is fired empty."),
        ro("is_group_slot", bool, "Belongs to a group track.", listen=False),
        ro("controls_other_clips", bool, "A group slot that has clips below it."),
        ro("is_playing", bool, "Its clip plays.", listen=POLLED),
        ro("is_recording", bool, "Its clip is being recorded.", listen=POLLED),
        ro("is_triggered", bool, "Waits for its moment to play or stop."),
        ro("playing_status", Enumeration(), "Of a group slot: 0 stopped, 1 started, 2 recording."),
        ro("will_record_on_start", bool, "Would record when it is fired.", listen=POLLED),
        ro("color", int, "Of a group slot: colour of its first clip; nil elsewhere."),
        ro("color_index", int, "Of a group slot: palette colour of its first clip; nil elsewhere."),
    )

    methods = (
        call("create_clip", "Create an empty MIDI clip.", arg("length", float, "Length in beats.")),
        call("create_audio_clip", "Create an audio clip from a file.", arg("file_path", str, "Absolute path.")),
        call("delete_clip", "Delete the clip."),
        call("stop", "Stop the clip of this track that plays."),
        call("set_fire_button_state", "Press (1) or release (0) the launch button.", arg("state", bool)),
    )

    @command("fire", "Launch the clip, record a new one if armed, or stop the track.",
             arg("record_length", float, "length of a new clip in beats", default=None),
             arg("launch_quantization", int, "0 none .. 13, as Song.clip_trigger_quantization", 0, 13, None),
             arg("force_legato", bool, "take over the playing position", default=None))
    def fire(self, slot: Any, record_length: Optional[float], launch_quantization: Optional[int],
             force_legato: Optional[bool]) -> None:
        given = {"record_length": record_length, "launch_quantization": launch_quantization,
                 "force_legato": force_legato}
        slot.fire(**{name: value for name, value in given.items() if value is not None})

    @command("duplicate_clip_to", "Copy the clip to another slot, over what is there.",
             arg("target_track_id", TrackId()), arg("target_clip_id", int, "", 0))
    def duplicate_clip_to(self, slot: Any, target_track_id: Any, target_clip_id: int) -> None:
        slot.duplicate_clip_to(follow(self.song, SLOT, {
            "target_track_id": target_track_id, "target_clip_id": target_clip_id}))


HANDLERS = (ClipSlotHandler,)
