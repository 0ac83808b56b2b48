"""Devices and their parameters, racks, the mixer, the browser."""

import os

import pytest

from simulator.behaviour.device_catalogue import CATALOGUE, FOLDER, TABLES, read_catalogue
from simulator.behaviour.parameter_spec import display_number, display_text, parse_parameter, raw_number
from simulator.schema import load_document

from .conftest import Rehearsal

BUILT_IN = [name for name, spec in CATALOGUE.items() if not spec.class_name.startswith(("Mx", "Plugin", "AuPlugin"))]
PARAMETERS = [(name, parameter) for name, spec in CATALOGUE.items() for parameter in spec.parameters]


def names(things):
    return [thing.name for thing in things]


@pytest.mark.parametrize("name, class_name", sorted(load_document()["class_names"].items()))
def test_the_catalogue_has_lives_class_names(name, class_name):
    assert class_name in [spec.class_name for spec in CATALOGUE.values()]


def test_each_default_is_in_range_and_its_display_leads_back_to_it():
    for device, parameter in PARAMETERS:
        assert parameter.minimum <= parameter.default <= parameter.maximum, (device, parameter.name)
        assert display_text(parameter, parameter.default), (device, parameter.name)
        assert raw_number(parameter, display_number(parameter, parameter.default)) == pytest.approx(
            parameter.default, abs=1e-6
        )


def test_parameters_of_a_device_have_names_of_their_own():
    for spec in CATALOGUE.values():
        assert len({parameter.name for parameter in spec.parameters}) == len(spec.parameters), spec.display_name


@pytest.mark.parametrize("line", ["Nothing", "Gain = x dB", "Gain = 0 parsec 0..1", "Gain = 7 dB -6..6", "Gain = 0 dB",
                                  "Wave = 0 [&waves]", "Freq = @10 Hz 20..20000"])
def test_a_bad_line_of_the_device_table_is_named(line):
    with pytest.raises(ValueError):
        parse_parameter(line)
    with pytest.raises(ValueError, match="line 2"):
        read_catalogue(["[A, B, instrument]", line])


def test_a_block_of_the_device_table_is_repeated_and_a_later_line_wins():
    lines = ["[A, B, instrument]", "for 1..2", "{} Gain = 0 dB -6..6", "{} On = 0 Off/On", "end", "for L R",
             "{} Pan = 0 - -1..1", "end", "2 On = 1 Off/On"]
    [spec] = read_catalogue(lines).values()
    shown = [(parameter.name, parameter.default) for parameter in spec.parameters[1:]]
    assert shown == [("1 Gain", 0), ("1 On", 0), ("2 Gain", 0), ("2 On", 1), ("L Pan", 0), ("R Pan", 0)]


def test_every_list_of_the_tables_is_one_that_a_parameter_chooses_from():
    with open(os.path.join(FOLDER, "lists.txt"), encoding="utf-8") as lines:
        lists = [tuple(line.split(" = ")[1].strip().split("|")) for line in lines if line.startswith("list ")]
    assert lists and set(lists) <= {parameter.items for _, parameter in PARAMETERS}


def test_every_table_of_devices_is_read():
    assert sorted(name + ".txt" for name in TABLES) == sorted(os.listdir(FOLDER))


@pytest.mark.parametrize(
    "line, value, text",
    [
        ("Freeze On = 0 Off/On", 1.0, "On"),
        ("Dry/Wet = 0.55 %", 0.55, "55 %"),
        ("Predelay = 0 ms 0.5..250", 1.0, "250 ms"),
        ("Freq = 0 Hz 20..20000", 1.0, "20.00 kHz"),
        ("Transpose = 0 st -48..48", -12.0, "-12 st"),
        ("Gain = 0 dB -36..36", -6.0, "-6.0 dB"),
        ("Mode = 0 [A|B]", 1.0, "B"),
        ("Decay = 0.5 ms 1000..4000", 0.5, "2.00 s"),
        ("Freq = @440 Hz 20..20000", None, "440 Hz"),
        ("Freq = @1200 Hz 20..20000", None, "1.20 kHz"),
        ("Gain = 0 dB -70..6", -70.0, "-inf dB"),
        ("Threshold = @-6 fader", None, "-6.0 dB"),
        ("Threshold = 0 fader", 0.0, "-inf dB"),
        ("Level = @-12 level", None, "-12.0 dB"),
        ("Level = 0 level", 1.0, "0.0 dB"),
        ("Pan = 0 pan", -1.0, "50L"),
        ("Amount = 0 bipolar", -0.5, "-50 %"),
        ("Ratio = 0.75 ratio", None, "4.00 : 1"),
        ("Ratio = 0.75 ratio", 1.0, "inf : 1"),
        ("Phase = 180 deg 0..360", None, "180\u00b0"),
        ("Coarse = 0 hertz -500..500", -20.0, "-20 Hz"),
        ("Fade = 5 millis 0..2000", None, "5 ms"),
    ],
)
def test_values_are_written_in_their_unit(line, value, text):
    spec = parse_parameter(line)
    assert display_text(spec, spec.default if value is None else value) == text


@pytest.mark.parametrize("name", BUILT_IN)
def test_each_built_in_device_can_be_inserted_by_its_name(stage, song, name):
    device = song.tracks[0].insert_device(name)
    assert device.name == device.class_display_name == name and device.class_name == CATALOGUE[name].class_name
    assert device.parameters[0].name == "Device On" and device.is_active is True
    assert device.canonical_parent == song.tracks[0] and int(device.type) == CATALOGUE[name].kind


def test_an_unknown_device_is_refused_in_lives_words(song):
    with pytest.raises(ValueError, match="^Device Nothing not found.$"):
        song.tracks[0].insert_device("Nothing")
    with pytest.raises(RuntimeError):
        song.tracks[2].insert_device("Operator")
    with pytest.raises(IndexError):
        song.tracks[0].insert_device("Reverb", 5)


def test_devices_keep_the_order_of_the_signal(song):
    track = song.tracks[0]
    for name, index in (("Reverb", -1), ("Operator", -1), ("Arpeggiator", -1), ("Delay", 0), ("Chord", 0)):
        track.insert_device(name, index)
    assert names(track.devices) == ["Chord", "Arpeggiator", "Operator", "Delay", "Reverb"]
    old = track.devices[2]
    track.insert_device("Wavetable")
    assert names(track.devices) == ["Chord", "Arpeggiator", "Wavetable", "Delay", "Reverb"] and not old


def test_deleting_and_duplicating_devices(stage, song):
    track = song.tracks[0]
    track.insert_device("Operator")
    reverb = track.insert_device("Reverb")
    reverb.parameters[1].value = 0.0
    stage.hear(track, "devices")
    track.duplicate_device(1)
    assert names(track.devices) == ["Operator", "Reverb", "Reverb"] and track.devices[2].parameters[1].value == 0.0
    with pytest.raises(RuntimeError, match="^Can not duplicate instrument.$"):
        track.duplicate_device(0)
    track.delete_device(1)
    assert not reverb and names(track.devices) == ["Operator", "Reverb"] and len(stage.heard) == 2
    for index in (2, -1):
        with pytest.raises(IndexError):
            track.delete_device(index)


def test_devices_move_between_tracks(song):
    device = song.tracks[0].insert_device("Reverb")
    assert song.find_device_position(device, song.tracks[2], 0) == 0
    assert song.move_device(device, song.tracks[2], 0) == 0
    assert (
        len(song.tracks[0].devices) == 0
        and song.tracks[2].devices[0] == device
        and device.canonical_parent == song.tracks[2]
    )
    instrument = song.tracks[0].insert_device("Operator")
    with pytest.raises(RuntimeError, match="^Couldn't move device. target_index out of range.$"):
        song.move_device(instrument, song.tracks[2], 0)


def test_the_first_parameter_switches_the_device(stage, song):
    device = song.return_tracks[0].devices[0]
    stage.hear(device, "is_active")
    device.parameters[0].value = 0.0
    assert device.is_active is False and stage.heard == [("is_active", False)]


def test_values_out_of_range_are_refused_and_not_clamped(song):
    volume = song.tracks[0].mixer_device.volume
    for value in (1.01, -0.01, float("nan")):
        with pytest.raises(RuntimeError, match="^Invalid value. Check the parameters range with min/max$"):
            volume.value = value
    assert volume.value == pytest.approx(0.85)


def test_quantized_parameters_have_items_and_no_default(song):
    device = song.return_tracks[0].devices[0]
    switch, knob = device.parameters[0], device.parameters[-1]
    assert (switch.is_quantized, list(switch.value_items), knob.is_quantized) == (True, ["Off", "On"], False)
    switch.value = 0.4
    assert switch.value == 0.0
    with pytest.raises(RuntimeError, match="^There is no default value available for this type of parameter$"):
        assert switch.default_value
    with pytest.raises(RuntimeError, match="^Only quantized parameters have value items$"):
        assert knob.value_items


def test_parameters_are_written_as_live_does(song):
    mixer = song.tracks[0].mixer_device
    assert mixer.volume.str_for_value(0.85) == "0.0 dB" and mixer.volume.str_for_value(0.0) == "-inf dB"
    assert mixer.panning.str_for_value(-0.5) == "25L" and mixer.sends[0].str_for_value(1.0) == "0.0 dB"
    assert mixer.volume.display_value == pytest.approx(0.0, abs=1e-5)
    mixer.volume.display_value = -6.0
    assert mixer.volume.value == pytest.approx(0.7)
    with pytest.raises(RuntimeError, match="^Invalid display value$"):
        mixer.volume.display_value = 7.0


def test_parameter_listeners_hear_changes_only(stage, song):
    volume = song.tracks[0].mixer_device.volume
    stage.hear(volume, "value")
    volume.value = 0.5
    volume.value = 0.5
    assert stage.heard == [("value", 0.5)]


@pytest.mark.parametrize(
    "name, text",
    [
        ("crossfader", "Only the main track has a crossfader!"),
        ("song_tempo", "Only the main track has the song tempo!"),
        ("cue_volume", "Cue volume available on the main track only!"),
    ],
)
def test_only_the_main_track_has_some_of_the_mixer(song, name, text):
    with pytest.raises(RuntimeError) as refusal:
        getattr(song.tracks[0].mixer_device, name)
    assert str(refusal.value) == text
    assert getattr(song.master_track.mixer_device, name).min < getattr(song.master_track.mixer_device, name).max


def test_the_main_track_has_no_crossfader_assignment(song):
    assert song.tracks[0].mixer_device.crossfade_assign == 1
    with pytest.raises(RuntimeError, match="^Main track has no crossfader assignment!$"):
        song.master_track.mixer_device.crossfade_assign = 0
    with pytest.raises(RuntimeError):
        song.tracks[0].mixer_device.crossfade_assign = 3


@pytest.fixture
def rack(song):
    return song.tracks[0].insert_device("Drum Rack")


def test_a_drum_racks_pads_hold_the_chains_of_their_note(stage, rack):
    chain = rack.insert_chain()
    chain.insert_device("Simpler")
    assert len(rack.drum_pads) == 128 and len(rack.visible_drum_pads) == 16 and rack.has_drum_pads is True
    pad = rack.drum_pads[36]
    assert list(pad.chains) == [chain] and pad.name == "Simpler" and rack.drum_pads[0].name == "C-2"
    stage.hear(rack.drum_pads[40], "chains")
    chain.in_note = 40
    assert len(pad.chains) == 0 and list(rack.drum_pads[40].chains) == [chain] and len(stage.heard) == 1
    pad = rack.drum_pads[40]
    pad.mute = True
    assert chain.mute is True and chain.mixer_device.chain_activator.value == 0.0
    rack.copy_pad(40, 41)
    assert rack.drum_pads[41].chains[0].devices[0].name == "Simpler"
    pad.delete_all_chains()
    assert not chain and len(rack.chains) == 1


@pytest.mark.parametrize(
    "name, value, text",
    [
        ("choke_group", 17, "Invalid choke group."),
        ("in_note", -1, "Invalid note number."),
        ("out_note", 128, "Invalid note."),
    ],
)
def test_drum_chains_refuse_in_lives_words(rack, name, value, text):
    with pytest.raises(RuntimeError) as refusal:
        setattr(rack.insert_chain(), name, value)
    assert str(refusal.value) == text


def test_only_drum_racks_have_pads(song):
    rack = song.tracks[2].insert_device("Audio Effect Rack")
    with pytest.raises(RuntimeError, match="^Only drum racks can have pads!$"):
        assert rack.has_drum_pads
    assert len(rack.drum_pads) == 0 and rack.can_have_chains is True and rack.can_have_drum_pads is False
    chain = rack.insert_chain()
    assert (chain.name, chain.has_audio_input, chain.is_auto_colored) == ("Chain", True, True)
    with pytest.raises(RuntimeError):
        chain.insert_device("Operator")
    chain.insert_device("Delay")
    assert chain.name == "Delay" and song.tracks[2].can_show_chains is True


def test_devices_in_a_switched_off_rack_are_not_active(stage, rack):
    device = rack.insert_chain().insert_device("Simpler")
    stage.hear(device, "is_active")
    rack.parameters[0].value = 0.0
    assert device.is_active is False and stage.heard == [("is_active", False)]


def test_chain_solos_silence_the_other_chains(rack):
    one, other = rack.insert_chain(), rack.insert_chain()
    one.solo = True
    assert (one.muted_via_solo, other.muted_via_solo) == (False, True)


def test_macros_come_and_go_within_limits(rack):
    assert rack.visible_macro_count == 8 and rack.parameters[1].name == "Macro 1" and len(rack.macros_mapped) == 16
    for _ in range(4):
        rack.add_macro()
    with pytest.raises(RuntimeError, match="^The maximum number of macro controls is already reached!$"):
        rack.add_macro()
    counts = []
    while rack.visible_macro_count > 1:
        rack.remove_macro()
        counts.append(rack.visible_macro_count)
    assert counts == [14, 12, 10, 8, 6, 4, 2, 1]
    with pytest.raises(RuntimeError, match="^The minimum number of macro controls is already reached!$"):
        rack.remove_macro()


def test_variations_keep_the_macros(stage, rack):
    stage.hear(rack, "variation_count")
    rack.parameters[1].value = 10.0
    rack.store_variation()
    rack.parameters[1].value = 20.0
    rack.store_variation()
    assert (rack.variation_count, rack.selected_variation_index) == (2, 1)
    rack.selected_variation_index = 0
    rack.recall_selected_variation()
    assert rack.parameters[1].value == 10.0
    rack.delete_selected_variation()
    assert rack.variation_count == 1 and stage.heard == [
        ("variation_count", 1),
        ("variation_count", 2),
        ("variation_count", 1),
    ]
    with pytest.raises(RuntimeError):
        rack.selected_variation_index = 1
    rack.randomize_macros()


def test_a_copied_rack_has_its_chains(song, rack):
    rack.insert_chain().insert_device("Simpler")
    song.duplicate_track(0)
    copy = song.tracks[1].devices[0]
    assert names(copy.chains) == ["Simpler"] and copy.chains[0] != rack.chains[0]
    assert copy.chains[0].devices[0].canonical_parent == copy.chains[0]


def test_a_rack_with_everything_in_it_comes_back_by_undo(song, rack):
    rack.insert_chain().insert_device("Simpler")
    song.tracks[0].delete_device(0)
    song.undo()
    back = song.tracks[0].devices[0]
    assert (
        not rack and back.chains[0].devices[0].name == "Simpler" and list(back.drum_pads[36].chains) == [back.chains[0]]
    )


def test_the_browser_loads_onto_the_selected_track():
    stage = Rehearsal("12.0")
    browser, song = stage.simulator.application.browser, stage.song
    song.view.selected_track = song.tracks[1]
    operator = [item for item in browser.instruments.children if item.name == "Operator"][0]
    assert (operator.is_loadable, operator.is_device, operator.is_folder) == (True, True, False)
    browser.load_item(operator)
    assert names(song.tracks[1].devices) == ["Operator"] and song.tracks[1].view.selected_device.name == "Operator"
    for name, mode in (("Reverb", 0), ("Delay", 0), ("Echo", 2)):
        song.tracks[1].view.device_insert_mode = mode
        song.view.select_device(song.tracks[1].devices[-1 if mode == 0 else 1])
        browser.load_item([item for item in browser.audio_effects.children if item.name == name][0])
    assert names(song.tracks[1].devices) == ["Operator", "Reverb", "Echo", "Delay"]
    with pytest.raises(RuntimeError):
        browser.load_item(browser.instruments)
    with pytest.raises(RuntimeError, match="^Invalid filter type$"):
        browser.filter_type = 8
    stage.simulator.close()


def test_the_compressors_side_chain_listens_to_a_track(stage, song):
    device = song.tracks[2].insert_device("Compressor")
    assert device.input_routing_type.display_name == "No Input" and len(device.available_input_routing_channels) == 0
    device.input_routing_type = [
        each for each in device.available_input_routing_types if each.display_name == "4-Audio"
    ][0]
    assert device.input_routing_type.attached_object == song.tracks[3]
    assert [each.display_name for each in device.available_input_routing_channels] == [
        "Pre FX",
        "Post FX",
        "Post Mixer",
    ]


@pytest.mark.parametrize("version, has_roar", [("11.0", False), ("12.0", True)])
def test_the_browser_offers_what_the_version_has(version, has_roar):
    stage = Rehearsal(version)
    effects = names(stage.simulator.application.browser.audio_effects.children)
    assert "Reverb" in effects and ("Roar" in effects) == has_roar
    stage.simulator.close()
