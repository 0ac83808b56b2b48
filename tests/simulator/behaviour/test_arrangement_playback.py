"""Clips of the arrangement: when they play and where, what fire() does, and what a cut leaves of them."""

import pytest


def note(live, start, pitch=60):
    return live.Clip.MidiNoteSpecification(pitch=pitch, start_time=start, duration=0.5)


def note_times(clip):
    return [each.start_time for each in clip.get_all_notes_extended()]


@pytest.fixture
def track(song):
    return song.tracks[0]


def test_a_clip_plays_while_the_playhead_is_on_it(stage, song, track):
    clip = track.create_midi_clip(2.0, 4.0)
    heard = []
    clip.add_playing_status_listener(lambda: heard.append((song.current_song_time, clip.is_playing)))
    stage.play()
    stage.beats(8)
    assert heard == [(2.0, True), (6.0, False)]


def test_it_tells_its_position_every_tick(stage, song, track):
    clip = track.create_midi_clip(1.0, 2.0)
    stage.hear(clip, "playing_position")
    stage.play()
    stage.beats(4)
    values = [value for _, value in stage.heard]
    assert len(values) == 99 and values[0] == pytest.approx(0.02) and values == sorted(values)
    assert values[-1] == clip.playing_position == pytest.approx(1.98)


def test_its_position_begins_at_the_start_marker_and_loops(stage, song, track):
    clip = track.duplicate_clip_to_arrangement(stage.clip(length=4.0), 0.0)
    clip.start_marker, clip.loop_start, clip.loop_end = 1.0, 2.0, 3.0
    loops = []
    clip.add_loop_jump_listener(lambda: loops.append(song.current_song_time))
    stage.play()
    assert clip.playing_position == 1.0
    stage.beats(3.5)
    assert clip.playing_position == pytest.approx(2.5)
    assert loops == [2.0, 3.0]


def test_a_track_away_from_the_arrangement_plays_none_of_its_clips(stage, song, track):
    clip, session_clip = track.create_midi_clip(0.0, 16.0), stage.clip()
    stage.play()
    assert clip.is_playing
    session_clip.fire()
    stage.beats(4.1)
    assert not clip.is_playing and session_clip.is_playing
    where = clip.playing_position
    stage.beats(1)
    assert clip.playing_position == where
    track.back_to_arranger = False
    stage.tick()
    assert clip.is_playing and not session_clip.is_playing
    stage.tick()
    assert clip.playing_position == song.current_song_time


def test_a_clip_of_a_take_lane_never_plays(stage, track):
    clip = track.create_take_lane().create_midi_clip(0.0, 4.0)
    stage.play()
    assert clip.is_playing is False


def test_stopping_is_told_to_the_clip(stage, song, track):
    clip = track.create_midi_clip(0.0, 16.0)
    stage.play()
    heard = []
    clip.add_playing_status_listener(lambda: heard.append(clip.is_playing))
    song.stop_playing()
    stage.tick()
    assert heard == [False]


def test_firing_while_the_set_stands_plays_the_song_from_the_clips_start(stage, song, track):
    clip = track.create_midi_clip(8.0, 4.0)
    clip.fire()
    assert song.is_playing is False
    stage.tick()
    assert song.is_playing and song.current_song_time == 8.0 and clip.is_playing
    stage.beats(4)
    assert song.current_song_time == 12.0 and not clip.is_playing


def test_firing_while_the_set_plays_waits_for_the_grid(stage, song, track):
    clip = track.create_midi_clip(17.0, 4.0)
    stage.play()
    stage.beats(1)
    clip.fire()
    stage.beats(2.98)
    assert song.current_song_time == pytest.approx(3.98)
    stage.beats(0.04)
    assert song.current_song_time == pytest.approx(17.02) and clip.is_playing


def test_a_fired_clips_own_grid_goes_before_the_songs(stage, song, track):
    clip = track.create_midi_clip(17.0, 4.0)
    clip.launch_quantization = 8
    stage.play()
    stage.beats(1.5)
    clip.fire()
    stage.beats(1)
    assert song.current_song_time == pytest.approx(17.5)


def test_firing_takes_the_track_back_to_the_arrangement_and_no_other(stage, song, track):
    clip = track.create_midi_clip(0.0, 8.0)
    mine, other = stage.clip(), stage.clip(track=1)
    mine.fire()
    other.fire()
    stage.tick()
    clip.fire()
    stage.beats(4)
    assert (clip.is_playing, mine.is_playing, other.is_playing) == (True, False, True)


def test_what_is_left_of_a_cut_clip_sounds_where_it_did(stage, song, track):
    clip = track.create_midi_clip(0.0, 8.0)
    clip.looping = False
    clip.add_new_notes([note(stage.live, start) for start in (0.0, 5.0, 7.0)])
    track.create_midi_clip(2.0, 3.0)
    left, _, right = track.arrangement_clips
    assert (left.start_time, left.end_time, left.start_marker, left.end_marker) == (0.0, 2.0, 0.0, 2.0)
    assert (right.start_time, right.end_time, right.start_marker, right.end_marker) == (5.0, 8.0, 5.0, 8.0)
    stage.play()
    stage.beats(6)
    assert right.playing_position == 6.0 and note_times(right) == [0.0, 5.0, 7.0]


def test_the_rest_of_a_looped_clip_begins_inside_its_loop(stage, song, track):
    source = stage.clip(length=2.0)
    clip = track.duplicate_clip_to_arrangement(source, 0.0)
    stage.unwrap(clip).store("end_time", 8.0)
    track.create_midi_clip(0.0, 3.0)
    rest = track.arrangement_clips[1]
    assert (rest.start_time, rest.end_time, rest.start_marker, rest.length) == (3.0, 8.0, 1.0, 2.0)


def test_the_arrangement_loop_goes_back_to_the_clip_at_its_start(stage, song, track):
    first, second = track.create_midi_clip(0.0, 2.0), track.create_midi_clip(2.0, 2.0)
    song.loop_start, song.loop_length, song.loop = 0.0, 4.0, True
    stage.play()
    order = []
    for name, clip in (("first", first), ("second", second)):
        clip.add_playing_status_listener(lambda name=name, clip=clip: order.append((name, clip.is_playing)))
    stage.beats(5)
    assert order == [("first", False), ("second", True), ("second", False), ("first", True)]
    assert song.current_song_time == 1.0 and first.playing_position == 1.0
