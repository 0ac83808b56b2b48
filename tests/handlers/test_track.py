"""Tracks: what their clients rely on, and what used to go wrong."""

import pytest

from AbletonOSC.osc import packet
from simulator import Simulator
from simulator.behaviour.song_tracks import group_tracks
from tests.running_script import RunningScript

RETURN = "return_0"


def test_the_name_is_read_and_written(live):
    live.send("/live/track/set/name", 1, "Bass")
    assert live.query("/live/track/get/name", 1) == (1, "Bass")
    assert live.song.tracks[1].name == "Bass"


def test_a_getter_for_every_track_answers_once_per_track(live):
    """AbletonOSC answered for track 0 only."""
    replies = live.send("/live/track/get/name", "*")
    assert replies == [("/live/track/get/name", (index, track.name)) for index, track in enumerate(live.song.tracks)]
    assert len(replies) == 4


def test_a_setter_for_every_track_reaches_every_track(live):
    assert live.send("/live/track/set/mute", "*", 1) == []
    assert [track.mute for track in live.song.tracks] == [True] * 4


def test_ids_given_as_floats_or_strings_are_echoed_as_integers(live):
    for spelling in (1.0, "1"):
        assert live.query("/live/track/get/mute", spelling) == (1, False)


def test_an_id_beyond_the_tracks_says_how_many_there_are(live):
    assert live.send("/live/track/get/name", 99) == [("/live/error", (
        "Error handling OSC message: Index out of range", "track_id 99: there are 4", "/live/track/get/name", 99))]


@pytest.mark.parametrize("name, index", [("master", None), ("return_0", 0), ("return_B", 1), ("return_b", 1)])
def test_returns_and_the_main_track_are_taken_by_name_and_echoed_as_sent(live, name, index):
    track = live.song.master_track if index is None else live.song.return_tracks[index]
    assert live.query("/live/track/get/name", name) == (name, track.name)
    live.send("/live/track/set/volume", name, 0.5)
    assert track.mixer_device.volume.value == 0.5


def test_the_selected_track_is_taken_by_that_word(live):
    live.song.view.selected_track = live.song.tracks[2]
    live.send("/live/track/set/name", "selected", "Here")
    assert live.song.tracks[2].name == "Here"


@pytest.mark.parametrize("row, value", [("arm", True), ("current_monitoring_state", 0)])
def test_what_live_refuses_is_passed_on_word_for_word(live, row, value):
    with pytest.raises(RuntimeError) as refusal:
        setattr(live.song.return_tracks[0], row, value)
    words = str(refusal.value)
    for reply in (live.send(f"/live/track/set/{row}", RETURN, value), live.send(f"/live/track/get/{row}", RETURN)):
        assert reply[0][0] == "/live/error"
        assert reply[0][1][:2] == ("Error handling OSC message: " + words, words)


def test_listening_to_what_cannot_be_read_keeps_nothing(live):
    replies = live.send("/live/track/start_listen/arm", RETURN)
    assert [reply[0] for reply in replies] == ["/live/error"]
    assert live.engine.subscriptions.all() == []


def test_every_track_can_be_listened_to_although_some_refuse(live):
    live.song.create_return_track()
    live.send("/live/track/start_listen/arm", "*")
    live.song.tracks[1].arm = True
    live.advance()
    assert live.received() == [("/live/track/get/arm", (1, True))]


# The mixer

@pytest.mark.parametrize("row, argument, value", [("volume", (), 0.25), ("panning", (), -0.5), ("send", (1,), 0.75)])
def test_mixer_values_are_written_read_and_heard(live, row, argument, value):
    reply = (f"/live/track/get/{row}", (1,) + argument + (value,))
    live.send(f"/live/track/start_listen/{row}", 1, *argument)
    assert live.send(f"/live/track/set/{row}", 1, *argument, value) == [reply]
    assert live.send(f"/live/track/get/{row}", 1, *argument) == [reply]
    live.send(f"/live/track/stop_listen/{row}", 1, *argument)
    assert live.send(f"/live/track/set/{row}", 1, *argument, 0.0) == []


def test_a_send_is_read_back_in_the_tick_that_wrote_it(live):
    live.deliver(packet.encode_message("/live/track/set/send", (0, 1, 0.5)))
    live.deliver(packet.encode_message("/live/track/get/send", (0, 1)))
    live.advance()
    assert live.received() == [("/live/track/get/send", (0, 1, 0.5))]


def test_a_send_that_is_not_there_says_how_many_there_are(live):
    for address, values in (("get", ()), ("set", (0.5,)), ("start_listen", ())):
        reply, = live.send(f"/live/track/{address}/send", 0, 2, *values)
        assert reply[1][:2] == ("Error handling OSC message: Index out of range", "send_id 2: there are 2")


def test_a_volume_out_of_range_is_refused_with_the_range(live):
    reply, = live.send("/live/track/set/volume", 0, 1.5)
    assert reply[1][1] == "volume must be 0..1, got 1.5"
    assert live.song.tracks[0].mixer_device.volume.value == pytest.approx(0.85)


@pytest.mark.parametrize("sent, taken", [(1, True), (0.0, False), ("1", True), (True, True)])
def test_a_switch_takes_whatever_can_only_mean_on_or_off(live, sent, taken):
    live.song.tracks[0].mute = not taken
    assert live.send("/live/track/set/mute", 0, sent) == []
    assert live.song.tracks[0].mute is taken


@pytest.mark.parametrize("sent", [2, "hello", 0.5, None])
def test_a_switch_refuses_what_is_neither_on_nor_off(live, sent):
    reply, = live.send("/live/track/set/mute", 0, sent)
    assert reply[1][1] == f"mute must be boolean, got {sent!r}"


# Listeners

def test_surplus_arguments_neither_leak_a_subscription_nor_are_echoed(live):
    """AbletonOSC kept listeners under the arguments as they came."""
    assert live.send("/live/track/start_listen/name", 1.0, "surplus") == [("/live/track/get/name", (1, "2-MIDI"))]
    assert live.send("/live/track/start_listen/name", 1) == [("/live/track/get/name", (1, "2-MIDI"))]
    live.song.tracks[1].name = "Once"
    live.advance()
    assert live.received() == [("/live/track/get/name", (1, "Once"))]
    live.send("/live/track/stop_listen/name", "1", 5, 6)
    assert live.engine.subscriptions.all() == []


def test_stop_listen_takes_the_listener_from_the_track_it_was_put_on(live):
    """AbletonOSC took it from the track that had the index now: "Observer not connected", and the old one stayed."""
    live.send("/live/track/start_listen/name", 1)
    first = live.song.tracks[1]
    live.song.create_midi_track(0)
    live.advance()
    live.received()
    assert live.send("/live/track/stop_listen/name", 1) == []
    assert live.engine.subscriptions.all() == []
    first.name = "Renamed"
    live.advance()
    assert live.received() == []


def test_a_subscription_means_the_position_when_tracks_are_inserted_and_deleted(live):
    live.song.tracks[0].name, live.song.tracks[1].name = "Drums", "Bass"
    live.send("/live/track/start_listen/name", 1)
    live.song.create_midi_track(0)
    live.advance()
    assert live.received() == [("/live/track/get/name", (1, "Drums"))]
    live.song.delete_track(0)
    live.advance()
    assert live.received() == [("/live/track/get/name", (1, "Bass"))]


def test_mixer_listeners_survive_a_reload(live):
    """AbletonOSC did not know its mixer listeners: reload raised KeyError as soon as one was there."""
    live.send("/live/track/start_listen/volume", 0)
    live.send("/live/track/start_listen/send", 0, 1)
    assert live.send("/live/api/reload") == []
    live.advance(0.2)
    live.received()
    live.song.tracks[0].mixer_device.volume.value = 0.5
    live.song.tracks[0].mixer_device.sends[1].value = 0.25
    live.advance()
    assert live.received() == [("/live/track/get/volume", (0, 0.5)), ("/live/track/get/send", (0, 1, 0.25))]


@pytest.mark.parametrize("row", ["can_be_armed", "is_foldable"])
def test_what_never_changes_cannot_be_listened_to_and_says_so(live, row):
    sentence = f"{row} cannot be listened to: Live does not report its changes"
    assert live.send(f"/live/track/start_listen/{row}", 0) == [
        ("/live/error", ("Error handling OSC message: " + sentence, sentence, f"/live/track/start_listen/{row}", 0))]


# Lists

def test_clips_are_nil_where_a_slot_is_empty(live):
    live.song.tracks[0].clip_slots[1].create_clip(3.0)
    live.song.tracks[0].clip_slots[1].clip.name = "Riff"
    color = live.song.tracks[0].clip_slots[1].clip.color
    assert live.query("/live/track/get/clips/name", 0) == (0, None, "Riff") + (None,) * 6
    assert live.query("/live/track/get/clips/length", 0) == (0, None, 3.0) + (None,) * 6
    assert live.query("/live/track/get/clips/color", 0) == (0, None, color) + (None,) * 6


def test_arrangement_clips_are_listed_by_name_length_and_position(live):
    assert live.query("/live/track/get/arrangement_clips/name", 0) == (0,)
    live.song.tracks[0].create_midi_clip(8.0, 2.0)
    live.song.tracks[0].arrangement_clips[0].name = "Intro"
    assert live.query("/live/track/get/arrangement_clips/name", 0) == (0, "Intro")
    assert live.query("/live/track/get/arrangement_clips/length", 0) == (0, 2.0)
    assert live.query("/live/track/get/arrangement_clips/start_time", 0) == (0, 8.0)


def test_devices_are_listed_with_name_type_class_and_whether_they_are_racks(live):
    assert live.query("/live/track/get/num_devices", RETURN) == (RETURN, 1)
    assert live.query("/live/track/get/devices/name", RETURN) == (RETURN, "Reverb")
    assert live.query("/live/track/get/devices/class_name", RETURN) == (RETURN, "Reverb")
    assert live.query("/live/track/get/devices/type", RETURN) == (RETURN, 2)
    assert live.query("/live/track/get/devices/can_have_chains", RETURN) == (RETURN, False)


def test_routings_are_read_listed_and_chosen_by_name(live):
    types = live.query("/live/track/get/available_output_routing_types", 0)[1:]
    assert len(types) > 1
    for name in types:
        live.send("/live/track/set/output_routing_type", 0, name)
        live.advance()
        assert live.query("/live/track/get/output_routing_type", 0) == (0, name)
        channels = live.query("/live/track/get/available_output_routing_channels", 0)[1:]
        for channel in channels:
            assert live.send("/live/track/set/output_routing_channel", 0, channel) == []
            live.advance()
            assert live.query("/live/track/get/output_routing_channel", 0) == (0, channel)


def test_a_routing_that_is_not_on_offer_is_refused_with_those_that_are(live):
    types = live.query("/live/track/get/available_input_routing_types", 0)[1:]
    reply, = live.send("/live/track/set/input_routing_type", 0, "Nowhere")
    assert reply[1][1] == "input_routing_type 'Nowhere' is not on offer; there are " + ", ".join(map(repr, types))


# Methods

def test_a_device_is_deleted_by_index_and_a_missing_one_is_refused(live):
    reply, = live.send("/live/track/delete_device", RETURN, 1)
    assert reply[1][1] == "device_id 1: there is 1"
    assert live.send("/live/track/delete_device", RETURN, 0) == []
    assert len(live.song.return_tracks[0].devices) == 0


def test_a_clip_is_deleted_by_slot(live):
    live.song.tracks[0].clip_slots[2].create_clip(4.0)
    assert live.send("/live/track/delete_clip", 0, 2) == []
    assert live.song.tracks[0].clip_slots[2].clip is None
    reply, = live.send("/live/track/delete_clip", 0, 8)
    assert reply[1][1] == "clip_id 8: there are 8"


def test_stop_all_clips_stops_the_track_that_is_named(live):
    live.song.clip_trigger_quantization = 0
    for track in (0, 1):
        live.song.tracks[track].clip_slots[0].create_clip(4.0)
        live.song.tracks[track].clip_slots[0].fire()
    live.advance(0.3)
    assert [track.playing_slot_index for track in live.song.tracks][:2] == [0, 0]
    assert live.send("/live/track/stop_all_clips", 0) == []
    live.advance(0.3)
    assert live.query("/live/track/get/playing_slot_index", 1) == (1, 0)
    assert live.query("/live/track/get/playing_slot_index", 0)[1] < 0


def test_the_meters_answer_in_both_channels(live):
    for meter in ("output_meter_left", "output_meter_right", "output_meter_level"):
        assert live.query(f"/live/track/get/{meter}", 2) == (2, 0.0)


# Groups

def test_a_group_is_folded_and_its_tracks_say_so(live):
    song = live.simulator.live_song
    group_tracks(song, song.values["tracks"][1:3])
    assert live.query("/live/track/get/is_foldable", 1) == (1, True)
    assert live.query("/live/track/get/group_track", 2) == (2, 1)
    live.send("/live/track/start_listen/fold_state", 1)
    live.send("/live/track/start_listen/is_visible", 2)
    live.send("/live/track/set/fold_state", 1, 1)
    live.advance(0.3)
    assert live.received() == [("/live/track/get/fold_state", (1, True)), ("/live/track/get/is_visible", (2, False))]


def test_outside_a_group_there_is_no_group_track(live):
    # Facts: users-and-clients.md section 3, "t -> t,idx|-1".
    assert live.query("/live/track/get/group_track", 0) == (0, -1)
    assert live.query("/live/track/get/is_grouped", 0) == (0, False)


def test_folding_what_is_no_group_is_refused_by_live(live):
    for address, values in (("get", ()), ("set", (1,))):
        reply, = live.send(f"/live/track/{address}/fold_state", 0, *values)
        assert reply[0] == "/live/error"


# Beyond AbletonOSC

@pytest.fixture
def live12_3(log_folder):
    """Live 12.3, which inserts devices and has take lanes."""
    running = RunningScript(log_folder, simulator=Simulator(live_version="12.3.6"))
    yield running
    running.close()
    assert not running.host.errors


def test_a_device_is_inserted_by_its_name_and_its_index_is_told(live12_3):
    live = live12_3
    live.send("/live/track/start_listen/devices/name", 0)
    assert live.send("/live/track/insert_device", 0, "Operator") == [
        ("/live/track/get/devices/name", (0, "Operator")), ("/live/track/insert_device", (0, 0))]
    assert ("/live/track/insert_device", (0, 1)) in live.send("/live/track/insert_device", 0, "Reverb")
    assert ("/live/track/get/devices/name", (0, "Operator", "Reverb", "Reverb")) in live.send(
        "/live/track/duplicate_device", 0, 1)


@pytest.fixture(params=["11.0", "12.2.5", "12.3.6"])
def any_live(request, log_folder):
    """Lives that insert devices by their browser, and one that has a method for it."""
    running = RunningScript(log_folder, simulator=Simulator(live_version=request.param))
    yield running
    running.close()
    assert not running.host.errors


def insert(live, *arguments, address="/live/track/insert_device"):
    """The values of the answer, which may take some ticks."""
    (answered, values), = live.ask(address, *arguments)
    assert answered in (address, "/live/error")
    return values


def test_a_device_is_inserted_in_every_live(any_live):
    live = any_live
    selected = live.song.view.selected_track
    assert insert(live, 1, "Operator") == (1, 0)
    assert insert(live, 1, "Reverb", -1) == (1, 1)
    assert insert(live, 1, "Compressor", 1) == (1, 1)
    assert insert(live, "Arpeggiator", 0, address="/live/track/1/insert_device") == (0,)
    assert insert(live, "master", "Limiter") == ("master", 0)
    assert insert(live, "Limiter", address="/live/master/insert_device") == (1,)
    assert live.query("/live/track/get/devices/name", 1) == (1, "Arpeggiator", "Operator", "Compressor", "Reverb")
    assert live.song.view.selected_track == selected


def test_a_preset_is_inserted_like_a_device(any_live):
    assert insert(any_live, 0, "Sub Sine.adv") == (0, 0)
    assert any_live.query("/live/track/get/devices/class_name", 0) == (0, "Operator")


def test_inserting_what_nothing_is_called_answers_minus_one(any_live):
    assert insert(any_live, 0, "Theremin") == (0, -1)
    assert insert(any_live, 0, "instruments/Theremin", -1) == (0, -1)
    assert any_live.query("/live/track/get/num_devices", 0) == (0, 0)


def test_inserting_behind_the_end_is_an_error(any_live):
    known, *_ = insert(any_live, 0, "Reverb", 4)
    assert known.startswith("Error handling OSC message: ")
    assert any_live.query("/live/track/get/num_devices", 0) == (0, 0)


def test_a_request_id_comes_back_with_the_device(any_live):
    assert insert(any_live, "@id:7", 0, "Operator") == ("@id:7", 0, 0)


def test_all_output_meters_come_in_one_answer(live):
    assert live.query("/live/track/get/output_meter", 0) == (0, 0.0, None, None)
    assert live.query("/live/track/get/output_meter", 2) == (2, 0.0, 0.0, 0.0)
    assert live.query("/live/master/get/output_meter") == (0.0, 0.0, 0.0)
    assert live.query("/live/returns/get/output_meter", 1) == (1, 0.0, 0.0, 0.0)


def test_the_selected_device_is_an_index(live12_3):
    live = live12_3
    for name in ("Reverb", "Compressor"):
        live.song.tracks[2].insert_device(name)
    live.send("/live/track/set/selected_device", 2, 0)
    assert live.query("/live/track/get/selected_device", 2) == (2, 0)
    live.send("/live/track/start_listen/selected_device", 2)
    assert live.send("/live/track/set/selected_device", 2, 1) == [("/live/track/get/selected_device", (2, 1))]
    reply, = live.send("/live/track/set/selected_device", 2, 2)
    assert reply[1][1] == "device_id 2: there are 2"


def test_a_take_lane_is_added(live12_3):
    live12_3.send("/live/track/start_listen/take_lanes/name", 0)
    replies = live12_3.send("/live/track/create_take_lane", 0)
    assert ("/live/track/create_take_lane", (0, 0)) in replies
    assert [reply[0] for reply in replies].count("/live/track/get/take_lanes/name") == 1


def test_clips_are_made_in_the_arrangement_and_heard(live):
    live.send("/live/track/start_listen/arrangement_clips/name", 0)
    live.song.tracks[0].clip_slots[0].create_clip(4.0)
    live.song.tracks[0].clip_slots[0].clip.name = "Riff"
    assert live.send("/live/track/duplicate_clip_to_arrangement", 0, 0, 16.0) == [
        ("/live/track/get/arrangement_clips/name", (0, "Riff"))]
    live.send("/live/track/create_midi_clip", 0, 0.0, 2.0)
    assert live.query("/live/track/get/arrangement_clips/start_time", 0) == (0, 0.0, 16.0)
    live.send("/live/track/create_audio_clip", 2, "/samples/loop.wav", 8.0)
    assert live.query("/live/track/get/arrangement_clips/name", 2) == (2, "loop")
    reply, = live.send("/live/track/duplicate_clip_to_arrangement", 0, 1, 16.0)
    assert reply[1][1] == "clip_id 1: there is no clip"


def test_the_main_track_has_crossfader_and_cue_volume_and_the_others_do_not(live):
    for row, value in (("crossfader", -0.5), ("cue_volume", 0.25), ("song_tempo", 99.0)):
        assert live.send(f"/live/track/set/{row}", "master", value) == []
        assert live.query(f"/live/track/get/{row}", "master") == ("master", value)
        reply, = live.send(f"/live/track/get/{row}", 0)
        assert reply[0] == "/live/error"
    assert live.song.tempo == 99.0
