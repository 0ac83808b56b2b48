"""What Live writes at faders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.behaviour import curves
from simulator.schema import load_document

MIXER = load_document()["mixer_parameters"]
VALUES = st.floats(0, 1)


@pytest.mark.parametrize("value, text", sorted(MIXER["volume"]["str_for_value"].items()))
def test_volume_reads_as_measured(value, text):
    assert curves.volume_text(float(value)) == text


@pytest.mark.parametrize("value, decibels", MIXER["volume"]["curve"][2]["points"])
def test_the_tail_of_the_volume_goes_through_the_measured_points(value, decibels):
    assert curves.volume_decibels(value) == pytest.approx(decibels, abs=0.03)


@pytest.mark.parametrize("value, text", sorted(MIXER["sends"]["str_for_value"].items()))
def test_sends_read_as_measured(value, text):
    assert curves.send_text(float(value)) == text


@pytest.mark.parametrize("value, decibels", MIXER["sends"]["points"])
def test_the_tail_of_a_send_goes_through_the_measured_points(value, decibels):
    assert curves.send_decibels(value) == pytest.approx(decibels, abs=0.01)


@pytest.mark.parametrize("value, text", sorted(MIXER["panning"]["str_for_value"].items()))
def test_pan_reads_as_measured(value, text):
    assert curves.panning_text(float(value)) == text


@pytest.mark.parametrize(
    "gain, text", [(0.4, "0.0 dB"), (0.5, "4.0 dB"), (1.0, "24.0 dB"), (0.0, "-inf dB"), (0.3, "-6.200 dB")]
)
def test_gain_of_a_clip_reads_in_decibels(gain, text):
    assert curves.gain_text(gain) in (text, text.replace("00 dB", " dB"))


def test_off_the_tenth_three_decimals_are_shown():
    assert curves.volume_text(0.77505) == "-2.998 dB"


@given(VALUES, VALUES)
def test_faders_never_fall_while_they_rise(one, other):
    low, high = sorted((one, other))
    for curve in (curves.volume_decibels, curves.send_decibels, curves.gain_decibels):
        assert curve(low) <= curve(high) + 0.05


@given(VALUES)
def test_the_value_for_a_level_gives_that_level(value):
    level = curves.volume_decibels(value)
    assert curves.volume_decibels(curves.invert(curves.volume_decibels, level, 0.0, 1.0)) == pytest.approx(
        level, abs=0.05
    )
