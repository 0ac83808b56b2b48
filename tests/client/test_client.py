"""The client on real sockets, against a script on a real socket."""
import socket
import threading
from datetime import datetime, timezone

import pytest

from AbletonOSC.osc import packet, timetag
from client import AbletonOSCClient, ClientPortTaken, ClientStopped, LiveError, QueryTimeout
from client.codec import encode, encode_bundle
from tests.client.fake_script import LIMIT, NAMES, FakeScript


@pytest.fixture
def client(script):
    with AbletonOSCClient(port=script.port, client_port=0, timeout=LIMIT) as made:
        yield made


def test_query_gives_the_arguments_of_the_reply(client):
    assert client.query("/live/song/get/tempo") == (120.0,)
    assert client.query("/live/track/get/name", 1) == (1, "Bass")
    assert client.query("/live/track/get/name", [2.0]) == (2, "Keys")


def test_send_message_waits_for_nothing_and_comes_before_the_next_query(client):
    client.send_message("/live/song/set/tempo", 133)
    assert client.query("/live/song/get/tempo") == (133,)


def test_live_error_is_raised_instead_of_a_timeout(client):
    with pytest.raises(LiveError) as caught:
        client.query("/live/track/get/name", (99,))
    error = caught.value
    assert error.text == "Error handling OSC message: Index out of range"
    assert error.sentence == "track_id 99: there are 3"
    assert (error.address, error.arguments) == ("/live/track/get/name", (99,))
    assert str(error) == "/live/track/get/name 99: track_id 99: there are 3"


def test_a_timeout_names_the_address_the_server_and_what_to_do(script):
    with AbletonOSCClient(port=script.port, client_port=0) as client, pytest.raises(QueryTimeout) as caught:
        client.query("/live/silent", timeout=0.01)
    assert isinstance(caught.value, TimeoutError)
    assert str(caught.value).startswith("no answer to /live/silent from 127.0.0.1:%d within 0.01 s; is Live running"
                                        % script.port)
    assert "older scripts reply to 11001 only" in str(caught.value)


def test_a_timeout_tells_what_live_said_meanwhile(script):
    error = ("Error handling OSC message: odd", "tempo 5: at least 20", "/live/song/set/tempo", 5)
    script.answers["/live/silent"] = lambda message: [("/live/error", error)]
    with AbletonOSCClient(port=script.port, client_port=0) as client, \
            pytest.raises(QueryTimeout, match="; meanwhile: /live/song/set/tempo 5: tempo 5: at least 20$"):
        client.query("/live/silent", timeout=0.3)


def test_call_returns_when_a_setter_has_been_carried_out(client, script):
    assert client.call("/live/song/set/tempo", 90.0) == []
    assert [one.address for one in script.heard][-2:] == ["/live/song/set/tempo", "/live/application/get/version"]


def test_call_raises_what_live_refused(client):
    with pytest.raises(LiveError, match="/live/nothing"):
        client.call("/live/nothing", 1)


def test_query_all_gives_a_reply_for_every_object(client):
    replies = client.query_all("/live/track/get/name", "*")
    assert [reply.arguments for reply in replies] == list(enumerate(NAMES))
    assert {reply.address for reply in replies} == {"/live/track/get/name"}


def test_queries_of_many_threads_get_their_own_answers(client):
    wrong, done = [], []

    def ask(track):
        for _ in range(30):
            if client.query("/live/track/get/name", track) != (track, NAMES[track]):
                wrong.append(track)
        done.append(track)

    threads = [threading.Thread(target=ask, args=(track,)) for track in (0, 1, 2, 0, 1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LIMIT)
    assert (len(done), wrong) == (6, [])


def test_listen_gives_the_value_and_each_push_until_it_is_closed(client, script):
    with client.listen("/live/song/get/tempo") as tempos:
        assert next(tempos) == ("/live/song/get/tempo", (120.0,))
        script.push("/live/song/get/tempo", 121.0)
        script.push("/live/track/get/name", 0, "Other")
        script.push("/live/song/get/tempo", 122.0)
        assert [tempos.next_push(LIMIT).arguments for _ in range(2)] == [(121.0,), (122.0,)]
        with pytest.raises(TimeoutError, match="no push of /live/song/get/tempo"):
            tempos.next_push(0.01)
    script.wait_for("/live/song/stop_listen/tempo")
    assert list(tempos) == []


def test_listen_raises_when_live_refuses(client):
    with client.listen("/live/song/get/nothing") as pushes, pytest.raises(LiveError, match="start_listen/nothing"):
        pushes.next_push(LIMIT)


def test_a_query_while_listening_is_answered_by_the_reply(client):
    with client.listen("/live/song/get/tempo") as tempos:
        client.send_message("/live/song/set/tempo", 140.0)
        assert client.query("/live/song/get/tempo") == (140.0,)
        assert [tempos.next_push(LIMIT).arguments for _ in range(2)] == [(120.0,), (140.0,)]


def test_stopping_the_client_ends_those_who_listen(client):
    ended = threading.Event()
    tempos = client.listen("/live/song/get/tempo")
    next(tempos)
    thread = threading.Thread(target=lambda: (list(tempos), ended.set()))
    thread.start()
    client.stop()
    assert ended.wait(LIMIT)


def test_pushes_that_nobody_takes_are_counted(client, script, monkeypatch):
    monkeypatch.setattr("client.client.KEPT_PUSHES", 2)
    tempos = client.listen("/live/song/get/tempo")
    for tempo in (1.0, 2.0, 3.0):
        client.query("/live/song/get/num_tracks")
        script.push("/live/song/get/tempo", tempo)
    client.query("/live/song/get/num_tracks")
    assert (tempos.dropped, next(tempos).arguments, next(tempos).arguments) == (2, (2.0,), (3.0,))


def test_handlers_get_address_and_arguments_until_they_are_removed(client, script):
    heard = []
    client.query("/live/song/get/tempo")
    client.set_handler("/live/song/get/tempo", lambda address, params: heard.append((address, params)))
    client.query("/live/song/get/tempo")
    client.query("/live/song/get/num_tracks")
    client.remove_handler("/live/song/get/tempo")
    client.query("/live/song/get/tempo")
    assert heard == [("/live/song/get/tempo", (120.0,))]


def test_a_handler_that_raises_takes_nothing_from_the_others(client, caplog):
    client.set_handler("/live/song/get/tempo", lambda address, params: 1 / 0)
    assert client.query("/live/song/get/tempo") == (120.0,)
    assert client.query("/live/song/get/num_tracks") == (3,)
    assert "ZeroDivisionError" in caplog.text


def test_a_query_in_a_handler_is_refused_at_once(client):
    refused = []

    def handler(address, params):
        try:
            client.query("/live/song/get/num_tracks")
        except RuntimeError as error:
            refused.append(str(error))

    client.set_handler("/live/song/get/tempo", handler)
    client.query("/live/song/get/tempo")
    client.query("/live/song/get/num_tracks")
    assert "in a handler" in refused[0]


def test_await_message_gives_the_next_message_on_an_address(client, script):
    client.query("/live/song/get/tempo")
    timer = threading.Timer(0.05, lambda: script.push("/live/song/beat", 4))
    timer.start()
    assert client.await_message("/live/song/beat") == (4,)
    with pytest.raises(QueryTimeout, match="/live/startup"):
        client.await_message("/live/startup", timeout=0.01)


def test_a_bundle_is_one_datagram_of_all_messages(client, script):
    client.send_bundle([("/live/song/set/tempo", 99.0), ("/live/song/get/num_tracks", ())])
    assert client.query("/live/song/get/tempo") == (99.0,)


@pytest.mark.parametrize("when, seconds", [(1700000000.25, 1700000000.25),
                                           (datetime.fromtimestamp(1700000000.25, timezone.utc), 1700000000.25)])
def test_a_bundle_carries_its_time(when, seconds):
    bundle = packet.decode(encode_bundle([("/a", 1), ("/b", "x")], when))
    assert bundle.timetag == timetag.timetag_at(seconds)
    assert [element.arguments for element in bundle.elements] == [(1,), ("x",)]
    assert packet.decode(encode_bundle([], None)).timetag == timetag.IMMEDIATELY


@pytest.mark.parametrize("address, params, error, sentence", [
    ("/a", [0, 1 << 31], ValueError, "/a: argument 1 is 2147483648, an OSC int is at most 32 bits"),
    ("/a", ["a\0b"], ValueError, "/a: argument 0 holds a NUL"),
    ("no slash", [], ValueError, "neither spaces"),
    ("noslash", [], ValueError, "starts with '/'"),
    ("/a", [{}], TypeError, "/a: argument 0: dict cannot be sent"),
])
def test_what_osc_cannot_carry_is_refused_before_it_is_sent(client, address, params, error, sentence):
    with pytest.raises(error, match=sentence):
        client.send_message(address, params)
    with pytest.raises(error, match=sentence):
        encode(address, params)


def test_a_port_that_another_client_has_is_named(client):
    sentence = "UDP port %d of this machine is taken.*client_port=0" % client.client_port
    with pytest.raises(ClientPortTaken, match=sentence):
        AbletonOSCClient(client_port=client.client_port)


def test_an_unknown_host_is_named():
    with pytest.raises(OSError, match="'no-such-host.invalid' has no IPv4 address"):
        AbletonOSCClient("no-such-host.invalid", client_port=0)


def test_a_message_too_long_for_a_datagram_is_named(client):
    with pytest.raises(OSError, match=r"/live/test \(80020 bytes\) cannot be sent to"):
        client.send_message("/live/test", "x" * 80000)


def test_copies_of_another_server_s_replies_are_not_taken(client, script, caplog):
    caplog.set_level("INFO")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        script.answers["/live/song/get/tempo"] = lambda message: [
            other.sendto(encode(message.address, (99.0,)), ("127.0.0.1", client.client_port))
            and (message.address, (120.0,))]
        assert client.query("/live/song/get/tempo") == (120.0,)
        assert "a datagram of 127.0.0.1:%d, which is not the server, is ignored" % other.getsockname()[1] in caplog.text


def test_stop_gives_the_port_back_and_may_be_repeated(script):
    client = AbletonOSCClient(port=script.port, client_port=0)
    client.query("/live/song/get/tempo")
    client.stop()
    client.stop()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as again:
        again.bind(("127.0.0.1", client.client_port))
    for use in (client.query, client.send_message, client.listen, client.await_message):
        with pytest.raises(ClientStopped):
            use("/live/song/get/tempo")
    script.wait_for("/live/api/unregister_listener")


def test_stopping_fails_a_query_that_waits(script):
    client, failed = AbletonOSCClient(port=script.port, client_port=0), []

    def ask():
        try:
            client.query("/live/silent", timeout=LIMIT)
        except ClientStopped as error:
            failed.append(str(error))

    thread = threading.Thread(target=ask)
    thread.start()
    script.wait_for("/live/silent")
    client.stop()
    thread.join(LIMIT)
    assert failed == ["the client was stopped before /live/silent was answered"]


def test_what_is_not_osc_is_logged_and_forgotten(client, script, caplog):
    client.query("/live/song/get/tempo")
    script.socket.sendto(b"nonsense", ("127.0.0.1", client.client_port))
    assert client.query("/live/song/get/tempo") == (120.0,)
    assert "a datagram of 8 bytes is not OSC" in caplog.text


def test_the_trace_sees_both_directions_and_unclaimed_what_nobody_wants(script):
    seen, rest, came = [], [], threading.Event()

    def unclaimed(address, params):
        rest.append((address, params))
        came.set()

    with AbletonOSCClient(port=script.port, client_port=0, trace=lambda *line: seen.append(line),
                          unclaimed=unclaimed) as client:
        client.query("/live/song/get/tempo")
        script.push("/live/startup")
        assert came.wait(LIMIT)
    assert ("->", "/live/song/get/tempo", ()) in seen
    assert ("<-", "/live/song/get/tempo", (120.0,)) in seen
    assert rest == [("/live/startup", ())]


def test_a_reply_that_also_goes_to_the_common_port_is_not_answered_twice():
    """Another client listens on 11001: this one gets its own copies only, and asks to be spared to the other."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", 0))
        counter = iter(range(100))
        answers = {"/live/song/get/num_tracks": lambda message: [(message.address, (next(counter),))]}
        with FakeScript(answers, legacy_port=other.getsockname()[1]) as script, \
                AbletonOSCClient(port=script.port, client_port=0, timeout=LIMIT) as client:
            assert [client.query("/live/song/get/num_tracks") for _ in range(5)] == [(n,) for n in range(5)]
            assert script.heard[0] == ("/live/api/register_listener", (client.client_port,))


