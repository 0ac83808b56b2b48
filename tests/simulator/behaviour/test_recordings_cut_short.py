"""Recordings that end otherwise than by their button: undone, deleted, disarmed, or with keys still held."""

import pytest

from .test_recording import OFF, ON, TRANSITION, press, release, rows, spans


@pytest.fixture
def armed(song):
    """The first track, armed."""
    song.tracks[0].arm = True
    return song.tracks[0]


@pytest.fixture
def clip(stage, armed):
    """The clip that the first slot records, for three quarters of a second by now."""
    armed.clip_slots[0].fire()
    stage.tick()
    stage.beats(1.5)
    return armed.clip_slots[0].clip


GOING_AWAY = {
    "undo": lambda song: song.undo(),
    "delete_clip": lambda song: song.tracks[0].clip_slots[0].delete_clip(),
    "delete_track": lambda song: song.delete_track(0),
    "delete_scene": lambda song: song.delete_scene(0),
}


@pytest.mark.parametrize("way", GOING_AWAY)
def test_nothing_records_when_the_recording_clip_went_away(stage, song, clip, way):
    assert song.session_record_status == ON
    stage.hear(song, "session_record_status")
    GOING_AWAY[way](song)
    stage.beats(1)
    assert stage.heard == [("session_record_status", OFF)] and song.session_record_status == OFF


def test_nothing_waits_to_record_when_its_track_was_deleted(stage, song, armed):
    stage.play()
    stage.beats(1)
    armed.clip_slots[0].fire()
    stage.tick()
    assert song.session_record_status == TRANSITION
    stage.hear(song, "session_record_status")
    song.delete_track(0)
    stage.beats(4)
    assert stage.heard == [("session_record_status", OFF)]


def test_another_recording_goes_on_when_one_is_deleted(stage, song, armed):
    song.tracks[1].arm = True
    for track in song.tracks[:2]:
        track.clip_slots[0].fire()
    stage.tick()
    stage.beats(1)
    stage.hear(song, "session_record_status")
    armed.clip_slots[0].delete_clip()
    stage.beats(1)
    assert stage.heard == [] and song.session_record_status == ON


# Keys that are held at the end

ENDING = {
    "stop_playing": lambda song: song.stop_playing(),
    "fire": lambda song: song.tracks[0].clip_slots[0].fire(),
    "stop_all_clips": lambda song: song.stop_all_clips(),
    "another slot": lambda song: song.tracks[0].clip_slots[1].fire(),
}


@pytest.mark.parametrize("way", ENDING)
def test_a_held_key_leaves_its_note_when_the_recording_ends_and_its_coming_up_changes_nothing(stage, song, clip, way):
    song.clip_trigger_quantization = 0
    press(stage, 60)
    stage.beats(0.5)
    ENDING[way](song)
    stage.tick()
    before = rows(clip)
    assert not clip.is_recording
    ((pitch, start, length, velocity),) = before
    assert (pitch, velocity) == (60, 100.0) and start == pytest.approx(1.5) and length == pytest.approx(0.5, abs=0.05)
    assert start + length <= clip.length
    stage.hear(clip, "notes")
    stage.beats(0.5)
    release(stage, 60)
    stage.tick()
    assert rows(clip) == before and stage.heard == []


def test_the_note_of_a_held_key_ends_on_the_beat_on_which_the_recording_does(stage, clip):
    press(stage, 60)
    clip.fire()
    stage.beats(3)
    assert rows(clip) == [(60, 1.5, 2.5, 100.0)] and clip.length == 4.0


def test_a_held_note_is_in_no_step_of_undo_of_its_own(stage, song, armed, clip):
    press(stage, 60)
    clip.fire()
    stage.beats(3)
    song.undo()
    assert not armed.clip_slots[0].has_clip
    song.redo()
    assert rows(armed.clip_slots[0].clip) == [(60, 1.5, 2.5, 100.0)]


# Disarming


def test_a_recording_ends_at_once_on_a_track_that_is_disarmed_and_its_clip_plays_on(stage, song, armed, clip):
    press(stage, 60)
    stage.beats(1)
    stage.hear(song, "session_record_status")
    stage.hear(clip, "is_recording")
    armed.arm = False
    assert (clip.is_recording, clip.is_playing, song.session_record_status) == (False, True, OFF)
    assert clip.length == pytest.approx(2.5) and rows(clip) == [(60, 1.5, 1.0, 100.0)]
    assert sorted(stage.heard) == [("is_recording", False), ("session_record_status", OFF)]
    release(stage, 60)
    stage.beats(3)
    assert clip.is_playing and clip.length == pytest.approx(2.5) and clip.playing_position < 2.5


def test_a_recording_on_another_track_goes_on(stage, song, clip):
    song.tracks[1].arm = True
    song.tracks[1].arm = False
    song.tracks[1].arm = True
    assert clip.is_recording and song.session_record_status == ON


def test_arming_again_does_not_go_on_recording(stage, song, armed, clip):
    armed.arm = False
    armed.arm = True
    stage.beats(4)
    assert not clip.is_recording and song.session_record_status == OFF


def test_undoing_the_disarming_leaves_the_recording_as_it_ended(stage, song, armed, clip):
    armed.arm = False
    length = clip.length
    song.undo()
    assert armed.arm and not clip.is_recording and clip.length == length
    song.undo()
    assert not armed.clip_slots[0].has_clip


def test_audio_ends_on_a_track_that_is_disarmed_too(stage, song):
    track = song.tracks[2]
    track.arm = True
    track.clip_slots[0].fire()
    stage.tick()
    stage.beats(2)
    track.arm = False
    clip = track.clip_slots[0].clip
    length, markers = clip.length, [(marker.beat_time, marker.sample_time) for marker in clip.warp_markers]
    assert not clip.is_recording and clip.is_playing and length == pytest.approx(2.0)
    song.undo()
    assert clip.length == length
    assert [(marker.beat_time, marker.sample_time) for marker in clip.warp_markers] == markers


def test_what_waits_to_record_is_given_up_on_a_track_that_is_disarmed(stage, song, armed):
    stage.play()
    stage.beats(1)
    armed.clip_slots[0].fire()
    stage.tick()
    stage.hear(song, "session_record_status")
    armed.arm = False
    assert armed.fired_slot_index == -1
    stage.beats(4)
    assert not armed.clip_slots[0].has_clip and stage.heard == [("session_record_status", OFF)]


def test_what_waits_to_record_is_given_up_when_arming_is_undone(stage, song, armed):
    stage.play()
    stage.beats(1)
    armed.clip_slots[0].fire()
    stage.tick()
    song.undo()
    assert not armed.arm and song.session_record_status == OFF
    stage.beats(4)
    assert not armed.clip_slots[0].has_clip


@pytest.mark.parametrize("bars", [0, 1])
def test_nothing_is_recorded_when_the_track_is_disarmed_before_it_begins(stage, song, armed, bars):
    stage.unwrap(song).store("count_in_duration", bars)
    armed.clip_slots[0].fire()
    if bars:
        stage.beats(2)
        assert song.session_record_status == TRANSITION
    armed.arm = False
    stage.beats(4)
    assert not armed.clip_slots[0].has_clip and song.session_record_status == OFF


# Undoing a recording into the arrangement


@pytest.fixture
def take(stage, song, armed):
    """The clip that the arrangement records over another one on the first track, for a beat by now."""
    armed.create_midi_clip(0.0, 8.0)
    song.record_mode = True
    stage.tick()
    stage.beats(1)
    return armed.arrangement_clips[0]


def test_undo_takes_the_recording_back_and_not_what_was_done_before(stage, song, armed, take):
    press(stage, 60)
    stage.hear(song, "record_mode")
    song.undo()
    assert spans(armed) == [(0.0, 8.0)] and take.__eq__(None)
    assert armed.arm and not song.record_mode and song.is_playing
    release(stage, 60)
    stage.beats(2)
    assert spans(armed) == [(0.0, 8.0)] and rows(armed.arrangement_clips[0]) == []
    assert stage.heard == [("record_mode", False)]
    song.undo()
    assert spans(armed) == [] and armed.arm
    song.undo()
    assert not armed.arm


def test_redo_brings_the_recording_back(stage, song, armed, take):
    press(stage, 60)
    stage.beats(0.5)
    end = song.current_song_time
    song.undo()
    song.redo()
    back = armed.arrangement_clips[0]
    assert spans(armed) == [(0.0, end), (end, 8.0)] and [row[0] for row in rows(back)] == [60]
    assert not back.is_recording and not song.record_mode


def test_changes_made_while_the_arrangement_records_are_undone_before_it(stage, song, armed, take):
    song.tracks[1].name = "Later"
    song.undo()
    assert song.tracks[1].name != "Later" and take.is_recording and song.record_mode
    song.redo()
    song.undo()
    song.undo()
    assert spans(armed) == [(0.0, 8.0)] and not song.record_mode


def test_a_recording_can_be_undone_where_nothing_else_can(stage):
    song = stage.song
    stage.unwrap(song.tracks[0]).values["arm"] = True
    song.record_mode = True
    stage.tick()
    assert song.can_undo and not song.can_redo
    song.undo()
    stage.beats(1)
    assert not song.can_undo and list(song.tracks[0].arrangement_clips) == []


def test_asking_whether_there_is_something_to_undo_leaves_an_open_step_whole(stage, song, armed, take):
    song.begin_undo_step()
    song.tracks[1].name = "One"
    assert song.can_undo
    song.tracks[1].color = 255
    song.end_undo_step()
    stage.tick()
    song.undo()
    assert song.tracks[1].name != "One" and song.tracks[1].color != 255 and take.is_recording


def test_each_round_of_the_loop_is_undone_by_itself(stage, song, armed):
    song.loop_start, song.loop_length, song.loop = 0.0, 4.0, True
    song.record_mode = True
    stage.tick()
    press(stage, 60)
    stage.beats(5)
    song.undo()
    assert spans(armed) == [(0.0, 4.0)] and len(rows(armed.arrangement_clips[0])) == 1 and not song.record_mode
    song.undo()
    assert spans(armed) == []


def test_session_clips_recorded_into_the_arrangement_are_taken_back_too(stage, song):
    clip = stage.clip(1)
    clip.fire()
    song.record_mode = True
    stage.tick()
    stage.beats(2)
    song.undo()
    stage.beats(2)
    assert clip.is_playing and not song.record_mode and list(song.tracks[1].arrangement_clips) == []
    song.redo()
    assert len(song.tracks[1].arrangement_clips) == 1
