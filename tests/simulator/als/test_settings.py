"""Every setting of Live's API comes back after a Set was saved and loaded: a law over live-api.json and unsaved.py."""
import gzip

import pytest

from simulator import Simulator
from simulator.als.context import Reading
from simulator.als.element import Element
from simulator.als.io_routings import read_io_routings
from simulator.als.report import Report
from simulator.als.settings import read_settings
from simulator.als.unsaved import NOT_SAVED, reason_not_saved
from simulator.behaviour.device_catalogue import CATALOGUE
from simulator.behaviour.max_device import LISTS
from simulator.handles import Handle
from simulator.schema import load_newest
from simulator.values import Value, fields
from simulator.vectors import VectorProtocol

from .content import content, differences
from .full_set import VERSION, make_full_set

SCHEMA = load_newest()
SPECS = {}
for spec in CATALOGUE.values():
    SPECS.setdefault(spec.lom_class, spec)
SAVED = {"{}.{}".format(name, prop.name) for name, row in SCHEMA.classes.items() for prop in row.properties.values()
         if prop.settable and reason_not_saved(SCHEMA.lineage(name), prop.name) is None}
# How many objects of a class are changed; of the many parameters of devices a few are enough here.
MOST_CHANGED = 8
# The legal values of a property that stand in another one.
LISTED = {"current_input_routing": "input_routings", "current_input_sub_routing": "input_sub_routings",
          "current_output_routing": "output_routings", "current_output_sub_routing": "output_sub_routings",
          "scale_name": ("Minor", "Dorian", "Major")}
NUMBERS = (1, 2, 0, 3, 0.5, 0.25, -1, 99, 4410)


def make_whole_set():
    """A Set with an object of each class."""
    simulator = make_full_set()
    inner = simulator.live_song
    for class_name, spec in sorted(SPECS.items()):
        inner.call_create_midi_track(-1).insert(spec, -1)
    simulator.song.create_scene(-1)
    simulator.advance(0.1)
    return simulator


def objects(simulator):
    """Every object below the Song, once, by what it is called in the API: (class names, handle)."""
    seen, waiting, found = set(), [simulator.live_song], []
    while waiting:
        inner = waiting.pop()
        if inner.live_ptr in seen or not inner.alive:
            continue
        seen.add(inner.live_ptr)
        found.append(inner)
        for name, prop in inner.properties.items():
            if prop.kind in ("child", "children") and name != "canonical_parent":
                value = getattr(simulator.wrap(inner), name, None) if may_be_read(simulator, inner, name) else None
                held = list(value) if isinstance(value, VectorProtocol) else [value]
                waiting.extend(simulator.unwrap(each) for each in held if isinstance(each, Handle))
    return found


def may_be_read(simulator, inner, name):
    """Whether an object has a property that its class has."""
    try:
        getattr(simulator.wrap(inner), name)
    except (RuntimeError, AttributeError):
        return False
    return True


def candidates(simulator, handle, prop, known):
    """Values of a property's type that might be legal."""
    before = getattr(handle, prop.name)
    if prop.name in LISTED:
        listed = LISTED[prop.name]
        return list(getattr(handle, listed) if isinstance(listed, str) else listed)
    if prop.name == "selected_slice":
        return list(simulator.unwrap(handle).values["canonical_parent"].values["sample"].values["slices"])
    if prop.type.startswith("object:Routing"):
        return list(getattr(handle, "available_{}s".format(prop.name)))
    if prop.kind == "child":
        return [simulator.wrap(each) for each in known if prop.type.split("|")[0] in each.lineage]
    if isinstance(before, Value):
        return [simulator.value(type(before).__name__, **dict(fields(before), octave=octave)) for octave in (-1, 7, 3)]
    if isinstance(before, (VectorProtocol, list, tuple)):
        return [[each + shift for each in before] for shift in (1.5, 2.5)]
    if isinstance(before, bool):
        return [not before]
    if isinstance(before, str):
        return [before + " too"]
    kind = int if before is None else type(before)
    return [kind(each) if kind is not int or prop.type.split("|")[0] == "int" else each for each in NUMBERS]


def change(simulator, handle, prop, known, later):
    """Sets another legal value, and says whether there is one; `later` takes others than the first time."""
    before = getattr(handle, prop.name)
    values = [value for value in candidates(simulator, handle, prop, known) if value != before]
    for value in values[::-1] if later else values:
        try:
            setattr(handle, prop.name, value)
        except (RuntimeError, ValueError, TypeError):
            continue
        if getattr(handle, prop.name) != before:
            return True
    return False


def settings(simulator):
    """Every property of the Set that is saved and can be set: (its name in the API, object, property)."""
    for inner in objects(simulator):
        for prop in inner.properties.values():
            lineage = SCHEMA.lineage(inner.schema.name)
            owner = next(name for name in lineage if prop.name in SCHEMA.classes[name].properties)
            key = "{}.{}".format(owner, prop.name)
            if key in SAVED and may_be_read(simulator, inner, prop.name):
                yield key, inner, prop


def change_everything(simulator, later):
    """Sets all that can be set of some objects of each class; tells which properties are others than before."""
    rows, known, counts = list(settings(simulator)), objects(simulator), {}
    before = [getattr(simulator.wrap(inner), prop.name) for _, inner, prop in rows]
    for key, inner, prop in rows:
        count = counts.setdefault(key, 0)
        if count < MOST_CHANGED and may_be_read(simulator, inner, prop.name):
            # Every other switch stays: one that switches a value off hides it.
            stays = prop.type == "bool" and (count + later) % 2
            counts[key] += bool(stays or change(simulator, simulator.wrap(inner), prop, known, later))
    simulator.advance(0.1)
    return {key for (key, inner, prop), value in zip(rows, before)
            if inner.alive and may_be_read(simulator, inner, prop.name)
            and getattr(simulator.wrap(inner), prop.name) != value}


def test_every_setting_of_every_object_comes_back(tmp_path):
    path = str(tmp_path / "set.als")
    simulator, moved = make_whole_set(), set()
    for later in (False, True):
        moved |= change_everything(simulator, later)
        simulator.save_set(path)
        other = Simulator(VERSION)
        other.load_set(path)
        assert [line for line in other.log if line.startswith("Set: ")] == []
        assert differences(content(simulator), content(other)) == {}
        simulator.close()
        simulator = other
    simulator.save_set(str(tmp_path / "again.als"))
    simulator.close()
    assert text_of(str(tmp_path / "again.als")) == text_of(path), "what was loaded and not changed is saved as the same"
    assert SAVED - moved == set()


def text_of(path):
    """The XML of a Set."""
    with gzip.open(path) as file:
        return file.read().decode("utf-8")


def device_of(simulator, class_name):
    """The first device of a class."""
    return next(device for track in simulator.song.tracks for device in track.devices
                if type(device).__name__ == class_name)


def test_what_no_property_says_comes_back(tmp_path):
    simulator, other = make_whole_set(), Simulator(VERSION)
    song, view = simulator.song, simulator.song.view
    wavetable, looper = device_of(simulator, "WavetableDevice"), device_of(simulator, "LooperDevice")
    for number, amount in ((3, 0.5), (5, -0.25)):
        row = wavetable.add_parameter_to_modulation_matrix(wavetable.parameters[number])
        wavetable.set_modulation_value(row, 2, amount)
    looper.is_using_compare_preset_b = True
    looper.parameters[1].value, looper.overdub_after_record = 1.0, True
    bus = device_of(simulator, "MaxDevice").audio_outputs[0]
    bus.routing_type = [each for each in bus.available_routing_types if each.attached_object][0]
    view.select_device(device_of(simulator, "RoarDevice"))
    view.selected_scene, view.selected_track = song.scenes[2], song.tracks[1]
    simulator.save_set(str(tmp_path / "set.als"))
    other.load_set(str(tmp_path / "set.als"))
    found = device_of(other, "WavetableDevice")
    assert list(found.visible_modulation_target_names) == list(wavetable.visible_modulation_target_names)
    assert [found.get_modulation_value(row, 2) for row in (0, 1)] == [0.5, -0.25]
    found = device_of(other, "LooperDevice")
    assert found.is_using_compare_preset_b and found.parameters[1].value == 1.0 and found.overdub_after_record
    found.is_using_compare_preset_b = looper.is_using_compare_preset_b = False
    assert found.overdub_after_record == looper.overdub_after_record
    assert [each.value for each in found.parameters] == [each.value for each in looper.parameters]
    assert device_of(other, "MaxDevice").audio_outputs[0].routing_type.display_name == bus.routing_type.display_name
    roar = device_of(other, "RoarDevice")
    assert other.song.appointed_device == roar == roar.canonical_parent.view.selected_device
    assert other.song.view.selected_scene == other.song.scenes[2]
    assert other.song.view.selected_track == other.song.tracks[1]
    simulator.close()
    other.close()


@pytest.fixture(scope="module")
def empty():
    """A simulator whose Set no test changes."""
    simulator = Simulator(VERSION)
    yield simulator
    simulator.close()


def test_what_is_not_saved_is_in_lives_api_and_has_a_reason():
    for key, reason in NOT_SAVED.items():
        class_name, name = key.rsplit(".", 1)
        assert name in SCHEMA.classes[class_name].properties and len(reason) > 10, key


@pytest.mark.parametrize("text", ["nan", "[", "99", "true", '"x"', "1e400", "[[0, [1]]]", "[[1, [5]]]", "[1]", "null"])
def test_a_setting_that_means_nothing_is_reported_and_left(empty, text):
    simulator = empty
    inner = simulator.live_song.values["tracks"][0].make_device(SPECS["WavetableDevice"])
    before = inner.values["unison_mode"]
    reading = Reading(Report())
    element = Element("InstrumentVector")
    element.put("SimulatorSettings/unison_mode", text)
    element.put("SimulatorSettings/modulation_matrix", text)
    read_settings(element, inner, ("Device",), reading)
    assert inner.values["unison_mode"] == before and len(reading.report.lines()) >= 1


NO_PLACES = ("0", '"tracks"', "{}", '["tracks"]', '["tracks", 99]', '["tracks", -1]', '["tracks", true]',
             '["tracks", 0]', '["canonical_parent"]', '["view", "song"]', '[["tracks"], 0]', "[null]",
             '["tracks", 0, "name"]', "[")


@pytest.mark.parametrize("text", NO_PLACES)
def test_a_place_where_nothing_of_the_kind_is_is_reported_and_left(empty, text):
    reading = Reading(Report())
    element = Element("LiveSet")
    for key in ("view.detail_clip", "view.selected_chain", "view.mod_mapping_device", "appointed_device"):
        element.put("SimulatorSettings/" + key, text)
    read_settings(element, empty.live_song, ("Song",), reading)
    for task in reading.last:
        task()
    assert len(reading.report.lines()) == 4
    assert empty.song.view.detail_clip is None and empty.song.appointed_device is None


@pytest.mark.parametrize("text", ["null", "[]", "[true]", '[1, [], []]', "[true, [0.0], []]", '{"audio_inputs": []}',
                                  '{"audio_inputs": [[0, 0, 0, 0]]}'])
def test_states_and_routings_that_mean_nothing_are_reported_and_left(empty, text):
    inner = empty.live_song.values["tracks"][0].make_device(SPECS["MaxDevice"])
    reading = Reading(Report())
    element = Element("MxDeviceAudioEffect")
    element.put("SimulatorSettings/compared", text)
    element.put("SimulatorSettings/routings", text)
    read_settings(element, inner, ("Device",), reading)
    for task in reading.later + reading.last:
        task()
    assert len(reading.report.lines()) >= 2 and not inner.values["is_using_compare_preset_b"]


@pytest.mark.parametrize("channel, reported", [("7/8", 0), ("6", 0), ("1/2", 0), ("Moon", 1), ("9999/10000", 1)])
def test_a_max_device_has_the_channel_of_a_larger_audio_interface(empty, channel, reported):
    empty.live_song.hardware["Ext. Out"] = 2
    inner = empty.live_song.values["tracks"][0].make_device(SPECS["MaxDevice"])
    row = dict.fromkeys(LISTS, [])
    row["audio_outputs"] = [["Ext. Out", None, channel, False]]
    reading = Reading(Report())
    read_io_routings(inner, row, reading)
    for task in reading.last:
        task()
    assert len(reading.report.lines()) == reported
    way = inner.values["audio_outputs"][0]
    assert (way.routing_channel().display_name == channel) == (not reported)
