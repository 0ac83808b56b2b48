"""Subscriptions: what is pushed, when, and to whom."""
import pytest

from tests.lom.listener_count import listeners_of
from tests.running_script import CLIENT

OTHER = ("192.168.1.7", 11001)
THIRD = ("192.168.1.8", 50000)


def test_start_listen_pushes_the_value_at_once_in_the_shape_of_the_query(live):
    assert live.send("/live/song/start_listen/tempo") == [("/live/song/get/tempo", (120.0,))]
    assert live.send("/live/track/start_listen/name", 1) == [("/live/track/get/name", (1, "2-MIDI"))]
    assert live.send("/live/track/start_listen/send", 0,
                     1) == [("/live/track/get/send", live.query("/live/track/get/send", 0, 1))]


def test_a_change_is_pushed_once(live):
    live.send("/live/song/start_listen/tempo")
    live.song.tempo = 99.0
    assert live.received() == [("/live/song/get/tempo", (99.0,))]
    live.advance(0.1)
    assert live.received() == []


def test_a_value_that_is_written_again_is_not_pushed(live):
    live.send("/live/song/start_listen/tempo")
    live.song.tempo = 120.0
    live.advance()
    assert live.received() == []


def test_starting_again_pushes_again_and_does_not_double(live):
    before = listeners_of(live.simulator)
    for _ in range(3):
        assert live.send("/live/song/start_listen/tempo") == [("/live/song/get/tempo", (120.0,))]
    assert len(listeners_of(live.simulator)) == len(before) + 1
    live.song.tempo = 99.0
    live.advance()
    assert live.received() == [("/live/song/get/tempo", (99.0,))]
    assert live.send("/live/song/stop_listen/tempo") == []
    live.song.tempo = 98.0
    live.advance()
    assert live.received() == []


@pytest.mark.parametrize("started, same",
                         [((1,), (1.0,)), ((1.0,), ("1",)), ((1,), (1, "surplus")), (("1", 5.5), (True,))])
def test_the_spelling_of_ids_and_surplus_arguments_make_no_second_subscription(live, started, same):
    # AbletonOSC keyed listeners by the raw arguments, which leaked them and echoed floats in every push.
    before = listeners_of(live.simulator)
    assert live.send("/live/track/start_listen/mute", *started) == [("/live/track/get/mute", (1, False))]
    assert live.send("/live/track/start_listen/mute", *same) == [("/live/track/get/mute", (1, False))]
    live.song.tracks[1].mute = True
    live.advance()
    (address, arguments), = live.received()
    assert (address, arguments, type(arguments[0])) == ("/live/track/get/mute", (1, True), int)
    live.send("/live/track/stop_listen/mute", *same)
    assert listeners_of(live.simulator) == before


@pytest.mark.parametrize("address, arguments", [
    ("/live/song/stop_listen/tempo", ()), ("/live/track/stop_listen/name", (0,)),
    ("/live/track/stop_listen/name", (99,)),
    ("/live/track/stop_listen/name", ("*",)), ("/live/clip/stop_listen/name", (0, 0)),
    ("/live/device/stop_listen/parameter/value", (0, 0, 1)), ("/live/track/stop_listen/volume", (0,)),
])
def test_stopping_what_nobody_listens_to_is_silent(live, address, arguments):
    assert live.send(address, *arguments) == []


def test_of_many_changes_in_one_tick_the_first_goes_at_once_and_then_only_the_last(live):
    live.send("/live/song/start_listen/tempo")
    for tempo in (100.0, 101.0, 102.0, 103.0):
        live.song.tempo = tempo
    assert live.received() == [("/live/song/get/tempo", (100.0,))]
    live.advance()
    assert live.received() == [("/live/song/get/tempo", (103.0,))]
    live.advance(0.1)
    assert live.received() == []


def test_a_change_that_is_taken_back_in_the_same_tick_ends_with_the_true_value(live):
    live.send("/live/song/start_listen/metronome")
    live.song.metronome = True
    live.song.metronome = False
    live.advance()
    assert live.received() == [("/live/song/get/metronome", (True,)), ("/live/song/get/metronome", (False,))]


def test_each_peer_hears_what_it_asked_for_and_nothing_else(live):
    live.send("/live/track/start_listen/name", 0)
    live.send("/live/track/start_listen/name", 0, client=OTHER)
    live.send("/live/track/start_listen/name", 1, client=OTHER)
    live.send("/live/test", client=THIRD)
    live.received()
    live.song.tracks[0].name = "a"
    live.song.tracks[1].name = "b"
    live.advance()
    assert sorted(live.received_by_all()) == [
        (CLIENT, "/live/track/get/name", (0, "a")),
        (OTHER, "/live/track/get/name", (0, "a")),
        (OTHER, "/live/track/get/name", (1, "b")),
    ]
    live.send("/live/track/stop_listen/name", 0)
    live.song.tracks[0].name = "c"
    live.advance()
    assert live.received_by_all() == [(OTHER, "/live/track/get/name", (0, "c"))]


def test_a_second_peer_does_not_take_a_change_from_the_first(live):
    live.send("/live/song/start_listen/tempo")
    live.song.tempo = 100.0
    live.song.tempo = 101.0
    live.deliver(*encoded("/live/song/start_listen/tempo", OTHER))
    live.advance()
    sent = live.received_by_all()
    assert (CLIENT, "/live/song/get/tempo", (101.0,)) in sent
    assert [message for message in sent if message[0] == OTHER][-1] == (OTHER, "/live/song/get/tempo", (101.0,))


def encoded(address, client, *arguments):
    from AbletonOSC.osc import packet

    return packet.encode_message(address, arguments), client


def test_pushes_go_to_the_reply_port_and_not_to_the_source_port(live):
    # A push to the source port of a client that only waits for replies there would be taken for the next reply.
    live.send("/live/song/start_listen/tempo", client=THIRD)
    live.received()
    live.song.tempo = 99.0
    live.advance()
    assert live.received_by_all() == [((THIRD[0], 11001), "/live/song/get/tempo", (99.0,))]


def test_a_parameter_pushes_its_value_and_then_its_text(studio):
    parameter = studio.song.tracks[0].devices[0].parameters[1]
    value, text = studio.send("/live/device/start_listen/parameter/value", 0, 0, 1)
    assert value == ("/live/device/get/parameter/value", (0, 0, 1, parameter.value))
    assert text == ("/live/device/get/parameter/value_string", (0, 0, 1, parameter.str_for_value(parameter.value)))
    parameter.value = parameter.max
    assert studio.received() == [
        ("/live/device/get/parameter/value", (0, 0, 1, parameter.max)),
        ("/live/device/get/parameter/value_string", (0, 0, 1, parameter.str_for_value(parameter.max)))]
    assert studio.send("/live/device/stop_listen/parameter/value", 0, 0, 1) == []
    parameter.value = parameter.min
    studio.advance()
    assert studio.received() == []


@pytest.mark.parametrize("row, arguments, change", [
    ("volume", (), lambda track: setattr(track.mixer_device.volume, "value", 0.5)),
    ("panning", (), lambda track: setattr(track.mixer_device.panning, "value", 0.5)),
    ("send", (1,), lambda track: setattr(track.mixer_device.sends[1], "value", 0.5)),
])
def test_mixer_values_listen_on_their_parameter(live, row, arguments, change):
    live.send(f"/live/track/start_listen/{row}", 2, *arguments)
    change(live.song.tracks[2])
    assert live.received() == [(f"/live/track/get/{row}", (2,) + arguments + (0.5,))]


def test_a_send_that_is_not_there_is_refused_and_leaves_nothing(live):
    before = listeners_of(live.simulator)
    (address, arguments), = live.send("/live/track/start_listen/send", 0, 5)
    assert (address, arguments[1]) == ("/live/error", "send_id 5: there are 2")
    assert listeners_of(live.simulator) == before


def test_what_cannot_be_read_is_refused_and_leaves_nothing(live):
    before = listeners_of(live.simulator)
    (address, arguments), = live.send("/live/track/start_listen/mute", "master")
    assert (address, arguments[0][:28]) == ("/live/error", "Error handling OSC message: ")
    assert listeners_of(live.simulator) == before


@pytest.mark.parametrize("address, arguments", [
    ("/live/device/start_listen/class_name", (0, 0)), ("/live/device/start_listen/type", (0, 0)),
    ("/live/track/start_listen/can_be_armed", (0,)), ("/live/clip/start_listen/is_midi_clip", (0, 0)),
])
def test_what_live_cannot_report_is_refused_with_one_clear_error(studio, address, arguments):
    name = address.rsplit("/", 1)[1]
    sentence = f"{name} cannot be listened to: Live does not report its changes"
    assert studio.send(address, *arguments) == [
        ("/live/error", ("Error handling OSC message: " + sentence, sentence, address) + arguments)]


def test_polled_rows_are_pushed_when_they_change_and_only_while_somebody_listens(studio):
    assert studio.send("/live/clip/start_listen/length", 0, 0) == [("/live/clip/get/length", (0, 0, 4.0))]
    studio.advance(0.5)
    assert studio.received() == []
    studio.song.tracks[0].clip_slots[0].clip.loop_end = 2.0
    studio.advance(0.15)
    assert studio.received() == [("/live/clip/get/length", (0, 0, 2.0))]
    studio.send("/live/clip/stop_listen/length", 0, 0)
    studio.song.tracks[0].clip_slots[0].clip.loop_end = 3.0
    studio.advance(0.3)
    assert studio.received() == []
    assert not studio.engine.subscriptions.polled


@pytest.mark.parametrize("address, arguments", [
    ("/live/song/start_listen/tempo", ()), ("/live/track/start_listen/name", ("*",)),
    ("/live/track/start_listen/volume", (0,)),
    ("/live/track/start_listen/send", (0, 1)), ("/live/clip/start_listen/name", (0, 0)),
    ("/live/device/start_listen/parameter/value", (0, 0, 1)), ("/live/clip/start_listen/length", (0, 0)),
    ("/live/track/start_listen/name", ("selected",)), ("/live/track/start_listen/name", ("return_A",)),
    ("/live/view/start_listen/selected_track", ()), ("/live/clip_slot/start_listen/has_clip", ("*", "*")),
    ("/live/song/start_listen/num_tracks", ()), ("/live/application/start_listen/average_process_usage", ()),
])
def test_no_listener_is_left_in_live_after_stop(studio, address, arguments):
    before = listeners_of(studio.simulator)
    assert studio.send(address, *arguments)
    held = listeners_of(studio.simulator)
    assert len(held) > len(before) or studio.engine.subscriptions.polled
    studio.song.create_midi_track(0)
    studio.song.delete_track(0)
    studio.advance()
    assert listeners_of(studio.simulator) == held
    studio.send(address.replace("start_listen", "stop_listen"), *arguments)
    assert listeners_of(studio.simulator) == before


def test_no_listener_is_left_in_live_after_disconnect(studio):
    for address, arguments in [("/live/song/start_listen/tempo", ()), ("/live/track/start_listen/name", ("*",)),
                               ("/live/device/start_listen/parameter/value", (0, 0, 1))]:
        studio.send(address, *arguments)
    assert listeners_of(studio.simulator)
    studio.host.disconnect()
    assert listeners_of(studio.simulator) == []
    studio.song.tempo = 77.0
    studio.advance()
    assert [message for message in studio.received() if message[0] != "/live/shutdown"] == []


def test_whatever_live_says_to_a_listener_nothing_stays_half_attached(live):
    # Some rows have no listener in this Live, and some do not apply to the main track.
    before = listeners_of(live.simulator)
    rows = [route for route in live.engine.dispatcher.routes.values()
            if route.verb == "start_listen" and route.handler.address == "track" and not route.arguments]
    assert len(rows) > 30
    refused = 0
    for route in rows:
        replies = live.send(route.address, "master")
        assert replies, route.address
        refused += replies[0][0] == "/live/error"
        live.send(route.address.replace("start_listen", "stop_listen"), "master")
        assert listeners_of(live.simulator) == before, route.address
    assert 0 < refused < len(rows)
