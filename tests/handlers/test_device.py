"""Devices and their parameters: what clients rely on, and what used to go wrong."""

import pytest

from simulator import Simulator
from tests.running_script import RunningScript

VALUE, VALUE_STRING = "/live/device/get/parameter/value", "/live/device/get/parameter/value_string"


@pytest.fixture
def live(log_folder):
    """Live 12.3 with an instrument on the first track and two effects on the third."""
    running = RunningScript(log_folder, simulator=Simulator(live_version="12.3.6"))
    running.song.tracks[0].insert_device("Operator")
    running.song.tracks[2].insert_device("Reverb")
    running.song.tracks[2].insert_device("Compressor")
    running.advance()
    yield running
    running.close()
    assert not running.host.errors


def device(live, track=0, index=0):
    return live.song.tracks[track].devices[index]


def continuous(device):
    """The index of a parameter that takes any value of a range."""
    return next(index for index, parameter in enumerate(device.parameters)
                if not parameter.is_quantized and parameter.is_enabled)


def middle(parameter):
    return (parameter.min + parameter.max) / 2


def test_a_device_is_described(live):
    assert live.query("/live/device/get/name", 0, 0) == (0, 0, "Operator")
    assert live.query("/live/device/get/class_name", 0, 0) == (0, 0, "Operator")
    assert live.query("/live/device/get/type", 0, 0) == (0, 0, 1)
    assert live.query("/live/device/get/type", 2, 1) == (2, 1, 2)
    assert live.query("/live/device/get/num_parameters", 0, 0) == (0, 0, len(device(live).parameters))


def test_the_main_facts_of_all_parameters_come_in_one_answer(live):
    parameters = device(live, 2, 1).parameters
    answer = live.query("/live/device/get/parameters", 2, 1)
    assert answer[:4] == (2, 1, "Compressor", len(parameters))
    assert [answer[4 + 4 * index:8 + 4 * index] for index in range(len(parameters))] == [
        (parameter.name,) + tuple(pytest.approx(number) for number in (parameter.value, parameter.min, parameter.max))
        for parameter in parameters]
    live.song.return_tracks[0].insert_device("Reverb")
    assert live.query("/live/return_track/device/get/parameters", 0, 0)[2] == "Reverb"


def test_a_device_that_is_not_there_says_how_many_there_are(live):
    for address, rest in (("get/name", ()), ("get/parameter/value", (0,)), ("set/parameters/value", (1.0,))):
        reply, = live.send(f"/live/device/{address}", 2, 2, *rest)
        assert reply[1][:2] == ("Error handling OSC message: Index out of range", "device_id 2: there are 2")


def test_a_star_asks_every_device_that_is_there(live):
    assert live.send("/live/device/get/name", "*", 1) == [("/live/device/get/name", (2, 1, "Compressor"))]
    assert live.send("/live/device/get/name", 2, "*") == [
        ("/live/device/get/name", (2, 0, "Reverb")), ("/live/device/get/name", (2, 1, "Compressor"))]


@pytest.mark.parametrize("name", ["name", "value", "min", "max", "is_quantized"])
def test_the_parameters_are_listed_in_their_order(live, name):
    assert live.query(f"/live/device/get/parameters/{name}", 0, 0)[2:] == (
        tuple(getattr(parameter, name) for parameter in device(live).parameters))


def test_a_parameter_is_written_and_read_by_index_and_by_name(live):
    index = continuous(device(live))
    parameter = device(live).parameters[index]
    for which in (index, parameter.name):
        for value in (parameter.min, parameter.max):
            assert live.send("/live/device/set/parameter/value", 0, 0, which, value) == []
            assert live.query(VALUE, 0, 0, which) == (0, 0, which, pytest.approx(value))
            assert live.query(VALUE_STRING, 0, 0, which) == (0, 0, which, parameter.str_for_value(value))
    assert live.query("/live/device/get/parameter/name", 0, 0, float(index)) == (0, 0, index, parameter.name)


@pytest.mark.parametrize("which, sentence", [
    (9999, "parameter_id 9999: there are {count}"),
    (-1, "parameter_id must be the index or the name of a parameter, got -1"),
    (0.5, "parameter_id must be the index or the name of a parameter, got 0.5"),
    ("Devise On", "parameter_id 'Devise On': there is no parameter of that name; did you mean 'Device On'?")])
def test_a_parameter_that_is_not_there_is_refused(live, which, sentence):
    for address, rest in (("get", ()), ("set", (0.5,)), ("start_listen", ())):
        reply, = live.send(f"/live/device/{address}/parameter/value", 0, 0, which, *rest)
        assert reply[1][1] == sentence.format(count=len(device(live).parameters))
    assert live.engine.subscriptions.all() == []


def test_a_value_beyond_the_limits_is_refused_in_lives_words(live):
    index = continuous(device(live))
    parameter = device(live).parameters[index]
    before = parameter.value
    reply, = live.send("/live/device/set/parameter/value", 0, 0, index, parameter.max + 1.0)
    assert reply[1][1] == "Invalid value. Check the parameters range with min/max"
    assert parameter.value == before


def test_a_limit_that_osc_has_rounded_beyond_itself_is_taken(live):
    index = continuous(device(live))
    parameter = device(live).parameters[index]
    beyond = parameter.max + 1e-7 * max(1.0, abs(parameter.max))
    assert live.send("/live/device/set/parameter/value", 0, 0, index, beyond) == []
    assert parameter.value == parameter.max


def test_all_parameters_are_written_from_the_first_on(live):
    values = [parameter.max for parameter in device(live).parameters[:4]]
    assert live.send("/live/device/set/parameters/value", 0, 0, *values) == []
    assert [parameter.value for parameter in device(live).parameters[:4]] == values


def test_what_all_parameters_hold_can_be_written_back(live):
    values = live.query("/live/device/get/parameters/value", 0, 0)
    assert live.send("/live/device/set/parameters/value", *values) == []
    assert live.query("/live/device/get/parameters/value", 0, 0) == values


def test_one_wrong_value_of_many_leaves_all_as_they_were(live):
    index = continuous(device(live))
    before = [parameter.value for parameter in device(live).parameters]
    values = [parameter.max for parameter in device(live).parameters]
    parameter = device(live).parameters[index]
    values[index] = parameter.max + 1.0
    reply, = live.send("/live/device/set/parameters/value", 0, 0, *values)
    assert reply[1][1].startswith(f"value {index} ({parameter.name}) must be ")
    reply, = live.send("/live/device/set/parameters/value", 0, 0, *values, 1.0)
    assert reply[1][1] == f"parameter_id {len(values)}: there are {len(values)}"
    assert [parameter.value for parameter in device(live).parameters] == before


# Listeners

def test_a_parameter_listener_pushes_the_value_and_then_its_text(live):
    index = continuous(device(live))
    parameter = device(live).parameters[index]
    value = middle(parameter)

    def pushes(value):
        return [(VALUE, (0, 0, index, pytest.approx(value))),
                (VALUE_STRING, (0, 0, index, parameter.str_for_value(value)))]

    assert live.send("/live/device/start_listen/parameter/value", 0, 0, index) == pushes(parameter.value)
    parameter.value = value
    live.advance()
    assert live.received() == pushes(value)


def test_a_parameter_listener_can_be_stopped(live):
    """In AbletonOSC a NameError kept it alive."""
    index = continuous(device(live))
    live.send("/live/device/start_listen/parameter/value", 0, 0, float(index))
    assert live.send("/live/device/stop_listen/parameter/value", 0, 0, index) == []
    assert live.engine.subscriptions.all() == []
    parameter = device(live).parameters[index]
    parameter.value = middle(parameter)
    live.advance()
    assert live.received() == []


def test_parameter_listeners_survive_a_reload(live):
    """AbletonOSC did not know its parameter listeners: reload raised KeyError as soon as one was there."""
    index = continuous(device(live))
    live.send("/live/device/start_listen/parameter/value", 0, 0, index)
    assert live.send("/live/api/reload") == []
    live.advance(0.2)
    live.received()
    parameter = device(live).parameters[index]
    parameter.value = parameter.max
    live.advance()
    assert [reply[0] for reply in live.received()] == [VALUE, VALUE_STRING]


def test_a_parameter_listener_by_name_follows_the_name(live):
    parameter = device(live, 2, 1).parameters[1]
    live.send("/live/device/start_listen/parameter/value", 2, 1, parameter.name)
    live.song.tracks[2].delete_device(0)
    live.song.tracks[2].insert_device("Compressor")
    live.advance()
    live.received()
    parameter = device(live, 2, 1).parameters[1]
    parameter.value = parameter.max
    live.advance()
    assert live.received()[0] == (VALUE, (2, 1, parameter.name, pytest.approx(parameter.max)))


def test_two_names_are_pushed_with_their_ids(live):
    """AbletonOSC pushed names without ids, and kept all devices under one key."""
    for index in (0, 1):
        live.send("/live/device/start_listen/name", 2, index)
    device(live, 2, 0).name = "Space"
    device(live, 2, 1).name = "Squeeze"
    live.advance()
    assert live.received() == [("/live/device/get/name", (2, 0, "Space")), ("/live/device/get/name", (2, 1, "Squeeze"))]


@pytest.mark.parametrize("row", ["class_name", "type"])
def test_what_never_changes_cannot_be_listened_to_and_says_so(live, row):
    reply, = live.send(f"/live/device/start_listen/{row}", 0, 0)
    assert reply[1][1] == f"{row} cannot be listened to: Live does not report its changes"
    assert live.send(f"/live/device/stop_listen/{row}", 0, 0) == []


def test_surplus_arguments_neither_leak_a_subscription_nor_are_echoed(live):
    live.send("/live/device/start_listen/name", 2.0, 0.0, 3)
    live.send("/live/device/start_listen/name", 2, 0)
    live.received()
    device(live, 2, 0).name = "Once"
    live.advance()
    assert live.received() == [("/live/device/get/name", (2, 0, "Once"))]
    live.send("/live/device/stop_listen/name", 2, 0, "surplus")
    assert live.engine.subscriptions.all() == []


# Beyond AbletonOSC

def test_a_device_is_switched_by_is_active(live):
    live.send("/live/device/set/is_active", 2, 0, 0)
    assert device(live, 2, 0).parameters[0].value == 0.0
    assert live.query("/live/device/get/is_active", 2, 0) == (2, 0, False)


def test_a_parameter_is_set_by_the_text_that_live_shows(live):
    index = continuous(device(live))
    parameter = device(live).parameters[index]
    value = middle(parameter)
    text = parameter.str_for_value(value)
    parameter.value = parameter.min
    assert live.send("/live/device/set/parameter/value_string", 0, 0, index, text) == []
    assert parameter.value == pytest.approx(value, rel=0.1)
    reply, = live.send("/live/device/set/parameter/value_string", 0, 0, 0, "Perhaps")
    assert reply[1][1] == "value_string must be one of Off, On, got 'Perhaps'"
    live.send("/live/device/set/parameter/value_string", 0, 0, "Device On", "off")
    assert device(live).parameters[0].value == 0.0


def test_steps_have_names_and_a_range_has_a_default(live):
    quantized = next(index for index, parameter in enumerate(device(live).parameters) if parameter.is_quantized)
    items = tuple(device(live).parameters[quantized].value_items)
    assert live.query("/live/device/get/parameter/value_items", 0, 0, quantized) == (0, 0, quantized) + items
    assert live.query("/live/device/get/parameter/default_value", 0, 0, quantized) == (0, 0, quantized, None)
    index = continuous(device(live))
    assert live.query("/live/device/get/parameter/value_items", 0, 0, index) == (0, 0, index, None)
    assert live.query("/live/device/get/parameter/default_value", 0, 0, index)[3] is not None


def test_the_devices_of_returns_and_the_main_track_answer_too(live):
    assert live.query("/live/device/get/name", "return_0", 0) == ("return_0", 0, "Reverb")


def test_the_text_of_a_parameter_is_set_as_a_client_spells_it(live):
    live.send("/live/simulator/drop_device", 0, "Operator")
    live.send("/live/device/set/parameter/string", 0, 0, "Volume", "-12 dB")
    assert live.query("/live/device/get/parameter/value_string", 0, 0, "Volume")[-1].startswith("-12")
