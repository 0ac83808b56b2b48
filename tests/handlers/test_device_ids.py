"""A device inside racks is named "0/0/1" wherever a message takes a device, in front or among the arguments."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from AbletonOSC.errors import NoSuchObject, UnknownAddress
from AbletonOSC.osc.pattern import PatternError, Segment, is_pattern
from simulator import Simulator
from tests.running_script import CLIENT, RunningScript

INNER = "0/0/1"


@pytest.fixture
def racks(log_folder):
    """An Audio Effect Rack on the third track, with Reverb and Delay on its one chain."""
    running = RunningScript(log_folder, simulator=Simulator(live_version="12.3.6"))
    running.song.tracks[2].insert_device("Audio Effect Rack")
    rack = running.song.tracks[2].devices[0]
    rack.insert_chain(0)
    for name in ("Reverb", "Delay"):
        rack.chains[0].insert_device(name)
    running.advance()
    running.received()
    yield running
    running.close()
    assert not running.host.errors


def names(racks):
    return [device.name for device in racks.song.tracks[2].devices[0].chains[0].devices]


@pytest.mark.parametrize("select, arguments", [
    ("/live/view/set/selected_device", (2, INNER)), ("/live/track/select_device", (2, INNER)),
    ("/live/track/set/selected_device", (2, INNER)), ("/live/device/select", (2, INNER))])
def test_it_is_selected_and_named_so(racks, select, arguments):
    racks.send("/live/view/set/selected_track", 2)
    racks.send(select, *arguments)
    racks.advance()
    racks.received()
    assert racks.query("/live/view/get/selected_device") == (2, INNER)
    assert racks.query("/live/track/get/selected_device", 2) == (2, INNER)


@pytest.mark.parametrize("delete", ["/live/track/delete_device", "/live/device/delete"])
def test_it_is_deleted(racks, delete):
    assert racks.send(delete, 2, INNER) == []
    assert names(racks) == ["Reverb"]


@pytest.mark.parametrize("duplicate", ["/live/track/duplicate_device", "/live/device/duplicate"])
def test_it_is_duplicated(racks, duplicate):
    assert racks.send(duplicate, 2, INNER) == []
    assert names(racks) == ["Reverb", "Delay", "Delay"]


def test_another_takes_its_place(racks):
    assert racks.ask("/live/browser/hotswap", 2, INNER, "audio_effects/Compressor") == [
        ("/live/browser/hotswap", (2, INNER, "audio_effects/Compressor", "ok", "Compressor"))]
    assert names(racks) == ["Reverb", "Compressor"]


def test_a_controller_moves_it(racks):
    assert racks.send("/live/midimap/map_cc", 2, INNER, 1, 0, 20) == []
    racks.simulator.send_midi((0xB0, 20, 127))
    parameter = racks.song.tracks[2].devices[0].chains[0].devices[1].parameters[1]
    assert parameter.value == parameter.max


@pytest.mark.parametrize("address, arguments", [
    ("/live/view/set/selected_device", (2,)), ("/live/track/select_device", (2,)), ("/live/track/delete_device", (2,))])
@pytest.mark.parametrize("device_id, sentence", [
    ("0/1/0", "device_id 0/1/0: chain 1: there is 1"), ("0/0/2", "device_id 0/0/2: device 2: there are 2"),
    ("0/0/0/0/0", "device_id 0/0/0/0/0: Reverb is no rack"), ("*", "device_id must be one device, got '*'"),
    (-1, "device_id must be a whole number from 0, got -1")])
def test_one_that_is_not_there_is_refused_and_named(racks, address, arguments, device_id, sentence):
    (error, values), = racks.send(address, *arguments, device_id)
    assert (error, values[1]) == ("/live/error", sentence)


def test_ids_of_chains_and_take_lanes_stand_in_the_address_behind_their_words(every_device):
    rack = every_device.devices["RackDevice"][0]
    assert every_device.send(f"/live/chain/{rack}/0/0/device/0/get/name") == [
        (f"/live/chain/{rack}/0/0/device/0/get/name", ("Operator",))]
    assert every_device.send("/live/take_lane/0/0/clip/0/get/length") == [
        ("/live/take_lane/0/0/clip/0/get/length", (4.0,))]
    assert every_device.send("/live/take_lane/0/0/clip/get/length", 0) == [
        ("/live/take_lane/0/0/clip/get/length", (0, 4.0))]


@given(text=st.text("0123?*[]{}!-,masterun_", min_size=1, max_size=8))
def test_a_pattern_of_ids_means_what_it_matches_and_nothing_else(every_device, text):
    song = every_device.song
    tracks = dict(enumerate(song.tracks))
    named = dict(tracks, master=song.master_track,
                 **{f"return_{index}": track for index, track in enumerate(song.return_tracks)})
    try:
        segment = Segment(text)
    except PatternError:
        segment = None
    if not is_pattern(text) or segment is None:
        return
    meant = tracks if text == "*" else {name: track for name, track in named.items() if segment.matches(str(name))}
    replies = [(address, tuple(values)) for address, values in answers(every_device, f"/live/track/{text}/get/name")]
    assert replies == [(f"/live/track/{name}/get/name", (track.name,)) for name, track in meant.items()]


def answers(live, address):
    try:
        return list(live.engine.dispatcher.dispatch(address, (), CLIENT))
    except (NoSuchObject, UnknownAddress):
        return []
