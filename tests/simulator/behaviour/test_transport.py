"""Playing, stopping, jumping: when effects show, and on which beat."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .conftest import Rehearsal


def test_starting_shows_on_the_next_tick(stage, song):
    song.start_playing()
    assert song.is_playing is False
    stage.tick()
    assert song.is_playing is True and song.current_song_time == 0.0


def test_beats_pass_exactly_at_the_tempo(stage, song):
    stage.play()
    stage.simulator.advance(1.0)
    assert song.current_song_time == 2.0
    song.tempo = 60.0
    stage.simulator.advance(1.0)
    assert song.current_song_time == 3.0


def test_no_error_adds_up_over_an_hour(stage, song):
    stage.play()
    song.tempo = 117.3
    tempo = song.tempo
    for _ in range(36):
        stage.simulator.clock.wait_until(stage.simulator.now() + 100.0)
        stage.tick()
    assert song.current_song_time == pytest.approx(36 * 100.01 * tempo / 60, abs=1e-5)


def test_the_tempo_is_held_in_single_precision(song):
    song.tempo = 120.3
    assert song.tempo == 120.30000305175781


@pytest.mark.parametrize("tempo", [19.9, 999.5, -1, 0])
def test_a_tempo_out_of_range_is_refused_and_changes_nothing(song, tempo):
    with pytest.raises(RuntimeError, match="^Tempo out of range$"):
        song.tempo = tempo
    assert song.tempo == 120.0


def test_the_main_tracks_tempo_parameter_is_the_tempo(stage, song):
    parameter = song.master_track.mixer_device.song_tempo
    stage.hear(song, "tempo")
    parameter.value = 90.0
    assert song.tempo == 90.0 and stage.heard == [("tempo", 90.0)]
    song.tempo = 91.0
    assert parameter.value == 91.0


def test_position_listeners_hear_every_tick_while_it_plays_and_none_while_it_stands(stage, song):
    stage.hear(song, "current_song_time")
    stage.simulator.advance(1.0)
    assert stage.heard == []
    stage.play()
    stage.simulator.advance(0.1)
    assert stage.heard == [("current_song_time", pytest.approx(0.02 * step)) for step in range(1, 11)]


def test_stopping_stays_where_it_is_and_stopping_again_goes_to_the_start(stage, song):
    stage.play()
    stage.beats(2)
    song.stop_playing()
    assert song.is_playing is True
    stage.tick()
    assert song.is_playing is False and song.current_song_time == 2.02
    stage.simulator.advance(1.0)
    assert song.current_song_time == 2.02
    song.stop_playing()
    stage.tick()
    assert song.current_song_time == 0.0


def test_continuing_goes_on_where_it_stopped_and_starting_begins_at_the_start_time(stage, song):
    stage.play()
    stage.beats(2)
    song.stop_playing()
    stage.tick()
    song.continue_playing()
    stage.tick()
    assert song.current_song_time == 2.02
    stage.beats(1)
    assert song.current_song_time == pytest.approx(3.02)
    song.stop_playing()
    stage.tick()
    song.start_playing()
    stage.tick()
    assert song.current_song_time == 0.0


def test_writing_is_playing_starts_and_stops(stage, song):
    song.is_playing = True
    stage.tick()
    assert song.is_playing is True
    song.is_playing = False
    stage.tick()
    assert song.is_playing is False


def test_the_position_is_read_back_on_the_next_tick(stage, song):
    song.current_song_time = 8.0
    assert song.current_song_time == 0.0
    stage.tick()
    assert song.current_song_time == 8.0 and song.start_time == 8.0
    song.start_playing()
    stage.tick()
    assert song.current_song_time == 8.0


def test_jumping_moves_by_beats_and_not_before_the_start(stage, song):
    song.jump_by(6.0)
    stage.tick()
    song.jump_by(-4.0)
    stage.tick()
    assert song.current_song_time == 2.0
    song.jump_by(-4.0)
    stage.tick()
    assert song.current_song_time == 0.0


@pytest.mark.parametrize(
    "name, text",
    [
        ("current_song_time", "Cannot set the Songtime behind the Songlength"),
        ("start_time", "Cannot set the start time after the song length"),
        ("loop_start", "Cannot set the Loopstart behind the Songlength"),
        ("loop_length", "Cannot set the Loop behind the song length"),
    ],
)
def test_places_behind_the_song_are_refused_in_lives_words(song, name, text):
    with pytest.raises(RuntimeError) as refusal:
        setattr(song, name, song.song_length + 1)
    assert str(refusal.value) == text


def test_the_loop_wraps_exactly_at_its_end(stage, song):
    song.loop_start, song.loop_length, song.loop = 4.0, 4.0, True
    assert song.loop is False
    stage.play()
    assert song.loop is True
    stage.beats(7)
    assert song.current_song_time == 7.0
    stage.simulator.advance(0.51)
    assert song.current_song_time == pytest.approx(4.02)
    stage.beats(400)
    assert song.current_song_time == pytest.approx(4.02)


def test_beyond_the_loop_nothing_wraps(stage, song):
    song.loop_start, song.loop_length, song.loop = 0.0, 4.0, True
    song.current_song_time = 6.0
    stage.tick()
    song.start_playing()
    stage.tick()
    stage.beats(4)
    assert song.current_song_time == 10.0


def test_an_empty_set_has_the_length_that_was_measured(song):
    assert song.song_length == 232.0 and song.last_event_time == 16.0


def test_the_length_follows_loop_and_arrangement(stage, song):
    stage.hear(song, "song_length")
    song.loop_length = 220.0
    assert song.song_length == 260.0
    song.tracks[0].create_midi_clip(300.0, 20.0)
    assert song.song_length == 352.0 and song.last_event_time == 320.0
    assert stage.heard == [("song_length", 260.0), ("song_length", 352.0)]


def test_a_loop_is_at_least_one_beat_long(song):
    song.loop_length = 0.25
    assert song.loop_length == 1.0


@pytest.mark.parametrize("name", ["loop", "punch_in", "punch_out", "session_automation_record", "record_mode"])
def test_switches_of_the_transport_read_back_on_the_next_tick(stage, song, name):
    stage.hear(song, name)
    setattr(song, name, True)
    assert getattr(song, name) is False
    stage.tick()
    assert getattr(song, name) is True and stage.heard == [(name, True)]


@pytest.mark.parametrize("name", ["metronome", "arrangement_overdub", "session_record"])
def test_other_switches_read_back_at_once(song, name):
    setattr(song, name, True)
    assert getattr(song, name) is True


def test_overdub_needs_an_armed_track(song):
    song.overdub = True
    assert song.overdub is False
    song.tracks[0].arm = True
    song.overdub = True
    assert song.overdub is True


def test_nudging_changes_the_speed_while_held_and_not_the_tempo(stage, song):
    stage.play()
    song.nudge_up = True
    stage.simulator.advance(1.0)
    assert song.current_song_time == pytest.approx(2.2) and song.tempo == 120.0
    song.nudge_up = False
    song.nudge_down = True
    stage.simulator.advance(1.0)
    assert song.current_song_time == pytest.approx(4.0)


def test_four_taps_set_the_tempo(stage, song):
    for _ in range(4):
        assert song.tempo == 120.0
        song.tap_tempo()
        stage.simulator.advance(0.4)
    assert song.tempo == pytest.approx(150.0)


def test_a_long_pause_between_taps_starts_anew(stage, song):
    for pause in (0.4, 0.4, 5.0, 0.4):
        song.tap_tempo()
        stage.simulator.advance(pause)
    assert song.tempo == 120.0


def test_displays_read_bars_and_beats_in_the_signature(stage, song):
    song.current_song_time = 7.5
    stage.tick()
    song.signature_numerator = 3
    time = song.get_current_beats_song_time()
    assert (time.bars, time.beats, time.sub_division, time.ticks) == (3, 2, 3, 1)
    start, length = song.get_beats_loop_start(), song.get_beats_loop_length()
    assert (start.bars, start.beats) == (3, 3) and (length.bars, length.beats) == (5, 1)
    smpte = song.get_current_smpte_song_time(2)
    assert (smpte.hours, smpte.minutes, smpte.seconds, smpte.frames) == (0, 0, 3, 18)


@pytest.mark.parametrize("asked, stored", [(3, 4), (8, 8), (1, 1), (16, 16)])
def test_denominators_between_powers_of_two_are_rounded_up(song, asked, stored):
    song.signature_denominator = asked
    assert song.signature_denominator == stored


@pytest.mark.parametrize(
    "name, value",
    [
        ("signature_denominator", 32),
        ("signature_numerator", 0),
        ("signature_numerator", 100),
        ("clip_trigger_quantization", 14),
        ("midi_recording_quantization", 9),
        ("root_note", 12),
    ],
)
def test_settings_out_of_range_are_refused(song, name, value):
    with pytest.raises(RuntimeError):
        setattr(song, name, value)


def test_groove_amount_is_refused_in_lives_words(song):
    song.groove_amount = 1.3125
    with pytest.raises(RuntimeError, match="^Groove Amount out of range$"):
        song.groove_amount = 1.4


def test_the_scale_brings_its_intervals(stage, song):
    stage.hear(song, "scale_name", "scale_intervals", "scale_information")
    song.scale_name = "Minor Pentatonic"
    assert list(song.scale_intervals) == [0, 3, 5, 7, 10]
    assert [name for name, _ in stage.heard] == ["scale_name", "scale_intervals", "scale_information"]
    with pytest.raises(RuntimeError):
        song.scale_name = "No such scale"


def cue_at(stage, *times):
    for time in times:
        stage.song.current_song_time = time
        stage.tick()
        stage.song.set_or_delete_cue()


def test_cue_points_keep_the_order_of_their_making_and_are_numbered(stage, song):
    cue_at(stage, 16.0, 4.0, 8.0)
    assert [(cue.name, cue.time) for cue in song.cue_points] == [("1", 16.0), ("2", 4.0), ("3", 8.0)]
    assert song.is_cue_point_selected() is True


def test_a_cue_point_is_made_at_the_playhead_that_was_committed(stage, song):
    song.current_song_time = 4.0
    song.set_or_delete_cue()
    assert [cue.time for cue in song.cue_points] == [0.0]


def test_setting_a_cue_where_one_is_deletes_it(stage, song):
    cue_at(stage, 4.0)
    cue = song.cue_points[0]
    stage.hear(song, "cue_points")
    song.set_or_delete_cue()
    assert len(song.cue_points) == 0 and not cue and len(stage.heard) == 1


def test_jumps_go_from_cue_to_cue(stage, song):
    cue_at(stage, 16.0, 4.0, 8.0)
    assert song.can_jump_to_next_cue is True and song.can_jump_to_prev_cue is True
    song.jump_to_next_cue()
    assert song.current_song_time == 8.0
    stage.tick()
    assert song.current_song_time == 16.0 and song.can_jump_to_next_cue is False
    song.jump_to_prev_cue()
    song.jump_to_prev_cue()
    stage.tick()
    assert song.current_song_time == 4.0 and song.can_jump_to_prev_cue is False


def test_passing_cue_points_is_told(stage, song):
    cue_at(stage, 1.0)
    song.stop_playing()
    stage.tick()
    stage.hear(song, "can_jump_to_next_cue", "can_jump_to_prev_cue")
    stage.play()
    stage.heard.clear()
    stage.beats(2)
    assert stage.heard == [("can_jump_to_next_cue", False), ("can_jump_to_prev_cue", True)]


def test_a_cue_jump_waits_for_the_grid_while_it_plays(stage, song):
    cue_at(stage, 33.0)
    song.current_song_time = 0.0
    stage.tick()
    stage.play()
    stage.beats(1)
    song.cue_points[0].jump()
    stage.beats(2.98)
    assert song.current_song_time == pytest.approx(3.98)
    stage.simulator.advance(0.02)
    assert song.current_song_time == pytest.approx(33.02)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.floats(20, 999), st.floats(0, 0.3)), max_size=6))
def test_the_position_is_the_sum_of_what_was_played_at_each_tempo(steps):
    stage = Rehearsal()
    stage.play()
    expected = 0.0
    for tempo, seconds in steps:
        seconds = round(seconds, 2)
        stage.song.tempo = tempo
        stage.simulator.advance(seconds)
        expected += stage.song.tempo * seconds / 60.0
    assert stage.song.current_song_time == pytest.approx(expected, abs=1e-4)
    stage.simulator.close()


def test_undoing_a_tempo_while_it_plays_does_not_jump(stage, song):
    stage.play()
    stage.simulator.advance(1.0)
    song.tempo = 60.0
    stage.simulator.advance(1.0)
    assert song.current_song_time == 3.0
    song.undo()
    assert song.tempo == 120.0
    stage.simulator.advance(1.0)
    assert song.current_song_time == 5.0


def test_a_scenes_tempo_counts_from_its_beat_on_and_not_from_the_next_tick(stage, song):
    song.tempo, song.scenes[0].tempo = 117.0, 60.0
    stage.play()
    song.scenes[0].fire()
    stage.simulator.advance(2.99)
    seconds_until_the_bar = 4.0 * 60.0 / 117.0
    assert song.current_song_time == pytest.approx(4.0 + (2.99 - seconds_until_the_bar))


def test_a_tempo_change_leaves_an_unwarped_clip_where_it_is(stage, song):
    clip = song.tracks[2].clip_slots[0].create_audio_clip("/a.wav")
    clip.warping = False
    stage.tick()
    clip.fire()
    stage.tick()
    stage.simulator.advance(1.0)
    song.tempo = 60.0
    assert clip.playing_position == pytest.approx(1.0)
    stage.simulator.advance(1.0)
    assert clip.playing_position == pytest.approx(2.0)


class CreepingClock:
    """Time that goes on between any two looks at it, as real time does."""

    def __init__(self):
        self.time = 0.0

    def now(self):
        self.time += 1e-6
        return self.time

    def wait_until(self, moment):
        self.time = max(self.time, moment)


def test_a_tick_ends_although_real_time_goes_on_meanwhile(stage, song):
    stage.simulator.clock = stage.simulator.loop.clock = clock = CreepingClock()
    clips = [stage.clip(track=0), stage.clip(track=1)]
    song.scenes[0].fire()
    for tick in range(1, 302):
        clock.wait_until(tick * 0.01)
        stage.simulator.loop.run_tick()
    assert song.current_song_time == pytest.approx(6.0, abs=0.01)
    assert [clip.playing_position for clip in clips] == [pytest.approx(song.current_song_time - 4.0)] * 2


def test_a_clip_fired_while_the_set_stands_between_bars_starts_at_once(stage, song):
    song.start_time = 1.5
    clip = stage.clip()
    clip.fire()
    stage.tick()
    assert clip.is_playing is True and song.current_song_time == 1.5
