"""SimplerDevice: loading, cutting and warping its sample, and where in it Simpler plays."""
from __future__ import annotations

import math
import ntpath
import posixpath
from typing import Any, Tuple

from ..classes import behaviour
from . import warp
from .audio_file import read_audio_file
from .lom_object import LomObjectBehaviour
from .simpler_voice import SLICING, playing_place

VOICES = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32)
# Refusals in our words, but for the pitch bend's.
NO_SAMPLE = "There is no sample"
NOT_WARPED = "The sample is not warped"
NO_SUCH_SLICE = "There is no slice at that time"
INVALID_BEND = "Invalid Pitch Bend Range"
MOST_BEND = {"pitch_bend_range": 24, "note_pitch_bend_range": 48}
DEFAULTS = {"voices": 6, "retrigger": True, "pitch_bend_range": 5, "note_pitch_bend_range": 48, "playback_mode": 0,
            "slicing_playback_mode": 0, "pad_slicing": False, "multi_sample_mode": False}
WARPABLE = ("can_warp_as", "can_warp_double", "can_warp_half")
SHOWN = ("sample_start", "sample_end", "sample_loop_start", "sample_loop_end", "sample_loop_fade",
         "sample_env_fade_in", "sample_env_fade_out")


@behaviour("SimplerDevice")
class SimplerBehaviour(LomObjectBehaviour):
    """Simpler."""

    def initialise(self, **keywords: Any) -> None:
        """Without a sample."""
        super().initialise(**keywords)
        self.values.update(DEFAULTS, sample=None, playing_position=0.0, playing_position_enabled=False)
        self.simulator.every_tick(self.follow_voice)

    def revived(self) -> None:
        """Undo made it anew."""
        super().revived()
        self.simulator.every_tick(self.follow_voice)

    def follow_voice(self) -> None:
        """Time has passed: who listens hears where Simpler plays now. Others are told when they ask."""
        if not self.alive:
            self.simulator.loop.every_tick.remove(self.follow_voice)
        elif self.is_followed():
            self.move_voice()

    def is_followed(self) -> bool:
        """Whether somebody listens to the playing position."""
        return bool(self.listeners.get("playing_position") or self.listeners.get("playing_position_enabled"))

    def move_voice(self) -> None:
        """The playing position is that of the note that was struck last."""
        song = self.song
        if song.transport.playing or self.values["playing_position_enabled"] or any(song.midi_input.held.values()):
            place = playing_place(self)
            self.store("playing_position_enabled", place is not None)
            self.store("playing_position", place or 0.0)

    def get_playing_position(self) -> float:
        """0..1 of the whole sample; 0 while it is silent."""
        if not self.is_followed():
            self.move_voice()
        return float(self.values["playing_position"])

    def get_playing_position_enabled(self) -> bool:
        """Whether a note plays."""
        if not self.is_followed():
            self.move_voice()
        return bool(self.values["playing_position_enabled"])

    def place(self, name: str) -> float:
        """The value of a parameter."""
        parameter = self.parameter_named(name)
        return float(parameter.values["value"]) if parameter is not None else 0.0

    def copy_contents(self, original: Any) -> None:
        """The sample and the settings."""
        super().copy_contents(original)
        for name in DEFAULTS:
            self.values[name] = original.values[name]
        if original.values["sample"] is not None:
            self.values["sample"] = self.make("Sample", canonical_parent=self)
            self.values["sample"].take(original.values["sample"])

    def load_sample(self, audio: Any) -> None:
        """Plays an AudioFile from now on."""
        before = self.values["sample"]
        self.store("sample", self.make("Sample", canonical_parent=self, file_path=audio.path, length=audio.frames,
                                       sample_rate=audio.sample_rate))
        if before is not None:
            before.kill()
        self.sample_changed()

    def call_replace_sample(self, file_path: str) -> None:
        """Another file."""
        self.load_sample(read_audio_file(file_path))

    def sample_changed(self) -> None:
        """What depends on whether there is a sample."""
        for name in WARPABLE:
            self.notify(name)
        self.sample_moved()

    def sample_moved(self) -> None:
        """Another part of the sample is heard."""
        for name in SHOWN:
            self.values["view"].notify(name)

    def restored(self, name: str) -> None:
        """Undo stores the sample."""
        super().restored(name)
        if name == "sample":
            self.sample_changed()

    def parameter_changed(self, parameter: Any) -> None:
        """Start, length and loop are parameters."""
        super().parameter_changed(parameter)
        if parameter.spec.name.startswith("S "):
            self.sample_moved()

    # Settings

    def set_voices(self, value: int) -> None:
        """One of get_available_voice_numbers()."""
        self.check_range("voices", value)
        self.store("voices", value)

    def set_pitch_bend_range(self, value: int) -> None:
        """Semitones."""
        self.change_bend("pitch_bend_range", value)

    def set_note_pitch_bend_range(self, value: int) -> None:
        """Semitones."""
        self.change_bend("note_pitch_bend_range", value)

    def change_bend(self, name: str, value: int) -> None:
        """Raises out of range."""
        if not 0 <= value <= MOST_BEND[name]:
            raise RuntimeError(INVALID_BEND)
        self.store(name, value)

    # Cutting

    def need_sample(self) -> Any:
        """The sample; RuntimeError without one."""
        if self.values["sample"] is None:
            raise RuntimeError(NO_SAMPLE)
        return self.values["sample"]

    def rewrite(self, folder: str, length: int, move: Any) -> None:
        """Another file in the place of the sample; move: where a frame of the old one is in the new one."""
        old = self.need_sample()
        path = old.values["file_path"]
        name = (ntpath if "\\" in path else posixpath).basename(path)
        new = self.make("Sample", canonical_parent=self, length=length, sample_rate=old.values["sample_rate"])
        new.take(old)
        rate = old.values["sample_rate"]
        markers = sorted((move(seconds * rate) / rate, beats) for seconds, beats in old.values["warp_map"])
        ends = [beats for _, beats in markers]
        new.values.update(length=length, start_marker=0, end_marker=length,
                          file_path="Samples/Processed/{}/{}".format(folder, name))
        for kind in ("transient_slices", "manual_slices"):
            moved = sorted(int(move(each)) for each in old.values[kind])
            new.values[kind] = tuple(sorted({0}.union(each for each in moved if 0 <= each < length)))
        first, last = min(ends), max(ends)
        if [beats for _, beats in markers] != sorted(ends):
            markers = [(seconds, first + last - beats) for seconds, beats in markers]
        new.values["warp_map"] = tuple(markers)
        new.values["slices"] = new.present_slices()
        self.store("sample", new)
        old.kill()
        self.sample_changed()

    def call_crop(self) -> None:
        """Only what is between the markers is left, in a new file."""
        sample = self.need_sample()
        start, end = sample.values["start_marker"], sample.values["end_marker"]
        self.rewrite("Crop", end - start, lambda frame: frame - start)

    def call_reverse(self) -> None:
        """Backwards, in a new file."""
        length = self.need_sample().values["length"]
        self.rewrite("Reverse", length, lambda frame: length - frame)

    # Warping

    def get_can_warp_as(self) -> bool:
        """With a sample."""
        return self.values["sample"] is not None

    def get_can_warp_double(self) -> bool:
        """With a warped sample."""
        return bool(self.values["sample"] is not None and self.values["sample"].values["warping"])

    def get_can_warp_half(self) -> bool:
        """With a warped sample."""
        return self.get_can_warp_double()

    def region(self) -> Tuple[float, float]:
        """Beats at the sample's start and end markers."""
        sample = self.need_sample()
        return (sample.call_sample_to_beat_time(float(sample.values["start_marker"])),
                sample.call_sample_to_beat_time(float(sample.values["end_marker"])))

    def call_warp_as(self, beat_time: float) -> None:
        """What is between the markers lasts so many beats; the sample is warped then."""
        start, end = self.region()
        if not 0 < beat_time < float("inf"):
            raise RuntimeError("beat_time out of range")
        sample = self.need_sample()
        sample.store("warping", True)
        sample.change_warp_map(warp.stretch(sample.values["warp_map"], beat_time / (end - start)))
        self.sample_changed()

    def stretch(self, factor: float) -> None:
        """The tempo of the sample is so many times what it was: it has so many times the beats."""
        sample = self.need_sample()
        if not sample.values["warping"]:
            raise RuntimeError(NOT_WARPED)
        sample.change_warp_map(warp.stretch(sample.values["warp_map"], factor))

    def call_warp_double(self) -> None:
        """Twice the tempo."""
        self.stretch(2.0)

    def call_warp_half(self) -> None:
        """Half the tempo."""
        self.stretch(0.5)

    def call_guess_playback_length(self) -> float:
        """Beats between the markers at the Set's tempo, as the nearest power of two."""
        sample = self.need_sample()
        frames = sample.values["end_marker"] - sample.values["start_marker"]
        beats = frames / sample.values["sample_rate"] * self.song.values["tempo"] / 60.0
        return 2.0 ** round(math.log(beats, 2))


@behaviour("SimplerDevice.View")
class SimplerViewBehaviour(LomObjectBehaviour):
    """Where in the sample Simpler plays, in frames: its markers, narrowed by the parameters; 0 without a sample."""

    def place(self, name: str) -> float:
        """A parameter of 0..1."""
        return float(self.values["canonical_parent"].place(name))

    def get_sample_start(self) -> int:
        """The start marker, or later by S Start."""
        sample = self.values["canonical_parent"].values["sample"]
        if sample is None:
            return 0
        start, end = sample.values["start_marker"], sample.values["end_marker"]
        return int(start + self.place("S Start") * (end - start))

    def get_sample_end(self) -> int:
        """The end marker, or sooner by S Length."""
        sample = self.values["canonical_parent"].values["sample"]
        if sample is None:
            return 0
        start = self.get_sample_start()
        return int(start + self.place("S Length") * (sample.values["end_marker"] - start))

    def get_sample_loop_start(self) -> int:
        """The loop ends where the sample does, and lasts as long as S Loop Length says."""
        start, end = self.get_sample_start(), self.get_sample_end()
        return int(end - self.place("S Loop Length") * (end - start))

    def get_sample_loop_end(self) -> int:
        """The end."""
        return self.get_sample_end()

    def get_sample_loop_fade(self) -> int:
        """A part of the loop."""
        return int(self.place("S Loop Fade") * (self.get_sample_loop_end() - self.get_sample_loop_start()))

    def check_slicing(self) -> Any:
        """The sample; AttributeError without one outside slicing mode (measured), RuntimeError in it."""
        device = self.values["canonical_parent"]
        if device.values["sample"] is None and device.values["playback_mode"] != SLICING:
            raise AttributeError("'NoneType' object has no attribute 'selected_slice'")
        return device.need_sample()

    def get_selected_slice(self) -> int:
        """Its start; the first until another is selected."""
        slices = self.check_slicing().values["slices"]
        selected = self.values["selected_slice"]
        return int(selected if selected in slices else (slices[0] if slices else 0))

    def set_selected_slice(self, value: int) -> None:
        """The start of one of the slices."""
        if value not in self.check_slicing().values["slices"]:
            raise RuntimeError(NO_SUCH_SLICE)
        self.store("selected_slice", value)
