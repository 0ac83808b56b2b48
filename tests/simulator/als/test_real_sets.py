"""Sets that Live itself saved: what is in them, and every OSC getter over every object of them."""
import gzip
import re
from collections import Counter

import pytest

from simulator import Simulator
from simulator.als import Document, read_set
from simulator.als.document import make_root
from simulator.als.parameters import file_parameters, places_of
from tests.running_script import RunningScript

from .content import content, differences, repeated_numbers
from .every_getter import check_every_getter

LIVE10, LIVE12 = "live10-groups-and-clips.als", "live12-basic-midi.als"
TAG = re.compile(rb"<([A-Za-z][\w.]*)")


NEWEST = "12.4.15"


@pytest.fixture(scope="module")
def once():
    """Calls a function with arguments the first time, and gives what came of it the next times; closes simulators."""
    made = {}

    def call(function, *given):
        if (function, given) not in made:
            made[function, given] = function(*given)
        return made[function, given]

    yield call
    for value in made.values():
        if isinstance(value, Simulator):
            value.close()


def opened(path):
    """The simulator with a Set."""
    simulator = Simulator(NEWEST)
    simulator.load_set(path)
    return simulator


def text_of(path):
    """The XML of a Set."""
    with gzip.open(path) as file:
        return file.read()


@pytest.fixture
def real_simulator(real_set, once):
    """Gives the simulator with a Set that no test changes."""
    return lambda name: once(opened, real_set(name))


def test_a_set_of_live_10_has_its_groups_clips_and_names(real_simulator):
    song = real_simulator(LIVE10).song
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


def test_a_set_of_live_12_has_its_racks_to_any_depth(real_simulator):
    song = real_simulator(LIVE12).song
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


def str_of(track):
    volume = track.mixer_device.volume
    return volume.str_for_value(volume.value)


@pytest.mark.parametrize("name", [LIVE10, LIVE12])
@pytest.mark.parametrize("version", ["11.0", "12.0"])
def test_a_real_set_opens_in_every_live(real_set, once, name, version):
    document = once(read_set, real_set(name))
    simulator = Simulator(version)
    simulator.new_set(Document(document.path, document.root.copy(), document.highest_pointee).fill)
    simulator.song.start_playing()
    simulator.song.scenes[0].fire()
    simulator.advance(1.0)
    assert simulator.state()["errors"] == 0
    simulator.close()


@pytest.mark.parametrize("name", [LIVE10, LIVE12])
def test_a_real_set_loads_back_equal_loses_nothing_and_is_saved_again_as_the_same(
        real_set, real_simulator, name, tmp_path):
    path, again = str(tmp_path / "saved.als"), str(tmp_path / "again.als")
    simulator = real_simulator(name)
    simulator.save_set(path)
    other = opened(path)
    assert differences(content(simulator), content(other)) == {}
    other.save_set(again)
    assert text_of(again) == text_of(path)
    before, after = (Counter(TAG.findall(text_of(each))) for each in (real_set(name), path))
    # What Live 10 calls otherwise was renamed; nothing else may be fewer.
    renamed = {b"ColorIndex", b"IsContentSelected", b"MasterTrack", b"SceneNames", b"RootNote",
               b"ViewStateSesstionTrackWidth", b"AutoColorPickerForReturnAndMasterTracks"}
    assert {tag: (count, after.get(tag, 0)) for tag, count in before.items()
            if after.get(tag, 0) < count and tag not in renamed} == {}
    other.close()


@pytest.mark.parametrize("name", [LIVE10, LIVE12])
def test_whatever_is_changed_in_a_real_set_no_number_comes_twice_in_a_list(real_set, once, name):
    document = once(read_set, real_set(name))
    simulator = Simulator("12.3.6")
    simulator.new_set(Document(document.path, document.root.copy(), document.highest_pointee).fill)
    song = simulator.song
    for track in song.tracks[:6]:
        for slot in [slot for slot in track.clip_slots if slot.has_clip][:1]:
            slot.clip.create_automation_envelope(track.mixer_device.volume).insert_step(0.0, 1.0, 0.5)
    song.duplicate_track(0)
    song.duplicate_scene(0)
    song.create_return_track()
    song.tempo, song.signature_numerator = 133.0, 3
    simulator.advance(0.1)
    assert repeated_numbers(make_root(simulator.live_song)) == []
    simulator.close()


@pytest.mark.parametrize("name", [LIVE10, LIVE12])
def test_every_device_of_a_real_set_shows_the_parameters_of_the_file_once(real_simulator, name):
    for track in real_simulator(name).live_song.every_track():
        for device in track.every_device():
            spec, shown = device.spec, [each.values["name"] for each in device.values["parameters"]]
            assert len(spec.places) == len(file_parameters(spec.element))
            there = {number for number, _, _ in spec.places}
            others = [each for number, each in enumerate(shown) if number not in there]
            assert [each for each in others if not places_of(spec.class_name, each)] == [], spec.class_name


@pytest.fixture
def running(real_simulator, tmp_path, request):
    running = RunningScript(tmp_path / "logs", simulator=real_simulator(request.param))
    yield running
    running.close()
    assert not running.host.errors


@pytest.mark.parametrize("running", [LIVE10, LIVE12], indirect=True)
def test_every_getter_over_every_object_of_a_real_set_answers(running, caplog):
    check_every_getter(running, caplog)


def test_a_document_is_read_before_there_is_a_simulator(real_set, once):
    document = once(read_set, real_set(LIVE10))
    assert isinstance(document, Document) and document.path.endswith(LIVE10)
