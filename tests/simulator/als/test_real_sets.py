"""Sets that Live itself saved: what is in them, and every OSC getter over every object of them."""
import pytest

from simulator import Simulator
from simulator.als import Document, read_set
from simulator.als.archive import read_archive
from tests.running_script import RunningScript

from .content import content, differences
from .every_getter import check_every_getter

LIVE10, LIVE12 = "live10-groups-and-clips.als", "live12-basic-midi.als"


def opened(path, version="12.4.15"):
    simulator = Simulator(version)
    simulator.load_set(path)
    return simulator


def test_a_set_of_live_10_has_its_groups_clips_and_names(real_set):
    simulator = opened(real_set(LIVE10))
    song = simulator.song
    assert [track.name for track in song.tracks] == [
        "1. Group",
        "2-Operator",
        "3-Operator",
        "2. Group",
        "5-Conga",
        "6-Audio",
    ]
    assert [track.group_track.name if track.group_track else None for track in song.tracks] == [
        None, "1. Group", "1. Group", None, "2. Group", "2. Group"]
    assert [track.name for track in song.return_tracks] == ["A-Reverb", "B-Delay"]
    assert [slot.clip.name if slot.has_clip else None for slot in song.tracks[1].clip_slots[:6]] == [
        "one", "two", "three", None, "four", None]
    conga = song.tracks[4].clip_slots[0].clip
    assert (conga.name, conga.warping, conga.looping, conga.end_marker) == (
        "Conga",
        False,
        False,
        pytest.approx(1.17204082),
    )
    assert (
        conga.file_path.endswith("Core Library/Samples/Drums/Conga/A-Conga Hi Slap 1.aif")
        and conga.sample_length == 51687
    )
    assert [track.color_index for track in song.tracks] == [
        15,
        15,
        17,
        6,
        6,
        20,
    ] and song.clip_trigger_quantization == 13
    assert [track.input_routing_channel.display_name for track in song.tracks[4:]] == ["1", "2"]
    assert (
        song.tracks[1].output_routing_type.display_name == "1. Group" and song.tracks[4].current_monitoring_state == 2
    )
    assert song.name == "live10-groups-and-clips" and song.file_path.endswith(LIVE10) and song.loop_length == 32.0
    simulator.close()


def test_a_set_of_live_12_has_its_racks_to_any_depth(real_set):
    simulator = opened(real_set(LIVE12))
    song = simulator.song
    assert (song.tempo, song.scale_name, song.root_note, song.scale_mode) == (120.0, "Minor", 9, True)
    assert [track.name for track in song.tracks] == ["Drums", "Bass", "Chords", "Lead", "5-MIDI"]
    assert [device.class_name for device in song.tracks[3].devices] == [
        "MidiPitcher", "InstrumentGroupDevice", "ChannelEq", "StereoGain"]
    kit = song.tracks[0].devices[0].chains[0].devices[0]
    assert kit.class_name == "DrumGroupDevice" and kit.can_have_drum_pads and len(kit.chains) == 16
    assert [(pad.note, pad.name) for pad in kit.drum_pads if pad.chains][:2] == [
        (36, "Kick Cyndal"),
        (37, "Tom Hybrid Sense"),
    ]
    assert [chain.choke_group for chain in kit.chains[:4]] == [0, 0, 2, 2]
    kick = kit.chains[0].devices[0]
    assert [chain.name for chain in kick.chains] == ["Perc Lo Hybrid Sense", "Kick Hybrid Sense"]
    assert [device.class_name for device in kick.chains[0].devices] == ["OriginalSimpler", "FilterEQ3", "StereoGain"]
    assert (
        song.tracks[0].devices[0].parameters[2].name == "Overdrive" and song.tracks[0].devices[0].name == "Cyndal Kit"
    )
    assert song.tracks[0].mixer_device.volume.value == pytest.approx(0.7) and str_of(song.tracks[0]) == "-6.0 dB"
    reverb = song.tracks[2].devices[0].chains[0].devices[2]
    names = {parameter.name: parameter for parameter in reverb.parameters}
    assert (
        names["Dry/Wet"].value == pytest.approx(0.55)
        and names["Predelay"].str_for_value(names["Predelay"].value) == "2.50 ms"
    )
    assert len(reverb.parameters) == 33, "all but one parameter are known by name"
    assert (
        song.tracks[4].devices[0].name == "Producer_Pal"
        and song.tracks[4].devices[0].parameters[1].name == "live.button"
    )
    assert (
        song.return_tracks[0].devices[0].class_name == "Echo" and song.master_track.devices[0].class_name == "Limiter"
    )
    simulator.close()


def str_of(track):
    volume = track.mixer_device.volume
    return volume.str_for_value(volume.value)


@pytest.mark.parametrize("name", [LIVE10, LIVE12])
@pytest.mark.parametrize("version", ["11.0", "12.0"])
def test_a_real_set_opens_in_every_live(real_set, name, version):
    simulator = opened(real_set(name), version)
    simulator.song.start_playing()
    simulator.song.scenes[0].fire()
    simulator.advance(1.0)
    assert simulator.state()["errors"] == 0
    simulator.close()


@pytest.mark.parametrize("name", [LIVE10, LIVE12])
def test_a_real_set_loads_back_equal_and_loses_nothing(real_set, name, tmp_path):
    path = str(tmp_path / "saved.als")
    simulator = opened(real_set(name))
    simulator.save_set(path)
    other = opened(path)
    assert differences(content(simulator), content(other)) == {}
    before, after = (sorted_names(read_archive(each).root) for each in (real_set(name), path))
    # What Live 10 calls otherwise was renamed; nothing else may be fewer.
    renamed = {"ColorIndex", "IsContentSelected", "MasterTrack", "SceneNames", "RootNote",
               "ViewStateSesstionTrackWidth", "AutoColorPickerForReturnAndMasterTracks"}
    assert {tag: (count, after.get(tag, 0)) for tag, count in before.items()
            if after.get(tag, 0) < count and tag not in renamed} == {}
    simulator.close()
    other.close()


def sorted_names(root):
    counts = {}
    for element in root.every():
        counts[element.tag] = counts.get(element.tag, 0) + 1
    return counts


@pytest.fixture
def running(real_set, tmp_path, request):
    simulator = opened(real_set(request.param))
    running = RunningScript(tmp_path / "logs", simulator=simulator)
    yield running
    running.close()
    assert not running.host.errors


@pytest.mark.parametrize("running", [LIVE10, LIVE12], indirect=True)
def test_every_getter_over_every_object_of_a_real_set_answers(running, caplog):
    check_every_getter(running, caplog)


def test_a_document_is_filled_in_without_a_file(real_set):
    document = read_set(real_set(LIVE10))
    assert isinstance(document, Document) and document.path.endswith(LIVE10)
