"""Recordings into the arrangement while they last: the clip is there from the start, grows, and takes notes in."""

import pytest

from .test_recording import play_note, press, release, rows, spans


@pytest.fixture
def armed(song):
    """The first track, armed."""
    song.tracks[0].arm = True
    return song.tracks[0]


@pytest.fixture
def record(stage, song, armed):
    """Records from the start, into the first track."""
    song.record_mode = True
    stage.tick()


def test_the_clip_is_there_from_the_start_of_the_recording(stage, song, armed):
    stage.hear(armed, "arrangement_clips")
    song.record_mode = True
    stage.tick()
    (clip,) = armed.arrangement_clips
    assert len(stage.heard) == 1
    assert clip.is_recording and clip.is_playing and clip.is_arrangement_clip and clip.is_midi_clip
    assert (clip.start_time, clip.canonical_parent) == (0.0, armed)


def test_it_grows_with_the_playhead_and_tells_so(stage, song, armed, record):
    (clip,) = armed.arrangement_clips
    stage.beats(1)
    stage.hear(clip, "end_time", "end_marker")
    stage.beats(1)
    here = song.current_song_time
    assert (clip.end_time, clip.length, clip.end_marker, clip.playing_position) == (here, here, here, here)
    assert [value for name, value in stage.heard if name == "end_time"][-1] == here
    assert len(stage.heard) >= 2 * 50


def test_notes_arrive_while_it_is_recorded(stage, armed, record):
    (clip,) = armed.arrangement_clips
    stage.hear(clip, "notes")
    stage.beats(1)
    play_note(stage, 60, 0.5)
    assert len(stage.heard) == 1 and [row[0] for row in rows(clip)] == [60]
    assert rows(clip)[0][1:3] == (pytest.approx(1.0), pytest.approx(0.5))


def test_it_is_the_clip_that_stays_and_records_no_more(stage, song, armed, record):
    (clip,) = armed.arrangement_clips
    stage.beats(1)
    press(stage, 60)
    stage.beats(0.98)
    stage.hear(clip, "is_recording")
    song.record_mode = False
    stage.tick()
    release(stage, 60)
    assert list(armed.arrangement_clips) == [clip] and not clip.is_recording
    assert stage.heard == [("is_recording", False)]
    assert spans(armed) == [(0.0, 2.0)] and [row[0] for row in rows(clip)] == [60]
    stage.beats(1)
    assert clip.end_time == 2.0


def test_the_take_is_one_step_of_undo_and_what_was_there_comes_back(stage, song, armed):
    before = armed.create_midi_clip(1.0, 4.0)
    song.record_mode = True
    stage.tick()
    stage.beats(2)
    play_note(stage, 60, 0.5)
    song.record_mode = False
    stage.tick()
    recorded = armed.arrangement_clips[0]
    assert spans(armed) == [(0.0, pytest.approx(2.52)), (pytest.approx(2.52), 5.0)]
    song.undo()
    assert spans(armed) == [(1.0, 5.0)] and list(armed.arrangement_clips) == [before] and recorded.__eq__(None)
    song.redo()
    assert len(spans(armed)) == 2 and len(rows(armed.arrangement_clips[0])) == 1


def test_undoing_something_else_meanwhile_leaves_the_recording_alone(stage, song, armed):
    song.record_mode = True
    stage.tick()
    armed.create_midi_clip(16.0, 4.0)
    stage.beats(1)
    song.undo()
    (clip,) = armed.arrangement_clips
    assert clip.is_recording
    stage.beats(1)
    song.record_mode = False
    stage.tick()
    assert list(armed.arrangement_clips) == [clip]


def test_audio_is_recorded_into_one_file_that_grows(stage, song):
    track = song.tracks[2]
    track.arm = True
    song.record_mode = True
    stage.tick()
    (clip,) = track.arrangement_clips
    path = clip.file_path
    assert clip.is_audio_clip and clip.is_recording
    stage.beats(2)
    early = clip.sample_length
    stage.beats(2)
    assert clip.sample_length > early
    song.record_mode = False
    stage.tick()
    assert track.arrangement_clips[0].file_path == path and clip.sample_length == 88641


def test_a_track_armed_meanwhile_records_from_there_and_one_disarmed_until_there(stage, song, armed, record):
    stage.beats(2)

    armed.arm = False
    song.tracks[1].arm = True
    stage.beats(2)
    assert spans(armed) == [(0.0, pytest.approx(2.0, abs=0.05))] and not armed.arrangement_clips[0].is_recording
    assert song.tracks[1].arrangement_clips[0].is_recording
    song.record_mode = False
    stage.tick()
    assert spans(armed) == [(0.0, pytest.approx(2.0, abs=0.05))]
    assert spans(song.tracks[1]) == [(pytest.approx(2.0, abs=0.05), pytest.approx(4.02, abs=0.05))]


def test_a_punch_begins_and_ends_the_clip(stage, song, armed):
    song.loop_start, song.loop_length = 4.0, 4.0
    song.punch_in = song.punch_out = True
    song.record_mode = True
    stage.tick()
    stage.beats(3.5)
    assert spans(armed) == []
    stage.beats(1)
    (clip,) = armed.arrangement_clips
    assert clip.is_recording and clip.start_time == 4.0
    stage.beats(4)
    assert not clip.is_recording and spans(armed) == [(4.0, 8.0)]


def test_each_round_of_the_loop_has_a_clip_of_its_own(stage, song, armed):
    song.loop_start, song.loop_length, song.loop = 0.0, 4.0, True
    song.record_mode = True
    stage.tick()
    (first,) = armed.arrangement_clips
    stage.beats(4.5)
    recording = [clip for clip in armed.arrangement_clips if clip.is_recording]
    assert len(recording) == 1 and recording[0] != first and not first.is_recording
    assert recording[0].end_time == song.current_song_time


def test_overdubbing_takes_notes_into_the_clip_that_is_there_and_gaps_have_clips_of_their_own(stage, song, armed):
    clip = armed.create_midi_clip(2.0, 2.0)
    song.arrangement_overdub = True
    song.record_mode = True
    stage.tick()
    stage.beats(0.5)
    first = armed.arrangement_clips[0]
    assert first.is_recording and not clip.is_recording
    stage.beats(2)
    assert not first.is_recording and spans(armed) == [(0.0, 2.0), (2.0, 4.0)]
    play_note(stage, 60, 0.5)
    assert [row[0] for row in rows(clip)] == [60]
    stage.beats(2)
    assert armed.arrangement_clips[2].is_recording
    last = armed.arrangement_clips[2]
    song.record_mode = False
    stage.tick()
    assert list(armed.arrangement_clips) == [first, clip, last]
    song.undo()
    assert list(armed.arrangement_clips) == [clip] and rows(clip) == []


def test_the_length_of_the_song_follows_the_recording(stage, song, armed):
    song.current_song_time = 230.0
    stage.tick()
    stage.hear(song, "song_length")
    song.record_mode = True
    stage.tick()
    stage.beats(4)
    assert song.song_length == pytest.approx(song.current_song_time + 32.0) and stage.heard


def test_a_track_that_is_deleted_takes_its_recording_along(stage, song, armed, record):
    (clip,) = armed.arrangement_clips
    stage.beats(1)
    song.delete_track(0)
    stage.beats(1)
    assert not any(track.arrangement_clips for track in song.tracks[:3]) and str(clip) and clip.__eq__(None)
    song.record_mode = False
    stage.tick()
    assert not any(track.arrangement_clips for track in song.tracks[:3])


def test_a_recording_that_is_deleted_leaves_nothing(stage, song, armed, record):
    stage.beats(1)
    armed.delete_clip(armed.arrangement_clips[0])
    assert spans(armed) == []
    stage.beats(1)
    song.record_mode = False
    stage.tick()
    assert spans(armed) == []


def test_what_it_goes_over_is_cut_meanwhile(stage, song, armed):
    first, second = armed.create_midi_clip(0.0, 1.0), armed.create_midi_clip(1.5, 4.5)
    song.record_mode = True
    stage.tick()
    stage.beats(0.5)
    here = song.current_song_time
    assert spans(armed) == [(0.0, here), (here, 1.0), (1.5, 6.0)] and first.start_marker == here
    stage.beats(2)
    here = song.current_song_time
    assert spans(armed) == [(0.0, here), (here, 6.0)] and armed.arrangement_clips[1] == second
    song.record_mode = False
    stage.tick()
    here = armed.arrangement_clips[0].end_time
    assert spans(armed) == [(0.0, here), (here, 6.0)] and first.__eq__(None)
    song.undo()
    assert spans(armed) == [(0.0, 1.0), (1.5, 6.0)]
    assert [clip.start_marker for clip in armed.arrangement_clips] == [0.0, 0.0]


def test_what_it_begins_in_is_cut_in_two(stage, song, armed):
    clip = armed.create_midi_clip(0.0, 8.0)
    song.loop_start, song.punch_in = 2.0, True
    song.record_mode = True
    stage.tick()
    stage.beats(3)
    here = song.current_song_time
    assert spans(armed) == [(0.0, 2.0), (2.0, here), (here, 8.0)] and armed.arrangement_clips[0] == clip
    song.record_mode = False
    stage.tick()
    assert len(spans(armed)) == 3 and armed.arrangement_clips[2].end_time == 8.0
    song.undo()
    assert spans(armed) == [(0.0, 8.0)] and list(armed.arrangement_clips) == [clip]


def test_a_clip_on_a_track_away_from_the_arrangement_records_and_does_not_play(stage, song, armed, record):
    armed.stop_all_clips(False)
    stage.beats(1)
    (clip,) = armed.arrangement_clips
    assert clip.is_recording and not clip.is_playing


def test_switching_overdub_while_it_records_keeps_the_clips_apart(stage, song, armed):
    armed.create_midi_clip(1.0, 2.0)
    song.record_mode = True
    stage.tick()
    for _ in range(8):
        stage.beats(0.5)
        song.arrangement_overdub = not song.arrangement_overdub
        ends = [place for span in spans(armed) for place in span]
        assert ends == sorted(ends)
    song.record_mode = False
    stage.tick()
    ends = [place for span in spans(armed) for place in span]
    assert ends == sorted(ends)


def test_a_clip_that_is_put_where_something_is_recorded_is_cut_at_once(stage, song, armed, record):
    stage.beats(2)
    here = song.current_song_time
    armed.create_midi_clip(1.0, 4.0)
    assert spans(armed) == [(0.0, here), (here, 5.0)]
    song.undo()
    assert spans(armed) == [(0.0, here)]
    song.redo()
    assert spans(armed) == [(0.0, here), (here, 5.0)]
