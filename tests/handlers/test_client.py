"""The client that asks: its options, its subscriptions, and the other clients."""
import pytest

from AbletonOSC.osc import packet
from tests.running_script import RunningScript

DESK, PHONE = ("127.0.0.1", 11001), ("192.168.1.7", 11001)
OPTIONS = {"booleans_as_ints": (False, True), "nil_as_empty": (False, True), "bundle_pushes": (False, True),
           "max_datagram": (65507, 9216), "name": ("", "Desk")}


@pytest.mark.parametrize("option", OPTIONS)
def test_an_option_is_what_it_was_set_to_for_that_client_only(live, option):
    default, other = OPTIONS[option]
    assert live.query(f"/live/api/client/get/{option}") == (default,)
    assert live.send(f"/live/api/client/set/{option}", other) == []
    expected = int(other) if option == "booleans_as_ints" else other
    assert live.query(f"/live/api/client/get/{option}") == (expected,)
    assert live.send(f"/live/api/client/get/{option}", client=PHONE) == [(f"/live/api/client/get/{option}", (default,))]


@pytest.mark.parametrize("option, value, sentence", [
    ("max_datagram", 511, "max_datagram must be 512..65507, got 511"),
    ("max_datagram", 65508, "max_datagram must be 512..65507, got 65508"),
    ("booleans_as_ints", "perhaps", "booleans_as_ints must be boolean, got 'perhaps'"),
    ("max_rate", -1, "rate must be 0..1000, got -1.0")])
def test_an_impossible_option_is_refused_and_changes_nothing(live, option, value, sentence):
    before = live.query(f"/live/api/client/get/{option}")
    (address, arguments), = live.send(f"/live/api/client/set/{option}", value)
    assert (address, arguments[1]) == ("/live/error", sentence)
    assert live.query(f"/live/api/client/get/{option}") == before


@pytest.mark.parametrize("setting, limit", [(0, 65507), (600, 600)])
def test_the_limit_of_datagrams_that_a_client_wishes_for_stands_before_that_of_the_settings(log_folder, setting, limit):
    running = RunningScript(log_folder, {"max_datagram": setting})
    try:
        assert running.query("/live/api/client/get/max_datagram") == (limit,)
        running.send("/live/api/client/set/max_datagram", 9216)
        assert running.query("/live/api/client/get/max_datagram") == (9216,)
    finally:
        running.close()


def test_options_hold_for_a_client_that_has_a_new_source_port_each_time(live):
    live.send("/live/api/client/set/booleans_as_ints", True, client=("127.0.0.1", 40001))
    live.send("/live/song/get/metronome", client=("127.0.0.1", 40002))
    live.deliver(packet.encode_message("/live/song/get/metronome"), ("127.0.0.1", 40003))
    live.advance()
    assert live.received_by_all() == [(("127.0.0.1", 11001), "/live/song/get/metronome", (0,)),
                                      (("127.0.0.1", 40003), "/live/song/get/metronome", (0,))]


def test_booleans_and_nil_come_as_the_client_wants_them_in_replies_and_in_pushes(live):
    live.send("/live/api/client/set/booleans_as_ints", 1)
    live.send("/live/api/client/set/nil_as_empty", 1)
    assert live.query("/live/track/get/mute", 0) == (0, 0)
    assert set(live.query("/live/track/get/clips/name", 3)[1:]) == {""}
    assert live.send("/live/track/start_listen/mute", 0) == [("/live/track/get/mute", (0, 0))]
    live.song.tracks[0].mute = True
    live.advance()
    assert live.received() == [("/live/track/get/mute", (0, 1))]


def test_an_answer_longer_than_the_client_can_take_says_its_size_and_what_to_ask_instead(live):
    live.send("/live/api/client/set/max_datagram", 512)
    for track in live.song.tracks:
        track.name = "x" * 400
    (address, arguments), = live.send("/live/song/get/track_names")
    assert address == "/live/error"
    sentence = arguments[1]
    tags = len(live.song.tracks) + 1
    size = len("/live/song/get/track_names") + 2 + tags + 4 - tags % 4 + 404 * len(live.song.tracks)
    assert sentence == (f"the answer has {size} bytes, your max_datagram is 512; ask for less at once with first, end")
    assert arguments[2:] == ("/live/song/get/track_names",)
    assert live.query("/live/song/get/track_names", 0, 1) == ("x" * 400,)


def test_a_long_list_names_the_row_that_gives_its_values_singly(live):
    live.send("/live/api/client/set/max_datagram", 512)
    live.song.tracks[0].clip_slots[0].create_clip(4.0)
    live.song.tracks[0].clip_slots[0].clip.name = "x" * 600
    (address, arguments), = live.send("/live/track/get/clips/name", 0)
    assert address == "/live/error"
    assert arguments[1].endswith("; ask for one after another with /live/clip/get/name")


def test_one_answer_of_many_that_is_too_long_keeps_the_others(live):
    live.send("/live/api/client/set/max_datagram", 512)
    live.song.tracks[1].name = "x" * 600
    replies = live.send("/live/track/get/name", "*")
    assert [address for address, _ in replies].count("/live/error") == 1
    assert [arguments[0] for address, arguments in replies if address == "/live/track/get/name"] == [
        index for index in range(len(live.song.tracks)) if index != 1]


def test_a_push_that_is_too_long_is_an_error_and_not_silence(live):
    live.send("/live/track/start_listen/name", 0)
    live.send("/live/api/client/set/max_datagram", 512)
    live.song.tracks[0].name = "x" * 600
    live.advance()
    (address, arguments), = live.received()
    assert address == "/live/error"
    assert "the push has 636 bytes, your max_datagram is 512" in arguments[1]
    assert arguments[2:] == ("/live/track/get/name", 0)


def test_a_push_carries_one_message_a_datagram_unless_bundles_are_wanted(live):
    live.send("/live/track/start_listen/volume", "*")
    live.transport.take()
    for track in live.song.tracks:
        track.mixer_device.volume.value = 0.5
    live.advance()
    assert len(live.transport.take()) == len(live.song.tracks)
    live.send("/live/api/client/set/bundle_pushes", True)
    for track in live.song.tracks:
        track.mixer_device.volume.value = 0.25
    live.advance()
    (data, _), = live.transport.take()
    assert [message for _, message in packet.messages(packet.decode(data))] == [
        ("/live/track/get/volume", (index, 0.25)) for index in range(len(live.song.tracks))]


def test_bundles_are_no_longer_than_the_client_can_take(live):
    live.send("/live/api/client/set/bundle_pushes", True)
    live.send("/live/api/client/set/max_datagram", 512)
    for track in live.song.tracks:
        track.name = "x" * 200
    live.deliver(packet.encode_message("/live/track/start_listen/name", ("*",)))
    live.advance()
    sent = [data for data, _ in live.transport.take()]
    assert max(map(len, sent)) <= 512
    names = [message for data in sent for _, message in packet.messages(packet.decode(data))]
    assert names == [("/live/track/get/name", (index, "x" * 200)) for index in range(len(live.song.tracks))]
    assert len(sent) < len(names)


def test_pushes_keep_their_order_when_bundles_are_given_up(live):
    live.send("/live/song/start_listen/tempo")
    live.send("/live/api/client/set/bundle_pushes", True)
    live.deliver(packet.encode_message("/live/song/set/tempo", (100.0,)))
    live.deliver(packet.encode_message("/live/api/client/set/bundle_pushes", (False,)))
    live.deliver(packet.encode_message("/live/song/set/tempo", (110.0,)))
    live.advance()
    assert live.received() == [("/live/song/get/tempo", (100.0,)), ("/live/song/get/tempo", (110.0,))]


def meters(live):
    return [arguments[0] for address, arguments in live.received() if address == "/live/song/get/tempo"]


def test_a_rate_holds_for_what_is_listened_to_already_and_the_last_value_always_comes(live):
    live.send("/live/song/start_listen/tempo")
    assert live.send("/live/api/client/set/max_rate", 10) == []
    for step in range(50):
        live.song.tempo = 60.0 + step
        live.advance(0.01)
    live.advance(0.2)
    pushed = meters(live)
    assert 5 <= len(pushed) <= 8
    assert pushed[-1] == 109.0


def test_a_rate_for_some_addresses_leaves_the_others(live):
    live.send("/live/api/client/set/max_rate", 1, "/live/song/get/t*")
    assert live.query("/live/api/client/get/max_rate") == ("/live/song/get/t*", 1.0)
    live.send("/live/song/start_listen/tempo")
    live.send("/live/song/start_listen/metronome")
    live.song.tempo = 99.0
    live.song.metronome = not live.song.metronome
    live.advance()
    assert [address for address, _ in live.received()] == ["/live/song/get/metronome"]
    live.send("/live/api/client/set/max_rate", 0)
    live.advance()
    live.song.tempo = 98.0
    live.advance()
    assert meters(live)[-1] == 98.0


def test_what_was_held_back_comes_at_once_when_the_limit_goes(live):
    live.send("/live/api/client/set/max_rate", 0.1)
    live.send("/live/song/start_listen/tempo")
    live.song.tempo = 99.0
    live.advance(0.5)
    assert live.received() == []
    assert live.send("/live/api/client/set/max_rate", 0) == [("/live/song/get/tempo", (99.0,))]


@pytest.mark.parametrize("pattern", ["/live/{", "live", "/live/[a"])
def test_a_rate_for_no_pattern_is_refused(live, pattern):
    (address, arguments), = live.send("/live/api/client/set/max_rate", 1, pattern)
    assert address == "/live/error"
    assert arguments[1].startswith(f"pattern {pattern!r}: ")


def test_listeners_are_listed_as_they_were_asked_for_with_what_sleeps(live):
    asked = ["/live/song/start_listen/tempo", "/live/track/start_listen/volume 0", "/live/track/1/start_listen/mute",
             "/live/track/start_listen/name *", "/live/track/start_listen/send 0 1", "/live/clip/start_listen/name 0 0"]
    live.song.tracks[0].clip_slots[0].create_clip(4.0)
    for question in asked:
        address, *arguments = question.split(" ")
        live.send(address, *arguments)
    live.send("/live/song/start_listen/loop", client=PHONE)
    total, offset, *listed = live.query("/live/api/get/listeners")
    assert (total, offset) == (len(asked), 0)
    assert sorted(listed[::2]) == sorted(asked)
    assert set(listed[1::2]) == {True}
    live.song.tracks[0].clip_slots[0].delete_clip()
    live.advance()
    live.received()
    listed = live.query("/live/api/get/listeners")[2:]
    assert [question for question, awake in zip(listed[::2], listed[1::2]) if not awake] == [
        "/live/clip/start_listen/name 0 0"]


def test_long_lists_of_listeners_come_in_pages(live):
    live.send("/live/api/client/set/max_datagram", 512)
    asked = ["tempo", "loop", "metronome", "is_playing", "loop_start", "loop_length", "punch_in", "punch_out",
             "overdub"]
    for name in asked:
        live.send(f"/live/song/start_listen/{name}")
    found, total = [], None
    while len(found) != total:
        total, offset, *page = live.query("/live/api/get/listeners", len(found))
        assert offset == len(found) and page
        found += page[::2]
    assert found == [f"/live/song/start_listen/{name}" for name in asked]


def test_listeners_of_a_member_with_a_space_in_its_path_are_quoted(live):
    live.send("/live/lom/start_listen", "live_set tracks 0", "name")
    assert live.query("/live/api/get/listeners")[2:] == ('/live/lom/start_listen "live_set tracks 0" name', True)


def test_all_listeners_of_a_client_stop_and_no_others(live):
    for client in (DESK, PHONE):
        live.send("/live/song/start_listen/tempo", client=client)
        live.send("/live/track/start_listen/name", "*", client=client)
    assert live.send("/live/api/stop_all_listeners") == []
    assert live.query("/live/api/get/listeners") == (0, 0)
    live.song.tempo = 99.0
    live.advance()
    assert live.received_by_all() == [(PHONE, "/live/song/get/tempo", (99.0,))]


def test_sync_pushes_all_that_one_listens_to_once_more_to_oneself(live):
    for client in (DESK, PHONE):
        live.send("/live/song/start_listen/tempo", client=client)
    live.send("/live/track/start_listen/mute", "*")
    live.song.tracks[0].clip_slots[0].create_clip(4.0)
    live.send("/live/clip/start_listen/name", 0, 0)
    live.song.tracks[0].clip_slots[0].delete_clip()
    live.advance()
    live.received()
    count = len(live.song.tracks)
    live.deliver(packet.encode_message("/live/api/sync"))
    live.advance()
    assert live.received_by_all() == [
        (DESK, "/live/api/sync", (1 + count,)), (DESK, "/live/song/get/tempo", (120.0,)),
        *((DESK, "/live/track/get/mute", (index, False)) for index in range(count))]


def test_what_one_listens_to_is_listed_as_it_was_asked_for(live):
    asked = ("/live/return_track/start_listen/volume 1", "/live/return/start_listen/volume 1",
             "/live/track/0/1/start_listen/send", '/live/lom/start_listen "live_set tracks 0" name')
    for question in asked[:2]:
        live.send(question.split()[0], 1)
    live.send(asked[2])
    live.send("/live/lom/start_listen", "live_set tracks 0", "name")
    assert live.query("/live/api/get/listeners")[2::2] == asked


def test_sync_pushes_what_has_changed_unheard_only_once(live):
    live.song.tracks[0].clip_slots[0].create_clip(4.0)
    live.send("/live/clip/start_listen/length", 0, 0)
    live.deliver(packet.encode_message("/live/api/sync"))
    live.song.tracks[0].clip_slots[0].clip.loop_end = 2.0
    live.advance(0.3)
    assert live.received() == [("/live/api/sync", (1,)), ("/live/clip/get/length", (0, 0, 2.0))]


def test_clients_are_listed_with_their_names_and_subscriptions(live):
    live.send("/live/api/client/set/name", "Desk")
    live.send("/live/song/start_listen/tempo")
    live.send("/live/song/start_listen/loop", client=PHONE)
    live.send("/live/song/start_listen/tempo", client=PHONE)
    live.advance(5)
    total, offset, *clients = live.query("/live/api/get/clients")
    assert (total, offset) == (2, 0)
    rows = [tuple(clients[start:start + 5]) for start in range(0, len(clients), 5)]
    assert [(ip, port, name, subscriptions) for ip, port, name, _, subscriptions in rows] == [
        ("127.0.0.1", 11001, "Desk", 1), ("192.168.1.7", 11001, "", 2)]
    assert rows[0][3] == 0.0
    assert 5.0 <= rows[1][3] <= 5.1


def test_settings_in_force_can_be_read(live):
    values = live.query("/live/api/get/settings")
    settings = dict(zip(values[::2], values[1::2]))
    assert list(settings) == list(live.settings)
    assert (settings["port"], settings["legacy_beat"], settings["allowed_networks"]) == (11000, False, "private")
    assert settings["tick_budget"] == 8.0


def test_options_and_subscriptions_outlive_a_reload(live):
    live.send("/live/api/client/set/booleans_as_ints", True)
    live.send("/live/api/client/set/max_rate", 4)
    live.send("/live/song/start_listen/metronome")
    live.send("/live/api/reload")
    live.advance(1)
    live.received()
    assert live.query("/live/api/client/get/max_rate") == ("*", 4.0)
    live.song.metronome = not live.song.metronome
    live.advance()
    assert live.received() == [("/live/song/get/metronome", (int(live.song.metronome),))]
