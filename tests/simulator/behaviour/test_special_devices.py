"""What some of Live's devices have besides parameters: modes, lists, presets, inputs and outputs, two states."""

import pytest

from simulator.behaviour.chosen_from_list import OUT_OF_RANGE, RANGES, list_of
from simulator.behaviour.device_catalogue import CATALOGUE
from simulator.behaviour.relevance import TABLE
from simulator.schema import load

from .conftest import Rehearsal

SCHEMA = load("12.4")
CHOICES = [
    (name, prop)
    for name, row in SCHEMA.classes.items()
    for prop in row.properties
    if list_of(prop) in row.properties and prop != list_of(prop)
]
RANGED = [(name, prop, rule) for name, rows in RANGES.items() for prop, rule in rows.items()]


@pytest.fixture
def stage():
    rehearsal = Rehearsal("12.4")
    yield rehearsal
    rehearsal.simulator.close()


def put(stage, class_name, track=None):
    """A device of a class of Live's API, on the first track that takes it."""
    spec = next(spec for spec in CATALOGUE.values() if spec.lom_class == class_name)
    return put_named(stage, spec.display_name, track)


def put_named(stage, name, track=None):
    spec = CATALOGUE[name]
    if track is None:
        track = 2 if spec.kind == 2 else 0
    return stage.simulator.wrap(stage.unwrap(stage.song.tracks[track]).insert(spec, -1))


def names(things):
    return [getattr(thing, "display_name", None) or thing.name for thing in things]


# Laws


@pytest.mark.parametrize("class_name, name", CHOICES)
def test_an_index_names_one_of_the_list_beside_it(stage, class_name, name):
    device = put(stage, class_name)
    choices = getattr(device, list_of(name))
    assert len(choices) > 1 and 0 <= getattr(device, name) < len(choices)
    stage.hear(device, name)
    wanted = len(choices) - 1 if getattr(device, name) != len(choices) - 1 else 0
    setattr(device, name, wanted)
    assert getattr(device, name) == wanted and stage.heard == [(name, wanted)]
    for value in (-1, len(choices)):
        with pytest.raises(RuntimeError, match="^{}$".format(OUT_OF_RANGE.format(name))):
            setattr(device, name, value)
    assert getattr(device, name) == wanted
    stage.song.undo()
    assert getattr(device, name) != wanted


@pytest.mark.parametrize("class_name, name, rule", RANGED)
def test_what_is_beyond_a_range_is_refused(stage, class_name, name, rule):
    device = put(stage, class_name)
    low, high, refusal = rule
    assert low <= getattr(device, name) <= high
    for value in (low, high):
        setattr(device, name, value)
        assert getattr(device, name) == pytest.approx(value)
    for value in (low - 1, high + 1):
        with pytest.raises(RuntimeError, match="^{}$".format(refusal.format(name))):
            setattr(device, name, value)


@pytest.mark.parametrize("class_name, name", CHOICES + [(name, prop) for name, prop, _ in RANGED])
def test_a_copy_of_a_device_has_its_settings(stage, class_name, name):
    device = put(stage, class_name)
    value = getattr(device, name)
    wanted = (value or 2) - 1 if list_of(name) in SCHEMA.classes[class_name].properties else RANGES[class_name][name][1]
    setattr(device, name, wanted)
    index = [track for track in range(4) if device in stage.song.tracks[track].devices][0]
    stage.song.duplicate_track(index)
    copy = list(stage.song.tracks[index + 1].devices)[-1]
    assert copy != device and getattr(copy, name) == pytest.approx(wanted)


# Two states


@pytest.mark.parametrize("name", list(CATALOGUE))
def test_lives_own_devices_but_racks_can_be_compared(stage, name):
    device = put_named(stage, name)
    compared = not device.can_have_chains and not CATALOGUE[name].class_name.startswith(("Mx", "Plugin", "AuPlugin"))
    assert device.can_compare_ab is compared and device.is_using_compare_preset_b is False
    if not compared:
        for change in (lambda: setattr(device, "is_using_compare_preset_b", True),
                       device.save_preset_to_compare_ab_slot):
            with pytest.raises(RuntimeError, match="^Device can not compare presets$"):
                change()


def test_a_and_b_are_two_states_of_one_device(stage):
    device = put_named(stage, "Reverb")
    knob = device.parameters[5]
    before = knob.value
    stage.hear(device, "is_using_compare_preset_b")
    device.is_using_compare_preset_b = True
    assert knob.value == before
    knob.value = knob.max
    device.is_using_compare_preset_b = False
    assert knob.value == before
    device.is_using_compare_preset_b = True
    assert knob.value == knob.max
    device.save_preset_to_compare_ab_slot()
    device.is_using_compare_preset_b = False
    assert knob.value == knob.max and len(stage.heard) == 4
    stage.song.undo()
    assert device.is_using_compare_preset_b is True
    stage.song.undo()
    stage.song.undo()
    assert device.is_using_compare_preset_b is False and knob.value == before


@pytest.mark.parametrize("name", [name for name, spec in CATALOGUE.items() if spec.lom_class != "Device"])
def test_no_device_hides_what_all_devices_can(stage, name):
    device = stage.unwrap(put_named(stage, name))
    assert [each for each in vars(device) if callable(getattr(type(device), each, None))] == []


def test_looper_can_be_compared_too(stage):
    device = put_named(stage, "Looper")
    device.record_length_index = 2
    device.is_using_compare_preset_b = True
    device.record_length_index = 4
    device.is_using_compare_preset_b = False
    assert device.record_length_index == 2
    device.save_preset_to_compare_ab_slot()
    device.is_using_compare_preset_b = True
    assert device.record_length_index == 2


def test_a_and_b_have_settings_of_their_own(stage):
    device = put_named(stage, "Hybrid Reverb")
    device.ir_category_index, device.ir_file_index = 2, 3
    device.is_using_compare_preset_b = True
    device.ir_category_index = 4
    device.is_using_compare_preset_b = False
    assert (device.ir_category_index, device.ir_file_index) == (2, 3)


# Parameters without effect


@pytest.mark.parametrize("class_name", sorted(TABLE))
def test_a_parameter_has_an_effect_or_none_as_its_switch_stands(stage, class_name):
    [name] = [spec.display_name for spec in CATALOGUE.values() if spec.class_name == class_name]
    parameters = {parameter.name: parameter for parameter in put_named(stage, name).parameters}
    for row in TABLE[class_name]:
        parameter, switch = parameters[row.parameter], parameters[row.switch]
        for value in (switch.min, switch.max):
            switch.value = value
            assert int(parameter.state) == (0 if value == row.value else 1), row
    assert {int(parameters[each].state) for each in ("Device On",)} == {0}


def test_a_parameter_tells_that_it_lost_its_effect(stage):
    device = put_named(stage, "Delay")
    parameters = {parameter.name: parameter for parameter in device.parameters}
    stage.hear(parameters["L Time"], "state")
    parameters["L Sync"].value = 0.0
    parameters["R Sync"].value = 0.0
    assert [int(state) for _, state in stage.heard] == [0]
    stage.song.undo()
    stage.song.undo()
    assert [int(state) for _, state in stage.heard] == [0, 1]
    assert int(stage.song.tracks[0].mixer_device.volume.state) == 0


# EQ Eight


def test_the_second_curve_of_eq_eight_is_without_effect_in_stereo(stage):
    device = put_named(stage, "EQ Eight")
    second = [each for each in device.parameters if each.name == "1 Gain B"][0]
    first = [each for each in device.parameters if each.name == "1 Gain A"][0]
    assert (int(second.state), int(first.state), device.global_mode, device.edit_mode) == (1, 0, 0, False)
    stage.hear(second, "state")
    for mode in (1, 2):
        device.global_mode = mode
        device.edit_mode = True
        assert int(second.state) == 0 and device.edit_mode is True
    device.global_mode = 0
    assert int(second.state) == 1 and [int(state) for _, state in stage.heard] == [0, 1]
    stage.song.undo()
    assert int(second.state) == 0 and len(stage.heard) == 3
    with pytest.raises(RuntimeError):
        device.global_mode = 3


def test_one_of_eight_bands_is_selected(stage):
    view = put_named(stage, "EQ Eight").view
    assert view.selected_band == 2
    view.selected_band = 7
    for band in (-1, 8):
        with pytest.raises(RuntimeError):
            view.selected_band = band
    assert view.selected_band == 7


# Hybrid Reverb


def test_a_category_of_impulse_responses_has_files_of_its_own(stage):
    device = put_named(stage, "Hybrid Reverb")
    device.ir_file_index = 3
    stage.hear(device, "ir_category_index", "ir_file_list", "ir_file_index")
    before = list(device.ir_file_list)
    device.ir_category_index = 1
    assert device.ir_file_index == 0 and not set(before) & set(device.ir_file_list)
    assert [name for name, _ in stage.heard] == ["ir_category_index", "ir_file_list", "ir_file_index"]
    device.ir_category_index = list(device.ir_category_list).index("User")
    assert list(device.ir_file_list) == []
    with pytest.raises(RuntimeError):
        device.ir_file_index = 1


def test_the_bend_of_spectral_resonator_is_brought_into_its_range(stage):
    device = put_named(stage, "Spectral Resonator")
    assert device.pitch_bend_range == 2
    for value, stored in ((25, 24), (-1, 0), (12, 12)):
        device.pitch_bend_range = value
        assert device.pitch_bend_range == stored


# Plug-ins


def test_a_preset_of_a_plug_in_moves_its_parameters(stage):
    device = put_named(stage, "VST plug-in")
    stage.hear(device, "selected_preset_index")
    defaults = [each.value for each in device.parameters]
    device.selected_preset_index = 1
    assert [each.value for each in device.parameters] != defaults and device.presets[1] == "Bright"
    device.selected_preset_index = 0
    assert [each.value for each in device.parameters] == defaults and len(stage.heard) == 2
    for index in (-1, len(device.presets)):
        with pytest.raises(RuntimeError):
            device.selected_preset_index = index
    assert list(device.get_parameter_names(1, -1)) == [each.name for each in device.parameters][1:]


# Max devices


def test_max_devices_have_banks_of_eight_parameters(stage):
    device = put_named(stage, "Max Audio Effect")
    count = len(device.parameters) - 1
    assert device.get_bank_count() == (count + 7) // 8 == 2
    shown = [index for bank in range(2) for index in device.get_bank_parameters(bank)]
    assert shown[:count] == list(range(1, count + 1)) and set(shown[count:]) == {-1} and len(shown) == 16
    assert device.get_bank_parameters(-1) == device.get_bank_parameters(0)
    assert device.get_bank_name(0) != device.get_bank_name(-1)
    for bank in (-2, 2):
        for ask in (device.get_bank_name, device.get_bank_parameters):
            with pytest.raises(RuntimeError, match="^Invalid bank index$"):
                ask(bank)


@pytest.mark.parametrize("name, counts", [("Max Audio Effect", (1, 1, 1, 1)), ("Max Instrument", (0, 1, 1, 0)),
                                          ("Max MIDI Effect", (0, 0, 1, 1))])
def test_max_devices_have_the_inputs_and_outputs_of_their_kind(stage, name, counts):
    device = put_named(stage, name)
    lists = ("audio_inputs", "audio_outputs", "midi_inputs", "midi_outputs")
    assert tuple(len(getattr(device, each)) for each in lists) == counts
    for each in lists:
        for way in getattr(device, each):
            assert way.canonical_parent == device and way.routing_type == way.available_routing_types[0]


def test_an_input_of_a_max_device_listens_to_a_track_by_whatever_name(stage):
    device = put_named(stage, "Max Audio Effect")
    [way] = device.audio_inputs
    stage.hear(way, "available_routing_types", "routing_type", "available_routing_channels", "routing_channel")
    way.routing_type = [each for each in way.available_routing_types if each.display_name == "4-Audio"][0]
    assert [name for name, _ in stage.heard] == ["routing_type", "available_routing_channels", "routing_channel"]
    assert names(way.available_routing_channels) == ["Pre FX", "Post FX", "Post Mixer"]
    way.routing_channel = way.available_routing_channels[1]
    assert way.routing_channel.display_name == "Post FX"
    source = stage.song.tracks[3]
    source.name = "Guitar"
    assert way.routing_type.display_name == "Guitar" and way.routing_type.attached_object == source
    stage.song.delete_track(3)
    assert way.routing_type.display_name == "No Input" and stage.heard[-1][0] == "available_routing_types"
    stage.song.undo()
    assert way.routing_type.display_name == "Guitar"
    with pytest.raises(ValueError):
        way.routing_type = stage.song.tracks[0].available_output_routing_types[0]


def test_the_channels_of_hardware_begin_with_none_where_that_is_the_default(stage):
    [way] = put_named(stage, "Max Audio Effect").audio_outputs
    way.routing_type = [each for each in way.available_routing_types if each.display_name == "Ext. Out"][0]
    assert names(way.available_routing_channels) == ["1", "2", "1/2"]
    way.default_external_routing_channel_is_none = True
    assert names(way.available_routing_channels) == ["None", "1", "2", "1/2"]
