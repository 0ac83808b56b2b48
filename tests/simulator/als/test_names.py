"""Names that Live makes itself, of chains and devices: they are no user's names after the Set was saved."""
import gzip

import pytest

from simulator import Simulator
from simulator.als.archive import read_archive

from .test_parts import DEVICES, SET, TRACK, VERSION

NAME = '<Name><EffectiveName Value="{}"/><UserName Value="{}"/></Name>'
BRANCH = '<{0} Id="{1}">{2}<DeviceChain><{3}><Devices>{4}</Devices></{3}></DeviceChain></{0}>'
DEVICE = '<{0} Id="{1}"><UserName Value="{2}"/></{0}>'
# Chains by what the file says is shown, the user's name and the devices; then the name in Live's API.
CHAINS = [("Operator", "", ("Operator",), "Operator"), ("Solid", "Solid", ("Operator",), "Solid"),
          ("Bell", "", ("MidiPitcher", "Operator=Bell", "Eq8"), "Bell"), ("Old Name", "", ("Operator",), "Old Name"),
          ("Pitch", "", ("MidiPitcher",), "Pitch")]
RETURNS = [("A A Hybrid Reverb", "A Hybrid Reverb", ("Hybrid",), "A Hybrid Reverb"),
           ("B Tape Saturation", "Tape Saturation", ("Saturator",), "Tape Saturation"),
           ("C Auto Filter | Utility | Auto Filter", "", ("AutoFilter2", "StereoGain", "AutoFilter2"),
            "Auto Filter | Utility | Auto Filter"), ("D Moon", "", ("Saturator",), "Moon"),
           ("Old", "", ("Saturator",), "Old")]


def branches(tag, row, chains):
    return "".join(BRANCH.format(tag, index, NAME.format(*chain[:2]), row, "".join(
        DEVICE.format(each.partition("=")[0], place, each.partition("=")[2]) for place, each in enumerate(chain[2])))
        for index, chain in enumerate(chains))


RACK = "<DrumGroupDevice Id='0'><Branches>{}</Branches><ReturnBranches>{}</ReturnBranches></DrumGroupDevice>".format(
    branches("DrumBranch", "MidiToAudioDeviceChain", CHAINS),
    branches("ReturnBranch", "AudioToAudioDeviceChain", RETURNS))


# Devices of the second track: what the file has as the user's name.
USER_NAMES = ("", "Delay", "Mine", "Delay")


@pytest.fixture
def simulator(tmp_path):
    tracks = TRACK.format("MidiTrack", 1, "", DEVICES.format(RACK)) + TRACK.format(
        "AudioTrack", 2, "", DEVICES.format("".join(DEVICE.format("Delay", *each) for each in enumerate(USER_NAMES))))
    (tmp_path / "names.als").write_bytes(gzip.compress(SET.format("12.0_12300", tracks, "").encode("utf-8")))
    running = Simulator(VERSION)
    running.load_set(str(tmp_path / "names.als"))
    yield running
    running.close()


def rack_of(simulator):
    return simulator.song.tracks[0].devices[0]


def saved(simulator, tmp_path, tag, paths=("Name/EffectiveName", "Name/UserName")):
    """What the file says is shown, and the user's name, of each element of a tag."""
    path = str(tmp_path / "saved.als")
    simulator.save_set(path)
    return [tuple(map(each.get, paths)) for each in read_archive(path).root.every() if each.tag == tag]


def test_chains_are_called_as_the_file_says_without_the_letters_of_returns(simulator):
    assert [chain.name for chain in rack_of(simulator).chains] == [chain[3] for chain in CHAINS]
    assert [chain.name for chain in rack_of(simulator).return_chains] == [chain[3] for chain in RETURNS]
    sends = rack_of(simulator).chains[0].mixer_device.sends
    assert [send.name for send in sends] == [chain[3] for chain in RETURNS]


def test_a_name_that_follows_the_devices_is_no_users_name_after_saving(simulator, tmp_path):
    assert saved(simulator, tmp_path, "DrumBranch") == [chain[:2] for chain in CHAINS]
    assert saved(simulator, tmp_path, "ReturnBranch") == [chain[:2] for chain in RETURNS[:4]] + [("E Old", "")]


def test_a_name_that_a_script_sets_is_a_users_name_and_a_return_keeps_its_letter(simulator, tmp_path):
    rack_of(simulator).chains[0].name = "Mine"
    rack_of(simulator).return_chains[3].name = "D Mine"
    assert saved(simulator, tmp_path, "DrumBranch")[0] == ("Mine", "Mine")
    assert saved(simulator, tmp_path, "ReturnBranch")[3] == ("D D Mine", "D Mine")


def test_a_name_follows_the_devices_after_loading_too(simulator, tmp_path):
    told = []
    chain, follower = rack_of(simulator).chains[3], rack_of(simulator).return_chains[3]
    chain.add_name_listener(lambda: told.append(chain.name))
    chain.devices[0].name = "Lead"
    follower.insert_device("Utility", -1)
    simulator.advance(0.1)
    assert told == ["Lead"] and follower.name == "Saturator | Utility"
    assert saved(simulator, tmp_path, "DrumBranch")[3] == ("Lead", "")
    assert saved(simulator, tmp_path, "ReturnBranch")[3] == ("D Saturator | Utility", "")
    assert rack_of(simulator).chains[0].mixer_device.sends[3].name == "Saturator | Utility"


def test_a_devices_name_is_saved_as_the_file_had_it_until_it_is_changed(simulator, tmp_path):
    track = simulator.song.tracks[1]
    assert [device.name for device in track.devices] == ["Delay", "Delay", "Mine", "Delay"]
    assert saved(simulator, tmp_path, "Delay", ["UserName"]) == [(name,) for name in USER_NAMES]
    track.devices[0].name, track.devices[2].name, track.devices[3].name = "Echo", "", "Late"
    track.insert_device("Delay", -1)
    assert saved(simulator, tmp_path, "Delay", ["UserName"]) == [("Echo",), ("Delay",), ("",), ("Late",), ("",)]
