"""Clip: markers, loop, launching and position, for MIDI and audio, in the session and in the arrangement."""
from __future__ import annotations

import os
from typing import Any, Optional

from ..classes import behaviour
from .beat_time import as_float32, bounded, finite, fold_position, tidy
from .colour import Coloured
from .launches import ARRANGEMENT
from .lom_object import LomObjectBehaviour
from .signature import check_numerator, nearest_denominator

SHORTEST_RECORDING = 1.0
# Refusals in our words; Live's are not known.
START_BEHIND_END = "The start must be before the end"

COPIED = ("name", "color_index", "looping", "loop_start", "loop_end", "start_marker", "end_marker",
          "signature_numerator", "signature_denominator", "launch_mode", "launch_quantization", "legato",
          "velocity_amount", "muted", "notes", "used_note_id", "warping", "warp_mode", "gain", "pitch_coarse",
          "pitch_fine", "ram_mode", "groove", "warp_map",
          "follow_action")


@behaviour("Clip")
class ClipBehaviour(Coloured):
    """One clip."""

    def initialise(self, kind: str = "midi", beats: Optional[float] = None, audio: Any = None) -> None:
        """kind: midi or audio; beats: its length; audio: the AudioFile of an audio clip, which says it otherwise."""
        super().initialise()
        self.kind = kind
        self.audio = audio
        if beats is None:
            seconds = audio.frames / audio.sample_rate
            beats = max(float(round(seconds * self.song.values["tempo"] / 60.0)), 1.0)
        stem = "" if audio is None else os.path.splitext(os.path.basename(audio.path))[0]
        signature = {name: self.song.values[name] for name in ("signature_numerator", "signature_denominator")}
        self.values.update(
            signature, name=stem, color_index=self.track().values["color_index"], looping=True, loop_start=0.0,
            loop_end=float(beats), start_marker=0.0, end_marker=float(beats), launch_mode=0, launch_quantization=0,
            legato=False, velocity_amount=0.0, muted=False, notes=(), used_note_id=0, selected_notes=frozenset(),
            warping=True, warp_mode=0, gain=as_float32(0.4), pitch_coarse=0, pitch_fine=0.0, ram_mode=False,
            groove=None, automation_envelopes=[], is_recording=False, playing_position=0.0, start_time=0.0,
            is_arrangement_clip=not self.in_session(), warp_map=None, follow_action=None)

    def track(self) -> Any:
        """The track that the clip is on."""
        owner = self.values["canonical_parent"]
        while "Track" not in owner.lineage:
            owner = owner.values["canonical_parent"]
        return owner

    def in_session(self) -> bool:
        """Whether it is in a slot."""
        return "ClipSlot" in self.values["canonical_parent"].lineage

    def get_is_midi_clip(self) -> bool:
        """Made of notes."""
        return self.kind == "midi"

    def get_is_audio_clip(self) -> bool:
        """Made of a sound file."""
        return self.kind == "audio"

    def get_is_session_clip(self) -> bool:
        """In a slot."""
        return self.in_session()

    def get_is_take_lane_clip(self) -> bool:
        """On a take lane."""
        return "TakeLane" in self.values["canonical_parent"].lineage

    def copy_into(self, owner: Any, **changed: Any) -> Any:
        """A clip like this one, for another slot, track or take lane; the caller puts it there."""
        copy = self.make("Clip", canonical_parent=owner, kind=self.kind, beats=self.get_length(), audio=self.audio)
        for name in COPIED + (() if copy.in_session() else ("start_time", "end_time")):
            if name in self.values:
                copy.values[name] = self.values[name]
        copy.values.update(changed)
        copy.take_envelopes(self)
        return copy

    # Loop and markers: without looping, loop_start and loop_end are the markers

    def loop_name(self, name: str) -> Any:
        """Which value stands behind loop_start or loop_end."""
        return name if self.values["looping"] else {"loop_start": "start_marker", "loop_end": "end_marker"}[name]

    def get_loop_start(self) -> float:
        """The loop's start, or the start marker."""
        return self.values[self.loop_name("loop_start")]

    def get_loop_end(self) -> float:
        """The loop's end, or the end marker."""
        return self.values[self.loop_name("loop_end")]

    def set_loop_start(self, value: float) -> None:
        """Must stay before the end."""
        if bounded("loop_start", value) >= self.get_loop_end():
            raise RuntimeError(START_BEHIND_END)
        self.change_region(**{self.loop_name("loop_start"): tidy(value)})

    def set_loop_end(self, value: float) -> None:
        """Must stay behind the start."""
        if bounded("loop_end", value) <= self.get_loop_start():
            raise RuntimeError(START_BEHIND_END)
        self.change_region(**{self.loop_name("loop_end"): tidy(value)})

    def set_start_marker(self, value: float) -> None:
        """Ignored without looping; must stay before the end marker."""
        if self.values["looping"]:
            if bounded("start_marker", value) >= self.values["end_marker"]:
                raise RuntimeError(START_BEHIND_END)
            self.change_region(start_marker=tidy(value))

    def set_end_marker(self, value: float) -> None:
        """Must stay behind the start marker."""
        if bounded("end_marker", value) <= self.values["start_marker"]:
            raise RuntimeError(START_BEHIND_END)
        self.change_region(end_marker=tidy(value))

    def set_looping(self, value: bool) -> None:
        """The loop's ends read differently with it."""
        self.change_region(looping=value)

    def get_position(self) -> float:
        """The loop's start."""
        return self.get_loop_start()

    def set_position(self, value: float) -> None:
        """Moves the loop and keeps its length."""
        length = self.get_loop_end() - self.get_loop_start()
        bounded("position", value)
        self.change_region(**{self.loop_name("loop_start"): tidy(value),
                              self.loop_name("loop_end"): tidy(value + length)})

    def change_region(self, **changed: Any) -> None:
        """Stores some of looping, loop and markers and tells all that reads differently."""
        if all(self.values[name] == value for name, value in changed.items()):
            return
        names = ("loop_start", "loop_end", "position", "end_time")
        before = [getattr(self, "get_" + name)() for name in names]
        self.song.launcher.hold(self)
        for name, value in changed.items():
            if name in names:
                old = self.values[name]
                if old != value:
                    self.simulator.rollback.record(self, name, old, value)
                    self.values[name] = value
            else:
                self.store(name, value)
        for name, value in zip(names, before):
            if getattr(self, "get_" + name)() != value:
                self.notify(name)

    def restored(self, name: str) -> None:
        """Undo moves loop and markers too."""
        super().restored(name)
        if name in ("looping", "loop_start", "loop_end", "start_marker", "end_marker"):
            for each in ("loop_start", "loop_end", "position", "end_time"):
                if each != name:
                    self.notify(each)

    def revived(self) -> None:
        """A clip that undo brought back records no more."""
        super().revived()
        self.values["is_recording"] = False

    def get_length(self) -> float:
        """The loop's length, or what is between the markers."""
        return tidy(self.get_loop_end() - self.get_loop_start())

    def get_end_time(self) -> float:
        """In the arrangement where it ends; in the session the loop's end or the end marker."""
        return self.get_loop_end() if self.in_session() else self.values["end_time"]

    # Settings

    def set_signature_numerator(self, value: int) -> None:
        """1..99."""
        self.store("signature_numerator", check_numerator(value, "signature_numerator"))

    def set_signature_denominator(self, value: int) -> None:
        """1, 2, 4, 8 or 16; what lies between becomes the next of them."""
        self.store("signature_denominator", nearest_denominator(value, "signature_denominator"))

    def set_launch_mode(self, value: int) -> None:
        """Clip.LaunchMode."""
        if not 0 <= value <= 3:
            raise RuntimeError("launch_mode out of range")
        self.store("launch_mode", value)

    def set_launch_quantization(self, value: int) -> None:
        """Clip.ClipLaunchQuantization."""
        if not 0 <= value <= 14:
            raise RuntimeError("Invalid quantization.")
        self.store("launch_quantization", value)

    def get_has_groove(self) -> bool:
        """Whether a groove of the pool is chosen."""
        return self.values["groove"] is not None

    # Launching

    def get_is_playing(self) -> bool:
        """Plays in the session, or is under the arrangement's playhead."""
        if self.in_session():
            return self.song.launcher.is_playing(self)
        song, values = self.song.values, self.values
        under_playhead = values["start_time"] <= song["current_song_time"] < values["end_time"]
        return bool(song["is_playing"] and (under_playhead or values["is_recording"])
                    and self.track().values["playing_slot_index"] == ARRANGEMENT and not self.get_is_take_lane_clip())

    def set_is_playing(self, value: bool) -> None:
        """Fires or stops."""
        if value:
            self.call_fire()
        else:
            self.call_stop()

    def get_is_triggered(self) -> bool:
        """Waits for its beat."""
        return self.song.launcher.is_triggered(self)

    def get_is_overdubbing(self) -> bool:
        """Plays on an armed track while the session records."""
        return bool(self.kind == "midi" and self.get_is_playing() and not self.values["is_recording"]
                    and self.song.values["session_record"] and self.track().values["arm"])

    def call_fire(self) -> None:
        """Presses the clip's button."""
        if self.in_session():
            self.song.launcher.fire_slot(self.values["canonical_parent"])
        else:
            self.simulator.defer(lambda: self.song.play_arrangement_clip(self))

    def call_stop(self) -> None:
        """Stops the track, when this is the clip that plays there."""
        launcher = self.song.launcher
        if launcher.is_playing(self) or launcher.is_triggered(self):
            launcher.stop_track(self.track())

    def call_set_fire_button_state(self, state: bool) -> None:
        """Holds or releases the clip's button: a gated clip plays while it is held, a repeating one begins anew."""
        if self.in_session():
            self.values["canonical_parent"].call_set_fire_button_state(state)
        elif state:
            self.call_fire()

    # Position

    def beats_per_unit(self) -> Any:
        """Length in beats of one unit of the clip's time: unwarped audio counts seconds."""
        return self.song.values["tempo"] / 60.0 if self.plays_seconds() else 1.0

    def plays_seconds(self) -> bool:
        """Whether its time is counted in seconds: that of unwarped audio is."""
        return self.kind == "audio" and not self.values["warping"]

    def units_between(self, first: float, last: float) -> float:
        """How much of the clip's time lies between two places of the arrangement."""
        return float(self.song.tempo_automation.seconds_between(first, last) if self.plays_seconds() else last - first)

    def loops_from(self, position: float) -> Any:
        """Whether playing from there comes into the loop."""
        return self.values["looping"] and position < self.values["loop_end"]

    def enter(self, position: float) -> Any:
        """Where a clip begins that takes over a position from another: in its loop, wherever the other was."""
        if not self.values["looping"]:
            return position
        return fold_position(position, self.values["loop_start"], self.values["loop_end"])

    def beats_of_rounds(self, position: float, rounds: float) -> Any:
        """Beats until the end of so many rounds, the first of which begins at a position."""
        end = self.get_loop_end()
        units = end - position + max(rounds - 1.0, 0.0) * self.get_length() if position < end else 0.0
        return units * self.beats_per_unit()

    def play_end(self) -> Any:
        """Where it stops by itself."""
        return float("inf") if self.values["looping"] else self.values["end_marker"]

    def fold(self, start: Any, position: float) -> Any:
        """The place that counting on from a start to a position arrives at."""
        if self.values["is_recording"]:
            return tidy(position)
        if self.loops_from(start):
            return fold_position(position, self.values["loop_start"], self.values["loop_end"])
        return tidy(min(position, self.play_end()))

    def get_playing_position(self) -> float:
        """In the clip's own time; where it was last when it does not play."""
        playing = self.song.launcher.find(self)
        if playing is not None:
            return self.song.launcher.position_of(playing)
        if not self.in_session() and self.get_is_playing():
            return self.arrangement_position(self.song.values["current_song_time"])
        return self.values["playing_position"]

    def arrangement_position(self, place: float) -> Any:
        """Where in its own time a clip of the arrangement is at a place of the song."""
        start = self.values["start_marker"]
        return self.fold(start, start + self.units_between(self.values["start_time"], place))

    def trim(self, start: float, end: float) -> None:
        """Leaves what lies between two places of the song; it goes on sounding where it did."""
        marker = self.arrangement_position(start)
        self.store("start_time", start)
        self.store("end_time", end)
        if self.values["looping"]:
            self.change_region(start_marker=marker)
        else:
            self.change_region(start_marker=marker, end_marker=tidy(marker + self.units_between(start, end)))

    def position_moved(self, position: float) -> None:
        """Playing, once per tick; a recording grows with it."""
        before = self.values["playing_position"]
        self.store("playing_position", position)
        if self.values["is_recording"]:
            # In the arrangement the recorder says how long it is.
            if self.in_session():
                self.grow(max(position, SHORTEST_RECORDING))
        elif position < before:
            self.notify("loop_jump")

    def grow(self, length: float) -> None:
        """The recording is so long by now."""
        with self.song.history.unrecorded():
            self.change_region(loop_end=length, end_marker=length)
        if self.kind == "audio":
            self.lengthen_audio(length)

    def end_recording(self, length: float) -> None:
        """The recording is a clip of its own length now."""
        self.grow(length)
        if self.kind == "audio":
            self.keep_tempo_of_recording()
        self.store("is_recording", False)

    def call_move_playing_pos(self, beats: float) -> None:
        """Jumps inside the clip while it plays."""
        self.song.launcher.move(self, finite("beats", beats))

    def call_scrub(self, position: float) -> None:
        """Plays from a place of the clip."""
        playing = self.song.launcher.find(self)
        if playing is not None:
            finite("scrub_position", position)
            self.song.launcher.move(self, position - self.song.launcher.position_of(playing))


@behaviour("Clip.View")
class ClipViewBehaviour(LomObjectBehaviour):
    """The clip's editor."""

    def initialise(self) -> None:
        """Sixteenths, straight."""
        super().initialise()
        self.values.update(grid_quantization=8, grid_is_triplet=False)

    def set_grid_quantization(self, value: int) -> None:
        """Clip.GridQuantization."""
        if not 0 <= value <= 9:
            raise RuntimeError("Invalid quantization.")
        self.store("grid_quantization", value)
