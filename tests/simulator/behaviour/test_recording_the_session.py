"""While the arrangement records, session clips that play are written into it where they play."""

import pytest


@pytest.fixture
def track(song):
    song.clip_trigger_quantization = 0
    return song.tracks[0]


def record(stage, song):
    song.record_mode = True
    stage.tick()


def stop(stage, song):
    song.record_mode = False
    stage.tick()


def spans(track):
    """(name, start, end, start marker) of the clips of the arrangement."""
    return [
        (clip.name, round(clip.start_time, 6), round(clip.end_time, 6), round(clip.start_marker, 6))
        for clip in track.arrangement_clips
    ]


def named(stage, track, scene, name, length=4.0):
    clip = stage.clip(track, scene, length)
    clip.name = name
    return clip


def test_a_clip_that_plays_already_is_recorded_from_the_middle_and_its_loop_spans_the_take(stage, song, track):
    clip = named(stage, 0, 0, "riff")
    clip.add_new_notes([stage.live.Clip.MidiNoteSpecification(60, 1.0, 0.5)])
    clip.fire()
    stage.tick()
    stage.beats(5)
    record(stage, song)
    begin = song.current_song_time
    stage.beats(8)
    assert spans(track) == []
    stop(stage, song)
    end = song.current_song_time
    assert spans(track) == [("riff", pytest.approx(begin, abs=0.021), pytest.approx(end, abs=0.021), pytest.approx(
        begin - 4.0, abs=0.021))]
    (copy,) = track.arrangement_clips
    assert copy.looping and (copy.loop_start, copy.loop_end) == (0.0, 4.0) and copy != clip
    assert [(note.pitch, note.start_time) for note in copy.get_all_notes_extended()] == [(60, 1.0)]
    assert clip.is_playing and not copy.is_playing and track.back_to_arranger
    sounded = stage.unwrap(copy).arrangement_position(song.current_song_time)
    assert sounded == pytest.approx(clip.playing_position), "the arrangement has it on the beat on which it played"
    track.back_to_arranger = False
    stage.tick()
    assert not clip.is_playing and track.playing_slot_index == -1


def test_each_clip_is_recorded_for_as_long_as_it_plays(stage, song, track):
    song.clip_trigger_quantization = 4
    first, second = named(stage, 0, 0, "first"), named(stage, 0, 1, "second", 2.0)
    record(stage, song)
    stage.beats(1)
    first.fire()
    stage.beats(5)
    second.fire()
    stage.beats(4)
    second.stop()
    stage.beats(4)
    stop(stage, song)
    assert spans(track) == [("first", 4.0, 8.0, 0.0), ("second", 8.0, 12.0, 0.0)]


def test_a_clip_that_is_launched_again_begins_again(stage, song, track):
    song.clip_trigger_quantization = 4
    clip = named(stage, 0, 0, "riff", 3.0)
    clip.fire()
    record(stage, song)
    stage.beats(1)
    clip.fire()
    stage.beats(4)
    song.stop_playing()
    stage.tick()
    (_, start, end, marker), (_, again, _, anew) = spans(track)
    assert (end, again, anew) == (4.0, 4.0, 0.0) and marker == pytest.approx(start)


def test_a_clip_without_a_loop_is_recorded_up_to_its_end(stage, song, track):
    clip = named(stage, 0, 0, "shot", 2.0)
    clip.looping = False
    clip.fire()
    stage.tick()
    stage.beats(1)
    record(stage, song)
    stage.beats(4)
    stop(stage, song)
    ((_, start, end, marker),) = spans(track)
    assert (end, marker) == (2.0, start) and track.arrangement_clips[0].end_marker == 2.0


def test_punching_limits_what_is_recorded_of_the_session(stage, song, track):
    song.loop_start, song.loop_length = 4.0, 4.0
    song.punch_in = song.punch_out = True
    named(stage, 0, 0, "riff", 3.0).fire()
    record(stage, song)
    stage.beats(12)
    stop(stage, song)
    assert spans(track) == [("riff", 4.0, 8.0, 1.0)]


def test_each_round_of_the_loop_goes_over_the_one_before_and_the_clip_plays_on(stage, song, track):
    song.loop_start, song.loop_length, song.loop = 0.0, 4.0, True
    clip = named(stage, 0, 0, "riff", 3.0)
    clip.fire()
    record(stage, song)
    stage.beats(5)
    stop(stage, song)
    (new, old) = spans(track)
    assert (new[1], new[3], old[2]) == (0.0, 1.0, 4.0) and new[2] == old[1] == pytest.approx(1.0, abs=0.05)
    assert len(track.take_lanes) == 0


def test_all_that_a_take_leaves_is_one_step_of_undo(stage, song, track):
    song.tracks[1].arm = True
    track.create_midi_clip(0.0, 2.0).name = "old"
    named(stage, 0, 0, "riff")
    song.tracks[0].clip_slots[0].fire()
    record(stage, song)
    stage.beats(4)
    stop(stage, song)
    assert [row[0] for row in spans(track)] == ["riff"] and len(song.tracks[1].arrangement_clips) == 1
    after = spans(track)
    song.undo()
    assert [row[:3] for row in spans(track)] == [("old", 0.0, 2.0)] and spans(song.tracks[1]) == []
    song.redo()
    assert spans(track) == after and len(song.tracks[1].arrangement_clips) == 1


def test_a_jump_inside_a_clip_and_another_loop_begin_another_clip_of_the_arrangement(stage, song, track):
    clip = named(stage, 0, 0, "riff", 8.0)
    clip.fire()
    record(stage, song)
    stage.beats(2)
    clip.move_playing_pos(3.0)
    here = song.current_song_time
    stage.beats(1)
    clip.loop_end = 7.0
    clip.loop_end = 7.0
    song.tempo = 90.0
    stage.beats(1)
    stop(stage, song)
    rows = spans(track)
    assert len(rows) == 3 and rows[1][1] == here == rows[0][2] and rows[1][3] == pytest.approx(here + 3.0)
    assert [each.loop_end for each in track.arrangement_clips][-1] == 7.0 and rows[2][3] == pytest.approx(here + 4.0)


def test_a_deleted_clip_is_recorded_up_to_there(stage, song, track):
    named(stage, 0, 0, "gone").fire()
    record(stage, song)
    stage.beats(2)
    track.clip_slots[0].delete_clip()
    here = song.current_song_time
    stage.beats(2)
    stop(stage, song)
    assert [(row[0], row[2]) for row in spans(track)] == [("gone", here)]


def test_a_clip_is_recorded_over_what_an_armed_track_records(stage, song, track):
    song.clip_trigger_quantization = 4
    track.arm = True
    clip = named(stage, 0, 0, "riff")
    record(stage, song)
    stage.beats(1)
    clip.fire()
    stage.beats(7.5)
    track.stop_all_clips()
    stage.beats(6)
    stop(stage, song)
    assert [row[:3] for row in spans(track)] == [
        ("", 0.0, 4.0), ("riff", 4.0, 12.0), ("", 12.0, pytest.approx(14.5, abs=0.1))]


def test_what_a_slot_recorded_is_there_as_the_loop_that_it_became(stage, song, track):
    song.clip_trigger_quantization = 4
    track.arm = True
    record(stage, song)
    track.clip_slots[0].fire()
    stage.beats(6)
    track.clip_slots[0].fire()
    stage.beats(6)
    stop(stage, song)
    rows = spans(track)
    assert [row[1] for row in rows] == [0.0, 8.0] and track.arrangement_clips[1].loop_end == 4.0


def test_audio_clips_are_recorded_with_their_file_also_where_they_count_seconds(stage, song, track):
    slot = song.tracks[2].clip_slots[0]
    clip = slot.create_audio_clip("loop.wav")
    clip.warping = False
    stage.tick()
    clip.fire()
    stage.tick()
    stage.beats(2)
    record(stage, song)
    stage.beats(4)
    stop(stage, song)
    (copy,) = song.tracks[2].arrangement_clips
    assert copy.file_path == "loop.wav" and not copy.warping
    assert copy.start_marker == pytest.approx(copy.start_time / 2) and copy.end_marker - copy.start_marker == (
        pytest.approx((copy.end_time - copy.start_time) / 2))


def test_a_captured_scene_is_recorded_from_there_on(stage, song, track):
    named(stage, 0, 0, "riff", 3.0).fire()
    record(stage, song)
    stage.beats(4)
    song.capture_and_insert_scene()
    here = song.current_song_time
    stage.beats(1)
    stop(stage, song)
    rows = spans(track)
    assert [row[1] for row in rows] == [rows[0][1], here] and rows[1][3] == pytest.approx((here - rows[0][1]) % 3.0)
