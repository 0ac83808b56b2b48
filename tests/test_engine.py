"""What goes in as datagrams and comes out as datagrams: errors, bundles, time, budgets, and where replies go."""
import struct

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from AbletonOSC.intake import MOST_SCHEDULED
from tests.datagrams import bundle, message
from tests.running_script import CLIENT, RunningScript

PREFIX = "Error handling OSC message: "
ELSEWHERE = ("192.168.1.7", 50000)


def errors(replies):
    return [arguments for address, arguments in replies if address == "/live/error"]


@pytest.mark.parametrize("address, arguments, known_text, sentence", [
    ("/live/nope", (), "Unknown OSC address: /live/nope", "no such address: /live/nope; there are api, "),
    ("/live/track/get/name", (99,), PREFIX + "Index out of range", "track_id 99: there are 4"),
    ("/live/clip/get/name", (0, 0), PREFIX + "track_id 0, clip_id 0: there is no clip",
     "track_id 0, clip_id 0: there is no clip"),
    ("/live/song/set/tempo", (1,), PREFIX + "tempo must be 20..999, got 1.0", "tempo must be 20..999, got 1.0"),
    ("/live/song/set/metronome", ("hello",), PREFIX + "metronome must be boolean, got 'hello'",
     "metronome must be boolean, got 'hello'"),
    ("/live/track/get/name", (), PREFIX + "missing argument: track_id", "missing argument: track_id"),
])
def test_an_error_has_the_known_text_our_sentence_the_address_and_the_arguments(live, address, arguments, known_text,
    sentence):
    (reply_address, values), = live.send(address, *arguments)
    assert reply_address == "/live/error"
    assert values[0] == known_text
    assert values[1].startswith(sentence) if address == "/live/nope" else values[1] == sentence
    assert values[2:] == (address,) + arguments


def test_lives_own_refusal_is_passed_on_word_for_word(live):
    with pytest.raises(RuntimeError) as refusal:
        live.song.master_track.mute = True
    (address, values), = live.send("/live/track/set/mute", "master", 1)
    assert address == "/live/error"
    assert values == (PREFIX + str(refusal.value), str(refusal.value), "/live/track/set/mute", "master", 1)


@pytest.mark.parametrize("value, echoed", [
    (True, True), (None, None), (7, 7), (0.5, 0.5), ("x" * 500, "x" * 200 + "..."), (b"\x01\x02", "b'\\x01\\x02'"),
])
def test_refused_arguments_are_echoed_shortened_if_long(live, value, echoed):
    (_, values), = live.send("/live/nope", value)
    assert values[3] == echoed


def test_at_most_sixteen_arguments_are_echoed(live):
    (_, values), = live.send("/live/nope", *range(100))
    assert values[3:] == tuple(range(16))


STRANGE = {
    "h": struct.pack(">q", 2 ** 40), "d": struct.pack(">d", 1e300), "t": struct.pack(">Q", 2 ** 63),
    "c": struct.pack(">i", 65),
    "r": b"\1\2\3\4", "m": b"\1\2\3\4", "I": b"", "T": b"", "F": b"", "N": b"", "S": b"sym\0", "b": b"\0\0\0\1x\0\0\0",
    "f": struct.pack(">f", float("nan")), "i": struct.pack(">i", -1), "[ii]": struct.pack(">ii", 1, 2),
}


@pytest.mark.parametrize("tag", list(STRANGE))
@pytest.mark.parametrize("address",
                         ["/live/nope", "/live/track/get/name", "/live/song/set/tempo", "/live/api/show_message"])
def test_an_argument_of_any_type_is_answered_or_refused_and_never_stops_the_tick(live, tag, address):
    def padded(text):
        return text + b"\0" * (4 - len(text) % 4)

    live.deliver(padded(address.encode()) + padded(b"," + tag.encode()) + STRANGE[tag])
    assert live.send("/live/test")[-1] == ("/live/test", ("ok",))


def test_an_error_too_long_for_a_datagram_is_shortened(live):
    live.transport.longest = 1000
    (address, values), = live.send("/live/" + "x" * 5000)
    assert address == "/live/error"
    assert values[0].startswith("Unknown OSC address: /live/xxx")


def test_a_bundle_is_answered_in_order_as_separate_messages(live):
    live.deliver(bundle(message("/live/song/get/tempo"), message("/live/test"), message("/live/track/get/name", 1)))
    live.advance()
    assert [address for address, _ in live.received()] == ["/live/song/get/tempo", "/live/test", "/live/track/get/name"]


def test_one_bad_message_in_a_bundle_does_not_lose_the_rest(live):
    live.deliver(bundle(message("/live/song/set/tempo", 100), message("/live/nope"),
                        message("/live/track/get/name", 99),
                        message("/live/song/set/metronome", 1), message("/live/song/get/tempo")))
    live.advance()
    replies = live.received()
    assert [values[2] for values in errors(replies)] == ["/live/nope", "/live/track/get/name"]
    assert replies[-1] == ("/live/song/get/tempo", (100.0,))
    assert live.song.metronome is True


def test_one_bad_message_does_not_make_the_others_wait_for_the_next_tick(live):
    live.deliver(message("/live/nope"))
    live.deliver(b"garbage")
    live.deliver(message("/live/test"))
    live.surface.on_timer()
    assert live.received()[-1] == ("/live/test", ("ok",))


def test_the_messages_of_a_bundle_take_effect_in_one_tick_however_long_it_takes(live):
    use_slow_clock(live)
    live.deliver(bundle(*[message("/live/song/get/tempo")] * 50))
    live.surface.on_timer()
    assert live.received(CLIENT) == [("/live/song/get/tempo", (120.0,))] * 50


def test_nothing_comes_between_the_messages_of_a_bundle_however_long_it_takes(live):
    use_slow_clock(live)
    live.deliver(bundle(*[message("/live/song/get/tempo")] * 50))
    live.deliver(message("/live/song/set/tempo", 100), ELSEWHERE)
    live.deliver(bundle(message("/live/song/set/tempo", 101), time=live.wall_clock()), ELSEWHERE)
    for _ in range(100):
        live.surface.on_timer()
    assert live.received(CLIENT) == [("/live/song/get/tempo", (120.0,))] * 50
    assert live.song.tempo == 101


def test_nested_bundles_are_answered_in_their_order(live):
    live.deliver(bundle(message("/live/song/set/tempo", 100), bundle(message("/live/song/get/tempo"),
                 bundle(message("/live/song/set/tempo", 101))), message("/live/song/get/tempo")))
    live.advance()
    assert live.received() == [("/live/song/get/tempo", (100.0,)), ("/live/song/get/tempo", (101.0,))]


def test_a_bundle_for_later_waits_for_its_time(live):
    live.deliver(bundle(message("/live/song/set/tempo", 100), time=live.wall_clock() + 0.5))
    live.advance(0.4)
    assert live.song.tempo == 120
    live.advance(0.15)
    assert live.song.tempo == 100


@pytest.mark.parametrize("when", [dict(timetag=0), dict(timetag=1), dict(time=1000.0)])
def test_a_bundle_for_now_or_the_past_is_answered_at_once(live, when):
    live.deliver(bundle(message("/live/test"), **when))
    live.advance()
    assert live.received() == [("/live/test", ("ok",))]


def test_a_time_that_is_not_credible_means_now(live):
    live.deliver(bundle(message("/live/test"), time=live.wall_clock() + 10 ** 6))
    live.advance()
    assert live.received() == [("/live/test", ("ok",))]


def test_bundles_of_one_time_run_in_the_order_in_which_they_came(live):
    when = live.wall_clock() + 0.1
    for tempo in (100, 101, 102):
        live.deliver(bundle(message("/live/song/set/tempo", tempo), message("/live/song/get/tempo"), time=when))
    live.advance(0.2)
    assert live.received() == [("/live/song/get/tempo", (tempo,)) for tempo in (100.0, 101.0, 102.0)]


def test_an_inner_bundle_waits_longer_than_the_outer_one(live):
    inner = bundle(message("/live/song/set/tempo", 100), time=live.wall_clock() + 0.3)
    live.deliver(bundle(message("/live/test"), inner))
    live.advance(0.1)
    assert live.received() == [("/live/test", ("ok",))]
    assert live.song.tempo == 120
    live.advance(0.3)
    assert live.song.tempo == 100


def test_too_many_bundles_for_later_are_refused_with_the_limit(live):
    later = bundle(message("/live/test"), time=live.wall_clock() + 100)
    for _ in range(MOST_SCHEDULED + 1):
        live.deliver(later)
    live.advance(0.1)
    (_, values), = live.received()
    assert values[1] == f"too many bundles wait for their time, the limit is {MOST_SCHEDULED}"


def test_what_is_due_at_once_after_a_stall_does_not_exceed_the_budget(live):
    when = live.wall_clock() + 0.1
    for _ in range(50):
        live.deliver(bundle(message("/live/test"), time=when))
    live.advance(0.05)
    live.simulator.stall(1.0)
    use_slow_clock(live)
    live.surface.on_timer()
    assert 0 < len(live.received()) < 50
    for _ in range(20):
        live.surface.on_timer()
    assert not live.engine.intake.scheduled


def use_slow_clock(live, step=0.001):
    """From now on every look at the clock takes a millisecond."""
    engine = live.engine
    time = [engine.clock()]

    def clock():
        time[0] += step
        return time[0]
    engine.clock = engine.intake.clock = engine.subscriptions.clock = clock


def test_what_exceeds_the_budget_waits_in_order_for_the_next_tick(live):
    use_slow_clock(live)
    for number in range(60):
        live.deliver(message("/live/nope", number))
    answered = []
    live.surface.on_timer()
    first = [values[3] for values in errors(live.received())]
    assert 0 < len(first) < 60, "the tick has no budget"
    answered += first
    for _ in range(60):
        live.surface.on_timer()
        answered += [values[3] for values in errors(live.received())]
    assert answered == list(range(60))


def test_a_flood_from_one_peer_does_not_starve_another(live):
    use_slow_clock(live)
    for _ in range(100):
        live.deliver(message("/live/test"), ELSEWHERE)
    live.deliver(message("/live/song/get/tempo"))
    live.surface.on_timer()
    assert live.received(CLIENT) == [("/live/song/get/tempo", (120.0,))]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.one_of(st.binary(max_size=64), st.binary(max_size=40).map(b"/live/song/get/tempo\0\0\0\0,".__add__),
                      st.binary(max_size=40).map(b"#bundle\0".__add__)))
def test_no_datagram_stops_the_tick(running, data):
    running.deliver(data)
    assert running.send("/live/test")[-1] == ("/live/test", ("ok",))


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    script = RunningScript(tmp_path_factory.mktemp("logs"))
    yield script
    script.close()
    assert not script.host.errors


def test_a_datagram_that_is_not_osc_is_told_so_where_its_sender_gets_replies(live):
    live.deliver(b"hello", ELSEWHERE)
    live.advance()
    told = live.received_by_all()
    assert [(receiver, address) for receiver, address, _ in told] == [
        ((ELSEWHERE[0], 11001), "/live/error"), (ELSEWHERE, "/live/error")]
    assert told[0][2][1].startswith("malformed packet: ") and told[0][2][0] == PREFIX + told[0][2][1]
    live.send("/live/api/register_listener", 9000, client=ELSEWHERE)
    live.deliver(b"hello", ELSEWHERE)
    live.advance()
    assert [receiver for receiver, _, _ in live.received_by_all()] == [(ELSEWHERE[0], 9000)]


@pytest.mark.parametrize("source, receivers", [
    (("127.0.0.1", 11001), [("127.0.0.1", 11001)]),
    (("127.0.0.1", 50000), [("127.0.0.1", 11001), ("127.0.0.1", 50000)]),
    (("192.168.1.7", 11001), [("192.168.1.7", 11001)]),
    (("192.168.1.7", 50000), [("192.168.1.7", 11001), ("192.168.1.7", 50000)]),
])
def test_replies_go_to_the_reply_port_and_the_source_port_and_never_twice_to_one(live, source, receivers):
    live.deliver(message("/live/song/get/tempo"), source)
    live.advance()
    assert live.received_by_all() == [(receiver, "/live/song/get/tempo", (120.0,)) for receiver in receivers]


def test_one_message_per_datagram_even_for_a_bundle(live):
    live.deliver(bundle(message("/live/test"), message("/live/test")))
    live.advance()
    assert len(live.transport.take()) == 2


def test_after_register_listener_replies_and_pushes_go_to_that_port_only(live):
    live.deliver(message("/live/api/register_listener", 9001), ELSEWHERE)
    live.deliver(message("/live/song/start_listen/tempo"), ELSEWHERE)
    live.advance()
    port = (ELSEWHERE[0], 9001)
    assert live.received_by_all() == [(port, "/live/api/register_listener", (9001,)),
                                      (port, "/live/song/get/tempo", (120.0,))]
    live.song.tempo = 100
    assert live.received_by_all() == [(port, "/live/song/get/tempo", (100.0,))]
    live.deliver(message("/live/api/unregister_listener"), ELSEWHERE)
    live.advance()
    live.received()
    live.song.tempo = 101
    live.advance()
    assert live.received() == [], "the subscriptions of a port end when it is unregistered"


def test_unregister_listener_of_one_that_never_registered_ends_nothing(live):
    live.send("/live/song/start_listen/tempo")
    live.deliver(message("/live/api/unregister_listener"), ("127.0.0.1", 50000))
    live.advance()
    live.received()
    live.song.tempo = 100
    assert live.received() == [("/live/song/get/tempo", (100.0,))]


@pytest.mark.parametrize("port, sentence",
                         [(0, "port must be 1..65535, got 0"), (65536, "port must be 1..65535, got 65536"),
                                            ("x", "port must be a whole number, got 'x'")])
def test_a_port_that_is_none_is_refused(live, port, sentence):
    (_, values), = live.send("/live/api/register_listener", port)
    assert values[1] == sentence


def test_the_scripts_own_port_is_refused_since_it_would_answer_itself_for_ever(live):
    (_, values), = live.send("/live/api/register_listener", 11000)
    assert values[1] == "port must not be 11000, where AbletonOSC itself listens"


def test_nothing_is_ever_sent_to_the_scripts_own_port(live):
    # A datagram that pretends to come from there would be answered by ourselves, and the answer again.
    live.deliver(message("/live/nope"), ("127.0.0.1", 11000))
    live.advance()
    assert [receiver for receiver, _, _ in live.received_by_all()] == [("127.0.0.1", 11001)]


def test_an_answer_too_long_for_a_datagram_gives_one_clear_error(live):
    live.transport.longest = 300
    for track in live.song.tracks:
        track.name = "x" * 100
    (address, values), = live.send("/live/song/get/track_data", 0, 4, "track.name", "clip.name", "clip.length")
    assert address == "/live/error"
    assert "bytes, more than one datagram carries here; ask for fewer at once" in values[1]


def test_one_answer_too_long_does_not_lose_those_of_the_other_objects(live):
    live.song.tracks[1].name = "x" * 500
    live.transport.longest = 400
    replies = live.send("/live/track/get/name", "*")
    assert [values[0] for address, values in replies if address == "/live/track/get/name"] == [0, 2, 3]
    assert len(errors(replies)) == 1


def test_a_push_too_long_for_a_datagram_is_logged_and_the_tick_goes_on(live):
    live.send("/live/track/start_listen/name", 0)
    live.transport.longest = 100
    live.song.tracks[0].name = "x" * 500
    live.advance()
    assert live.received() == []
    assert "more than one datagram carries" in "\n".join(live.simulator.log)
    live.song.tracks[0].name = "short"
    assert live.received() == [("/live/track/get/name", (0, "short"))]
