"""Opt-in request ids: what is asked with "@id:<token>" in front is answered with it, and never with silence."""
import pytest

from AbletonOSC.osc import packet

ID = "@id:7f"


@pytest.mark.parametrize("address, arguments, reply", [
    ("/live/song/get/tempo", (), (120.0,)),
    ("/live/track/get/name", (0,), (0, "Drums")),
    ("/live/test", (), ("ok",)),
    ("/live/song/set/tempo", (100.0,), ("ok",)),
    ("/live/song/start_playing", (), ("ok",)),
    ("/live/track/stop_listen/name", (0,), ("ok",)),
    ("/live/track/set/{mute,solo}", (0, 1), ("ok",)),
    ("/live/track/set/mute", ("*", 1), ("ok",)),
    ("/live/track/0/set/mute", (1,), ("ok",)),
    ("/live/device/get/name", ("*", 99), ("ok",)),
    ("/live/api/client/set/name", ("Desk",), ("ok",))])
def test_each_question_has_an_answer_with_its_id(live, address, arguments, reply):
    live.song.tracks[0].name = "Drums"
    assert live.send(address, ID, *arguments) == [(address, (ID,) + reply)]


def test_a_wildcard_gives_the_id_with_each_answer(live):
    assert live.send("/live/track/get/mute", ID, "*") == [
        ("/live/track/get/mute", (ID, index, False)) for index in range(len(live.song.tracks))]


def test_ids_in_the_path_stay_out_of_the_arguments(live):
    live.song.tracks[0].name = "Drums"
    assert live.send("/live/track/0/get/name", ID) == [("/live/track/0/get/name", (ID, "Drums"))]


def test_start_listen_is_acknowledged_after_a_push_that_carries_no_id(live):
    assert live.send("/live/song/start_listen/tempo", ID) == [
        ("/live/song/get/tempo", (120.0,)), ("/live/song/start_listen/tempo", (ID, "ok"))]
    live.song.tempo = 90.0
    live.advance()
    assert live.received() == [("/live/song/get/tempo", (90.0,))]


@pytest.mark.parametrize("address, arguments", [
    ("/live/no/such/thing", ()), ("/live/track/get/name", (99,)), ("/live/track/get/name", ()),
    ("/live/song/set/tempo", ("fast",)), ("/live/song/set/tempo", (1e6,)), ("/live/song/delete_track", (99,))])
def test_an_error_carries_the_id_in_front_of_the_arguments_it_repeats(live, address, arguments):
    (reply, values), = live.send(address, ID, *arguments)
    assert reply == "/live/error"
    assert values[2:] == (address, ID) + arguments
    (_, without), = live.send(address, *arguments)
    assert values[:2] == without[:2]


def test_messages_of_a_bundle_are_answered_with_their_own_ids(live):
    questions = [("/live/song/get/tempo", ("@id:a",)), ("/live/song/set/tempo", ("@id:b", 90.0)),
                 ("/live/song/get/tempo", ()), ("/live/nothing", ("@id:c",))]
    data = b"#bundle\0" + b"\0" * 7 + b"\1"
    for address, arguments in questions:
        message = packet.encode_message(address, arguments)
        data += len(message).to_bytes(4, "big") + message
    live.deliver(data)
    live.advance()
    first, second, third, (error, values) = live.received()
    assert [first, second, third] == [
        ("/live/song/get/tempo", ("@id:a", 120.0)), ("/live/song/set/tempo", ("@id:b", "ok")),
                                      ("/live/song/get/tempo", (90.0,))]
    assert (error, values[2:]) == ("/live/error", ("/live/nothing", "@id:c"))


def test_only_the_first_argument_is_an_id(live):
    live.send("/live/track/set/name", 0, "@id:name")
    assert live.query("/live/track/get/name", 0) == (0, "@id:name")


def test_an_empty_token_is_a_token(live):
    assert live.send("/live/test", "@id:") == [("/live/test", ("@id:", "ok"))]


def test_a_token_too_long_to_repeat_is_refused(live):
    (address, values), = live.send("/live/test", "@id:" + "x" * 200)
    assert (address, values[1]) == ("/live/error", "a request id has at most 100 characters, got 204")


def test_an_answer_too_long_says_so_with_its_id(live):
    live.send("/live/api/client/set/max_datagram", 512)
    live.song.tracks[0].name = "x" * 600
    (address, values), = live.send("/live/track/get/name", ID, 0)
    assert (address, values[2:]) == ("/live/error", ("/live/track/get/name", ID, 0))


def test_a_reload_is_acknowledged_when_the_new_code_runs(live):
    old = live.engine
    assert live.send("/live/api/reload", ID) == [("/live/api/reload", (ID, "ok"))]
    assert live.engine is not old


def test_a_failed_reload_tells_whose_it_was(live, monkeypatch):
    def fail():
        raise SyntaxError("no code")

    monkeypatch.setattr(live.surface, "make_engine", fail)
    (address, values), = live.send("/live/api/reload", ID)
    assert (address, values[2:]) == ("/live/error", ("/live/api/reload", ID))


def test_a_task_that_takes_several_ticks_and_answers_nothing_is_acknowledged_at_its_end(live):
    live.song.set_or_delete_cue()
    live.advance()
    live.deliver(packet.encode_message("/live/song/cue_point/delete", (ID, 0)))
    live.advance(0.3)
    assert live.received() == [("/live/song/cue_point/delete", (ID, "ok"))]
    assert len(live.song.cue_points) == 0
