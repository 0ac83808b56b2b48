"""Warp markers: where in a file (seconds) a beat sounds; between two markers time runs evenly.

A map is a tuple of (seconds, beats), at least two, both rising. Before the first and behind the last marker the tempo
is that of the nearest pair. Every function returns a new map and changes none.
"""
from __future__ import annotations

from typing import Any, List, Tuple

from .beat_time import tidy

Markers = Tuple[Tuple[float, float], ...]

# Live adds a marker behind the last one, so that the tempo there is seen.
PHANTOM_BEATS = 1 / 32.0
SAME = 1e-6
SHORTEST = 1e-3
NO_MARKER = "There is no warp marker at beat {:g}"
OUT_OF_ORDER = "A warp marker must stay between its neighbours"
TWO_LEAST = "The last two warp markers can not be removed"


def straight(seconds: float, beats: float) -> Markers:
    """A file of one tempo; one whose length nobody knows counts as a moment."""
    return (0.0, 0.0), (max(seconds, SHORTEST), max(beats, SHORTEST))


def pair(markers: Markers, column: int, value: float) -> Any:
    """The two markers between which a time lies, in seconds (column 0) or beats (column 1)."""
    index = next((at for at in range(1, len(markers) - 1) if value < markers[at][column]), len(markers) - 1)
    return markers[index - 1], markers[index]


def seconds_at(markers: Markers, beats: float) -> float:
    """The place in the file where a beat sounds."""
    (s0, b0), (s1, b1) = pair(markers, 1, beats)
    return s0 + (beats - b0) * (s1 - s0) / (b1 - b0)


def beats_at(markers: Markers, seconds: float) -> float:
    """The beat that sounds at a place in the file."""
    (s0, b0), (s1, b1) = pair(markers, 0, seconds)
    return b0 + (seconds - s0) * (b1 - b0) / (s1 - s0)


def is_phantom(before: Tuple[float, float], marker: Tuple[float, float]) -> bool:
    """Whether a marker is where Live adds one behind the last."""
    return abs(marker[1] - before[1] - PHANTOM_BEATS) < SAME


def shown(markers: Markers) -> Markers:
    """What Live lists: the markers, and one that it adds behind the last; a sound may have no more than these two."""
    if len(markers) == 2 and is_phantom(*markers):
        return markers
    beats = markers[-1][1] + PHANTOM_BEATS
    return markers + ((seconds_at(markers, beats), beats),)


def find(markers: Markers, beats: float) -> int:
    """Number of the marker at a beat; RuntimeError when there is none."""
    for index, marker in enumerate(markers):
        if abs(marker[1] - beats) < SAME:
            return index
    raise RuntimeError(NO_MARKER.format(beats))


def check_order(markers: Markers) -> Markers:
    """Raises when a marker overtakes another, in seconds or in beats."""
    for before, after in zip(markers, markers[1:]):
        if not (before[0] + SAME < after[0] and before[1] + SAME < after[1]):
            raise RuntimeError(OUT_OF_ORDER)
    return markers


def add(markers: Markers, seconds: float, beats: float) -> Markers:
    """One marker more."""
    rows: List[Tuple[float, float]] = sorted(markers + ((float(seconds), tidy(beats)),))
    return check_order(tuple(rows))


def move(markers: Markers, beats: float, distance: float) -> Markers:
    """The marker at a beat goes to another one, and stays where it is in the file."""
    index = find(markers, beats)
    moved = markers[index][0], tidy(markers[index][1] + distance)
    return check_order(markers[:index] + (moved,) + markers[index + 1:])


def remove(markers: Markers, beats: float) -> Markers:
    """One marker less; two stay."""
    index = find(markers, beats)
    if len(markers) <= 2:
        raise RuntimeError(TWO_LEAST)
    return markers[:index] + markers[index + 1:]


def stretch(markers: Markers, factor: float) -> Markers:
    """So many times the beats in the same file."""
    return tuple((seconds, tidy(beats * factor)) for seconds, beats in markers)
