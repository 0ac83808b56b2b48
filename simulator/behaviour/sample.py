"""Simpler's sample: its markers, slices and warping. Times are frames, warp markers seconds and beats.

Slices by beats and by regions are worked out; those by transients and by hand are what was put there. The simulator
hears no transients: it takes every sample for sixteenth notes at 120 BPM, strong on bars and beats and weak between
them, and slices at those that slicing_sensitivity lets through.
"""
from __future__ import annotations

import math
from typing import Any, List, Tuple

from ..classes import behaviour
from . import curves, warp
from .beat_time import as_float32
from .lom_object import LomObjectBehaviour

# Refusals in our words; Live's are not known.
NO_SLICE = "There is no slice at that time"
TAKEN = "There is already a slice at that time"
OUTSIDE = "The time is outside of the sample"
NOT_BY_HAND = "Slices by beats or regions can not be changed one by one"
MARKERS_CROSSED = "The start marker must be before the end marker"
SAMPLE_RATE = 44100
SECONDS_PER_BEAT = 0.5
TRANSIENT, BEAT, REGION, MANUAL = range(4)
HAND_MADE = {TRANSIENT: "transient_slices", MANUAL: "manual_slices"}
# Beats by Sample.SlicingBeatDivision.
DIVISIONS = (0.25, 1 / 6.0, 0.5, 1 / 3.0, 1.0, 2 / 3.0, 2.0, 4 / 3.0, 4.0, 8.0, 16.0)
# The transients: how far apart, and how sensitive the slicing has to be for every so many of them, the strongest first.
SECONDS_PER_TRANSIENT = 0.125
STRENGTHS = ((16, 0.0), (4, 0.25), (2, 0.6), (1, 0.85))
MOST_TRANSIENTS = 4096
LEAST_REGIONS, MOST_REGIONS = 2, 64
WARP_MODES = (0, 1, 2, 3, 4, 5, 6)
# What nobody wrote down: between which values these are.
RANGES = {
    "beats_granulation_resolution": (0, 6), "beats_transient_envelope": (0.0, 100.0), "gain": (0.0, 1.0),
    "complex_pro_envelope": (0.0, 512.0), "complex_pro_formants": (0.0, 100.0), "texture_flux": (0.0, 100.0),
    "texture_grain_size": (0.0, 1000.0), "tones_grain_size": (0.0, 1000.0),
}
SLICED_BY = ("slicing_style", "slicing_beat_division", "slicing_region_count", "warp_map", "length") + tuple(
    HAND_MADE.values())
COPIED = ("start_marker", "end_marker", "gain", "warping", "warp_mode", "beats_granulation_resolution",
          "beats_transient_envelope", "beats_transient_loop_mode", "complex_pro_envelope", "complex_pro_formants",
          "slicing_sensitivity", "texture_flux", "texture_grain_size", "tones_grain_size", "file_path",
          "sample_rate", "slices") + SLICED_BY


@behaviour("Sample")
class SampleBehaviour(LomObjectBehaviour):
    """One sound file in Simpler, taken to be at 120 BPM until it is warped otherwise."""

    def initialise(self) -> None:
        """The whole sample, in one piece."""
        super().initialise()
        self.values.setdefault("length", SAMPLE_RATE)
        self.values.setdefault("sample_rate", float(SAMPLE_RATE))
        length = self.values["length"]
        seconds = length / self.values["sample_rate"]
        self.values.update(start_marker=0, end_marker=length, gain=as_float32(0.4), warping=False,
                           slicing_style=TRANSIENT, slicing_beat_division=4, slicing_region_count=8,
                           slicing_sensitivity=0.5, manual_slices=(0,),
                           warp_map=warp.straight(seconds, seconds / SECONDS_PER_BEAT))
        self.values["slices"] = self.values["transient_slices"] = self.transients()

    def take(self, other: Any) -> None:
        """Becomes like another sample."""
        for name in COPIED:
            if name in other.values:
                self.values[name] = other.values[name]

    def restored(self, name: str) -> None:
        """Undo stores what slices and warp markers come from."""
        super().restored(name)
        if name == "warp_map":
            self.notify("warp_markers")

    # Markers

    def set_start_marker(self, value: int) -> None:
        """Before the end marker."""
        self.check_time(value)
        if value >= self.values["end_marker"]:
            raise RuntimeError(MARKERS_CROSSED)
        self.change_marker("start_marker", value)

    def set_end_marker(self, value: int) -> None:
        """Behind the start marker; the end of the sample at the most."""
        self.check_time(value - 1)
        if value <= self.values["start_marker"]:
            raise RuntimeError(MARKERS_CROSSED)
        self.change_marker("end_marker", value)

    def change_marker(self, name: str, value: int) -> None:
        """Simpler's view shows where it plays."""
        if self.store(name, value):
            self.values["canonical_parent"].sample_moved()

    def check_time(self, time: int) -> None:
        """Raises for what is not within the sample."""
        if not 0 <= time < self.values["length"]:
            raise RuntimeError(OUTSIDE)

    # Slices

    def present_slices(self) -> Tuple[int, ...]:
        """Starts of the slices, by the present way of slicing."""
        style, length = self.values["slicing_style"], self.values["length"]
        if style in HAND_MADE:
            return tuple(sorted(self.values[HAND_MADE[style]]))
        if style == REGION:
            count = self.values["slicing_region_count"]
            return tuple(sorted({length * index // count for index in range(count)}))
        starts: List[int] = []
        division = DIVISIONS[self.values["slicing_beat_division"]]
        first = self.call_sample_to_beat_time(0.0)
        while True:
            start = int(round(self.call_beat_to_sample_time(first + len(starts) * division)))
            if start >= length:
                return tuple(starts)
            starts.append(start)

    def transients(self) -> Tuple[int, ...]:
        """Starts of the slices by transients, as sensitive as it is set."""
        step = next(every for every, least in reversed(STRENGTHS) if self.values["slicing_sensitivity"] >= least)
        frames = self.values["sample_rate"] * SECONDS_PER_TRANSIENT * step
        count = max(int(math.ceil(self.values["length"] / frames)), 1)
        return tuple(int(round(index * frames)) for index in range(min(count, MOST_TRANSIENTS)))

    def set_slicing_sensitivity(self, value: float) -> None:
        """0..1; slices that were moved by hand are lost."""
        self.check_range("slicing_sensitivity", value)
        if self.store("slicing_sensitivity", value):
            self.slice_by("transient_slices", self.transients())

    def slice_by(self, name: str, value: Any) -> None:
        """Stores something on which the slices depend."""
        if self.store(name, value):
            self.store("slices", self.present_slices())

    def set_slicing_style(self, value: int) -> None:
        """Sample.SlicingStyle."""
        self.check_range("slicing_style", value)
        self.slice_by("slicing_style", value)

    def set_slicing_beat_division(self, value: int) -> None:
        """Sample.SlicingBeatDivision."""
        self.check_range("slicing_beat_division", value)
        self.slice_by("slicing_beat_division", value)

    def set_slicing_region_count(self, value: int) -> None:
        """2..64."""
        if not LEAST_REGIONS <= value <= MOST_REGIONS:
            raise RuntimeError("slicing_region_count out of range")
        self.slice_by("slicing_region_count", value)

    def change_slices(self, slices: Any) -> None:
        """Other slices by hand; those by beats and regions refuse."""
        style = self.values["slicing_style"]
        if style not in HAND_MADE:
            raise RuntimeError(NOT_BY_HAND)
        self.slice_by(HAND_MADE[style], tuple(sorted(slices)))

    def call_insert_slice(self, time: int) -> None:
        """A new slice begins there."""
        self.check_time(time)
        if time in self.values["slices"]:
            raise RuntimeError(TAKEN)
        self.change_slices(self.values["slices"] + (time,))

    def call_remove_slice(self, time: int) -> None:
        """The slice before goes on."""
        if time not in self.values["slices"]:
            raise RuntimeError(NO_SLICE)
        self.change_slices(each for each in self.values["slices"] if each != time)

    def call_move_slice(self, old_time: int, new_time: int) -> int:
        """Where the slice begins then; it stays where another one is in the way."""
        if old_time not in self.values["slices"]:
            raise RuntimeError(NO_SLICE)
        self.check_time(new_time)
        if new_time in self.values["slices"]:
            return old_time
        self.change_slices([each for each in self.values["slices"] if each != old_time] + [new_time])
        return new_time

    def call_clear_slices(self) -> None:
        """None is left."""
        self.change_slices(())

    def call_reset_slices(self) -> None:
        """As they were before they were changed one by one."""
        self.change_slices(self.transients() if self.values["slicing_style"] == TRANSIENT else (0,))

    # Warping

    def set_warp_mode(self, value: int) -> None:
        """Clip.WarpMode."""
        if value not in WARP_MODES:
            raise RuntimeError("Invalid warp mode")
        self.store("warp_mode", value)

    def get_warp_markers(self) -> List[Any]:
        """The markers, and the one behind the last that Live adds."""
        return [self.simulator.value("WarpMarker", sample_time=seconds, beat_time=beats)
                for seconds, beats in warp.shown(self.values["warp_map"])]

    def change_warp_map(self, markers: Any) -> None:
        """Slices by beats follow."""
        if self.store("warp_map", markers):
            self.notify("warp_markers")
            self.store("slices", self.present_slices())

    def call_beat_to_sample_time(self, beat_time: float) -> float:
        """In frames."""
        return float(warp.seconds_at(self.values["warp_map"], beat_time) * self.values["sample_rate"])

    def call_sample_to_beat_time(self, sample_time: float) -> float:
        """In beats."""
        return warp.beats_at(self.values["warp_map"], sample_time / self.values["sample_rate"])

    def call_gain_display_string(self) -> str:
        """As for clips: 0.4 is 0 dB."""
        return curves.gain_text(self.values["gain"])


def add_setters() -> None:
    """Each of RANGES refuses what lies outside."""
    def setter(name: str) -> Any:
        def set_within(self: Any, value: Any) -> None:
            low, high = RANGES[name]
            if not low <= value <= high:
                raise RuntimeError("{} out of range".format(name))
            self.store(name, as_float32(value) if name == "gain" else value)
        return set_within
    for name in RANGES:
        setattr(SampleBehaviour, "set_" + name, setter(name))


add_setters()
