"""Routings of a Set: what each says in Live's API, and that none is changed by saving."""
import gzip

import pytest

from simulator import Simulator
from simulator.als.archive import read_archive

from .test_parts import SET, TRACK, VERSION

CHAIN = ('<DeviceChain><{0}><Target Value="{1}"/><UpperDisplayString Value="as Live wrote it"/>'
         '<LowerDisplayString Value=""/></{0}></DeviceChain>')
# Kind of the track, which routing, what the file says, and what Live shows: type and channel.
UNDERSTOOD = (
    ("MidiTrack", "MidiInputRouting", "MidiIn/Track.90/PreFxOut", "Keys", "Pre FX"),
    ("MidiTrack", "MidiInputRouting", "MidiIn/Track.90/PostFxOut", "Keys", "Post FX"),
    ("MidiTrack", "MidiInputRouting", "MidiIn/Track.90/TrackOut", "Keys", "Post Mixer"),
    ("MidiTrack", "MidiInputRouting", "MidiIn/External.All/-1", "All Ins", "All Channels"),
    ("MidiTrack", "MidiInputRouting", "MidiIn/External.All/15", "All Ins", "Ch. 16"),
    ("MidiTrack", "MidiOutputRouting", "MidiOut/Track.90/TrackIn", "Keys", "Track In"),
    ("AudioTrack", "AudioInputRouting", "AudioIn/Track.91/TrackOut", "Vox", "Post Mixer"),
    ("AudioTrack", "AudioInputRouting", "AudioIn/External/S0", "Ext. In", "1/2"),
    ("AudioTrack", "AudioInputRouting", "AudioIn/External/S1", "Ext. In", "3/4"),
    ("AudioTrack", "AudioInputRouting", "AudioIn/External/M6", "Ext. In", "7"),
    ("AudioTrack", "AudioOutputRouting", "AudioOut/External/S3", "Ext. Out", "7/8"),
    ("AudioTrack", "AudioOutputRouting", "AudioOut/External/M2", "Ext. Out", "3"),
)
NOT_UNDERSTOOD = (
    ("MidiTrack", "MidiInputRouting", "MidiIn/Track.90/SidewaysOut"),
    ("MidiTrack", "MidiInputRouting", "MidiIn/External.All/16"),
    ("MidiTrack", "MidiInputRouting", "MidiIn/External.Dev:Pads/-1"),
    ("MidiTrack", "MidiOutputRouting", "MidiOut/Track.90/PreFxOut"),
    ("MidiTrack", "MidiOutputRouting", "MidiOut/External.Dev:Bus 1/4"),
    ("AudioTrack", "AudioInputRouting", "AudioIn/Track.91/TrackIn"),
    ("AudioTrack", "AudioInputRouting", "AudioIn/External/S128"),
    ("AudioTrack", "AudioInputRouting", "AudioIn/External/M99999"),
    ("AudioTrack", "AudioOutputRouting", "AudioOut/External/X1"),
    ("AudioTrack", "AudioOutputRouting", "AudioOut/Track.91/PostFxOut"),
)
SOURCES = TRACK.format("MidiTrack", 90, "Keys", "") + TRACK.format("AudioTrack", 91, "Vox", "")


@pytest.fixture(scope="module")
def routed(tmp_path_factory):
    """A Set with a track for each routing, and the path of a saved copy."""
    folder = tmp_path_factory.mktemp("routings")
    rows = [row[:3] for row in UNDERSTOOD] + list(NOT_UNDERSTOOD)
    tracks = "".join(TRACK.format(kind, number, "", CHAIN.format(part, target))
                     for number, (kind, part, target) in enumerate(rows, 1))
    path, saved = folder / "routed.als", str(folder / "saved.als")
    path.write_bytes(gzip.compress(SET.format("12.0_12300", SOURCES + tracks, "").encode("utf-8")))
    simulator = Simulator(VERSION)
    simulator.load_set(str(path))
    simulator.save_set(saved)
    yield simulator, saved
    simulator.close()


def direction(part):
    return "input" if "Input" in part else "output"


@pytest.mark.parametrize("number", range(len(UNDERSTOOD)))
def test_a_routing_of_a_set_is_what_live_shows(routed, number):
    _, part, _, type_name, channel = UNDERSTOOD[number]
    track = routed[0].song.tracks[number + 2]
    assert (getattr(track, direction(part) + "_routing_type").display_name,
            getattr(track, direction(part) + "_routing_channel").display_name) == (type_name, channel)
    offered = getattr(track, "available_{}_routing_channels".format(direction(part)))
    assert channel in [each.display_name for each in offered]


@pytest.mark.parametrize("target", [row[2] for row in NOT_UNDERSTOOD])
def test_a_routing_that_is_not_understood_is_told_in_the_log(routed, target):
    shown = target.replace("Track.90", "Track").replace("Track.91", "Track")
    assert "Set: The routing {} is kept, and not simulated".format(shown) in routed[0].log


def test_saving_changes_no_routing_that_nobody_changed(routed):
    tracks = read_archive(routed[1]).root.need("LiveSet").need("Tracks").children[2:]
    rows = [row[:3] for row in UNDERSTOOD] + list(NOT_UNDERSTOOD)
    assert [track.get("DeviceChain/{}/Target".format(part)) for track, (_, part, _) in zip(tracks, rows)] == [
        target for _, _, target in rows]


@pytest.mark.parametrize("kind", ["GroupTrack", "ReturnTrack"])
def test_a_track_without_an_input_keeps_what_the_file_says_of_one(tmp_path, kind):
    path, chain = tmp_path / "none.als", CHAIN.format("AudioInputRouting", "AudioIn/External/S0")
    path.write_bytes(gzip.compress(SET.format("12.0_12300", TRACK.format(kind, 3, "", chain), "").encode("utf-8")))
    simulator = Simulator(VERSION)
    simulator.load_set(str(path))
    assert not [line for line in simulator.log if "routing" in line]
    simulator.save_set(str(tmp_path / "saved.als"))
    simulator.close()
    found = [part for part in read_archive(str(tmp_path / "saved.als")).root.every() if part.tag == "AudioInputRouting"]
    assert found[0].get("Target") == "AudioIn/External/S0" and found[0].get("UpperDisplayString") == "as Live wrote it"


def test_a_channel_of_a_larger_audio_interface_can_be_chosen_and_is_saved(routed, tmp_path):
    simulator = routed[0]
    track = simulator.song.tracks[1]
    channels = [each.display_name for each in track.available_input_routing_channels]
    assert channels == [str(number) for number in range(1, 9)] + ["1/2", "3/4", "5/6", "7/8"]
    track.input_routing_channel = track.available_input_routing_channels[channels.index("5/6")]
    simulator.save_set(str(tmp_path / "chosen.als"))
    tracks = read_archive(str(tmp_path / "chosen.als")).root.need("LiveSet").need("Tracks").children
    assert tracks[1].get("DeviceChain/AudioInputRouting/Target") == "AudioIn/External/S2"
    fresh = Simulator(VERSION)
    assert len(fresh.song.tracks[2].available_input_routing_channels) == 3
    fresh.close()
