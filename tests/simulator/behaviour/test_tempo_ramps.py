"""Tempo that moves along the arrangement: the beats played are those of the ramp, exactly."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.behaviour import envelope_events as line
from simulator.behaviour.pace import pace_at, seconds_between

BENT = (0.0, 120.0, (0.9, 0.1, 0.9, 0.2))
EXACT = 1e-6


@pytest.fixture
def tempo(song):
    return song.master_track.mixer_device.song_tempo


@pytest.fixture
def arrange(stage, song, tempo):
    """Automation of the tempo, as a Set brings it."""
    def arrange_events(*events):
        stage.unwrap(song.master_track).add_envelope(stage.unwrap(tempo)).store_events(events)
    return arrange_events


def summed(events, first, last, steps=200000):
    """Seconds from one place to another, by adding up many small steps."""
    width = (last - first) / steps
    return sum(60.0 * width / line.value_at(events, first + (step + 0.5) * width, False) for step in range(steps))


# The arithmetic


@pytest.mark.parametrize("events, first, last, seconds", [
    (((0.0, 120.0),), 0.0, 8.0, 4.0),
    (((4.0, 60.0), (8.0, 120.0)), 0.0, 4.0, 4.0),
    (((0.0, 60.0), (8.0, 120.0)), 0.0, 8.0, 8.0 * math.log(2.0)),
    (((0.0, 120.0), (8.0, 60.0)), 0.0, 8.0, 8.0 * math.log(2.0)),
    (((0.0, 60.0), (8.0, 120.0)), 4.0, 12.0, 8.0 * math.log(4.0 / 3.0) + 2.0),
    (((0.0, 120.0), (2.0, 120.0), (2.0, 60.0)), 0.0, 4.0, 3.0),
])
def test_a_stretch_takes_as_long_as_the_integral_says(events, first, last, seconds):
    assert seconds_between(events, first, last) == pytest.approx(seconds, abs=1e-12)


@pytest.mark.parametrize("first, last", [(0.0, 8.0), (1.0, 3.0), (7.5, 8.0)])
def test_a_curve_takes_as_long_as_its_small_steps_together(first, last):
    events = (BENT, (8.0, 40.0))
    assert seconds_between(events, first, last) == pytest.approx(summed(events, first, last, 4000), abs=1e-5)


CURVES = st.one_of(st.just(line.STRAIGHT), st.tuples(*[st.floats(0.0, 1.0)] * 4))


@given(st.floats(20.0, 999.0), st.floats(20.0, 999.0), CURVES, st.floats(0.0, 0.95), st.floats(0.0, 1.0),
       st.sampled_from((0.9, 1.0, 1.1)))
def test_the_beats_of_some_seconds_take_those_seconds(before, after, curve, here, way, nudge):
    events = (line.make_event(0.0, before, curve), (8.0, after))
    pace = pace_at(events, 8.0 * here, nudge)
    beats = (8.0 - 8.0 * here) * way
    seconds = pace.seconds(beats)
    assert seconds >= 0.0 and pace.beats(seconds) == pytest.approx(beats, abs=1e-8)
    assert pace.beats(seconds + 0.01) > pace.beats(seconds)


# The transport


def test_a_ramp_takes_its_time_to_a_millionth_of_a_beat(stage, song, arrange):
    arrange((0.0, 60.0), (8.0, 120.0))
    stage.play()
    began = stage.simulator.now()
    for place in (0.7, 3.0, 7.9):
        seconds = 8.0 * math.log(1.0 + place / 8.0)
        stage.simulator.advance(began + seconds - stage.simulator.now())
        stage.unwrap(song).transport.catch_up()
        assert stage.unwrap(song).transport.position == pytest.approx(place, abs=EXACT)
    stage.simulator.advance(8.0 * math.log(2.0) - seconds + 3.0)
    stage.unwrap(song).transport.catch_up()
    assert stage.unwrap(song).transport.position == pytest.approx(14.0, abs=EXACT)


def test_a_bent_ramp_takes_its_time(stage, song, arrange):
    arrange(BENT, (8.0, 40.0))
    stage.play()
    stage.simulator.advance(seconds_between((BENT, (8.0, 40.0)), 0.0, 6.25))
    stage.unwrap(song).transport.catch_up()
    assert stage.unwrap(song).transport.position == pytest.approx(6.25, abs=EXACT)


@pytest.mark.parametrize("cadence", [0.01, 0.5])
def test_ticks_of_any_length_play_the_same(stage, song, arrange, cadence):
    arrange((0.0, 60.0), (4.0, 240.0), (8.0, 30.0))
    stage.play()
    for _ in range(int(4.0 / cadence)):
        stage.simulator.stall(cadence)
        stage.tick()
    stage.simulator.advance(0.0)
    passed = stage.simulator.now() - TICK
    stage.unwrap(song).transport.catch_up()
    events = ((0.0, 60.0), (4.0, 240.0), (8.0, 30.0))
    assert seconds_between(events, 0.0, stage.unwrap(song).transport.position) == pytest.approx(passed, abs=1e-6)


TICK = 0.01


def test_the_tempo_is_told_once_in_a_tick_and_is_that_of_the_place(stage, song, arrange, tempo):
    arrange((0.0, 60.0), (2.0, 100.0), (2.0, 110.0), (8.0, 120.0))
    heard = []
    song.add_tempo_listener(lambda: heard.append((stage.simulator.now(), song.current_song_time, song.tempo)))
    stage.play()
    del heard[:]
    stage.simulator.advance(1.0)
    stage.simulator.stall(1.0)
    stage.tick()
    times = [time for time, _, _ in heard]
    assert len(times) == len(set(times)) == 102
    events = ((0.0, 60.0), (2.0, 100.0), (2.0, 110.0), (8.0, 120.0))
    for _, place, shown in heard:
        assert shown == pytest.approx(line.value_at(events, place, False), abs=1e-3)
    assert tempo.value == song.tempo


def test_a_launch_on_a_ramp_comes_on_its_beat(stage, song, arrange):
    arrange((0.0, 60.0), (16.0, 200.0))
    clip = stage.clip(length=64.0)
    stage.play()
    stage.simulator.advance(1.0)
    clip.fire()
    stage.simulator.advance(5.0)
    assert clip.start_time == 4.0
    assert clip.playing_position == pytest.approx(song.current_song_time - 4.0, abs=EXACT)


def test_a_jump_into_a_ramp_goes_on_at_the_tempo_of_there(stage, song, arrange):
    arrange((0.0, 60.0), (8.0, 120.0))
    stage.play()
    stage.simulator.advance(1.0)
    song.current_song_time = 4.0
    stage.tick()
    begun = song.current_song_time
    stage.simulator.advance(1.0)
    assert seconds_between(((0.0, 60.0), (8.0, 120.0)), begun, song.current_song_time) == pytest.approx(1.0, abs=EXACT)


def test_a_loop_over_a_ramp_takes_the_same_time_each_round(stage, song, arrange):
    arrange((0.0, 60.0), (4.0, 120.0))
    song.loop_start, song.loop_length, song.loop = 0.0, 4.0, True
    stage.tick()
    stage.play()
    stage.simulator.advance(3 * 4.0 * math.log(2.0) + 0.5)
    place = song.current_song_time
    assert seconds_between(((0.0, 60.0), (4.0, 120.0)), 0.0, place) == pytest.approx(0.5, abs=TICK + EXACT)


def test_nudging_speeds_a_ramp_up(stage, song, arrange):
    arrange((0.0, 60.0), (8.0, 120.0))
    stage.play()
    song.nudge_up = True
    stage.simulator.advance(2.0)
    passed = seconds_between(((0.0, 60.0), (8.0, 120.0)), 0.0, song.current_song_time)
    assert passed == pytest.approx(2.2, abs=1e-5)


def test_overriding_a_ramp_goes_on_at_the_tempo_that_was_set_and_enabling_comes_back(stage, song, arrange):
    arrange((0.0, 60.0), (80.0, 120.0))
    stage.play()
    stage.simulator.advance(1.0)
    here = song.current_song_time
    song.tempo = 240.0
    stage.simulator.advance(1.0)
    assert song.current_song_time == pytest.approx(here + 4.0, abs=EXACT) and song.tempo == 240.0
    here = song.current_song_time
    song.re_enable_automation()
    stage.simulator.advance(1.0)
    events = ((0.0, 60.0), (80.0, 120.0))
    assert seconds_between(events, here, song.current_song_time) == pytest.approx(1.0, abs=EXACT)


def test_a_scenes_tempo_overrides_that_of_the_arrangement(stage, song, arrange):
    arrange((0.0, 60.0), (8.0, 120.0))
    song.scenes[0].tempo = 200.0
    stage.play()
    song.scenes[0].fire()
    stage.simulator.advance(8.0)
    assert song.tempo == 200.0 and song.re_enable_automation_enabled is True


def test_an_unwarped_clip_plays_its_seconds_whatever_the_tempo_does(stage, song, arrange):
    arrange((0.0, 60.0), (8.0, 180.0))
    clip = song.tracks[2].clip_slots[0].create_audio_clip("/sounds/long.wav")
    clip.warping = False
    song.clip_trigger_quantization = 0
    stage.play()
    clip.fire()
    stage.tick()
    begun, place = stage.simulator.now(), clip.playing_position
    stage.simulator.advance(2.0)
    assert clip.playing_position - place == pytest.approx(stage.simulator.now() - begun, abs=EXACT)


def test_an_unwarped_clip_ends_when_its_seconds_are_over(stage, song, arrange):
    arrange((0.0, 60.0), (8.0, 180.0))
    clip = song.tracks[2].clip_slots[0].create_audio_clip("/sounds/long.wav")
    clip.warping = False
    stage.tick()
    clip.end_marker = 2.0
    song.clip_trigger_quantization = 0
    stage.play()
    clip.fire()
    stage.tick()
    stage.simulator.advance(1.97)
    assert clip.is_playing is True
    stage.simulator.advance(0.04)
    assert clip.is_playing is False


def test_smpte_time_counts_the_seconds_of_the_ramp(stage, song, arrange):
    arrange((0.0, 60.0), (8.0, 120.0))
    stage.tick()
    song.current_song_time = 8.0
    stage.tick()
    time = song.get_current_smpte_song_time(0)
    assert (time.minutes, time.seconds, time.frames) == (0, 5, 545)
