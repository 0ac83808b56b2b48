"""The asyncio twin, against the same script on a real socket."""
import asyncio

import pytest

from client import AsyncAbletonOSCClient, ClientPortTaken, ClientStopped, LiveError, QueryTimeout
from tests.client.fake_script import LIMIT, NAMES


@pytest.fixture
def talk(script):
    """Run a coroutine function with a connected client."""

    def run(function, **options):
        async def inside():
            async with AsyncAbletonOSCClient(port=script.port, client_port=0, timeout=LIMIT, **options) as client:
                return await function(client)

        return asyncio.run(asyncio.wait_for(inside(), 4 * LIMIT))

    return run


def test_queries_calls_and_wildcards(talk):
    async def ask(client):
        client.send_message("/live/song/set/tempo", 133)
        assert await client.call("/live/song/set/tempo", 134.0) == []
        client.send_bundle([("/live/song/set/tempo", 135.0)])
        every = await client.query_all("/live/track/get/name", "*")
        return await client.query("/live/song/get/tempo"), [reply.arguments for reply in every]

    assert talk(ask) == ((135.0,), list(enumerate(NAMES)))


def test_concurrent_queries_get_their_own_answers(talk):
    async def ask(client):
        return await asyncio.gather(*(client.query("/live/track/get/name", track % 3) for track in range(30)))

    assert talk(ask) == [(track % 3, NAMES[track % 3]) for track in range(30)]


def test_errors_and_timeouts_are_raised(talk):
    async def ask(client):
        with pytest.raises(LiveError, match="track_id 99"):
            await client.query("/live/track/get/name", 99)
        with pytest.raises(QueryTimeout, match="no answer to /live/silent"):
            await client.query("/live/silent", timeout=0.01)
        with pytest.raises(QueryTimeout, match="no answer to /live/startup"):
            await client.await_message("/live/startup", timeout=0.01)
        return await client.query("/live/song/get/tempo")

    assert talk(ask) == (120.0,)


def test_a_cancelled_query_leaves_the_next_one_its_answer(talk):
    async def ask(client):
        task = asyncio.ensure_future(client.query("/live/song/get/tempo"))
        await asyncio.sleep(0)
        task.cancel()
        client.send_message("/live/song/set/tempo", 141.0)
        return await client.query("/live/song/get/tempo")

    assert talk(ask) == (141.0,)


def test_listen_gives_pushes_until_it_is_closed(talk, script):
    async def listen(client):
        heard = []
        async with client.listen("/live/song/get/tempo") as tempos:
            async for push in tempos:
                heard.append(push.arguments)
                if len(heard) == 2:
                    break
                script.push("/live/song/get/tempo", 121.0)
            with pytest.raises(TimeoutError):
                await tempos.next_push(0.01)
        assert [push async for push in tempos] == []
        return heard

    assert talk(listen) == [(120.0,), (121.0,)]
    script.wait_for("/live/song/stop_listen/tempo")


def test_listen_raises_when_live_refuses(talk):
    async def listen(client):
        with pytest.raises(LiveError, match="start_listen/nothing"):
            await client.listen("/live/song/get/nothing").next_push(LIMIT)
        return True

    assert talk(listen)


def test_stopping_ends_listeners_and_queries(talk):
    async def stop(client):
        tempos = client.listen("/live/song/get/tempo")
        await tempos.next_push(LIMIT)
        waiting = [asyncio.ensure_future(client.query("/live/silent")), asyncio.ensure_future(tempos.next_push(None))]
        await asyncio.sleep(0)
        await client.stop()
        await client.stop()
        results = await asyncio.gather(*waiting, return_exceptions=True)
        with pytest.raises(ClientStopped):
            client.send_message("/live/test")
        return [type(result) for result in results]

    assert talk(stop) == [ClientStopped, ClientStopped]


def test_handlers_may_be_functions_or_coroutine_functions(talk):
    heard = []

    async def later(address, params):
        await asyncio.sleep(0)
        heard.append((address, params))

    async def ask(client):
        client.set_handler("/live/song/get/tempo", later)
        client.set_handler("/live/song/get/num_tracks", lambda address, params: heard.append((address, params)))
        await client.query("/live/song/get/tempo")
        await client.query("/live/song/get/num_tracks")
        client.remove_handler("/live/song/get/num_tracks")
        await client.query("/live/song/get/num_tracks")

    talk(ask)
    assert sorted(heard) == [("/live/song/get/num_tracks", (3,)), ("/live/song/get/tempo", (120.0,))]


def test_a_handler_that_raises_is_logged(talk, caplog):
    async def broken(address, params):
        raise KeyError(address)

    async def ask(client):
        client.set_handler("/live/song/get/tempo", broken)
        client.set_handler("/live/song/get/num_tracks", lambda address, params: 1 / 0)
        await client.query("/live/song/get/tempo")
        return await client.query("/live/song/get/num_tracks")

    assert talk(ask) == (3,)
    assert "ZeroDivisionError" in caplog.text
    assert "KeyError" in caplog.text


def test_a_taken_port_and_a_second_connect_are_refused(talk):
    async def connect(client):
        with pytest.raises(ClientPortTaken):
            await AsyncAbletonOSCClient(client_port=client.client_port).connect()
        with pytest.raises(RuntimeError, match="connected already"):
            await client.connect()
        return True

    assert talk(connect)


def test_the_trace_and_unclaimed_see_what_comes(talk, script):
    seen, rest = [], []

    async def ask(client):
        await client.query("/live/song/get/tempo")
        script.push("/live/startup")
        return await client.await_message("/live/startup")

    assert talk(ask, trace=lambda *line: seen.append(line), unclaimed=lambda *line: rest.append(line)) == ()
    assert ("->", "/live/song/get/tempo", ()) in seen
    assert ("<-", "/live/startup", ()) in seen
    assert rest == []
