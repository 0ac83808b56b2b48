"""Bar lines of an arrangement in which the signature changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.behaviour.bar_lines import BarLines
from simulator.behaviour.beat_time import quantization_grid

ONE_BAR, TWO_BARS, HALF_NOTE, SIXTEENTH = (quantization_grid(number) for number in (4, 3, 5, 11))
# Two bars of 4/4, two of 3/4, then 7/8.
SONG = BarLines(((0.0, 4, 4), (8.0, 3, 4), (14.0, 7, 8)))
# The second change comes after one and a half bars.
BROKEN = BarLines(((0.0, 4, 4), (6.0, 3, 4)))


@pytest.mark.parametrize("place, signature", [(-1.0, (4, 4)), (7.9, (4, 4)), (8.0, (3, 4)), (13.9, (3, 4)),
                                              (14.0, (7, 8)), (900.0, (7, 8))])
def test_a_signature_holds_until_the_next(place, signature):
    assert SONG.signature_at(place) == signature


@pytest.mark.parametrize("place, parts", [
    (0.0, (1, 1, 1, 1)), (7.75, (2, 4, 4, 1)), (8.0, (3, 1, 1, 1)), (11.0, (4, 1, 1, 1)), (13.5, (4, 3, 3, 1)),
    (14.0, (5, 1, 1, 1)), (14.5, (5, 2, 1, 1)), (17.5, (6, 1, 1, 1))])
def test_bars_are_counted_on_across_changes(place, parts):
    assert SONG.split(place) == parts


def test_a_bar_that_a_change_cuts_off_counts_as_one():
    assert BROKEN.split(5.0) == (2, 2, 1, 1) and BROKEN.split(6.0) == (3, 1, 1, 1)


@pytest.mark.parametrize("lines, grid, place, line", [
    (SONG, ONE_BAR, 0.0, 0.0), (SONG, ONE_BAR, 4.1, 8.0), (SONG, ONE_BAR, 8.0, 8.0), (SONG, ONE_BAR, 8.1, 11.0),
    (SONG, ONE_BAR, 13.0, 14.0), (SONG, ONE_BAR, 14.1, 17.5), (SONG, TWO_BARS, 0.1, 8.0), (SONG, TWO_BARS, 8.1, 14.0),
    (SONG, TWO_BARS, 14.1, 21.0), (SONG, HALF_NOTE, 8.1, 10.0), (SONG, HALF_NOTE, 12.1, 14.0),
    (SONG, SIXTEENTH, 8.1, 8.25), (BROKEN, ONE_BAR, 4.1, 6.0), (BROKEN, ONE_BAR, 6.1, 9.0),
    (BROKEN, TWO_BARS, 0.1, 9.0 - 3.0)])
def test_the_next_line_of_a_grid_begins_anew_at_each_change(lines, grid, place, line):
    assert lines.next_line(place, grid) == line


@pytest.mark.parametrize("place, bar", [(0.0, 0.0), (5.0, 4.0), (8.0, 8.0), (12.0, 11.0), (17.4, 14.0)])
def test_the_bar_of_a_place(place, bar):
    assert SONG.bar_before(place) == bar


SIGNATURES = st.tuples(st.integers(1, 99), st.sampled_from((1, 2, 4, 8, 16)))
LENGTHS = st.lists(st.integers(1, 400).map(lambda quarters: quarters / 4.0), min_size=1, max_size=5)


@given(st.data(), LENGTHS, st.integers(0, 8000).map(lambda ticks: ticks / 16.0), st.sampled_from((1, 2, 3, 4, 7, 11)))
def test_no_line_of_a_grid_is_passed_over_and_each_is_a_line_itself(data, lengths, place, quantization):
    signatures = [data.draw(SIGNATURES) for _ in lengths]
    starts = [sum(lengths[:index]) for index in range(len(lengths))]
    lines = BarLines([(start,) + signature for start, signature in zip(starts, signatures)])
    grid = quantization_grid(quantization)
    line = lines.next_line(place, grid)
    assert line >= place and lines.next_line(line, grid) == line
    between = place + (line - place) / 2.0
    assert lines.next_line(between, grid) == line
    if grid == ONE_BAR:
        assert lines.split(line)[1:] == (1, 1, 1)
