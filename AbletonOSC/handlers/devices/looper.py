"""Looper. LOM class LooperDevice."""

from __future__ import annotations

from typing import Any

from ...lom.path import follow, read_path
from ...lom.spec import Handler, ListOf, arg, call, command, ro, rw
from ..ids import TrackId

LOOPER = ("LooperDevice",)
SLOT = read_path("tracks[target_track_id].clip_slots[target_clip_id]")


class LooperRows(Handler):
    """What only Looper has."""

    properties = (
        ro("loop_length", float, "Length of Looper's loop, in beats.", of=LOOPER),
        ro("tempo", float, "Tempo of Looper's loop, in BPM.", of=LOOPER),
        rw("overdub_after_record", bool, "Looper overdubs after recording; else it plays.", of=LOOPER),
        rw("record_length_index", int, "Length that Looper records, in record_length_list.", 0, 10, of=LOOPER),
        ro("record_length_list", ListOf(str), "Lengths that Looper can record.", listen=False, of=LOOPER),
    )

    methods = (
        call("record", "Looper: record.", of=LOOPER),
        call("overdub", "Looper: overdub.", of=LOOPER),
        call("play", "Looper: play.", of=LOOPER),
        call("stop", "Looper: stop.", of=LOOPER),
        call("clear", "Looper: erase the loop.", of=LOOPER),
        call("undo", "Looper: take back the last overdub.", of=LOOPER),
        call("double_length", "Looper: double the loop.", of=LOOPER),
        call("half_length", "Looper: halve the loop.", of=LOOPER),
        call("double_speed", "Looper: play twice as fast.", of=LOOPER),
        call("half_speed", "Looper: play half as fast.", of=LOOPER),
    )

    @command("export_to_clip_slot", "Looper: put the loop into a clip slot.", arg("target_track_id", TrackId()),
             arg("target_clip_id", int, "", 0), of=LOOPER)
    def export_to_clip_slot(self, looper: Any, target_track_id: Any, target_clip_id: int) -> None:
        looper.export_to_clip_slot(follow(self.song, SLOT, {"target_track_id": target_track_id,
                                                            "target_clip_id": target_clip_id}))
