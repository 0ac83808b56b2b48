"""Warp markers of clips and samples: the file has those of the sound, and behind them the one that Live adds."""
from __future__ import annotations

from typing import Any, List, Optional, Tuple

from ..behaviour import warp
from .codecs import read_float, write_float
from .element import Element
from .report import Report

# What a warped sound may be: beats in a second, and how far from its start a marker may be (seconds, beats).
SLOWEST, FASTEST = 1e-3, 1e3
FARTHEST = 1576800.0


def read_warp_markers(place: Optional[Element], report: Report) -> Any:
    """The markers as warp.py keeps them; None where the file has fewer than two, or such as no sound can have."""
    if place is None:
        return None
    try:
        rows = sorted(
            (read_float(part.attributes.get("SecTime", "")), read_float(part.attributes.get("BeatTime", "")))
            for part in place if part.tag == "WarpMarker")
    except ValueError as error:
        report.note("Warp markers are not understood: {}".format(error))
        return None
    if len(rows) < 2:
        return None
    if not is_possible(rows):
        report.note("Warp markers that no sound can have are left out")
        return None
    # A sound with one marker has only the one behind it besides.
    return tuple(rows[:-1] if len(rows) > 2 and warp.is_phantom(rows[-2], rows[-1]) else rows)


def is_possible(rows: List[Tuple[float, float]]) -> bool:
    """Whether both times rise, at a tempo that there can be."""
    if max(abs(time) for row in rows for time in row) > FARTHEST:
        return False
    return all(seconds > before[0] and SLOWEST <= (beats - before[1]) / (seconds - before[0]) <= FASTEST
               for before, (seconds, beats) in zip(rows, rows[1:]))


def write_warp_markers(markers: Any, place: Element) -> None:
    """Puts the markers, and the one that Live adds, into their element; those that are as they came stay."""
    if read_warp_markers(place, Report()) == markers:
        return
    place.children = [part for part in place if part.tag != "WarpMarker"] + [
        Element("WarpMarker", {"Id": str(index), "SecTime": write_float(seconds), "BeatTime": write_float(beats)})
        for index, (seconds, beats) in enumerate(warp.shown(markers))]
