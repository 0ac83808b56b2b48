"""Every setting of Live's API that a Set has comes back after it was saved and loaded: a law over live-api.json."""
import pytest

from simulator import Simulator
from simulator.als.context import Reading
from simulator.als.element import Element
from simulator.als.report import Report
from simulator.als.settings import ELSEWHERE, SIMPLE, WITHOUT_SETTING, read_settings
from simulator.behaviour.device_catalogue import CATALOGUE
from simulator.schema import load_newest

from .full_set import VERSION

SCHEMA = load_newest()
SPECS = {}
for spec in CATALOGUE.values() if isinstance(CATALOGUE, dict) else CATALOGUE:
    SPECS.setdefault(spec.lom_class, spec)
OWNERS = ["Song"] + sorted(name for name in SPECS if any(prop.settable for prop in
                                                         SCHEMA.classes[name].properties.values()))


def owner(simulator, class_name):
    """The Song, or the one device of that class."""
    if class_name == "Song":
        return simulator.live_song
    return next(device for track in simulator.live_song.values["tracks"] for device in track.values["devices"]
                if device.class_name == class_name)


def saved_names(inner):
    """The simple properties that can be set, but for those that the table has a reason for."""
    without = {key.split(".")[1] for key, reason in WITHOUT_SETTING.items()
               if key.split(".")[0] in inner.lineage and reason != ELSEWHERE}
    # A category comes before the index in it.
    return sorted(name for name, prop in inner.properties.items()
                  if prop.settable and (prop.type in SIMPLE or prop.type.startswith("enum:")) and name not in without)


def others(value):
    """Values of the same type that might be legal."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, str):
        return [value + " too", "Minor"]
    return [type(value)(each) for each in (1, 2, 0, 3, 0.5, 0.25, 99) if type(value)(each) != value]


def change(simulator, handle, name):
    """Sets another legal value, if there is one."""
    before = getattr(handle, name)
    for value in others(before):
        try:
            setattr(handle, name, value)
        except (RuntimeError, ValueError):
            continue
        simulator.advance(0.1)
        if getattr(handle, name) != before:
            return True
    return False


@pytest.mark.parametrize("class_name", OWNERS)
def test_every_setting_of_the_class_comes_back(tmp_path, class_name):
    simulator, other = Simulator(VERSION), Simulator(VERSION)
    if class_name != "Song":
        track = simulator.live_song.values["tracks"][0]
        track.values["devices"].append(track.make_device(SPECS[class_name]))
    inner = owner(simulator, class_name)
    handle = simulator.wrap(inner)
    unchanged = [name for name in saved_names(inner) if not change(simulator, handle, name)]
    assert unchanged == []
    expected = {name: getattr(handle, name) for name in saved_names(inner)}
    parameters = [each.value for each in handle.parameters] if class_name != "Song" else []
    simulator.save_set(str(tmp_path / "set.als"))
    other.load_set(str(tmp_path / "set.als"))
    found = other.wrap(owner(other, class_name))
    assert {name: getattr(found, name) for name in expected} == expected
    assert parameters == ([each.value for each in found.parameters] if parameters else [])
    simulator.close()
    other.close()


def test_what_has_no_setting_is_settable_in_live():
    for key in WITHOUT_SETTING:
        class_name, name = key.split(".")
        assert SCHEMA.classes[class_name].properties[name].settable


def test_the_modulation_matrix_of_wavetable_comes_back(tmp_path):
    simulator, other = Simulator(VERSION), Simulator(VERSION)
    track = simulator.live_song.values["tracks"][0]
    track.values["devices"].append(track.make_device(SPECS["WavetableDevice"]))
    device = simulator.wrap(owner(simulator, "WavetableDevice"))
    for number, amount in ((3, 0.5), (5, -0.25)):
        row = device.add_parameter_to_modulation_matrix(device.parameters[number])
        device.set_modulation_value(row, 2, amount)
    simulator.save_set(str(tmp_path / "set.als"))
    other.load_set(str(tmp_path / "set.als"))
    found = other.wrap(owner(other, "WavetableDevice"))
    assert list(found.visible_modulation_target_names) == list(device.visible_modulation_target_names)
    assert [found.get_modulation_value(row, 2) for row in (0, 1)] == [0.5, -0.25]
    simulator.close()
    other.close()


def test_the_selected_scene_and_track_come_back(tmp_path):
    simulator, other = Simulator(VERSION), Simulator(VERSION)
    view = simulator.song.view
    view.selected_scene, view.selected_track = simulator.song.scenes[2], simulator.song.tracks[1]
    simulator.save_set(str(tmp_path / "set.als"))
    other.load_set(str(tmp_path / "set.als"))
    assert other.song.view.selected_scene == other.song.scenes[2]
    assert other.song.view.selected_track == other.song.tracks[1]
    simulator.close()
    other.close()


@pytest.mark.parametrize("text", ["nan", "[", "99", "true", '"x"', "1e400", "[[0, [1]]]", "[[1, [5]]]", "[1]", "null"])
def test_a_setting_that_means_nothing_is_reported_and_left(tmp_path, text):
    simulator = Simulator(VERSION)
    inner = simulator.live_song.values["tracks"][0].make_device(SPECS["WavetableDevice"])
    before = inner.values["unison_mode"]
    reading = Reading(Report())
    element = Element("InstrumentVector")
    element.put("SimulatorSettings/unison_mode", text)
    element.put("SimulatorSettings/modulation_matrix", text)
    read_settings(element, inner, reading)
    assert inner.values["unison_mode"] == before and len(reading.report.lines()) >= 1
    simulator.close()
