"""Recording: notes that are played, counting in, punching, looping, and what capture_midi makes of them."""

import pytest

from .conftest import Rehearsal

NOTE_ON, NOTE_OFF = 0x90, 0x80
OFF, ON, TRANSITION = range(3)
ANY, SESSION, ARRANGEMENT = range(3)


def press(stage, pitch, velocity=100):
    stage.simulator.send_midi(bytes([NOTE_ON, pitch, velocity]))


def release(stage, pitch):
    stage.simulator.send_midi(bytes([NOTE_OFF, pitch, 64]))


def play_note(stage, pitch, beats, velocity=100):
    press(stage, pitch, velocity)
    stage.beats(beats)
    release(stage, pitch)


def rows(clip):
    return [(note.pitch, round(note.start_time, 6), round(note.duration, 6), note.velocity)
            for note in clip.get_all_notes_extended()]


def spans(track):
    return [(clip.start_time, clip.end_time) for clip in track.arrangement_clips]


@pytest.fixture
def armed(song):
    """The first track, armed."""
    song.tracks[0].arm = True
    return song.tracks[0]


def count_in(stage, index):
    stage.unwrap(stage.song).store("count_in_duration", index)


def test_notes_go_into_the_slot_that_records(stage, song, armed):
    armed.clip_slots[0].fire()
    stage.tick()
    stage.beats(1)
    play_note(stage, 60, 0.5, 90)
    stage.beats(0.5)
    play_note(stage, 64, 1)
    armed.clip_slots[0].fire()
    stage.beats(1.5)
    clip = armed.clip_slots[0].clip
    assert rows(clip) == [(60, 1.0, 0.5, 90.0), (64, 2.0, 1.0, 100.0)] and clip.length == 4.0
    song.undo()
    assert not armed.clip_slots[0].has_clip
    song.redo()
    assert len(rows(armed.clip_slots[0].clip)) == 2


def test_notes_are_overdubbed_while_the_session_records_and_the_track_is_armed(stage, song, armed):
    clip = stage.clip()
    clip.fire()
    stage.tick()
    stage.beats(1)
    play_note(stage, 60, 0.5)
    assert rows(clip) == []
    song.session_record = True
    assert song.session_record_status == ON
    stage.beats(3)
    play_note(stage, 61, 0.5)
    assert rows(clip) == [(61, 0.5, 0.5, 100.0)]
    song.undo()
    assert rows(clip) == []
    armed.arm = False
    play_note(stage, 62, 0.5)
    assert rows(clip) == []


def test_recorded_notes_are_quantized_when_live_is_set_to(stage, song, armed):
    song.midi_recording_quantization = 5
    armed.clip_slots[0].fire()
    stage.tick()
    stage.beats(0.98)
    play_note(stage, 60, 0.5)
    assert rows(armed.clip_slots[0].clip) == [(60, 1.0, 0.5, 100.0)]


def test_a_recording_waits_for_its_beat_in_transition(stage, song, armed):
    stage.play()
    stage.beats(1)
    stage.hear(song, "session_record_status")
    song.trigger_session_record()
    stage.beats(3.5)
    song.trigger_session_record()
    stage.beats(4)
    assert [value for _, value in stage.heard] == [TRANSITION, ON, OFF]


@pytest.mark.parametrize("index, bars", [(1, 1), (2, 2), (3, 4)])
def test_recording_from_a_standstill_is_counted_in(stage, song, armed, index, bars):
    count_in(stage, index)
    stage.hear(song, "is_counting_in")
    song.record_mode = True
    stage.tick()
    assert (song.is_counting_in, song.is_playing, song.record_mode) == (True, False, True)
    stage.beats(4 * bars - 0.01)
    assert song.is_counting_in is True
    stage.beats(0.01)
    assert song.is_counting_in is False and song.is_playing is True
    stage.beats(4)
    song.stop_playing()
    stage.tick()
    assert spans(armed) == [(0.0, pytest.approx(4.02, abs=0.011))]
    assert stage.heard == [("is_counting_in", True), ("is_counting_in", False)]


def test_slots_recording_together_are_counted_in_together(stage, song, armed):
    song.tracks[1].arm = True
    count_in(stage, 1)
    song.trigger_session_record()
    stage.tick()
    assert song.is_counting_in and song.session_record_status == TRANSITION and not armed.clip_slots[0].has_clip
    stage.beats(4.5)
    clips = [track.clip_slots[0].clip for track in song.tracks[:2]]
    assert all(clip.is_recording for clip in clips) and clips[0].length == clips[1].length
    assert song.session_record_status == ON


@pytest.mark.parametrize("end", ["stop_playing", "record_mode"])
def test_a_count_in_can_be_cut_short(stage, song, armed, end):
    count_in(stage, 2)
    song.record_mode = True
    stage.tick()
    if end == "record_mode":
        song.record_mode = False
    else:
        song.stop_playing()
    stage.beats(16)
    assert (song.is_counting_in, song.is_playing, song.record_mode) == (False, False, False) and spans(armed) == []


def test_nothing_is_counted_in_while_the_set_plays(stage, song, armed):
    count_in(stage, 1)
    stage.play()
    song.record_mode = True
    stage.tick()
    assert song.is_counting_in is False


@pytest.mark.parametrize(
    "punch_in, punch_out, expected",
    [(False, False, (0.0, 12.0)), (True, False, (4.0, 12.0)), (False, True, (0.0, 8.0)), (True, True, (4.0, 8.0))],
)
def test_punching_limits_what_is_recorded(stage, song, armed, punch_in, punch_out, expected):
    song.loop_start, song.loop_length = 4.0, 4.0
    song.punch_in, song.punch_out = punch_in, punch_out
    song.record_mode = True
    stage.tick()
    stage.beats(5)
    play_note(stage, 60, 1)
    stage.beats(5.98)
    song.record_mode = False
    stage.tick()
    assert spans(armed) == [expected] and song.is_playing
    (clip,) = armed.arrangement_clips
    assert clip.length == expected[1] - expected[0]
    assert [(row[0], row[1] + expected[0]) for row in rows(clip)] == [(60, pytest.approx(5.0))]


def test_each_round_of_the_loop_is_a_take_and_the_last_is_heard(stage, song, armed):
    song.loop_start, song.loop_length, song.loop = 0.0, 4.0, True
    song.record_mode = True
    stage.tick()
    stage.beats(1)
    play_note(stage, 60, 1)
    stage.beats(3)
    play_note(stage, 62, 1)
    stage.beats(3)
    song.record_mode = False
    stage.tick()
    assert spans(armed)[-1][1] == 4.0 and spans(armed)[0][0] == 0.0
    assert [row[0] for clip in armed.arrangement_clips for row in rows(clip)] == [62]
    song.undo()
    song.undo()
    assert [row[0] for clip in armed.arrangement_clips for row in rows(clip)] == [60]


def test_audio_tracks_leave_clips_of_the_length_that_was_recorded(stage, song):
    song.tracks[2].arm = True
    song.record_mode = True
    stage.tick()
    stage.beats(6)
    song.record_mode = False
    stage.tick()
    (clip,) = song.tracks[2].arrangement_clips
    assert clip.is_audio_clip and (clip.start_time, clip.end_time, clip.length) == (0.0, 6.02, 6.02)


def test_what_was_played_before_becomes_a_clip_that_plays(stage, song, armed):
    stage.hear(song, "can_capture_midi")
    song.capture_midi()
    assert not any(slot.has_clip for slot in armed.clip_slots)
    stage.beats(3)
    play_note(stage, 60, 1)
    stage.beats(1)
    play_note(stage, 64, 3)
    assert song.can_capture_midi is True
    stage.beats(7)
    song.capture_midi()
    clip = armed.clip_slots[0].clip
    assert rows(clip) == [(60, 0.0, 1.0, 100.0), (64, 2.0, 3.0, 100.0)] and clip.length == 8.0
    assert stage.heard == [("can_capture_midi", True), ("can_capture_midi", False)]
    stage.tick()
    assert clip.is_playing and song.is_playing
    song.undo()
    assert not armed.clip_slots[0].has_clip


def test_what_was_played_along_keeps_its_place_in_the_bar(stage, song, armed):
    stage.play()
    stage.beats(5)
    play_note(stage, 60, 0.5)
    song.capture_midi()
    clip = armed.clip_slots[0].clip
    assert rows(clip) == [(60, 1.0, 0.5, 100.0)] and clip.length == 4.0


def test_capture_goes_into_the_arrangement_when_that_is_asked_for_or_in_front(stage, song, armed):
    stage.play()
    stage.beats(5)
    play_note(stage, 60, 0.5)
    song.capture_midi(ARRANGEMENT)
    assert spans(armed) == [(4.0, 8.0)] and rows(armed.arrangement_clips[0]) == [(60, 1.0, 0.5, 100.0)]
    stage.simulator.application.view.show_view("Arranger")
    stage.beats(4.5)
    play_note(stage, 61, 0.5)
    song.capture_midi(ANY)
    assert spans(armed) == [(4.0, 8.0), (8.0, 12.0)]
    play_note(stage, 61, 0.5)
    song.capture_midi(SESSION)
    assert armed.clip_slots[0].has_clip
    with pytest.raises(RuntimeError):
        song.capture_midi(3)


def test_only_tracks_that_listen_hear_what_is_played(stage, song):
    play_note(stage, 60, 1)
    assert song.can_capture_midi is False
    song.tracks[1].current_monitoring_state = 0
    song.tracks[2].arm = True
    play_note(stage, 60, 1)
    song.capture_midi()
    assert [[slot.has_clip for slot in track.clip_slots].count(True) for track in song.tracks] == [0, 1, 0, 0]


def test_a_full_track_gets_a_scene_for_what_is_captured(stage, song, armed):
    for scene in range(8):
        stage.clip(scene=scene)
    play_note(stage, 60, 1)
    song.capture_midi()
    assert len(song.scenes) == 9 and armed.clip_slots[8].has_clip


def test_a_key_held_across_the_end_of_a_clip_sounds_up_to_it(stage, song, armed):
    armed.clip_slots[0].fire()
    stage.tick()
    stage.beats(3)
    armed.clip_slots[0].fire()
    play_note(stage, 60, 2)
    clip = armed.clip_slots[0].clip
    assert rows(clip) == [(60, 3.0, 1.0, 100.0)] and clip.length == 4.0
    song.session_record = True
    stage.beats(2)
    play_note(stage, 62, 3)
    assert rows(clip)[1] == (62, 3.0, 1.0, 100.0)


# Rounds of the loop, overdubbing


def loop(song, length=4.0):
    song.loop_start, song.loop_length, song.loop = 0.0, length, True


def test_rounds_of_the_loop_are_kept_on_take_lanes(stage, song, armed):
    loop(song)
    song.record_mode = True
    stage.tick()
    for pitch in (60, 62):
        stage.beats(1)
        play_note(stage, pitch, 1)
        stage.beats(2)
    stage.beats(2)
    song.record_mode = False
    stage.tick()
    lanes = [[(clip.start_time, clip.end_time, [row[0] for row in rows(clip)]) for clip in lane.arrangement_clips]
             for lane in armed.take_lanes]
    assert lanes == [[(0.0, 4.0, [60])], [(0.0, 4.0, [62])], [(0.0, pytest.approx(2.02), [])]]
    assert [lane.name for lane in armed.take_lanes] == ["Take 1", "Take 2", "Take 3"]
    assert list(song.tracks[1].take_lanes) == []


def test_a_recording_without_a_second_round_makes_no_lane(stage, song, armed):
    loop(song)
    for _ in range(2):
        song.record_mode = True
        stage.tick()
        stage.beats(1)
        song.record_mode = False
        stage.tick()
    assert list(armed.take_lanes) == []


def test_a_round_and_its_lane_are_one_step_of_undo(stage, song, armed):
    loop(song)
    song.record_mode = True
    stage.tick()
    stage.beats(5)
    song.record_mode = False
    stage.tick()
    song.undo()
    assert len(armed.take_lanes) == 1 and spans(armed) == [(0.0, 4.0)]
    song.undo()
    assert list(armed.take_lanes) == [] and spans(armed) == []


def test_a_key_held_across_the_end_of_the_loop_sounds_up_to_it(stage, song, armed):
    loop(song)
    song.record_mode = True
    stage.tick()
    stage.beats(3)
    play_note(stage, 60, 2)
    stage.beats(1)
    song.record_mode = False
    stage.tick()
    first, second = (rows(lane.arrangement_clips[0]) for lane in armed.take_lanes)
    assert first == [(60, 3.0, 1.0, 100.0)] and second == []


def test_a_key_held_when_recording_ends_sounds_up_to_there(stage, song, armed):
    song.record_mode = True
    stage.tick()
    stage.beats(1)
    press(stage, 60)
    stage.beats(1)
    song.record_mode = False
    stage.tick()
    release(stage, 60)
    assert [row[:3] for row in rows(armed.arrangement_clips[0])] == [(60, 1.0, pytest.approx(1.02))]


def test_overdubbing_in_the_arrangement_adds_to_what_is_there(stage, song, armed):
    clip = armed.create_midi_clip(2.0, 2.0)
    clip.add_new_notes([stage.live.Clip.MidiNoteSpecification(48, 0.0, 1.0)])
    song.arrangement_overdub = True
    song.record_mode = True
    stage.tick()
    stage.beats(1)
    play_note(stage, 60, 0.5)
    stage.beats(1)
    play_note(stage, 62, 0.5)
    stage.beats(1.98)
    song.record_mode = False
    stage.tick()
    assert spans(armed) == [(0.0, 2.0), (2.0, 4.0), (4.0, 5.0)]
    assert [row[:2] for each in armed.arrangement_clips for row in rows(each)] == [(60, 1.0), (48, 0.0), (62, 0.5)]
    assert armed.arrangement_clips[1] == clip


def test_without_overdubbing_a_take_goes_over_what_is_there(stage, song, armed):
    clip = armed.create_midi_clip(0.0, 8.0)
    song.record_mode = True
    stage.tick()
    stage.beats(1.98)
    song.record_mode = False
    stage.tick()
    assert spans(armed) == [(0.0, 2.0), (2.0, 8.0)] and armed.arrangement_clips[1] == clip


def test_live_eleven_loops_its_recordings_too():
    rehearsal = Rehearsal("11.0")
    song = rehearsal.song
    song.tracks[0].arm = True
    loop(song)
    song.record_mode = True
    rehearsal.tick()
    rehearsal.beats(6)
    song.record_mode = False
    rehearsal.tick()
    assert spans(song.tracks[0])[0][0] == 0.0
    rehearsal.simulator.close()
