"""Wavetable: tables by category, voices, and the modulation matrix."""

import pytest

from .conftest import Rehearsal


@pytest.fixture
def device(song):
    return song.tracks[0].insert_device("Wavetable")


@pytest.mark.parametrize("number", [1, 2])
def test_a_category_brings_its_tables(stage, song, device, number):
    prefix = "oscillator_{}_wavetable".format(number)
    stage.hear(device, prefix + "s", prefix + "_category", prefix + "_index")
    setattr(device, prefix + "_index", 7)
    setattr(device, prefix + "_category", 2)
    category = list(device.oscillator_wavetable_categories)[2]
    tables = list(getattr(device, prefix + "s"))
    assert len(tables) == 8 and all(name.startswith(category) for name in tables)
    assert [name for name, _ in stage.heard] == [
        prefix + "_index", prefix + "_category", prefix + "s", prefix + "_index"]
    for name, value in (("_index", 8), ("_index", -1), ("_category", 12), ("_category", -1)):
        with pytest.raises(RuntimeError):
            setattr(device, prefix + name, value)
    song.undo()
    assert getattr(device, prefix + "_category") == 0 and getattr(device, prefix + "_index") == 7


@pytest.mark.parametrize("version, most", [("12.3.6", 6), ("12.4", 7)])
def test_there_are_as_many_voices_as_the_version_has(version, most):
    stage = Rehearsal(version)
    device = stage.song.tracks[0].insert_device("Wavetable")
    device.poly_voices = most
    with pytest.raises(RuntimeError, match="^Invalid poly voice count$"):
        device.poly_voices = most + 1
    stage.simulator.close()


def test_the_matrix_is_copied_and_comes_back_by_undo(stage, song, device):
    target = device.add_parameter_to_modulation_matrix(device.parameters[3])
    device.set_modulation_value(target, 2, 0.5)
    name = device.parameters[3].name
    for value in (1.5, -1.5, float("nan")):
        with pytest.raises(RuntimeError):
            device.set_modulation_value(target, 2, value)
    song.duplicate_track(0)
    copy = song.tracks[1].devices[0]
    assert list(copy.visible_modulation_target_names) == [name] and copy.get_modulation_value(0, 2) == 0.5
    assert copy.add_parameter_to_modulation_matrix(copy.parameters[3]) == 0
    song.tracks[0].delete_device(0)
    song.undo()
    back = song.tracks[0].devices[0]
    assert back.get_modulation_value(0, 2) == 0.5 and back.add_parameter_to_modulation_matrix(back.parameters[3]) == 0
