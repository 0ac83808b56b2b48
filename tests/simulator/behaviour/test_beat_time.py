"""Bars, beats, seconds and grids."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.behaviour import beat_time

POSITIONS = st.floats(0, 10000, allow_nan=False)


@pytest.mark.parametrize(
    "quantization, length",
    [
        (0, 0.0),
        (1, 32.0),
        (2, 16.0),
        (3, 8.0),
        (4, 4.0),
        (5, 2.0),
        (6, 4 / 3),
        (7, 1.0),
        (8, 2 / 3),
        (9, 0.5),
        (10, 1 / 3),
        (11, 0.25),
        (12, 1 / 6),
        (13, 0.125),
    ],
)
def test_each_song_quantization_has_its_grid_in_four_four(quantization, length):
    assert beat_time.quantization_grid(quantization).length(4, 4) == pytest.approx(length)


@pytest.mark.parametrize(
    "numerator, denominator, bar", [(4, 4, 4.0), (3, 4, 3.0), (6, 8, 3.0), (7, 8, 3.5), (5, 16, 1.25)]
)
def test_a_bar_is_as_long_as_the_signature_says(numerator, denominator, bar):
    assert beat_time.quantization_grid(4).length(numerator, denominator) == bar


def test_a_clip_quantizes_as_the_song_does_or_on_its_own_grid():
    assert beat_time.clip_quantization_grid(0, 4).length(4, 4) == 4.0
    assert beat_time.clip_quantization_grid(1, 4).length(4, 4) == 0.0
    assert beat_time.clip_quantization_grid(5, 0).length(3, 4) == 3.0
    assert beat_time.clip_quantization_grid(14, 4).length(4, 4) == 0.125


@given(POSITIONS, st.sampled_from(range(1, 14)))
def test_the_next_boundary_is_on_the_grid_and_less_than_one_grid_away(position, quantization):
    grid = beat_time.quantization_grid(quantization).length(4, 4)
    boundary = beat_time.next_boundary(position, grid)
    assert -1e-6 <= boundary - position < grid + 1e-6
    assert abs(boundary / grid - round(boundary / grid)) < 1e-5


@pytest.mark.parametrize(
    "beats, numerator, denominator, parts",
    [
        (0.0, 4, 4, (1, 1, 1, 1)),
        (1.0, 4, 4, (1, 2, 1, 1)),
        (4.0, 4, 4, (2, 1, 1, 1)),
        (0.25, 4, 4, (1, 1, 2, 1)),
        (5.5, 4, 4, (2, 2, 3, 1)),
        (3.0, 3, 4, (2, 1, 1, 1)),
        (0.5, 6, 8, (1, 2, 1, 1)),
        (0.125, 4, 4, (1, 1, 1, 31)),
        (3.999999999, 4, 4, (2, 1, 1, 1)),
    ],
)
def test_a_position_is_written_in_bars_beats_sixteenths_and_ticks(beats, numerator, denominator, parts):
    assert beat_time.split_beat_time(beats, numerator, denominator) == parts


def test_a_length_counts_from_zero():
    assert beat_time.split_length(16.0, 4, 4) == (4, 0, 0, 0)


@given(POSITIONS)
def test_the_parts_of_a_position_add_up_to_it(beats):
    bars, beat, sixteenth, tick = beat_time.split_beat_time(beats, 4, 4)
    assert ((bars - 1) * 4 + beat - 1 + (sixteenth - 1) / 4 + (tick - 1) / 240) == pytest.approx(
        beats, abs=1 / 240 + 1e-4
    )


@pytest.mark.parametrize(
    "seconds, time_format, parts",
    [(0.0, 0, (0, 0, 0, 0)), (3661.5, 2, (1, 1, 1, 12)), (1.25, 0, (0, 0, 1, 250)), (59.99, 1, (0, 0, 59, 23))],
)
def test_a_time_is_written_in_frames(seconds, time_format, parts):
    assert beat_time.split_smpte(seconds, time_format) == parts


@given(st.floats(-100, 100), st.sampled_from(sorted(beat_time.RECORDING_GRIDS)))
def test_the_nearest_grid_line_is_at_most_half_a_grid_away(beats, grid):
    grids = beat_time.RECORDING_GRIDS[grid]
    line = beat_time.nearest_grid_line(beats, grids)
    assert abs(line - beats) <= min(grids) / 2 + 1e-6


def test_swing_delays_every_second_line():
    assert beat_time.nearest_grid_line(0.26, (0.25,), 0.0) == 0.25
    assert beat_time.nearest_grid_line(0.26, (0.25,), 1.0) == pytest.approx(0.25 + 0.25 / 3)
    assert beat_time.nearest_grid_line(0.5, (0.25,), 1.0) == 0.5


@given(st.floats(0, 1000), st.floats(0, 50), st.floats(0.25, 64))
def test_a_folded_position_is_inside_the_loop(position, start, length):
    folded = beat_time.fold_position(start + position, start, start + length)
    assert start - 1e-6 <= folded <= start + length + 1e-6
    if position < length:
        assert folded == pytest.approx(start + position, abs=1e-6)
