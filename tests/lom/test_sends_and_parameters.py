"""Sends and parameters are named as objects are: `*` stands for all of them, and each has an address of its own."""
import pytest

SEND, PARAMETER = "/live/track/get/send", "/live/device/get/parameter/value"


def test_a_star_stands_for_all_sends_and_parameters_too(studio):
    assert studio.send(SEND, 1, "*") == [(SEND, (1, 0, 0.0)), (SEND, (1, 1, 0.0))]
    assert studio.send("/live/track/set/send", "*", "*", 0.5) == []
    assert [values[:2] for _, values in studio.send(SEND, "*", "*")] == [
        (track, send) for track in range(len(studio.song.tracks)) for send in range(2)]
    assert {values[2] for _, values in studio.send(SEND, "*", "*")} == {0.5}
    count = len(studio.song.tracks[2].devices[1].parameters)
    assert [values[:3] for _, values in studio.send(PARAMETER, 2, 1, "*")] == [
        (2, 1, index) for index in range(count)]
    (address, values), = studio.send(SEND, 99, "*")
    assert (address, values[1]) == ("/live/error", "track_id 99: there are 4")


def test_listening_to_all_sends_covers_those_to_come_and_ends_one_by_one_or_at_once(studio):
    assert studio.send("/live/track/start_listen/send", 0, "*") == [(SEND, (0, 0, 0.0)), (SEND, (0, 1, 0.0))]
    studio.song.create_return_track()
    studio.advance()
    assert studio.received() == [(SEND, (0, 2, 0.0))]
    assert studio.query("/live/api/get/listeners")[2:] == ("/live/track/start_listen/send 0 *", True)
    sends = studio.song.tracks[0].mixer_device.sends
    studio.send("/live/track/stop_listen/send", 0, 1)
    sends[1].value = sends[2].value = 1.0
    studio.advance()
    assert studio.received() == [(SEND, (0, 2, 1.0))]
    studio.send("/live/track/stop_listen/send", "*", "*")
    sends[0].value = 1.0
    studio.advance()
    assert studio.received() == []
    assert not studio.engine.subscriptions.sweeps and not studio.engine.subscriptions.watches


def test_all_parameters_of_all_devices_follow_the_devices(studio):
    studio.send("/live/device/start_listen/parameter/value", 2, "*", "*")
    studio.song.tracks[2].delete_device(0)
    studio.advance()
    studio.received()
    parameter = studio.song.tracks[2].devices[0].parameters[1]
    parameter.value = parameter.max
    studio.advance()
    assert studio.received()[0] == (PARAMETER, (2, 0, 1, pytest.approx(parameter.max)))
    studio.send("/live/api/reload")
    studio.advance(0.1)
    studio.received()
    parameter.value = parameter.min
    studio.advance()
    assert studio.received()[0] == (PARAMETER, (2, 0, 1, pytest.approx(parameter.min)))
    studio.send("/live/device/stop_listen/parameter/value", 2, "*", "*")
    assert not studio.engine.subscriptions.watches


def test_sends_and_parameters_have_an_address_each(studio):
    assert studio.send("/live/track/0/1/get/send") == [("/live/track/0/1/get/send", (0.0,))]
    assert studio.send("/live/track/0/1/set/send", 0.5) == []
    assert studio.send("/live/track/0/*/get/send") == [
        ("/live/track/0/0/get/send", (0.0,)), ("/live/track/0/1/get/send", (0.5,))]
    assert studio.send("/live/track/0/1/start_listen/send") == [("/live/track/0/1/get/send", (0.5,))]
    studio.song.tracks[0].mixer_device.sends[1].value = 1.0
    assert studio.received() == [("/live/track/0/1/get/send", (1.0,))]
    assert studio.query("/live/api/get/listeners")[2:] == ("/live/track/0/1/start_listen/send", True)
    studio.send("/live/api/reload")
    studio.song.tracks[0].mixer_device.sends[1].value = 0.0
    assert studio.received() == [("/live/track/0/1/get/send", (0.0,))]
    name = studio.song.tracks[2].devices[1].parameters[3].name
    assert studio.send("/live/device/2/1/3/get/parameter/name") == [("/live/device/2/1/3/get/parameter/name", (name,))]
    for address in ("/live/track/0/1/get/name", "/live/track/0/1/2/get/send", "/live/device/2/get/name"):
        assert studio.send(address)[0][1][0] == f"Unknown OSC address: {address}"
