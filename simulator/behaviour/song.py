"""Song: tempo, signature, scale, switches, undo, and the links between the parts of the Set."""
from __future__ import annotations

from random import Random
from typing import Any, List

from ..classes import behaviour
from .arrangement_player import ArrangementPlayer
from .automation import Automation
from .beat_time import as_float32, finite
from .launcher import Launcher
from .launches import ARRANGEMENT
from .lom_object import LomObjectBehaviour
from .meters import Meters
from .routing import HARDWARE
from .scales import SCALES
from .signature import check_numerator, nearest_denominator
from .signature_changes import SignatureChanges
from .tempo_automation import TempoAutomation
from .transport import Transport
from .undo import UNDO_LABEL, History, defer_change

SLOWEST, FASTEST = 20.0, 999.0
MOST_GROOVE = 1.3125
# What follows the last event or the loop; an empty Set is 232 beats long.
LENGTH_BEHIND, EMPTY_LENGTH = 32.0, 200.0
EMPTY_LAST_EVENT = 16.0
SHORTEST_LOOP = 1.0
SLOWEST_TAP, TAPS_FOR_TEMPO = 3.0, 4
NEW_SET = {
    "tempo": 120.0, "signature_numerator": 4, "signature_denominator": 4, "clip_trigger_quantization": 4,
    "midi_recording_quantization": 0, "loop_start": 8.0, "loop_length": 16.0, "groove_amount": 1.0,
    "swing_amount": 0.0, "root_note": 0, "scale_name": "Major", "exclusive_arm": True, "exclusive_solo": True,
    "select_on_launch": True, "count_in_duration": 0, "session_record_status": 0, "can_capture_midi": False,
    "file_path": "", "name": "", "start_time": 0.0, "current_song_time": 0.0, "is_playing": False,
    "is_counting_in": False, "loop": False, "punch_in": False, "punch_out": False, "record_mode": False,
    "session_record": False, "session_automation_record": False, "overdub": False, "back_to_arranger": False,
    "nudge_up": False, "nudge_down": False, "can_jump_to_next_cue": False, "can_jump_to_prev_cue": False,
    "re_enable_automation_enabled": False, "scale_mode": False, "signature_changes": (),
}


@behaviour("Song")
class SongBehaviour(LomObjectBehaviour):
    """The Set."""

    def initialise(self) -> None:
        """Empty; default_set.py fills it."""
        super().initialise()
        self.transport = Transport(self)
        self.meters = Meters(self)
        self.launcher = Launcher(self)
        self.arrangement = ArrangementPlayer(self)
        self.automation = Automation(self)
        self.tempo_automation = TempoAutomation(self)
        self.signatures = SignatureChanges(self)
        self.history = History(self.simulator)
        self.simulator.rollback = self.history
        self.taps: List[float] = []
        self.loopers: List[Any] = []
        self.hardware = dict(HARDWARE)
        # Seeded: what a simulated Live makes up is the same in each run.
        self.random = Random(0)
        self.values.update(NEW_SET, data={}, tracks=[], return_tracks=[], scenes=[], cue_points=[],
                           appointed_device=None)
        self.simulator.every_tick(self.tick)

    def tick(self) -> None:
        """Once per turn of Live's main thread."""
        self.transport.tick()
        self.automation.tick()
        self.meters.tick()

    def every_track(self) -> Any:
        """Tracks, return tracks and the main track."""
        return self.values["tracks"] + self.values["return_tracks"] + [self.values["master_track"]]

    # Tempo, signature, grooves

    def set_tempo(self, value: float) -> None:
        """20..999 beats per minute."""
        value = as_float32(value)
        if not SLOWEST <= value <= FASTEST:
            raise RuntimeError("Tempo out of range")
        self.change_tempo(value)

    def change_tempo(self, value: Any) -> None:
        """By hand: overrides or records the automation of the tempo."""
        parameter = self.values["master_track"].values["mixer_device"].values["song_tempo"]
        before = parameter.values["value"]
        self.take_tempo(value)
        self.automation.touched(parameter, before)

    def take_tempo(self, value: Any) -> None:
        """The tempo and the main track's parameter are one."""
        self.store("tempo", value)
        self.transport.speed_changed()
        parameter = self.values["master_track"].values["mixer_device"].values["song_tempo"]
        parameter.store("value", value)
        self.tell_loopers()

    def tell_loopers(self) -> None:
        """Loopers may follow the tempo."""
        for looper in [each for each in self.loopers if each.alive]:
            looper.follow_tempo()

    def set_nudge_up(self, value: bool) -> None:
        """Faster while held."""
        self.store("nudge_up", value)
        self.transport.speed_changed()

    def set_nudge_down(self, value: bool) -> None:
        """Slower while held."""
        self.store("nudge_down", value)
        self.transport.speed_changed()

    def call_tap_tempo(self) -> None:
        """From the fourth tap on the tempo is that of the taps; a long pause starts anew."""
        now = self.simulator.now()
        if self.taps and now - self.taps[-1] > SLOWEST_TAP:
            self.taps = []
        self.taps = (self.taps + [now])[-TAPS_FOR_TEMPO:]
        if len(self.taps) == TAPS_FOR_TEMPO and now > self.taps[0]:
            seconds = (now - self.taps[0]) / (TAPS_FOR_TEMPO - 1)
            self.change_tempo(as_float32(min(max(60.0 / seconds, SLOWEST), FASTEST)))

    def set_signature_numerator(self, value: int) -> None:
        """1..99; overrides the changes of the arrangement."""
        self.store("signature_numerator", check_numerator(value, "signature_numerator"))
        self.signatures.override()

    def set_signature_denominator(self, value: int) -> None:
        """1, 2, 4, 8 or 16; what lies between becomes the next of them. Overrides the changes of the arrangement."""
        self.store("signature_denominator", nearest_denominator(value, "signature_denominator"))
        self.signatures.override()

    def set_groove_amount(self, value: float) -> None:
        """0..1.3125."""
        if not 0.0 <= value <= MOST_GROOVE:
            raise RuntimeError("Groove Amount out of range")
        self.store("groove_amount", as_float32(value))

    def set_clip_trigger_quantization(self, value: int) -> None:
        """Song.Quantization."""
        if not 0 <= value <= 13:
            raise RuntimeError("Invalid quantization.")
        self.store("clip_trigger_quantization", value)

    def set_midi_recording_quantization(self, value: int) -> None:
        """Song.RecordingQuantization."""
        if not 0 <= value <= 8:
            raise RuntimeError("Invalid quantization.")
        self.store("midi_recording_quantization", value)

    # Scale

    def set_root_note(self, value: int) -> None:
        """0 is C."""
        self.check_range("root_note", value)
        if self.store("root_note", value):
            self.notify("scale_information")

    def set_scale_name(self, value: str) -> None:
        """One of Live's scales, by name."""
        if value not in SCALES:
            raise RuntimeError("Invalid scale name")
        if self.store("scale_name", value):
            self.notify("scale_intervals")
            self.notify("scale_information")

    def get_scale_intervals(self) -> Any:
        """Semitones above the root."""
        return SCALES[self.values["scale_name"]]

    # Loop and length

    def arrangement_end(self) -> Any:
        """Where the last arrangement clip stops."""
        ends = [clip.values["end_time"] for track in self.values["tracks"]
                for clip in track.values["arrangement_clips"] + track.values["arrangement_takes"]]
        return max(ends + [0.0])

    def get_song_length(self) -> float:
        """The arrangement or the loop, whichever ends later, and some room behind."""
        loop_end = self.values["loop_start"] + self.values["loop_length"]
        return max(self.arrangement_end(), loop_end, EMPTY_LENGTH) + LENGTH_BEHIND

    def get_last_event_time(self) -> float:
        """Where the last arrangement clip stops; 16 in an empty Set."""
        return self.arrangement_end() or EMPTY_LAST_EVENT

    def set_loop(self, value: bool) -> None:
        """From the next tick on."""
        defer_change(self, lambda: self.store("loop", value))

    def set_loop_start(self, value: float) -> None:
        """Beats."""
        if finite("loop_start", value) > self.get_song_length():
            raise RuntimeError("Cannot set the Loopstart behind the Songlength")
        self.change_loop("loop_start", max(value, 0.0))

    def set_loop_length(self, value: float) -> None:
        """Beats; one at least."""
        if self.values["loop_start"] + finite("loop_length", value) > self.get_song_length():
            raise RuntimeError("Cannot set the Loop behind the song length")
        self.change_loop("loop_length", max(value, SHORTEST_LOOP))

    def change_loop(self, name: str, value: Any) -> None:
        """The Set's length follows the loop."""
        if self.store(name, value):
            self.notify("song_length")

    def set_punch_in(self, value: bool) -> None:
        """From the next tick on."""
        defer_change(self, lambda: self.change_punch("punch_in", value))

    def set_punch_out(self, value: bool) -> None:
        """From the next tick on."""
        defer_change(self, lambda: self.change_punch("punch_out", value))

    def change_punch(self, name: str, value: bool) -> None:
        """What is being recorded may begin or end here."""
        self.transport.catch_up()
        self.store(name, value)
        self.recorder.refresh()

    # Recording

    def set_session_automation_record(self, value: bool) -> None:
        """From the next tick on."""
        defer_change(self, lambda: self.store("session_automation_record", value))

    # Back to the arrangement

    def set_back_to_arranger(self, value: bool) -> None:
        """Only False does anything: on the next tick the arrangement is heard again."""
        if not value:
            self.simulator.defer(self.return_to_arrangement)

    def return_to_arrangement(self) -> None:
        """On every track."""
        for track in self.values["tracks"]:
            self.launcher.return_to_arrangement(track)

    def refresh_back_to_arranger(self) -> None:
        """Lit while any track is away from the arrangement."""
        away = any(track.values["playing_slot_index"] != ARRANGEMENT for track in self.values["tracks"])
        self.store("back_to_arranger", away)

    # Undo

    def get_can_undo(self) -> bool:
        """Whether there is something to undo."""
        return self.history.can_undo or self.recorder.is_next_to_undo

    def get_can_redo(self) -> bool:
        """Whether there is something to redo."""
        return self.history.can_redo

    def call_begin_undo_step(self) -> None:
        """What follows until end_undo_step is one step."""
        self.history.begin()

    def call_end_undo_step(self) -> None:
        """The step enters the history at the end of the tick."""
        self.history.end()

    def call_undo(self) -> str:
        """Live's label of what was undone; that can be the recording into the arrangement under way."""
        if self.recorder.is_next_to_undo:
            before = self.history.newest()
            self.recorder.undo()
            if self.history.newest() is before:
                return UNDO_LABEL
        return self.history.undo()

    def call_redo(self) -> str:
        """Live's label of what was done again."""
        return self.history.redo()

    # Scripts' data, automation

    def call_get_data(self, key: str, default_value: Any) -> Any:
        """What a script stored under that key."""
        return self.values["data"].get(key, default_value)

    def call_set_data(self, key: str, value: Any) -> None:
        """Keeps something for the script."""
        self.store("data", dict(self.values["data"], **{key: value}))

    def call_re_enable_automation(self) -> None:
        """Automation that was overridden takes over again."""
        self.signatures.enable()
        self.automation.enable(self.automation.overridden)
