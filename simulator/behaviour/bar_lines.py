"""Bars, beats and grids of a song whose signature may change on the way: each change begins a bar and every grid."""
from __future__ import annotations

import math
from bisect import bisect_right
from typing import Any, Iterable, List, Tuple

from .beat_time import BARS, Grid, bar_length, next_boundary, split_beat_time, tidy

Change = Tuple[float, int, int]
DUST = 1e-9


class BarLines:
    """changes: (time, numerator, denominator), in order of time; the first holds from the beginning on."""

    def __init__(self, changes: Iterable[Change]) -> None:
        rows = list(changes)
        self.starts: List[float] = [0.0] + [time for time, _, _ in rows[1:]]
        self.signatures = [(numerator, denominator) for _, numerator, denominator in rows]
        # How many bars are before each change; one that a change cuts off counts.
        self.before = [0]
        for index, start in enumerate(self.starts[1:]):
            whole = self.whole_bars(start - self.starts[index], self.bar_of(index))
            self.before.append(self.before[-1] + whole)

    @staticmethod
    def whole_bars(beats: float, bar: float) -> int:
        """In how many bars so many beats have room."""
        return int(math.ceil(beats / bar - DUST))

    def bar_of(self, index: int) -> float:
        """Length of a bar behind one of the changes."""
        return float(bar_length(*self.signatures[index]))

    def index_at(self, place: float) -> int:
        """Which change holds at a place."""
        return max(bisect_right(self.starts, place + DUST) - 1, 0)

    def signature_at(self, place: float) -> Tuple[int, int]:
        """(numerator, denominator)."""
        return self.signatures[self.index_at(place)]

    def split(self, place: float) -> Any:
        """(bars, beats, sub_division, ticks), all from 1."""
        index = self.index_at(place)
        bars, *parts = split_beat_time(place - self.starts[index], *self.signatures[index])
        return (bars + self.before[index],) + tuple(parts)

    def bar_before(self, place: float) -> Any:
        """Where the bar begins that a place is in."""
        index = self.index_at(place)
        bar = self.bar_of(index)
        return tidy(self.starts[index] + math.floor((place - self.starts[index]) / bar + DUST) * bar)

    def next_line(self, place: float, grid: Grid) -> Any:
        """The first line of a grid at or after a place; the place itself without a grid."""
        if not grid.amount:
            return place
        index = self.index_at(place)
        start = self.starts[index]
        if grid.unit == BARS:
            bars = self.before[index] + self.whole_bars(place - start, self.bar_of(index))
            return self.place_of_bar(self.whole_bars(bars, grid.amount) * int(grid.amount))
        line = tidy(start + next_boundary(place - start, grid.amount))
        return min([line] + self.starts[index + 1:index + 2])

    def place_of_bar(self, number: int) -> Any:
        """Where the bar begins before which there are so many."""
        index = max(bisect_right(self.before, number) - 1, 0)
        return tidy(self.starts[index] + (number - self.before[index]) * self.bar_of(index))
