"""What follows of itself: follow actions of clips and scenes, buttons that are held, legato into other loops."""

from random import Random

import pytest

from simulator.behaviour.follow_actions import (
    AGAIN,
    ANY,
    FIRST,
    JUMP,
    LAST,
    NEXT,
    NOTHING,
    OTHER,
    PREVIOUS,
    STOP_IT,
    FollowAction,
    neighbours,
    target_of,
)

# One tick of 10 ms at 120 beats per minute.
TICK_BEATS = 0.02
GATE, TOGGLE, REPEAT = 1, 2, 3
Q_NONE, Q_BAR, Q_QUARTER = 1, 5, 8


@pytest.fixture
def column(stage):
    """Three clips of four, four and two beats below each other, then a gap, then a clip of four beats."""
    return [stage.clip(scene=scene, length=length) for scene, length in ((0, 4.0), (1, 4.0), (2, 2.0), (4, 4.0))]


def give(stage, owner, *actions, **more):
    stage.unwrap(owner).values["follow_action"] = FollowAction((actions + (NOTHING, NOTHING))[:2], **more)


def slot_that_plays(song):
    return song.tracks[0].playing_slot_index


@pytest.mark.parametrize(
    "kind, here, expected",
    [(AGAIN, 1, 1), (PREVIOUS, 1, 0), (PREVIOUS, 0, 2), (NEXT, 1, 2), (NEXT, 2, 0), (FIRST, 2, 0), (LAST, 0, 2),
     (NEXT, 4, 4), (OTHER, 4, 4), (JUMP, 1, 4), (NOTHING, 1, None), (STOP_IT, 1, None)],
)
def test_an_action_goes_to_its_place_in_the_group(kind, here, expected):
    assert target_of(kind, 4, [True, True, True, False, True], here, Random(0)) == expected


@pytest.mark.parametrize("kind, allowed", [(ANY, {0, 1, 2}), (OTHER, {0, 2})])
def test_chance_stays_inside_the_group(song, stage, kind, allowed):
    random = stage.unwrap(song).random
    filled = [True, True, True, False, True]
    assert {target_of(kind, 0, filled, 1, random) for _ in range(100)} == allowed


def test_a_gap_ends_a_group_and_a_jump_needs_a_clip():
    assert neighbours([True, False, True, True], 3) == [2, 3]
    assert target_of(JUMP, 1, [True, False], 0, None) is None and target_of(JUMP, 7, [True], 0, None) is None


@pytest.mark.parametrize(
    "more, beats",
    [({}, 4), ({"iterations": 3.0}, 12), ({"linked": False, "time": 2.5}, 2.5), ({"linked": False, "time": 9.0}, 9)],
)
def test_the_next_clip_follows_after_its_time_to_the_tick_whatever_the_sets_grid(stage, song, column, more, beats):
    give(stage, column[0], NEXT, **more)
    column[0].fire()
    stage.tick()
    stage.beats(beats - TICK_BEATS / 2)
    assert slot_that_plays(song) == 0
    stage.beats(TICK_BEATS)
    assert slot_that_plays(song) == 1
    assert column[1].start_time == beats
    assert column[1].playing_position == pytest.approx(song.current_song_time - beats)


def test_a_clips_own_grid_holds_for_what_follows(stage, song, column):
    give(stage, column[0], NEXT, linked=False, time=2.5)
    column[1].launch_quantization = Q_QUARTER
    column[0].fire()
    stage.tick()
    stage.beats(2.6)
    assert slot_that_plays(song) == 0 and column[1].is_triggered
    stage.beats(0.5)
    assert slot_that_plays(song) == 1 and column[1].start_time == 3.0


def test_what_was_launched_by_hand_goes_before_what_follows(stage, song, column):
    give(stage, column[0], NEXT, linked=False, time=4.0)
    column[0].fire()
    stage.tick()
    stage.beats(1)
    column[3].fire()
    stage.beats(4)
    assert slot_that_plays(song) == 4


def test_stopping_by_hand_ends_what_would_follow(stage, song, column):
    give(stage, column[0], NEXT, linked=False, time=8.0)
    column[0].fire()
    stage.tick()
    song.tracks[0].stop_all_clips(False)
    stage.beats(12)
    assert slot_that_plays(song) == -2


def test_a_clip_that_came_to_its_end_is_followed_all_the_same(stage, song, column):
    column[0].looping = False
    give(stage, column[0], NEXT, linked=False, time=6.0)
    column[0].fire()
    stage.tick()
    stage.beats(5)
    assert slot_that_plays(song) == -2
    stage.beats(1.1)
    assert slot_that_plays(song) == 1 and column[1].start_time == 6.0


def test_an_unlooped_clip_goes_over_into_the_next_without_a_gap(stage, song, column):
    column[0].looping = False
    give(stage, column[0], NEXT)
    stage.hear(song.tracks[0], "playing_slot_index")
    column[0].fire()
    stage.beats(5)
    assert stage.heard == [("playing_slot_index", 0), ("playing_slot_index", 1)]


def test_the_action_stop_stops_the_track_and_again_begins_anew(stage, song, column):
    give(stage, column[0], AGAIN, linked=False, time=3.0)
    column[0].fire()
    stage.tick()
    stage.beats(4)
    assert column[0].start_time == 3.0 and column[0].playing_position == pytest.approx(1.0, abs=0.03)
    give(stage, column[0], STOP_IT)
    column[0].fire()
    stage.beats(12)
    assert slot_that_plays(song) == -2


def test_chances_decide_between_two_actions(stage, song):
    random = stage.unwrap(song).random
    drawn = [FollowAction((NEXT, STOP_IT), chances=(3.0, 1.0)).draw(random)[0] for _ in range(400)]
    assert 250 < drawn.count(NEXT) < 350 and set(drawn) == {NEXT, STOP_IT}
    assert FollowAction((NEXT, NEXT), chances=(0.0, 0.0)).draw(random) == (NOTHING, 0)


@pytest.mark.parametrize("action", [None, FollowAction((NEXT, NOTHING), enabled=False), FollowAction((NOTHING, NEXT))])
def test_without_an_enabled_action_nothing_follows(stage, song, column, action):
    stage.unwrap(column[0]).values["follow_action"] = action
    column[0].fire()
    stage.beats(20)
    assert slot_that_plays(song) == 0


def test_a_row_of_clips_plays_itself_round_and_round(stage, song, column):
    for clip in column[:3]:
        give(stage, clip, NEXT)
    stage.hear(song.tracks[0], "playing_slot_index")
    column[0].fire()
    stage.beats(20.2)
    assert [value for _, value in stage.heard] == [0, 1, 2, 0, 1, 2, 0]
    assert column[2].start_time == 18.0


@pytest.mark.parametrize("time", [0.1, 1e-12, 1 / 3.0])
def test_however_little_time_an_action_has_the_song_goes_on(stage, song, column, time):
    for clip in column[:2]:
        give(stage, clip, NEXT, linked=False, time=time)
        clip.legato = True
    column[0].fire()
    stage.beats(3.3)
    assert song.current_song_time == pytest.approx(3.28)


def test_scenes_follow_each_other_with_tempo(stage, song):
    for scene in (0, 1):
        stage.clip(scene=scene, length=4.0)
        stage.clip(track=1, scene=scene, length=8.0)
    song.scenes[1].tempo = 60.0
    give(stage, song.scenes[0], NEXT)
    song.scenes[0].fire()
    stage.tick()
    stage.beats(7.9)
    assert (song.tempo, slot_that_plays(song)) == (120.0, 0)
    stage.beats(0.2)
    assert song.tempo == 60.0 and [track.playing_slot_index for track in song.tracks] == [1, 1, -2, -2]
    assert song.tracks[1].clip_slots[1].clip.start_time == 8.0


def test_no_scene_follows_one_whose_clips_were_all_stopped(stage, song):
    for scene in (0, 1):
        stage.clip(scene=scene)
        stage.clip(track=1, scene=scene)
    give(stage, song.scenes[0], NEXT, iterations=2.0)
    song.scenes[0].fire()
    stage.tick()
    song.tracks[0].stop_all_clips(False)
    stage.tick()
    assert stage.unwrap(song).launcher.follower.next_due() == 8.0
    song.stop_all_clips(False)
    stage.beats(12)
    assert [track.playing_slot_index for track in song.tracks] == [-2] * 4


def test_a_set_that_starts_anew_counts_anew(stage, song, column):
    give(stage, column[0], NEXT)
    column[0].fire()
    stage.tick()
    stage.beats(3)
    song.stop_playing()
    stage.beats(8)
    song.start_playing()
    stage.tick()
    stage.beats(3)
    assert slot_that_plays(song) == 0
    stage.beats(1.1)
    assert slot_that_plays(song) == 1


def test_a_copied_clip_and_scene_keep_what_follows(stage, song, column):
    give(stage, column[0], NEXT)
    give(stage, song.scenes[0], LAST)
    song.duplicate_scene(0)
    copies = song.tracks[0].clip_slots[1].clip, song.scenes[1]
    assert [stage.unwrap(copy).values["follow_action"].actions[0] for copy in copies] == [NEXT, LAST]


# Buttons that are held


def test_a_repeating_clip_begins_again_on_every_line_while_its_button_is_held(stage, song):
    clip = stage.clip(length=8.0)
    clip.launch_mode, clip.launch_quantization = REPEAT, Q_QUARTER
    clip.set_fire_button_state(True)
    stage.tick()
    starts = []
    for _ in range(39):
        stage.beats(0.1)
        starts.append(clip.start_time)
    assert sorted(set(starts)) == [0.0, 1.0, 2.0, 3.0] and clip.is_triggered
    clip.set_fire_button_state(False)
    stage.tick()
    assert not clip.is_triggered
    last = clip.start_time
    stage.beats(3)
    assert clip.is_playing and clip.start_time == last


def test_without_a_grid_nothing_repeats(stage):
    clip = stage.clip()
    clip.launch_mode, clip.launch_quantization = REPEAT, Q_NONE
    clip.set_fire_button_state(True)
    stage.beats(3)
    assert clip.start_time == 0.0 and not clip.is_triggered


def test_a_gated_clip_stops_on_its_own_grid(stage, song):
    clip = stage.clip(length=16.0)
    clip.launch_mode, clip.launch_quantization = GATE, Q_QUARTER
    clip.set_fire_button_state(True)
    stage.tick()
    stage.beats(1.5)
    clip.set_fire_button_state(False)
    stage.tick()
    assert clip.is_playing and song.tracks[0].fired_slot_index == -2
    stage.beats(0.5)
    assert not clip.is_playing


def test_a_gated_clip_let_go_before_its_beat_is_not_launched_and_stops_nothing(stage, song):
    other, clip = stage.clip(scene=0), stage.clip(scene=1)
    clip.launch_mode = GATE
    other.fire()
    stage.tick()
    stage.beats(1)
    clip.set_fire_button_state(True)
    stage.beats(1)
    assert clip.is_triggered
    clip.set_fire_button_state(False)
    stage.beats(4)
    assert other.is_playing and not clip.is_triggered and song.tracks[0].fired_slot_index == -1


def test_the_button_of_a_scene_holds_the_gated_clips_of_its_row(stage, song):
    gated, other = stage.clip(), stage.clip(track=1)
    gated.launch_mode, gated.launch_quantization = GATE, Q_NONE
    song.scenes[0].set_fire_button_state(True)
    stage.beats(1)
    assert gated.is_playing and other.is_playing
    song.scenes[0].set_fire_button_state(False)
    stage.tick()
    assert not gated.is_playing and other.is_playing


def test_a_legato_clip_enters_a_shorter_loop_where_the_other_would_be_in_it(stage, song):
    long, short = stage.clip(length=8.0), stage.clip(scene=1, length=2.0)
    short.legato, short.launch_quantization = True, Q_NONE
    long.fire()
    stage.tick()
    stage.beats(5)
    short.fire()
    stage.tick()
    assert short.playing_position == pytest.approx(1.02)
    stage.beats(1)
    assert short.playing_position == pytest.approx(0.02)


def test_a_clips_launch_time_is_told(stage):
    clip = stage.clip(length=64.0)
    stage.hear(clip, "start_time")
    clip.fire()
    stage.beats(4.5)
    clip.fire()
    stage.beats(4)
    assert stage.heard == [("start_time", 8.0)]
