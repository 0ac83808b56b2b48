"""Envelopes as rows of events: lines, curves, steps, repetition."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.behaviour import envelope_events as line

LATE, EARLY = (0.5, 0.0, 1.0, 0.5), (0.0, 0.5, 0.5, 1.0)
TIMES = st.integers(0, 64).map(lambda quarter: quarter / 4.0)
VALUES = st.floats(0.0, 1.0)
EVENTS = st.lists(st.tuples(TIMES, VALUES), min_size=1, max_size=12).map(line.ordered)
UNIT = st.floats(0.0, 1.0)


@pytest.mark.parametrize("time, value", [(-1.0, 0.0), (0.0, 0.0), (1.0, 0.25), (2.0, 0.5), (4.0, 1.0), (9.0, 1.0)])
def test_between_two_events_is_a_line_and_beyond_them_nothing_changes(time, value):
    assert line.value_at(((0.0, 0.0), (4.0, 1.0)), time, False) == value


def test_a_jump_has_its_first_value_before_and_its_second_from_then_on():
    events = ((0.0, 0.2), (2.0, 0.2), (2.0, 0.8))
    assert (line.value_before(events, 2.0, False), line.value_at(events, 2.0, False)) == (0.2, 0.8)


def test_a_switch_holds_until_its_next_event():
    events = ((0.0, 0.0), (4.0, 1.0))
    assert [line.value_at(events, time, True) for time in (0.0, 3.9, 4.0)] == [0.0, 0.0, 1.0]
    assert line.value_before(events, 4.0, True) == 0.0


def test_a_curve_bends_to_its_side_and_is_straight_at_one_half():
    early, late = ((0.0, 0.0, curve) + () for curve in (EARLY, LATE))
    ends = (4.0, 1.0)
    assert line.value_at((early, ends), 1.0, False) > 0.25 > line.value_at((late, ends), 1.0, False)
    # The two curves are each other's mirror image.
    assert line.value_at((early, ends), 1.0, False) == pytest.approx(1.0 - line.value_at((late, ends), 3.0, False))
    assert line.bend(line.STRAIGHT, 0.3) == 0.3
    assert line.make_event(1.0, 0.5, [0.5] * 4) == (1.0, 0.5) and line.make_event(1.0, 0.5, EARLY)[2] == EARLY


@given(st.tuples(UNIT, UNIT, UNIT, UNIT), UNIT, UNIT)
def test_a_curve_leads_from_one_value_to_the_other_and_never_back(curve, first, second):
    first, second = sorted((first, second))
    assert (line.bend(curve, 0.0), line.bend(curve, 1.0)) == (0.0, 1.0)
    assert 0.0 <= line.bend(curve, first) <= line.bend(curve, second) + 1e-9 <= 1.0 + 1e-6


@given(EVENTS)
def test_there_are_never_more_than_two_events_at_one_time(events):
    times = [event[0] for event in events]
    assert times == sorted(times) and all(times.count(time) <= 2 or time in (times[0], times[-1]) for time in times)


@given(EVENTS, TIMES, st.integers(1, 16), VALUES, TIMES, st.booleans())
def test_a_step_has_its_value_inside_and_changes_nothing_outside(events, start, quarters, value, elsewhere, stepped):
    end = start + quarters / 4.0
    changed = line.step(events, start, end, value, 0.5, stepped)
    inside = [start, (start + end) / 2.0]
    assert [line.value_at(changed, time, stepped) for time in inside] == [value, value]
    if elsewhere < start or elsewhere >= end:
        assert line.value_at(changed, elsewhere, stepped) == pytest.approx(line.value_at(events, elsewhere, stepped))


@pytest.mark.parametrize("time, value", [(0.5, 0.7), (1.0, 0.2), (1.9, 0.2), (2.0, 0.7)])
def test_the_first_step_stands_on_the_resting_value(time, value):
    assert line.value_at(line.step((), 1.0, 2.0, 0.2, 0.7, False), time, False) == value


@given(EVENTS, TIMES, VALUES, st.booleans())
def test_a_point_holds_from_its_time_on(events, time, value, stepped):
    changed = line.point(events, time, value, 0.5, stepped)
    assert line.value_at(changed, time, stepped) == value
    assert line.value_before(changed, time, stepped) == pytest.approx(line.value_before(events, time, stepped))


def test_a_repeated_span_comes_again_and_what_was_behind_it_later():
    events = ((0.0, 0.0), (2.0, 1.0), (4.0, 0.0), (6.0, 0.5))
    assert line.repeated(events, 0.0, 4.0) == (
        (0.0, 0.0), (2.0, 1.0), (4.0, 0.0), (4.0, 0.0), (6.0, 1.0), (8.0, 0.0), (10.0, 0.5))


def test_what_lies_within_two_times_has_its_values_at_both():
    assert line.within(((0.0, 0.0), (4.0, 1.0)), 1.0, 3.0, False) == ((1.0, 0.25), (3.0, 0.75))
    assert line.within((), 1.0, 3.0, False) == ()
