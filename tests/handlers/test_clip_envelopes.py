"""Automation inside Session clips."""

import pytest

from simulator import Simulator
from tests.running_script import RunningScript


@pytest.fixture
def live(log_folder):
    """Live 12.4 with a clip and an instrument on the first track."""
    running = RunningScript(log_folder, simulator=Simulator(live_version="12.4.6"))
    running.song.tracks[0].clip_slots[0].create_clip(8.0)
    running.song.tracks[0].insert_device("Operator")
    running.advance()
    yield running
    running.close()
    assert not running.host.errors


def at(live, time, *place):
    """What the envelope says at a time."""
    values = live.query("/live/clip/envelope/value_at_time", 0, 0, *place, time)
    assert values[:-1] == (0, 0) + place + (time,)
    return values[-1]


@pytest.mark.parametrize("place", [
    ("mixer", "volume"), ("mixer", "panning"), ("mixer", "send_1"), (0, "Volume"), (0, 0)])
def test_a_step_holds_its_value_for_its_length(live, place):
    assert at(live, 1.0, *place) is None
    assert live.send("/live/clip/envelope/insert_step", 0, 0, *place, 0.0, 2.0, 0.5, 2.0, 2.0, 1.0) == []
    assert at(live, 1.0, *place) == 0.5
    assert at(live, 3.0, *place) == 1.0


def test_the_number_of_envelopes_is_heard_and_an_envelope_is_removed(live):
    live.send("/live/clip/start_listen/num_automation_envelopes", 0, 0)
    pushes = live.send("/live/clip/envelope/insert_step", 0, 0, "mixer", "volume", 0.0, 2.0, 0.5)
    pushes += live.send("/live/clip/envelope/clear", 0, 0, "mixer", "volume")
    assert pushes == [("/live/clip/get/num_automation_envelopes", (0, 0, count)) for count in (1, 0)]


def test_events_make_a_line_and_are_read_and_deleted(live):
    live.send("/live/clip/envelope/create_event", 0, 0, "mixer", "panning", 0.0, -1.0, 4.0, 1.0)
    assert live.query("/live/clip/envelope/get", 0, 0, "mixer", "panning")[4:] == (0.0, -1.0, 4.0, 1.0)
    assert at(live, 2.0, "mixer", "panning") == pytest.approx(0.0)
    assert live.query("/live/clip/envelope/get", 0, 0, "mixer", "panning", 2.0, 8.0)[4:] == (4.0, 1.0)
    live.send("/live/clip/envelope/delete_events_in_range", 0, 0, "mixer", "panning", 2.0, 8.0)
    assert live.query("/live/clip/envelope/get", 0, 0, "mixer", "panning")[4:] == (0.0, -1.0)


@pytest.mark.parametrize("address, values", [
    ("insert_step", (0.0, 1.0, 5.0)), ("insert_step", (0.0, 1.0, 0.5, 1.0, 1.0, 5.0)), ("create_event", (0.0, -9.0))])
def test_what_is_refused_leaves_no_envelope_behind(live, address, values):
    (answered, _), = live.send(f"/live/clip/envelope/{address}", 0, 0, "mixer", "volume", *values)
    assert answered == "/live/error"
    assert live.query("/live/clip/get/num_automation_envelopes", 0, 0) == (0, 0, 0)
    live.send("/live/clip/envelope/insert_step", 0, 0, "mixer", "volume", 0.0, 4.0, 0.5)
    live.send(f"/live/clip/envelope/{address}", 0, 0, "mixer", "volume", *values)
    assert at(live, 3.0, "mixer", "volume") == 0.5


def test_what_has_no_envelope_says_so(live):
    reply, = live.send("/live/clip/envelope/get", 0, 0, "mixer", "volume")
    assert reply[1][1] == "device_id mixer, parameter_id volume: there is no envelope"


@pytest.mark.parametrize("place, sentence", [
    (("mixer", "cutoff"), "parameter_id of the mixer must be volume, panning, track_activator, crossfader or send_0, "
                          "got 'cutoff'"),
    (("mixer", "send_2"), "send_id 2: there are 2"),
    ((1, 0), "device_id 1: there is 1"),
    (("synth", 0), "device_id must be the index of a device or \"mixer\", got 'synth'"),
    ((-1, 0), "device_id must be the index of a device or \"mixer\", got -1")])
def test_a_place_that_is_not_there_is_refused(live, place, sentence):
    reply, = live.send("/live/clip/envelope/insert_step", 0, 0, *place, 0.0, 1.0, 0.5)
    assert reply[1][1] == sentence


def test_a_value_that_the_parameter_cannot_have_is_refused_by_live(live):
    reply, = live.send("/live/clip/envelope/insert_step", 0, 0, "mixer", "volume", 0.0, 1.0, 7.0)
    assert reply[0] == "/live/error"


def test_the_envelope_of_a_parameter_is_shown(live):
    assert live.send("/live/clip/select_envelope_parameter", 0, 0, "mixer", "volume") == []
