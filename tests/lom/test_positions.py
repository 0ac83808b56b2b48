"""A subscription means the position that was asked for: it follows whatever is there now."""
import pytest

from AbletonOSC.osc import packet
from tests.lom.listener_count import listeners_of

OTHER = ("192.168.1.7", 11001)


def test_a_track_inserted_before_moves_the_subscription_to_what_is_there_now(live):
    live.send("/live/track/start_listen/name", 1)
    live.song.create_midi_track(0)
    live.advance()
    assert live.received() == [("/live/track/get/name", (1, live.song.tracks[1].name))]
    assert live.song.tracks[1].name != live.song.tracks[2].name
    live.song.tracks[2].name = "no longer heard"
    live.song.tracks[1].name = "heard"
    live.advance()
    assert live.received() == [("/live/track/get/name", (1, "heard"))]


def test_a_track_inserted_behind_changes_nothing(live):
    live.send("/live/track/start_listen/name", 1)
    live.song.create_midi_track(2)
    live.advance()
    assert live.received() == []
    live.song.tracks[1].name = "heard"
    assert live.received() == [("/live/track/get/name", (1, "heard"))]


def test_a_deleted_track_hands_its_position_to_the_next(live):
    live.song.tracks[2].name = "drums"
    live.send("/live/track/start_listen/name", 1)
    live.song.delete_track(1)
    live.advance()
    assert live.received() == [("/live/track/get/name", (1, "drums"))]
    live.song.tracks[1].name = "heard"
    live.advance()
    assert live.received() == [("/live/track/get/name", (1, "heard"))]


def test_a_name_that_live_changes_while_it_moves_tracks_is_pushed_for_the_true_position(live):
    # Live numbers the names of tracks that were never named, and tells so before it tells that they have moved.
    live.send("/live/track/start_listen/name", "*")
    live.song.create_midi_track(0)
    live.advance()
    names = [track.name for track in live.song.tracks]
    pushed = live.received()
    assert pushed
    assert [arguments for _, arguments in pushed if arguments != (arguments[0], names[arguments[0]])] == []


def test_a_position_sleeps_while_nothing_is_there_and_wakes_when_something_is(live):
    live.send("/live/track/start_listen/name", 3)
    live.song.delete_track(3)
    live.advance()
    assert live.received() == []
    live.song.create_midi_track(-1)
    live.song.tracks[3].name = "back"
    live.advance()
    assert live.received() == [("/live/track/get/name", (3, "back"))]
    live.song.tracks[3].name = "heard"
    live.advance()
    assert live.received() == [("/live/track/get/name", (3, "heard"))]


def test_an_unchanged_value_of_another_object_is_pushed_too(live):
    # The client has to know that what it shows belongs to the object that is there now.
    live.send("/live/track/start_listen/mute", 0)
    live.song.create_midi_track(0)
    live.advance()
    assert live.received() == [("/live/track/get/mute", (0, False))]


def test_a_mixer_value_follows_the_position(live):
    live.send("/live/track/start_listen/volume", 0)
    live.song.tracks[0].mixer_device.volume.value = 0.5
    live.received()
    live.song.create_audio_track(0)
    live.advance()
    assert live.received() == [("/live/track/get/volume", (0, pytest.approx(0.85)))]
    live.song.tracks[0].mixer_device.volume.value = 0.25
    assert live.received() == [("/live/track/get/volume", (0, 0.25))]
    live.song.tracks[1].mixer_device.volume.value = 0.75
    assert live.received() == []


def test_a_send_follows_the_returns(live):
    live.song.tracks[0].mixer_device.sends[1].value = 0.5
    live.send("/live/track/start_listen/send", 0, 1)
    live.received()
    live.song.delete_return_track(0)
    live.advance()
    assert live.received() == []
    live.song.create_return_track()
    live.advance()
    assert live.received() == [("/live/track/get/send", (0, 1, live.song.tracks[0].mixer_device.sends[1].value))]


def test_a_return_is_followed_by_its_name(live):
    live.send("/live/track/start_listen/name", "return_B")
    live.song.delete_return_track(0)
    live.advance()
    assert live.received() == []
    live.song.create_return_track()
    live.advance()
    assert live.received() == [("/live/track/get/name", ("return_B", live.song.return_tracks[1].name))]


def test_the_selected_track_is_followed(live):
    live.song.view.selected_track = live.song.tracks[0]
    live.send("/live/track/start_listen/name", "selected")
    live.song.view.selected_track = live.song.tracks[2]
    live.advance()
    assert live.received() == [("/live/track/get/name", ("selected", "3-Audio"))]
    live.song.tracks[0].name = "not heard"
    live.song.tracks[2].name = "heard"
    live.advance()
    assert live.received() == [("/live/track/get/name", ("selected", "heard"))]


def test_a_clip_slot_that_is_emptied_and_refilled_is_followed(studio):
    slot = studio.song.tracks[0].clip_slots[0]
    assert studio.send("/live/clip/start_listen/name", 0, 0) == [("/live/clip/get/name", (0, 0, "clip 0"))]
    slot.delete_clip()
    studio.advance()
    assert studio.received() == []
    slot.create_clip(8.0)
    studio.advance()
    assert studio.received() == [("/live/clip/get/name", (0, 0, ""))]
    slot.clip.name = "refilled"
    assert studio.received() == [("/live/clip/get/name", (0, 0, "refilled"))]


def test_a_clip_replaced_in_one_tick_is_followed(studio):
    slot = studio.song.tracks[0].clip_slots[0]
    studio.send("/live/clip/start_listen/name", 0, 0)
    slot.delete_clip()
    slot.create_clip(8.0)
    studio.advance()
    assert studio.received() == [("/live/clip/get/name", (0, 0, ""))]


def test_a_scene_inserted_above_moves_clips_away(studio):
    studio.send("/live/clip/start_listen/name", 1, 0)
    assert studio.send("/live/clip/start_listen/name", 1, 1) == []
    studio.song.create_scene(0)
    studio.advance()
    assert studio.received() == [("/live/clip/get/name", (1, 1, "clip 1"))]
    studio.song.delete_scene(0)
    studio.advance()
    assert studio.received() == [("/live/clip/get/name", (1, 0, "clip 1"))]


def test_a_parameter_follows_its_device_position(studio):
    track = studio.song.tracks[2]
    studio.send("/live/device/start_listen/parameter/value", 2, 0, 1)
    track.delete_device(0)
    studio.advance()
    (value, held), (text, _) = studio.received()
    assert (value, text) == ("/live/device/get/parameter/value", "/live/device/get/parameter/value_string")
    assert held == (2, 0, 1, pytest.approx(track.devices[0].parameters[1].value))


def test_every_object_to_come_is_heard_by_an_asterisk(live):
    live.send("/live/track/start_listen/name", "*")
    live.song.create_midi_track(-1)
    live.advance()
    name = live.song.tracks[4].name
    assert live.received() == [("/live/track/get/name", (4, name))]
    live.song.tracks[4].name = "heard"
    assert live.received() == [("/live/track/get/name", (4, "heard"))]
    live.song.delete_track(4)
    live.advance()
    assert live.received() == []
    live.song.create_midi_track(-1)
    live.advance()
    assert [arguments[0] for _, arguments in live.received()] == [4]


def test_one_position_of_an_asterisk_can_be_stopped(live):
    live.send("/live/track/start_listen/mute", "*")
    live.send("/live/track/stop_listen/mute", 1)
    live.song.tracks[1].mute = live.song.tracks[2].mute = True
    live.advance()
    assert live.received() == [("/live/track/get/mute", (2, True))]
    live.song.create_midi_track(0)
    live.advance()
    assert {arguments[0] for _, arguments in live.received()} == {0, 2, 3, 4}


def test_undo_pushes_the_value_that_is_back(live):
    live.send("/live/song/start_listen/tempo")
    live.send("/live/song/set/tempo", 90)
    pushed = live.send("/live/song/undo")
    live.advance()
    assert pushed + live.received() == [("/live/song/get/tempo", (120.0,))]


def test_stopping_while_asleep_leaves_nothing(live):
    before = listeners_of(live.simulator)
    live.send("/live/track/start_listen/name", 3)
    live.song.delete_track(3)
    live.advance()
    assert live.send("/live/track/stop_listen/name", 3) == []
    live.song.create_midi_track(-1)
    live.advance()
    assert live.received() == []
    assert listeners_of(live.simulator) == before


def test_stopping_ends_what_was_started_and_not_what_is_there_now(live):
    # AbletonOSC took the listener from the object that is at the index now, and left the one that it had added.
    before = listeners_of(live.simulator)
    live.send("/live/track/start_listen/name", 1)
    track = live.song.tracks[1]
    live.deliver(*stop_message("/live/track/stop_listen/name", 1))
    live.song.create_midi_track(0)
    live.advance()
    live.received()
    track.name = "not heard"
    live.song.tracks[1].name = "not heard either"
    live.advance()
    assert live.received() == []
    assert listeners_of(live.simulator) == before


def stop_message(address, *arguments):
    from AbletonOSC.osc import packet

    return packet.encode_message(address, arguments), ("127.0.0.1", 11001)


def test_a_change_and_a_deletion_in_one_tick_do_not_warn(live):
    live.send("/live/track/start_listen/name", 3)
    lines = len(live.simulator.log)
    live.song.tracks[3].name = "a"
    live.song.tracks[3].name = "b"
    live.song.delete_track(3)
    live.advance()
    assert live.received() == [("/live/track/get/name", (3, "a"))]
    assert live.simulator.log[lines:] == []


def test_peers_at_one_position_all_learn_of_the_new_object(live):
    live.send("/live/track/start_listen/name", 0)
    live.send("/live/track/start_listen/name", 0, client=OTHER)
    live.received()
    live.song.create_midi_track(0)
    live.advance()
    name = live.song.tracks[0].name
    assert sorted(message[0][0] for message in live.received_by_all() if message[2] == (0, name)) == ["127.0.0.1",
        OTHER[0]]


def test_deleting_and_making_tracks_for_long_leaks_no_listener(live):
    live.send("/live/track/start_listen/{name,mute,volume}", "*")
    live.advance()
    before = listeners_of(live.simulator)
    for _ in range(20):
        live.song.create_midi_track(1)
        live.advance()
        live.song.delete_track(1)
        live.advance()
    assert listeners_of(live.simulator) == before
    assert len(live.engine.subscriptions.watches) == 15


def test_a_list_of_names_is_pushed_when_one_is_renamed_also_one_that_came_later(live):
    live.send("/live/song/start_listen/scenes/name")
    live.song.create_scene(0)
    live.advance()
    live.received()
    for index in (0, 1):
        live.song.scenes[index].name = f"scene {index}"
        live.advance()
        assert live.received() == [("/live/song/get/scenes/name", tuple(scene.name for scene in live.song.scenes))]


def test_the_index_of_what_is_selected_is_pushed_when_others_move_it(live):
    live.song.view.selected_track = live.song.tracks[2]
    live.song.view.selected_scene = live.song.scenes[1]
    live.send("/live/view/start_listen/selected_track")
    live.send("/live/view/start_listen/selected_scene")
    live.song.delete_track(0)
    live.song.delete_scene(0)
    live.advance(0.2)
    assert sorted(live.received()) == [("/live/view/get/selected_scene", (0,)), ("/live/view/get/selected_track", (1,))]


def test_all_devices_of_a_track_that_goes_and_comes_are_listened_to_again(studio):
    studio.send("/live/device/start_listen/name", 2, "*")
    for _ in range(2):
        studio.song.delete_track(0)
        studio.advance()
    studio.received()
    assert not studio.host.errors
    studio.song.create_audio_track(0)
    studio.song.tracks[2].insert_device("Delay")
    studio.song.tracks[2].devices[0].name = "far"
    studio.advance(0.1)
    assert studio.received()[-1] == ("/live/device/get/name", (2, 0, "far"))


def told(running, thing="device"):
    return [arguments[:2] for address, arguments in running.received() if address == f"/live/{thing}/get/name"]


def rename_devices(studio, name):
    for track in (0, 2):
        studio.song.tracks[track].devices[0].name = f"{name} {track}"
        studio.advance()
    return told(studio)


def test_stopping_a_part_of_an_asterisk_leaves_the_rest_also_later(studio):
    studio.song.tracks[0].insert_device("Operator")
    studio.send("/live/device/start_listen/name", "*", "*")
    studio.send("/live/device/stop_listen/name", 0, "*")
    assert rename_devices(studio, "a") == [(2, 0)]
    studio.song.create_scene(0)
    studio.song.tracks[0].insert_device("Delay")
    studio.advance()
    studio.received()
    assert rename_devices(studio, "b") == [(2, 0)]


def test_stopping_all_stops_what_was_asked_for_in_parts_also_later(studio):
    studio.send("/live/device/start_listen/name", 2, "*")
    studio.send("/live/device/stop_listen/name", "*", "*")
    studio.song.tracks[2].insert_device("Delay")
    studio.advance()
    assert told(studio) == []
    assert studio.query("/live/api/get/listeners") == (0, 0)


def test_what_is_left_out_of_an_asterisk_is_bounded(studio):
    studio.send("/live/track/start_listen/name", "*")
    for number in range(1024):
        studio.deliver(packet.encode_message("/live/track/stop_listen/name", (number,)))
    studio.advance(1)
    assert [address for address, _ in studio.received() if address == "/live/error"] == []
    (address, arguments), = studio.send("/live/track/stop_listen/name", 5000)
    assert arguments[1] == "1024 positions are left out of * already; stop all of it and start anew"


def test_a_reload_tells_the_value_that_a_rate_held_back(studio):
    studio.send("/live/api/client/set/max_rate", 0.1)
    studio.send("/live/song/start_listen/tempo")
    studio.song.tempo = 99.0
    assert studio.received() == []
    assert ("/live/song/get/tempo", (99.0,)) in studio.send("/live/api/reload")


def test_an_asterisk_reaches_what_a_position_gets_later(studio):
    returns = len(studio.song.return_tracks)
    studio.send("/live/track/start_listen/send", "*", returns - 1)
    studio.song.delete_return_track(0)
    studio.advance()
    studio.song.create_midi_track(0)
    studio.advance()
    studio.received()
    studio.song.create_return_track()
    studio.advance()
    assert sorted(arguments[:2] for _, arguments in studio.received()) == [
        (track, returns - 1) for track in range(len(studio.song.tracks))]


def test_one_who_listens_in_the_tick_in_which_another_device_comes_hears_of_that_one(studio):
    value, text = "/live/device/get/parameter/value", "/live/device/get/parameter/value_string"
    studio.send("/live/device/start_listen/parameter/value", 2, 0, 1, client=OTHER)
    studio.song.tracks[2].delete_device(0)
    parameter = studio.song.tracks[2].devices[0].parameters[1]
    studio.deliver(packet.encode_message("/live/device/start_listen/parameter/value", (2, 0, 1)))
    studio.advance()
    assert sorted(studio.received_by_all(), key=lambda told: told[:2]) == [
        (client, address, (2, 0, 1, told)) for client in (("127.0.0.1", 11001), OTHER)
        for address, told in [(value, pytest.approx(parameter.value)),
                              (text, parameter.str_for_value(parameter.value))]]


def test_a_new_listener_of_what_is_polled_does_not_keep_a_value_that_was_there_for_a_moment(live):
    live.send("/live/song/start_listen/can_redo", client=OTHER)
    live.song.tempo = 90.0
    live.advance(0.2)
    live.received()
    live.engine.subscriptions.next_poll = live.clock() + 0.1
    live.song.undo()
    assert live.send("/live/song/start_listen/can_redo") == [("/live/song/get/can_redo", (True,))]
    live.song.redo()
    live.advance(0.3)
    assert live.received(("127.0.0.1", 11001)) == [("/live/song/get/can_redo", (False,))]
