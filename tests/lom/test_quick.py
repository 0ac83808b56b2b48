"""The short way of a plain `get` is the long way, only shorter: for every row and any arguments both say the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from AbletonOSC.osc import packet
from tests.running_script import RunningScript

WORDS = ["0", "1.0", "master", "return_A", "*", "x", 0.0, 2.0, True, None, "@id:7"]
IDS = st.one_of(st.integers(-1, 5), st.sampled_from(WORDS))


@pytest.fixture(scope="module")
def script(tmp_path_factory):
    running = RunningScript(tmp_path_factory.mktemp("quick") / "logs")
    running.song.tracks[0].clip_slots[0].create_clip(4.0)
    running.advance(0.1)
    yield running
    running.close()


def test_the_short_way_is_taken_for_most_rows_that_are_read(script):
    dispatcher = script.engine.dispatcher
    routes = [route for route in dispatcher.routes.values() if route.verb == "get" and not route.arguments]
    quick = [route for route in routes if dispatcher.read(route.address, (0,) * len(route.ids)) is not None]
    assert len(quick) > 100


@settings(max_examples=400)
@given(data=st.data())
def test_the_short_way_answers_as_the_long_way_does(script, data):
    dispatcher = script.engine.dispatcher
    addresses = sorted(address for address in dispatcher.routes if "/get/" in address and "browser" not in address)
    address = data.draw(st.sampled_from(addresses))
    arguments = tuple(data.draw(st.lists(IDS, max_size=4)))
    short = dispatcher.read(address, packet.decode(packet.encode_message(address, arguments)).arguments)
    if short is not None:
        [(reply_address, values)] = dispatcher.dispatch(address, arguments, ("127.0.0.1", 11001))
        assert (reply_address, tuple(values)) == (address, short)
        assert [type(value) for value in values] == [type(value) for value in short]
