"""Launching clips and scenes: on which beat, what is triggered meanwhile, who hears what in which order."""

import pytest

STOPPED, ARRANGEMENT = -2, -1


def indices(track):
    return track.playing_slot_index, track.fired_slot_index


def test_while_the_set_stands_a_clip_starts_on_the_next_tick_and_with_it_the_set(stage, song):
    clip = stage.clip()
    clip.fire()
    assert (clip.is_playing, clip.is_triggered, song.is_playing) == (False, False, False)
    stage.tick()
    assert (clip.is_playing, clip.is_triggered, song.is_playing) == (True, False, True)
    assert indices(song.tracks[0]) == (0, -1) and song.tracks[0].clip_slots[0].is_playing is True


def test_a_clip_waits_for_its_bar_and_starts_exactly_there(stage, song):
    clip = stage.clip(scene=2)
    stage.play()
    stage.beats(1)
    clip.fire()
    assert clip.is_triggered is False
    stage.tick()
    assert clip.is_triggered is True and song.tracks[0].clip_slots[2].is_triggered is True
    assert indices(song.tracks[0]) == (ARRANGEMENT, 2)
    stage.beats(2.96)
    assert clip.is_playing is False and song.current_song_time == pytest.approx(3.98)
    stage.simulator.advance(0.015)
    assert clip.is_playing is True and indices(song.tracks[0]) == (2, -1)
    stage.tick()
    assert clip.playing_position == pytest.approx(song.current_song_time - 4.0)


@pytest.mark.parametrize("quantization, beat", [(0, 1.02), (4, 4.0), (5, 2.0), (7, 2.0), (9, 1.5), (3, 8.0)])
def test_the_grid_is_that_of_the_song(stage, song, quantization, beat):
    song.clip_trigger_quantization = quantization
    clip = stage.clip(length=64.0)
    stage.play()
    stage.beats(1)
    clip.fire()
    stage.beats(8)
    assert song.current_song_time - clip.playing_position == pytest.approx(beat)


def test_a_clips_own_grid_goes_before_the_songs(stage, song):
    clip = stage.clip(length=64.0)
    clip.launch_quantization = 8
    stage.play()
    stage.beats(1.5)
    clip.fire()
    stage.beats(4)
    assert song.current_song_time - clip.playing_position == pytest.approx(2.0)


def test_the_grid_asked_for_when_firing_goes_before_all(stage, song):
    clip = stage.clip(length=64.0)
    clip.launch_quantization = 5
    stage.play()
    stage.beats(1.5)
    song.tracks[0].clip_slots[0].fire(1.0, 9)
    stage.beats(4)
    assert song.current_song_time - clip.playing_position == pytest.approx(2.0)


def test_a_bar_of_three_four_is_three_beats(stage, song):
    song.signature_numerator = 3
    clip = stage.clip(length=64.0)
    stage.play()
    stage.beats(1)
    clip.fire()
    stage.beats(4)
    assert song.current_song_time - clip.playing_position == pytest.approx(3.0)


def test_notifications_come_in_lives_order(stage, song):
    first, second = stage.clip(), stage.clip(scene=1)
    first.fire()
    stage.tick()
    track = song.tracks[0]
    stage.hear(track, "fired_slot_index", "playing_slot_index")
    stage.hear(track.clip_slots[1], "is_triggered")
    second.fire()
    stage.tick()
    assert stage.heard == [("fired_slot_index", 1), ("is_triggered", True)]
    stage.heard.clear()
    stage.beats(4)
    assert stage.heard == [("fired_slot_index", -1), ("is_triggered", False), ("playing_slot_index", 1)]
    assert (first.is_playing, second.is_playing) == (False, True)


def test_both_clips_tell_that_their_status_changed(stage):
    first, second = stage.clip(), stage.clip(scene=1)
    first.fire()
    stage.tick()
    heard = []
    first.add_playing_status_listener(lambda: heard.append(("first", first.is_playing)))
    second.add_playing_status_listener(lambda: heard.append(("second", second.is_playing)))
    second.fire()
    stage.beats(5)
    assert heard == [("second", False), ("first", False), ("second", True)]


def test_a_playing_clip_loops(stage):
    clip = stage.clip(length=4.0)
    clip.loop_start = 1.0
    clip.fire()
    stage.tick()
    stage.beats(5)
    assert clip.playing_position == pytest.approx(2.0)
    stage.beats(300)
    assert clip.playing_position == pytest.approx(2.0)


def test_a_clip_that_does_not_loop_stops_at_its_end(stage, song):
    clip = stage.clip(length=4.0)
    clip.looping = False
    clip.fire()
    stage.tick()
    stage.beats(3.9)
    assert clip.is_playing is True
    stage.beats(0.2)
    assert clip.is_playing is False and song.tracks[0].playing_slot_index == STOPPED


def test_positions_are_told_every_tick_and_loops_too(stage):
    clip = stage.clip(length=1.0)
    clip.fire()
    stage.tick()
    stage.hear(clip, "playing_position", "loop_jump")
    stage.simulator.advance(0.5)
    assert [value for name, value in stage.heard if name == "playing_position"] == [
        pytest.approx(0.02 * step % 1.0, abs=1e-6) for step in range(1, 51)
    ]
    assert [name for name, _ in stage.heard].count("loop_jump") == 1


def test_changing_the_loop_while_playing_goes_on_from_where_it_is(stage):
    clip = stage.clip(length=8.0)
    clip.fire()
    stage.tick()
    stage.beats(3)
    clip.loop_end = 4.0
    assert clip.playing_position == pytest.approx(3.0)
    stage.beats(2)
    assert clip.playing_position == pytest.approx(1.0)


def test_stopping_waits_for_the_bar_and_leaves_the_arrangement_silent(stage, song):
    clip = stage.clip()
    clip.fire()
    stage.tick()
    assert song.back_to_arranger is True
    stage.beats(1)
    clip.stop()
    stage.tick()
    assert indices(song.tracks[0]) == (0, -2)
    stage.beats(4)
    assert indices(song.tracks[0]) == (STOPPED, -1) and clip.is_playing is False
    song.back_to_arranger = False
    assert song.back_to_arranger is True
    stage.tick()
    assert song.back_to_arranger is False and song.tracks[0].playing_slot_index == ARRANGEMENT


def test_one_track_goes_back_to_the_arrangement(stage, song):
    stage.clip().fire()
    stage.clip(track=1).fire()
    stage.tick()
    song.tracks[0].back_to_arranger = False
    stage.tick()
    assert [track.playing_slot_index for track in song.tracks] == [-1, 0, -1, -1] and song.back_to_arranger is True


def test_all_clips_stop_on_the_grid_or_at_once(stage, song):
    clips = [stage.clip(track=0), stage.clip(track=1)]
    for clip in clips:
        clip.fire()
    stage.tick()
    stage.beats(1)
    song.stop_all_clips()
    stage.tick()
    assert [clip.is_playing for clip in clips] == [True, True]
    song.stop_all_clips(False)
    stage.tick()
    assert [clip.is_playing for clip in clips] == [False, False]


def test_an_empty_slot_stops_its_track_unless_its_stop_button_is_gone(stage, song):
    clip = stage.clip()
    clip.fire()
    stage.tick()
    song.clip_trigger_quantization = 0
    song.tracks[0].clip_slots[1].has_stop_button = False
    song.tracks[0].clip_slots[1].fire()
    stage.tick()
    assert clip.is_playing is True
    song.tracks[0].clip_slots[2].fire()
    stage.tick()
    assert clip.is_playing is False


def test_legato_takes_over_the_position(stage, song):
    song.clip_trigger_quantization = 0
    first, second = stage.clip(length=8.0), stage.clip(scene=1, length=8.0)
    second.legato = True
    first.fire()
    stage.tick()
    stage.beats(3)
    second.fire()
    stage.tick()
    assert second.playing_position == pytest.approx(3.02)


def test_legato_can_not_be_forced_on_an_empty_slot(song):
    with pytest.raises(RuntimeError, match="^Can only pass force_legato to non-empty slots.$"):
        song.tracks[0].clip_slots[0].fire(1.0, 4, True)


def test_a_toggled_clip_stops_when_fired_again(stage, song):
    song.clip_trigger_quantization = 0
    clip = stage.clip()
    clip.launch_mode = 2
    clip.fire()
    stage.tick()
    assert clip.is_playing is True
    clip.fire()
    stage.tick()
    assert clip.is_playing is False


def test_a_gated_clip_plays_while_its_button_is_held(stage, song):
    song.clip_trigger_quantization = 0
    clip = stage.clip()
    clip.launch_mode = 1
    clip.set_fire_button_state(True)
    stage.tick()
    assert clip.is_playing is True
    clip.set_fire_button_state(False)
    stage.tick()
    assert clip.is_playing is False


def test_clips_go_on_when_the_set_stops_and_begin_anew_when_it_starts(stage, song):
    clip = stage.clip(length=16.0)
    clip.fire()
    stage.tick()
    stage.beats(3)
    song.stop_playing()
    stage.tick()
    assert song.tracks[0].playing_slot_index == 0
    song.continue_playing()
    stage.tick()
    assert clip.playing_position == pytest.approx(3.02)
    song.stop_playing()
    stage.tick()
    song.start_playing()
    stage.tick()
    assert clip.playing_position == 0.0


def test_a_scene_launches_its_row_and_stops_the_other_tracks(stage, song):
    old = stage.clip(track=1, scene=0)
    old.fire()
    stage.tick()
    row = stage.clip(track=0, scene=3)
    scene = song.scenes[3]
    stage.hear(scene, "is_triggered")
    scene.fire()
    assert song.view.selected_scene == scene
    stage.tick()
    assert scene.is_triggered is True and song.tracks[1].fired_slot_index == -2
    stage.beats(4)
    assert scene.is_triggered is False and row.is_playing is True and old.is_playing is False
    assert stage.heard == [("is_triggered", True), ("is_triggered", False)]


def test_a_scene_brings_its_tempo_and_signature_on_the_beat(stage, song):
    scene = song.scenes[1]
    scene.tempo, scene.time_signature_numerator, scene.time_signature_denominator = 140.0, 3, 8
    stage.play()
    stage.beats(1)
    scene.fire()
    stage.tick()
    assert song.tempo == 120.0
    stage.beats(4)
    assert (song.tempo, song.signature_numerator, song.signature_denominator) == (140.0, 3, 8)
    assert song.can_undo is True and scene.tempo_enabled is True


def test_an_empty_scene_brings_its_tempo_without_starting_the_set(stage, song):
    song.scenes[1].tempo = 99.0
    song.scenes[1].fire()
    stage.tick()
    assert song.tempo == 99.0 and song.is_playing is False


def test_firing_as_selected_moves_on_to_the_next_scene(stage, song):
    clip = stage.clip(scene=2)
    song.view.selected_scene = song.scenes[2]
    song.scenes[5].fire_as_selected()
    stage.tick()
    assert clip.is_playing is True and song.view.selected_scene == song.scenes[3]


def test_an_armed_tracks_empty_slot_records_until_it_is_fired_again(stage, song):
    track = song.tracks[0]
    slot = track.clip_slots[4]
    track.arm = True
    slot.fire()
    assert slot.has_clip is False
    stage.tick()
    clip = slot.clip
    assert slot.has_clip is True and clip.is_recording is True and slot.is_recording is True
    stage.beats(3)
    assert clip.length == pytest.approx(3.0)
    slot.fire()
    stage.beats(1.5)
    assert clip.is_recording is False and clip.is_playing is True and clip.length == 4.0
    assert clip.playing_position == pytest.approx(0.5)


def test_a_recording_of_a_given_length_ends_by_itself(stage, song):
    song.tracks[1].arm = True
    song.tracks[1].clip_slots[0].fire(8.0)
    stage.tick()
    clip = song.tracks[1].clip_slots[0].clip
    stage.beats(9)
    assert clip.is_recording is False and clip.length == 8.0 and clip.playing_position == pytest.approx(1.0)


def test_recording_can_be_undone(stage, song):
    song.tracks[0].arm = True
    song.tracks[0].clip_slots[0].fire()
    stage.tick()
    song.stop_all_clips(False)
    stage.tick()
    song.undo()
    assert song.tracks[0].clip_slots[0].has_clip is False


def test_session_record_records_in_the_next_empty_slot_of_armed_tracks(stage, song):
    stage.clip(track=1, scene=0)
    song.tracks[1].arm = True
    song.trigger_session_record()
    stage.tick()
    assert [slot.has_clip for slot in song.tracks[1].clip_slots][:3] == [True, True, False]
    assert [slot.has_clip for slot in song.tracks[0].clip_slots] == [False] * 8


def test_a_deleted_clip_stops_playing(stage, song):
    clip = stage.clip()
    clip.fire()
    stage.tick()
    song.tracks[0].clip_slots[0].delete_clip()
    assert not clip and song.tracks[0].playing_slot_index == STOPPED
    stage.beats(1)


def test_indices_follow_the_scenes(stage, song):
    clip = stage.clip(scene=2)
    clip.fire()
    stage.tick()
    song.create_scene(0)
    assert song.tracks[0].playing_slot_index == 3
    song.delete_scene(1)
    assert song.tracks[0].playing_slot_index == 2 and clip.is_playing is True


def test_a_track_deleted_while_its_clip_waits_launches_nothing(stage, song):
    clip = stage.clip()
    stage.play()
    stage.beats(1)
    clip.fire()
    stage.tick()
    song.delete_track(0)
    stage.beats(8)
    assert not clip and [track.playing_slot_index for track in song.tracks] == [-1, -1, -1]


def test_pending_launches_follow_the_arrangement_loop(stage, song):
    song.loop_start, song.loop_length, song.loop = 0.0, 6.0, True
    clip = stage.clip(length=64.0)
    stage.play()
    stage.beats(5)
    clip.fire()
    stage.beats(1.5)
    assert clip.is_playing is True and clip.playing_position == pytest.approx(0.5)


def test_armed_tracks_record_into_the_arrangement_while_the_song_records(stage, song):
    song.tracks[0].arm = True
    song.record_mode = True
    stage.tick()
    assert (song.record_mode, song.is_playing) == (True, True)
    stage.beats(8)
    song.stop_playing()
    stage.tick()
    assert song.record_mode is False
    assert [(clip.start_time, clip.end_time) for clip in song.tracks[0].arrangement_clips] == [(0.0, 8.02)]
    assert [len(track.arrangement_clips) for track in song.tracks] == [1, 0, 0, 0]
    song.undo()
    assert len(song.tracks[0].arrangement_clips) == 0


def test_recording_begins_and_ends_within_playing(stage, song):
    song.tracks[2].arm = True
    stage.play()
    stage.beats(4)
    song.record_mode = True
    stage.beats(4)
    song.record_mode = False
    stage.beats(4)
    assert [(clip.start_time, clip.end_time) for clip in song.tracks[2].arrangement_clips] == [(4.02, 8.02)]
    assert song.is_playing is True and song.tracks[2].arrangement_clips[0].is_playing is False


def test_deleting_the_only_track_that_left_the_arrangement_ends_that(stage, song):
    stage.clip().fire()
    stage.tick()
    song.delete_track(0)
    assert song.back_to_arranger is False
