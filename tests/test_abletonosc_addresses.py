"""The law of compatibility: each of AbletonOSC's 494 addresses answers with ids and values of the types clients expect.

`abletonosc_addresses.txt` is the golden list. The types of plain properties come from the facts about Live's classes,
not from the tables under test; what is no plain property stands in `SHAPES`. A shape is a pattern over type tags.
"""

import json
import re
from pathlib import Path

import pytest

from simulator import Simulator
from simulator.behaviour.song_tracks import group_tracks
from tests.running_script import RunningScript

HERE = Path(__file__).parent
ADDRESSES = (HERE / "abletonosc_addresses.txt").read_text().split()
CLASSES = json.loads((HERE.parent / "simulator" / "live-api.json").read_text())["classes"]

LIVE_CLASSES = {"song": "Song", "track": "Track", "clip_slot": "ClipSlot", "clip": "Clip", "scene": "Scene",
                "device": "Device", "application": "Application"}
TAGS = {bool: "T", int: "i", float: "f", str: "s", type(None): "N"}
TAG_OF_LIVE_TYPE = {"bool": "T", "int": "i", "float": "f", "str": "s", "int|None": "[iN]"}

IDS = {"track": (0,), "clip_slot": (0, 0), "clip": (0, 0), "scene": (0,), "device": (0, 0)}
AUDIO_TRACK, AUDIO_CLIP = (2,), (2, 0)
AUDIO_CLIP_PROPERTIES = ("file_path", "gain", "gain_display_string", "pitch_coarse", "pitch_fine", "ram_mode",
                         "sample_length", "warp_mode", "warping")
GROUP_TRACK, GROUP_TRACK_PROPERTIES = (4,), ("fold_state",)
AUDIO_TRACK_PROPERTIES = ("output_meter_left", "output_meter_right")

# What a getter says after the ids, where that is no plain property of Live.
SHAPES = {
    "api/get/log_level": "s",
    "application/get/version": "ii",
    "clip/get/notes": "(ifffT)+",
    "device/get/num_parameters": "i",
    "device/get/parameter/name": "is",
    "device/get/parameter/value": "if",
    "device/get/parameter/value_string": "is",
    "device/get/parameters/is_quantized": "T+",
    "device/get/parameters/max": "f+",
    "device/get/parameters/min": "f+",
    "device/get/parameters/name": "s+",
    "device/get/parameters/value": "f+",
    "song/get/beat": "i",
    "song/get/cue_points": "(sf)+",
    "song/get/num_scenes": "i",
    "song/get/num_tracks": "i",
    "song/get/scenes/name": "s+",
    "song/get/track_data": "[sN]+",
    "song/get/track_names": "s+",
    "track/get/arrangement_clips/length": "f*",
    "track/get/arrangement_clips/name": "s*",
    "track/get/arrangement_clips/start_time": "f*",
    "track/get/clips/color": "[iN]+",
    "track/get/clips/length": "[fN]+",
    "track/get/clips/name": "[sN]+",
    "track/get/devices/can_have_chains": "T+",
    "track/get/devices/class_name": "s+",
    "track/get/devices/name": "s+",
    "track/get/devices/type": "i+",
    "track/get/num_devices": "i",
    "track/get/panning": "f",
    "track/get/send": "if",
    "track/get/volume": "f",
    "view/get/selected_clip": "ii",
    "view/get/selected_device": "ii",
    "view/get/selected_scene": "i",
    "view/get/selected_track": "i",
}

# What follows the ids in a question.
ARGUMENTS = {
    "device/get/parameter/name": (1,),
    "device/get/parameter/value": (1,),
    "device/get/parameter/value_string": (1,),
    "song/get/track_data": (0, 2, "track.name", "clip.name"),
    "track/get/send": (0,),
}

# What is written, where that is not just what was read.
VALUES = {
    "api/set/log_level": ("info",),
    "clip/set/color_index": (5,),
    "device/set/parameters/value": (1.0,),
    "scene/set/color_index": (5,),
    "scene/set/tempo": (130.0,),
    "scene/set/time_signature_denominator": (4,),
    "scene/set/time_signature_numerator": (3,),
    "song/cue_point/set/name": (0, "intro"),
    "view/set/selected_clip": (1, 2),
    "view/set/selected_device": (0, 0),
}

# Everything that is neither read nor written: what is sent after the ids, and what comes back (nothing, as a rule).
METHODS = {
    "api/reload": (), "api/show_message": ("hello",),
    "clip/add/notes": (60, 0.0, 1.0, 100, False), "clip/duplicate_loop": (), "clip/fire": (),
    "clip/remove/notes": (0, 128, 0.0, 4.0), "clip/remove_notes_by_id": (1,), "clip/stop": (),
    "clip_slot/create_clip": (4.0,), "clip_slot/delete_clip": (), "clip_slot/duplicate_clip_to": (0, 3),
    "clip_slot/fire": (), "clip_slot/stop": (),
    "clips/filter": ("C", "E"), "clips/unfilter": (),
    "midimap/map_cc": (0, 0, 1, 0, 20),
    "scene/fire": (), "scene/fire_as_selected": (), "scene/fire_selected": (),
    "song/capture_and_insert_scene": (), "song/capture_midi": (), "song/continue_playing": (),
    "song/create_audio_track": (-1,), "song/create_midi_track": (-1,), "song/create_return_track": (),
    "song/create_scene": (-1,), "song/cue_point/add_or_delete": (), "song/cue_point/jump": (0,),
    "song/cue_point/set/name": (0, "intro"),
    "song/delete_return_track": (0,), "song/delete_scene": (0,), "song/delete_track": (3,),
    "song/duplicate_scene": (0,), "song/duplicate_track": (0,), "song/export/structure": (),
    "song/force_link_beat_time": (), "song/jump_by": (1.0,), "song/jump_to_next_cue": (), "song/jump_to_prev_cue": (),
    "song/re_enable_automation": (), "song/redo": (), "song/set_or_delete_cue": (), "song/start_playing": (),
    "song/stop_all_clips": (), "song/stop_playing": (), "song/tap_tempo": (), "song/trigger_session_record": (),
    "song/undo": (),
    "test": (),
    "track/delete_clip": (0,), "track/delete_device": (0,), "track/stop_all_clips": (),
}
NOT_ABOUT_ONE_OBJECT = ("scene/fire_selected",)
ANSWERS = {"song/export/structure": (1,), "test": ("ok",), "view/set/selected_device": (0, 0)}
EMPTY_SLOT = {"clip_slot/create_clip": (0, 5)}

# Live does not tell when these change, and they never do.
NOT_OBSERVABLE = {
    "clip/is_audio_clip", "clip/is_midi_clip", "clip/sample_length", "clip_slot/is_group_slot", "device/class_name",
    "device/type", "track/can_be_armed", "track/is_foldable",
}


def parts(address):
    """`track/get/clips/name` as ("track", "get", "clips/name"), a method as ("track", "", "delete_clip")."""
    thing, _, rest = address[len("/live/"):].partition("/")
    verb, _, name = rest.partition("/")
    return (thing, verb, name) if verb in ("get", "set", "start_listen", "stop_listen") else (thing, "", rest)


def addresses(*verbs):
    return [address for address in ADDRESSES if parts(address)[1] in verbs]


def ids_of(thing, name):
    if thing == "clip" and name in AUDIO_CLIP_PROPERTIES:
        return AUDIO_CLIP
    if thing == "track" and name in AUDIO_TRACK_PROPERTIES:
        return AUDIO_TRACK
    if thing == "track" and name in GROUP_TRACK_PROPERTIES:
        return GROUP_TRACK
    return IDS.get(thing, ())


def shape_of(thing, name):
    """The type tags of a value, as a regular expression."""
    key = f"{thing}/get/{name}"
    if key in SHAPES:
        return SHAPES[key]
    live_type = CLASSES[LIVE_CLASSES[thing]]["properties"][name]["type"]
    if live_type.startswith("list:Routing"):
        return "s+"
    if live_type.startswith("object:Routing"):
        return "s"
    return TAG_OF_LIVE_TYPE.get(live_type, "i" if live_type.startswith("enum:") else None)


def tags(values):
    return "".join(TAGS[type(value)] for value in values)


def assert_is_answer(message, thing, name, ids):
    """One message on the `get` address: the ids as integers, then a value of the right shape."""
    address, values = message
    assert address == f"/live/{thing}/get/{name}"
    assert values[:len(ids)] == ids
    assert all(type(value) is int for value in values[:len(ids)])
    given = ARGUMENTS.get(f"{thing}/get/{name}", ())
    if given and name != "track_data":
        assert values[len(ids):][:len(given)] == given
    assert re.fullmatch(shape_of(thing, name), tags(values[len(ids):])), values


def open_live(log_folder):
    """Live with a MIDI clip, an audio clip, an instrument, a cue point and a group."""
    running = RunningScript(log_folder, simulator=Simulator(live_version="12.3.6"))
    song = running.song
    song.tracks[0].clip_slots[0].create_clip(4.0)
    song.tracks[2].clip_slots[0].create_audio_clip("/samples/loop.wav")
    song.tracks[0].insert_device("Operator")
    song.set_or_delete_cue()
    song.create_audio_track(-1)
    group_tracks(running.simulator.live_song, running.simulator.live_song.values["tracks"][4:])
    running.advance()
    running.send("/live/clip/add/notes", 0, 0, 60, 0.0, 1.0, 100, False)
    song.view.selected_track = song.tracks[0]
    running.advance()
    running.received()
    return running


@pytest.fixture
def live(log_folder):
    """A Live of one's own, for what changes the Set."""
    running = open_live(log_folder)
    yield running
    running.close()
    assert not running.host.errors


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory):
    """One Live for everything that leaves the Set as it is."""
    running = open_live(tmp_path_factory.mktemp("logs"))
    yield running
    running.close()
    assert not running.host.errors


def test_the_golden_list_is_complete_and_every_address_belongs_to_one_law():
    assert len(ADDRESSES) == len(set(ADDRESSES)) == 494
    methods = {address[len("/live/"):] for address in addresses("")}
    assert methods == set(METHODS)


@pytest.mark.parametrize("address", addresses("get"))
def test_a_getter_answers_with_ids_and_a_value_of_its_type(unchanged, address):
    thing, _, name = parts(address)
    ids = ids_of(thing, name)
    replies = unchanged.send(address, *ids, *ARGUMENTS.get(f"{thing}/get/{name}", ()))
    assert len(replies) == 1
    assert_is_answer(replies[0], thing, name, ids)


@pytest.mark.parametrize("address", [address for address in addresses("get") if ids_of(*parts(address)[::2])])
def test_ids_sent_as_floats_come_back_as_integers(unchanged, address):
    thing, _, name = parts(address)
    ids = ids_of(thing, name)
    replies = unchanged.send(address, *[float(one) for one in ids], *ARGUMENTS.get(f"{thing}/get/{name}", ()))
    assert len(replies) == 1
    assert_is_answer(replies[0], thing, name, ids)


@pytest.mark.parametrize("address", addresses("set"))
def test_a_setter_takes_what_the_getter_gave_and_is_silent(live, address):
    thing, _, name = parts(address)
    key = f"{thing}/set/{name}"
    ids = ids_of(thing, name)
    given = ARGUMENTS.get(f"{thing}/get/{name}", ())
    values = VALUES.get(key)
    if values is None:
        values = live.query(f"/live/{thing}/get/{name}", *ids, *given)[len(ids) + len(given):]
    expected = [(address, ANSWERS[key])] if key in ANSWERS else []
    assert live.send(address, *ids, *given, *values) == expected


@pytest.mark.parametrize("address", addresses("start_listen"))
def test_start_listen_pushes_the_value_at_once_or_says_why_not(unchanged, address):
    thing, _, name = parts(address)
    ids = ids_of(thing, name)
    replies = unchanged.send(address, *ids, *ARGUMENTS.get(f"{thing}/get/{name}", ()))
    if f"{thing}/{name}" in NOT_OBSERVABLE:
        sentence = f"{name} cannot be listened to: Live does not report its changes"
        assert replies == [("/live/error", ("Error handling OSC message: " + sentence, sentence, address) + ids)]
        return
    unchanged.send(address.replace("start_listen", "stop_listen"), *ids, *ARGUMENTS.get(f"{thing}/get/{name}", ()))
    assert_is_answer(replies[0], thing, name, ids)
    rest = [reply[0] for reply in replies[1:]]
    assert rest == (["/live/device/get/parameter/value_string"] if name == "parameter/value" else [])


@pytest.mark.parametrize("address", addresses("stop_listen"))
def test_stop_listen_is_silent_whether_somebody_listened_or_not(unchanged, address):
    thing, _, name = parts(address)
    arguments = ids_of(thing, name) + ARGUMENTS.get(f"{thing}/get/{name}", ())
    assert unchanged.send(address, *arguments) == []
    unchanged.send(f"/live/{thing}/start_listen/{name}", *arguments)
    assert unchanged.send(address, *arguments) == []
    assert unchanged.engine.subscriptions.all() == []


@pytest.mark.parametrize("address", addresses(""))
def test_a_method_is_silent_but_for_those_that_answer(live, address):
    key = address[len("/live/"):]
    thing = key.split("/")[0]
    ids = () if key in NOT_ABOUT_ONE_OBJECT else EMPTY_SLOT.get(key, IDS.get(thing, ()))
    expected = [(address, ANSWERS[key])] if key in ANSWERS else []
    assert live.send(address, *ids, *METHODS[key]) == expected
