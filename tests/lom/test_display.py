"""From the text that Live shows to the value."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from AbletonOSC.errors import InvalidArgument
from AbletonOSC.lom.display import Shown, find_value, read_shown
from simulator import Simulator

SIMULATOR = Simulator(live_version="12.3.6")
NAMES = ("Operator", "Reverb", "Compressor", "Auto Filter", "EQ Eight", "Delay", "Utility", "Echo")


def all_parameters():
    """Every parameter of some devices and of a mixer."""
    track = SIMULATOR.song.tracks[0]
    for name in NAMES:
        track.insert_device(name)
    mixer = track.mixer_device
    return [mixer.volume, mixer.panning, mixer.sends[0]] + [
        parameter for device in track.devices for parameter in device.parameters]


PARAMETERS = all_parameters()


@pytest.mark.parametrize("text, shown", [
    ("-6.0 dB", Shown(-6.0, "db")), ("-inf dB", Shown(float("-inf"), "db")), ("1.20 kHz", Shown(1.2, "khz")),
    ("50L", Shown(50.0, "l")), ("C", Shown(0.0, "r")), ("+3", Shown(3.0, "")), ("4.00 : 1", Shown(4.0, ":1")),
    ("Low Pass", None), ("", None)])
def test_a_text_is_read_as_a_number_with_a_unit(text, shown):
    assert read_shown(text) == shown


@given(st.sampled_from(PARAMETERS), st.floats(0, 1))
@settings(max_examples=300, deadline=None)
def test_the_text_of_any_value_leads_back_to_a_value_that_is_shown_so(parameter, part):
    value = parameter.min + part * (parameter.max - parameter.min)
    if parameter.is_quantized:
        value = float(round(value))
    text = parameter.str_for_value(value)
    found = find_value(parameter, text, "value_string")
    assert parameter.min <= found <= parameter.max
    shown = parameter.str_for_value(found)
    assert shown == text or read_shown(shown).size == pytest.approx(read_shown(text).size)


@pytest.mark.parametrize("text, value", [
    ("0 dB", 0.85), ("0", 0.85), ("-6db", 0.7), ("-INF dB", 0.0), ("6.0 dB", 1.0), ("-14", 0.5)])
def test_a_volume_is_found_by_its_decibels(text, value):
    assert find_value(PARAMETERS[0], text, "value_string") == pytest.approx(value, abs=0.002)


@pytest.mark.parametrize("text, value", [("C", 0.0), ("25L", -0.5), ("50 R", 1.0), ("0", 0.0)])
def test_a_pan_position_is_found_by_its_side(text, value):
    assert find_value(PARAMETERS[1], text, "value_string") == pytest.approx(value, abs=0.011)


@pytest.mark.parametrize("text", ["7 dB", "loud", "", "nan"])
def test_what_is_never_shown_is_refused_with_what_is(text):
    with pytest.raises(InvalidArgument) as refusal:
        find_value(PARAMETERS[0], text, "value_string")
    assert str(refusal.value) == f"value_string must be -inf dB .. 6.0 dB, got {text!r}"


def test_a_step_that_is_not_there_is_refused_with_those_that_are():
    switch = next(parameter for parameter in PARAMETERS if parameter.name == "Device On")
    with pytest.raises(InvalidArgument) as refusal:
        find_value(switch, "Maybe", "value_string")
    assert str(refusal.value) == "value_string must be one of Off, On, got 'Maybe'"
