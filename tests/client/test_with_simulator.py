"""Both clients against the real script in a simulated Live, in another process."""
import asyncio
import socket

import pytest

from client import AbletonOSCClient, AsyncAbletonOSCClient, LiveError
from client.addresses import echo_length
from client.console.simulated_live import SimulatedLive
from client.vocabulary import echoed_ids, vocabulary
from tests.client.fake_script import LIMIT

VALUES = {"int": 0, "track": 0, "parameter": 0, "float": 0.25, "bool": True, "str": "x", "any": 0}


@pytest.fixture(scope="module")
def port():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("0.0.0.0", 0))
        number = probe.getsockname()[1]
    with SimulatedLive(number):
        yield number


@pytest.fixture
def client(port):
    with AbletonOSCClient(port=port, client_port=0, timeout=LIMIT) as made:
        yield made


def test_every_getter_asked_at_once_answers_its_own_question(port):
    entries = [entry for entry in vocabulary().values() if entry.verb == "get"]
    questions = [(entry.address, [VALUES[argument.type] for argument in entry.arguments]) for entry in entries]

    async def ask_all():
        async with AsyncAbletonOSCClient(port=port, client_port=0, timeout=4 * LIMIT) as client:
            return await asyncio.gather(*(client.query(*question) for question in questions), return_exceptions=True)

    wrong = []
    for (address, params), answer in zip(questions, asyncio.run(ask_all())):
        if isinstance(answer, LiveError):
            right = answer.address == address and answer.reason
        else:
            right = isinstance(answer, tuple) and echo_length(params, answer) >= (echoed_ids(address) or 0)
        if not right:
            wrong.append((address, params, answer))
    assert wrong == []
    assert len(questions) > 200


def test_what_was_set_is_what_is_pushed_and_read(client):
    with client.listen("/live/song/get/tempo") as tempos:
        assert tempos.next_push(LIMIT).arguments == (120.0,)
        for tempo in (100.0, 101.5):
            assert client.call("/live/song/set/tempo", tempo) == []
            assert client.query("/live/song/get/tempo") == (tempo,)
        heard = [tempos.next_push(LIMIT).arguments for _ in range(2)]
    assert heard[0] == (100.0,)
    client.call("/live/song/set/tempo", 120.0)


def test_wildcards_collect_every_track(client):
    count, = client.query("/live/song/get/num_tracks")
    names = client.query_all("/live/track/get/name", "*")
    assert [reply.arguments[0] for reply in names] == list(range(count))
    both = client.query_all("/live/track/get/{name,mute}", 1)
    assert sorted(reply.address for reply in both) == ["/live/track/get/mute", "/live/track/get/name"]


def test_refusals_are_raised_by_all_ways_of_asking(client):
    for ask in (client.query, client.query_all, client.call):
        with pytest.raises(LiveError, match="track_id 99: there are 4"):
            ask("/live/track/get/name", 99)
    with client.listen("/live/track/get/name", 99) as pushes, pytest.raises(LiveError, match="track_id 99"):
        pushes.next_push(LIMIT)


def test_a_bundle_is_carried_out_in_order(client):
    client.send_bundle([("/live/song/set/metronome", True), ("/live/song/set/signature_numerator", 3)])
    assert client.query("/live/song/get/signature_numerator") == (3,)
    assert client.query("/live/song/get/metronome") == (True,)
