"""Numbers of a Set that nobody changed are saved with the digits that they came with."""
import gzip

import pytest

from simulator import Simulator
from simulator.als.archive import read_archive

from .test_parts import DEVICES, SET, SIMPLER, SLOT, SOUND, TRACK, VERSION, parameter

SILENT, QUIET, LEFT = "0.0003162277571", "0.6309573054", "-0.1400000006"
MIXER = "<{0}>" + parameter("Volume", 1, SILENT, 2) + "{1}{2}</{0}>"
PAN, PANORAMA = parameter("Pan", LEFT, -1, 1, 2), parameter("Panorama", LEFT, -1, 1, 2)
SEND = '<{0} Id="0">' + parameter("Send", SILENT, SILENT, 1, 3) + "</{0}>"
INFOS = "<SendInfos>{}</SendInfos>".format(SEND.format("AudioBranchSendInfo"))
RACK = ('<DrumGroupDevice Id="0"><Branches><DrumBranch Id="0">{}</DrumBranch></Branches><ReturnBranches>'
        '<ReturnBranch Id="0">{}</ReturnBranch></ReturnBranches></DrumGroupDevice>').format(
            MIXER.format("MixerDevice", PANORAMA, INFOS), MIXER.format("MixerDevice", PANORAMA, ""))
SENDS = "<Sends>{}</Sends>".format(SEND.format("TrackSendHolder"))
CLIP = ('<AudioClip Id="0" Time="0"><Loop><LoopStart Value="0"/><LoopEnd Value="4"/></Loop><SampleVolume Value="{}"/>{}'
        "</AudioClip>").format(QUIET, SOUND.format("a.wav"))
MIXED = "<DeviceChain>{}</DeviceChain>".format(MIXER.format("Mixer", PAN, SENDS))
TRACKS = "".join([
    TRACK.format("MidiTrack", 1, "", DEVICES.format(RACK)),
    TRACK.format("MidiTrack", 2, "", DEVICES.format(SIMPLER.format(SOUND.format("snare.wav"), ""))),
    TRACK.format("AudioTrack", 3, "", SLOT.format(CLIP)), TRACK.format("AudioTrack", 4, "Mixed", MIXED),
    TRACK.format("ReturnTrack", 5, "", "")])
# Part of the file, place in it: what the file says.
TEXTS = {("DrumBranch", "MixerDevice/Volume/Manual"): "1", ("DrumBranch", "MixerDevice/Panorama/Manual"): LEFT,
         ("AudioBranchSendInfo", "Send/Manual"): SILENT, ("ReturnBranch", "MixerDevice/Volume/Manual"): "1",
         ("MultiSamplePart", "Volume"): "1", ("AudioClip", "SampleVolume"): QUIET,
         ("Mixer", "Volume/Manual"): "1", ("Mixer", "Pan/Manual"): LEFT, ("TrackSendHolder", "Send/Manual"): SILENT,
         ("ScaleInformation", "Name"): "0"}


@pytest.fixture
def simulator(tmp_path):
    scale = '<ScaleInformation><Name Value="Major"/></ScaleInformation>'
    (tmp_path / "texts.als").write_bytes(gzip.compress(SET.format("11.0_11300", TRACKS, scale).encode("utf-8")))
    running = Simulator(VERSION)
    running.load_set(str(tmp_path / "texts.als"))
    yield running
    running.close()


def saved(simulator, tmp_path):
    """What the saved file has at the places of TEXTS: in one of the parts of the tag at least."""
    simulator.save_set(str(tmp_path / "saved.als"))
    parts = read_archive(str(tmp_path / "saved.als")).root.every()
    return {(tag, path): [part.get(path) for part in parts if part.tag == tag] for tag, path in TEXTS}


def test_a_number_that_nobody_changed_keeps_its_text(simulator, tmp_path):
    found = saved(simulator, tmp_path)
    assert {place: texts for place, texts in found.items() if TEXTS[place] not in texts} == {}


def test_a_number_that_was_changed_is_written(simulator, tmp_path):
    song = simulator.song
    chain, mixer = song.tracks[0].devices[0].chains[0].mixer_device, song.tracks[3].mixer_device
    for each in (chain.volume, chain.panning, chain.sends[0], mixer.volume, mixer.panning, mixer.sends[0],
                 song.tracks[0].devices[0].return_chains[0].mixer_device.volume):
        each.value = 0.5
    song.tracks[1].devices[0].sample.gain = song.tracks[2].clip_slots[0].clip.gain = 0.3
    song.scale_name = "Minor"
    before = saved(simulator, tmp_path)
    assert {place: texts for place, texts in before.items() if TEXTS[place] in texts} == {}
