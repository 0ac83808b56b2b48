"""How fast beats pass from a place of the arrangement on: steadily or faster and slower along an envelope of the tempo.

A pace is asked for the beats of some seconds and for the seconds of some beats, both counted from where it was made. It
holds up to the next event of the envelope. Tempo is a function of beats: time is the integral of 60 / tempo over them.
"""
from __future__ import annotations

import math
from bisect import bisect_right
from typing import Any, List, Union

from .envelope_events import HALVINGS, STRAIGHT, Events, bezier, count, curve_of, value_at

MINUTE = 60.0
# Gauss's places and weights of degree five on -1..1, and in how many pieces a curve is added up.
PLACES = (-0.906179845938664, -0.5384693101056831, 0.0, 0.5384693101056831, 0.906179845938664)
WEIGHTS = (0.23692688505618908, 0.47862867049936647, 0.5688888888888889, 0.47862867049936647, 0.23692688505618908)
PIECES = 48


class Steady:
    """So many beats per second."""

    def __init__(self, rate: float) -> None:
        self.rate = rate

    def beats(self, seconds: float) -> float:
        """Beats that pass in so many seconds."""
        return seconds * self.rate

    def seconds(self, beats: float) -> float:
        """Seconds in which so many beats pass."""
        return beats / self.rate


class Ramp:
    """So many beats per second here, and `slope` more with each beat."""

    def __init__(self, rate: float, slope: float) -> None:
        self.rate, self.slope = rate, slope

    def beats(self, seconds: float) -> float:
        """Beats that pass in so many seconds."""
        return self.rate * math.expm1(self.slope * seconds) / self.slope

    def seconds(self, beats: float) -> float:
        """Seconds in which so many beats pass."""
        return math.log1p(self.slope * beats / self.rate) / self.slope


class Bend:
    """Along the curve between two events of an envelope, from a place between them; behind it goes on steadily."""

    def __init__(self, before: Any, after: Any, here: float, factor: float) -> None:
        self.x1, self.y1, self.x2, self.y2 = (min(max(each, 0.0), 1.0) for each in curve_of(before))
        self.length, self.here = after[0] - before[0], here - before[0]
        self.low, self.rise = before[1] * factor / MINUTE, (after[1] - before[1]) * factor / MINUTE
        self.behind = Steady(after[1] * factor / MINUTE)
        first = self.parameter_at(self.here)
        self.nodes = [first + (1.0 - first) * piece / PIECES for piece in range(PIECES + 1)]
        # Seconds from here to each node.
        self.sums: List[float] = [0.0]
        for low, high in zip(self.nodes, self.nodes[1:]):
            self.sums.append(self.sums[-1] + self.between(low, high))

    def place_at(self, parameter: float) -> float:
        """Beats from the event before, at a parameter of the curve (0 to 1)."""
        return self.length * bezier(self.x1, self.x2, parameter)

    def parameter_at(self, place: float) -> float:
        """The parameter of the curve at a place."""
        return search(lambda parameter: self.place_at(parameter) < place, 0.0, 1.0)

    def between(self, low: float, high: float) -> float:
        """Seconds between two parameters of the curve."""
        half, middle = (high - low) / 2.0, (high + low) / 2.0
        return half * sum(weight * self.speed(middle + half * place) for place, weight in zip(PLACES, WEIGHTS))

    def speed(self, at: float) -> float:
        """Seconds per parameter."""
        rest = 1.0 - at
        steps = 3.0 * (rest * rest * self.x1 + 2.0 * rest * at * (self.x2 - self.x1) + at * at * (1.0 - self.x2))
        return self.length * steps / (self.low + self.rise * bezier(self.y1, self.y2, at))

    def seconds(self, beats: float) -> float:
        """Seconds in which so many beats pass."""
        over = self.here + beats - self.length
        if over >= 0.0:
            return self.sums[-1] + self.behind.seconds(over)
        parameter = max(self.parameter_at(self.here + beats), self.nodes[0])
        node = min(bisect_right(self.nodes, parameter) - 1, PIECES - 1)
        return self.sums[node] + self.between(self.nodes[node], parameter)

    def beats(self, seconds: float) -> float:
        """Beats that pass in so many seconds."""
        if seconds >= self.sums[-1]:
            return self.length - self.here + self.behind.beats(seconds - self.sums[-1])
        node = max(bisect_right(self.sums, seconds) - 1, 0)
        start, rest = self.nodes[node], seconds - self.sums[node]
        parameter = search(lambda each: self.between(start, each) < rest, start, self.nodes[node + 1])
        return self.place_at(parameter) - self.here


Pace = Union[Steady, Ramp, Bend]


def search(is_below: Any, low: float, high: float) -> float:
    """Where between two ends something that rises reaches what is asked for."""
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        if is_below(middle):
            low = middle
        else:
            high = middle
    return (low + high) / 2.0


def pace_at(events: Events, here: float, factor: float = 1.0) -> Pace:
    """The pace of a place under the events of a tempo's envelope (at least one), so many times as fast."""
    passed = count(events, here, True)
    if 0 < passed < len(events):
        before, after = events[passed - 1], events[passed]
        slope = (after[1] - before[1]) / (after[0] - before[0]) * factor / MINUTE
        if curve_of(before) != STRAIGHT and slope:
            return Bend(before, after, here, factor)
        # A line that hardly rises is none: its logarithm would be all rounding.
        if abs(slope) * (after[0] - before[0]) > 1e-9:
            return Ramp(value_at(events, here, False) * factor / MINUTE, slope)
    return Steady(value_at(events, here, False) * factor / MINUTE)


def seconds_between(events: Events, first: float, last: float) -> float:
    """Seconds from one place to a later one under the events of a tempo's envelope (at least one)."""
    places = [first] + sorted({event[0] for event in events if first < event[0] < last}) + [last]
    return sum(pace_at(events, start).seconds(end - start) for start, end in zip(places, places[1:]))
