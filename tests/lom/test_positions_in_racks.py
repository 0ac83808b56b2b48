"""Subscriptions to chains, and to what is on them, sleep while something else has the place of their rack."""
import pytest


@pytest.fixture
def rack(studio):
    """A rack with two chains, the only device of the fourth track."""
    studio.song.tracks[3].insert_device("Audio Effect Rack")
    for name in ("low", "high"):
        studio.song.tracks[3].devices[0].insert_chain(-1)
        studio.song.tracks[3].devices[0].chains[-1].name = name
    studio.song.tracks[3].devices[0].chains[1].insert_device("Delay")
    studio.advance()
    studio.received()
    return studio


CHAIN = "/live/chain/get/name"


@pytest.mark.parametrize("ids", [(3, 0, 1), (3, 0, "*"), (3, "*", 1)])
def test_a_chain_sleeps_while_what_is_no_rack_has_the_place_of_its_rack(rack, ids):
    rack.send("/live/chain/start_listen/name", *ids)
    rack.song.tracks[3].insert_device("Reverb", 0)
    rack.advance()
    rack.received()
    rack.song.tracks[3].devices[1].chains[1].name = "moved"
    rack.advance()
    assert [message for message in rack.received() if message[1][:2] == (3, 0)] == []
    rack.send("/live/api/sync")
    rack.advance()
    assert [message for message in rack.received() if message[1][:2] == (3, 0)] == []
    rack.song.tracks[3].delete_device(0)
    rack.advance()
    assert (CHAIN, (3, 0, 1, "moved")) in rack.received()
    assert rack.host.errors == []


@pytest.mark.parametrize("row, ids", [("chain/get/devices/name", (3, 0, 1)), ("chain/device/get/name", (3, 0, 1, 0))])
def test_what_is_on_a_chain_sleeps_and_wakes_with_it(rack, row, ids):
    told = rack.send("/live/" + row.replace("get", "start_listen"), *ids)
    rack.song.tracks[3].insert_device("Reverb", 0)
    rack.advance()
    assert rack.query("/live/api/get/listeners")[3] is False
    rack.song.tracks[3].delete_device(0)
    rack.advance()
    assert rack.received() == told
