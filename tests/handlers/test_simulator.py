"""/live/simulator/*: only where Live is simulated."""
import pytest

from AbletonOSC.handlers import simulator as handler
from AbletonOSC.lom.spec import commands_of

ADDRESS = "/live/simulator/"


def test_a_real_live_has_none_of_these_addresses(live, monkeypatch):
    assert ADDRESS + "reset" in live.engine.dispatcher.routes
    monkeypatch.delattr(live.simulator.live, "Simulator")
    live.simulator.new_set()
    live.advance(0.1)
    assert not [address for address in live.engine.dispatcher.routes if address.startswith(ADDRESS)]
    live.received()
    assert live.send(ADDRESS + "reset")[0][0] == "/live/error"


def test_a_set_that_is_saved_can_be_loaded_and_the_script_starts_again(live, tmp_path):
    path = str(tmp_path / "song.als")
    live.send("/live/track/set/name", 0, "mine")
    assert live.send(ADDRESS + "save", path) == [(ADDRESS + "save", (path,))]
    live.send("/live/track/set/name", 0, "other")
    assert ("/live/startup", ()) in live.send(ADDRESS + "load_set", path)
    assert live.query("/live/track/get/name", 0) == (0, "mine")
    assert ("/live/startup", ()) in live.send(ADDRESS + "reset")
    assert live.query("/live/track/get/name", 0) == (0, "1-MIDI")


@pytest.mark.parametrize("name, argument, sentence", [
    ("load_set", "/none/song.als", "/none/song.als: cannot be read: No such file or directory"),
    ("load_set", "/etc/passwd", "path must end with .als, got '/etc/passwd'"),
    ("save", "/tmp/song.txt", "path must end with .als, got '/tmp/song.txt'"),
    ("save", "/none/song.als", "/none/song.als: cannot be written: No such file or directory"),
    ("stall", 61.0, "seconds must be 0..60, got 61.0"),
    ("advance", -1.0, "beats must be 0..1000, got -1.0"),
])
def test_what_cannot_be_done_is_refused_in_words(live, name, argument, sentence):
    reply = live.send(ADDRESS + name, argument)[0]
    assert reply[0] == "/live/error" and reply[1][1] == sentence


def test_a_set_that_is_refused_leaves_the_open_one_with_all_its_scripts(live, tmp_path):
    path = tmp_path / "broken.als"
    path.write_bytes(b"no gzip")
    live.send("/live/track/set/name", 0, "mine")
    reply, = live.send(ADDRESS + "load_set", str(path))
    assert reply[0] == "/live/error"
    assert reply[1][1] == "{}: is no Live Set: it is neither compressed with gzip nor XML".format(path)
    live.advance(0.1)
    assert live.query("/live/track/get/name", 0) == (0, "mine")


def test_beats_pass_at_once_and_the_next_message_sees_it(live):
    live.send("/live/song/start_playing")
    live.advance(0.02)
    before = live.query("/live/song/get/current_song_time")[0]
    live.send(ADDRESS + "advance", 8.0)
    assert live.query("/live/song/get/current_song_time")[0] == pytest.approx(before + 8.0, abs=0.2)


def test_while_live_stands_still_time_passes(live):
    before = live.simulator.now()
    live.send(ADDRESS + "stall", 2.0)
    assert live.simulator.now() >= before + 2.0


def test_a_device_is_dropped_onto_a_track(live):
    live.send(ADDRESS + "drop_device", 2, "Reverb")
    assert live.query("/live/track/get/devices/name", 2) == (2, "Reverb")
    assert live.send(ADDRESS + "drop_device", 2, "Nothing")[0][1][1] == "no device is called 'Nothing'"
    assert live.send(ADDRESS + "drop_device", 9, "Reverb")[0][1][1] == "track_id 9: there are 4"
    assert live.send(ADDRESS + "drop_device", 2, "Reverb", 7)[0][1][1] == "index 7: the track has 1 devices"


def test_the_state_is_told_as_names_and_values(live):
    reply = live.query(ADDRESS + "get/state")
    state = dict(zip(reply[::2], reply[1::2]))
    assert state["live_version"] == live.simulator.live_version and state["errors"] == 0 and state["scripts"] == 1
    assert state["file_path"] == "" and state["is_playing"] is False


def test_every_address_is_in_the_guide():
    with open("docs/simulator.md", encoding="utf-8") as file:
        guide = file.read()
    assert [row.name for row in commands_of(handler.SimulatorHandler) if ADDRESS + row.name not in guide] == []


def test_tracks_are_grouped_and_the_group_can_be_folded(live):
    assert live.query(ADDRESS + "group_tracks", 0, 1) == (0,)
    assert live.query("/live/track/get/fold_state", 0) == (0, False)
    live.send("/live/track/set/fold_state", 0, True)
    assert live.query("/live/track/get/is_visible", 1) == (1, False)
    assert live.send(ADDRESS + "group_tracks", 0, 9)[0][1][1] == "last_track_id 9: there are 5"


def test_a_drum_rack_gets_a_return_chain_and_its_chains_a_send(live):
    live.send(ADDRESS + "drop_device", 0, "Drum Rack")
    live.simulator.live_song.values["tracks"][0].values["devices"][0].call_insert_chain(-1)
    assert live.query(ADDRESS + "add_return_chain", 0, 0) == (0,)
    assert live.query("/live/chain/get/num_sends", 0, 0, 0) == (0, 0, 0, 1)
    live.send("/live/chain/set/send", 0, 0, 0, 0, 0.5)
    assert live.query("/live/chain/get/send", 0, 0, 0, 0) == (0, 0, 0, 0, 0.5)
    assert live.send(ADDRESS + "add_return_chain", 0, 1)[0][1][1] == "device_id 1: there is 1"
