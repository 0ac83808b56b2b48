"""The Set in few messages: `track_data` and the structure as a file."""
import json
import os
import tempfile

import pytest

from simulator import Simulator
from tests.running_script import RunningScript


@pytest.fixture
def studio(tmp_path, monkeypatch):
    """Live 12.3 with clips in the first two slots of the first track, and two effects on the third."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    running = RunningScript(tmp_path / "logs", simulator=Simulator(live_version="12.3.6"))
    song = running.song
    for slot, name in ((0, "verse"), (1, "chorus")):
        song.tracks[0].clip_slots[slot].create_clip(4.0 + slot)
        song.tracks[0].clip_slots[slot].clip.name = name
    song.tracks[2].insert_device("Reverb")
    song.tracks[2].insert_device("Compressor")
    running.advance()
    running.received()
    yield running
    running.close()
    assert not running.host.errors


def test_values_come_track_by_track_and_property_by_property(studio):
    # K9: per track, per property; nil for empty slots.
    assert studio.query("/live/song/get/track_data", 0, 2, "track.name", "clip.name", "clip.length") == (
        ("1-MIDI", "verse", "chorus") + (None,) * 6 + (4.0, 5.0) + (None,) * 6
        + ("2-MIDI",) + (None,) * 16)


def test_a_range_ends_before_its_end_and_minus_one_is_the_last(studio):
    assert studio.query("/live/song/get/track_data", 1, 3, "track.name") == ("2-MIDI", "3-Audio")
    assert studio.query("/live/song/get/track_data", 2, -1, "track.name") == ("3-Audio", "4-Audio")
    assert studio.query("/live/song/get/track_data", 2, 2, "track.name") == ()


@pytest.mark.parametrize("name, values", [
    ("track.mute", (False,)), ("track.volume", (pytest.approx(0.85),)), ("track.is_foldable", (False,)),
    ("track.num_devices", (2,)),
    ("track.devices/name", ("Reverb", "Compressor")), ("track.group_track", (None,)),
    ("clip_slot.has_clip", (False,) * 8), ("clip.is_midi_clip", (None,) * 8),
    ("device.name", ("Reverb", "Compressor")), ("device.class_name", ("Reverb", "Compressor2")),
    ("device.type", (2, 2)),
])
def test_any_property_of_tracks_clips_slots_and_devices_can_be_asked_for(studio, name, values):
    assert studio.query("/live/song/get/track_data", 2, 3, name) == values


def test_all_tracks_or_one_by_its_name_stand_for_a_range(studio):
    assert studio.query("/live/song/get/track_data", "*", "track.name") == ("1-MIDI", "2-MIDI", "3-Audio", "4-Audio")
    assert studio.query("/live/song/get/track_data", "3-Audio", "track.num_devices", "track.mute") == (2, False)
    for word, name in (("master", "Main"), ("return_A", "A-Reverb"), ("return_1", "B-Delay"), ("selected", "1-MIDI")):
        assert studio.query("/live/song/get/track_data", word, "track.name") == (name,)
    assert studio.query("/live/song/get/track_data", "*", -1, "track.name")[-1] == "4-Audio"
    assert studio.query("/live/song/get/track_data", "*", "track.name") == \
        studio.query("/live/song/get/track_data", 0.0, "-1", "track.name")


def test_a_name_without_a_dot_is_a_property_of_the_track(studio):
    assert studio.query("/live/song/get/track_data", "*", "name", "mute") == studio.query(
        "/live/song/get/track_data", "*", "track.name", "track.mute")
    assert studio.query("/live/song/get/track_data", 2, 3, "devices/name", "clip.name", "color") == studio.query(
        "/live/song/get/track_data", 2, 3, "track.devices/name", "clip.name", "track.color")
    assert studio.query("/live/song/get/track_data", 0, 1, "group_track", "track.group_track") == (-1, None)


def test_parameters_of_all_devices_and_sends_come_one_after_another(studio):
    counts = studio.query("/live/song/get/track_data", 2, 3, "device.num_parameters")
    values = studio.query("/live/song/get/track_data", 2, 3, "parameter.value", "parameter.name", "send.value")
    assert values[:counts[0]] == studio.query("/live/device/get/parameters/value", 2, 0)[2:]
    assert values[sum(counts) + counts[0]:2 * sum(counts)] == studio.query("/live/device/get/parameters/name", 2, 1)[2:]
    assert values[2 * sum(counts):] == (0.0, 0.0)
    shown = studio.query("/live/song/get/track_data", 2, 3, "parameter.value_string")
    assert shown[:counts[0]] == studio.query("/live/device/get/parameters/value_string", 2, 0)[2:]
    assert None in studio.query("/live/song/get/track_data", 2, 3, "parameter.default_value")


def test_types_are_those_of_the_single_questions(studio):
    length, = studio.query("/live/song/get/track_data", 0, 1, "clip.length")[:1]
    assert type(length) is float
    color, = studio.query("/live/song/get/track_data", 0, 1, "track.color")
    assert (0, color) == studio.query("/live/track/get/color", 0)


def test_what_does_not_apply_to_one_object_is_nil_and_the_rest_is_told(studio):
    # Meters need an audio output: one refusal must not cost the whole answer.
    values = studio.query("/live/song/get/track_data", 0, 4, "track.name", "track.output_meter_left", "track.arm")
    assert len(values) == 12
    assert values[::3] == ("1-MIDI", "2-MIDI", "3-Audio", "4-Audio")
    assert values[1] is None and type(values[7]) is float


@pytest.mark.parametrize("arguments, sentence", [
    ((0, 9, "track.name"), "end of the tracks 9: there are 4"),
    ((3, 1, "track.name"), "the first track must not be beyond the end, got 3 and 1"),
    ((-1, 1, "track.name"), "first must be at least 0, got -1"),
    ((0,), "missing argument: end"),
    ((0, 4), "missing argument: property"),
    (("*", -1), "missing argument: property"),
    ((0, 1, "nonsense"), "property 'nonsense': a track has no 'nonsense' to be read"),
    ((0, 1, "send"), "property 'send': a track has no 'send' to be read"),
    ((0, 1, "scene.name"),
     "property must start with track., clip., clip_slot., device., parameter., send., got 'scene.name'"),
    ((0, 1, "parameter.nonsense"), "property 'parameter.nonsense': a parameter has value, display_value, name, "
     "original_name, min, max, default_value, is_quantized, is_enabled, state, automation_state, value_string"),
    (("Bass", "track.name"), "first 'Bass': there is no track of that name"),
    (("return_Z", "track.name"), "first must be a whole number from 0, \"master\", \"return_A\", \"return_0\", "
     "\"selected\" or \"*\", got 'return_Z'"),
    ((0, "track.name"), "end must be a whole number, got 'track.name'"),
    ((0, 1, "track.nonsense"), "property 'track.nonsense': a track has no 'nonsense' to be read"),
    ((0, 1, "clip_slot.name"), "property 'clip_slot.name': a clip slot has no 'name' to be read"),
    ((0, 1, "track.send"), "property 'track.send': a track has no 'send' to be read"),
    ((0, 1, "track.name", "clip.__class__"), "property 'clip.__class__': a clip has no '__class__' to be read"),
])
def test_a_question_that_makes_no_sense_is_refused(studio, arguments, sentence):
    (address, values), = studio.send("/live/song/get/track_data", *arguments)
    assert (address, values[1]) == ("/live/error", sentence)


def test_the_structure_is_written_as_json_into_the_temporary_folder(studio):
    studio.song.tracks[1].name = "B\u00e4ss"
    assert studio.query("/live/song/export/structure") == (1,)
    with open(os.path.join(tempfile.gettempdir(), "abletonosc-song-structure.json"), encoding="utf-8") as file:
        structure = json.load(file)
    tracks = structure["tracks"]
    assert [(track["index"], track["name"]) for track in tracks] == [(0, "1-MIDI"), (1, "B\u00e4ss"), (2, "3-Audio"),
                                                                     (3, "4-Audio")]
    assert tracks[0]["clips"] == [{"index": 0, "name": "verse", "length": 4.0},
                                  {"index": 1, "name": "chorus", "length": 5.0}]
    assert all(track["group_track"] is None and track["is_foldable"] is False for track in tracks)
    device = tracks[2]["devices"][0]
    assert (device["class_name"], device["name"], device["type"]) == ("Reverb", "Reverb", 2)
    assert device["parameters"][0] == {"name": "Device On", "value": 1.0, "min": 0.0, "max": 1.0, "is_quantized": True}


def test_a_folder_that_cannot_be_written_is_told(studio, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    (address, values), = studio.send("/live/song/export/structure")
    assert address == "/live/error"
    assert "missing" in values[1]
