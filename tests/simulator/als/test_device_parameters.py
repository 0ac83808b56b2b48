"""Devices that come from a file show the parameters of the file, each once, and what is edited is in the file."""
import gzip

import pytest

from simulator import Simulator
from simulator.als.archive import read_archive
from simulator.als.parameters import file_parameters, places_of
from simulator.behaviour.device_catalogue import CATALOGUE, MACRO_COUNT

from .test_parts import DEVICES, SET, TRACK, VERSION, parameter

CLASSES = sorted({spec.class_name for spec in CATALOGUE.values()})
RACKS = [name for name in CLASSES if name.endswith("GroupDevice")]
UNKNOWN = ("Warp_Depth", "Warp_Speed")


def switch(tag, value):
    return '<{0}><Manual Value="{1}"/><AutomationTarget Id="7"/></{0}>'.format(tag, value)


def nested(path, inside):
    """An element at a path of tags."""
    for tag in reversed(path.split("/")[:-1]):
        inside = "<{0}>{1}</{0}>".format(tag, inside)
    return inside


def at(path, value, low=None, high=None):
    tag = path.split("/")[-1]
    return nested(path, switch(tag, value) if low is None else parameter(tag, value, low, high, 8))


def write(path, devices):
    """A Set with one track for each device."""
    tracks = "".join(TRACK.format("MidiTrack", number, "", DEVICES.format(device))
                     for number, device in enumerate(devices))
    path.write_bytes(gzip.compress(SET.format("12.0_12300", tracks, "").encode("utf-8")))
    return str(path)


def opened(path):
    simulator = Simulator(VERSION)
    simulator.load_set(path)
    return simulator


def devices_of(simulator):
    return [track.devices[0] for track in simulator.song.tracks]


def shown(device):
    return {each.name: each.str_for_value(each.value) for each in device.parameters}


def edit(device):
    """Moves every parameter; what it has then."""
    for each in device.parameters:
        each.value = each.min if each.value > (each.min + each.max) / 2.0 else each.max
    return [(each.name, each.value) for each in device.parameters]


DELAY = "".join([
    switch("On", "true"), switch("DelayLine_PingPong", "false"), switch("DelayLine_SyncedSixteenthL", 2),
    switch("DelayLine_SyncedSixteenthR", 3), at("DelayLine_TimeL", 0.375, 0.001, 5),
    switch("DelayLine_SmoothingMode", 1), at("Filter_Frequency", 1000, 50, 18000),
    at("Filter_Bandwidth", 4, 0.5, 9), at("Modulation_AmountTime", 0.5, 0, 1)])
# Places that Live writes, with a value and the range where it writes one; and how Live shows that.
WRITTEN = {
    "<Delay>{}</Delay>".format(DELAY): {
        "Ping Pong": "Off", "L 16th": "3", "R 16th": "4", "L Time": "375 ms", "Delay Mode": "Fade",
        "Filter Freq": "1000 Hz", "Filter Width": "4", "Dly < Mod": "50 %"},
    "<GlueCompressor>{}</GlueCompressor>".format(
        switch("On", "true") + at("SideChain/OnOff", "true")
        + at("SideChain/RoutedInput/Volume", 1, 0.0003162277571, 15.85) + at("SideChainEq/On", "true")
        + at("SideChainEq/Freq", 800, 30, 15000)): {
        "S/C On": "On", "S/C Gain": "0.0 dB", "S/C EQ On": "On", "S/C EQ Freq": "800 Hz"},
    "<Compressor2>{}</Compressor2>".format(at("SideChainEq/Mode", 4, 0, 5)): {"S/C EQ Type": "Band-pass"},
    "<Compressor2>{}</Compressor2>".format(at("SideChainEq_Mode", 4, 0, 5)): {"S/C EQ Type": "Band-pass"},
    "<Saturator>{}</Saturator>".format(
        at("PreDrive", 10, 9.5, 21) + at("Type", 7, 0, 7) + at("PostClip", 1, 0, 2)
        + at("WaveShaper/Lin", 0.5, 0, 1)): {
        "Drive": "10.0 dB", "Type": "Bass Shaper", "Soft Clip": "1", "WS Lin": "50 %"},
    "<Drift>{}</Drift>".format(
        at("Oscillator1_Type", 3, 0, 6) + at("Filter_Frequency", 500, 20, 20000) + at("Global_Volume", 0.5011872, 0, 1)
        + at("Mixer_OscillatorGain2", 1, 0, 1.99526) + at("Envelope1_Attack", 0.5, 0, 60)): {
        "Osc 1 Wave": "Saturated", "LP Freq": "500 Hz", "Volume": "-6.0 dB", "Osc 2 Gain": "0.0 dB",
        "Env 1 Attack": "500 ms"},
    "<InstrumentMeld>{}</InstrumentMeld>".format(
        at("MeldVoice_EngineB_Oscillator_Pitch_Detune", 0.25, -0.5, 0.5)
        + at("MeldVoice_EngineB_Volume", -6, -50, 24)): {
        "B Cents": "25 ct", "B Vol": "-6.0 dB"},
    "<DrumCell>{}</DrumCell>".format(
        at("Voice_Filter_PeakGain", 1, 0.2511886, 3.981072) + at("Voice_Envelope_Hold", 0.3, 0.001, 60)
        + at("Effect_Type", 3, 0, 8)): {"Peak Gain": "0.0 dB", "Hold": "300 ms", "FX Type": "Punch"},
    "<StringStudio>{}</StringStudio>".format(
        switch("ExcitatorType", 3) + switch("BodyToggle", "true") + at("VibratoSpeed", 0.25, 0, 1)): {
        "Exciter Type": "Plectrum", "Body On/Off": "On", "Vib Freq": "0.25"},
}


def test_places_of_a_file_are_the_parameters_that_live_shows(tmp_path):
    simulator = opened(write(tmp_path / "places.als", WRITTEN))
    for device, wanted in zip(devices_of(simulator), WRITTEN.values()):
        found = shown(device)
        assert {name: found.get(name) for name in wanted} == wanted, device.class_name
    edited = [edit(device) for device in devices_of(simulator)]
    simulator.save_set(str(tmp_path / "edited.als"))
    again = opened(str(tmp_path / "edited.als"))
    for device, row in zip(devices_of(again), edited):
        assert [(each.name, each.value) for each in device.parameters] == [
            (name, pytest.approx(value, abs=1e-6)) for name, value in row], device.class_name
    again.close()
    simulator.close()


def strange(class_name):
    """A device as a Live may write it that nobody has seen."""
    return "<{0}>{1}{2}</{0}>".format(class_name, switch("On", "true"),
                                      "".join(parameter(tag, 2, 1, 4, 9) for tag in UNKNOWN))


@pytest.fixture(scope="module")
def of_a_file(tmp_path_factory):
    """A Set with one device of each class, none of whose places is known."""
    return write(tmp_path_factory.mktemp("devices") / "strange.als", [strange(name) for name in CLASSES])


def test_a_device_of_a_file_shows_no_parameter_whose_place_is_not_known(of_a_file):
    simulator = opened(of_a_file)
    for device in devices_of(simulator):
        names = [each.name for each in device.parameters]
        assert names[0] == "Device On" and names[-2:] == ["Warp Depth", "Warp Speed"], device.class_name
        assert len(set(names)) == len(names)
        others = names[1:-2]
        if device.class_name in RACKS:
            assert len(others) == MACRO_COUNT + 1
        elif device.class_name != "Looper":
            assert [name for name in others if not places_of(device.class_name, name)] == [], device.class_name
    simulator.close()


def test_every_edit_of_a_device_of_a_file_is_saved(of_a_file, tmp_path):
    path = str(tmp_path / "edited.als")
    simulator = opened(of_a_file)
    wanted = [edit(device) for device in devices_of(simulator)]
    simulator.song.stop_playing()
    simulator.save_set(path)
    again = opened(path)
    assert [[(each.name, each.value) for each in device.parameters] for device in devices_of(again)] == [
        [(name, pytest.approx(value, abs=1e-6)) for name, value in row] for row in wanted]
    written = {element.tag: [found.path for found in file_parameters(element)]
               for element in read_archive(path).root.every() if element.tag in CLASSES}
    for name, row in zip(CLASSES, wanted):
        assert len(written[name]) == len(set(written[name])) == len(row), name
    simulator.close()
    again.close()


def test_a_parameter_of_delay_that_is_edited_has_its_value_at_its_place_in_the_file(tmp_path):
    simulator = opened(write(tmp_path / "delay.als", list(WRITTEN)[:1]))
    named = {each.name: each for each in devices_of(simulator)[0].parameters}
    named["Ping Pong"].value, named["R 16th"].value, named["Filter Freq"].value = 1.0, 7.0, named["Filter Freq"].min
    simulator.save_set(str(tmp_path / "saved.als"))
    simulator.close()
    delay = next(each for each in read_archive(str(tmp_path / "saved.als")).root.every() if each.tag == "Delay")
    assert [delay.get(place + "/Manual") for place in ("DelayLine_PingPong", "DelayLine_SyncedSixteenthR")] == [
        "true", "7"]
    assert float(delay.get("Filter_Frequency/Manual")) == pytest.approx(50.0)
    assert delay.get("DelayLine_TimeL/Manual") == "0.375", "what was not changed keeps its digits"


def test_every_parameter_of_every_device_that_the_simulator_wrote_is_edited_and_saved(tmp_path):
    simulator = Simulator(VERSION)
    for spec in CATALOGUE.values():
        simulator.live_song.call_create_midi_track(-1).insert(spec, -1)
    simulator.save_set(str(tmp_path / "made.als"))
    names = [[each.name for each in track.devices[0].parameters] for track in simulator.song.tracks if track.devices]
    simulator.close()
    loaded = opened(str(tmp_path / "made.als"))
    devices = [track.devices[0] for track in loaded.song.tracks if track.devices]
    assert [[each.name for each in device.parameters] for device in devices] == names
    wanted = [edit(device) for device in devices]
    loaded.song.stop_playing()
    loaded.save_set(str(tmp_path / "edited.als"))
    loaded.close()
    again = opened(str(tmp_path / "edited.als"))
    found = [[(each.name, each.value) for each in track.devices[0].parameters]
             for track in again.song.tracks if track.devices]
    assert found == [[(name, pytest.approx(value, abs=1e-6)) for name, value in row] for row in wanted]
    again.close()
