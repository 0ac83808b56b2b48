"""A scene that is captured goes on in the place of what was captured."""

import pytest


def test_what_plays_is_captured_into_a_new_scene(stage, song):
    clip = stage.clip(scene=5)
    clip.name = "riff"
    clip.fire()
    stage.tick()
    song.capture_and_insert_scene()
    assert song.tracks[0].clip_slots[1].clip.name == "riff" and song.tracks[0].playing_slot_index == 1


def captured(stage, song, mode=0):
    """Two tracks play a beat and a half into their clips, and are captured: (clips before, clips after)."""
    before = [stage.clip(track, 5, length) for track, length in ((0, 4.0), (1, 3.0))]
    song.view.selected_track = song.tracks[0]
    song.view.selected_scene = song.scenes[5]
    song.scenes[5].fire()
    stage.tick()
    stage.beats(5.5)
    for clip in before:
        stage.hear(clip, "playing_status")
    positions = [clip.playing_position for clip in before]
    song.capture_and_insert_scene(mode)
    return before, [track.clip_slots[6].clip for track in song.tracks[:2]], positions


def test_a_captured_scene_is_selected_and_goes_on_where_the_other_was(stage, song):
    before, after, positions = captured(stage, song)
    assert song.view.selected_scene == song.scenes[6]
    assert [(clip.is_playing, copy.is_playing) for clip, copy in zip(before, after)] == [(False, True)] * 2
    assert [copy.playing_position for copy in after] == positions
    assert [track.playing_slot_index for track in song.tracks[:2]] == [6, 6] and len(stage.heard) == 2
    stage.beats(1.0)
    assert [copy.playing_position for copy in after] == pytest.approx([2.5, 0.5])
    song.undo()
    assert len(song.scenes) == 8 and not any(clip.is_playing for clip in before)


def test_a_track_that_is_not_captured_goes_on_with_its_clip(stage, song):
    before, after, _ = captured(stage, song, 1)
    stage.beats(1.0)
    assert after[0] is None and before[0].is_playing and not before[1].is_playing and after[1].is_playing


def test_a_clip_that_records_is_captured_and_goes_on_recording(stage, song):
    song.tracks[0].arm = True
    song.tracks[0].clip_slots[0].fire()
    stage.beats(2)
    song.capture_and_insert_scene()
    stage.beats(2)
    recorded = song.tracks[0].clip_slots[0].clip
    assert recorded.is_recording and song.tracks[0].clip_slots[1].clip.length < recorded.length
