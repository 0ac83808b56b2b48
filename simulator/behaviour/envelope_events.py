"""The events of an envelope: (time, value), or (time, value, coefficients) where a curve leads to the next event.

The coefficients (x1, y1, x2, y2) are the control points of a Bezier curve within the box that the two events span, each
from 0 to 1; all at one half is a straight line. Where the value jumps two events stand at one time, never more. Every
function takes a tuple of events in order of time and returns a new one.
"""
from __future__ import annotations

from typing import Any, Tuple

from .beat_time import tidy

Events = Tuple[Any, ...]

STRAIGHT = (0.5, 0.5, 0.5, 0.5)
HALVINGS = 40


def curve_of(event: Any) -> Any:
    """The coefficients of what leads from an event to the next."""
    return event[2] if len(event) > 2 else STRAIGHT


def make_event(time: float, value: float, curve: Any) -> Any:
    """An event, in the short form when a straight line follows."""
    return (time, value) if tuple(curve) == STRAIGHT else (time, value, tuple(curve))


def bend(curve: Any, way: float) -> float:
    """How far the value has come when so much of the way in time is done (both 0 to 1)."""
    if curve == STRAIGHT or not 0.0 < way < 1.0:
        return way
    x1, y1, x2, y2 = (min(max(each, 0.0), 1.0) for each in curve)
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        if bezier(x1, x2, middle) < way:
            low = middle
        else:
            high = middle
    return bezier(y1, y2, high)


def bezier(first: float, second: float, at: float) -> float:
    """One coordinate of the cubic curve from 0 to 1 with two control points."""
    rest = 1.0 - at
    return 3.0 * rest * rest * at * first + 3.0 * rest * at * at * second + at * at * at


def value_at(events: Events, time: float, stepped: bool) -> float:
    """The value of an envelope that has events; stepped: it holds until the next event, as that of a switch does."""
    return between(events, count(events, time, True), time, stepped)


def value_before(events: Events, time: float, stepped: bool) -> float:
    """The value that an envelope has come to right before a time, where it may jump."""
    return between(events, count(events, time, False), time, stepped)


def count(events: Events, time: float, at_it: bool) -> int:
    """How many events come before a time (at_it: or at it)."""
    low, high = 0, len(events)
    while low < high:
        middle = (low + high) // 2
        if events[middle][0] < time or at_it and events[middle][0] == time:
            low = middle + 1
        else:
            high = middle
    return low


def between(events: Events, passed: int, time: float, stepped: bool) -> float:
    """The value at a time that so many events are before."""
    if passed == 0 or passed == len(events) or stepped:
        return float(events[max(passed - 1, 0)][1])
    before, after = events[passed - 1], events[passed]
    way = (time - before[0]) / (after[0] - before[0])
    return float(before[1] + (after[1] - before[1]) * bend(curve_of(before), way))


def ordered(events: Any) -> Events:
    """In order of time, as many as may stand at one time."""
    rows = sorted(events, key=lambda event: event[0])
    last = len(rows) - 1
    return tuple(event for index, event in enumerate(rows)
                 if not 0 < index < last or not rows[index - 1][0] == event[0] == rows[index + 1][0])


def step(events: Events, start: float, end: float, value: float, resting: float, stepped: bool) -> Events:
    """One value for a span of time; around it the envelope stays as it is (at a resting value, when it was empty)."""
    into = value_before(events, start, stepped) if events else resting
    out = value_at(events, end, stepped) if events else resting
    after = tuple(event for event in events if event[0] > end)
    return cut(events, start) + jump(start, into, value) + jump(end, value, out) + after


def point(events: Events, time: float, value: float, resting: float, stepped: bool) -> Events:
    """Another value from a time on, until the next event."""
    into = value_before(events, time, stepped) if events else resting
    return cut(events, time) + jump(time, into, value) + tuple(event for event in events if event[0] > time)


def cut(events: Events, time: float) -> Events:
    """What is before a time; a curve that is cut there goes on as a line, for it belonged to the whole way."""
    before = tuple(event for event in events if event[0] < time)
    reached = any(event[0] == time for event in events)
    return before if reached or not before else before[:-1] + (before[-1][:2],)


def within(events: Events, start: float, end: float, stepped: bool) -> Events:
    """What lies between two times, with its values at both."""
    if not events:
        return ()
    first = (start, value_at(events, start, stepped))
    last = (end, value_before(events, end, stepped))
    return (first,) + tuple(event for event in events if start < event[0] < end) + (last,)


def jump(time: float, before: float, after: float) -> Events:
    """The events of a value that changes at once; a single one where it does not."""
    return ((time, before), (time, after)) if before != after else ((time, after),)


def repeated(events: Events, start: float, end: float) -> Events:
    """What lies between two times a second time behind them, and what was behind that moved on."""
    length = end - start
    inside = tuple(event for event in events if start <= event[0] <= end)
    behind = tuple(event for event in events if event[0] > end)
    before = tuple(event for event in events if event[0] < start)
    return ordered(before + inside + moved(inside, length) + moved(behind, length))


def moved(events: Events, distance: float) -> Events:
    """The same, later."""
    return tuple((tidy(event[0] + distance),) + tuple(event[1:]) for event in events)
