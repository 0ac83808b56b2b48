"""Scenes, slots and clips: making, deleting, copying; loop, markers, notes; what only audio clips have."""

import pytest

AUDIO_ONLY = (
    "available_warp_modes",
    "file_path",
    "gain",
    "gain_display_string",
    "pitch_coarse",
    "pitch_fine",
    "ram_mode",
    "sample_length",
    "sample_rate",
    "warp_markers",
    "warp_mode",
    "warping",
)


def note(stage, *given, **named):
    return stage.live.Clip.MidiNoteSpecification(*given, **named)


def notes_of(clip):
    return [(each.pitch, each.start_time, each.duration) for each in clip.get_all_notes_extended()]


@pytest.mark.parametrize("index, place", [(-1, 8), (0, 0), (3, 3), (8, 8)])
def test_a_new_scene_gets_a_slot_on_every_track_and_is_selected(stage, song, index, place):
    stage.hear(song, "scenes")
    stage.hear(song.tracks[0], "clip_slots")
    made = song.create_scene(index)
    assert list(song.scenes).index(made) == place and song.view.selected_scene == made
    assert [len(track.clip_slots) for track in song.tracks] == [9] * 4 and len(stage.heard) == 2


def test_a_new_scene_takes_over_tempo_and_signature_of_the_one_above(song):
    song.scenes[2].tempo = 90.0
    assert song.create_scene(3).tempo == 90.0
    assert song.create_scene(0).tempo == -1.0


def test_deleting_a_scene_takes_its_clips_and_leaves_one(song):
    clip = song.tracks[0].clip_slots[0].create_clip(4.0)
    song.delete_scene(0)
    assert not clip and len(song.scenes) == len(song.tracks[0].clip_slots) == 7
    assert song.view.selected_scene == song.scenes[0]
    for _ in range(6):
        song.delete_scene(0)
    with pytest.raises(RuntimeError):
        song.delete_scene(0)
    with pytest.raises(IndexError):
        song.delete_scene(1)


def test_a_duplicated_scene_has_copies_of_the_clips(song):
    clip = song.tracks[0].clip_slots[1].create_clip(4.0)
    clip.name, song.scenes[1].name = "riff", "verse"
    assert song.duplicate_scene(1) is None
    copy = song.tracks[0].clip_slots[2].clip
    assert copy.name == "riff" and copy != clip and song.scenes[2].name == "verse" and len(song.scenes) == 9
    assert song.tracks[0].clip_slots[3].has_clip is False


def test_scenes_read_minus_one_without_tempo_and_signature(stage, song):
    scene = song.scenes[0]
    assert (scene.tempo, scene.time_signature_numerator, scene.time_signature_denominator) == (-1.0, -1, -1)
    stage.hear(scene, "time_signature_enabled", "tempo_enabled")
    scene.time_signature_numerator = 7
    scene.tempo = 100.0
    assert (scene.tempo, scene.time_signature_numerator, scene.time_signature_denominator) == (100.0, 7, 4)
    assert stage.heard == [("time_signature_enabled", True), ("tempo_enabled", True)]
    scene.tempo_enabled = False
    assert scene.tempo == -1.0


def test_scenes_can_lose_their_colour(song):
    scene = song.scenes[0]
    assert scene.color_index is None
    scene.color_index = 3
    assert scene.color == 0xF7F47C
    scene.color_index = None
    assert scene.color_index is None


def test_scenes_know_whether_they_are_empty(song):
    song.tracks[1].clip_slots[2].create_clip(1.0)
    assert [scene.is_empty for scene in song.scenes][:4] == [True, True, False, True]


def test_a_clip_is_made_in_an_empty_slot_of_a_midi_track(stage, song):
    slot = song.tracks[0].clip_slots[0]
    stage.hear(slot, "has_clip")
    clip = slot.create_clip(4.0)
    assert (
        slot.has_clip is True
        and slot.clip == clip
        and clip.canonical_parent == slot
        and stage.heard == [("has_clip", True)]
    )
    assert (clip.length, clip.loop_start, clip.loop_end, clip.is_midi_clip, clip.is_audio_clip) == (
        4.0,
        0.0,
        4.0,
        True,
        False,
    )
    for target, length in ((slot, 4.0), (song.tracks[2].clip_slots[0], 4.0), (song.tracks[0].clip_slots[1], 0.0)):
        with pytest.raises(RuntimeError):
            target.create_clip(length)


def test_deleting_a_clip_kills_it_and_an_empty_slot_refuses(stage, song):
    clip = stage.clip()
    slot = song.tracks[0].clip_slots[0]
    slot.delete_clip()
    assert not clip and slot.has_clip is False and slot.clip is None
    with pytest.raises(RuntimeError):
        slot.delete_clip()


def test_a_copy_goes_over_what_is_there_and_only_to_the_same_kind_of_track(stage, song):
    clip, other = stage.clip(), stage.clip(scene=1)
    clip.name = "riff"
    song.tracks[0].clip_slots[0].duplicate_clip_to(song.tracks[0].clip_slots[1])
    assert not other and song.tracks[0].clip_slots[1].clip.name == "riff"
    with pytest.raises(RuntimeError, match="^Incompatible track types for clip duplication$"):
        song.tracks[0].clip_slots[0].duplicate_clip_to(song.tracks[2].clip_slots[1])


def test_a_slot_is_duplicated_downwards(stage, song):
    stage.clip(scene=3).name = "riff"
    assert song.tracks[0].duplicate_clip_slot(3) == 4
    assert song.tracks[0].clip_slots[4].clip.name == "riff"
    stage.clip(scene=7)
    assert song.tracks[0].duplicate_clip_slot(7) == 8 and len(song.scenes) == 9


def test_without_looping_loop_and_markers_are_one(stage):
    clip = stage.clip(length=8.0)
    clip.loop_start, clip.loop_end = 2.0, 6.0
    assert (clip.start_marker, clip.end_marker, clip.length) == (0.0, 8.0, 4.0)
    stage.hear(clip, "loop_start", "loop_end")
    clip.looping = False
    assert (clip.loop_start, clip.loop_end, clip.length) == (0.0, 8.0, 8.0)
    assert stage.heard == [("loop_start", 0.0), ("loop_end", 8.0)]
    clip.start_marker = 1.0
    assert clip.start_marker == 0.0
    clip.loop_start = 1.0
    assert clip.start_marker == 1.0
    clip.looping = True
    assert (clip.loop_start, clip.loop_end) == (2.0, 6.0)


@pytest.mark.parametrize(
    "name, value", [("loop_start", 4.0), ("loop_end", 0.0), ("start_marker", 9.0), ("end_marker", -1.0)]
)
def test_ends_may_not_cross(stage, name, value):
    clip = stage.clip()
    with pytest.raises(RuntimeError):
        setattr(clip, name, value)
    assert clip.length == 4.0


def test_moving_the_position_keeps_the_length(stage):
    clip = stage.clip()
    stage.hear(clip, "loop_start", "loop_end", "position")
    clip.position = 3.0
    assert (clip.loop_start, clip.loop_end, clip.position) == (3.0, 7.0, 3.0)
    assert [name for name, _ in stage.heard] == ["loop_start", "loop_end", "position"]


@pytest.mark.parametrize("name", AUDIO_ONLY)
def test_midi_clips_refuse_what_only_audio_clips_have(stage, name):
    with pytest.raises(RuntimeError, match="only available for Audio Clips$"):
        getattr(stage.clip(), name)


def test_the_refusal_of_gain_is_lives(stage):
    clip = stage.clip()
    for attempt in (lambda: clip.gain, lambda: setattr(clip, "gain", 0.5)):
        with pytest.raises(RuntimeError, match="^Gain is only available for Audio Clips$"):
            attempt()


@pytest.fixture
def audio(song):
    return song.tracks[2].clip_slots[0].create_audio_clip("/samples/Loop 120.wav")


@pytest.mark.parametrize("content", [b"", b"RIFF"])
def test_a_damaged_sound_file_is_refused_with_a_reason(song, tmp_path, content):
    path = tmp_path / "damaged.wav"
    path.write_bytes(content)
    with pytest.raises(RuntimeError, match=r"damaged\.wav \(it ends within its header\)$"):
        song.tracks[2].clip_slots[0].create_audio_clip(str(path))


def test_an_audio_clip_is_as_long_as_its_file(audio):
    assert (audio.is_audio_clip, audio.name, audio.length, audio.sample_rate) == (True, "Loop 120", 16.0, 44100.0)
    assert audio.sample_length == 352800 and audio.file_path == "/samples/Loop 120.wav"
    assert audio.seconds_to_sample_time(1.0) == 44100.0 and audio.beat_to_sample_time(2.0) == 44100.0
    assert audio.sample_to_beat_time(44100.0) == 2.0
    assert [marker.beat_time for marker in audio.warp_markers] == [0.0, 16.0, 16.03125]


def test_the_length_of_a_real_file_is_read(song, tmp_path):
    import wave

    path = tmp_path / "two seconds.wav"
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(22050)
        sound.writeframes(b"\0\0" * 44100)
    clip = song.tracks[2].clip_slots[0].create_audio_clip(str(path))
    assert (clip.sample_length, clip.sample_rate, clip.length) == (44100, 22050.0, 4.0)


def test_audio_clips_can_only_be_created_on_audio_tracks(song):
    with pytest.raises(RuntimeError, match="^Audio clips can only be created on audio tracks$"):
        song.tracks[0].clip_slots[0].create_audio_clip("/a.wav")
    with pytest.raises(RuntimeError):
        song.tracks[2].clip_slots[0].create_audio_clip("/a.txt")


def test_gain_is_shown_in_decibels_and_stays_in_range(audio):
    assert audio.gain_display_string == "0.0 dB"
    audio.gain = 0.5
    assert audio.gain_display_string == "4.0 dB"
    with pytest.raises(RuntimeError, match="^Gain is out of range$"):
        audio.gain = 1.1


def test_cents_carry_into_semitones(audio):
    audio.pitch_fine = 70.0
    assert (audio.pitch_coarse, audio.pitch_fine) == (1, -30.0)
    with pytest.raises(RuntimeError):
        audio.pitch_coarse = 49


def test_warping_changes_on_the_next_tick_and_unwarped_times_are_seconds(stage, audio):
    audio.warping = False
    assert audio.warping is True
    stage.tick()
    assert audio.warping is False and audio.looping is False and audio.length == 8.0
    audio.fire()
    stage.tick()
    stage.simulator.advance(3.0)
    assert audio.playing_position == pytest.approx(3.0)


def test_audio_clips_have_no_notes(audio):
    with pytest.raises(RuntimeError):
        audio.get_all_notes_extended()


def test_new_notes_get_ids_and_come_back_by_pitch_and_time(stage):
    clip = stage.clip()
    stage.hear(clip, "notes")
    ids = clip.add_new_notes(
        [note(stage, 64, 0.0, 1.0), note(stage, 60, 2.0, 1.0, 90), note(stage, 60, 1.0, 0.5, mute=True)]
    )
    assert list(ids) == [1, 2, 3]
    found = clip.get_notes_extended(0, 128, 0.0, 4.0)
    assert [(each.note_id, each.pitch, each.start_time) for each in found] == [(3, 60, 1.0), (2, 60, 2.0), (1, 64, 0.0)]
    assert (found[0].mute, found[1].velocity, found[2].probability, found[2].release_velocity) == (
        True,
        90.0,
        1.0,
        64.0,
    )
    assert len(stage.heard) == 1


def test_a_window_holds_the_notes_that_start_in_it(stage):
    clip = stage.clip()
    clip.add_new_notes(
        (note(stage, 60, -1.0, 1.5), note(stage, 60, 1.0, 1.0), note(stage, 61, 1.0, 1.0), note(stage, 60, 2.0, 1.0))
    )
    assert [each.start_time for each in clip.get_notes_extended(60, 1, -2.0, 4.0)] == [-1.0, 1.0]
    assert clip.get_notes(1.0, 60, 1.0, 1) == ((60, 1.0, 1.0, 100.0, False),)
    clip.remove_notes_extended(60, 1, 0.0, 4.0)
    assert notes_of(clip) == [(60, -1.0, 1.5), (61, 1.0, 1.0)]


def test_only_survivors_among_new_notes_are_named(stage):
    clip = stage.clip()
    assert list(clip.add_new_notes((note(stage, 60, 1.0, 1.0), note(stage, 60, 0.0, 4.0)))) == [2]


def test_ids_are_never_used_again(stage):
    clip = stage.clip()
    clip.add_new_notes((note(stage, 60, 0.0, 1.0),))
    clip.remove_notes_by_id([1])
    assert list(clip.add_new_notes((note(stage, 60, 0.0, 1.0),))) == [2]


@pytest.mark.parametrize(
    "name, given",
    [
        ("get_notes_by_id", ([9],)),
        ("remove_notes_by_id", ([9],)),
        ("select_notes_by_id", ([9],)),
        ("duplicate_notes_by_id", ([9],)),
    ],
)
def test_ids_that_are_not_there_are_refused_in_lives_words(stage, name, given):
    with pytest.raises(RuntimeError, match="^All given IDs must be present in clip$"):
        getattr(stage.clip(), name)(*given)


def test_a_pitch_that_midi_lacks_is_refused_and_nothing_is_added(stage):
    clip = stage.clip()
    with pytest.raises(RuntimeError):
        clip.add_new_notes((note(stage, 60, 0.0, 1.0), note(stage, 128, 0.0, 1.0)))
    assert notes_of(clip) == []


def test_modified_notes_are_matched_by_id(stage):
    clip = stage.clip()
    clip.add_new_notes((note(stage, 60, 0.0, 1.0), note(stage, 62, 1.0, 1.0)))
    found = clip.get_all_notes_extended()
    found[0].pitch, found[0].start_time = 62, 1.5
    assert notes_of(clip) == [(60, 0.0, 1.0), (62, 1.0, 1.0)]
    clip.apply_note_modifications(found)
    assert notes_of(clip) == [(62, 1.0, 1.0)] or notes_of(clip) == [(62, 1.0, 0.5), (62, 1.5, 1.0)]


def test_the_selection_is_read_and_replaced(stage):
    clip = stage.clip()
    clip.add_new_notes((note(stage, 60, 0.0, 1.0), note(stage, 62, 1.0, 1.0)))
    clip.select_notes_by_id([2])
    assert clip.get_selected_notes() == ((62, 1.0, 1.0, 100.0, False),)
    clip.replace_selected_notes(((70, 0.0, 1.0, 80.0, False),))
    assert notes_of(clip) == [(60, 0.0, 1.0), (70, 0.0, 1.0)] and len(clip.get_selected_notes_extended()) == 1
    clip.select_all_notes()
    assert len(clip.get_selected_notes()) == 2
    clip.deselect_all_notes()
    assert clip.get_selected_notes() == ()


def test_set_notes_adds(stage):
    clip = stage.clip()
    clip.set_notes(((60, 0.0, 1.0, 100, False),))
    clip.set_notes(((61, 0.0, 1.0, 100, False),))
    assert notes_of(clip) == [(60, 0.0, 1.0), (61, 0.0, 1.0)]


def test_copies_of_notes_begin_where_asked_or_behind_the_last(stage):
    clip = stage.clip()
    clip.add_new_notes((note(stage, 60, 0.0, 1.0), note(stage, 62, 0.5, 1.0)))
    assert list(clip.duplicate_notes_by_id([1, 2])) == [3, 4]
    assert notes_of(clip)[1:2] == [(60, 1.5, 1.0)]
    clip.duplicate_notes_by_id([1], 3.0, 12)
    assert (72, 3.0, 1.0) in notes_of(clip)
    clip.duplicate_region(0.0, 1.0, 8.0, 62, 1)
    assert (63, 8.5, 1.0) in notes_of(clip)


def test_duplicating_the_loop_doubles_it(stage):
    clip = stage.clip()
    clip.add_new_notes((note(stage, 60, 1.0, 1.0), note(stage, 62, 4.0, 1.0)))
    stage.hear(clip, "notes", "loop_end", "end_marker")
    clip.duplicate_loop()
    assert (clip.length, clip.end_marker) == (8.0, 8.0)
    assert notes_of(clip) == [(60, 1.0, 1.0), (60, 5.0, 1.0), (62, 8.0, 1.0)]
    assert {name for name, _ in stage.heard} == {"notes", "loop_end", "end_marker"}


def test_cropping_leaves_the_loop(stage):
    clip = stage.clip(length=8.0)
    clip.add_new_notes((note(stage, 60, 0.0, 1.0), note(stage, 60, 3.0, 3.0), note(stage, 60, 7.0, 1.0)))
    clip.loop_start, clip.loop_end = 2.0, 4.0
    clip.crop()
    assert notes_of(clip) == [(60, 3.0, 1.0)] and (clip.start_marker, clip.end_marker) == (2.0, 4.0)


def test_quantizing_moves_starts_by_the_amount(stage):
    clip = stage.clip()
    clip.add_new_notes((note(stage, 60, 0.2, 1.0), note(stage, 62, 1.1, 1.0)))
    clip.quantize(1, 0.5)
    assert [start for _, start, _ in notes_of(clip)] == pytest.approx([0.1, 1.05])
    clip.quantize_pitch(62, 1, 1.0)
    assert [start for _, start, _ in notes_of(clip)] == pytest.approx([0.1, 1.0])
    for grid in (0, 9):
        with pytest.raises(RuntimeError, match="^Invalid quantization.$"):
            clip.quantize(grid, 1.0)


def test_pitches_have_names(stage):
    assert stage.clip().note_number_to_name(60) == "C3"


def test_arrangement_clips_stand_in_order_and_never_overlap(stage, song):
    track = song.tracks[0]
    stage.hear(track, "arrangement_clips")
    late, early = track.create_midi_clip(8.0, 8.0), track.create_midi_clip(0.0, 4.0)
    assert [clip.start_time for clip in track.arrangement_clips] == [0.0, 8.0] and late.is_arrangement_clip is True
    track.create_midi_clip(2.0, 8.0)
    assert [(clip.start_time, clip.end_time) for clip in track.arrangement_clips] == [
        (0.0, 2.0),
        (2.0, 10.0),
        (10.0, 16.0),
    ]
    track.create_midi_clip(4.0, 1.0)
    assert [clip.start_time for clip in track.arrangement_clips] == [0.0, 2.0, 4.0, 5.0, 10.0]
    track.delete_clip(early)
    assert (
        not early and len(track.arrangement_clips) == 4 and early.__class__.__name__ == "Clip" and len(stage.heard) == 5
    )


def test_session_clips_are_copied_to_the_arrangement(stage, song):
    clip = stage.clip()
    clip.name = "riff"
    made = song.tracks[0].duplicate_clip_to_arrangement(clip, 16.0)
    assert (made.name, made.start_time, made.end_time, made.canonical_parent) == ("riff", 16.0, 20.0, song.tracks[0])
    with pytest.raises(RuntimeError):
        song.tracks[2].duplicate_clip_to_arrangement(clip, 16.0)


def test_take_lanes_hold_clips(song):
    lane = song.tracks[0].create_take_lane()
    clip = lane.create_midi_clip(0.0, 4.0)
    assert lane.name == "Take 1" and clip.is_take_lane_clip is True and list(lane.arrangement_clips) == [clip]


def test_envelopes_belong_to_session_clips_and_parameters_of_their_track(stage, song):
    clip = stage.clip()
    volume = song.tracks[0].mixer_device.volume
    stage.hear(clip, "has_envelopes")
    assert clip.automation_envelope(volume) is None
    envelope = clip.create_automation_envelope(volume)
    envelope.insert_step(0.0, 1.0, 0.25)
    envelope.insert_step(1.0, 1.0, 0.75)
    assert (envelope.value_at_time(0.5), envelope.value_at_time(1.5)) == (0.25, 0.75)
    assert stage.heard == [("has_envelopes", True)] and clip.automation_envelope(volume) == envelope
    with pytest.raises(RuntimeError, match="^There is already an envelope for the parameter$"):
        clip.create_automation_envelope(volume)
    with pytest.raises(RuntimeError, match="^Not a session clip or parameter belongs to another track$"):
        clip.create_automation_envelope(song.tracks[1].mixer_device.volume)
    clip.clear_all_envelopes()
    assert not envelope and clip.has_envelopes is False
