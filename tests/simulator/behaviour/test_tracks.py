"""Tracks of all kinds: names, switches, refusals, creating, deleting, duplicating, grouping."""

import pytest

from simulator.behaviour.song_tracks import group_tracks

from .conftest import Rehearsal

NO_ARM = "Main and Return Tracks have no 'Arm' state!"


def names(tracks):
    return [track.name for track in tracks]


def test_the_default_set_is_lives(song):
    assert names(song.tracks) == ["1-MIDI", "2-MIDI", "3-Audio", "4-Audio"]
    assert names(song.return_tracks) == ["A-Reverb", "B-Delay"]
    assert [device.class_name for track in song.return_tracks for device in track.devices] == ["Reverb", "Delay"]
    assert song.master_track.name == "Main" and len(song.scenes) == 8
    assert (song.tempo, song.signature_numerator, song.signature_denominator) == (120.0, 4, 4)
    assert int(song.clip_trigger_quantization) == 4
    assert song.view.selected_track == song.tracks[0] and song.view.selected_scene == song.scenes[0]
    assert (song.can_undo, song.can_redo) == (False, False)
    assert [len(track.clip_slots) for track in song.tracks] == [8] * 4
    assert len(song.return_tracks[0].clip_slots) == len(song.master_track.clip_slots) == 0


def test_live_11_calls_the_main_track_master():
    stage = Rehearsal("11.3")
    assert stage.song.master_track.name == "Master"
    with pytest.raises(RuntimeError, match="^Master and Return Tracks have no 'Arm' state!$"):
        stage.song.master_track.arm = True
    with pytest.raises(RuntimeError, match="^Only the master track has a crossfader!$"):
        assert stage.song.tracks[0].mixer_device.crossfader
    assert "Master" in [each.display_name for each in stage.song.tracks[2].available_output_routing_types]
    stage.simulator.close()


@pytest.mark.parametrize(
    "kind, name, text",
    [
        ("main", "arm", NO_ARM),
        ("return", "arm", NO_ARM),
        ("main", "mute", "Main track has no 'mute' property!"),
        ("midi", "input_meter_left", "MIDI tracks have no 'input_meter_left' property!"),
        ("return", "current_monitoring_state", "Main and Return Tracks have no monitoring state!"),
        ("main", "arrangement_clips", "Main, Group and Return Tracks have no arrangement clips"),
        ("return", "arrangement_clips", "Main, Group and Return Tracks have no arrangement clips"),
    ],
)
def test_properties_that_do_not_apply_are_refused_in_lives_words(song, kind, name, text):
    track = {"main": song.master_track, "return": song.return_tracks[0], "midi": song.tracks[0]}[kind]
    with pytest.raises(RuntimeError) as refusal:
        getattr(track, name)
    assert str(refusal.value) == text


@pytest.mark.parametrize(
    "name, value, text",
    [
        ("arm", True, NO_ARM),
        ("mute", True, "Main track has no 'mute' property!"),
        ("solo", True, "Main track has no 'solo' property!"),
    ],
)
def test_setting_them_is_refused_too(song, name, value, text):
    with pytest.raises(RuntimeError) as refusal:
        setattr(song.master_track, name, value)
    assert str(refusal.value) == text


def test_monitoring_is_one_of_three_states(song):
    song.tracks[0].current_monitoring_state = 2
    assert song.tracks[0].current_monitoring_state == 2
    with pytest.raises(RuntimeError, match="^Invalid monitoring state!$"):
        song.tracks[0].current_monitoring_state = 3


def test_mute_is_the_activator_and_both_tell(stage, song):
    track = song.tracks[0]
    activator = track.mixer_device.track_activator
    stage.hear(track, "mute")
    stage.hear(activator, "value")
    track.mute = True
    assert activator.value == 0.0 and stage.heard == [("value", 0.0), ("mute", True)]
    activator.value = 1.0
    assert track.mute is False


def test_solo_leaves_other_solos_alone_and_silences_the_rest(stage, song):
    stage.hear(song.tracks[2], "muted_via_solo")
    song.tracks[0].solo = True
    song.tracks[1].solo = True
    assert [track.solo for track in song.tracks] == [True, True, False, False]
    assert [track.muted_via_solo for track in song.tracks] == [False, False, True, True]
    assert [track.muted_via_solo for track in song.return_tracks] == [False, False]
    song.tracks[0].solo = song.tracks[1].solo = False
    assert stage.heard == [("muted_via_solo", True), ("muted_via_solo", False)]


def test_arming_leaves_other_tracks_armed(song):
    song.tracks[0].arm = song.tracks[1].arm = True
    assert [track.arm for track in song.tracks] == [True, True, False, False]


@pytest.mark.parametrize(
    "index, expected",
    [
        (-1, ["1-MIDI", "2-MIDI", "3-Audio", "4-Audio", "5-MIDI"]),
        (0, ["1-MIDI", "2-MIDI", "3-MIDI", "4-Audio", "5-Audio"]),
        (3, ["1-MIDI", "2-MIDI", "3-Audio", "4-MIDI", "5-Audio"]),
        (None, ["1-MIDI", "2-MIDI", "3-MIDI", "4-Audio", "5-Audio"]),
    ],
)
def test_a_new_track_is_put_where_it_was_asked_for(song, index, expected):
    song.view.selected_track = song.tracks[0]
    made = song.create_midi_track(index)
    assert names(song.tracks) == expected and song.view.selected_track == made
    assert len(made.clip_slots) == 8 and len(made.mixer_device.sends) == 2


@pytest.mark.parametrize("index", [5, 99, -2])
def test_a_place_that_is_not_there_is_refused(song, index):
    with pytest.raises(IndexError):
        song.create_audio_track(index)
    assert len(song.tracks) == 4


def test_names_with_numbers_follow_the_place_and_others_stay(stage, song):
    song.tracks[1].name = "Bass"
    stage.hear(song.tracks[0], "name")
    song.create_audio_track(0)
    assert names(song.tracks) == ["1-Audio", "2-MIDI", "Bass", "4-Audio", "5-Audio"]
    assert stage.heard == [("name", "2-MIDI")]
    song.tracks[2].name = " "
    assert song.tracks[2].name == "3-MIDI"


def test_an_instrument_gives_its_name_to_the_track(song):
    song.tracks[0].insert_device("Operator")
    assert song.tracks[0].name == "1-Operator"


def test_renamed_returns_carry_their_letter_and_name_the_sends(stage, song):
    send = song.tracks[0].mixer_device.sends[1]
    stage.hear(send, "name")
    song.return_tracks[1].name = "Dub"
    assert song.return_tracks[1].name == "B-Dub" and send.name == "B-Dub" and stage.heard == [("name", "B-Dub")]
    song.return_tracks[1].name = "B-Echo"
    assert song.return_tracks[1].name == "B-Echo"


def test_a_new_return_brings_a_send_to_every_track(stage, song):
    stage.hear(song, "return_tracks")
    stage.hear(song.tracks[0].mixer_device, "sends")
    made = song.create_return_track()
    assert made.name == "C-Return"
    assert [len(track.mixer_device.sends) for track in list(song.tracks) + list(song.return_tracks)] == [3] * 7
    assert len(song.master_track.mixer_device.sends) == 0 and len(stage.heard) == 2
    song.delete_return_track(0)
    assert names(song.return_tracks) == ["A-Delay", "B-Return"]
    assert [send.name for send in song.tracks[0].mixer_device.sends] == ["A-Delay", "B-Return"]


def test_there_are_at_most_twelve_returns(song):
    for _ in range(10):
        song.create_return_track()
    with pytest.raises(RuntimeError):
        song.create_return_track()
    assert len(song.return_tracks) == 12 and song.return_tracks[11].name == "L-Return"


def test_deleting_a_track_kills_it_and_everything_in_it(stage, song):
    track = song.tracks[0]
    parts = [track.clip_slots[0], track.clip_slots[0].create_clip(4.0), track.mixer_device, track.mixer_device.volume]
    stage.hear(song, "tracks")
    song.delete_track(0)
    assert not track and not any(parts) and names(song.tracks) == ["1-MIDI", "2-Audio", "3-Audio"]
    assert song.view.selected_track == song.tracks[0] and len(stage.heard) == 1
    with pytest.raises(TypeError, match="None.None"):
        assert track.name


def test_one_track_is_always_left(song):
    for _ in range(3):
        song.delete_track(0)
    with pytest.raises(RuntimeError):
        song.delete_track(0)
    assert len(song.tracks) == 1


def test_deleting_what_is_not_there_is_refused(song):
    for index in (4, -1):
        with pytest.raises(IndexError):
            song.delete_track(index)
    with pytest.raises(IndexError):
        song.delete_return_track(2)


def test_a_duplicate_has_everything_of_its_own(stage, song):
    track = song.tracks[0]
    clip = track.clip_slots[2].create_clip(3.0)
    clip.add_new_notes((stage.live.Clip.MidiNoteSpecification(60, 0.0, 1.0),))
    track.name, track.mute, track.color_index = "Lead", True, 5
    track.mixer_device.volume.value = 0.5
    track.insert_device("Operator").parameters[3].value = 7.0
    assert song.duplicate_track(0) is None
    copy = song.tracks[1]
    assert (copy.name, copy.mute, copy.color_index, copy.mixer_device.volume.value) == ("Lead", True, 5, 0.5)
    assert copy.devices[0].parameters[3].value == 7.0 and copy.devices[0] != track.devices[0]
    assert copy.clip_slots[2].clip.get_notes(0.0, 0, 4.0, 128) == clip.get_notes(0.0, 0, 4.0, 128)
    copy.clip_slots[2].clip.remove_notes_extended(0, 128, 0.0, 4.0)
    assert len(clip.get_all_notes_extended()) == 1


def test_tracks_in_a_group_know_it_and_hide_with_it(stage, song):
    group = stage.simulator.wrap(
        group_tracks(stage.unwrap(song), [stage.unwrap(song.tracks[1]), stage.unwrap(song.tracks[2])])
    )
    assert names(song.tracks) == ["1-MIDI", "2-Group", "3-MIDI", "4-Audio", "5-Audio"]
    assert [track.is_grouped for track in song.tracks] == [False, False, True, True, False]
    assert song.tracks[2].group_track == group and group.is_foldable is True and song.tracks[0].group_track is None
    stage.hear(song, "visible_tracks")
    group.fold_state = True
    assert names(song.visible_tracks) == ["1-MIDI", "2-Group", "5-Audio"] and len(stage.heard) == 1
    assert [track.is_visible for track in song.tracks] == [True, True, False, False, True]


def test_only_groups_fold(song):
    with pytest.raises(RuntimeError):
        song.tracks[0].fold_state = True


def grouped(stage):
    song = stage.song
    return stage.simulator.wrap(
        group_tracks(stage.unwrap(song), [stage.unwrap(song.tracks[0]), stage.unwrap(song.tracks[1])])
    )


def test_deleting_a_group_deletes_its_members(stage, song):
    grouped(stage)
    song.delete_track(0)
    assert names(song.tracks) == ["1-Audio", "2-Audio"]


def test_duplicating_a_group_duplicates_its_members(stage, song):
    group = grouped(stage)
    song.duplicate_track(0)
    assert names(song.tracks) == ["1-Group", "2-MIDI", "3-MIDI", "4-Group", "5-MIDI", "6-MIDI", "7-Audio", "8-Audio"]
    assert song.tracks[4].group_track == song.tracks[3] != group


def test_a_track_made_inside_a_group_belongs_to_it(stage, song):
    group = grouped(stage)
    assert song.create_midi_track(1).group_track == group
    assert song.create_midi_track(-1).group_track is None


def test_group_slots_show_and_fire_what_is_inside(stage, song):
    group = grouped(stage)
    clip = song.tracks[1].clip_slots[0].create_clip(4.0)
    slot = group.clip_slots[0]
    assert slot.is_group_slot is True and slot.controls_other_clips is True
    assert slot.color_index == clip.color_index and group.clip_slots[1].color is None
    slot.fire()
    stage.tick()
    assert clip.is_playing is True and int(slot.playing_status) == 1 and slot.is_playing is True
    group.stop_all_clips(False)
    stage.tick()
    assert clip.is_playing is False and int(slot.playing_status) == 0


def test_a_solo_inside_a_group_lets_the_group_be_heard(stage, song):
    group = grouped(stage)
    song.tracks[1].solo = True
    assert [track.muted_via_solo for track in song.tracks] == [False, False, True, True, True]
    song.tracks[1].solo = False
    group.solo = True
    assert [track.muted_via_solo for track in song.tracks] == [False, False, False, True, True]


def test_colours_snap_to_the_palette(stage, song):
    track = song.tracks[0]
    stage.hear(track, "color", "color_index")
    track.color = 0xABCDEF
    assert (track.color_index, track.color) == (37, 0xB9C1E3)
    track.color = 0xFF0000
    assert (track.color_index, track.color) == (14, 0xFF3636)
    track.color_index = None
    assert track.color_index == 14 and len(stage.heard) == 4
    with pytest.raises(RuntimeError):
        track.color_index = 70


def test_scripts_keep_data_in_the_set(stage, song):
    stage.hear(song, "data")
    assert song.get_data("key", 5) == 5
    song.set_data("key", [1, 2])
    song.tracks[0].set_data("key", "own")
    assert (song.get_data("key", None), song.tracks[0].get_data("key", None)) == ([1, 2], "own") and len(
        stage.heard
    ) == 1


def types(track, direction):
    return [each.display_name for each in getattr(track, "available_{}_routing_types".format(direction))]


def test_routing_lists_are_those_of_the_default_set(song):
    assert types(song.tracks[2], "input") == [
        "Ext. In",
        "Resampling",
        "4-Audio",
        "A-Reverb",
        "B-Delay",
        "Main",
        "No Input",
    ]
    assert types(song.tracks[2], "output") == ["Ext. Out", "Main", "4-Audio", "Sends Only"]
    assert types(song.tracks[0], "input") == ["All Ins", "2-MIDI", "No Input"]
    assert types(song.tracks[0], "output") == ["2-MIDI", "No Output"]
    assert song.tracks[2].output_routing_type.display_name == "Main"
    assert song.tracks[2].input_routing_type.display_name == "Ext. In"
    assert [each.display_name for each in song.tracks[2].available_input_routing_channels] == ["1", "2", "1/2"]
    assert len(song.tracks[0].available_input_routing_channels) == 17


def test_a_routing_is_one_of_those_on_offer(stage, song):
    track = song.tracks[2]
    stage.hear(track, "output_routing_type", "output_routing_channel")
    chosen = [each for each in track.available_output_routing_types if each.display_name == "4-Audio"][0]
    track.output_routing_type = chosen
    assert (
        track.output_routing_type == chosen and chosen.attached_object == song.tracks[3] and int(chosen.category) == 4
    )
    assert [name for name, _ in stage.heard] == ["output_routing_type", "output_routing_channel"]
    midi = song.tracks[0].available_input_routing_types[0]
    with pytest.raises(ValueError):
        track.output_routing_type = midi


def test_a_routing_follows_the_track_and_ends_with_it(song):
    track = song.tracks[2]
    track.input_routing_type = track.available_input_routing_types[2]
    song.tracks[3].name = "Guitar"
    assert track.input_routing_type.display_name == "Guitar" and track.current_input_routing == "Guitar"
    track.input_routing_channel = track.available_input_routing_channels[2]
    assert track.input_routing_channel.display_name == "Post Mixer"
    song.delete_track(3)
    assert track.input_routing_type.display_name == "Ext. In"


def test_routings_can_be_chosen_by_name(song):
    song.tracks[2].current_output_routing = "Sends Only"
    assert song.tracks[2].output_routing_type.display_name == "Sends Only"
    assert list(song.tracks[2].output_routings) == types(song.tracks[2], "output")
    with pytest.raises(ValueError):
        song.tracks[2].current_output_routing = "Nowhere"


def test_a_new_track_has_its_routings_from_the_next_tick_on(stage, song):
    track = song.create_audio_track(-1)
    stage.hear(track, "available_output_routing_types")
    assert types(track, "output") == [] and types(track, "input") == []
    stage.tick()
    assert types(track, "output")[:2] == ["Ext. Out", "Main"] and len(stage.heard) == 1


def test_an_instrument_opens_the_audio_outputs(stage, song):
    stage.hear(song.tracks[0], "has_audio_output", "available_output_routing_types")
    song.tracks[0].insert_device("Operator")
    assert song.tracks[0].has_audio_output is True and types(song.tracks[0], "output")[:2] == ["Ext. Out", "Main"]
    assert {name for name, _ in stage.heard} == {"has_audio_output", "available_output_routing_types"}
    assert song.tracks[0].output_meter_left == 0.0


def test_members_of_a_group_send_to_it(stage, song):
    grouped(stage)
    song.tracks[1].insert_device("Operator")
    assert song.tracks[1].output_routing_type.display_name == "1-Group"
    assert int(song.tracks[1].output_routing_type.category) == 5
