"""Musical time: beats (quarter notes) against bars, seconds and the grids that Live quantizes to."""
from __future__ import annotations

import math
import struct
from typing import Any, NamedTuple

NO_RECORD_LENGTH = 1.7976931348623157e+308
NO_LAUNCH_QUANTIZATION = -2147483648

BARS, BEATS = "bars", "beats"


class Grid(NamedTuple):
    """The lines that something waits for: every so many bars or beats; 0 is none."""

    amount: float
    unit: str

    def length(self, numerator: int, denominator: int) -> Any:
        """From line to line in beats, in one signature; 0.0 means none."""
        return self.amount * bar_length(numerator, denominator) if self.unit == BARS else self.amount


NO_GRID = Grid(0.0, BEATS)
# Grids by Song.Quantization.
SONG_QUANTIZATION = {
    0: (0.0, BEATS), 1: (8.0, BARS), 2: (4.0, BARS), 3: (2.0, BARS), 4: (1.0, BARS),
    5: (2.0, BEATS), 6: (4 / 3.0, BEATS), 7: (1.0, BEATS), 8: (2 / 3.0, BEATS),
    9: (0.5, BEATS), 10: (1 / 3.0, BEATS), 11: (0.25, BEATS), 12: (1 / 6.0, BEATS), 13: (0.125, BEATS),
}

INVALID_QUANTIZATION = "Invalid quantization."

# Clip.ClipLaunchQuantization has "global" in front and is shifted by one from there on.
CLIP_QUANTIZATION_GLOBAL = 0

# Song.RecordingQuantization: the straight or triplet grids (in beats) that apply together.
RECORDING_GRIDS = {
    1: (1.0,), 2: (0.5,), 3: (1 / 3.0,), 4: (0.5, 1 / 3.0),
    5: (0.25,), 6: (1 / 6.0,), 7: (0.25, 1 / 6.0), 8: (0.125,),
}

# Song.TimeFormat: frames per second; milliseconds count as a thousand frames.
FRAMES_PER_SECOND = {0: 1000.0, 1: 24.0, 2: 25.0, 3: 30.0, 4: 30.0, 5: 29.97}
TICKS_PER_SUB_DIVISION = 60
SUB_DIVISIONS_PER_BEAT = 4
# Further than this no time in a Set of Live goes.
LONGEST_BEATS = 1576800.0
# Positions are kept to a billionth of a beat, so that sums of tick lengths show no float dust.
PRECISION = 9
FLOAT32 = struct.Struct("f")


def finite(name: str, beats: float) -> float:
    """The same number of beats; RuntimeError for infinity and for what is no number. (Live's own refusal is not known.)

    Effects come on the next tick: there it would be too late to refuse.
    """
    if not math.isfinite(beats):
        raise RuntimeError("{} must be a number of beats, got {}".format(name, beats))
    return beats


def bounded(name: str, beats: float) -> float:
    """The same number of beats; RuntimeError for what is no place or length in a Set (in our words)."""
    if abs(finite(name, beats)) > LONGEST_BEATS:
        raise RuntimeError("{} must be from {:.0f} to {:.0f} beats, got {:g}".format(
            name, -LONGEST_BEATS, LONGEST_BEATS, beats))
    return beats


def tidy(beats: float) -> Any:
    """The position without the dust that adding floats leaves behind."""
    return round(beats, PRECISION)


def as_float32(number: Any) -> Any:
    """The number as a C++ float holds it (Song.tempo and parameter values are single precision)."""
    return FLOAT32.unpack(FLOAT32.pack(number))[0]


def bar_length(numerator: int, denominator: int) -> Any:
    """Length of one bar in beats."""
    return numerator * 4.0 / denominator


def quantization_grid(quantization: int) -> Grid:
    """The grid of a Song.Quantization. RuntimeError for a number that is none."""
    if quantization not in SONG_QUANTIZATION:
        raise RuntimeError(INVALID_QUANTIZATION)
    return Grid(*SONG_QUANTIZATION[int(quantization)])


def clip_quantization_grid(clip_quantization: Any, song_quantization: Any) -> Grid:
    """The grid of a Clip.ClipLaunchQuantization, which may defer to the Song's."""
    if int(clip_quantization) == CLIP_QUANTIZATION_GLOBAL:
        return quantization_grid(song_quantization)
    return quantization_grid(int(clip_quantization) - 1)


def next_boundary(beats: float, grid: float) -> Any:
    """The first grid line at or after a position; the position itself without a grid."""
    if grid <= 0:
        return beats
    lines = beats / grid
    nearest = round(lines)
    if abs(lines - nearest) < 1e-9:
        return tidy(nearest * grid)
    return tidy(math.ceil(lines) * grid)


def nearest_grid_line(beats: float, grids: Any, swing: float = 0.0) -> float:
    """The closest line of several grids together; swing (0..1) delays every second line of a straight grid.

    Full swing moves the line by a third of the grid, which is triplet feel: Live documents the range, not the amount.
    """
    best = math.inf
    for grid in grids:
        swung = abs(grid * 8 - round(grid * 8)) < 1e-9 and grid < 1.0
        first = int(math.floor(beats / grid)) - 1
        for index in range(first, first + 4):
            line = index * grid
            if swung and index % 2:
                line += swing * grid / 3.0
            if abs(line - beats) < abs(best - beats) - 1e-12:
                best = line
    return tidy(best)


def split_beat_time(beats: float, numerator: int, denominator: int) -> Any:
    """(bars, beats, sub_division, ticks) as Song.BeatTime counts them: all 1-based, a beat being 4/denominator."""
    unit = 4.0 / denominator
    ticks_per_beat = TICKS_PER_SUB_DIVISION * SUB_DIVISIONS_PER_BEAT
    ticks = int(math.floor(beats / unit * ticks_per_beat + 1e-6))
    whole_beats, ticks = divmod(ticks, ticks_per_beat)
    bars, whole_beats = divmod(whole_beats, numerator)
    sub_division, ticks = divmod(ticks, TICKS_PER_SUB_DIVISION)
    return bars + 1, whole_beats + 1, sub_division + 1, ticks + 1


def split_length(beats: float, numerator: int, denominator: int) -> Any:
    """(bars, beats, sub_division, ticks) of a length: counted from zero, unlike a position."""
    return tuple(part - 1 for part in split_beat_time(beats, numerator, denominator))


def split_smpte(seconds: float, time_format: Any) -> Any:
    """(hours, minutes, seconds, frames) of a time in one of Song.TimeFormat."""
    rate = FRAMES_PER_SECOND[int(time_format)]
    whole = int(math.floor(seconds + 1e-9))
    frames = int(math.floor((seconds - whole) * rate + 1e-6))
    return whole // 3600, whole // 60 % 60, whole % 60, max(frames, 0)


def fold_position(position: float, loop_start: Any, loop_end: Any) -> float:
    """The place in a loop that a position running past the end of it comes back to."""
    length = loop_end - loop_start
    if length <= 0 or position < loop_end:
        return tidy(position)
    return tidy(loop_start + math.fmod(position - loop_start, length))
